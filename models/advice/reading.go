package advice

// sentence is what is read at once: its words, and which of them lie in a
// condition, where amounts and times are not what is advised.
type sentence struct {
	text     string
	from, to int // bytes
	t        []token
	mask     []bool
	start    int  // the first token after "and", "so," and the like
	main     int  // the token where, after openers and conditions, advice would begin
	after    bool // a condition came before main

	kind  Kind
	block int
	nth   int    // which sentence of the text it is
	lead  lead   // what the list or section it stands in is for
	stem  string // the action of the line above its list, which its items go on with
	among bool   // earlier items of its list are advice
	mine  bool   // the text tells what its author does
	label bool   // a label ("Sleep: ...") came before main
}

func (s *sentence) masked(i int) bool { return i >= 0 && i < len(s.mask) && s.mask[i] }

// supposed says whether token i lies in an example: "say you start at 8".
func (s *sentence) supposed(i int) bool {
	for k := max(0, i-12); k < i; k++ {
		switch s.t[k].word {
		case "say", "suppose", "e.g", "imagine":
			if s.t[k].word != "say" || word(s.t, k+1, "you") || word(s.t, k+1, ",") {
				return true
			}
		case "example":
			if word(s.t, k-1, "for") && k > 2 {
				return true
			}
		}
	}
	return false
}

func (s *sentence) has(set map[string]bool) bool {
	for i, w := range s.t {
		if set[w.word] && !s.masked(i) {
			return true
		}
	}
	return false
}

var waiting, growing = words("holding off wait delay postpone avoid not stop never no hold finish skip nothing refrain"), words("increase add build extend adding increasing raise")

func (s *sentence) waits() bool { return s.has(waiting) }
func (s *sentence) grows() bool { return s.main < len(s.t) && growing[s.t[s.main].word] }

// maskers open a clause that says when advice holds or why, not how much.
var maskers = words("whenever if unless although though because whereas while once when")

// read prepares a sentence: it marks conditions and finds where the main
// clause begins.
func (s *sentence) read() {
	t := s.t
	s.mask = make([]bool, len(t))
	i := s.open(0)
	s.start = i
	for steps := 0; steps < 3 && i < len(t); steps++ {
		if end := labelEnd(t, i); end > i && steps == 0 {
			if at := s.open(end); !imperativeAt(t, i) || t[i].is(isNoun) && end-i <= 3 || end == i+2 && at < len(t) && article(t, at) || at < len(t) && imperativeAt(t, at) {
				s.label = true
				i = at
				continue
			}
		}
		if i >= len(t) {
			break
		}
		if end := timeEnd(t, i); end > i && end < len(t) && imperativeAt(t, end) {
			s.after = true
			i = end
			break
		}
		if end := s.adverbialEnd(i); end > 0 {
			s.after = true
			i = s.open(end + 1)
			break
		}
		if at := s.afterPhrase(i); at > i {
			s.after = true
			i = at
			break
		}
		if t[i].class&isCondition == 0 || t[i].class&isVerb != 0 && imperativeAt(t, i) && t[i].class&isPrep == 0 && t[i].class&isNoun == 0 {
			break
		}
		end := s.conditionEnd(i)
		if end < 0 {
			break
		}
		if maskers[t[i].word] && !(t[i].word == "once" && i+1 < len(t) && (t[i+1].is(isDet) || word(t, i+1, "or") || word(t, i+1, "per") || word(t, i+1, "daily"))) {
			for k := i; k < end; k++ {
				s.mask[k] = true
			}
		}
		s.after = true
		i = s.open(end + 1)
	}
	s.main = i
	for k := i + 1; k < len(t); k++ {
		switch t[k].word {
		case "if", "unless", "because", "whenever", "since", "whereas", "although":
			if word(t, k-1, "even") && s.only(k+1) {
				continue // "each day, even if it is only for ten minutes"
			}
			for ; k < len(t) && t[k].word != ";" && t[k].word != "," && t[k].word != "–"; k++ {
				s.mask[k] = true
			}
		}
	}
}

// only says whether "only" or "just" begins what stands at token i, or follows
// an "it is" there.
func (s *sentence) only(i int) bool {
	for k := i; k < len(s.t) && k < i+3; k++ {
		if s.t[k].word == "only" || s.t[k].word == "just" {
			return true
		}
	}
	return false
}

// open goes over what may stand before anything: quotation marks, "and", "so,".
func (s *sentence) open(i int) int {
	t := s.t
	for i < len(t) {
		switch {
		case t[i].class&isClauseEnd != 0 && t[i].word != "(" || t[i].word == "…":
		case t[i].word == "(" && i == 0:
		case t[i].word == "rather" && word(t, i+1, "than"):
			return i
		case t[i].class&isOpener != 0 && t[i].class&isVerb == 0:
		case says(t, i, []string{"for", "example"}), says(t, i, []string{"for", "instance"}), says(t, i, []string{"in", "addition"}),
			says(t, i, []string{"in", "general"}), says(t, i, []string{"of", "course"}), says(t, i, []string{"at", "first"}), says(t, i, []string{"by", "all"}):
			i++
		case (t[i].word == "look" || t[i].word == "listen") && word(t, i+1, ",") && !imperativeAt(t, min(i+2, len(t)-1)):
		case t[i].class == 0 && t[i].from == t[i].to:
		case t[i].class&isAdverb != 0 && t[i].class&isVerb == 0 && word(t, i+1, ","):
		case t[i].class == 0 && emoji(t[i].word):
		default:
			return i
		}
		i++
	}
	return i
}

