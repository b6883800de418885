package models_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/date"
)

func TestCleanTags(t *testing.T) {
	got := models.CleanTags([]string{" body ", "", "Body", "a  long walk", "BODY", "plate", " "})
	if diff := cmp.Diff([]string{"body", "a long walk", "plate"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestValidateTags(t *testing.T) {
	many := make([]string, models.MaxTags+1)
	for i := range many {
		many[i] = strings.Repeat("t", i+1)
	}
	for name, c := range map[string]struct {
		tags []string
		ok   bool
	}{
		"none":          {nil, true},
		"as many":       {many[:models.MaxTags], true},
		"one more":      {many, false},
		"as long":       {[]string{strings.Repeat("ä", models.MaxTag)}, true},
		"longer":        {[]string{strings.Repeat("ä", models.MaxTag+1)}, false},
		"empty":         {[]string{""}, false},
		"a comma":       {[]string{"body, plate"}, false},
		"not printable": {[]string{"bo\x00dy"}, false},
	} {
		bad := models.Invalid{}
		models.ValidateTags(c.tags, bad)
		if (bad["tags"] == "") != c.ok {
			t.Errorf("%s: %v", name, bad)
		}
	}
}

func TestValidatePause(t *testing.T) {
	for name, c := range map[string]struct {
		from, to date.Date
		field    string
	}{
		"one day":          {today, today, ""},
		"without end":      {today, 0, ""},
		"from the oldest":  {date.Oldest, date.Newest, ""},
		"no first day":     {0, today, "from"},
		"too old":          {date.Oldest - 1, today, "from"},
		"ends before":      {today, today - 1, "to"},
		"ends far too far": {today, date.Newest + 1, "to"},
	} {
		bad := models.Invalid{}
		models.Pause{From: c.from, To: c.to}.Validate(bad)
		if (len(bad) == 0) != (c.field == "") || c.field != "" && bad[c.field] == "" {
			t.Errorf("%s: %v", name, bad)
		}
	}
}
