package advice

// part is s cut down to the tokens from i to end.
func (s *sentence) part(i, end int) *sentence {
	if end <= 0 || end > len(s.t) {
		end = len(s.t)
	}
	p := *s
	p.t, p.mask, p.main = s.t[i:end], append([]bool(nil), s.mask[i:end]...), max(0, s.main-i)
	p.start = min(p.start, max(0, len(p.t)-1))
	return &p
}

// findings makes a finding of what a asks, or several where it names amounts
// for several groups. from is the token from which amounts belong to it.
func (s *sentence) findings(a act, from int) []Finding {
	p := s.part(from, a.end)
	at := a.at - from
	f := s.frame(p, at, a)
	doses := mainDoses(p)
	out := make([]Finding, 0, max(1, len(doses)))
	for n := 0; n == 0 || n < len(doses); n++ {
		x := f
		x.Measure = Measure{Kind: Check}
		if n < len(doses) {
			x.Measure = doses[n].Measure
			x.byStep = doses[n].i > 0 && word(p.t, doses[n].i-1, "by")
			x.settleCounts(doses[n])
		}
		if u := x.Measure.Unit; x.Frequency.Per == "" && (u == "sets" || u == "seconds") {
			x.Frequency.Per = PerSession
		}
		x.Polarity = a.polarity
		if x.Polarity == "" {
			bound := x.Measure
			if n < len(doses) && doses[n].upTo {
				bound.Kind = Exact
			}
			x.Polarity = polarityAt(s, max(a.at, 0), bound)
			if a.at < 0 {
				x.Polarity = Do
				if x.Measure.Kind == AtMost {
					x.Polarity = Limit
				}
			}
		} else if x.Polarity == Avoid && x.Measure.Kind == AtMost {
			x.Polarity = Limit
		}
		if x.Polarity != Do {
			x.bindBelow(p)
		}
		if a.at >= 0 && a.rule != "thing" && p.isOnce(at+s.skipNots(a.at)) {
			x.Habit = false
		}
		x.Action = actionOf(p, at, a, x)
		x.bare = a.at < 0
		out = append(out, x)
	}
	return out
}

// frame is a finding in p with everything but its amount and what follows from
// it: when, how often, and which tokens say so.
func (s *sentence) frame(p *sentence, at int, a act) Finding {
	f := Finding{Start: s.from, End: s.end(), Rule: a.rule, Why: a.why, Confidence: a.confidence, Habit: true, block: s.block, sentence: s.nth}
	var lo, hi int
	if f.Interval, lo, hi = intervalIn(p); lo >= 0 {
		f.dropped = append(f.dropped, [2]int{lo, hi})
		p.hide(lo, hi)
	}
	if f.Offset, lo, hi = offsetIn(p); lo >= 0 {
		from, to := cueAt(p, lo)
		f.Cue = phrase(p, from, to)
		if to = max(to, hi); word(p.t, to, "up") {
			to++ // "within an hour of waking up"
		}
		f.dropped = append(f.dropped, [2]int{lo, to})
		p.hide(lo, hi)
	}
	f.Window = windowIn(p)
	f.dropped = append(f.dropped, hoursIn(p)...)
	f.Frequency = often(p)
	if f.Window.Set && f.Frequency.Per == "" {
		f.Frequency.Per = PerDay
	}
	if f.Frequency.Per == PerYear || f.Interval.Unit == "months" || f.Interval.Unit == "years" {
		f.Habit = false
	}
	if f.Cue == "" {
		from, to := cueOf(p)
		f.Cue = phrase(p, from, to)
		if from > max(at, 0) {
			f.dropped = append(f.dropped, [2]int{from, to})
		}
	}
	return f
}

// end is the byte after the sentence, without quotation marks around it.
func (s *sentence) end() int { return s.to }

// hide masks the tokens of an interval or lead time: they are no dose.
func (s *sentence) hide(from, to int) {
	for i := max(0, from); i < to && i < len(s.mask); i++ {
		s.mask[i] = true
	}
}

// skipNots is how many tokens "do not", "always" and the like take up at i.
func (s *sentence) skipNots(i int) int {
	if v := verbAt(s.t, i); v > i {
		return v - i
	}
	return 0
}

// mainDoses chooses among the amounts of p: the repetitions of an exercise
// before how long it is held, absolute amounts before shares, what stands in
// the open before what stands in brackets, and of the rest the first; several
// where each is for a group of its own.
func mainDoses(p *sentence) []dose {
	all := dosesIn(p)
	if len(all) == 0 {
		return nil
	}
	best := 0
	for i, d := range all {
		b := all[best]
		switch {
		case i == best:
		case b.i < p.main && d.i >= p.main && p.after && !counts(d.kind) && !d.paren:
			best = i // "for runs over 90 minutes, take 30 g an hour"
		case d.kind == inTimes && d.i > 0 && word(p.t, d.i-1, "repeat") && b.kind == inTime:
			best = i
		case b.kind == inFraction && d.kind != inFraction, b.paren && !d.paren && b.kind != inTime,
			counts(b.kind) && !counts(d.kind) && !word(p.t, b.i-1, "repeat"):
			best = i
		}
	}
	out := []dose{all[best]}
	if g := grouped(p.t, all[best]); g {
		for _, d := range all[best+1:] {
			if d.kind == all[best].kind && d.Unit == all[best].Unit && grouped(p.t, d) {
				out = append(out, d)
			}
		}
	}
	return out
}

func counts(k unitKind) bool { return k == inTimes || k == occasions }

// grouped says whether "for women" or "on cloudy days" follows d.
func grouped(t []token, d dose) bool {
	for k := d.end; k < len(t) && k < d.end+6; k++ {
		if t[k].word == "for" && k+1 < len(t) && (t[k+1].is(isPeople) || k+2 < len(t) && t[k+2].is(isPeople)) {
			return true
		}
		if t[k].word == "on" && word(t, k+2, "days") {
			return true
		}
		if t[k].word == "," || t[k].word == "and" {
			return false
		}
	}
	return false
}

// settleCounts tells counts of occasions from amounts: a bare one with nothing
// else is the frequency, one with a bound is an amount of times, and beside
// another amount it is the frequency.
func (x *Finding) settleCounts(d dose) {
	if !counts(d.kind) {
		return
	}
	f := &x.Frequency
	if f.Per == "" || f.Per == PerSession {
		if d.kind == occasions {
			x.Measure = Measure{Kind: Check}
			return
		}
		f.Per, f.Times, f.TimesMax = PerSession, 1, 0
		return
	}
	x.Measure.Unit = "times"
	if x.Measure.Kind == Exact {
		f.Times, f.TimesMax = x.Measure.Min, 0
		x.Measure = Measure{Kind: Check}
		return
	}
	f.Times, f.TimesMax = 1, 0
}

// bindBelow makes a bare amount of a limit its maximum: "limit naps to 20
// minutes".
func (x *Finding) bindBelow(p *sentence) {
	if x.byStep {
		return
	}
	if x.Polarity == Limit && (x.Measure.Kind == Exact || x.Measure.Kind == AtLeast) {
		x.Measure = Measure{Kind: AtMost, Max: max(x.Measure.Min, x.Measure.Max), Unit: x.Measure.Unit}
	}
	if x.Polarity == Avoid && x.Measure.Kind == AtLeast {
		x.Measure = Measure{Kind: AtMost, Max: x.Measure.Min, Unit: x.Measure.Unit}
		x.Polarity = Limit
	}
}
