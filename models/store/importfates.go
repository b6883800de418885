package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// Answers to the doubts that an account adds to those of a file.
const (
	asNew     = "new"   // of one that is not known here
	apart     = "apart" // new, though it is known here
	leftOut   = "leave"
	keepHere  = "keep"
	takeFiles = "take"
)

// intake is what becomes of a bundle in somebody's account.
type intake struct {
	s        *Store
	userID   string
	bundle   *transfer.Bundle
	choices  transfer.Choices
	today    date.Date
	now      int64
	user     models.User
	own      []models.Habit    // the person's, in their order, deleted ones too
	ownKeys  []string          // their names, as they are compared
	keys     []string          // the same of those of the file
	origins  map[string]string // habits by the keys of other files
	fates    []fate            // of each habit of the file
	goals    []*goal           // in the order of their first habit in the file
	take     bool              // what the file says of a day that says something else here
	asked    []transfer.Doubt
	lost     losses
	account  *accountIntake // of what only files of Gloss hold, else nil
	journal  journal
	progress func(done, total int)
	step     func(days int) // tells progress that so many more were written
}

// fate is what becomes of a habit of a file; of nothing but zero it is left out.
type fate struct {
	goal             *goal
	new, same, clash int
	unfit            int
}

// goal is a habit that takes in one habit of a file, or several.
type goal struct {
	models.Habit
	fresh bool
	plans []plan.Plan // of a fresh one
	tags  []string    // of a fresh one
	from  []int       // places in the file
}

