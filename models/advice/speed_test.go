package advice_test

import (
	"fmt"
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

// TestTimeGrowsAsTheText lets a text double three times: each may take 2.2 times
// the time of the one before. A square would take 64 times, not 10.6, so a busy
// machine does not matter. BenchmarkFind goes on up to a mebibyte.
func TestTimeGrowsAsTheText(t *testing.T) {
	const n, most = 1 << 15, 2.2 * 2.2 * 2.2
	for name, text := range hostile {
		short, long := text(n), text(8*n)
		a, b := 1e9, 1e9
		for try := 0; try < 4 && (try == 0 || b > most*a); try++ {
			a, b = min(a, took(short)), min(b, took(long))
		}
		if b > most*a {
			t.Errorf("%s: eight times the text took %.1f times as long", name, b/a)
		}
	}
}

// took is the seconds of the processor that reading text takes: those of the
// clock would tell more of what else the machine is doing.
func took(text string) float64 {
	used := func() float64 {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			panic(err)
		}
		return float64(u.Utime.Nano()) / 1e9
	}
	from, n := used(), 0.
	for n == 0 || used()-from < .1 {
		advice.Suggest(advice.Find(text))
		n++
	}
	return (used() - from) / n
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1 << 16, 1 << 17, 1 << 18, 1 << 19, 1 << 20} {
		for _, name := range []string{"ordinary", "brackets", "numbers", "commas"} {
			text := hostile[name](n)
			b.Run(fmt.Sprintf("%s/%dKiB", name, n>>10), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					advice.Suggest(advice.Find(text))
				}
			})
		}
	}
}

func BenchmarkArticle(b *testing.B) {
	text := strings.Repeat(paragraph, 50) // 5,000 words
	for b.Loop() {
		advice.Suggest(advice.Find(text))
	}
}
