package advice

import "strings"

// durative are verbs whose duration may follow them at once: "walk 10 minutes
// after dinner" is how long, "stop an hour before bed" is how much earlier.
var durative = words(`walk run jog swim cycle stretch meditate exercise read rest nap sleep journal play breathe sit stand soak train walking
	running stretching meditating reading for do take get spend exercising another`)

// offsetIn reads a lead time: "an hour before bed", "within 30 minutes of
// waking". It also says which tokens it is made of, for they are no dose.
func offsetIn(s *sentence) (o Offset, from, to int) {
	t := s.t
	for i := range t {
		if t[i].class&isNumber == 0 && !article(t, i) && !word(t, i, "half") && !word(t, i, "between") {
			continue
		}
		q, ok := quantityAt(t, i)
		if !ok || s.masked(i) {
			continue
		}
		d, ok := doseAt(t, q)
		if !ok || d.kind != inTime {
			continue
		}
		relation := ""
		switch wordAt(t, d.end) {
		case "before", "prior", "ahead":
			relation = "before"
		case "after", "following":
			relation = "after"
		case "of":
			if wordBefore(t, d.i, "within") {
				relation = "after"
			}
		}
		waits := s.waits()
		direct := d.i == 0 || durative[t[d.i-1].word] && !waits || d.kind == inTime && word(t, d.i-1, "of")
		if relation == "" || wordAt(t, d.end+1) == "" || direct && !wordBefore(t, d.i, "within") && relation == "after" && !waits {
			continue
		}
		if relation == "before" && word(t, d.i-1, "for") && !waits {
			continue
		}
		o = Offset{Min: max(d.Min, 0), Max: max(d.Max, d.Min), Unit: d.Unit, Relation: relation}
		return o, d.i, d.end
	}
	return Offset{}, -1, -1
}

// intervalIn reads "every 2 hours", "once every 3 to 4 days", "every other
// day", "hourly", and which tokens it is made of.
func intervalIn(s *sentence) (v Interval, from, to int) {
	t := s.t
	for i := range t {
		if s.masked(i) {
			continue
		}
		switch {
		case word(t, i, "every") && (word(t, i+1, "other") || word(t, i+1, "second")) && periodWord(wordAt(t, i+2)) == PerDay:
			return Interval{Every: 2, Unit: "days"}, i, i + 3
		case word(t, i, "hourly"):
			return Interval{Every: 1, Unit: "hours"}, i, i + 1
		case (word(t, i, "every") || word(t, i, "each")) && word(t, i+1, "hour"):
			return Interval{Every: 1, Unit: "hours"}, i, i + 2
		case (word(t, i, "every") || word(t, i, "each")) && word(t, i+1, "half"):
			for end := i + 2; end < len(t) && end < i+4; end++ {
				if t[end].word == "hour" {
					return Interval{Every: .5, Unit: "hours"}, i, end + 1
				}
			}
		case word(t, i, "every") || word(t, i, "each"):
			q, ok := quantityAt(t, i+1)
			if !ok || q.min <= 0 {
				continue
			}
			name := ""
			if u, _, _, ok := unitAt(t, q.end); ok && (u.kind == inTime || u.name == "days") {
				name = u.name
			} else if w := wordAt(t, q.end); w == "day" || w == "weeks" || w == "months" || w == "years" {
				name = strings.TrimSuffix(w, "s") + "s"
			}
			if name == "" {
				continue
			}
			v = Interval{Every: q.min, Unit: name}
			if q.isRange() {
				v.EveryMax = q.max
			}
			return v, i, q.end + 1
		}
	}
	return Interval{}, -1, -1
}
