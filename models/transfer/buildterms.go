package transfer

import (
	"fmt"
	"math"
	"slices"
	"time"

	"gloss/models"
	"gloss/models/plan"
)

// Often returns the plan of a tick n times in any d days. What Gloss cannot ask
// is listed.
func (b *builder) Often(n, d int, place string) plan.Plan {
	p := plan.Plan{Kind: plan.Tick, WeekStart: time.Monday, Step: plan.Whole}
	if n < 1 || d < 1 {
		b.change("Frequencies that ask for nothing: every day was taken.", place)
		n, d = 1, 1
	}
	if n > d {
		b.change("More than once a day: once a day is the most that a tick asks.", place)
		n = d
	}
	n, d = b.within90(n, d, place)
	if p.Period, p.Min = plan.Day, plan.At(1); n < d {
		p.Period, p.Days, p.Min = plan.Rolling, d, plan.At(n)
	}
	return p
}

// Counted returns the plan of an amount of at least target, or at most, in any d
// days. What Gloss cannot ask is listed.
func (b *builder) Counted(target plan.Amount, atMost bool, d int, unit, place string) plan.Plan {
	p := plan.Plan{Kind: plan.Sum, Period: plan.Day, WeekStart: time.Monday, Unit: b.Unit(unit, place)}
	p.Step = models.StepOf(p.Kind, p.Unit)
	if cut := b.Amount(target, place); cut != target {
		target = cut
		b.notes[place] = append(b.notes[place], "Its target was out of bounds.")
	}
	if d < 1 {
		b.change("Frequencies that ask for nothing: every day was taken.", place)
		d = 1
	}
	n, d := b.within90(int(target), d, place)
	if target = plan.Amount(n); target == 0 && !atMost {
		b.change("Targets of nothing: anything at all keeps the habit.", place)
		target = 1
	}
	if d > 1 {
		p.Period, p.Days = plan.Rolling, d
	}
	limit := plan.Limit{Amount: target, Set: true}
	if p.Min = limit; atMost {
		p.Min, p.Max = plan.Limit{}, limit
	}
	return p
}

// change lists terms that Gloss cannot have, of the habit at place: its figures
// differ from the file's for it.
func (b *builder) change(what, place string) {
	b.Lose(what, place)
	b.notes[place] = append(b.notes[place], what)
}

// within90 makes n in d days a share of 90 where d is more.
func (b *builder) within90(n, d int, place string) (int, int) {
	if d <= plan.MaxDays {
		return n, d
	}
	b.change(fmt.Sprintf("Periods of more than %d days: each became its share of %[1]d.", plan.MaxDays), place)
	return int(math.Ceil(float64(n) * plan.MaxDays / float64(d))), plan.MaxDays
}

// Untargeted returns the plan of a habit that is tracked without a target, which
// Gloss has no place for: how often it asks for a tick is asked once for all.
func (b *builder) Untargeted() plan.Plan {
	b.targetless++
	return plan.Plan{
		Kind: plan.Tick, Period: plan.Period(b.choices.Of(untargeted(1))), Min: plan.At(1),
		WeekStart: time.Monday, Step: plan.Whole,
	}
}

// untargeted asks how often n habits without a target are to be done.
func untargeted(n int) Doubt {
	ask := "One habit has no target. How often should it ask for a tick?"
	if n > 1 {
		ask = fmt.Sprintf("%d habits have no target. How often should each ask for a tick?", n)
	}
	return Doubt{
		ID: "untargeted", Ask: ask, Default: string(plan.Month),
		Options: []Option{{string(plan.Day), "Once a day"}, {string(plan.Week), "Once a week"}, {string(plan.Month), "Once a month"}},
	}
}

// hueColors are the hues as they are on light paper.
var hueColors = []struct {
	hue string
	rgb uint32
}{
	{"leaf", 0x2f7a4f}, {"sun", 0xb8600f}, {"sea", 0x2b6f86}, {"plum", 0x7d4a7f},
	{"rose", 0xa8455f}, {"moss", 0x66711f}, {"clay", 0x955a3c}, {"stone", 0x665d50},
}

// hueOf returns the hue nearest to a colour, 0xRRGGBB, to the eye. Hues are inks
// and so are darker than what programs colour with: lightness counts for less.
func hueOf(rgb uint32) string {
	l, a, b := oklab(rgb)
	best, nearest := "", math.Inf(1)
	for _, c := range hueColors {
		l2, a2, b2 := oklab(c.rgb)
		// A brighter colour is a stronger one of the same hue.
		grey := math.Hypot(a, b) < 0.03
		far := (l-l2)*(l-l2)*0.05 + square(turn(a, b, a2, b2, grey))
		if far < nearest {
			best, nearest = c.hue, far
		}
	}
	return best
}

func square(x float64) float64 { return x * x }

// turn is how far two colours lie apart on the wheel of hues; those that are
// grey are all far from those that are not.
func turn(a, b, a2, b2 float64, grey bool) float64 {
	if c := math.Hypot(a2, b2); grey || c < 0.03 {
		if grey && c < 0.03 {
			return 0
		}
		return math.Pi
	}
	d := math.Abs(math.Atan2(b, a) - math.Atan2(b2, a2))
	return min(d, 2*math.Pi-d)
}

// oklab returns lightness and the two axes of colour by Björn Ottosson's Oklab.
func oklab(rgb uint32) (lightness, a, b float64) {
	linear := func(v uint32) float64 {
		c := float64(v&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	red, green, blue := linear(rgb>>16), linear(rgb>>8), linear(rgb)
	l := math.Cbrt(0.4122214708*red + 0.5363325363*green + 0.0514459929*blue)
	m := math.Cbrt(0.2119034982*red + 0.6806995451*green + 0.1073969566*blue)
	s := math.Cbrt(0.0883024619*red + 0.2817188376*green + 0.6299787005*blue)
	return 0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s
}

// fault says what of a habit breaks the rules of a Bundle.
func (h *Habit) fault() error {
	bad := models.Invalid{}
	h.Validate(bad)
	models.ValidateTags(h.Tags, bad)
	if h.Key == "" || len(h.Plans) == 0 {
		bad.Add("plan", "It has no terms.")
	}
	for i, p := range h.Plans {
		models.ValidatePlan(p, bad)
		if !p.From.Valid() || i > 0 && p.From <= h.Plans[i-1].From {
			bad.Add("plan", "Its plans are not in the order of their days.")
		}
	}
	for i, e := range h.Entries {
		switch {
		case !e.Day.Valid() || i > 0 && e.Day <= h.Entries[i-1].Day:
			bad.Add("entries", "Its days are not in order.")
		case e.Amount < 0 || e.Amount > plan.MaxAmount:
			bad.Add("entries", "An amount is out of bounds.")
		case e.Skipped && e.Said:
			bad.Add("entries", "A day is both skipped and logged.")
		case !models.IsNote(e.Note):
			bad.Add("entries", "A note is too long or holds signs that cannot be seen.")
		}
	}
	if len(bad) == 0 {
		return nil
	}
	fields := make([]string, 0, len(bad))
	for field := range bad {
		fields = append(fields, field)
	}
	return &Error{Said: fmt.Sprintf("%s (%s): %s", shown(h.Name), h.Where, bad[slices.Min(fields)])}
}
