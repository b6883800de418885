package store

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// ExportFile writes all that a person has as a file in one of the formats of
// transfer.Writers, whole before its first byte goes anywhere, so that nobody gets
// half of one and a slow reader does not hold the database. The file is open at
// its beginning, and gone from the disk when it is closed. Where the disk of the
// data is full, the system's temporary folder may be on another. It fails as
// Export does, and with ErrDiskFull.
func (s *Store) ExportFile(ctx context.Context, userID, format string, today date.Date) (*os.File, error) {
	f, err := s.exportTo(ctx, s.Scratch, userID, format, today)
	if errors.Is(err, models.ErrDiskFull) {
		f, err = s.exportTo(ctx, s.elsewhere, userID, format, today)
	}
	return f, err
}

// elsewhere makes a folder as Scratch does where the system has such.
func (s *Store) elsewhere() (dir string, done func(), err error) {
	if dir, err = os.MkdirTemp("", "gloss-"); err != nil { // mode 0700
		return "", nil, onDisk("scratch", err)
	}
	return dir, func() { os.RemoveAll(dir) }, nil
}

func (s *Store) exportTo(ctx context.Context, folder func() (string, func(), error), userID, format string, today date.Date) (f *os.File, err error) {
	dir, done, err := folder()
	if err != nil {
		return nil, err
	}
	defer done()
	if f, err = os.OpenFile(filepath.Join(dir, "export"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
		return nil, onDisk("export", err)
	}
	err = transfer.Write(ctx, format, f, dir, func(sink transfer.Sink) error { return s.Export(ctx, userID, today, sink) })
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(onDisk("export", err), f.Close())
	}
	return f, nil
}

// Export gives all that a person has to sink, as it stands at one moment, row by
// row: archived things too, and deleted ones as long as they can come back. What
// belongs to the server or to others, and is not the person's to take along, is
// named alone: see transfer.Guide. It fails with ErrNotFound, and with the error
// that sink fails with.
func (s *Store) Export(ctx context.Context, userID string, today date.Date, sink transfer.Sink) error {
	return s.inRead(ctx, "export", func(tx *gorm.DB) error {
		var u models.User
		if err := tx.Where("id = ?", userID).Take(&u).Error; err != nil {
			return err
		}
		if err := sink.Begin(transfer.Person{Name: u.Name, Email: u.Email, Settings: u.Settings(), At: instant(s.now())}); err != nil {
			return err
		}
		l := leaving{tx: tx, userID: userID, sink: sink, guides: map[string]bool{}}
		for _, part := range []func() error{
			l.tags, l.library, l.habits, l.entries, l.dayNotes, l.pauses, l.readings, l.dismissals, l.marks, l.changes,
		} {
			if err := part(); err != nil {
				return err
			}
		}
		return sink.End(today)
	})
}

// leaving is an export under way, within one transaction.
type leaving struct {
	tx     *gorm.DB
	userID string
	sink   transfer.Sink
	guides map[string]bool // those that sink was told of
}

func (l *leaving) tags() error {
	return each(l.tx.Raw(`SELECT t.id, t.name, t.position FROM tags t WHERE t.user_id = ? AND EXISTS (
			SELECT 1 FROM habit_tags b JOIN habits h ON h.id = b.habit_id WHERE b.tag_id = t.id AND h.user_id = t.user_id
		) ORDER BY t.position, t.id`, l.userID), func(scan scan) error {
		t := models.Tag{UserID: l.userID}
		if err := scan(&t.ID, &t.Name, &t.Position); err != nil {
			return err
		}
		return l.sink.Tag(t)
	})
}

// spokenOf are the ids of the guides that what a person keeps speaks of, and
// adviceSpokenOf of the advice.
const (
	spokenOf = `SELECT guide_id FROM habits WHERE user_id = @user
	UNION SELECT guide_id FROM readings WHERE user_id = @user
	UNION SELECT guide_id FROM marks WHERE user_id = @user
	UNION SELECT subject_id FROM changes WHERE user_id = @user AND subject = 'guide'
	UNION SELECT coalesce(json_extract(before, '$.source.guide'), '') FROM changes WHERE user_id = @user AND act IN ('source', 'undo') AND subject = 'habit'
	UNION SELECT coalesce(json_extract(after, '$.source.guide'), '') FROM changes WHERE user_id = @user AND act IN ('source', 'undo') AND subject = 'habit'`
	adviceSpokenOf = `SELECT advice_id FROM habits WHERE user_id = @user
	UNION SELECT alike FROM dismissals WHERE user_id = @user
	UNION SELECT coalesce(json_extract(before, '$.source.advice'), '') FROM changes WHERE user_id = @user AND act IN ('source', 'undo') AND subject = 'habit'
	UNION SELECT coalesce(json_extract(after, '$.source.advice'), '') FROM changes WHERE user_id = @user AND act IN ('source', 'undo') AND subject = 'habit'`
)

