package page

import (
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"gloss/models"
	"gloss/models/passage"
	"gloss/models/plan"
	"gloss/views/link"
)

// HabitForm is a habit and its plan as a form has them: everything is what was
// typed. Drawn is the drawing a new habit was sent from, so that it is made
// once; Page is that of an edit, where a script has each press count. Guide and
// Advice say what it comes from, or Guide with a stretch of its text from Start
// to End; Care says which questions were answered with yes.
type HabitForm struct {
	Drawn  string `form:"drawn"`
	Page   string `form:"page"`
	Change string `form:"change"`
	Next   string `form:"next"`

	Guide  string   `form:"guide"`
	Advice string   `form:"advice"`
	Start  string   `form:"start"`
	End    string   `form:"end"`
	Care   []string `form:"care"`

	Name   string `form:"name"`
	Kind   string `form:"kind"`
	Min    string `form:"min"`
	Max    string `form:"max"`
	Unit   string `form:"unit"`
	Period string `form:"period"`
	Days   string `form:"days"`
	Step   string `form:"step"`

	Due   []string `form:"due"` // weekday codes
	Every string   `form:"every"`
	From  string   `form:"from"`
	To    string   `form:"to"`

	Cue     string `form:"cue"`
	Reason  string `form:"reason"`
	Reserve string `form:"reserve"`
	Hue     string `form:"hue"`
	Icon    string `form:"icon"`
	Tags    string `form:"tags"` // of an edit, between commas

	Errors models.Invalid
}

// NewHabitForm is the form as it is first met: a tick every day.
func NewHabitForm() HabitForm {
	return HabitForm{
		Kind: string(plan.Tick), Period: string(plan.Day), Due: slices.Clone(plan.WeekdayCodes[:]),
		Reserve: "1", Hue: models.Hues[0], Icon: models.Icons[1],
	}
}

// HabitFormOf is the form filled in with a habit and its plan, but for where it
// comes from.
func HabitFormOf(h models.Habit, p plan.Plan) HabitForm {
	f := HabitForm{
		Name: h.Name, Kind: string(p.Kind), Min: limitText(p.Min), Max: limitText(p.Max), Unit: p.Unit,
		Period: string(p.Period), Cue: h.Cue, Reason: h.Reason, Reserve: strconv.Itoa(p.Reserve), Hue: h.Hue, Icon: h.Icon,
	}
	if p.Days > 0 {
		f.Days = strconv.Itoa(p.Days)
	}
	if p.Kind == plan.Sum {
		f.Step = p.Step.String()
	}
	for day, code := range plan.WeekdayCodes {
		if p.Due.Every > 1 || p.Due.IsEveryDay() || p.Due.Weekdays.Has(time.Weekday(day)) {
			f.Due = append(f.Due, code)
		}
	}
	if p.Due.Every > 1 {
		f.Every = strconv.Itoa(p.Due.Every)
	}
	if p.Window.IsSet() {
		f.From, f.To = p.Window.From.String(), p.Window.To.String()
	}
	return f
}

func limitText(l plan.Limit) string {
	if !l.Set {
		return ""
	}
	return l.Amount.String()
}

// HabitFormView is the page of the form.
type HabitFormView struct {
	Form      HabitForm
	WeekStart time.Weekday
	Counted   string       // from when "every so many days" counts
	Like      string       // the key of the example it was filled in with
	Origin    *HabitOrigin // where the habit comes from, if anywhere
}

// HabitOrigin is the advice, or the passage, that a habit is to be made from. Of
// a passage it has no offer.
type HabitOrigin struct {
	GuideOffer
	GuideID, Title, Language string
	Href                     string // of the passage
	Text                     Prose
}

// NewHabitOrigin shapes the advice of a guide under key; ok is false where the
// guide has none of that key.
func NewHabitOrigin(a GuideArgs, key string) (origin *HabitOrigin, ok bool) {
	i := slices.IndexFunc(a.Offers, func(o models.Offer) bool { return o.Key == key })
	if i < 0 {
		return nil, false
	}
	o := a.Offers[i]
	origin = &HabitOrigin{
		GuideOffer: GuideOffer{Offer: o, Letter: Letter(i)},
		GuideID:    a.Guide.ID, Title: a.Guide.Title, Language: a.Guide.Language, Href: guideNext(a.Guide.ID, key),
	}
	if t, ok := a.Taken[o.ID]; ok {
		origin.Taken = &t
	}
	var marks []Mark
	for _, s := range o.Passages {
		marks = append(marks, Mark{
			Start: s.Start, End: s.End, Letter: origin.Letter, Href: origin.Href, Label: "Passage " + origin.Letter + " in the guide", Lit: true,
		})
	}
	origin.Text = startText(a, o, marks)
	origin.Text.Top = 3
	return origin, true
}

// NewPassageOrigin shapes a stretch of a guide that a habit is to be made from.
func NewPassageOrigin(a GuideArgs, s passage.Selector) *HabitOrigin {
	block, _ := a.Doc.BlockAt(s.Start)
	origin := &HabitOrigin{
		GuideID: a.Guide.ID, Title: a.Guide.Title, Language: a.Guide.Language, Href: link.GuideAt(a.Guide.ID, block.ID),
	}
	from, to := blockIndex(a.Doc, s.Start), blockIndex(a.Doc, s.End-1)
	origin.Text = NewProse(a.Doc, from, to+1, []Mark{{Start: s.Start, End: s.End, Lit: true}})
	origin.Text.Top, origin.Text.Guide = 3, link.Guide(a.Guide.ID)
	return origin
}

// formIDs are the form's controls by field, in their order.
var formIDs = []fieldID{
	{"name", "habit-name"}, {"kind", "kind"}, {"min", "min"}, {"max", "max"}, {"unit", "unit"}, {"period", "period"},
	{"days", "days"}, {"step", "step"}, {"due", "due"}, {"every", "every"}, {"from", "from"}, {"to", "to"},
	{"cue", "cue"}, {"reason", "reason"}, {"reserve", "reserve"}, {"hue", "hue"}, {"icon", "icon"}, {"tags", "tags"},
}

// weekdays are the days of a week from its beginning.
func weekdays(start time.Weekday) []time.Weekday {
	days := make([]time.Weekday, 7)
	for i := range days {
		days[i] = (start + time.Weekday(i)) % 7
	}
	return days
}

// radioID gives the first of several choices the id of their field.
func radioID(i int, id string) templ.Attributes {
	if i > 0 {
		return nil
	}
	return templ.Attributes{"id": id}
}

var formKinds = []struct {
	kind       plan.Kind
	name, hint string
}{
	{plan.Tick, "A tick", "done or not"},
	{plan.Sum, "An amount", "minutes, pages, glasses, added up"},
	{plan.Variety, "A variety", "different things by name, such as plants"},
}

var formPeriods = []struct {
	period plan.Period
	name   string
}{
	{plan.Day, "day"}, {plan.Week, "week"}, {plan.Month, "month"}, {plan.Rolling, "run of days"},
}

// counted says from when "every so many days" counts.
func (v HabitFormView) counted() string {
	if v.Counted == "" {
		return "from today"
	}
	return v.Counted
}
