package advice

import "strings"

// nounList says whether what follows the comma k is rather an item of a list:
// "with nuts, water, and fruit".
func nounList(t []token, k, at int) bool {
	return t[at].is(isNoun) && (at+1 >= len(t) || t[at+1].word == "," || t[at+1].word == "and" || t[at+1].word == "or")
}

// imperativeAt says whether an order begins at token i, adverbs and "do not"
// before its verb included.
func imperativeAt(t []token, i int) bool {
	v := verbAt(t, i)
	return v >= 0 && ordered(t, v)
}

// verbAt is the verb of an order that begins at token i, or -1.
func verbAt(t []token, i int) int {
	for n := 0; i < len(t) && n < 4; n++ {
		switch {
		case word(t, i, "do") && (word(t, i+1, "not") || word(t, i+1, "n't")):
			i += 2
		case n > 0 && t[i].is(isWord) && (t[i-1].word == "not" || t[i-1].word == "never" || t[i-1].word == "always" || t[i-1].word == "please"):
			return i
		case t[i].is(isVerb) && !(t[i].is(isAdverb) && i+1 < len(t) && t[i+1].is(isVerb)):
			return i
		case t[i].is(isAdverb):
			i++
			if word(t, i, ",") {
				i++
			}
		case n == 0 && t[i].is(isWord) && i+1 < len(t) && objective[t[i+1].word]:
			return i // "Slather your hands"
		default:
			return -1
		}
	}
	return -1
}

// stative are verbs that tell of things.
var stative = words("cost need vary tend seem differ exist contain become matter belong depend mean remain appear live come have last start begin run help work affect cause")

// objective are the words that after an unknown first word make it an order.
var objective = words("your the them yourself each every both")

// ordered says whether the verb at token v is an order and not the noun that
// is spelled the same, going by what follows it.
func ordered(t []token, v int) bool {
	if v+1 >= len(t) {
		return true
	}
	next := t[v+1]
	if t[v].is(isWord) {
		return true
	}
	switch {
	case next.word == "is" || next.word == "are" || next.word == "was" || next.word == "were":
		return false
	case next.word == "i" || next.word == "we" || next.word == "he" || next.word == "she" || next.word == "they":
		return false
	case t[v].word == "be" || t[v].word == "let":
		return true
	case next.is(isFinite) && next.word != "can" && next.word != "did" && !next.is(isNumber):
		return t[v].word == "do" && next.word == "not" || next.word == "had"
	case next.word == "can" && t[v].is(isNoun):
		return false
	case t[v].word == "thank" || t[v].word == "say" && next.is(isFinite):
		return false
	}
	if compounded(t, v) {
		return false
	}
	if !t[v].is(isNoun) {
		return true
	}
	if next.word == "-" && next.glued {
		if v+2 < len(t) && t[v+2].is(isVerb) && (v+3 == len(t) || t[v+3].is(isDet|isPrep|isPronoun|isNumber|isClauseEnd)) {
			return true // "Batch-cook at the weekend"
		}
		return false // "drink-driving"
	}
	if next.class == 0 && strings.HasSuffix(next.word, "s") && word(t, v+2, "to") {
		return false // "Iron contributes to"
	}
	if next.is(isThird) && !next.is(isNoun|isVerb|isPeople) {
		return false // "Worry lives in the body"
	}
	if next.is(isThird) && !next.is(isVerb|isNoun) && v+2 < len(t) && !t[v+2].is(isClauseEnd) && !next.is(isPrep) && next.word != "exercises" {
		// "Exercise lowers the risk", but "Do exercises", "Check labels".
		if t[v+2].is(isDet|isPronoun|isVerb|isPeople|isAdverb) || t[v+2].word == "to" {
			return false
		}
	}
	if next.is(isDet | isPronoun | isNumber) {
		return true
	}
	if next.is(isThird) && !next.is(isPrep) && told(t, v+2) {
		return false
	}
	return !subjectAt(t, v)
}

// numbering are nouns that a bare number goes with: "type 2", "mile 14".
var numbering = words("type step distance mark level lap rank dose pose place score grade stage round race page")

// upright are words after a verb of posture or sleep that tell how.
var upright = words("tall straight upright still barefoot naked easy hard fast slow early late long longer home upstairs downstairs alone sound errands calm light high low well better more less")

// postures are verbs that take no bare noun: with one they make a thing.
var postures = words("stand sit sleep walk run rest race heat bed")

// aspects are nouns that a word before them tells the kind of, unless that is
// what is done with them.
var (
	aspects = words(`tips intake quality habit habits level levels time times plan plans routine routines benefits diary tracker guide facts ideas basics hygiene
		apnea apnoea disorder disorders area areas group groups training alarm alarms sales rate rates problem problems loss tax club
		score scores bar market industry service services period phase history data deprivation duration frequency intensity pressure`)
	handling = words("track check log record note plan limit monitor count measure review change schedule practice share swap mark test try boost lower offer support start cut save spend help treat face visit watch use block reserve lead order fight control balance")
)

