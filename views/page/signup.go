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
	Invite   string `form:"invite"` // the secret of the invitation one came by
	Errors   models.Invalid
}

// SignUpView is the page to make an account on.
type SignUpView struct {
	Form    SignUpForm
	First   bool // this account will own the server
	AskCode bool // whoever makes it must know the setup code
	Invited bool // one came by an invitation
	Zones   []ui.OptionArgs
}

// Shut says why no account is made here.
type Shut string

// The reasons there are.
const (
	ByInvitation    Shut = "by invitation"
	NoSignUp        Shut = "closed"
	SpentInvitation Shut = "spent"
	NobodyLeft      Shut = "nobody left"
)

var shutWords = map[Shut]errorText{
	ByInvitation:    {"Accounts here are by invitation", "Ask whoever runs this server for one: it is a link that makes your account."},
	NoSignUp:        {"This server takes no new accounts", "Whoever runs it has closed sign-up. Those who have an account log in as ever."},
	SpentInvitation: {"This invitation no longer works", "An invitation makes one account, lasts seven days, and can be taken back. If you made your account with it, log in; otherwise ask for another."},
	NobodyLeft:      {"Nobody is left on this server", "The last account was deleted. Whoever runs the server can start it anew and make the first one."},
}

// Title is why, in a line.
func (s Shut) Title() string { return shutWords[s].title }

func (s Shut) text() string { return shutWords[s].text }

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
