package page

import "gloss/models"

// TagsView is the list of tags, to be named, ordered and taken away.
type TagsView struct {
	Lines []TagLine
	Close string // the board without it
}

// TagLine is one tag.
type TagLine struct {
	ID, Name    string
	Typed       string // what stands in its field
	Error       string
	Habits      int // that have it
	First, Last bool
	Up, Down    string // what it comes to stand before when it moves, empty for the end
}

// TagForm is what naming a tag sends.
type TagForm struct {
	Name   string `form:"name"`
	Page   string `form:"page"`
	Change string `form:"change"`
	Next   string `form:"next"`
}

// TagRefusal is a name for a tag that was not accepted.
type TagRefusal struct {
	ID, Typed string
	Errors    models.Invalid
}

func tagsOf(in BoardInput) *TagsView {
	at := in.At
	at.Show = ""
	v := &TagsView{Close: at.String()}
	count, ids := map[string]int{}, make([]string, len(in.Tags))
	for _, tags := range in.TagsOf {
		for _, tag := range tags {
			count[tag.ID]++
		}
	}
	for i, tag := range in.Tags {
		ids[i] = tag.ID
	}
	for i, tag := range in.Tags {
		l := TagLine{ID: tag.ID, Name: tag.Name, Typed: tag.Name, Habits: count[tag.ID], First: i == 0, Last: i == len(ids)-1}
		l.Up, l.Down = around(ids, i)
		if in.Refused != nil && in.Refused.ID == tag.ID {
			l.Typed = in.Refused.Typed
			for _, message := range in.Refused.Errors {
				l.Error = message
			}
		}
		v.Lines = append(v.Lines, l)
	}
	return v
}

// loses says what taking the tag away does.
func (l TagLine) loses() string {
	if l.Habits == 0 {
		return "No habit has it."
	}
	return "It comes off " + models.Counted(l.Habits, "habit", "habits") + ", which stay as they are."
}