// compounded says whether the word at token v and what follows it make a thing
// and no order: "Heat and cold", "Type 2 diabetes", "Race morning", "Stand
// reminder: it shakes".
func compounded(t []token, v int) bool {
	next := t[v+1]
	last := v+2 >= len(t) || v+2 == len(t)-1 && t[v+2].word == "."
	switch {
	case t[v].is(isNoun) && (next.word == "and" || next.word == "or") && (v == 0 || !t[v-1].is(isAdverb)):
		return v+2 < len(t) && !imperativeAt(t, v+2) && !t[v+2].is(isPrep|isPronoun|isDet|isNumber|isAdverb) && len(t) < v+6
	case t[v].is(isNoun) && next.is(isNumber) && !article(t, v+1):
		q, ok := quantityAt(t, v+1)
		if !ok {
			return false
		}
		_, _, _, unit := unitAt(t, q.end)
		return !unit && (numbering[t[v].word] || q.end >= len(t) || t[q.end].word == "(" && !word(t, q.end+1, "or"))
	case t[v].is(isNoun) && last && periodWord(next.word) != "":
		return true
	}
	if t[v].is(isNoun) && aspects[next.word] && !handling[t[v].word] {
		return true
	}
	label := word(t, v+2, ":") || word(t, v+2, "(")
	if !last && !label || last && strings.HasSuffix(next.word, "er") {
		return false
	}
	return postures[t[v].word] && next.is(isWord) && !upright[next.word]
}

// subjectAt says whether a verb further on makes the word at token v its
// subject: "Exercise in the morning is good", "Water quality has fallen".
func subjectAt(t []token, v int) bool {
	for k := v + 1; k < len(t) && k < v+9; k++ {
		if k > v+1 && k+1 < len(t) && t[k].is(isThird) && !t[k].is(isPrep) && t[k+1].is(isDet) && !t[k-1].is(isDet|isPrep|isPronoun|isNumber|isClauseEnd) && t[k-1].word != "and" && t[k-1].word != "or" && t[k-1].word != "to" {
			return true // "Office air plays a part"
		}
		if k > v+1 && strings.HasSuffix(t[k-1].word, "s") && stative[t[k].word] && !t[k-1].is(isPronoun|isPrep) {
			return true // "Exercise bikes cost"
		}
		if t[k].word == "used" && word(t, k+1, "to") && !t[k-1].is(isPronoun) {
			return true // "Bed rest used to be"
		}
		if k > v+1 && k+2 < len(t) && t[k].is(isThird) && !t[k].is(isPrep) && (t[k+1].word == "it" || t[k+1].word == "them") && t[k-1].is(isNoun) && !t[k-2].is(isDet|isPrep|isPronoun|isNumber|isClauseEnd) {
			return true // "Alcohol use raises it"
		}
		if t[k].word == "need" && k > v+1 && !t[k-1].is(isPronoun|isPeople) {
			return true // "Contact lens wearers need to"
		}
		if k > v && strings.HasSuffix(t[k-1].word, "ly") && t[k-1].is(isAdverb) && len(t[k].word) > 3 && strings.HasSuffix(t[k].word, "s") && !t[k].is(isPrep|isDet|isNoun) {
			return true // "Sleep hygiene rarely cures"
		}
		if k > v+1 && t[k].is(isVerb) && !t[k].is(isNoun|isPrep|isDet|isAdverb) && strings.HasSuffix(t[k-1].word, "s") && !t[k-1].is(isPrep|isDet|isFinite|isPronoun) && k == v+2 {
			return true // "Recall intervals vary"
		}
		if t[k].word == "\"" {
			continue
		}
		if t[k].is(isClauseEnd) || t[k].word == "that" || t[k].word == "which" || t[k].word == "who" || t[k].word == "what" || t[k].word == "if" || t[k].word == "when" || t[k].word == "where" || t[k].word == "how" || t[k].word == "until" || t[k].word == "because" || t[k].word == "while" || t[k].word == "unless" {
			return false
		}
		if t[k].word == "help" && k > v+1 && k+1 < len(t) && t[k+1].is(isPronoun|isPeople|isVerb) && !t[k-1].is(isPrep) && t[k-1].word != "to" {
			return true
		}
		if k > v+1 && t[k].is(isThird) && !t[k].is(isNoun|isPrep|isVerb|isFinite) && !t[k-1].is(isPronoun|isDet) {
			return true
		}
		if t[k].is(isFinite) && !(t[k].word == "am" && t[k-1].is(isNumber)) {
			return !t[k-1].is(isPronoun) && t[k].word != "had" && t[k].word != "as" && t[k-1].word != "as" && t[k-1].word != "than"
		}
	}
	return false
}
