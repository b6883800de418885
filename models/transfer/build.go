package transfer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// clash says what counts where a file has a day of a habit more than once.
type clash string

// The ways to settle a clash.
const (
	firstCounts clash = "first"
	lastCounts  clash = "last"
	addUp       clash = "sum"
)

// builder makes a Bundle of what a reader finds in a file: it cleans and bounds
// texts, days and amounts, gathers losses and doubts, and sets what follows from
// the rest. Readers hand it habits and days as they find them.
type builder struct {
	ctx      context.Context
	choices  Choices
	today    date.Date
	progress func(int)

	made       Bundle
	habits     []*building
	keys       map[string]int
	lost       map[string]int // index in made.Lost
	asked      map[string]bool
	notes      map[string][]string // by the place of a habit, see Habit.Notes
	entries    int
	notesHeld  int // bytes of notes of days
	scores     int
	clash      clash
	askClash   bool
	twice      int
	firstTwice string
	targetless int
}

// newBuilder begins a Bundle of a format. Days that stand twice are asked about,
// and the last counts, unless Clashes says otherwise.
func newBuilder(ctx context.Context, f Format, c Choices, today date.Date, progress func(int)) *builder {
	return &builder{
		ctx: ctx, choices: c, today: today, progress: progress,
		made: Bundle{Format: f.Name, Title: f.Title},
		keys: map[string]int{}, lost: map[string]int{}, asked: map[string]bool{}, notes: map[string][]string{},
		clash: lastCounts, askClash: true,
	}
}

// Clashes sets what counts where a day stands twice. It is asked about, unless
// the file's own program has a rule that decides.
func (b *builder) Clashes(rule clash, ask bool) { b.clash, b.askClash = rule, ask }

// Lose lists something that Gloss has no place for: what is a whole sentence,
// the same of which add up, and place the first of them, empty where it is all
// over.
func (b *builder) Lose(what, place string) { b.LoseMany(what, 1, place) }

// Tell is Lose for what is so of the whole file, which no number counts.
func (b *builder) Tell(what string) { b.LoseMany(what, 0, "") }

// LoseMany is Lose of so many at once; of none where a number says nothing.
func (b *builder) LoseMany(what string, count int, place string) {
	i, ok := b.lost[what]
	if !ok {
		i = len(b.made.Lost)
		b.lost[what] = i
		b.made.Lost = append(b.made.Lost, Loss{What: what, Where: place})
	}
	b.made.Lost[i].Count += count
}

// Ask asks d, each question once, and returns the answer.
func (b *builder) Ask(d Doubt) string {
	if !b.asked[d.ID] {
		b.asked[d.ID] = true
		b.made.Doubts = append(b.made.Doubts, d)
	}
	return b.choices.Of(d)
}

// building is a habit that is being read. Its Entries and Scores are in the order
// of the file until Bundle settles them.
type building struct {
	*Habit
	b    *builder
	many int                // entries since days were counted
	days int                // that were merged
	full map[date.Date]bool // days whose notes hold no more
}

// manyDays is how many days of a habit are held before those that stand twice
// are made one, so that a file of one day over and over fills no memory.
const manyDays = 4000

// Habit adds a habit after those before it. The key is made by key; place is
// where in the file it stands. Its name is cleaned; all else may be set on what
// it returns until Bundle is called. What is left empty gets Gloss's own: the
// colour, the icon, the first day of the plans.
func (b *builder) Habit(key, name, place string) (*building, error) {
	if len(b.habits) == models.MaxHabits {
		return nil, &Error{Said: fmt.Sprintf("There are more than %d habits in it.", models.MaxHabits)}
	}
	if err := b.ctx.Err(); err != nil {
		return nil, err
	}
	h := &building{b: b, Habit: &Habit{Key: b.only(key), Where: place}}
	if h.Name = b.Line(name, models.MaxHabitName, "Names of habits", place); h.Name == "" {
		h.Name = "Unnamed"
		b.Lose("Habits without a name: each is called Unnamed.", place)
	}
	b.habits = append(b.habits, h)
	return h, nil
}

// only returns key, with a number behind it where it is taken.
func (b *builder) only(key string) string {
	b.keys[key]++
	if b.keys[key] == 1 {
		return key
	}
	n := b.keys[key]
	for b.keys[fmt.Sprintf("%s#%d", key, n)] > 0 {
		n++
	}
	b.keys[key] = n
	return b.only(fmt.Sprintf("%s#%d", key, n))
}

