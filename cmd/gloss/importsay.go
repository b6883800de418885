package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/transfer"
	"gloss/views/link"
)

// show prints what is in the files: habits with their terms and days, and what
// Gloss has no place for.
func (in *incoming) show(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", oneLine(in.bundle.Title), in.sum())
	if in.found.From != 0 {
		fmt.Fprintf(&b, "; %s", span(in.found.From, in.found.To))
	}
	b.WriteString(".\n")
	for _, h := range in.found.Habits {
		fmt.Fprintf(&b, "\n%s%s\n  %s\n  %s\n", oneLine(h.Name), standing(h), h.Plan.Terms(), daysOf(h))
	}
	in.tellLost(&b, in.found.Lost)
	_, err := io.WriteString(out, b.String())
	return err
}

// sum says how much would come: "2 habits, 40 days and 3 guides".
func (in *incoming) sum() string {
	v := in.found
	habits := len(slices.DeleteFunc(slices.Clone(v.Habits), func(h store.PreviewHabit) bool { return h.LeftOut }))
	all := append([]string{models.Counted(habits, "habit", "habits"), models.Counted(v.Entries, "day", "days")},
		models.Besides(v.Guides, v.Notes, v.Pauses, v.Marks, v.Changes, v.Settings)...)
	return plan.List(all)
}

// standing says what is special about a habit of a file.
func standing(h store.PreviewHabit) string {
	var words []string
	if h.Archived {
		words = append(words, "archived")
	}
	if h.Deleted {
		words = append(words, "deleted")
	}
	switch {
	case h.LeftOut:
		words = append(words, "left out")
	case h.Into != "" && h.IntoName == h.Name:
		words = append(words, "goes into the one that is here")
	case h.IntoName != "":
		words = append(words, "goes into “"+oneLine(h.IntoName)+"”")
	}
	if len(words) == 0 {
		return ""
	}
	return " (" + strings.Join(words, ", ") + ")"
}

// daysOf says which days a habit of a file has, and what is here of them.
func daysOf(h store.PreviewHabit) string {
	if h.Entries == 0 {
		return "no days logged"
	}
	words := models.Counted(h.Entries, "day", "days") + ", " + span(h.From, h.To)
	if h.LeftOut || h.New == h.Entries {
		return words
	}
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{h.New, "new"}, {h.Same, "here already"}, {h.Clash, "otherwise here"}, {h.Unfit, "that do not fit there"}} {
		if part.n > 0 {
			parts = append(parts, models.Grouped(part.n)+" "+part.what)
		}
	}
	return words + ": " + plan.List(parts)
}

func span(from, to date.Date) string {
	if from == to {
		return from.Format("2 Jan 2006")
	}
	return from.Format("2 Jan 2006") + " – " + to.Format("2 Jan 2006")
}

// tellLost lists what was lost, but for what was told before: an answer may lose
// more.
func (in *incoming) tellLost(b *strings.Builder, lost []transfer.Loss) {
	lost = slices.DeleteFunc(slices.Clone(lost), func(l transfer.Loss) bool { return slices.Contains(in.told, l) })
	if len(lost) == 0 {
		return
	}
	head := "What Gloss has no place for, or takes another way:"
	if len(in.told) > 0 {
		head = "With these answers:"
	}
	in.told = append(in.told, lost...)
	fmt.Fprintf(b, "\n%s\n", head)
	for _, l := range lost {
		fmt.Fprintf(b, "- %s", oneLine(l.What))
		switch {
		case l.Count > 1 && l.Where != "":
			fmt.Fprintf(b, " (%s times, first at %s)", models.Grouped(l.Count), oneLine(l.Where))
		case l.Count > 1:
			fmt.Fprintf(b, " (%s times)", models.Grouped(l.Count))
		case l.Where != "":
			fmt.Fprintf(b, " (%s)", oneLine(l.Where))
		}
		b.WriteByte('\n')
	}
}

// label is what the answer to a doubt says.
func label(d transfer.Doubt, answer string) string {
	for _, o := range d.Options {
		if o.Value == answer {
			return o.Label
		}
	}
	return answer
}

// tellCame says what came, how it is taken back, and what was lost that nobody was
// told of yet.
func (in *incoming) tellCame(out io.Writer, done store.Imported) error {
	if done.First.ID == "" {
		_, err := io.WriteString(out, "\nNothing was new, so nothing was written.\n")
		return err
	}
	var came []string
	if done.Habits > 0 {
		came = append(came, models.Counted(done.Habits, "new habit", "new habits"))
	}
	if done.Joined > 0 {
		came = append(came, models.Counted(done.Joined, "habit that was here already", "habits that were here already"))
	}
	came = append(came, models.Besides(done.Guides, done.Notes, done.Pauses, done.Marks, done.Changes, false)...)
	words := plan.List(came) + " came"
	switch {
	case done.Entries > 0 && len(came) > 0:
		words = models.Counted(done.Entries, "day", "days") + " came, with " + plan.List(came)
	case done.Entries > 0:
		words = models.Counted(done.Entries, "day", "days") + " came"
	case len(came) == 0:
		words = "The settings came"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s.\n", words)
	if done.Same > 0 {
		fmt.Fprintf(&b, "%s stood here already.\n", models.Counted(done.Same, "day", "days"))
	}
	if done.Kept > 0 {
		fmt.Fprintf(&b, "%s otherwise here, and left as it was.\n", models.Counted(done.Kept, "day stands", "days stand"))
	}
	fmt.Fprintf(&b, "All of it can be taken back at once in the browser: Journal (%s), Undo all.\n", link.Journal)
	in.tellLost(&b, done.Lost)
	_, err := io.WriteString(out, b.String())
	return err
}

// prove holds the strengths that the file names against Gloss's own, if it names
// any.
func (in *incoming) prove(out io.Writer) error {
	var b strings.Builder
	compared, agree := 0, 0
	for _, h := range in.bundle.Habits {
		p := transfer.Prove(h, in.today)
		compared, agree = compared+p.Compared, agree+p.Agree
		if len(p.Differs) == 0 {
			continue
		}
		first := p.Differs[0]
		fmt.Fprintf(&b, "- %s: %s of %s differ. %s, the first: %.4f in the file, %.4f here. %s\n", oneLine(h.Name),
			models.Grouped(p.Compared-p.Agree), models.Grouped(p.Compared), first.Day.Format("2 January 2006"), first.Theirs, first.Ours, oneLine(strings.Join(p.Why, " ")))
	}
	if compared == 0 {
		return nil
	}
	_, err := fmt.Fprintf(out, "\nHeld against the file: %s of %s agree to four decimals.\n%s", models.Grouped(agree), models.Counted(compared, "strength", "strengths"), b.String())
	return err
}
