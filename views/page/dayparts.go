package page

import (
	"slices"

	"gloss/models"
	"gloss/views/link"
)

// TagLink is a way to see only the habits that bear a tag, or all of them.
type TagLink struct {
	Name, Href string
	On         bool
	tag        string // empty for all
}

// tagged returns the tags that the habits bear, in the person's order, and the
// habits that bear the one that is asked for: all of them where none does.
func (in DayInput) tagged() ([]TagLink, []Track) {
	var tags []models.Tag
	for _, t := range in.Tracks {
		for _, tag := range in.TagsOf[t.ID] {
			if !slices.Contains(tags, tag) {
				tags = append(tags, tag)
			}
		}
	}
	if len(tags) == 0 {
		return nil, in.Tracks
	}
	slices.SortStableFunc(tags, func(a, b models.Tag) int { return a.Position - b.Position })
	links := []TagLink{{Name: "All", Href: in.path()}}
	asked := ""
	for _, tag := range tags {
		on := in.Tag != "" && models.NameKey(tag.Name) == models.NameKey(in.Tag)
		if on {
			asked = tag.ID
		}
		links = append(links, TagLink{tag.Name, link.Tagged(in.path(), tag.Name), on, tag.Name})
	}
	if asked == "" {
		links[0].On = true
		return links, in.Tracks
	}
	return links, slices.DeleteFunc(slices.Clone(in.Tracks), func(t Track) bool {
		return !slices.ContainsFunc(in.TagsOf[t.ID], func(tag models.Tag) bool { return tag.ID == asked })
	})
}

// path is the page's own, without anything that was chosen on it.
func (in DayInput) path() string {
	if in.Day == in.Today {
		return link.Today
	}
	return link.Day(in.Day)
}

// DayNoteForm is the note of a day that belongs to no habit, as it was typed.
type DayNoteForm struct {
	Note   string `form:"note"`
	Page   string `form:"page"`
	Change string `form:"change"`
	Next   string `form:"next"`

	Errors models.Invalid
}

// UndoForm takes back a change; where that was made with others as one act all
// of them, or it alone.
type UndoForm struct {
	Page   string `form:"page"`
	Change string `form:"change"`
	Next   string `form:"next"`
	Alone  string `form:"alone"`
}

// ShownForm says whether what is settled is to be hidden.
type ShownForm struct {
	Hide string `form:"hide"`
	Next string `form:"next"`
}

// noteLabel names the field of a day's note.
func (v DayView) noteLabel() string { return "A note for " + dayName(v.Day, v.Today) }

// noteOpen reports whether the note stands open: there is one, or what was
// typed needs another look.
func (v DayView) noteOpen() bool { return v.Note.Note != "" || len(v.Note.Errors) > 0 }

// noteError is what is wrong with the note as it was typed.
func (v DayView) noteError() string {
	for _, message := range v.Note.Errors {
		return message
	}
	return ""
}
