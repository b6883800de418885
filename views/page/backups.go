package page

import (
	"fmt"
	"strings"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/layout"
)

// Backup is one that can be taken away or put back.
type Backup struct {
	ID   string
	Kind string    // daily, weekly, step or aside
	Day  date.Date // of a daily or weekly one
	Step string    // of the schema that one was made before
	N    int       // the number of the restore that one was moved aside by
	Made time.Time // by the clock of who looks
	Size int64     // in bytes
}

// BackupsView is the owner's page about backups, as far as it is known: lists
// are the newest first.
type BackupsView struct {
	Daily, Others []Backup
	Standing      BackupStanding
}

// BackupStanding is how it goes with the backups.
type BackupStanding struct {
	Today, Last date.Date // by the server's clock; Last is 0 where there is none
	Failed      time.Time // when the last one could not be made, by the clock of who looks; zero where it was made
	Why         string    // it could not be, as the end of a sentence
}

// BackupForm takes a backup away or puts it back.
type BackupForm struct {
	Password string `form:"password"`
	Errors   models.Invalid
}

// BackupView is the page of one backup.
type BackupView struct {
	Backup  Backup
	Holds   string // what is in it, in words
	Refused string // why it cannot be put back, behind "It"; empty where it can
	Form    BackupForm
	Account string // the name one is signed in by
}

var backupIDs = []fieldID{{"password", "password"}}

// staleAfter is how many days may pass without a backup before it is said.
const staleAfter = 2

// State says when the last backup was made.
func (b BackupStanding) State() string {
	if b.Last == 0 {
		return "There is no backup yet. The first is made within minutes of the first account."
	}
	return "The last backup is of " + b.day(b.Last) + ". The next is made at night, after 03:00."
}

// Trouble says what is wrong with the backups, nothing where all is well.
func (b BackupStanding) Trouble() string {
	good := "There is no good one yet."
	if b.Last != 0 {
		good = "The last good one is of " + b.day(b.Last) + "."
	}
	switch days := int(b.Today - b.Last); {
	case !b.Failed.IsZero():
		return fmt.Sprintf("The last backup failed on %s: %s. %s Gloss tries again every hour or so.", b.Failed.Format("Monday 2 January at 15:04"), b.Why, good)
	case b.Last != 0 && days >= staleAfter:
		return fmt.Sprintf("There has been no backup for %s. %s One is made within minutes of a start, and every night.", models.Counted(days, "day", "days"), good)
	}
	return ""
}

// day says a day with its date: today, Sunday 22 November.
func (b BackupStanding) day(d date.Date) string {
	long := longDay(d, b.Today)
	if d == b.Today || d == b.Today-1 {
		return dayName(d, b.Today) + ", " + long
	}
	return long
}

func longDay(d, today date.Date) string {
	if d.Year() == today.Year() {
		return d.Format("Monday 2 January")
	}
	return d.Format("Monday 2 January 2006")
}

// Name is what a backup is called on a page.
func (b Backup) Name() string {
	switch b.Kind {
	case "step":
		return "Before step " + b.Step
	case "aside":
		return fmt.Sprintf("Before restore %d", b.N)
	}
	return b.Day.Format("Monday 2 January 2006")
}

// chip is the word behind a backup's name.
func (b Backup) chip() string {
	switch b.Kind {
	case "step":
		return "upgrade"
	case "aside":
		return "replaced"
	}
	return b.Kind
}

// title heads the page of one backup.
func (b Backup) title() string {
	if b.Day == 0 {
		return b.Name()
	}
	return "Backup of " + b.Name()
}

// about says how large a backup is and when it was written.
func (b Backup) about() string {
	when := "at 15:04"
	if date.Of(b.Made) != b.Day {
		when = "on 2 January 2006 at 15:04"
	}
	return sizeOf(b.Size) + " · written " + b.Made.Format(when)
}

// what says whose state a backup keeps.
func (b Backup) what() string {
	switch b.Kind {
	case "step":
		return "The whole database as it was before an upgrade changed how it is laid out."
	case "aside":
		return "The whole database as it was when a backup took its place. Putting it back undoes that."
	}
	return "The whole database as it was then."
}

// sizeOf writes a number of bytes as people say it.
func sizeOf(n int64) string {
	switch {
	case n < 1_000_000:
		return fmt.Sprintf("%d kB", (n+999)/1000)
	case n < 100_000_000:
		return strings.Replace(fmt.Sprintf("%.1f MB", float64(n)/1e6), ".0 ", " ", 1)
	}
	return fmt.Sprintf("%d MB", n/1_000_000)
}

// BackupHolds says what is in a backup.
func BackupHolds(accounts, habits, days int) string {
	return models.Counted(accounts, "account", "accounts") + ", " + models.Counted(habits, "habit", "habits") + ", " + models.Counted(days, "logged day", "logged days")
}

// BackupsSaved says what was done on the page about backups, nil for what
// cannot be done there.
func BackupsSaved(what string) *layout.Flash {
	if what == "made" {
		return &layout.Flash{Text: "The backup of today is made, and was looked through."}
	}
	return nil
}
