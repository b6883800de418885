package page

import (
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/layout"
)

// PeopleView is the owner's page about who has an account. It knows names and
// days, and nothing of what anybody logs.
type PeopleView struct {
	Made    *MadeLink // the link just made, shown this once
	People  []Person
	Open    []OpenLink // those that still work
	Invites bool       // accounts are made by invitation here, or by anybody
	Anybody bool       // who reaches the server can make an account
}

// Person is one account.
type Person struct {
	ID, Name    string
	Owner, Self bool
	Disabled    bool
	Since, Seen string // days, in words
}

// OpenLink is an invitation or a reset link that was not used yet.
type OpenLink struct {
	ID, What, Until string
	For             string // whose password it sets, empty for an invitation
}

// MadeLink is a link with its secret.
type MadeLink struct {
	URL, Until string
	For        string // whose password it sets, empty for an invitation
}

// PeopleArgs are what the page about people is made from.
type PeopleArgs struct {
	Users    []models.User
	Seen     map[string]int64 // when each was last seen, in milliseconds UTC, by id
	Links    []models.Invitation
	Self     models.User
	Now      time.Time // by the clock of who looks
	DayStart int
}

// NewPeople writes the accounts and open links in words.
func NewPeople(a PeopleArgs) PeopleView {
	v, names := PeopleView{}, map[string]string{}
	for _, u := range a.Users {
		names[u.ID] = u.Name
		v.People = append(v.People, Person{
			ID: u.ID, Name: u.Name, Owner: u.Owner, Self: u.ID == a.Self.ID, Disabled: u.Disabled,
			Since: a.day(u.CreatedAt), Seen: a.day(a.Seen[u.ID]),
		})
	}
	for _, l := range a.Links {
		open := OpenLink{ID: l.ID, What: "Invitation", Until: until(l, a.Now)}
		if l.ResetFor != "" {
			open.What, open.For = "Password link", names[l.ResetFor]
		}
		v.Open = append(v.Open, open)
	}
	return v
}

// day is the day of an instant, as the looking person counts days; empty for
// none.
func (a PeopleArgs) day(instant int64) string {
	return seenDay(instant, a.Now, a.DayStart)
}

// seenDay says the day an instant fell on for somebody whose clock shows now;
// empty for no instant.
func seenDay(instant int64, now time.Time, dayStart int) string {
	if instant == 0 {
		return ""
	}
	on := func(t time.Time) date.Date { return date.Today(t, now.Location(), dayStart) }
	return dayName(on(time.UnixMilli(instant)), on(now))
}

// Made tells of a link that was just made, with its address.
func Made(url string, l models.Invitation, forName string, now time.Time) *MadeLink {
	return &MadeLink{URL: url, Until: until(l, now), For: forName}
}

// until says when a link stops working: the time alone where that is within the
// day.
func until(l models.Invitation, now time.Time) string {
	end := time.UnixMilli(l.ExpiresAt).In(now.Location())
	if end.Sub(now) < 12*time.Hour {
		return end.Format("15:04")
	}
	return end.Format("Monday 2 January, 15:04")
}

// lead is what stands under the heading of a link just made.
func (m MadeLink) lead() string {
	if m.For != "" {
		return "Copy it now: it is shown this once. Hand it to nobody else. It works once, until " + m.Until + ", and signs the account out everywhere when it is used."
	}
	return "Copy it now: it is shown this once. Give it to one person: it makes one account, and works until " + m.Until + "."
}

// states are the chips behind a name.
func (p Person) states() []string {
	var all []string
	if p.Self {
		all = append(all, "you")
	}
	if p.Owner {
		all = append(all, "owns this server")
	}
	return all
}

// days says since when a person has been here and when they last were.
func (p Person) days() string {
	if p.Seen == "" {
		return "here since " + p.Since + " · not signed in anywhere"
	}
	return "here since " + p.Since + " · last seen " + p.Seen
}

// PeopleSaved says what was done on the page about people, nil for what cannot
// be done there.
func PeopleSaved(what string) *layout.Flash {
	switch what {
	case "disabled":
		return &layout.Flash{Text: "That account is disabled, and signed out everywhere."}
	case "enabled":
		return &layout.Flash{Text: "That account can log in again."}
	case "revoked":
		return &layout.Flash{Text: "That link works no more."}
	}
	return nil
}
