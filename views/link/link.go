// Package link holds every address of Gloss as a function, so that a renamed
// page breaks the build and not a reader's click.
package link

import (
	"net/url"
	"strconv"
	"strings"

	"gloss/models/date"
)

// Addresses without parameters.
const (
	Welcome  = "/"
	SignUp   = "/signup"
	LogIn    = "/login"
	LogOut   = "/logout"
	Start    = "/start"
	Today    = "/today"
	NewHabit = "/habits/new"
	Habits   = "/habits"
	Guides   = "/guides"
	You      = "/you"
	YouDay   = "/you/day"
	YouName  = "/you/name"
	YouPass  = "/you/password"
	Leave    = "/you/delete"
	EndRest  = "/you/sessions/end-others"
	People   = "/people"
	Invite   = "/people/invitations"
	Reset    = "/reset"
	Health   = "/healthz"
)

// TodayWith is Today with the passage of one habit beside it.
func TodayWith(habitID string) string { return Today + "?habit=" + url.QueryEscape(habitID) }

// NewHabitLike is the form for a new habit, filled in with an example.
func NewHabitLike(example string) string { return NewHabit + "?like=" + url.QueryEscape(example) }

// NewHabitFrom is the form for a new habit, filled in with a guide's advice.
func NewHabitFrom(guideID, key string) string {
	return NewHabit + "?guide=" + url.QueryEscape(guideID) + "&advice=" + url.QueryEscape(key)
}

// Day is the page of one day.
func Day(d date.Date) string { return "/days/" + d.String() }

// DayWith is the page of one day with the passage of one habit beside it.
func DayWith(d date.Date, habitID string) string {
	return Day(d) + "?habit=" + url.QueryEscape(habitID)
}

// Habit is the page of one habit.
func Habit(id string) string { return "/habits/" + url.PathEscape(id) }

// HabitYear is a habit's page with the year that ends on d, and the month of d.
func HabitYear(id string, d date.Date) string { return Habit(id) + "?at=" + d.String() }

// HabitBefore is a habit's page with its journal going on before the change of
// that number.
func HabitBefore(id string, seq int64) string {
	return Habit(id) + "?before=" + strconv.FormatInt(seq, 10) + "#j"
}

// HabitDay is where a habit's day is logged.
func HabitDay(id string, d date.Date) string { return Habit(id) + "/days/" + d.String() }

// Undo is where a change is taken back.
func Undo(changeID string) string { return "/changes/" + url.PathEscape(changeID) + "/undo" }

// Guide is a guide to read.
func Guide(id string) string { return "/guides/" + url.PathEscape(id) }

// GuideAt is a guide at one of its blocks.
func GuideAt(id, block string) string { return Guide(id) + "#" + block }

// GuideHabits is where a guide's advice becomes habits.
func GuideHabits(id string) string { return Guide(id) + "/habits" }

// Row is the fragment of a habit's row on Today.
func Row(habitID string) string { return "h-" + habitID }

// Done adds to path, which may have a query and a fragment, the change whose
// message the page is to show.
func Done(path, changeID string) string {
	path, fragment, _ := strings.Cut(path, "#")
	path, query, _ := strings.Cut(path, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		values = url.Values{}
	}
	values.Set("done", changeID)
	path += "?" + values.Encode()
	if fragment != "" {
		path += "#" + fragment
	}
	return path
}

// YouAfter is the page about oneself after a part of it was saved.
func YouAfter(part string) string { return You + "?saved=" + part + "#" + part }

// EndSession is where one of one's own sessions is ended.
func EndSession(id string) string { return "/you/sessions/" + url.PathEscape(id) + "/end" }

// Saved is a page without parameters after something was done there.
func Saved(path, what string) string { return path + "?saved=" + what }

// Disable, Enable and MakeReset are where the owner shuts an account, opens it
// again, and makes a link to set its password.
func Disable(userID string) string   { return People + "/" + url.PathEscape(userID) + "/disable" }
func Enable(userID string) string    { return People + "/" + url.PathEscape(userID) + "/enable" }
func MakeReset(userID string) string { return People + "/" + url.PathEscape(userID) + "/reset" }

// Revoke is where a link is taken back before it is used.
func Revoke(invitationID string) string {
	return Invite + "/" + url.PathEscape(invitationID) + "/revoke"
}

// SignUpBy is where an invitation makes an account.
func SignUpBy(secret string) string { return SignUp + "?invite=" + url.QueryEscape(secret) }

// ResetBy is where a reset link sets a password.
func ResetBy(secret string) string { return Reset + "?key=" + url.QueryEscape(secret) }

// Undone removes from path what Done, Saved and YouAfter added.
func Undone(path string) string {
	path, query, found := strings.Cut(path, "?")
	values, err := url.ParseQuery(query)
	if !found || err != nil {
		return path
	}
	values.Del("done")
	values.Del("saved")
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// Next is path with the address to return to afterwards.
func Next(path, next string) string { return path + "?next=" + url.QueryEscape(next) }

// Safe returns next where it is a path of ours, and home otherwise: it begins
// with one slash, holds no backslash, control character or scheme, and so leads
// nowhere else however a browser reads it.
func Safe(next, home string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || len(next) > 512 {
		return home
	}
	for _, r := range next {
		if r < ' ' || r == '\\' || r == 0x7f {
			return home
		}
	}
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "//") || strings.ContainsAny(u.Path, "\\\t\r\n") {
		return home
	}
	return next
}

// Block is the fragment of the n-th block of a guide, as its document names it.
func Block(n int) string { return "p" + strconv.Itoa(n) }
