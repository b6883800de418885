package advice

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/kljensen/snowball/english"

	"gloss/models/plan"
)

// hollow are the words of an action that do not say what it is about.
var hollow = words(`get have take make do go try aim keep start stop avoid limit reduce cut skip quit never not don't less more fewer enough
	plenty lots lot of be sure ensure remember consider set use give put need least most than up down out amount daily weekly at to
	and or with for in on the a an your only some any good regular regularly always each every per about around well healthy much many
	no maximum minimum total little bit few several times time day days week weeks month night morning evening
	increase add include incorporate enjoy spend want help it them this that these those non moderate moderately between from before after
	away spending getting having doing eat drink consume wear`)

// SubjectOf returns the stems of what a habit of this name is about, in order;
// never none.
func SubjectOf(name string) []string {
	stems := stemsOf(name, hollow)
	if len(stems) == 0 {
		stems = stemsOf(name, nil)
	}
	if len(stems) == 0 {
		stems = []string{strings.ToLower(name)}
	}
	return stems
}

func stemsOf(name string, without map[string]bool) []string {
	var stems []string
	for _, t := range tokensOf(name, 0, len(name)) {
		if t.is(isNumber|isClauseEnd) || without != nil && t.is(isAdverb) && !t.is(isVerb|isNoun) && strings.HasSuffix(t.word, "ly") || without[t.word] || without != nil && units[t.word].name != "" || len(t.word) < 2 {
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

// nearest is the share of stems from which on two subjects are one.
const nearest = .6

// Near says whether two subjects are about the same: of all their stems, at
// least three in five are in both (the measure of Jaccard).
func Near(a, b []string) bool {
	both := 0
	for _, s := range a {
		if slices.Contains(b, s) {
			both++
		}
	}
	return both > 0 && float64(both) >= nearest*float64(len(a)+len(b)-both)
}

// KeyOf names a habit by its subject, the way it points and its terms: the same
// for the same advice in any guide.
func KeyOf(name string, polarity Polarity, p plan.Plan) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(polarity), strings.Join(SubjectOf(name), " "), string(p.Kind), p.Terms(), p.Unit}, "\n")))
	return hex.EncodeToString(sum[:8])
}
