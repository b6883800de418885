package advice

// periods are the words for what a frequency is counted by.
var periods = map[string]Per{
	"day": PerDay, "days": PerDay, "night": PerDay, "nights": PerDay, "morning": PerDay, "mornings": PerDay, "evening": PerDay, "evenings": PerDay,
	"afternoon": PerDay, "bedtime": PerDay, "24-hours": PerDay, "week": PerWeek, "weeks": PerWeek, "wk": PerWeek, "month": PerMonth, "months": PerMonth,
	"year": PerYear, "years": PerYear,
}

func periodWord(w string) Per { return periods[w] }

// periodly are adverbs that name a period.
var periodly = map[string]Per{"daily": PerDay, "nightly": PerDay, "everyday": PerDay, "weekly": PerWeek, "monthly": PerMonth, "yearly": PerYear,
	"annually": PerYear, "annual": PerYear, "overnight": PerDay}

// onces are the counts that are one word.
var onces = map[string]float64{"once": 1, "twice": 2, "thrice": 3}

// times of day, each with a sentence: what happens at one happens once a day.
var daytimes = []struct{ phrase, yes string }{
	{"in the morning", "Stretch in the morning."}, {"in the mornings", "Stretch in the mornings."},
	{"in the evening", "Read in the evening."}, {"in the evenings", "Read in the evenings."},
	{"in the afternoon", "Nap in the afternoon."}, {"in the late afternoon", "Walk in the late afternoon."},
	{"first thing in the morning", "Drink water first thing in the morning."}, {"last thing at night", "Floss last thing at night."},
	{"last thing", "Floss last thing."}, {"first thing", "Drink water first thing."}, {"at night", "Read at night."}, {"at bedtime", "Floss at bedtime."},
	{"before bed", "Read before bed."}, {"before bedtime", "Read before bedtime."}, {"close to bedtime", "Avoid snacks close to bedtime."},
	{"near bedtime", "Avoid snacks near bedtime."}, {"to bed", "Go to bed at the same time."}, {"bedtime", "Give the teeth a bedtime rinse."},
	{"before sleep", "Read before sleep."}, {"before sleeping", "Read before sleeping."}, {"before going to sleep", "Read before going to sleep."},
	{"upon waking", "Drink water upon waking."}, {"on waking", "Drink water on waking."}, {"after waking", "Drink water after waking."},
	{"of waking", "See daylight within an hour of waking."}, {"when you wake", "Drink water when you wake."},
	{"when you get up", "Stretch when you get up."}, {"after you wake", "Stretch after you wake."}, {"as you wake", "Stretch as you wake."},
	{"throughout the day", "Sip water throughout the day."}, {"throughout your day", "Sip water throughout your day."},
	{"throughout my day", "I will stretch throughout my day"}, {"during the day", "Get up during the day."}, {"in the day", "Avoid coffee late in the day."},
	{"all day", "Sip water all day."}, {"across the day", "Spread meals across the day."}, {"over the day", "Spread meals over the day."},
	{"of the day", "Eat most at the start of the day."}, {"the same time every", "Rise at the same time every day."},
	{"morning routine", "Do it as a part of your morning routine."}, {"evening routine", "Do it as a part of your evening routine."},
	{"bedtime routine", "Do it as a part of your bedtime routine."}, {"start the day", "Start the day with oats."}, {"start your day", "Start your day with oats."},
	{"starting the day", "You can eat more fibre by starting the day with oats."}, {"begin the day", "Begin the day with oats."}, {"end the day", "End the day with a book."},
	{"of getting up", "Walk within an hour of getting up."}, {"after getting up", "Stretch after getting up."}, {"on getting up", "Stretch on getting up."},
	{"at sunrise", "Walk at sunrise."}, {"after work", "Walk after work."}, {"before work", "Walk before work."},
	{"at lunchtime", "Walk at lunchtime."}, {"at midday", "Walk at midday."}, {"before sunset", "Walk before sunset."}, {"after dark", "Avoid bright light after dark."},
	{"after dinner", "Walk after dinner."}, {"after lunch", "Walk after lunch."}, {"after breakfast", "Walk after breakfast."},
	{"before breakfast", "Drink water before breakfast."}, {"at breakfast", "Eat protein at breakfast."}, {"for breakfast", "Eat oats for breakfast."},
	{"with breakfast", "Eat fruit with breakfast."}, {"overnight", "Wear the brace overnight."}, {"tonight", "Go to bed early tonight."},
	{"before lights out", "Stop screens before lights out."}, {"in the sunrise", "Walk in the sunrise."}, {"before lunch", "Drink water before lunch."}, {"before dinner", "Walk before dinner."},
	{"at dinner", "Eat greens at dinner."}, {"at lunch", "Eat greens at lunch."}, {"for dinner", "Eat fish for dinner."}, {"for lunch", "Eat soup for lunch."},
	{"in the night", "Keep the lights off in the night."}, {"mid - morning", "Eat fruit mid-morning."}, {"before you sleep", "Read before you sleep."},
	{"when you wake up", "Stretch when you wake up."}, {"after you get up", "Stretch after you get up."}, {"the night before", "Lay out the clothes the night before."},
	{"while you sleep", "Keep the phone away while you sleep."}, {"early in the day", "Get light early in the day."}, {"later in the day", "Avoid coffee later in the day."},
}

