package page

import "github.com/a-h/templ"

// LogInForm is what is typed to sign in.
type LogInForm struct {
	Name     string `form:"name"`
	Password string `form:"password"`
	Stay     string `form:"stay"`
	Next     string `form:"next"`
	Failed   bool   // name and password do not go together
}

// LogInView is the page to sign in on.
type LogInView struct {
	Form      LogInForm
	CanSignUp bool   // accounts can be made here
	Renewed   bool   // a new password was just set by a link
	Restored  string // the name of the backup that was just put back, empty where none was
}

// wrong ties the password to the message that it was refused.
func (v LogInView) wrong() templ.Attributes {
	if !v.Form.Failed {
		return nil
	}
	return templ.Attributes{"aria-describedby": "no", "aria-invalid": "true"}
}
