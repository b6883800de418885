package article

import "net/url"

// Meta says where a guide came from and what it advises. Date is a day, a
// month or a year, as 2022-06-28. After is the line under the title of a guide
// that retells another text. Tags are those that another program gave the
// article. All of it may be missing.
type Meta struct {
	Title      string      `yaml:"title" json:"title"`
	Author     string      `yaml:"author" json:"author,omitempty"`
	Publisher  string      `yaml:"publisher" json:"publisher,omitempty"`
	Date       string      `yaml:"date" json:"date,omitempty"`
	URL        string      `yaml:"url" json:"url,omitempty"`
	Language   string      `yaml:"language" json:"language,omitempty"`
	Summary    string      `yaml:"summary" json:"summary,omitempty"`
	After      string      `yaml:"after" json:"after,omitempty"`
	Tags       []string    `yaml:"-" json:"tags,omitempty"`
	References []Reference `yaml:"references" json:"references,omitempty"`
	Notes      []Note      `yaml:"notes" json:"notes,omitempty"`
	Advice     []Advice    `yaml:"advice" json:"advice,omitempty"`
}

// Reference is a work that the text cites. Ours marks one that the article
// retold does not cite itself.
type Reference struct {
	Text string `yaml:"text" json:"text"`
	DOI  string `yaml:"doi" json:"doi,omitempty"`
	URL  string `yaml:"url" json:"url,omitempty"`
	Ours bool   `yaml:"ours" json:"ours,omitempty"`
}

// Link is where the reference can be read: its DOI's address, else its URL,
// else "".
func (r Reference) Link() string {
	if r.DOI == "" {
		return r.URL
	}
	return (&url.URL{Scheme: "https", Host: "doi.org", Path: "/" + r.DOI}).String()
}

// Note is a remark on how sure something is, for the margin beside the passage
// that reads Quote.
type Note struct {
	Quote string `yaml:"quote" json:"quote"`
	Text  string `yaml:"text" json:"text"`
}

// Advice is what the passage that reads Quote tells its reader to do, and the
// habit that is offered from it. Quote stands exactly once in the text.
//
// Terms is the plan in a few signs, for the margin; Offer the plan in a
// sentence, for choosing; Note how sure it is, in a line; Evidence the same in
// full. Ticked says that it is offered ticked at the first visit. Where a
// reader answers one of Questions with yes, the habit is worded as Careful has
// it.
type Advice struct {
	Key       string     `yaml:"key" json:"key"`
	Name      string     `yaml:"name" json:"name"`
	Quote     string     `yaml:"quote" json:"quote"`
	Plan      Terms      `yaml:"plan" json:"plan"`
	Cue       string     `yaml:"cue" json:"cue,omitempty"`
	Icon      string     `yaml:"icon" json:"icon,omitempty"`
	Hue       string     `yaml:"hue" json:"hue,omitempty"`
	Ticked    bool       `yaml:"ticked" json:"ticked,omitempty"`
	Terms     string     `yaml:"terms" json:"terms,omitempty"`
	Offer     string     `yaml:"offer" json:"offer,omitempty"`
	Note      string     `yaml:"note" json:"note,omitempty"`
	Evidence  string     `yaml:"evidence" json:"evidence,omitempty"`
	Caution   string     `yaml:"caution" json:"caution,omitempty"`
	Questions []Question `yaml:"questions" json:"questions,omitempty"`
	Careful   Careful    `yaml:"careful" json:"careful,omitzero"`

	// Whether it says to do, to limit or to avoid something. A guide that states
	// its advice says it, with what the advice is about, where the name does not.
	Polarity string `yaml:"polarity" json:"polarity,omitempty"`
	Subject  string `yaml:"subject" json:"subject,omitempty"`
	// Why is, of advice that was found in a text, why, in a sentence.
	Why string `yaml:"-" json:"why,omitempty"`
}

// Question is asked before an advice becomes a habit, to be answered by yes or
// no.
type Question struct {
	Key  string `yaml:"key" json:"key"`
	Text string `yaml:"text" json:"text"`
}

// Careful is the wording of a habit for a reader who has reason for care. What
// is empty stays as in the advice.
type Careful struct {
	Name    string `yaml:"name" json:"name"`
	Terms   string `yaml:"terms" json:"terms,omitempty"`
	Offer   string `yaml:"offer" json:"offer,omitempty"`
	Caution string `yaml:"caution" json:"caution,omitempty"`
}

// Terms is a plan as front matter writes it, in words and decimal figures, not
// yet judged. Days is the length of a rolling period; From and To are times of
// day as 15:04; Reserve is days a week.
type Terms struct {
	Kind    string `yaml:"kind" json:"kind"`
	Period  string `yaml:"period" json:"period"`
	Days    int    `yaml:"days" json:"days,omitempty"`
	Min     string `yaml:"min" json:"min,omitempty"`
	Max     string `yaml:"max" json:"max,omitempty"`
	Unit    string `yaml:"unit" json:"unit,omitempty"`
	Step    string `yaml:"step" json:"step,omitempty"`
	Due     string `yaml:"due" json:"due,omitempty"`
	From    string `yaml:"from" json:"from,omitempty"`
	To      string `yaml:"to" json:"to,omitempty"`
	Reserve int    `yaml:"reserve" json:"reserve,omitempty"`
}
