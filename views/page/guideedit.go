package page

import (
	"gloss/models"
	"gloss/models/date"
)

// GuideForm is what is said of a guide, as a form has it.
type GuideForm struct {
	Page   string `form:"page"`
	Change string `form:"change"`

	Title     string `form:"title"`
	Author    string `form:"author"`
	Publisher string `form:"publisher"`
	Published string `form:"published"`
	URL       string `form:"url"`
	Language  string `form:"language"`
	Shared    string `form:"shared"`

	Errors models.Invalid
}

// GuideFormOf is the form filled in with what is said of a guide.
func GuideFormOf(d models.GuideDetails) GuideForm {
	f := GuideForm{
		Title: d.Title, Author: d.Author, Publisher: d.Publisher, Published: dateValue(d.Published), URL: d.URL, Language: d.Language,
	}
	if d.Shared {
		f.Shared = "true"
	}
	return f
}

// Details reads the form. It fails with Invalid where a field cannot be read at
// all; what it says is judged elsewhere.
func (f GuideForm) Details() (models.GuideDetails, error) {
	d := models.GuideDetails{
		Title: f.Title, Author: f.Author, Publisher: f.Publisher, URL: f.URL, Language: f.Language, Shared: f.Shared == "true",
	}
	if f.Published == "" {
		return d, nil
	}
	var err error
	if d.Published, err = date.Parse(f.Published); err != nil {
		return d, models.Invalid{"published": "Write the day as 2026-11-22, or leave it empty."}
	}
	return d, nil
}

// GuideEditView is the page for saying anew what a guide is called and whose it
// is.
type GuideEditView struct {
	ID, Title string // as it is called now
	Form      GuideForm
}

// guideIDs are the form's controls by field, in their order.
var guideIDs = []fieldID{
	{"title", "title"}, {"author", "author"}, {"publisher", "publisher"}, {"published", "published"},
	{"url", "url"}, {"language", "language"}, {"shared", "shared"},
}

// GuideKeeping is how a person keeps one guide.
type GuideKeeping struct {
	ID        string
	Own       bool   // brought in by the person, who may edit and delete it
	Archived  bool   // put away
	Tags      string // between commas, as they stand or as they were typed
	TagsError string
}

// TagsForm is the tags of a guide as a form has them.
type TagsForm struct {
	Tags string `form:"tags"`
}
