package advice_test

import (
	"testing"

	"gloss/models/advice"
)

func TestEveryRowHasItsExample(t *testing.T) {
	for _, e := range advice.AllExamples() {
		if e.Yes == "" {
			t.Errorf("%s %q has no example", e.Table, e.Row)
		} else if !e.Has(e.Yes) {
			t.Errorf("%s %q had no part in %q", e.Table, e.Row, e.Yes)
		}
		if e.No != "" && e.Has(e.No) {
			t.Errorf("%s %q had a part in %q", e.Table, e.Row, e.No)
		}
	}
}

func TestEveryVerbGivesAnOrder(t *testing.T) {
	for _, v := range advice.Verbs() {
		switch v {
		case "be", "thank", "read", "see", "discover", "know", "remember", "let", "say":
			continue // what follows them decides
		}
		text := "Please " + v + " it gently."
		if found := advice.Find(text); len(found) == 0 {
			t.Errorf("%q is not found", text)
		}
	}
}
