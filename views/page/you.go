package page

import (
	"fmt"
	"strconv"
	"time"

	"gloss/models"
	"gloss/views/layout"
	"gloss/views/ui"
)

// NameForm is what a person is called and where they are written to.
type NameForm struct {
	Name   string `form:"name"`
	Email  string `form:"email"`
	Errors models.Invalid
}

// DayForm says when a day and a week begin. The offer to switch zones sends the
// zone alone.
type DayForm struct {
	Zone   string `form:"zone"`
	Start  string `form:"start"`
	Week   string `form:"week"`
	Next   string `form:"next"`
	Errors models.Invalid
}

// PasswordForm changes a password.
type PasswordForm struct {
	Old    string `form:"old"`
	New    string `form:"new"`
	Errors models.Invalid
}

// YouForms are the forms of the page about oneself; the one that was refused
// holds what was typed, the others are nil.
type YouForms struct {
	Name     *NameForm
	Day      *DayForm
	Password *PasswordForm
}

// YouView is the page about oneself.
type YouView struct {
	Name     *NameForm
	Day      *DayForm
	Password *PasswordForm
	Zones    []ui.OptionArgs
	Sessions []SessionRow
	Account  string          // the name one is signed in by
	Owner    bool            // runs this server
	Backups  *BackupStanding // of this server, for who runs it
}

// YouSaved says that a part of the page was saved, nil for parts there are not.
func YouSaved(part string) *layout.Flash {
	switch part {
	case "name":
		return &layout.Flash{Text: "Saved."}
	case "day":
		return &layout.Flash{Text: "Saved. Your days run by this from now on."}
	case "password":
		return &layout.Flash{Text: "You have a new password, and all other devices are signed out."}
	case "sessions":
		return &layout.Flash{Text: "Signed out there."}
	}
	return nil
}

func dayStarts() []ui.OptionArgs {
	var all []ui.OptionArgs
	for h := range models.MaxDayStart + 1 {
		all = append(all, ui.OptionArgs{Value: strconv.Itoa(h), Label: fmt.Sprintf("%02d:00", h)})
	}
	return all
}

func weekStarts() []ui.OptionArgs {
	var all []ui.OptionArgs
	for i := range 7 {
		day := (time.Monday + time.Weekday(i)) % 7
		all = append(all, ui.OptionArgs{Value: strconv.Itoa(int(day)), Label: day.String()})
	}
	return all
}

// The ids of the controls by the fields they send.
var (
	nameIDs     = []fieldID{{"name", "un"}, {"email", "ue"}}
	dayIDs      = []fieldID{{"zone", "uz"}, {"start", "us"}, {"week", "uw"}}
	passwordIDs = []fieldID{{"old", "po"}, {"new", "pn"}}
)
