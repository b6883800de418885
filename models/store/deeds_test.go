package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
)

// Any acts of any kind, each undone from the last to the first, leave everything
// as it was; and all the while the progress kept is what the past comes to.
func TestUndoAnythingRestores(t *testing.T) {
	s := open(t, t.TempDir())
	rapid.Check(t, func(rt *rapid.T) {
		d := &deeds{rt: rt, person: another(t, s), now: today - 60}
		first := rapid.SampledFrom(anyTerms(today-70)).Draw(rt, "first plan")
		d.habit("one", first)
		d.habit("two", minutes(today-64))
		d.do(rapid.IntRange(0, 6).Draw(rt, "before"))
		d.undos = nil
		later := d.now + 30
		start, figures := d.snapshot(), d.figures(later)
		d.do(rapid.IntRange(1, 12).Draw(rt, "then"))
		d.rolledIsRecomputed()
		d.now = later
		for _, undo := range slices.Backward(d.undos) {
			undo()
		}
		if diff := cmp.Diff(start, d.snapshot()); diff != "" {
			rt.Fatalf("not as it was:\n%s", diff)
		}
		if diff := cmp.Diff(figures, d.figures(later), cmpopts.EquateEmpty()); diff != "" {
			rt.Fatalf("figures not as they were:\n%s", diff)
		}
	})
}

// anyTerms are plans of each kind and period.
func anyTerms(from date.Date) []plan.Plan {
	month := minutes(from)
	month.Period, month.Min, month.Max = plan.Month, plan.At(60), plan.Limit{}
	limit := minutes(from)
	limit.Period, limit.Min, limit.Max = plan.Week, plan.Limit{}, plan.At(14)
	third := ticks(from)
	third.Due = plan.Due{Every: 3}
	some := ticks(from)
	some.Due = plan.Due{Weekdays: plan.OnWeekdays(time.Monday, time.Thursday)}
	week := ticks(from)
	week.Period, week.Min, week.WeekStart = plan.Week, plan.At(4), time.Sunday
	more := week
	more.Min = plan.At(5)
	return []plan.Plan{
		ticks(from), minutes(from), plants(from), rolling(from, 3, 7), rolling(from, 2, 7), rolling(from, 4, 20),
		month, limit, third, some, week, more,
	}
}

// deeds does any act at random, and remembers how to take each back.
type deeds struct {
	*person
	rt    *rapid.T
	now   date.Date
	undos []func()
}

func (d *deeds) do(n int) {
	for range n {
		d.now += date.Date(rapid.SampledFrom([]int{0, 0, 1, 3, 8, -2}).Draw(d.rt, "later"))
		kind := rapid.SampledFrom([]string{"log", "log", "log", "edit", "edit", "drop", "archive", "unarchive", "delete", "restore",
			"copy", "pause", "pause", "end", "unpause", "day note", "rename", "remove", "column"}).Draw(d.rt, "deed")
		before := d.seq()
		err := d.deed(kind)
		if err != nil {
			d.rt.Fatalf("%s: %v", kind, err)
		}
		if after := d.seq(); after != before {
			d.remember()
		}
	}
}

// remember adds how to take back the change, or the batch, that was made last.
func (d *deeds) remember() {
	c := mustChanges(d.t, d.person)[0]
	d.undos = append(d.undos, func() {
		if c.Batch == "" {
			if _, err := d.s.Undo(d.t.Context(), d.id, c.ID, d.changeID(), d.now); err != nil {
				d.rt.Fatalf("undo of %s on %s: %v", c.Act, c.Subject, err)
			}
			return
		}
		if _, left, err := d.s.UndoBatch(d.t.Context(), d.id, c.Batch, d.changeID(), d.now); err != nil || len(left) > 0 {
			d.rt.Fatalf("undo of a batch of %s: left %v, %v", c.Act, left, err)
		}
	})
}

func (d *deeds) seq() int64 {
	list := mustChanges(d.t, d.person)
	if len(list) == 0 {
		return 0
	}
	return list[0].Seq
}

