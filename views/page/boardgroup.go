package page

import (
	"strconv"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/link"
)

// tagBy finds a tag by its id, nil where there is none.
func tagBy(tags []models.Tag, id string) *models.Tag {
	for i := range tags {
		if tags[i].ID == id && id != "" {
			return &tags[i]
		}
	}
	return nil
}

// filters are the tags to choose from, with how many habits have each.
func (in BoardInput) filters() []BoardChoice {
	if len(in.Tags) == 0 {
		return nil
	}
	count := map[string]int{}
	for _, t := range in.Tracks {
		for _, tag := range in.TagsOf[t.ID] {
			count[tag.ID]++
		}
	}
	at := in.At
	at.Tag, at.Show = "", ""
	list := []BoardChoice{{Name: "All", Count: strconv.Itoa(len(in.Tracks)), Href: at.String(), On: in.At.Tag == ""}}
	for _, tag := range in.Tags {
		at.Tag = tag.ID
		list = append(list, BoardChoice{Name: tag.Name, Count: strconv.Itoa(count[tag.ID]), Href: at.String(), On: in.At.Tag == tag.ID})
	}
	return list
}

// groupings are the ways to group what is shown; none where there is nothing to
// group.
func (in BoardInput) groupings() []BoardChoice {
	if len(in.Tracks) < 2 {
		return nil
	}
	var list []BoardChoice
	for _, g := range []struct{ by, name string }{{"", "List"}, {link.ByTag, "By tag"}, {link.ByTime, "By time"}} {
		if g.by == link.ByTag && len(in.Tags) == 0 {
			continue
		}
		at := in.At
		at.Group, at.Show = g.by, ""
		list = append(list, BoardChoice{Name: g.name, Href: at.String(), On: in.At.Group == g.by})
	}
	return list
}

// tables draws the habits in their groups. A habit with two tags stands under
// both.
func (in BoardInput) tables(shown []Track, last date.Date) []BoardTable {
	var names []string
	members := map[string][]Track{}
	put := func(name string, t Track) { members[name] = append(members[name], t) }
	switch in.At.Group {
	case link.ByTag:
		for _, tag := range in.Tags {
			names = append(names, tag.Name)
		}
		names = append(names, "")
		for _, t := range shown {
			for _, tag := range in.TagsOf[t.ID] {
				put(tag.Name, t)
			}
			if len(in.TagsOf[t.ID]) == 0 {
				put("", t)
			}
		}
	case link.ByTime:
		names = dayTimes[:]
		for _, t := range shown {
			put(timeOfDay(t.plan(last).Window), t)
		}
	default:
		names, members = []string{""}, map[string][]Track{"": shown}
	}
	var tables []BoardTable
	seen, forms := map[string]int{}, 0
	for _, name := range names {
		if len(members[name]) == 0 {
			continue
		}
		table := BoardTable{Name: name, Count: len(members[name])}
		if name == "" && in.At.Group == link.ByTag {
			table.Name = "Without a tag"
		}
		for _, t := range members[name] {
			forms++
			table.Rows = append(table.Rows, in.row(t, last, "f"+strconv.Itoa(forms), seen[t.ID]))
			seen[t.ID]++
		}
		tables = append(tables, table)
	}
	return tables
}

// dayTimes are the times of day there are, in their order.
var dayTimes = [...]string{"Morning", "Midday", "Afternoon", "Evening", "Any time"}

// timeOfDay names the part of the day that the middle of a window lies in.
func timeOfDay(w plan.Window) string {
	const hour = 60
	if !w.IsSet() {
		return dayTimes[4]
	}
	switch middle := (w.From + w.To) / 2; {
	case middle < 11*hour:
		return dayTimes[0]
	case middle < 14*hour:
		return dayTimes[1]
	case middle < 18*hour:
		return dayTimes[2]
	}
	return dayTimes[3]
}