// events come round without a date; what is tied to one is done each session.
var events = words(`meal meals mealtime mealtimes workout workouts exercise exercising training walk walks walking run runs running swim swims swimming
	sweating shower showers showering bath baths bathing brushing eating sex toilet mouthful session sessions set side leg arm foot hand
	game activity class practice exposure bite sitting drinking drink drinks urinating bowel outside outdoors cooking washing flossing
	shift shifts break breaks gym snack snacks movement hike ride match bathroom handling urge feed feeding feeds nap cycle rep repetition driving`)

// often reads how often the advice of s is to be followed.
func often(s *sentence) Frequency {
	t := s.t
	f := Frequency{Times: 1}
	for i := range t {
		if s.masked(i) {
			continue
		}
		times, top, end := timesAt(t, i)
		if end == 0 {
			continue
		}
		per, days := perAt(t, end)
		switch {
		case per == "" || per == PerDay && days:
		case f.Per == "":
			f.Times, f.TimesMax, f.Per = times, top, per
		case f.Per == PerDay && per == PerWeek && times <= 7:
			f.DaysAWeek = times
		}
	}
	if f.Per != "" {
		return f
	}
	for i := range t {
		if s.masked(i) {
			continue
		}
		per := periodAt(t, i)
		if per == "" {
			continue
		}
		if f.Per == "" || f.Per == PerDay && per == PerWeek && s.grows() {
			f.Per = per
		}
	}
	if days, mask := weekdaysIn(s); f.Per != PerWeek && days > 0 && !s.has(eachDay) {
		return Frequency{Times: float64(days), Per: PerWeek, Weekdays: mask}
	}
	if most, per := loosely(t); most != "" && (f.Per == "" || f.Per == per) {
		return Frequency{Times: 1, Per: per, Loose: true}
	}
	if f.Per == "" && (session(s) || s.occasion()) {
		f.Per = PerSession
	}
	return f
}

// timesAt reads "3 times", "twice", "once or twice", "2-3 days", "3 runs".
func timesAt(t []token, i int) (times, top float64, end int) {
	if v, ok := onces[t[i].word]; ok {
		top = v
		if end = i + 1; word(t, end, "or") && onces[wordAt(t, end+1)] > v {
			top, end = onces[t[end+1].word], end+2
		}
		if top == v {
			top = 0
		}
		return v, top, end
	}
	if t[i].class&isNumber == 0 || i > 0 && (word(t, i-1, "-") || word(t, i-1, "–") || word(t, i-1, "to") || word(t, i-1, "or")) && t[i-1].glued {
		return 0, 0, 0
	}
	q, ok := quantityAt(t, i)
	if !ok {
		return 0, 0, 0
	}
	at := q.end
	if _, next := boundAt(t, at); next > at {
		at = next
	}
	u, end, _, ok := unitAt(t, at)
	if !ok || u.kind != inTimes && u.kind != occasions {
		if end = describedAt(t, at); end == 0 {
			return 0, 0, 0
		}
	}
	if q.isRange() {
		top = q.max
	}
	return q.min, top, end
}