// shown returns the habits that are not hidden, archived ones too.
func (d *deeds) shown() (ids []string) {
	rows, err := d.s.Reader().Query("SELECT id FROM habits WHERE user_id = ? AND deleted_at = 0 ORDER BY id", d.id)
	if err != nil {
		d.rt.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			d.rt.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}

func (d *deeds) deed(kind string) (err error) {
	ctx, change, ids := d.t.Context(), d.changeID(), d.shown()
	day := d.now - date.Date(rapid.OneOf(rapid.IntRange(0, 9), rapid.IntRange(0, 60)).Draw(d.rt, "back"))
	if kind == "restore" {
		if hidden, err := d.s.Deleted(ctx, d.id); err != nil || len(hidden) == 0 {
			return err
		} else {
			_, err = d.s.RestoreHabit(ctx, d.id, change, hidden[0].ID)
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	id := rapid.SampledFrom(ids).Draw(d.rt, "habit")
	switch kind {
	case "log":
		err = d.anyLog(change, id, day)
	case "edit":
		_, err = d.s.EditHabit(ctx, d.id, change, id, d.anyEdit(), d.now)
	case "drop":
		if plans := d.ledger(id).Plans; len(plans) > 1 {
			_, err = d.s.DropPlan(ctx, d.id, change, id, rapid.SampledFrom(plans[1:]).Draw(d.rt, "plan").From, d.now)
		}
	case "archive":
		_, err = d.s.Archive(ctx, d.id, change, id)
	case "unarchive":
		_, err = d.s.Unarchive(ctx, d.id, change, id)
	case "delete":
		_, err = d.s.DeleteHabit(ctx, d.id, change, id)
	case "copy":
		on, err := d.s.TagsOf(ctx, d.id)
		if err != nil || len(on[id]) > 0 {
			return err // a hidden copy holds on to the names of its tags
		}
		_, _, err = d.s.CopyHabit(ctx, d.id, change, id, "copy", d.now)
		return err
	case "day note":
		_, err = d.s.SetDayNote(ctx, d.id, change, day, rapid.SampledFrom([]string{"", "windy", "calm"}).Draw(d.rt, "note"))
	case "column":
		_, err = d.s.LogDay(ctx, d.id, change, day, ids, rapid.SampledFrom([]models.Act{models.ActTick, models.ActSkip}).Draw(d.rt, "fill"), d.now)
	case "rename", "remove":
		err = d.anyTag(kind, change)
	default:
		err = d.anyPause(kind, change, id, day)
	}
	return err
}

func (d *deeds) anyLog(change, id string, day date.Date) error {
	l := d.ledger(id)
	p, _ := plan.On(l.Plans, max(day, l.Plans[0].From))
	acts := map[plan.Kind][]models.Act{
		plan.Tick:    {models.ActTick, models.ActTick, models.ActSkip, models.ActClear, models.ActNone, models.ActNote},
		plan.Sum:     {models.ActAdd, models.ActAdd, models.ActSet, models.ActSkip, models.ActClear, models.ActNote},
		plan.Variety: {models.ActItem, models.ActItem, models.ActUnitem, models.ActSkip, models.ActClear},
	}[p.Kind]
	item := rapid.SampledFrom([]string{"kale", "leek", "fig"}).Draw(d.rt, "item")
	log := store.Log{
		ID: change, HabitID: id, Day: day, Act: rapid.SampledFrom(acts).Draw(d.rt, "act"), Amount: 6000, Sure: true, Today: d.now,
		Items: []models.ItemName{{Item: item, Name: item}}, Note: rapid.SampledFrom([]string{"", "dull"}).Draw(d.rt, "words"),
	}
	if e := l.Logged[day]; log.Act == models.ActAdd && e.Amount != nil && *e.Amount == 0 {
		return nil // by rule the undo of an add does not bring "none" back
	}
	_, err := d.s.LogEntry(d.t.Context(), d.id, log)
	return err
}

func (d *deeds) anyEdit() store.Edit {
	e := store.Edit{Habit: newHabit(rapid.SampledFrom([]string{"one", "uno"}).Draw(d.rt, "name"), plan.Plan{}).Habit}
	e.Plan = rapid.SampledFrom(anyTerms(0)).Draw(d.rt, "terms")
	e.Hue = rapid.SampledFrom(models.Hues[:2]).Draw(d.rt, "hue")
	e.Tags = rapid.SampledFrom([][]string{nil, {"body"}, {"Body", "plate"}, {"plate"}}).Draw(d.rt, "tags")
	return e
}

func (d *deeds) anyTag(kind, change string) error {
	tags, err := d.s.Tags(d.t.Context(), d.id)
	if err != nil || len(tags) == 0 {
		return err
	}
	tag := rapid.SampledFrom(tags).Draw(d.rt, "tag")
	if kind == "remove" {
		_, err = d.s.RemoveTag(d.t.Context(), d.id, change, tag.ID)
		return err
	}
	name := rapid.SampledFrom([]string{"body", "plate", "home"}).Draw(d.rt, "to")
	for _, other := range tags {
		if models.NameKey(other.Name) == name && other.ID != tag.ID {
			return nil
		}
	}
	var hidden int // a tag on hidden habits alone keeps its name
	if err := d.s.Reader().QueryRow(`SELECT count(*) FROM tags t JOIN habit_tags b ON b.tag_id = t.id JOIN habits h ON h.id = b.habit_id
		WHERE t.user_id = ? AND h.deleted_at > 0`, d.id).Scan(&hidden); err != nil || hidden > 0 {
		return err
	}
	_, err = d.s.RenameTag(d.t.Context(), d.id, change, tag.ID, name)
	return err
}

func (d *deeds) anyPause(kind, change, id string, day date.Date) error {
	ctx := d.t.Context()
	length := date.Date(rapid.IntRange(0, 12).Draw(d.rt, "length"))
	if kind == "pause" {
		p := models.Pause{HabitID: rapid.SampledFrom([]string{"", id}).Draw(d.rt, "of"), From: day + 5, To: day + 5 + length}
		if length > 10 {
			p.To = 0
		}
		_, err := d.s.AddPause(ctx, d.id, change, p, d.now)
		return err
	}
	list, err := d.s.Pauses(ctx, d.id, "")
	if err != nil || len(list) == 0 {
		return err
	}
	p := rapid.SampledFrom(list).Draw(d.rt, "pause")
	if kind == "end" {
		_, err = d.s.EndPause(ctx, d.id, change, p.ID, p.From+length, d.now)
	} else {
		_, err = d.s.RemovePause(ctx, d.id, change, p.ID, d.now)
	}
	return err
}

// rolledIsRecomputed checks that the figures of each habit are those that its
// whole history gives.
func (d *deeds) rolledIsRecomputed() {
	for _, id := range d.shown() {
		kept := figuresOf(d.rt, d.person, id, d.now-20, d.now)
		if _, err := d.s.Writer().Exec("DELETE FROM progress WHERE habit_id = ?", id); err != nil {
			d.rt.Fatal(err)
		}
		if diff := cmp.Diff(fromScratch(d.rt, d.person, id, d.now-20, d.now), kept, cmpopts.EquateEmpty()); diff != "" {
			d.rt.Fatalf("rolled (+) is not recomputed (-):\n%s", diff)
		}
	}
}

func (d *deeds) figures(now date.Date) map[string]figures {
	all := map[string]figures{}
	for _, id := range d.shown() {
		all[id] = figuresOf(d.rt, d.person, id, now-90, now)
	}
	return all
}

// snapshot returns all that is stored of what the person sees, but for progress
// and the journal.
func (d *deeds) snapshot() []string {
	var all []string
	for _, query := range []string{
		`SELECT id, name, reason, cue, hue, icon, position, since, archived_at, '', '' FROM habits WHERE user_id = ? AND deleted_at = 0 ORDER BY id`,
		`SELECT p.habit_id, p.from_day, p.anchor_day, p.kind || p.period, p.days, coalesce(p.min, ''), coalesce(p.max, ''), p.unit, p.due, p.reserve, p.week_start
			FROM plans p JOIN habits h ON h.id = p.habit_id WHERE h.user_id = ? AND h.deleted_at = 0 ORDER BY 1, 2`,
		`SELECT e.habit_id, e.day, coalesce(e.amount, ''), e.skipped, e.note, coalesce(i.item, ''), coalesce(i.name, ''), coalesce(i.position, ''), '', '', ''
			FROM entries e JOIN habits h ON h.id = e.habit_id LEFT JOIN entry_items i ON i.habit_id = e.habit_id AND i.day = e.day
			WHERE h.user_id = ? AND h.deleted_at = 0 ORDER BY 1, 2, 6`,
		`SELECT b.habit_id, t.id, t.name, t.position, '', '', '', '', '', '', '' FROM tags t JOIN habit_tags b ON b.tag_id = t.id
			JOIN habits h ON h.id = b.habit_id WHERE h.user_id = ? AND h.deleted_at = 0 ORDER BY 1, 2`,
		`SELECT id, habit_id, from_day, coalesce(to_day, ''), '', '', '', '', '', '', '' FROM pauses WHERE user_id = ? ORDER BY id`,
		`SELECT day, note, '', '', '', '', '', '', '', '', '' FROM day_notes WHERE user_id = ? ORDER BY day`,
	} {
		rows, err := d.s.Reader().Query(query, d.id)
		if err != nil {
			d.rt.Fatal(err)
		}
		for rows.Next() {
			row := make([]string, 11)
			to := make([]any, 11)
			for i := range row {
				to[i] = &row[i]
			}
			if err := rows.Scan(to...); err != nil {
				d.rt.Fatal(err)
			}
			all = append(all, fmt.Sprint(row))
		}
		if err := rows.Close(); err != nil {
			d.rt.Fatal(err)
		}
	}
	return all
}
