package advice

import "strings"

func fields(s string) []string { return strings.Fields(s) }

// What stands before or after a number that is no dose.
var (
	notAfter = words(`spf upf uv $ £ € ¥ age aged ages page pages chapter figure table type vitamin omega # no level grade phase
		index bmi`)
	notBefore = words(`old older year years yr yrs month months decade decades ° °f °c degrees degree inch inches cm mm feet foot
		million billion thousand people participants women men adults children studies study times-more dollars pounds-sterling pence`)
	ordering   = words("first last next past previous final initial")
	timing     = words("at within after before in takes take took lasts lasted last lasting than until")
	ingredient = words("have has had contain contains containing provide provides supply supplies packs pack with add adds blocks block offers")
)

// attribute says whether d is no amount of what the advice asks: the strength,
// size, age or price of a thing, a lead time, the length of a programme.
func attribute(t []token, d dose) bool {
	i := d.i
	if article(t, d.i) && word(t, d.i-1, "with") && d.kind != inTime {
		return true // "water with a slice of lemon"
	}
	if i > 0 && (t[i-1].word == "their" || t[i-1].word == "its" || t[i-1].word == "those") {
		return true
	}
	for i > 0 && approximate[t[i-1].word] {
		i--
	}
	if i > 0 && (notAfter[t[i-1].word] || ordering[t[i-1].word]) || notBefore[wordAt(t, d.end)] && d.kind != inTime {
		return true
	}
	if word(t, d.end, "per") && d.end+1 < len(t) && t[d.end+1].class&isNumber != 0 || per100(t, d.end) {
		return true
	}
	if word(t, d.end, "-") || word(t, d.end, "old") || d.hyphen && word(t, d.end, "old") {
		return true
	}
	if d.kind == occasions && d.Unit == "days" && !counted(t, d.end) {
		return true // "for ten days" is how long
	}
	if d.kind == inTimes && (word(t, d.end, "more") || word(t, d.end, "as") || word(t, d.end, "higher") || word(t, d.end, "less") || word(t, d.end, "the")) {
		return true // "four times more often", "twice the amount"
	}
	if d.kind == inTimes && d.Min == 1 && d.Max == 1 && !counted(t, d.end) {
		return true // "one time"
	}
	if d.kind == inFraction && (d.Kind == Exact || !word(t, d.end, "of") && !word(t, d.end, "to")) {
		return true
	}
	if i > 1 && word(t, i-1, "lasts") && idealBefore(t, i) || i > 2 && word(t, i-2, "lasts") && idealBefore(t, i) {
		return false
	}
	if d.kind == inTime && i > 0 && (timing[t[i-1].word] || wordBefore(t, i, "within")) && !word(t, i-2, "more") && !word(t, i-2, "less") {
		return true
	}
	if d.kind != inTime && d.kind != inTimes && d.kind != occasions && i > 0 {
		for k := i - 1; k >= 0 && k >= i-3; k-- {
			if ingredient[t[k].word] && (k == 0 || t[k-1].word == "that" || t[k-1].word == "which" || t[k].word != "have" && t[k].word != "add" && t[k].word != "with" && t[k].word != "pack" && t[k].word != "block") && t[k].class&isNumber == 0 {
				if k > 0 {
					return true
				}
			}
		}
	}
	return false
}

// idealBefore says whether what lasts before token i is called ideal.
func idealBefore(t []token, i int) bool {
	for k := max(0, i-7); k < i; k++ {
		switch t[k].word {
		case "ideal", "ideally", "best", "optimal", "perfect", "recommended", "should":
			return true
		}
	}
	return false
}

func wordAt(t []token, i int) string {
	if i < 0 || i >= len(t) {
		return ""
	}
	return t[i].word
}

// wordBefore says whether w is one of the two words before token i.
func wordBefore(t []token, i int, w string) bool { return word(t, i-1, w) || word(t, i-2, w) }

// per100 says whether "of fat per 100 g" comes within a few words.
func per100(t []token, i int) bool {
	for k := i; k < len(t) && k < i+6; k++ {
		if t[k].word == "per" && k+1 < len(t) && t[k+1].value >= 100 {
			return true
		}
	}
	return false
}

// counted says whether a period follows: "3 times a week", "5 days/week".
func counted(t []token, i int) bool {
	for k := i; k < len(t) && k < i+3; k++ {
		switch t[k].word {
		case "a", "per", "each", "every", "/", "in", "out", "of", "throughout", "during", "daily", "weekly", "monthly":
			if periodWord(wordAt(t, k+1)) != "" || k+2 < len(t) && periodWord(t[k+2].word) != "" || strings.HasSuffix(t[k].word, "ly") {
				return true
			}
		}
	}
	return false
}