// describedAt is the end of occasions that are described, if how often follows:
// "two 20-minute strength sessions a week", "three short walks a day".
func describedAt(t []token, i int) int {
	for k := i; k < len(t) && k < i+6; k++ {
		if t[k].is(isPrep|isFinite|isPronoun|isDet) || t[k].is(isClauseEnd) && t[k].word != "-" {
			return 0
		}
		if t[k].is(isNumber) && !word(t, k+1, "-") || units[t[k].word].kind == inTime && !word(t, k-1, "-") {
			return 0 // "5 minutes three times a day"
		}
		if kind := units[t[k].word].kind; (kind == occasions || kind == inTimes) && k > i {
			if per, _ := perAt(t, k+1); per != "" {
				return k + 1
			}
		}
	}
	return 0
}

// perAt reads "a week", "per day", "/week", "each night", "daily" at token i,
// a word or two later at most. day is true for "days", counted in weeks.
func perAt(t []token, i int) (Per, bool) {
	for k := i; k < len(t) && k < i+3; k++ {
		if per, ok := periodly[t[k].word]; ok {
			return per, false
		}
		switch t[k].word {
		case "a", "an", "per", "each", "every", "/", "in", "during", "throughout", "over", "of":
			for n := k + 1; n < len(t) && n <= k+2; n++ {
				if per := periodWord(t[n].word); per != "" && t[n].word != "days" && t[n].word != "weeks" {
					return per, false
				}
				if t[n].class&isDet == 0 {
					break
				}
			}
		case ",", ".", ";":
			return "", false
		}
	}
	return "", false
}

// periodAt reads a period that stands without a count: "a day", "each night",
// "daily", "before bed".
func periodAt(t []token, i int) Per {
	if per, ok := periodly[t[i].word]; ok {
		return per
	}
	if t[i].word == "24" && (word(t, i-1, "in") || word(t, i-1, "every")) {
		return PerDay // "11 hours in 24"
	}
	if t[i].class&isDet != 0 || t[i].word == "per" || t[i].word == "/" {
		switch w := t[i].word; w {
		case "each", "every", "per", "/":
			if per := periodWord(wordAt(t, i+1)); per != "" {
				return per
			}
			if per := periodWord(wordAt(t, i+2)); per != "" && word(t, i+1, "single") {
				return per
			}
		case "a":
			// "a day of rest", "for a week" and "once upon a day" count nothing.
			per := periodWord(wordAt(t, i+1))
			if per != "" && i > 0 && (!word(t, i+2, "of") || units[t[i-1].word].name != "") && !word(t, i+2, "off") && !word(t, i+2, "or") && !word(t, i+2, "before") && !word(t, i+2, "after") && !word(t, i+2, "later") &&
				(!t[i-1].is(isFinite|isClauseEnd) || t[i-1].word == ")") && (!t[i-1].is(isVerb) || t[i-1].is(isNoun)) && !durations[t[i-1].word] {
				return per
			}
		}
	}
	for _, d := range daytimeWords[t[i].word] {
		if says(t, i, d) {
			return PerDay
		}
	}
	return ""
}

var durations = words("for over within after of before such like as once upon and or have had what")

// daytimeWords are the daytimes by their first word.
var daytimeWords = func() map[string][][]string {
	table := map[string][][]string{}
	for _, d := range daytimes {
		w := fields(d.phrase)
		table[w[0]] = append(table[w[0]], w)
	}
	return table
}()

var eachDay = words("every each daily")

