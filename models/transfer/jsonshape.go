package transfer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
)

// glossFormat is the number of the form that Gloss's own files are written in.
// It rises when what an older reader would take from a file is no longer true;
// further keys leave it as it is.
const glossFormat = 1

// The shapes of Gloss's own file, as the README describes them. Days are
// YYYY-MM-DD, instants RFC 3339 in UTC, amounts decimal numbers of their unit.

type headShape struct {
	Format   int     `json:"format"`
	Exported instant `json:"exported,omitempty"`
	By       string  `json:"by,omitempty"`
}

type personShape struct {
	Name  string `json:"name"`
	Email string `json:"email,omitempty"`
	settingsShape
}

type settingsShape struct {
	Zone        string  `json:"zone"`
	DayStart    int     `json:"day_start"`
	WeekStart   weekday `json:"week_start"`
	HideSettled bool    `json:"hide_settled,omitempty"`
}

type tagShape struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type guideShape struct {
	ID         string              `json:"id"`
	Slug       string              `json:"slug,omitempty"`
	Hash       string              `json:"hash,omitempty"` // of a guide that is not the person's own
	Title      string              `json:"title,omitempty"`
	Author     string              `json:"author,omitempty"`
	Publisher  string              `json:"publisher,omitempty"`
	Published  date.Date           `json:"published,omitempty"`
	URL        string              `json:"url,omitempty"`
	Language   string              `json:"language,omitempty"`
	Summary    string              `json:"summary,omitempty"`
	After      string              `json:"after,omitempty"`
	Came       models.Came         `json:"came,omitempty"`
	File       string              `json:"file,omitempty"`
	Shared     bool                `json:"shared,omitempty"`
	Created    instant             `json:"created,omitempty"`
	Archived   instant             `json:"archived,omitempty"`
	Deleted    instant             `json:"deleted,omitempty"`
	Text       string              `json:"text,omitempty"`
	Blocks     []article.Block     `json:"blocks,omitempty"`
	References []article.Reference `json:"references,omitempty"`
	Advice     []adviceShape       `json:"advice,omitempty"`
}

type adviceShape struct {
	ID       string             `json:"id"`
	Key      string             `json:"key"`
	Rule     string             `json:"rule,omitempty"`
	Strength float64            `json:"strength,omitempty"`
	Subject  string             `json:"subject,omitempty"`
	Alike    string             `json:"alike,omitempty"`
	Passages []passage.Selector `json:"passages,omitempty"`
	Offer    json.RawMessage    `json:"offer,omitempty"` // an article.Advice; read one by one, as it is large
}

type habitShape struct {
	ID       string             `json:"id"`
	Name     string             `json:"name"`
	Guide    string             `json:"guide,omitempty"`
	Advice   string             `json:"advice,omitempty"`
	Passages []passage.Selector `json:"passages,omitempty"`
	Careful  bool               `json:"careful,omitempty"`
	Reason   string             `json:"reason,omitempty"`
	Cue      string             `json:"cue,omitempty"`
	Hue      string             `json:"hue"`
	Icon     string             `json:"icon"`
	Reminder string             `json:"reminder,omitempty"`
	Tags     []string           `json:"tags,omitempty"`    // names
	Origins  []string           `json:"origins,omitempty"` // keys in other files
	Since    date.Date          `json:"since"`
	Created  instant            `json:"created,omitempty"`
	Archived instant            `json:"archived,omitempty"`
	Deleted  instant            `json:"deleted,omitempty"`
}

type planShape struct {
	Habit     string       `json:"habit,omitempty"`
	From      date.Date    `json:"from,omitempty"`
	Anchor    date.Date    `json:"anchor,omitempty"`
	Kind      plan.Kind    `json:"kind"`
	Period    plan.Period  `json:"period"`
	Days      int          `json:"days,omitempty"`
	Min       *decimal     `json:"min,omitempty"`
	Max       *decimal     `json:"max,omitempty"`
	Unit      string       `json:"unit,omitempty"`
	Step      decimal      `json:"step,omitempty"`
	Due       plan.Due     `json:"due,omitzero"`
	Window    *windowShape `json:"window,omitempty"`
	Reserve   int          `json:"reserve,omitempty"`
	WeekStart weekday      `json:"week_start"`
}

type windowShape struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type entryShape struct {
	Habit   string    `json:"habit"`
	Day     date.Date `json:"day"`
	Amount  *decimal  `json:"amount,omitempty"`
	Skipped bool      `json:"skipped,omitempty"`
	Note    string    `json:"note,omitempty"`
	Items   []string  `json:"items,omitempty"`
	Places  []int     `json:"places,omitempty"`
}

type dayNoteShape struct {
	Day  date.Date `json:"day"`
	Note string    `json:"note"`
}

