package page

import (
	"strconv"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/link"
)

// OrderLine is a habit among others to be put into order. Before names the
// habit that it comes to stand before when it moves, empty for the end.
type OrderLine struct {
	ID, Name, Hue, Icon string
	First, Last         bool
	Up, Down            string
}

func orderOf(in BoardInput) []OrderLine {
	ids := make([]string, len(in.Tracks))
	for i, t := range in.Tracks {
		ids[i] = t.ID
	}
	lines := make([]OrderLine, len(in.Tracks))
	for i, t := range in.Tracks {
		up, down := around(ids, i)
		lines[i] = OrderLine{ID: t.ID, Name: t.Name, Hue: t.Hue, Icon: t.Icon, First: i == 0, Last: i == len(ids)-1, Up: up, Down: down}
	}
	return lines
}

// around returns what the i-th of ids comes to stand before when it moves one
// up and one down; empty is the end.
func around(ids []string, i int) (up, down string) {
	if i > 0 {
		up = ids[i-1]
	}
	if i+2 < len(ids) {
		down = ids[i+2]
	}
	return up, down
}

// OrderForm is what ordering habits or tags sends: all in their new order, or
// before which one of them is to stand.
type OrderForm struct {
	IDs    []string `form:"id"`
	Before string   `form:"before"`
	Next   string   `form:"next"`
}

// ArchivedLine is a habit that was put away.
type ArchivedLine struct {
	ID, Name string
	When     string
	Years    []YearLink
}

// YearLink leads to a year of a habit.
type YearLink struct{ Name, Href string }

// maxYears is how many years of an archived habit are named.
const maxYears = 8

func archivedLines(list []models.Habit, today date.Date, zone *time.Location) []ArchivedLine {
	lines := make([]ArchivedLine, len(list))
	for i, h := range list {
		away := date.Of(time.UnixMilli(h.ArchivedAt).In(zone))
		lines[i] = ArchivedLine{ID: h.ID, Name: h.Name, When: "archived " + dayName(away, today)}
		for year := max(h.Since.Year(), away.Year()-maxYears+1); year <= away.Year(); year++ {
			end := min(date.New(year, time.December, 31), away)
			lines[i].Years = append(lines[i].Years, YearLink{strconv.Itoa(year), link.HabitYear(h.ID, end)})
		}
	}
	return lines
}
