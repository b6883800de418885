package page

import (
	"slices"

	"gloss/models/plan"
)

// HabitExample is a habit to begin from.
type HabitExample struct {
	Key, Name, Icon string
	fill            func(*HabitForm)
}

// HabitExamples are habits to begin from, of every kind.
var HabitExamples = []HabitExample{
	{"walk", "Walk", "walk", func(f *HabitForm) {
		f.Kind, f.Min, f.Unit, f.Step, f.Hue = string(plan.Sum), "20", "minutes", "10", "moss"
	}},
	{"water", "Drink water", "drop", func(f *HabitForm) {
		f.Kind, f.Min, f.Unit, f.Step, f.Hue = string(plan.Sum), "6", "glasses", "1", "sea"
	}},
	{"read", "Read a book", "book", func(f *HabitForm) {
		f.Kind, f.Min, f.Unit, f.Step, f.Hue = string(plan.Sum), "10", "pages", "5", "plum"
		f.Cue = "in bed"
	}},
	{"stretch", "Stretch", "stretch", func(f *HabitForm) {
		f.Due, f.Hue = []string{"mo", "we", "fr"}, "rose"
		f.From, f.To = "06:00", "10:00"
	}},
	{"fermented", "A fermented food", "bowl", func(f *HabitForm) {
		f.Period, f.Min, f.Hue = string(plan.Week), "4", "clay"
	}},
	{"vegetables", "Many vegetables", "leaf", func(f *HabitForm) {
		f.Kind, f.Period, f.Min, f.Unit = string(plan.Variety), string(plan.Week), "10", "vegetables"
	}},
	{"drinks", "Little alcohol", "glass", func(f *HabitForm) {
		f.Kind, f.Period, f.Max, f.Unit, f.Step, f.Hue = string(plan.Sum), string(plan.Week), "4", "drinks", "1", "stone"
	}},
	{"call", "Call somebody dear", "phone", func(f *HabitForm) {
		f.Period, f.Days, f.Min, f.Hue = string(plan.Rolling), "7", "2", "sun"
	}},
	{"plants", "Water the plants", "drop", func(f *HabitForm) {
		f.Every, f.Hue = "3", "leaf"
	}},
	{"screens", "Screens off early", "screen", func(f *HabitForm) {
		f.From, f.To, f.Hue = "20:00", "22:00", "stone"
	}},
}

// HabitFormLike is the form filled in with an example; ok is false where there
// is none of that key.
func HabitFormLike(key string) (f HabitForm, ok bool) {
	i := slices.IndexFunc(HabitExamples, func(e HabitExample) bool { return e.Key == key })
	if i < 0 {
		return HabitForm{}, false
	}
	f = NewHabitForm()
	f.Name, f.Icon = HabitExamples[i].Name, HabitExamples[i].Icon
	HabitExamples[i].fill(&f)
	return f, true
}