// loosely reads "most days", "a few times a week", "several times a day".
func loosely(t []token) (string, Per) {
	for i := range t {
		switch t[i].word {
		case "most":
			if word(t, i+1, "days") || word(t, i+1, "nights") {
				return "most", PerWeek
			}
		case "few", "several", "couple", "multiple":
			for k := i + 1; k < len(t) && k < i+5; k++ {
				if t[k].word == "times" || t[k].word == "days" || t[k].word == "nights" {
					if per, _ := perAt(t, k+1); per != "" {
						return "few", per
					}
				}
			}
		}
	}
	return "", ""
}

var sittings = words("stretch sitting go")

// session says whether s ties what it asks to something that comes round.
func session(s *sentence) bool {
	for i, w := range s.t {
		if w.word == "a" && events[wordAt(s.t, i+1)] && i > 0 && units[s.t[i-1].word].kind == inTime {
			return true // "30 seconds a side"
		}
		if (w.word == "at" || w.word == "in") && (word(s.t, i+1, "a") || word(s.t, i+1, "one")) && sittings[wordAt(s.t, i+2)] {
			return true // "half an hour at a stretch"
		}
		if s.masked(i) || w.class&isPrep == 0 && w.word != "each" && w.word != "every" && w.word != "when" {
			continue
		}
		switch w.word {
		case "with", "at", "before", "after", "during", "between", "for", "each", "every", "per", "on", "following", "when", "while", "prior", "upon":
		default:
			continue
		}
		strict := w.word == "for" || w.word == "on" || w.word == "at" || w.word == "when" || w.word == "with" || w.word == "while"
		for k := i + 1; k < len(s.t) && k <= i+4 && s.t[k].class&isClauseEnd == 0; k++ {
			if events[s.t[k].word] && (!strict || k > i+1 && (word(s.t, k-1, "each") || word(s.t, k-1, "every")) || w.word == "when" && word(s.t, k-1, "you") || (w.word == "at" || w.word == "with" || w.word == "on") && (s.t[k].word == "meals" || s.t[k].word == "meal" || s.t[k].word == "mealtimes")) {
				return true
			}
		}
	}
	return false
}

// occasion says whether s is for an occasion told as a clause: "before you lie
// down", "after swimming", "each time you wash", "whenever it aches".
func (s *sentence) occasion() bool {
	for i := 0; i+1 < len(s.t); i++ {
		next := s.t[i+1]
		switch s.t[i].word {
		case "before", "after", "when", "whenever", "while", "during", "following", "upon", "until":
			if next.is(isGerund) && periodWord(next.word) == "" || (next.word == "you" || next.word == "your" || next.word == "they" || next.word == "it") && i+2 < len(s.t) || next.word == "any" || next.word == "anything" {
				return true
			}
		case "time":
			if (word(s.t, i-1, "each") || word(s.t, i-1, "every")) && next.is(isPronoun|isPeople) {
				return true
			}
		case "of":
			if next.is(isGerund) && finishing[next.word] {
				return true
			}
		}
		if atMeals[next.word] {
			return true
		}
	}
	return s.has(afterwards)
}

var (
	finishing  = words("finishing starting training exercising eating stopping exposure")
	atMeals    = words("mealtimes mealtime")
	afterwards = words("afterwards afterward beforehand")
)

var weekdayNames = map[string]uint8{"sunday": 0, "sundays": 0, "monday": 1, "mondays": 1, "tuesday": 2, "tuesdays": 2, "wednesday": 3, "wednesdays": 3,
	"thursday": 4, "thursdays": 4, "friday": 5, "fridays": 5, "saturday": 6, "saturdays": 6}

// weekdaysIn reads "on Mondays and Thursdays", and how many days those are.
func weekdaysIn(s *sentence) (n int, mask uint8) {
	for i, w := range s.t {
		if day, ok := weekdayNames[w.word]; ok && !s.masked(i) && mask&(1<<day) == 0 {
			mask |= 1 << day
			n++
		}
	}
	return n, mask
}
