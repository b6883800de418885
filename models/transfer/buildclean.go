package transfer

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/models"
	"gloss/models/plan"
)

// maxKey is how many bytes of an id a key holds as they are.
const maxKey = 200

// key returns the Key of a habit that a program knows by id.
func key(program, id string) string {
	id = strings.Join(strings.Fields(seen(id, false)), " ")
	if len(id) > maxKey {
		sum := sha256.Sum256([]byte(id))
		id = strings.ToValidUTF8(id[:maxKey-32], "") + "~" + hex.EncodeToString(sum[:12])
	}
	return program + ":" + id
}

// seen returns s without what cannot be seen; broken says to keep its lines.
func seen(s string, broken bool) string {
	if models.Printable(s) {
		return s
	}
	if broken {
		s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case broken && (r == '\n' || r == '\t'):
		case r == '\n', r == '\t', r == '\r':
			return ' '
		case !models.Printable(string(r)):
			return -1
		}
		return r
	}, s)
}

// Line returns s as one line of at most so many letters; what names it for
// people, in the plural: "Names of habits".
func (b *builder) Line(s string, most int, what, place string) string {
	clean := seen(s, false)
	b.told(s, clean, what, place)
	return b.cut(models.CleanName(clean), most, what, place)
}

// Text is Line for what may have many lines.
func (b *builder) Text(s string, most int, what, place string) string {
	if s == "" {
		return s
	}
	clean := seen(s, true)
	b.told(s, clean, what, place)
	return b.cut(strings.TrimSpace(clean), most, what, place)
}

// told lists signs that were left out, other than the ends of lines.
func (b *builder) told(s, clean, what, place string) {
	if utf8.RuneCountInString(clean)+strings.Count(s, "\r\n") < utf8.RuneCountInString(s) {
		b.Lose(what+": signs that cannot be seen were left out.", place)
	}
}

func (b *builder) cut(s string, most int, what, place string) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	b.Lose(tooLong(what, most), place)
	return strings.TrimSpace(string([]rune(s)[:most-1])) + "…"
}

func tooLong(what string, most int) string {
	return fmt.Sprintf("%s longer than %d letters: cut.", what, most)
}

// Reason joins a question and a description into what a person calls the reason.
func (b *builder) Reason(question, description, place string) string {
	parts := slices.DeleteFunc([]string{strings.TrimSpace(question), strings.TrimSpace(description)}, func(s string) bool { return s == "" })
	return b.Text(strings.Join(parts, "\n\n"), models.MaxNote, "Descriptions", place)
}

// Unit returns the name of a unit; an empty one is called units.
func (b *builder) Unit(s, place string) string {
	if s = b.Line(s, plan.MaxUnit, "Units", place); s == "" {
		return "units"
	}
	return s
}

// Tags returns tags as Gloss may have them.
func (b *builder) Tags(names []string, place string) []string {
	var clean []string
	for i, name := range names {
		if i == 10*models.MaxTags {
			break
		}
		if strings.Contains(name, ",") {
			b.Lose("Commas in tags: each became a space.", place)
			name = strings.ReplaceAll(name, ",", " ")
		}
		clean = append(clean, b.Line(name, models.MaxTag, "Tags", place))
	}
	clean = models.CleanTags(clean)
	if len(clean) > models.MaxTags {
		b.Lose(fmt.Sprintf("More than %d tags on a habit: the first were kept.", models.MaxTags), place)
		clean = clean[:models.MaxTags]
	}
	return clean
}

// Amount returns a within what Gloss counts.
func (b *builder) Amount(a plan.Amount, place string) plan.Amount {
	switch {
	case a > plan.MaxAmount:
		b.Lose("Amounts above a million: cut to a million.", place)
		return plan.MaxAmount
	case a < 0:
		b.Lose("Amounts below nothing: none.", place)
		return 0
	}
	return a
}

// amountOf returns units in thousandths, which fit Amount's bounds to be cut by
// them; what is no number is nothing.
func amountOf(units float64) plan.Amount {
	switch thousandths := math.Round(units * float64(plan.Whole)); {
	case math.IsNaN(thousandths):
		return 0
	case thousandths > float64(plan.MaxAmount):
		return plan.MaxAmount + 1
	case thousandths < 0:
		return -1
	default:
		return plan.Amount(thousandths)
	}
}
