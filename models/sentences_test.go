package models_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/article"
)

func readText(t interface{ Fatal(...any) }, src string) article.Document {
	_, doc, err := article.FromMarkdown([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestSentences(t *testing.T) {
	for name, test := range map[string]struct {
		src  string
		want []string
	}{
		"plain":         {"Eat well. Walk far! Sleep?", []string{"Eat well.", "Walk far!", "Sleep?"}},
		"abbreviations": {"Ask Dr. Smith, e.g. on Monday. J. R. Brown agrees.", []string{"Ask Dr. Smith, e.g. on Monday.", "J. R. Brown agrees."}},
		"figures":       {"Walk 3.5 km. Then rest.", []string{"Walk 3.5 km.", "Then rest."}},
		"quotes":        {"She said “go home.” He went.", []string{"She said “go home.”", "He went."}},
		"brackets":      {"A walk (at noon, in the sun!) has its time. So has vitamin D. Rest.", []string{"A walk (at noon, in the sun!) has its time.", "So has vitamin D.", "Rest."}},
		"blocks":        {"Zero.\n\n## A title. With a stop\n\nOne. Two.\n\n- Item one. And more.\n- Item two", []string{"Zero.", "A title. With a stop", "One.", "Two.", "Item one.", "And more.", "Item two"}},
		"scripts":       {"你好。再见！\n\nنعم. شكرا؟ لا.", []string{"你好。", "再见！", "نعم.", "شكرا؟", "لا."}},
		"line break":    {"One line  \ngoes on here. Two.", []string{"One line\ngoes on here.", "Two."}},
	} {
		t.Run(name, func(t *testing.T) {
			doc := readText(t, test.src)
			var got []string
			for _, s := range models.Sentences(doc, -1, len(doc.Blocks)+1) {
				got = append(got, doc.Slice(s.Start, s.End))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSentencesAreAllOfTheTextInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"Walk", "dr.", "J.", "e.g.", "20", "3.5", "min.", "שלום.", "你好。", "“so.”", "yes!", "no?", "(sun!)", "…", "a\n\nB", "end."})
		doc := readText(t, strings.Join(rapid.SliceOfN(word, 1, 60).Draw(t, "words"), " "))
		at := 0
		for _, s := range models.Sentences(doc, 0, len(doc.Blocks)) {
			text := doc.Slice(s.Start, s.End)
			if s.Start < at || s.Start >= s.End || strings.TrimSpace(text) != text {
				t.Fatalf("%+v after %d: %q", s, at, text)
			}
			if strings.TrimSpace(doc.Slice(at, s.Start)) != "" {
				t.Fatalf("%q is in no sentence", doc.Slice(at, s.Start))
			}
			at = s.End
		}
		if at != utf8.RuneCountInString(doc.Text) {
			t.Fatalf("the last ends at %d", at)
		}
	})
}

func TestSentencesOfAHostileTextTakeLittleTime(t *testing.T) {
	for _, run := range []string{"”", ")", ". ", "\" ", "a.", "."} {
		doc := readText(t, "A."+strings.Repeat(run, 200_000/len(run)))
		began := time.Now()
		models.Sentences(doc, 0, len(doc.Blocks))
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%q took %s", run, took)
		}
	}
}
