package page

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// shorts are the units that have a shorter name.
var shorts = map[string]string{
	"minutes": "min", "hours": "h", "kilometres": "km", "kilometers": "km", "litres": "l", "liters": "l", "grams": "g",
}

// unitFor returns what p counts, for n of them.
func unitFor(p plan.Plan, n plan.Amount) string {
	if p.Unit == "" && p.Kind == plan.Variety {
		return plan.UnitFor("things", n)
	}
	return plan.UnitFor(p.Unit, n)
}

// shortUnit returns what p counts in as few letters as it has.
func shortUnit(p plan.Plan) string {
	if short := shorts[p.Unit]; short != "" {
		return short
	}
	return isolated(unitFor(p, 0))
}

// isolated keeps a word that runs from right to left from turning round the
// figures that stand about it.
func isolated(word string) string {
	if strings.ContainsFunc(word, func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
	}) {
		return "\u2068" + word + "\u2069"
	}
	return word
}

// quantity says n of what p counts: 20 minutes, 1 plant, 3.
func quantity(p plan.Plan, n plan.Amount) string {
	return strings.TrimSpace(n.String() + " " + isolated(unitFor(p, n)))
}

// figure writes n in the few letters a square has room for.
func figure(n plan.Amount) string {
	switch s := n.String(); {
	case n >= 10_000*plan.Whole:
		return strconv.FormatInt(int64(n/(1000*plan.Whole)), 10) + "k"
	case utf8.RuneCountInString(s) <= 4:
		return s
	}
	return strconv.FormatInt(int64((n+plan.Whole/2)/plan.Whole), 10)
}

// band says p's limits in few signs: 10–30, at least 30, at most 14.
func band(p plan.Plan) string {
	switch {
	case p.Min.Set && p.Max.Set && p.Min != p.Max:
		return p.Min.Amount.String() + "–" + p.Max.Amount.String()
	case p.Min.Set:
		return p.Min.Amount.String()
	}
	return "at most " + p.Max.Amount.String()
}

// within says what a sum is counted over, as it follows one: this week.
func within(p plan.Plan) string {
	switch p.Period {
	case plan.Week:
		return "this week"
	case plan.Month:
		return "this month"
	case plan.Rolling:
		return "in " + strconv.Itoa(p.Days) + " days"
	}
	return ""
}

// periods says n of what p's streak counts: 12 days, 8 due days, 5 weeks.
func periods(p plan.Plan, n int) string {
	one, many := "day", "days"
	switch {
	case p.Period == plan.Week:
		one, many = "week", "weeks"
	case p.Period == plan.Month:
		one, many = "month", "months"
	case p.Period == plan.Day && !p.Due.IsEveryDay():
		one, many = "due day", "due days"
	}
	return models.Counted(n, one, many)
}

// dayName says a day as one would say it on today: today, yesterday, tomorrow,
// a weekday of the week around it, else the date, with its year where that is
// another one.
func dayName(d, today date.Date) string {
	switch {
	case d == today:
		return "today"
	case d == today-1:
		return "yesterday"
	case d == today+1:
		return "tomorrow"
	case d > today-7 && d < today+7:
		return d.Weekday().String()
	case d.Year() == today.Year():
		return d.Format("2 January")
	}
	return d.Format("2 January 2006")
}

// shortDay is dayName where there is little room: Sat, 8 Nov, Nov 2025.
func shortDay(d, today date.Date) string {
	switch {
	case d > today-7:
		return d.Format("Mon")
	case d > today-300:
		return d.Format("2 Jan")
	}
	return d.Format("2 Jan 2006")
}

// capital writes s with a capital at its head.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r >= 'a' && r <= 'z' {
		return strings.ToUpper(s[:n]) + s[n:]
	}
	return s
}

// excerpt shortens s to n letters at most, at the end of a word where there is
// one near.
func excerpt(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut := string([]rune(s)[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)*2/3 {
		cut = cut[:i]
	}
	return cut + "…"
}