// guideQuery reads a person's guides with their advice, and those they only speak
// of: nothing of others' but the id and the hash, and no text of what lies in the
// server's folder. The advice comes as one value: with rows of its own the text
// would be read once for each.
const guideQuery = `SELECT id, own, slug, iif(open, title, ''), iif(open, author, ''), iif(open, publisher, ''), iif(open, published, NULL),
		iif(open, url, ''), iif(open, language, ''), iif(open, summary, ''), iif(open, after, ''),
		iif(own OR slug <> '', text, ''), iif(own OR slug <> '', blocks, ''), iif(own OR slug <> '', refs, ''), iif(slug <> '', source, ''), hash,
		minutes, iif(own, came, ''), iif(own, file, ''), own AND shared, created_at, archived_at, deleted_at,
		(SELECT json_group_array(json_object('ID', a.id, 'GuideID', a.guide_id, 'Key', a.key, 'Position', a.position,
				'Passages', iif(own, a.passages, ''), 'Offer', iif(own, a.offer, ''), 'Rule', iif(own, a.rule, ''),
				'Strength', json(printf('%.17g', a.confidence)), 'Subject', a.subject, 'Alike', a.alike) ORDER BY a.position, a.id)
			FROM advice a WHERE a.guide_id = g.id AND (own OR a.id IN (` + adviceSpokenOf + `)))
	FROM (SELECT *, coalesce(owner_id = @user, FALSE) AS own, coalesce(owner_id = @user, TRUE) AS open FROM guides) g
	WHERE own OR id IN (` + spokenOf + `)
	ORDER BY created_at, id`

func (l *leaving) library() error {
	return each(l.tx.Raw(guideQuery, map[string]any{"user": l.userID}), func(scan scan) error {
		var g transfer.Guide
		var own bool
		var advice string
		if err := scan(&g.ID, &own, &g.Slug, &g.Title, &g.Author, &g.Publisher, &g.Published, &g.URL, &g.Language, &g.Summary, &g.After,
			&g.Text, &g.Blocks, &g.References, &g.Source, &g.Hash, &g.Minutes, &g.Came, &g.File, &g.Shared,
			&g.CreatedAt, &g.ArchivedAt, &g.DeletedAt, &advice); err != nil {
			return err
		}
		if own {
			g.OwnerID = &l.userID
		}
		if err := json.Unmarshal([]byte(advice), &g.Advice); err != nil {
			return err
		}
		l.guides[g.ID] = true
		return l.sink.Guide(g)
	})
}

// habits gives the habits with their plans and the names of their tags, one row
// a plan. A source that is gone for good is left out.
func (l *leaving) habits() error {
	var h models.Habit
	var plans []plan.Plan
	var tags string
	done := func() error {
		if h.ID == "" {
			return nil
		}
		if !l.guides[h.GuideID] {
			h.GuideID, h.AdviceID = "", ""
		}
		return l.sink.Habit(h, plans, strings.FieldsFunc(tags, func(r rune) bool { return r == ',' }))
	}
	err := each(l.tx.Raw(`SELECT `+habitColumns+`, `+planColumns+`, coalesce((
			SELECT string_agg(t.name, ',' ORDER BY t.position, t.id) FROM habit_tags b JOIN tags t ON t.id = b.tag_id WHERE b.habit_id = h.id), ''),
			(SELECT json_group_array(o.key ORDER BY o.key) FROM origins o WHERE o.habit_id = h.id AND o.user_id = h.user_id)
		FROM habits h JOIN plans p ON p.habit_id = h.id WHERE h.user_id = ? ORDER BY h.position, h.id, p.from_day`, l.userID), func(scan scan) error {
		var next models.Habit
		var p models.Plan
		var on, origins string
		if err := scan(append(append(habitFields(&next), planFields(&p)...), &on, &origins)...); err != nil {
			return err
		}
		if next.ID != h.ID {
			if err := json.Unmarshal([]byte(origins), &next.Origins); err != nil {
				return err
			}
			if err := done(); err != nil {
				return err
			}
			h, plans, tags = next, nil, on
		}
		plans = append(plans, p.Plan)
		return nil
	})
	if err != nil {
		return err
	}
	return done()
}

