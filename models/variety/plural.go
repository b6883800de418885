package variety

import "strings"

// irregular holds the words that the endings below would get wrong. A word that
// maps to itself is no plural.
var irregular = map[string]string{
	"geese": "goose", "cacti": "cactus", "fungi": "fungus", "mice": "mouse", "oxen": "ox",
	"loaves": "loaf", "halves": "half", "calves": "calf", "sheaves": "sheaf", "beeves": "beef", "knives": "knife",
	"chilies": "chili", "chillies": "chilli", "pierogies": "pierogi", "kiwies": "kiwi",
	"aloes": "aloe", "sloes": "sloe", "roes": "roe",
	"citruses": "citrus", "octopuses": "octopus", "cactuses": "cactus", "couscouses": "couscous", "lenses": "lens",
	"haggises": "haggis", "irises": "iris", "buses": "bus", "gases": "gas",
	"tofus": "tofu", "tiramisus": "tiramisu", "menus": "menu",

	"molasses": "molasses", "series": "series", "species": "species", "schnapps": "schnapps",
	"lens": "lens", "ananas": "ananas", "gras": "gras", "kvas": "kvas", "madras": "madras",
	"sassafras": "sassafras", "calvados": "calvados", "pancreas": "pancreas", "brussels": "brussels",
	"haggis": "haggis", "coulis": "coulis", "cassis": "cassis", "physalis": "physalis", "pastis": "pastis",
	"iris": "iris", "cannabis": "cannabis", "amaryllis": "amaryllis", "chablis": "chablis", "anis": "anis",
}

// endings turn a plural into its singular, the first that fits. Those that stay
// as they are come before the shorter ones they end in.
var endings = []struct{ plural, singular string }{
	// -ie, not -y
	{"cookies", "cookie"}, {"brownies", "brownie"}, {"smoothies", "smoothie"}, {"veggies", "veggie"},
	{"calories", "calorie"}, {"toasties", "toastie"}, {"hoagies", "hoagie"}, {"sweeties", "sweetie"},
	{"goodies", "goodie"}, {"charcuteries", "charcuterie"}, {"pixies", "pixie"}, {"bries", "brie"}, {"birdies", "birdie"},
	{"ies", "y"},
	{"leaves", "leaf"}, {"meatloaves", "meatloaf"},
	// -che and -sse, not -ch and -ss
	{"quiches", "quiche"}, {"brioches", "brioche"}, {"ceviches", "ceviche"}, {"ganaches", "ganache"},
	{"mousses", "mousse"}, {"bouillabaisses", "bouillabaisse"}, {"demitasses", "demitasse"},
	{"ches", "ch"}, {"shes", "sh"}, {"xes", "x"}, {"sses", "ss"}, {"tzes", "tz"}, {"oes", "o"},
	{"ouses", "ouse"}, {"uses", "us"},
	{"ss", "ss"}, {"us", "us"}, {"'s", "'s"},
	{"s", ""},
}

// singular returns the singular of an English noun in lower case, and any other
// word as it is. Words of up to three letters, such as gas and cos, stay.
func singular(word string) string {
	if one, ok := irregular[word]; ok {
		return one
	}
	if len(word) <= 3 {
		return word
	}
	for _, end := range endings {
		stem, ok := strings.CutSuffix(word, end.plural)
		if !ok || end.plural == "ies" && len(stem) < 2 { // pies, ties
			continue
		}
		one := stem + end.singular
		if one == word || end.plural == "s" && !latin(stem) {
			return word
		}
		return singular(one) // oxens
	}
	return word
}

// latin reports whether s ends in a letter that an English plural may follow.
func latin(s string) bool {
	last := s[len(s)-1]
	return 'a' <= last && last <= 'z'
}
