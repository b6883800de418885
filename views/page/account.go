package page

import "gloss/models"

// DeleteForm deletes an account: the name says which, the password who.
type DeleteForm struct {
	Name     string `form:"name"`
	Password string `form:"password"`
	Errors   models.Invalid
}

// DeleteView is the page to delete an account on.
type DeleteView struct {
	Form    DeleteForm
	Account string // the name to type
	Held    bool   // the account owns the server and others are on it
	Last    bool   // nobody is left afterwards
}

// hint shows the name as it is to be typed, whichever way its letters run.
func (v DeleteView) hint() string { return "It is \u2068" + v.Account + "\u2069." }

var deleteIDs = []fieldID{{"name", "name"}, {"password", "password"}}

// ResetForm sets a new password by a link.
type ResetForm struct {
	Key    string `form:"key"`
	New    string `form:"new"`
	Errors models.Invalid
}

// ResetView is the page a reset link leads to.
type ResetView struct {
	Form    ResetForm
	Account string // whose password it sets
}

var resetIDs = []fieldID{{"new", "new"}}
