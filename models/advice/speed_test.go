package advice_test

import (
	"strings"
	"syscall"
	"testing"

	"gloss/models/advice"
)

// paragraph is ordinary text, of 100 words.
const paragraph = `Most adults need 7 to 9 hours of sleep a night, and few get them. Try to go to bed at the same
time every day, even after a late evening. If you cannot sleep, get up and read something dull until you feel tired.
Light matters as well: it is best to see daylight within an hour of waking. Avoid coffee after 2 pm. In one survey of
1,200 people, those who slept badly drank four cups a day. You can ease into the night by dimming the lamps. Keep the
phone in another room, and put a book on the pillow.

`

// hostile texts, made of any number of bytes, are those on which a careless
// reader takes the square of their length.
var hostile = map[string]func(n int) string{
	"ordinary": func(n int) string { return strings.Repeat(paragraph, n/len(paragraph)+1) },
	"one paragraph": func(n int) string {
		return strings.Repeat(strings.Join(strings.Fields(paragraph), " ")+" ", n/len(paragraph)+1)
	},
	"no stops":       func(n int) string { return strings.Repeat("you should walk and drink at least 5 ", n/37+1) },
	"a letter":       func(n int) string { return strings.Repeat("a", n) },
	"brackets":       func(n int) string { return strings.Repeat("(", n/2) + strings.Repeat(")", n/2) },
	"stop, brackets": func(n int) string { return "a." + strings.Repeat(")", n) },
	"spaces":         func(n int) string { return "a." + strings.Repeat(" ", n) + "b" },
	"numbers":        func(n int) string { return strings.Repeat("17 ", n/3) },
	"ranges":         func(n int) string { return strings.Repeat("1-2 minutes ", n/12) },
	"times":          func(n int) string { return strings.Repeat("between 10 am and ", n/18) },
	"commas":         func(n int) string { return "If " + strings.Repeat("you walk, ", n/10) },
	"conditions":     func(n int) string { return strings.Repeat("if ", n/3) },
	"lines":          func(n int) string { return strings.Repeat("walk\n", n/5) },
	"bullets":        func(n int) string { return strings.Repeat("- ", n/2) },
	"empty lines":    func(n int) string { return strings.Repeat("\n", n) },
	"right to left":  func(n int) string { return strings.Repeat("اشرب الماء كل يوم. ", n/34) },
	"no UTF-8":       func(n int) string { return strings.Repeat("\xff\xc3(", n/3) },
	"apostrophes":    func(n int) string { return strings.Repeat("’a", n/4) },
	"no spaces":      func(n int) string { return strings.Repeat("recommends5minutes,", n/19) },
	"initials":       func(n int) string { return strings.Repeat("A. ", n/3) },
	"capitals":       func(n int) string { return strings.Repeat("Avoid It ", n/9) },
	"repeats":        func(n int) string { return strings.Repeat("Walk 5 km daily. ", n/17) },
}

// TestTimeGrowsAsTheText lets a text grow to eight times its length. A square
// would take 64 times as long: half of that is far from what grows with the
// text, so a busy machine does not matter. BenchmarkFind is the strict judge.
func TestTimeGrowsAsTheText(t *testing.T) {
	const n, most = 1 << 11, 32
	for name, text := range hostile {
		short, long := text(n), text(8*n)
		a, b := 1e9, 1e9
		for try := 0; try < 5 && (try == 0 || b > most*a); try++ {
			a, b = min(a, took(short, 8)), min(b, took(long, 1))
		}
		if b > most*a && b > .02 {
			t.Errorf("%s: eight times the text took %.1f times as long", name, b/a)
		}
	}
}

// took is the seconds of the processor that reading text takes, the mean of so
// many times: those of the clock would tell more of what else the machine does.
func took(text string, times int) float64 {
	from := used()
	for range times {
		advice.Suggest(advice.Find(text))
	}
	return (used() - from) / float64(times)
}

func used() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return float64(u.Utime.Nano()) / 1e9
}

// BenchmarkFind lets each text double up to a mebibyte, and reports the most
// that one doubling multiplied the time by.
func BenchmarkFind(b *testing.B) {
	const from, doublings, most = 1 << 16, 4, 2.2
	for name, text := range hostile {
		b.Run(name, func(b *testing.B) {
			var seconds [doublings + 1]float64
			for i := range seconds {
				seconds[i] = 1e9
			}
			worst := most + 1
			for try := 0; worst > most && try < 6; try++ {
				for i := range seconds {
					seconds[i] = min(seconds[i], took(text(from<<i), 1<<(doublings-i)))
				}
				worst = 0
				for i := range doublings {
					worst = max(worst, seconds[i+1]/seconds[i])
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(worst, "t(2n)/t(n)")
			b.ReportMetric(seconds[doublings], "s/MiB")
			if worst > most {
				b.Errorf("twice the text took %.2f times as long: %v", worst, seconds)
			}
		})
	}
}

// BenchmarkArticle reads 5,000 words, in less than 50 milliseconds of a
// processor.
func BenchmarkArticle(b *testing.B) {
	const most = .05
	text, least := strings.Repeat(paragraph, 50), 1.0
	for b.Loop() {
		least = min(least, took(text, 1))
	}
	b.ReportMetric(least*1000, "least-ms")
	if least > most {
		b.Errorf("5,000 words took %.0f ms", least*1000)
	}
}
