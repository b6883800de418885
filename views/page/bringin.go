package page

import (
	"strconv"

	"gloss/models"
	"gloss/views/ui"
)

// BringForm is what is asked of who brings in a guide: its address, a file or
// its text, one of the three. Drawn is the drawing it was sent from, so that a
// guide is brought in once.
type BringForm struct {
	Drawn  string `form:"drawn"`
	Change string `form:"change"`

	URL   string `form:"url"`
	Text  string `form:"text"`
	Title string `form:"title"`

	// File is the name of the file that was sent, which browsers do not put into
	// a form again.
	File string

	Errors models.Invalid
}

// bringIDs are the form's controls by field, in their order.
var bringIDs = []fieldID{{"url", "address"}, {"file", "file"}, {"text", "paste"}, {"title", "title"}}

// problems lists what is wrong with the form.
func (f BringForm) problems() []ui.Problem { return problemsAt(f.Errors, "address", bringIDs) }

// chooseAgain reminds of a file that has to be chosen once more.
func (f BringForm) chooseAgain() string {
	if f.File == "" || f.Errors == nil || f.Errors["file"] != "" && f.URL == "" && f.Text == "" { // that one is not taken
		return ""
	}
	return "Choose “" + excerpt(f.File, 60) + "” again if you still want it: browsers do not keep files."
}

// FetchView is a page that is being fetched.
type FetchView struct {
	ID, Address string
	Done, Total int64 // bytes; Total is 0 where it is not known
	Reading     bool  // it has come, and is looked through for advice
}

// Words says how far it is.
func (v FetchView) Words() string {
	switch {
	case v.Reading:
		return "It is here, " + bytesInWords(v.Done) + ". Gloss looks for advice in it."
	case v.Done == 0:
		return "Waiting for an answer."
	case v.Total > v.Done:
		return bytesInWords(v.Done) + " of " + bytesInWords(v.Total) + " so far."
	}
	return bytesInWords(v.Done) + " so far."
}

// bytesInWords writes a number of bytes as people say it.
func bytesInWords(n int64) string {
	switch {
	case n < 1000:
		return models.Counted(int(n), "byte", "bytes")
	case n < 1_000_000:
		return models.Counted(int(n+500)/1000, "kilobyte", "kilobytes")
	}
	return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " megabytes"
}

// FoundWords says how much advice was found in a guide.
func FoundWords(pieces int) string {
	if pieces == 0 {
		return "Gloss found no advice in it. Any sentence of it can be made a habit all the same."
	}
	return "Gloss found " + models.Counted(pieces, "piece", "pieces") + " of advice in it."
}
