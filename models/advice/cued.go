package advice

// further finds a cue in a clause of its own after that of a: "the calves need
// to be stretched, and the back needs to be trained".
func (s *sentence) further(a act) []act {
	for i := max(a.at, 0) + 2; i+4 < len(s.t); i++ {
		self := s.t[i].word == "and" && (word(s.t, i+1, "i") || word(s.t, i+1, "you"))
		if s.t[i].word != ";" && !self && !(s.t[i].word == "," && (word(s.t, i+1, "and") || word(s.t, i+1, "but"))) {
			continue
		}
		from := i + 2
		if self || s.t[i].word == ";" {
			from = i + 1
		}
		rest := s.part(from, 0)
		b, ok := rest.cued()
		if !ok || b.at < 0 || b.confidence < Strong || b.rule == "you can" {
			return nil
		}
		b.at += from
		return []act{b}
	}
	return nil
}

// cued finds the best cue of s.
func (s *sentence) cued() (act, bool) {
	var best act
	for i := range s.t {
		for n := range cues {
			c := &cues[n]
			if c.confidence <= best.confidence || s.t[i].is(isFinite) && s.saysNothing(i) {
				continue
			}
			at, end, ok := compiledCues[n].match(s, i)
			if !ok || s.masked(i) && c.rule != "when we" || !s.holds(c, i, at, end) {
				continue
			}
			best = act{at: at, rule: c.rule, why: c.why, confidence: c.confidence, polarity: c.polarity}
		}
	}
	return best, best.rule != ""
}

// saysNothing says whether the "should" at token i is one that advises nobody:
// "it should be noted".
func (s *sentence) saysNothing(i int) bool {
	if w := s.t[i].word; w != "should" && w != "must" {
		return false
	}
	for _, p := range idlePatterns {
		if _, _, ok := p.match(s, i); ok {
			return true
		}
	}
	return false
}

var compiledCues = func() []pattern {
	var out []pattern
	for _, c := range cues {
		out = append(out, compile(c.pattern))
	}
	return out
}()

// series makes an act of each infinitive of "are advised to agree on rules, to
// keep meals free, and to rest".
func (s *sentence) series(a act) []act {
	acts := []act{a}
	for i := a.at + 2; i+2 < len(s.t); i++ {
		to := i + 1
		if s.t[i].word == "," && word(s.t, to, "and") {
			to++
		}
		if s.t[i].word != "," && s.t[i].word != "and" || !word(s.t, to, "to") || !s.t[to+1].is(isVerb|isWord) {
			continue
		}
		acts[len(acts)-1].end = i
		next := a
		next.at = to + 1
		acts = append(acts, next)
		i = to + 1
	}
	if n := len(acts); n > 1 && !word(s.t, acts[n-1].at-2, "and") {
		return []act{a} // only what it is good for
	}
	return acts
}

// spread makes an act for each item of a list of gerunds after a cue: "habits
// were not smoking, keeping fit and drinking little".
func (s *sentence) spread(a act) []act {
	if a.at > 1 && word(s.t, a.at-1, "to") && a.rule == "advised to" {
		return s.series(a)
	}
	if a.rule != "habit of" && a.rule != "habit such as" || a.at < 0 {
		if a.at >= 0 && s.t[a.at].is(isVerb) && !s.t[a.at].is(isGerund) {
			return s.split(a)
		}
		return []act{a}
	}
	acts := []act{a}
	for i := a.at + 1; i+1 < len(s.t); i++ {
		if s.t[i].word != "," && s.t[i].word != "and" {
			continue
		}
		at := i + 1
		if word(s.t, at, "and") {
			at++
		}
		if at < len(s.t) && s.t[at].is(isGerund) && at+1 < len(s.t) {
			acts[len(acts)-1].end = i
			next := a
			next.at = at
			acts = append(acts, next)
			i = at
		}
	}
	return acts
}
