package sentences_test

import (
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models/sentences"
)

func cut(text string) (all []string) {
	for _, s := range sentences.In(text) {
		all = append(all, text[s.Start:s.End])
	}
	return all
}

// In each row a bar stands for the space between sentences, a broken one for
// none.
func TestIn(t *testing.T) {
	for name, want := range map[string]string{
		"plain":                    "Eat well.|Walk far!|Sleep?|And rest",
		"nothing":                  "",
		"a title":                  "Ask Dr. Smith and Prof. Jones.|They know.",
		"short for another":        "Some fruit, e.g. Pears, approx. 3 a day, vs. Sweets.|Done.",
		"short in other tongues":   "Obst, z.B. Birnen, bzw. Beeren.|Fertig.",
		"before a number":          "See no. 5 and fig. 12 there.|No.|Not at all.",
		"a minute":                 "Walk for 30 min.|Then rest.",
		"a minute goes on":         "Walk for 30 min. each day.",
		"initials":                 "J. R. Brown agrees, and so does Ada B. Finch.",
		"an initial of two bytes":  "Émile É. Roux agrees, and so does Ben Ö. Berg.",
		"in brackets":              "It is said (A. Smith, 2001) to help.",
		"a vitamin":                "It makes vitamin D.|It also burns.",
		"a plan in another script": "This is plan É.|Next comes rest.",
		"a title at the end":       "He cried “Call the Dr.”|Then it rained.",
		"I":                        "Not I.|You are.",
		"longer than may be":       strings.TrimSuffix(strings.Repeat(strings.Repeat("walk ", 300)+"walk|", 3), "|"),
		"long without a space":     strings.TrimSuffix(strings.Repeat(strings.Repeat("a", 6001)+"¦", 3), "¦"),
		"figures":                  "Walk 3.5 km.|At 7.|Then rest.",
		"quotes":                   "She said “go home.”|He went.",
		"a question in the middle": "“Why now?” he asked.|Nobody knew!",
		"brackets that go on":      "A walk (at noon, in the sun!) has its time.|So has a nap.",
		"dots":                     "Wait … then go.|Walk on…|And on.",
		"many stops":               "Really?!|Yes...|Go!!",
		"a lost space":             "Walk every day.¦Then rest: see a.b.c and U.S.A for more.",
		"no capitals":              "walk far.|eat well.|drink water.|sleep long.|rest.",
		"a hard line break":        "One line\ngoes on here.|Two.",
		"space of every kind":      " \n Ask\u00a0Dr.\u00a0Smith.\u00a0|Then\u2003go.\u3000",
		"Chinese":                  "你好。¦再见！¦“走吧？”¦他走了。",
		"Japanese":                 "「歩こう。」¦そう言った。",
		"Arabic":                   "نعم.|شكرا؟|لا.",
		"Hindi":                    "चलो।|अब सो जाओ।",
		"Urdu":                     "چلو۔|اب سو جاؤ۔",
	} {
		t.Run(name, func(t *testing.T) {
			var all []string
			for s := range strings.FieldsFuncSeq(want, func(r rune) bool { return r == '|' || r == '¦' }) {
				all = append(all, strings.TrimSpace(s))
			}
			text := strings.NewReplacer("|", " ", "¦", "").Replace(want)
			if diff := cmp.Diff(all, cut(text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Any bytes are cut into sentences that come one after the other, are not
// empty, are bounded, and leave nothing but space out.
func TestAnyTextIsCut(t *testing.T) {
	piece := rapid.SampledFrom([]string{"Walk", "dr.", "J.", "no.", "20", "3.5", "min.", "שלום.", "你好。", "“so.”", "yes!", "no?", "…", "\n", "(", ")", "İ.", "é", "\u00a0", "\xff", "\xe4\xbd", "end.", strings.Repeat("a", 1000)})
	rapid.Check(t, func(t *rapid.T) {
		between := rapid.SampledFrom([]string{" ", "", "  "}).Draw(t, "between")
		text := strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "pieces"), between)
		at := 0
		for _, s := range sentences.In(text) {
			if s.Start < at || s.End <= s.Start || s.End-s.Start > 6100 || strings.TrimSpace(text[s.Start:s.End]) != text[s.Start:s.End] {
				t.Fatalf("%+v after %d of %q", s, at, text)
			}
			if strings.TrimSpace(text[at:s.Start]) != "" {
				t.Fatalf("%q is in no sentence of %q", text[at:s.Start], text)
			}
			at = s.End
		}
		if strings.TrimSpace(text[at:]) != "" {
			t.Fatalf("%q is in no sentence of %q", text[at:], text)
		}
	})
}

// A text that grows to eight times its length takes about eight times as long,
// of the processor; a square would take 64 times.
func TestTimeGrowsAsTheText(t *testing.T) {
	const n, most = 1 << 15, 32
	for _, run := range []string{"”", ")", ". ", "\" ", "a.", "A. ", ".", " ", "a", "(", "no. ", "e.g", "…", "。", "\xff", "? ”", "Walk. "} {
		text := func(n int) string { return "A." + strings.Repeat(run, n/len(run)) }
		short, long := text(n), text(8*n)
		a, b := 1e9, 1e9
		for try := 0; try < 5 && (try == 0 || b > most*a); try++ {
			a, b = min(a, took(short, 8)), min(b, took(long, 1))
		}
		if b > most*a && b > .02 {
			t.Errorf("%q: eight times the text took %.1f times as long", run, b/a)
		}
	}
}

// took is the mean of the seconds of the processor that cutting a text takes.
func took(text string, times int) float64 {
	var from, to syscall.Rusage
	read := func(u *syscall.Rusage) {
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, u); err != nil {
			panic(err)
		}
	}
	read(&from)
	for range times {
		sentences.In(text)
	}
	read(&to)
	return float64(to.Utime.Nano()-from.Utime.Nano()) / 1e9 / float64(times)
}