type pauseShape struct {
	ID    string    `json:"id"`
	Habit string    `json:"habit,omitempty"`
	From  date.Date `json:"from"`
	To    date.Date `json:"to,omitempty"`
}

type readingShape struct {
	Guide    string   `json:"guide"`
	Read     instant  `json:"read,omitempty"`
	Archived instant  `json:"archived,omitempty"`
	Tags     []string `json:"tags,omitempty"`
}

type dismissalShape struct {
	Alike string  `json:"alike"`
	At    instant `json:"at"`
}

type markShape struct {
	ID      string           `json:"id"`
	Guide   string           `json:"guide"`
	Passage passage.Selector `json:"passage"`
	Note    string           `json:"note,omitempty"`
	At      instant          `json:"at,omitempty"`
}

// decimal is an amount as a decimal number of units.
type decimal plan.Amount

func (n decimal) MarshalJSON() ([]byte, error) { return []byte(plan.Amount(n).String()), nil }

var errDecimal = errors.New("an amount is a number with at most three decimals, such as 12.5")

// UnmarshalJSON reads the digits themselves: no float comes between.
func (n *decimal) UnmarshalJSON(b []byte) error {
	text, negative := strings.CutPrefix(string(b), "-")
	if strings.Trim(text, "0123456789.") != "" {
		return errDecimal
	}
	a, err := plan.ParseAmount(text)
	if err != nil {
		return errDecimal
	}
	if *n = decimal(a); negative {
		*n = -*n
	}
	return nil
}

func decimalOf(l plan.Limit) *decimal {
	if !l.Set {
		return nil
	}
	n := decimal(l.Amount)
	return &n
}

func limitOf(n *decimal) plan.Limit {
	if n == nil {
		return plan.Limit{}
	}
	return plan.Limit{Amount: plan.Amount(*n), Set: true}
}

// instant is milliseconds UTC, written as a time.
type instant int64

const instantLayout = "2006-01-02T15:04:05.000Z07:00"

func (i instant) MarshalText() ([]byte, error) {
	return time.UnixMilli(int64(i)).UTC().AppendFormat(nil, instantLayout), nil
}

func (i *instant) UnmarshalText(b []byte) error {
	t, err := time.Parse(time.RFC3339Nano, string(b))
	if err != nil || t.UnixMilli() <= 0 || t.Year() > date.Newest.Year() {
		return errors.New("a time is written as 2026-11-22T08:00:00Z, after 1970")
	}
	*i = instant(t.UnixMilli())
	return nil
}

// weekday is a day of the week by its code.
type weekday time.Weekday

func (w weekday) MarshalText() ([]byte, error) {
	if w < 0 || int(w) >= len(plan.WeekdayCodes) {
		return nil, fmt.Errorf("transfer: there is no weekday %s", strconv.Itoa(int(w)))
	}
	return []byte(plan.WeekdayCodes[w]), nil
}

func (w *weekday) UnmarshalText(b []byte) error {
	for i, code := range plan.WeekdayCodes {
		if bytes.Equal(b, []byte(code)) {
			*w = weekday(i)
			return nil
		}
	}
	return errors.New("a day of the week is one of su mo tu we th fr sa")
}

func settingsShapeOf(s models.Settings) settingsShape {
	return settingsShape{Zone: s.Zone, DayStart: s.DayStart, WeekStart: weekday(s.WeekStart), HideSettled: s.HideSettled}
}

func (s settingsShape) settings() models.Settings {
	return models.Settings{Zone: s.Zone, DayStart: s.DayStart, WeekStart: time.Weekday(s.WeekStart), HideSettled: s.HideSettled}
}

func planShapeOf(habitID string, p plan.Plan) planShape {
	shape := planShape{
		Habit: habitID, From: p.From, Anchor: p.Anchor, Kind: p.Kind, Period: p.Period, Days: p.Days,
		Min: decimalOf(p.Min), Max: decimalOf(p.Max), Unit: p.Unit, Step: decimal(p.Step), Due: p.Due,
		Reserve: p.Reserve, WeekStart: weekday(p.WeekStart),
	}
	if p.Window.IsSet() {
		shape.Window = &windowShape{From: p.Window.From.String(), To: p.Window.To.String()}
	}
	return shape
}

func (s planShape) plan() (plan.Plan, error) {
	p := plan.Plan{
		From: s.From, Anchor: s.Anchor, Kind: s.Kind, Period: s.Period, Days: s.Days,
		Min: limitOf(s.Min), Max: limitOf(s.Max), Unit: s.Unit, Step: plan.Amount(s.Step), Due: s.Due,
		Reserve: s.Reserve, WeekStart: time.Weekday(s.WeekStart),
	}
	if s.Window == nil {
		return p, nil
	}
	var err error
	if p.Window.From, err = plan.ParseClock(s.Window.From); err == nil {
		p.Window.To, err = plan.ParseClock(s.Window.To)
	}
	return p, err
}
