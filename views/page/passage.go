package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/passage"
	"gloss/views/link"
)

// PassageView is a stretch of a guide, and what can be done with it.
type PassageView struct {
	GuideID, Title, Language string
	Start, End               int // code points, End excluded
	Quote                    string
	Text                     Prose // what stands around it, the stretch marked
	Back                     string
	Original                 string
	New                      string // the form for a habit of it
	Moves                    []GuidePlace
	Habits                   []PassageHabit
	For                      *Choosing
	Note                     NoteForm
}

// PassageHabit is a habit of the reader's that a passage can be given to. Add
// says that it can stand beside those it has.
type PassageHabit struct {
	ID, Name string
	Add, Any bool // Any: it has passages
}

// Choosing is the way to another passage for a habit: in place of the one with
// the number Place, counted from 0, which reads Quote; beside those it has where
// Place is below 0.
type Choosing struct {
	HabitID, Name string
	GuideID       string // that its passages are of
	Quote         string
	Place         int
	Any           bool // it has passages
}

// PassageInput is what a passage is shown from.
type PassageInput struct {
	Guide   models.Guide
	Doc     article.Document
	Passage passage.Selector
	Habits  []models.Habit // those on the reader's list
	For     *Choosing
	Note    NoteForm
}

// NewPassage shapes a stretch of a guide.
func NewPassage(in PassageInput) PassageView {
	s, doc := in.Passage, in.Doc
	v := PassageView{
		GuideID: in.Guide.ID, Title: in.Guide.Title, Language: in.Guide.Language,
		Start: s.Start, End: s.End, Quote: s.Exact, For: in.For, Note: in.Note,
		New: link.NewHabitOfPassage(in.Guide.ID, s.Start, s.End),
	}
	from, to := blockIndex(doc, s.Start), blockIndex(doc, s.End-1)
	if from < len(doc.Blocks) {
		v.Back = link.GuideAt(in.Guide.ID, doc.Blocks[from].ID)
		v.New = link.NewHabitThen(v.New, v.Back)
	}
	v.Text = NewProse(doc, from, to+1, []Mark{{Start: s.Start, End: s.End}})
	v.Text.Top, v.Text.Guide = 3, link.Guide(in.Guide.ID)
	if in.Guide.URL != "" {
		v.Original = link.Original(in.Guide.URL, s.Exact)
	}
	v.Moves = stretches(in, from, to)
	for _, h := range in.Habits {
		has, _ := h.Selectors() // what cannot be read has no passage to stand beside
		v.Habits = append(v.Habits, PassageHabit{
			ID: h.ID, Name: h.Name, Any: len(has) > 0,
			Add: len(has) > 0 && len(has) < models.MaxPassages && h.GuideID == in.Guide.ID && !slices.Contains(has, s),
		})
	}
	return v
}

// stretches lead to a stretch that begins or ends a sentence earlier or later.
func stretches(in PassageInput, from, to int) (places []GuidePlace) {
	base := link.PassageBase(in.Guide.ID)
	if in.For != nil {
		base = link.PassageBaseFor(in.Guide.ID, in.For.HabitID, in.For.Place)
	}
	s := in.Passage
	put := func(text string, start, end int) {
		places = append(places, GuidePlace{link.PassageAt(base, start, end), text})
	}
	all := models.Sentences(in.Doc, from-1, to+2)
	i := slices.IndexFunc(all, func(one models.Sentence) bool { return one.End > s.Start })
	j := len(all) - 1
	for j >= 0 && all[j].Start >= s.End {
		j--
	}
	if i < 0 || j < i {
		return nil
	}
	if all[i].Start != s.Start || all[j].End != s.End {
		put("Whole sentences", all[i].Start, all[j].End)
		return places
	}
	if i > 0 {
		put("Begin a sentence earlier", all[i-1].Start, s.End)
	}
	if i < j {
		put("Begin a sentence later", all[i+1].Start, s.End)
		put("End a sentence earlier", s.Start, all[j-1].End)
	}
	if j+1 < len(all) {
		put("End a sentence later", s.Start, all[j+1].End)
	}
	return places
}

// Trim returns the stretch without the space at its ends.
func Trim(doc article.Document, start, end int) (int, int) {
	text := doc.Slice(start, end)
	left := strings.TrimLeftFunc(text, unicode.IsSpace)
	start += utf8.RuneCountInString(text) - utf8.RuneCountInString(left)
	return start, start + utf8.RuneCountInString(strings.TrimRightFunc(left, unicode.IsSpace))
}

// NameOf makes a habit's name of a quote: its first words, without a stop.
func NameOf(quote string) string {
	const most = 60
	return capital(strings.TrimRightFunc(excerpt(quote, most), func(r rune) bool {
		return r != '…' && (unicode.IsPunct(r) || unicode.IsSpace(r))
	}))
}

// SourceForm gives a habit other passages.
type SourceForm struct {
	Page   string `form:"page"`
	Change string `form:"change"`
	Next   string `form:"next"`
	Do     string `form:"do"` // one of those below
	Guide  string `form:"guide"`
	From   string `form:"from"`
	To     string `form:"to"`
	Place  string `form:"place"` // which of the habit's passages, counted from 0
}

// What a SourceForm does.
const (
	SourceAdd     = "add"     // a passage beside those there are
	SourceOnly    = "only"    // a passage in place of all
	SourceReplace = "replace" // a passage in place of one
	SourceRemove  = "remove"  // one passage taken off
	SourceNone    = "none"    // all of them
)

// PassagesView lists where a habit comes from.
type PassagesView struct {
	HabitID, GuideID, Title string
	Gone                    bool // the guide is not to be read any more
	Lines                   []PassageLine
}

// PassageLine is a passage of a habit.
type PassageLine struct {
	Place    int
	Quote    string
	State    string // that its words have moved or are lost; else empty
	Href     string // of the passage in its guide
	Original string
}

// newPassages lists the passages of a habit; src is nil where the guide is gone.
func newPassages(h models.Habit, src *Source) PassagesView {
	v := PassagesView{HabitID: h.ID, GuideID: h.GuideID, Gone: src == nil && h.GuideID != ""}
	all, _ := h.Selectors() // what cannot be read is not listed
	if src != nil {
		v.Title = src.Guide.Title
	}
	for i, s := range all {
		line := PassageLine{Place: i, Quote: s.Exact}
		if src != nil {
			at := stands(src.Doc, s)
			line.State = stateOf(at)
			line.Href = link.Guide(src.Guide.ID)
			if block, ok := src.Doc.BlockAt(at.Start); ok && at.How != passage.Lost {
				line.Href = link.GuideAt(src.Guide.ID, block.ID)
			}
			if src.Guide.URL != "" {
				line.Original = link.Original(src.Guide.URL, s.Exact)
			}
		}
		v.Lines = append(v.Lines, line)
	}
	return v
}

// stateOf says how a passage was found again, where that is not as it was.
func stateOf(at passage.Place) string {
	switch at.How {
	case passage.Lost:
		return "These words are not in the guide any more."
	case passage.Approximate:
		return "The guide says this in other words by now."
	}
	return ""
}
