package advice

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/kljensen/snowball/english"
)

// hollow are the words of an action that do not say what it is about.
var hollow = words(`get have take make do go try aim keep start stop avoid limit reduce cut skip quit never not don't less more fewer enough
	plenty lots lot of be sure ensure remember consider set use give put need least most than up down out amount daily weekly at to
	and or with for in on the a an your only some any good regular regularly always each every per about around well healthy much many
	no maximum minimum total little bit few several times time day days week weeks month night morning evening
	increase add include incorporate enjoy spend want help it them this that these those non moderate moderately between from before after
	away spending getting having doing eat drink consume wear`)

// subjectOf are the stems of what an action is about, in order.
func subjectOf(action string) []string {
	stems := stemsOf(action, hollow)
	if len(stems) == 0 {
		stems = stemsOf(action, nil)
	}
	if len(stems) == 0 {
		stems = []string{strings.ToLower(action)}
	}
	return stems
}

func stemsOf(action string, without map[string]bool) []string {
	var stems []string
	for _, t := range tokensOf(action, 0, len(action)) {
		if t.is(isNumber|isClauseEnd) || without[t.word] || without != nil && units[t.word].name != "" || len(t.word) < 2 {
			continue
		}
		if stem := english.Stem(t.word, false); !without[stem] && !slices.Contains(stems, stem) {
			stems = append(stems, stem)
		}
		if len(stems) == 8 {
			break
		}
	}
	slices.Sort(stems)
	return stems
}

// alike is the share of stems that a and b have in common, from 0 to 1.
func alike(a, b []string) float64 {
	both := 0
	for _, s := range a {
		if slices.Contains(b, s) {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// keyOf names a subject with its terms, the same in any guide.
func keyOf(s *Suggestion) string {
	p := s.Plan
	sum := sha256.Sum256([]byte(strings.Join([]string{string(s.Polarity), strings.Join(s.Subject, " "), string(p.Kind), p.Terms(), p.Unit}, "\n")))
	return hex.EncodeToString(sum[:8])
}