// consider finds out what becomes of each habit of a bundle, and checks all that
// would be written, but not that there is room for it. It fails with Invalid.
func (s *Store) consider(tx *gorm.DB, userID string, b *transfer.Bundle, choices transfer.Choices, today date.Date) (*intake, error) {
	in := &intake{
		s: s, userID: userID, bundle: b, choices: choices, today: today, now: instant(s.now()),
		fates: make([]fate, len(b.Habits)), take: choices.Of(clashDoubt(0)) == takeFiles,
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	if err := tx.Where("id = ?", userID).Take(&in.user).Error; err != nil {
		return nil, err
	}
	if err := tx.Where("user_id = ?", userID).Order("position, id").Find(&in.own).Error; err != nil {
		return nil, err
	}
	var err error
	if in.origins, err = originsOf(tx, userID); err != nil {
		return nil, err
	}
	for _, h := range in.own {
		in.ownKeys = append(in.ownKeys, models.NameKey(h.Name))
	}
	for _, h := range b.Habits {
		in.keys = append(in.keys, models.NameKey(h.Name))
	}
	for i := range b.Habits {
		if err := in.decide(i); err != nil {
			return nil, err
		}
	}
	if b.Account != nil {
		if in.account, err = in.considerAccount(tx); err != nil {
			return nil, err
		}
	}
	return in, nil
}

// decide finds the fate of the ith habit of the file.
func (in *intake) decide(i int) error {
	h := &in.bundle.Habits[i]
	known, there := in.origin(*h)
	if h.DeletedAt != 0 {
		if there || in.choices[habitAsked+strconv.Itoa(i)] == leftOut {
			return nil // if it is here, deleted or brought back since
		}
		if h.DeletedAt <= in.now-hiddenFor.Milliseconds() {
			in.lost.add("Habits deleted more than 30 days ago.", h.Where)
			return nil
		}
		return in.make(i)
	}
	there = there && known.DeletedAt == 0
	d := in.habitDoubt(i)
	switch {
	case there:
		d.Default = known.ID
	case len(d.Options) > 2:
		in.asked = append(in.asked, d)
	}
	answer := in.answer(d, there, i)
	if answer == leftOut {
		return nil
	}
	if g := in.earlier(answer, i); g != nil {
		return in.join(g, i)
	}
	at := slices.IndexFunc(in.own, func(o models.Habit) bool { return o.ID == answer && o.DeletedAt == 0 })
	if at < 0 {
		return in.make(i)
	}
	g := &goal{Habit: in.own[at]}
	if j := slices.IndexFunc(in.goals, func(o *goal) bool { return o.ID == answer }); j >= 0 {
		g = in.goals[j]
	} else {
		in.goals = append(in.goals, g)
	}
	return in.join(g, i)
}

// answer is what was said of a habit of the file, also unasked. That one which is
// known here is to be new counts for nothing: the same answers to the same file
// again would make it twice.
func (in *intake) answer(d transfer.Doubt, known bool, i int) string {
	said := in.choices[d.ID]
	own := slices.ContainsFunc(in.own, func(h models.Habit) bool { return h.ID == said && h.DeletedAt == 0 })
	if own || said == apart || said == leftOut || said == asNew && !known || in.earlier(said, i) != nil {
		return said
	}
	return d.Default
}

// habitAsked begins the id of the doubt about a habit, before its place in the
// file.
const habitAsked = "habit."

// earlier returns what the habit goes into that an answer puts the ith of the
// file together with, nil where it does not or that one is left out.
func (in *intake) earlier(answer string, i int) *goal {
	place, ok := strings.CutPrefix(answer, habitAsked)
	n, err := strconv.Atoi(place)
	if !ok || err != nil || n < 0 || n >= i {
		return nil
	}
	return in.fates[n].goal
}

// mostOptions bounds the answers that are offered: in a file of one name alone
// there would be as many as habits, to each. Others are honoured unasked.
const mostOptions = 20

// habitDoubt asks what becomes of the ith habit of the file, where its name is
// taken here or was met in the file before; more than two options say that it is.
func (in *intake) habitDoubt(i int) transfer.Doubt {
	name, key := in.bundle.Habits[i].Name, in.keys[i]
	d := transfer.Doubt{ID: habitAsked + strconv.Itoa(i), Default: asNew}
	where := "in the file before"
	d.Options = append(d.Options, transfer.Option{Value: asNew, Label: "A habit of its own"})
	for n, h := range in.own {
		if h.DeletedAt == 0 && in.ownKeys[n] == key && len(d.Options) < mostOptions {
			where = "here"
			d.Options = append(d.Options, transfer.Option{Value: h.ID, Label: "Together with “" + h.Name + "”, which is here"})
		}
	}
	for n := range in.bundle.Habits[:i] {
		if h := &in.bundle.Habits[n]; in.keys[n] == key && in.fates[n].goal != nil && h.DeletedAt == 0 && len(d.Options) < mostOptions {
			label := "Together with “" + h.Name + "” of the file"
			if h.Where != "" {
				label += ", " + h.Where
			}
			d.Options = append(d.Options, transfer.Option{Value: habitAsked + strconv.Itoa(n), Label: label})
		}
	}
	d.Options = append(d.Options, transfer.Option{Value: leftOut, Label: "Leave it out"})
	d.Ask = fmt.Sprintf("“%s” is a name that was %s. What becomes of this one?", name, where)
	if where == "here" {
		d.Ask = fmt.Sprintf("There is a habit called “%s” here. What becomes of the file’s?", name)
	}
	return d
}

// clashDoubt asks what to do about days that say something else here than in the
// file.
func clashDoubt(days int) transfer.Doubt {
	ask := "One day says something else here than in the file. Which counts?"
	if days != 1 {
		ask = fmt.Sprintf("%s days say something else here than in the file. Which count?", models.Grouped(days))
	}
	return transfer.Doubt{ID: "clash", Ask: ask, Default: keepHere, Options: []transfer.Option{
		{Value: keepHere, Label: "What is here"}, {Value: takeFiles, Label: "What the file says"},
	}}
}

// make lets the ith habit of the file become a new one.
func (in *intake) make(i int) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	from := in.bundle.Habits[i]
	g := &goal{Habit: from.Habit, fresh: true, plans: slices.Clone(from.Plans), tags: models.CleanTags(from.Tags)}
	g.ID, g.UserID, g.Position = id.String(), in.userID, 0
	for i := range g.plans {
		if g.plans[i].Anchor == 0 {
			g.plans[i].Anchor = g.plans[i].From
		}
	}
	if in.bundle.Account == nil {
		g.GuideID, g.AdviceID, g.Passages, g.Careful, g.Since, g.CreatedAt = "", "", "", false, 0, 0
	}
	if g.Since < g.plans[0].From || g.Since > date.Newest {
		g.Since = g.plans[0].From
	}
	g.CreatedAt = within(g.CreatedAt, in.now)
	switch {
	case g.ArchivedAt != 0:
		g.ArchivedAt = within(g.ArchivedAt, in.now)
	case from.Ended == in.today:
		g.ArchivedAt = in.now
	case from.Ended != 0:
		g.ArchivedAt = within(noon(from.Ended, in.user.Location()), in.now)
	}
	if g.DeletedAt != 0 {
		g.DeletedAt = within(g.DeletedAt, in.now)
	}
	in.goals = append(in.goals, g)
	return in.join(g, i)
}

// noon is the middle of a day where the person is, in milliseconds UTC.
func noon(d date.Date, zone *time.Location) int64 {
	day := d.Time()
	return time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, zone).UnixMilli()
}

// within is a time that has been: at, or now where at is none or yet to come.
func within(at, now int64) int64 {
	if at <= 0 || at > now {
		return now
	}
	return at
}

func (in *intake) join(g *goal, i int) error {
	g.from = append(g.from, i)
	in.fates[i].goal = g
	return nil
}

// losses are what an account has no room for, each kind once.
type losses []transfer.Loss

// add counts one more of a kind.
func (l *losses) add(what, where string) { l.addMany(what, where, 1) }

func (l *losses) addMany(what, where string, n int) {
	if n == 0 {
		return
	}
	for i := range *l {
		if (*l)[i].What == what {
			(*l)[i].Count += n
			return
		}
	}
	*l = append(*l, transfer.Loss{What: what, Count: n, Where: where})
}