func emoji(w string) bool {
	return len(w) > 2 && w[0] >= 0xe2 && w != "µg" && w[0] >= 0xf0 || w == "☀"
}

// told says whether a finite verb follows token i before any new clause, as in
// "Juice drinks, sodas and teas have sugar".
func told(t []token, i int) bool {
	for k := i; k < len(t) && k < i+25; k++ {
		switch {
		case t[k].word == "that" || t[k].word == "which" || t[k].word == "who" || t[k].word == "if" || t[k].word == "when" || t[k].word == "you" || t[k].word == "they" || t[k].word == ";":
			return false
		case t[k].is(isFinite) || t[k].word == "have":
			return true
		}
	}
	return false
}

// labelEnd is the token after a label of a few words and a colon or dash.
func labelEnd(t []token, i int) int {
	for k := i; k < len(t) && k < i+8; k++ {
		switch t[k].word {
		case ":":
			if k > i && k+1 < len(t) {
				return k + 1
			}
			return i
		case "–":
			if k > i && k+1 < len(t) && k-i < 6 && !t[k].glued && t[k+1].upper {
				return k + 1
			}
			return i
		case ",", ";", ".", "(", "?":
			return i
		}
	}
	return i
}

// clausal words begin a clause with a verb of its own; other conditions are a
// few words, and a verb after them is already what the sentence tells.
var clausal = words("if when whenever while before after as to once unless since because until whether wherever where even though although depending in instead rather every each for by")

func finiteIn(t []token, i, end int) bool {
	for k := i; k < end; k++ {
		if t[k].is(isFinite) && !t[k-1].is(isPronoun|isPeople) && t[k-1].word != "that" && t[k-1].word != "who" && t[k-1].word != "which" && t[k-1].word != "what" {
			return true
		}
	}
	return false
}

// conditionEnd is the comma that ends the clause beginning at token i: the
// first after which advice begins, or else none.
func (s *sentence) conditionEnd(i int) int {
	t, doing := s.t, -1
	for k := i + 1; k < len(t) && k < i+60; k++ {
		if t[k].word != "," && t[k].word != ":" && t[k].word != "–" || t[k].depth > t[i].depth {
			continue
		}
		if !clausal[t[i].word] && finiteIn(t, i+1, k) {
			return -1
		}
		at := s.open(k + 1)
		if at < len(t) && (imperativeAt(t, at) && !nounList(t, k, at) || t[at].class&(isPronoun|isPeople) != 0 && !t[at].is(isNumber)) {
			return k
		}
		if doing < 0 && at+1 < len(t) && (t[i].word == "if" || t[i].word == "when") && t[at].is(isGerund) && t[at+1].is(isFinite) {
			doing = k // "If you smoke, stopping is"
		}
	}
	return doing
}

// timeEnd is the token after a stretch of the clock that stands at token i:
// "From 5 to 7 a.m. drink something warm".
func timeEnd(t []token, i int) int {
	end := i
	if _, at, ok := pairAt(t, i); ok {
		end = at
	} else if c, ok := clockAt(t, i); ok && !c.bare {
		end = c.end
	}
	for end > i && end < len(t) && (t[end].word == "." || t[end].word == "," || t[end].word == ":" || t[end].word == "–") {
		end++
	}
	return end
}

// phrasal words begin a phrase of time or place that an order may follow
// without a comma.
var phrasal = words("at on in from between after before during for with until without")

// afterPhrase is the token at which an order begins after a phrase without a
// comma: "At parties stand away from the crisps". It is i when none does.
func (s *sentence) afterPhrase(i int) int {
	t := s.t
	if !phrasal[t[i].word] {
		return i
	}
	for k := i + 2; k+1 < len(t) && k < i+9 && !t[k].is(isClauseEnd) && !t[k].is(isFinite); k++ {
		if !t[k].is(isVerb) || t[k].is(isPrep|isNumber|isAdverb) || t[k].is(isNoun) && t[k-2].is(isDet) || t[k-1].is(isDet|isPrep|isOpener) || t[k-1].word == "to" || t[k-1].word == "and" || t[k-1].word == "or" || t[k-1].is(isPronoun|isPeople) {
			continue
		}
		next := t[k+1]
		if (next.is(isDet|isPronoun|isNumber) || next.word == "to" || t[k].is(isNoun) && next.word == "away" || !t[k].is(isNoun) && next.is(isPrep|isAdverb)) && ordered(t, k) && !told(t, k+1) {
			return k
		}
	}
	return i
}

// adverbialEnd is the comma after a few words without a verb that come before
// an order: "The rest of the time, cover up".
func (s *sentence) adverbialEnd(i int) int {
	t := s.t
	for k := i; k < len(t) && k < i+9; k++ {
		switch {
		case t[i].word == "never":
			return -1
		case t[k].word == "," && k > i:
			at := s.open(k + 1)
			if at+1 < len(t) && imperativeAt(t, at) && (!t[verbAt(t, at)].is(isNoun) || t[at+1].is(isDet|isPrep) && t[i].is(isGerund)) && t[verbAt(t, at)].word != "be" && !t[at].is(isGerund) {
				return k
			}
			return -1
		case t[k].is(isFinite|isClauseEnd) || t[k].is(isCondition) && k == i || t[k].is(isVerb) && k == i:
			return -1
		}
	}
	return -1
}

func (t token) is(c class) bool { return t.class&c != 0 }