// entries gives the entries with their things, one row a thing.
func (l *leaving) entries() error {
	var e models.Entry
	done := func() error {
		if e.HabitID == "" {
			return nil
		}
		return l.sink.Entry(e)
	}
	err := each(l.tx.Raw(`SELECT e.habit_id, e.day, e.amount, e.skipped, e.note, coalesce(i.item, ''), coalesce(i.name, ''), coalesce(i.position, 0)
		FROM habits h JOIN entries e ON e.habit_id = h.id LEFT JOIN entry_items i ON i.habit_id = e.habit_id AND i.day = e.day
		WHERE h.user_id = ? ORDER BY h.position, h.id, e.day, i.position, i.item`, l.userID), func(scan scan) error {
		var next models.Entry
		var i models.EntryItem
		if err := scan(&next.HabitID, &next.Day, &next.Amount, &next.Skipped, &next.Note, &i.Item, &i.Name, &i.Position); err != nil {
			return err
		}
		if next.HabitID != e.HabitID || next.Day != e.Day {
			if err := done(); err != nil {
				return err
			}
			e = next
		}
		if i.Item != "" {
			i.HabitID, i.Day = e.HabitID, e.Day
			e.Items = append(e.Items, i)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return done()
}

func (l *leaving) dayNotes() error {
	return each(l.tx.Raw("SELECT day, note FROM day_notes WHERE user_id = ? ORDER BY day", l.userID), func(scan scan) error {
		n := models.DayNote{UserID: l.userID}
		if err := scan(&n.Day, &n.Note); err != nil {
			return err
		}
		return l.sink.DayNote(n)
	})
}

func (l *leaving) pauses() error {
	return each(l.tx.Raw("SELECT id, habit_id, from_day, to_day FROM pauses WHERE user_id = ? ORDER BY from_day, id", l.userID), func(scan scan) error {
		p := models.Pause{UserID: l.userID}
		if err := scan(&p.ID, &p.HabitID, &p.From, &p.To); err != nil {
			return err
		}
		return l.sink.Pause(p)
	})
}

func (l *leaving) readings() error {
	return each(l.tx.Raw("SELECT guide_id, at, archived_at, tags FROM readings WHERE user_id = ? ORDER BY at, guide_id", l.userID), func(scan scan) error {
		r := models.Reading{UserID: l.userID}
		var tags string
		if err := scan(&r.GuideID, &r.At, &r.ArchivedAt, &tags); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(tags), &r.Tags); err != nil {
			return err
		}
		return l.sink.Reading(r)
	})
}

func (l *leaving) dismissals() error {
	return each(l.tx.Raw("SELECT alike, at FROM dismissals WHERE user_id = ? ORDER BY at, alike", l.userID), func(scan scan) error {
		d := models.Dismissal{UserID: l.userID}
		if err := scan(&d.Alike, &d.At); err != nil {
			return err
		}
		return l.sink.Dismissal(d)
	})
}

func (l *leaving) marks() error {
	return each(l.tx.Raw("SELECT id, guide_id, passage, note, created_at FROM marks WHERE user_id = ? ORDER BY created_at, id", l.userID), func(scan scan) error {
		m := models.Mark{UserID: l.userID}
		var place string
		if err := scan(&m.ID, &m.GuideID, &place, &m.Note, &m.CreatedAt); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(place), &m.Passage); err != nil {
			return err
		}
		return l.sink.Mark(m)
	})
}

func (l *leaving) changes() error {
	return each(l.tx.Raw(`SELECT c.id, c.seq, c.subject, c.subject_id, c.day, c.act, c.before, c.after, c.undoes, c.undone, c.at, c.batch, coalesce(d.days, '')
		FROM changes c LEFT JOIN change_days d ON d.user_id = c.user_id AND d.change_id = c.id
		WHERE c.user_id = ? ORDER BY c.seq`, l.userID), func(scan scan) error {
		c := transfer.Change{Change: models.Change{UserID: l.userID}}
		var before, after, days string
		if err := scan(&c.ID, &c.Seq, &c.Subject, &c.SubjectID, &c.Day, &c.Act, &before, &after, &c.Undoes, &c.Undone, &c.At, &c.Batch, &days); err != nil {
			return err
		}
		if err := errors.Join(json.Unmarshal([]byte(before), &c.Before), json.Unmarshal([]byte(after), &c.After)); err != nil {
			return err
		}
		if days != "" {
			if err := json.Unmarshal([]byte(days), &c.Days); err != nil {
				return err
			}
		}
		for _, f := range []*models.Fields{&c.Before, &c.After} {
			if f.Source != nil && !l.guides[f.Source.GuideID] {
				f.Source.GuideID, f.Source.AdviceID = "", ""
			}
		}
		return l.sink.Change(c)
	})
}
