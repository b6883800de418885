package advice

// nones adds what a sentence says no to beside its acts: "Keep the bed for
// sleep: no work, no phone". Several of those are one act.
func (s *sentence) nones(acts []act) []act {
	last := &acts[len(acts)-1]
	if acts[0].rule == "none at a time" || acts[0].rule == "none then" {
		return acts
	}
	for i := max(last.at, 0) + 2; i+2 < len(s.t); i++ {
		if at := i + 1; s.t[i].is(isClauseEnd) && s.t[i].depth == 0 && !s.masked(at) {
			if word(s.t, at, "and") || word(s.t, at, "but") || word(s.t, at, "then") {
				at++
			}
			if !s.denies(at) {
				continue
			}
			last.end = i
			return append(acts, act{at: at, rule: "none", why: whys["none"], confidence: .6, polarity: Avoid})
		}
	}
	return acts
}

// denies says whether "no" or "nothing" at token i goes before a thing to do
// without, in a clause without a verb.
func (s *sentence) denies(i int) bool {
	if i+1 >= len(s.t) || s.t[i].word != "no" && s.t[i].word != "nothing" && s.t[i].word != "none" && s.t[i].word != "zero" {
		return false
	}
	next := s.t[i+1]
	if denying[next.word] || word(s.t, i+2, "than") || next.is(isFinite|isPronoun|isClauseEnd) || s.t[i].word != "no" && s.t[i].word != "zero" && !next.is(isPrep) {
		return false
	}
	for k := i + 1; k < len(s.t) && !s.t[k].is(isClauseEnd); k++ {
		if s.t[k].is(isFinite) {
			return false
		}
	}
	return true
}

// denying words after "no" say no to nothing that is done.
var denying = words(`more longer less later fewer matter need one doubt problem problems wonder reason exception exceptions pun question questions
	excuse excuses idea evidence difference way surprise harm change risk side effect effects equipment`)

// summing words label a list of everything in a line.
var summing = words("tldr summary summing short essentials basics upshot takeaway takeaways rules recap checklist nutshell brief tips")

// summary reads a line that sums up: "In short: a fixed hour of waking, light in
// the morning, no screens in bed".
func (s *sentence) summary() []act {
	if !s.label || s.main < 1 || s.kind == Heading {
		return nil
	}
	label := false
	for _, w := range s.t[:s.main] {
		label = label || summing[w.word]
	}
	if !label {
		return nil
	}
	var acts []act
	for i := s.main; i < len(s.t); i++ {
		end := i
		for end < len(s.t) && !s.t[end].is(isClauseEnd) {
			end++
		}
		if end > i+1 && end < i+12 {
			for k := i; k < end; k++ {
				if s.t[k].is(isFinite) {
					return nil
				}
			}
			acts = append(acts, act{at: i, end: end, rule: "summary", why: whys["summary"], confidence: .55})
		}
		i = end
	}
	if len(acts) < 2 {
		return nil
	}
	return acts
}
