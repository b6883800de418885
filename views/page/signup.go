package page

import (
	"github.com/a-h/templ"

	"gloss/models"
	"gloss/views/ui"
)

// SignUpForm is what is typed to make an account.
type SignUpForm struct {
	Name     string `form:"name"`
	Password string `form:"password"`
	Zone     string `form:"zone"`
	Email    string `form:"email"`
	Code     string `form:"code"`
	Errors   models.Invalid
}

// SignUpView is the page to make an account on.
type SignUpView struct {
	Form    SignUpForm
	First   bool // this account will own the server
	AskCode bool // whoever makes it must know the setup code
	Zones   []ui.OptionArgs
}

// zones begins with no choice made, which a script makes from the browser's.
func (v SignUpView) zones() []ui.OptionArgs {
	if v.Form.Zone != "" {
		return v.Zones
	}
	return append([]ui.OptionArgs{{Value: "", Label: "Choose the place nearest to you"}}, v.Zones...)
}

// signUpIDs are the ids of the controls by the fields they send, in the order
// they stand in.
var signUpIDs = []fieldID{{"code", "code"}, {"name", "name"}, {"password", "password"}, {"zone", "zone"}, {"email", "email"}}

// fieldID ties a field of a form to the control that stands for it.
type fieldID struct{ field, id string }

// problemsAt lists what is wrong in the order of the controls, what is wrong
// with the whole first.
func problemsAt(errors models.Invalid, top string, ids []fieldID) []ui.Problem {
	var all []ui.Problem
	if whole := errors[""]; whole != "" {
		all = append(all, ui.Problem{Field: top, Message: whole})
	}
	for _, f := range ids {
		if message := errors[f.field]; message != "" {
			all = append(all, ui.Problem{Field: f.id, Message: message})
		}
	}
	return all
}

// fromBrowser lets the script choose the browser's own zone.
func fromBrowser(yes bool) templ.Attributes {
	if !yes {
		return nil
	}
	return templ.Attributes{"data-zone": true}
}
