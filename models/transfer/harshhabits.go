package transfer

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// harsh is what is read of harsh's two files.
type harsh struct {
	b       *builder
	lines   *lines
	listed  bool   // there is a list of habits
	heading string // of the habits that follow
	byName  map[string]*harshHabit
	habits  []*harshHabit // those listed first, then those that the log alone has
}

// harshHabit is a habit, so many times in so many days; none where it is tracked
// alone.
type harshHabit struct {
	*building
	name        string
	times, days int
	end         date.Date // last day, where there is one
	logged      bool      // the log alone has it
	done, sized int       // days done, and those of them with an amount
	least       plan.Amount
	last        date.Date
	counts      bool
}

// lettersGuessed is what is told of a text that is no UTF-8.
const lettersGuessed = "The letters are not in UTF-8: they were read as Windows writes them."

// eachLine goes through the lines of a file that are none of people's remarks.
func (h *harsh) eachLine(f *Files, name string, take func(line string) error) (err error) {
	if h.lines, err = newLines(f, name); err != nil {
		return err
	}
	defer h.lines.Close()
	for {
		line, err := h.lines.Next()
		switch {
		case errors.Is(err, io.EOF):
			if h.lines.Guessed() {
				h.b.Tell(lettersGuessed)
			}
			return nil
		case err != nil:
			return err
		case strings.TrimSpace(line) == "" || line[0] == '#':
			continue
		}
		if err := take(line); err != nil {
			return err
		}
	}
}

// habitLine reads a line of the list: a heading or a habit.
func (h *harsh) habitLine(line string) error {
	place := h.lines.Where()
	if line[0] == '!' {
		if _, heading, ok := strings.Cut(line, "! "); ok {
			h.heading = models.CleanName(heading)
		} else {
			h.b.Lose("Headings that harsh cannot read: left out.", place)
		}
		return nil
	}
	parts := strings.Split(line, ": ")
	name := models.CleanName(parts[0])
	if len(parts) < 2 || name == "" || strings.TrimSpace(parts[1]) == "" {
		h.b.Lose("Lines that are no habit: left out, as harsh does.", place)
		return nil
	}
	if h.byName[name] != nil {
		h.b.Lose("Habits that are listed twice: the first counts.", place)
		return nil
	}
	habit, err := h.add(name)
	if err != nil {
		return err
	}
	var ok bool
	if habit.times, habit.days, ok = harshOften(parts[1]); !ok {
		return h.lines.Fail("“%.40s” is no number of days, nor so many times in so many days, such as 3/7.", shown(strings.TrimSpace(parts[1])))
	}
	if habit.times > habit.days {
		return h.lines.Fail("This asks for %d times in %d days. A day is ticked once.", habit.times, habit.days)
	}
	if h.heading != "" {
		habit.Tags = h.b.Tags([]string{h.heading}, place)
	}
	if len(parts) > 2 {
		if habit.end, err = date.Parse(strings.TrimSpace(parts[2])); err != nil || len(parts) > 3 {
			h.b.Lose("What stands behind a frequency and is no last day.", place)
		}
	}
	return nil
}

// harshOften reads a frequency: "3/7", "2" for once in two days, "2w" for once in
// two weeks, "0" for a habit that asks for nothing, of which days are 0.
func harshOften(s string) (times, days int, ok bool) {
	first, second, both := strings.Cut(strings.TrimSpace(s), "/")
	of := func(s string) (n int, ok bool) {
		s, weeks := strings.CutSuffix(strings.TrimSpace(s), "w")
		n, err := strconv.Atoi(s)
		if weeks {
			n *= 7
		}
		return n, err == nil && n >= 0 && n <= 100_000
	}
	n, ok := of(first)
	switch {
	case !ok:
		return 0, 0, false
	case !both && n == 0:
		return 0, 0, true
	case !both:
		return 1, n, true
	}
	if days, ok = of(second); !ok || days == 0 {
		return 0, 0, false
	}
	if n == 0 {
		days = 0
	}
	return n, days, true
}

// add begins a habit.
func (h *harsh) add(name string) (*harshHabit, error) {
	made, err := h.b.Habit(key("harsh", name), name, h.lines.Where())
	if err != nil {
		return nil, err
	}
	habit := &harshHabit{building: made, name: strings.Clone(name)}
	h.byName[habit.name] = habit
	h.habits = append(h.habits, habit)
	return habit, nil
}
