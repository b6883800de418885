package page

import (
	"slices"
	"strings"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/views/link"
)

// OwnMark is a passage that a reader marked in a guide, and their note.
type OwnMark struct {
	ID, GuideID string
	Quote       string
	Note        string // as it stands, or as it was typed
	Error       string // why the note was refused
	When        string
	Href        string // of the passage
	Lost        bool   // the text does not hold the words any more
	Back        string // where to return to from its forms
}

// NoteForm is the note of a mark, and where a new mark is to stand: From and To
// are code points, To excluded.
type NoteForm struct {
	Page   string `form:"page"`
	Change string `form:"change"`
	Next   string `form:"next"`
	From   string `form:"from"`
	To     string `form:"to"`
	Note   string `form:"note"`

	Mark   string // the id of the mark whose note was refused
	Errors models.Invalid
}

// own shapes a mark of the reader's, and where it is drawn. A mark whose words
// are lost is drawn nowhere.
func (a GuideArgs) own(m models.Mark) (OwnMark, Mark) {
	at := stands(a.Doc, m.Passage)
	own := OwnMark{
		ID: m.ID, GuideID: m.GuideID, Quote: m.Passage.Exact, Note: m.Note,
		Href: "#" + link.OwnMark(m.ID), Lost: at.How == passage.Lost,
	}
	block, _ := a.Doc.BlockAt(at.Start)
	own.Back = link.GuideAt(m.GuideID, block.ID)
	own.typed(a.Typed)
	return own, Mark{Start: at.Start, End: at.End, ID: link.OwnMark(m.ID), Own: true}
}

// typed puts in what was refused.
func (o *OwnMark) typed(f *NoteForm) {
	if f != nil && f.Mark == o.ID {
		o.Note, o.Error = f.Note, f.Errors["note"]
	}
}

// NotesView is all that a person marked and noted, by guide.
type NotesView struct {
	Groups []NoteGroup
	Next   int // how many marks stand before those that are older; 0: there are none
	Prev   bool
}

// NoteGroup is what was marked in one guide.
type NoteGroup struct {
	Title, Href string
	Marks       []OwnMark
}

// notesOnPage is how many marks are listed at a time.
const notesOnPage = 200

// NotesInput is what the list of notes is made from. Marks are all there are,
// the newest first; Skip of them are not listed.
type NotesInput struct {
	Marks  []models.Mark
	Titles map[string]string // of guides, by their id
	Skip   int
	Today  date.Date
	Zone   *time.Location
	Typed  *NoteForm
}

// NewNotes lists marks by guide, the guide with the newest mark first.
func NewNotes(in NotesInput) NotesView {
	skip := min(max(in.Skip, 0), len(in.Marks))
	v := NotesView{Prev: skip > 0}
	rest := in.Marks[skip:]
	if len(rest) > notesOnPage {
		rest, v.Next = rest[:notesOnPage], skip+notesOnPage
	}
	for _, m := range rest {
		i := slices.IndexFunc(v.Groups, func(g NoteGroup) bool { return g.Href == link.Guide(m.GuideID) })
		if i < 0 {
			v.Groups, i = append(v.Groups, NoteGroup{Title: in.Titles[m.GuideID], Href: link.Guide(m.GuideID)}), len(v.Groups)
		}
		own := OwnMark{
			ID: m.ID, GuideID: m.GuideID, Quote: m.Passage.Exact, Note: m.Note,
			Href: link.GuideAt(m.GuideID, link.OwnMark(m.ID)), Back: link.GuideNotes,
			When: dayName(date.Of(time.UnixMilli(m.CreatedAt).In(in.Zone)), in.Today),
		}
		own.typed(in.Typed)
		v.Groups[i].Marks = append(v.Groups[i].Marks, own)
	}
	return v
}

// called names a mark in a few words.
func (o OwnMark) called() string { return "“" + excerpt(o.Quote, 40) + "”" }

// CleanNote is a typed note as it is kept.
func CleanNote(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
}
