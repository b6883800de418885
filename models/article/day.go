package article

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	isoDay  = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:$|[T ,])`)
	wordDay = regexp.MustCompile(`(?i)^(?:[a-z]+day,? +)?(?:(\d{1,2})(?:st|nd|rd|th)?\.? +(?:of +)?([a-z]{3,9})\.?,? +(\d{4})|([a-z]{3,9})\.? +(?:(\d{1,2})(?:st|nd|rd|th)?,? +)?(\d{4}))(?:$|[ ,T])`)
)

// dayOf reads a day, month or year as a page gives it, and is it as Meta has
// it, or "". Figures alone are read as year, month, day: whether 3/4/2022 is in
// March or in April nobody can tell.
func dayOf(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 60 {
		s = s[:60]
	}
	if m := isoDay.FindStringSubmatch(s); m != nil {
		return joinDay(number(m[1]), number(m[2]), number(m[3]))
	}
	if m := wordDay.FindStringSubmatch(s); m != nil {
		if m[3] != "" {
			return joinDay(number(m[3]), month(m[2]), number(m[1]))
		}
		return joinDay(number(m[6]), month(m[4]), number(m[5]))
	}
	if len(s) == 4 && isDate(s) {
		return joinDay(number(s), 0, 0)
	}
	return ""
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// month is the number of a month's English name or its beginning, 0 for none.
func month(name string) int {
	for m := time.January; m <= time.December; m++ {
		if len(name) >= 3 && len(name) <= len(m.String()) && strings.EqualFold(m.String()[:len(name)], name) ||
			m == time.September && strings.EqualFold(name, "sept") {
			return int(m)
		}
	}
	return 0
}

// joinDay writes a date as exactly as it is known; "" for one that never was
// or that no article on the web has.
func joinDay(year, month, day int) string {
	if year < 1500 || year > 2200 || month < 0 || month > 12 {
		return ""
	}
	out := fmt.Sprintf("%04d", year)
	if month > 0 {
		out += fmt.Sprintf("-%02d", month)
		if day > 0 {
			out += fmt.Sprintf("-%02d", day)
		}
	} else if day > 0 {
		return ""
	}
	if !isDate(out) {
		return ""
	}
	return out
}
