package ui

import "github.com/a-h/templ"

// FieldArgs are one labelled control of a form, in the order a person meets
// them.
type FieldArgs struct {
	ID, Name, Label string
	Optional        bool
	Hint            string
	Type            string // of an input; text where empty
	Value           string
	Error           string
	Autocomplete    string
	Required        bool
	Class           string
	Attrs           templ.Attributes // further attributes of the control
}

// OptionArgs are one choice of a select.
type OptionArgs struct {
	Value, Label string
}

func (a FieldArgs) kind() string {
	if a.Type == "" {
		return "text"
	}
	return a.Type
}

// describedBy names the hint and the error, whichever there are.
func (a FieldArgs) describedBy() string {
	switch {
	case a.Hint != "" && a.Error != "":
		return a.ID + "-h " + a.ID + "-e"
	case a.Hint != "":
		return a.ID + "-h"
	case a.Error != "":
		return a.ID + "-e"
	}
	return ""
}

// attributes are those every control shares.
func (a FieldArgs) attributes() templ.Attributes {
	all := templ.Attributes{}
	for k, v := range a.Attrs {
		all[k] = v
	}
	if d := a.describedBy(); d != "" {
		all["aria-describedby"] = d
	}
	if a.Error != "" {
		all["aria-invalid"] = "true"
	}
	if a.Autocomplete != "" {
		all["autocomplete"] = a.Autocomplete
	}
	if a.Required {
		all["required"] = true
	}
	if a.Class != "" {
		all["class"] = a.Class
	}
	return all
}