// Add takes what the file says of a day. Days that are none, and entries that
// say nothing, are left out; what is too much is cut. It fails where the file
// holds too much, or the time is up.
func (h *building) Add(e Entry, place string) error {
	b := h.b
	if b.entries++; b.entries > MaxEntries {
		return &Error{Said: fmt.Sprintf("There are more than %s entries in it.", models.Grouped(MaxEntries))}
	}
	if b.entries%1000 == 0 {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		b.progress(b.entries)
	}
	if !e.Day.Valid() {
		b.Lose("Days before 1970 or after 2200, and dates that do not exist: left out.", place)
		return nil
	}
	e.Note = b.Text(e.Note, models.MaxNote, "Notes", place)
	if b.notesHeld += len(e.Note); b.notesHeld > MaxNotes {
		return tooManyNotes()
	}
	if cut := b.Amount(e.Amount, place); cut != e.Amount {
		e.Amount = cut
		h.note("Amounts out of bounds were cut.")
	}
	switch {
	case e.Skipped:
		e.Said, e.Amount, e.Items = false, 0, nil
	case len(e.Items) > 0:
		e.Said = true
	case !e.Said:
		e.Amount = 0
	}
	if e.Said || e.Skipped || e.Note != "" {
		h.Entries = append(h.Entries, e)
	}
	if h.many++; h.many > manyDays && h.many > 2*h.days {
		h.merge()
	}
	return nil
}

// tooManyNotes is said of a file whose notes would fill the memory.
func tooManyNotes() *Error {
	return &Error{Said: fmt.Sprintf("There is more text in its notes than fits: at most %d MiB.", MaxNotes>>20)}
}

// Score takes what the file says the strength was on a day.
func (h *building) Score(day date.Date, value float64) {
	if day.Valid() {
		h.Scores = append(h.Scores, Score{day, value})
	}
}

// ScoreFits counts a score, and reports whether there is room for it.
func (b *builder) ScoreFits(place string) bool {
	if b.scores == MaxEntries {
		b.Lose(fmt.Sprintf("Scores beyond the first %s: not compared.", models.Grouped(MaxEntries)), place)
		return false
	}
	b.scores++
	return true
}

// Bundle returns what was read, settled. It fails where a habit cannot be lived
// under its terms.
func (b *builder) Bundle() (*Bundle, error) {
	for _, h := range b.habits {
		if err := b.ctx.Err(); err != nil {
			return nil, err
		}
		h.settle()
		if err := h.fault(); err != nil {
			return nil, err
		}
		b.made.Habits = append(b.made.Habits, *h.Habit)
	}
	b.settleDoubts()
	b.progress(b.entries)
	return &b.made, nil
}

func (b *builder) settleDoubts() {
	if b.targetless > 0 {
		b.Ask(untargeted(b.targetless))
	}
	if b.twice == 0 {
		return
	}
	if !b.askClash {
		what := map[clash]string{
			firstCounts: "Days that stand twice in the file and differ: the first counts.",
			lastCounts:  "Days that stand twice in the file and differ: the last counts.",
			addUp:       "Days that stand twice in the file and differ: they were added up.",
		}[b.clash]
		b.LoseMany(what, b.twice, b.firstTwice)
		return
	}
	days := "1 day stands"
	if b.twice > 1 {
		days = fmt.Sprintf("%s days stand", models.Grouped(b.twice))
	}
	b.Ask(Doubt{
		ID: "twice", Ask: fmt.Sprintf("%s more than once in the file, first %s. Which counts?", days, b.firstTwice),
		Options: []Option{
			{string(firstCounts), "The first in the file"}, {string(lastCounts), "The last in the file"}, {string(addUp), "Both, added up"},
		},
		Default: string(b.clash),
	})
}

// settle puts the entries in order, one a day, and fills in what is missing.
func (h *building) settle() {
	h.merge()
	slices.SortStableFunc(h.Scores, func(a, b Score) int { return cmp.Compare(a.Day, b.Day) })
	h.Scores = slices.CompactFunc(h.Scores, func(a, b Score) bool { return a.Day == b.Day })
	if h.Hue == "" {
		h.Hue = models.Hues[0]
	}
	if h.Icon == "" {
		h.Icon = "leaf"
	}
	if len(h.Plans) == 0 {
		h.Plans = []plan.Plan{h.b.Often(1, 1, h.Where)}
	}
	first := &h.Plans[0]
	if first.From == 0 {
		first.From = h.b.today
	}
	if len(h.Entries) > 0 {
		first.From = min(first.From, h.Entries[0].Day)
	}
	if first.Anchor == 0 {
		first.Anchor = first.From
	}
	if h.Since == 0 {
		h.Since = first.From
	}
	h.tickOnce()
	for _, why := range h.b.notes[h.Where] {
		h.note(why)
	}
}

