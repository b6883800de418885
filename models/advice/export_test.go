package advice

// Example is what a row of a table says of itself: Yes shows it at work, and No
// is a text in which it has no part. Has says whether it had one in a text.
type Example struct {
	Table, Row string
	Yes, No    string
	Has        func(text string) bool
}

// AllExamples are those of all tables.
func AllExamples() []Example {
	var out []Example
	for _, c := range cues {
		out = append(out, Example{"cue", c.rule, c.yes, c.no, finds(func(f Finding) bool { return f.Rule == c.rule })})
	}
	for _, f := range families {
		out = append(out, Example{"family", f.of, f.yes, f.no, finds(func(f Finding) bool { return f.Rule == "order" || f.Rule == "order not" })})
	}
	for _, r := range turns {
		out = append(out, Example{"turn", r.pattern, r.yes, "", finds(func(f Finding) bool { return f.Polarity == r.polarity })})
	}
	for _, r := range once {
		out = append(out, Example{"once", r.pattern, r.yes, r.no, finds(func(f Finding) bool { return !f.Habit })})
	}
	for _, r := range vetoes {
		p := compile(r.pattern)
		out = append(out, Example{"veto", r.pattern, r.yes, "", func(text string) bool {
			s := sentenceOf(text)
			at, hit := 0, false
			for ; at < len(s.t); at++ {
				_, _, ok := p.match(s, at)
				hit = hit || ok
			}
			return hit && s.vetoed() && len(Find(text)) == 0
		}})
	}
	for _, r := range idle {
		p := compile(r.pattern)
		out = append(out, Example{"idle", r.pattern, r.yes, "", func(text string) bool {
			s, hit := sentenceOf(text), false
			for at := range s.t {
				_, _, ok := p.match(s, at)
				hit = hit || ok
			}
			return hit && len(Find(text)) == 0
		}})
	}
	for _, h := range heralds {
		p := compile(h.pattern)
		out = append(out, Example{"herald", h.pattern, h.yes, "", func(text string) bool {
			found, hit := Find(text), false
			for i, s := 0, sentenceOf(text); i < len(s.t); i++ {
				_, _, ok := p.match(s, i)
				hit = hit || ok
			}
			return hit && len(found) == 1 && found[0].Action == h.name
		}})
	}
	for _, r := range leads {
		out = append(out, Example{"lead", r.pattern, r.yes, "", func(text string) bool { return leadOf(sentenceOf(text)) == r.lead }})
	}
	for _, b := range append(append([]bound{}, boundsBefore...), boundsAfter...) {
		out = append(out, Example{"bound", b.phrase, b.yes, "", finds(func(f Finding) bool { return f.Measure.Kind == b.kind })})
	}
	for _, d := range daytimes {
		out = append(out, Example{"daytime", d.phrase, d.yes, "", finds(func(f Finding) bool { return f.Frequency.Per == PerDay })})
	}
	return out
}

func sentenceOf(text string) *sentence {
	s := sentence{text: text, to: len(text), t: tokensOf(text, 0, len(text))}
	s.read()
	return &s
}

func finds(has func(Finding) bool) func(string) bool {
	return func(text string) bool {
		for _, f := range Find(text) {
			if has(f) {
				return true
			}
		}
		return false
	}
}

// Verbs are all verbs that advice may begin with.
func Verbs() []string {
	var out []string
	for w, c := range lexicon {
		if c&isVerb != 0 {
			out = append(out, w)
		}
	}
	return out
}

// Units are all spellings of units with the name each is given.
func Units() map[string]string {
	out := map[string]string{}
	for w, u := range units {
		out[w] = u.name
	}
	return out
}
