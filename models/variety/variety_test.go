package variety_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models/date"
	"gloss/models/variety"
)

// same holds spellings that count as one, the key first.
var same = [][]string{
	{"berry", "Berries", " BERRY ", "berries\u200b"},
	{"sweet potato", "Sweet  Potatoes", "sweet\u00a0potato", "SWEET\tPOTATOES"},
	{"tomato", "tomatoes", "Tomatos"},
	{"mango", "mangoes", "mangos"},
	{"leaf", "leaves"},
	{"bay leaf", "Bay leaves"},
	{"loaf", "loaves"},
	{"meatloaf", "meatloaves"},
	{"pea", "peas", "Peas"},
	{"snow pea", "snow peas"},
	{"olive", "olives"},
	{"chive", "chives"},
	{"endive", "endives"},
	{"clove", "cloves"},
	{"radish", "radishes"},
	{"peach", "peaches"},
	{"quiche", "quiches"},
	{"brioche", "brioches"},
	{"squash", "squashes"},
	{"cheese", "cheeses"},
	{"lettuce", "lettuces"},
	{"pie", "pies"},
	{"cookie", "cookies"},
	{"smoothie", "smoothies"},
	{"cherry", "cherries"},
	{"anchovy", "anchovies"},
	{"chili", "chilis", "chilies"},
	{"chilli", "chillis", "chillies"},
	{"kiwi", "kiwis"},
	{"zucchini", "zucchinis"},
	{"cashew", "cashews"},
	{"coffee", "coffees"},
	{"lychee", "lychees"},
	{"goose", "geese"},
	{"ox", "oxen", "oxens"},
	{"mousse", "mousses"},
	{"glass", "glasses"},
	{"citrus", "citruses"},
	{"aloe", "aloes"},
	{"chia seed", "chia seeds"},
	{"brussels sprout", "Brussels sprouts"},
	// no plurals
	{"hummus", "Hummus", "HUMMUS"},
	{"asparagus"}, {"couscous"}, {"molasses"}, {"swiss chard", "Swiss Chard"},
	{"watercress"}, {"lemongrass"}, {"bass"}, {"haggis"}, {"cassis"}, {"cos"}, {"gas"}, {"calvados"}, {"hibiscus"},
	// accents, width, case and ligatures
	{"creme fraiche", "Crème fraîche", "cre\u0300me frai\u0302che"},
	{"jalapeno", "jalapeños", "JALAPEÑO"},
	{"acai", "açaí"},
	{"weisskohl", "Weißkohl", "WEISSKOHL"},
	{"oeuf", "œuf", "ŒUFS"},
	{"smorbrod", "smørbrød"},
	{"oat", "ｏａｔｓ", "OATS"},
	{"incir", "İncir", "incir"},
	{"kasar", "kaşar", "KAŞAR"},
	{"lamb's lettuce", "lamb’s lettuce", "Lamb´s Lettuces"},
	{"μελι", "Μέλι", "ΜΈΛΙ"},
	{"мед", "мёд", "МЁД"},
	{"ガ", "ｶﾞ"},
	{"❤", "❤️"},
	{"", " ", "\u200b", "\u00ad"},
}

func TestFoldTakesSpellingsForOne(t *testing.T) {
	for _, spellings := range same {
		for _, s := range spellings {
			if got := variety.Fold(s); got != spellings[0] {
				t.Errorf("Fold(%q) = %q, want %q", s, got, spellings[0])
			}
		}
	}
}

func TestFoldKeepsThingsApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"potato", "sweet potato"}, {"egg", "eggplant"}, {"pear", "pea"}, {"chives", "chilis"}, {"leek", "leaf"},
		{"か", "が"},                 // a voicing mark is another sound
		{"दाल", "दिल"},             // lentils and heart differ in vowel signs
		{"กล้วย", "กลวย"},          // Thai tone marks
		{"علم", "عَلَم"},           // Arabic vowel marks
		{"חָלָב", "חֵלֶב"},         // milk and fat differ in points
		{"菠菜", "白菜"}, {"가지", "감자"}, // Chinese, Korean
	} {
		if a, b := variety.Fold(pair[0]), variety.Fold(pair[1]); a == b {
			t.Errorf("%q and %q both fold to %q", pair[0], pair[1], a)
		}
	}
}

func TestFoldLeavesOtherScriptsWhole(t *testing.T) {
	for _, s := range []string{"عدس", "حُمُّص", "עדשים", "חָלָב", "小扁豆", "ほうれん草", "がんも", "시금치", "ถั่วเลนทิล", "पालक", "मूँग दाल", "கீரை", "🍎", "می\u200cخواهم"} {
		if got := variety.Fold(s); got != s {
			t.Errorf("Fold(%q) = %q: something was lost", s, got)
		}
	}
}

func TestFoldIsStable(t *testing.T) {
	word := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z]{1,8}(s|es|ies|ves|oes|i|us|ss)?`),
		rapid.StringOfN(rapid.RuneFrom([]rune("aåçßſİıœǽǆé'´\u0301\u0323\u200b\ufe0fกำंि가\u1161\u30abﾞｶΣς ﬁ")), 0, 12, -1))
	rapid.Check(t, func(t *rapid.T) {
		s := word.Draw(t, "word")
		key := variety.Fold(s)
		if again := variety.Fold(key); again != key {
			t.Fatalf("Fold(%q) = %q, which folds to %q", s, key, again)
		}
		if !utf8.ValidString(key) || key != strings.TrimSpace(key) {
			t.Fatalf("Fold(%q) = %q", s, key)
		}
		if clean := variety.Fold(variety.Clean(s)); clean != key && !strings.ContainsFunc(s, control) {
			t.Fatalf("cleaned, %q folds to %q instead of %q", s, clean, key)
		}
	})
}

func control(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  Bok\u00a0 choy\t": "Bok choy",
		"Crème  fraîche":     "Crème fraîche",
		"a\x00b\x1b":         "ab",
		"oats\xff":           "oats",
		"　ｶﾞ ":               "ｶﾞ",
		" ":                  "",
	} {
		if got := variety.Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{" , ;\n\u200b", nil},
		{"lentils, spinach; oats", []string{"lentils", "spinach", "oats"}},
		{"lentils\r\nSweet  potato\noats\n", []string{"lentils", "Sweet potato", "oats"}},
		{"Lentils, lentil, LENTILS", []string{"Lentils"}},
		{"عدس، سبانخ", []string{"عدس", "سبانخ"}},
		{"菠菜、豆腐，米", []string{"菠菜", "豆腐", "米"}},
		{"salt and vinegar crisps", []string{"salt and vinegar crisps"}},
	} {
		if diff := cmp.Diff(c.want, variety.Split(c.in)); diff != "" {
			t.Errorf("Split(%q): %s", c.in, diff)
		}
	}
}

func TestIsNew(t *testing.T) {
	day := date.New(2026, 11, 22)
	for _, c := range []struct {
		first date.Date
		want  bool
	}{
		{day, true}, {day - 1, true}, {day - 27, true}, {day - 28, false}, {day + 1, false}, {0, false},
	} {
		if got := variety.IsNew(c.first, day); got != c.want {
			t.Errorf("first logged %s, new on %s: %t, want %t", c.first, day, got, c.want)
		}
	}
}
