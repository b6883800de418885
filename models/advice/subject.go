package advice

// subjectKind says whom a clause is about.
type subjectKind uint8

const (
	unnamed   subjectKind = iota // a thing, or nobody
	forReader                    // you, people, adults, your child
	forBody                      // firms, doctors, governments
	ofStudy                      // studies, results
	aside                        // whoever a clause within the sentence is about
)

var study = words(`study studies research researchers evidence results findings data trial trials work analysis review experiments survey
	statistics team scientists hypothesis theory paper report`)

var certain = words("some many few other these those certain several")

// saying are the words after which "that" begins what is advised.
var saying = words(`say says said suggest suggests recommend recommends recommended agree agrees advise advises advised warn warns believe think
	important essential vital best is remember sure ensure clear crucial advisable state states means stress urges urge`)

// subject looks back from token i to the beginning of its clause for whom it
// is about.
func (s *sentence) subject(i int) subjectKind {
	kind := unnamed
	for k := i - 1; k >= 0 && k > i-25; k-- {
		t := s.t[k]
		if t.word == "that" && k > 0 && !saying[s.t[k-1].word] && !s.t[k-1].is(isClauseEnd) && kind == forReader {
			return aside // "habits that people should have"
		}
		if (t.word == "when" || t.word == "how" || t.word == "what" || t.word == "why" || t.word == "where" || t.word == "whether") && k > 0 {
			return aside
		}
		if t.word == "," || t.word == ";" || t.word == ":" || t.word == "\"" || t.word == "that" || t.word == "–" || t.word == "if" || t.word == "when" || t.word == "because" || t.word == "so" {
			if kind != unnamed || t.word != "," {
				break
			}
			continue
		}
		switch {
		case study[t.word]:
			return ofStudy
		case t.is(isBody):
			return forBody
		case t.is(isPeople) || t.word == "your":
			if k > 0 && certain[s.t[k-1].word] {
				return aside // "some people need to"
			}
			if k > 0 && (t.word == "you" || t.word == "we" || t.word == "they") && !s.t[k-1].is(isClauseEnd|isOpener|isAdverb|isCondition|isFinite) && !saying[s.t[k-1].word] && s.t[k-1].word != "that" && s.t[k-1].word != "or" {
				if k == i-1 && s.t[k-1].is(isVerb) && k > 1 && (s.t[k-2].word == "that" || s.t[k-2].word == "who" || s.t[k-2].word == "which") {
					return unnamed // "pets that wake you should"
				}
				return aside // "the nutrients you need to be well"
			}
			kind = forReader
		}
	}
	return kind
}
