package link

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// GuideNotes lists all that one marked and noted in guides.
const GuideNotes = "/guides/notes"

// GuideNotesAfter is that list without the newest so many.
func GuideNotesAfter(n int) string { return GuideNotes + "?after=" + strconv.Itoa(n) }

// Numbered is a guide with a number before each sentence.
func Numbered(id string) string { return Guide(id) + "?numbers=on" }

// NumberedFor is a guide with numbers, to choose another passage for a habit in
// place of the n-th it has, counted from 0.
func NumberedFor(id, habitID string, n int) string {
	return Numbered(id) + "&" + forHabit(habitID, n)
}

// PassageBase is the address of a passage without its place.
func PassageBase(guideID string) string { return Guide(guideID) + "/passage" }

// PassageBaseFor is PassageBase on the way to another passage for a habit.
func PassageBaseFor(guideID, habitID string, n int) string {
	return PassageBase(guideID) + "?" + forHabit(habitID, n)
}

func forHabit(habitID string, n int) string {
	return "habit=" + url.QueryEscape(habitID) + "&place=" + strconv.Itoa(n)
}

// PassageAt is where one sees what can be done with a stretch of a guide, in code
// points, End excluded; base is one of the two above.
func PassageAt(base string, start, end int) string {
	sep := "?"
	if strings.Contains(base, "?") {
		sep = "&"
	}
	return base + sep + "from=" + strconv.Itoa(start) + "&to=" + strconv.Itoa(end)
}

// NewHabitOfPassage is the form for a new habit, filled in with a stretch of a
// guide.
func NewHabitOfPassage(guideID string, start, end int) string {
	return PassageAt(NewHabit+"?guide="+url.QueryEscape(guideID), start, end)
}

// NewHabitThen is a form for a new habit that returns to next.
func NewHabitThen(form, next string) string { return form + "&next=" + url.QueryEscape(next) }

// Dismiss is where advice of a guide is put away, or brought back.
func Dismiss(guideID string) string { return Guide(guideID) + "/dismiss" }

// GuideAfter is a guide after something was done beside one of its blocks.
func GuideAfter(id, what, block string) string { return Saved(Guide(id), what) + "#" + block }

// GuideMarks is where a passage of a guide is marked.
func GuideMarks(guideID string) string { return Guide(guideID) + "/marks" }

// NoteMark is where the note of a mark is written anew.
func NoteMark(id string) string { return "/marks/" + url.PathEscape(id) }

// Unmark is where a mark is taken off.
func Unmark(id string) string { return NoteMark(id) + "/remove" }

// OwnMark is the fragment of a mark in the text of its guide.
func OwnMark(id string) string { return "m-" + id }

// HabitSource is where a habit gets other passages.
func HabitSource(id string) string { return Habit(id) + "/source" }

// HabitPassages is the part of the page for editing a habit that lists them.
func HabitPassages(id string) string { return EditHabitAt(id, PassagesPart) }

// PassagesPart is a part of the page for editing a habit.
const PassagesPart = "passages"

// Original is the web page at address, scrolled to quote where the browser knows
// text fragments (WICG Scroll To Text Fragment). A quote that is long, or goes
// over several paragraphs, is named by its first and its last words.
func Original(address, quote string) string {
	const most, ends = 200, 5
	lines := strings.FieldsFunc(strings.TrimSpace(quote), func(r rune) bool { return r == '\n' })
	if address == "" || len(lines) == 0 {
		return address
	}
	first, last := strings.Fields(lines[0]), strings.Fields(lines[len(lines)-1])
	text := fragmentText(strings.Join(first, " "))
	if len(lines) > 1 || utf8.RuneCountInString(quote) > most && len(first) > 1 {
		n, m := min(ends, len(first)), min(ends, len(last))
		if len(lines) == 1 {
			n, m = min(n, len(first)/2), min(m, len(last)/2)
		}
		text = fragmentText(strings.Join(first[:n], " ")) + "," + fragmentText(strings.Join(last[len(last)-m:], " "))
	}
	sep := "#"
	if strings.Contains(address, "#") {
		sep = ""
		address, _, _ = strings.Cut(address, ":~:")
	}
	return address + sep + ":~:text=" + text
}

// fragmentText writes s for a text directive: all but letters, digits and a few
// signs of ASCII by percent; the dash, the comma and the ampersand mean
// something there.
func fragmentText(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c < utf8.RuneSelf && (unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)) || c == '.' || c == '_' || c == '~') {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
