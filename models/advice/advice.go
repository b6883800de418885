// Package advice decides what a text tells its reader to do: which sentences
// are advice, what each asks for (how much, how often, at what time of day, to
// do, to limit or to avoid), how sure that is, and which plan of a habit says
// the same. It is grammar in tables, without a model: the same text always
// gives the same findings, and each finding names the rule that found it.
//
// It does not decide whether the advice is good, how a text is read from a
// file, or what a person takes up of it. Places are counted in code points.
package advice

// Polarity says which way advice points.
type Polarity string

// The ways advice points.
const (
	Do    Polarity = "do"
	Limit Polarity = "limit"
	Avoid Polarity = "avoid"
)

// A finding at or above Strong is shown plainly; one from Weak up to Strong is
// kept for whoever asks to see more; what lies below Weak is not found at all.
const (
	Strong = 0.5
	Weak   = 0.25
)

// MeasureKind says how an amount binds.
type MeasureKind string

// The kinds of measure. Check is advice without an amount.
const (
	Check   MeasureKind = "check"
	AtLeast MeasureKind = "at_least"
	AtMost  MeasureKind = "at_most"
	Range   MeasureKind = "range"
	Exact   MeasureKind = "exact"
)

// Measure is how much is asked for, in the text's own number and unit (in the
// plural). Min counts for AtLeast, Range and Exact; Max for AtMost, Range and
// Exact.
type Measure struct {
	Kind     MeasureKind
	Min, Max float64
	Unit     string
}

// Per is what a frequency is counted by; none where the text states none.
type Per string

// The periods a frequency is counted by. A session is something that comes
// round without a date: a meal, a workout, a walk.
const (
	PerDay     Per = "day"
	PerWeek    Per = "week"
	PerMonth   Per = "month"
	PerYear    Per = "year"
	PerSession Per = "session"
)

// Frequency is how often. Times is at least 1; TimesMax is set for "5 to 6
// days a week", DaysAWeek for "3 times a day, 5 days a week", Loose for "most
// days".
type Frequency struct {
	Times, TimesMax float64
	Per             Per
	DaysAWeek       float64
	Loose           bool
	Weekdays        uint8 // bit n for the weekday n of package time
}

// Interval is "every 2 hours": from Every to EveryMax (0: no range) of Unit.
type Interval struct {
	Every, EveryMax float64
	Unit            string
}

// Offset is a lead time, such as "an hour before bed": from Min to Max of Unit
// before or after something, which is part of the cue.
type Offset struct {
	Min, Max float64
	Unit     string
	Relation string
}

// Window is a time of day in minutes after midnight, From 0 to 1439. It passes
// midnight when To is before From. Set is false when no clock time is given.
type Window struct {
	From, To int
	Set      bool
}

// Finding is one piece of advice, in one stretch of the text: Start and End in
// code points, End excluded, and Quote what stands there.
type Finding struct {
	Start, End int
	Quote      string

	Rule       string  // the rule that found it
	Why        string  // that rule in a sentence for a reader
	Confidence float64 // from 0 to 1

	Action    string // a habit's name: short, imperative, at most 120 letters
	Polarity  Polarity
	Habit     bool // false for what is done once: see a doctor, buy, install
	Measure   Measure
	Frequency Frequency
	Window    Window
	Interval  Interval
	Offset    Offset
	Cue       string // when, in the text's words: "before bed"

	block, sentence int      // in which block and sentence of the text it stands
	byStep          bool     // the amount is a step up or down
	dropped         [][2]int // tokens that the plan or the cue say
	bare            bool     // an amount or a time without a verb: it completes a neighbour
}

// Kind says what a block of a text is.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota
	Heading
	Item
)

// Block is a stretch of a text that is a paragraph, a heading or an item of a
// list, in code points, End excluded.
type Block struct {
	Kind       Kind
	Start, End int
}