// note adds why the figures of h may differ from the file's.
func (h *building) note(why string) {
	if !slices.Contains(h.Notes, why) {
		h.Notes = append(h.Notes, why)
	}
}

// tickOnce makes one of what a habit that is ticked holds beyond one a day.
func (h *building) tickOnce() {
	if slices.ContainsFunc(h.Plans, func(p plan.Plan) bool { return p.Kind != plan.Tick }) {
		return
	}
	for i := range h.Entries {
		e := &h.Entries[i]
		if e.Amount > 0 && e.Amount != plan.Whole {
			e.Amount = plan.Whole
			h.note("Days ticked more than once count once.")
			h.b.Lose("Days ticked more than once, or in part: ticked is ticked.", h.Name+", "+e.Day.String())
		}
	}
}

// rule is what counts where a day stands twice: the answer, where it is asked.
func (b *builder) rule() clash {
	if answer := clash(b.choices["twice"]); b.askClash && (answer == firstCounts || answer == lastCounts || answer == addUp) {
		return answer
	}
	return b.clash
}

// merge puts the entries in order, and makes one of those of each day. Of one
// day they stay in the order of the file.
func (h *building) merge() {
	slices.SortStableFunc(h.Entries, func(a, b Entry) int { return cmp.Compare(a.Day, b.Day) })
	rule, list := h.b.rule(), h.Entries
	kept := list[:0]
	for _, e := range list {
		n := len(kept) - 1
		if n < 0 || kept[n].Day != e.Day {
			kept = append(kept, e)
			continue
		}
		if h.differ(kept[n], e) {
			h.note("Days that stand more than once in the file were settled.")
			if h.b.twice++; h.b.twice == 1 {
				h.b.firstTwice = "on " + e.Day.Format("2 January 2006") + " of " + h.Name
			}
		}
		kept[n] = h.oneOf(kept[n], e, rule)
	}
	clear(list[len(kept):])
	h.Entries, h.days, h.many = kept, len(kept), 0
}

// same reports whether two entries of one day say the same, but for notes, which
// are kept of both.
func same(a, b Entry) bool {
	return a.Said == b.Said && a.Skipped == b.Skipped && a.Amount == b.Amount && slices.Equal(a.Items, b.Items)
}

// says reports whether e says more than a note does.
func says(e Entry) bool { return e.Said || e.Skipped }

// differ reports whether one of two entries of a day must give way. Where they
// are added up by themselves, the same twice may be twice as much.
func (h *building) differ(a, b Entry) bool {
	return says(a) && says(b) && (!same(a, b) || h.b.clash == addUp && a.Amount > 0)
}

// oneOf makes one of two entries that may differ. Notes are kept of both.
func (h *building) oneOf(a, b Entry, rule clash) Entry {
	note := h.joined(a, b)
	h.b.notesHeld += len(note) - len(a.Note) - len(b.Note)
	kept := a
	switch {
	case !says(b):
	case !says(a), rule == lastCounts:
		kept = b
	case rule == addUp && a.Said && b.Said:
		kept.Amount = h.b.Amount(a.Amount+b.Amount, h.Name)
		kept.Items = append(slices.Clip(a.Items), b.Items...)
	case rule == addUp && b.Said:
		kept = b
	}
	kept.Note = note
	return kept
}

// joined returns the notes of two entries of a day as one. Once it is as long as
// a note may be, what would come to it is left out.
func (h *building) joined(a, b Entry) string {
	switch {
	case a.Note == "":
		return b.Note
	case b.Note == "" || a.Note == b.Note:
		return a.Note
	case h.full[a.Day]:
		h.b.Lose(tooLong("Notes", models.MaxNote), dayOf(h, a))
		return a.Note
	}
	note := a.Note + "\n" + b.Note
	if len(note) > models.MaxNote && utf8.RuneCountInString(note) > models.MaxNote {
		if h.full == nil {
			h.full = map[date.Date]bool{}
		}
		h.full[a.Day] = true
		note = h.b.cut(note, models.MaxNote, "Notes", dayOf(h, a))
	}
	return note
}

// dayOf names a day of h for people.
func dayOf(h *building, e Entry) string { return h.Name + ", " + e.Day.String() }
