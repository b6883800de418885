package article_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/article"
)

func TestFromTextBlocks(t *testing.T) {
	const prose = "Walk for ten minutes after lunch, and for twenty where the day allows for it."
	const wrapped = `Walking after a meal lowers the peak of sugar in the blood, as
a handful of small trials have found. Ten minutes are enough,
30. That is not a number of anything, only the place where the
line was full.
`
	cases := []struct{ name, src, want string }{
		{"lines that were full go on", "T\n\n" + wrapped + "\n" + wrapped,
			strings.Repeat("\nparagraph: \"Walking after a meal lowers the peak of sugar in the blood, as a handful of small trials have found. "+
				"Ten minutes are enough, 30. That is not a number of anything, only the place where the line was full.\"", 2)[1:]},
		{"long lines are paragraphs", "T\n\n" + prose + "\n" + prose, "paragraph: \"" + prose + "\"\nparagraph: \"" + prose + "\""},
		{"lines of other widths go on above a small letter", "T\n\n" + strings.Replace(prose, " day", "\nday", 1) + "\n\n" + strings.Repeat(prose+" ", 3),
			"paragraph: \"" + prose + "\"\nparagraph: \"" + prose + " " + prose + " " + prose + "\""},
		{"lines that go on without a space", "T\n\n" + strings.Repeat("毎朝十五分外を歩きましょう窓を開けて光を入れます深呼吸をしてから水を一杯飲みます\n", 3) +
			"\nWalk in the open air as often as the day allows for it, on well-\nknown ways, and swim where you may; nothing else is asked of you\nby this.",
			"paragraph: \"" + strings.Repeat("毎朝十五分外を歩きましょう窓を開けて光を入れます深呼吸をしてから水を一杯飲みます", 3) + "\"\n" +
				"paragraph: \"Walk in the open air as often as the day allows for it, on well-known ways, and swim where you may; nothing else is asked of you by this.\""},
		{"short lines are kept", "T\n\nYou need:\nflour\ntwo eggs\nmilk", `paragraph: "You need:\nflour\ntwo eggs\nmilk"`},
		{"bullets of every kind", "T\n\n- a\n* b\n• c\n· d\n‣ e\n▪ f\n◦ g\n✓ h\n● i\n- [ ] j\no\tk\n•l\n",
			`item 1 list 1: "a"
item 1 list 1: "b"
item 1 list 1: "c"
item 1 list 1: "d"
item 1 list 1: "e"
item 1 list 1: "f"
item 1 list 1: "g"
item 1 list 1: "h"
item 1 list 1: "i"
item 1 list 1: "j"
item 1 list 1: "k"
item 1 list 1: "l"`},
		{"dashes are items beside others only", "T\n\n– walk\n– swim\n\n— Come in, he said.\n\nShe did.",
			"item 1 list 1: \"walk\"\nitem 1 list 1: \"swim\"\nparagraph: \"— Come in, he said.\"\nparagraph: \"She did.\""},
		{"numbers", "T\n\n1. a\n2. b\n\n3. c\n\nx\n\n(1) d\n2) e",
			"item 1 list 1 no. 1: \"a\"\nitem 1 list 1 no. 2: \"b\"\nitem 1 list 1 no. 3: \"c\"\nparagraph: \"x\"\n" +
				"item 1 list 2 no. 1: \"d\"\nitem 1 list 2 no. 2: \"e\""},
		{"lists within lists", "T\n\n1. a\n   - b\n   - c\n     more\n2. d\n   text of d",
			"item 1 list 1 no. 1: \"a\"\nitem 2 list 2: \"b\"\nitem 2 list 2: \"c\"\nparagraph 2 list 2: \"more\"\n" +
				"item 1 list 1 no. 2: \"d\"\nparagraph 1 list 1: \"text of d\""},
		{"a year and a size begin no list", "T\n\n2022. A good year for walks it was, as all of us remember well.\n\n1.5 litres of water a day.",
			"paragraph: \"2022. A good year for walks it was, as all of us remember well.\"\nparagraph: \"1.5 litres of water a day.\""},
		{"underlined headings", "T\n\nMornings\n========\n\n" + prose + "\n\nRain\n----\nStay in.",
			"heading 1: \"Mornings\"\nparagraph: \"" + prose + "\"\nheading 2: \"Rain\"\nparagraph: \"Stay in.\""},
		{"headings by their looks", "T\n\nWHY WALK\n\n" + prose + "\n\nWhat is a walk?\n" + prose,
			"heading 2: \"WHY WALK\"\nparagraph: \"" + prose + "\"\nheading 2: \"What is a walk?\"\nparagraph: \"" + prose + "\""},
		{"a heading above a list", "T\n\n" + prose + "\n\nWhat to take\n- shoes\n- water",
			"paragraph: \"" + prose + "\"\nheading 2: \"What to take\"\nitem 1 list 1: \"shoes\"\nitem 1 list 1: \"water\""},
		{"no headings", "T\n\nBy Jane Roe\n\nJune 28, 2022\n\nhowever small\n\nSun, rain, wind\n\nDear reader,\n\nAnd, would you?\n\nOne thing first.\n\nCredit: Jane Roe\n\nLow: 0.3 g or less\n\n" + prose,
			"paragraph: \"By Jane Roe\"\nparagraph: \"June 28, 2022\"\nparagraph: \"however small\"\nparagraph: \"Sun, rain, wind\"\n" +
				"paragraph: \"Dear reader,\"\nparagraph: \"And, would you?\"\nparagraph: \"One thing first.\"\nparagraph: \"Credit: Jane Roe\"\nparagraph: \"Low: 0.3 g or less\"\nparagraph: \"" + prose + "\""},
		{"quotes", "T\n\n> said\n> before\n>\n> twice\n\nanswer", "quote: \"said before\"\nquote: \"twice\"\nparagraph: \"answer\""},
		{"rules are nothing", "T\n\na\n\n-----\n\nb", "paragraph: \"a\"\nparagraph: \"b\""},
		{"signs without a shape", "T\n\na\u00a0b\u200b\u202e c\u00ad\ufeff  d\u2003e \u0007f", `paragraph: "a b c d e f"`},
		{"two spellings of a letter", "T\n\ncafe\u0301 \ufb01", `paragraph: "café ﬁ"`},
		{"joiners where they belong", "T\n\nمی\u200cروم a\u200db \U0001F469\u200d\u2695\ufe0f", "paragraph: \"می\\u200cروم ab \U0001F469\u200d\u2695\ufe0f\""},
		{"markup is text", "T\n\n<b>x</b> &amp; [y](z) *w*", `paragraph: "<b>x</b> &amp; [y](z) *w*"`},
		{"pages", "T\n\na.\fb.", "paragraph: \"a.\"\nparagraph: \"b.\""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			meta, doc, err := article.FromText([]byte(c.src))
			if err != nil {
				t.Fatal(err)
			}
			if meta.Title != "T" {
				t.Errorf("title %q", meta.Title)
			}
			want := strings.ReplaceAll(c.want, "\u200d", "\\u200d")
			if diff := cmp.Diff(want, sketch(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFromTextTitle(t *testing.T) {
	long := strings.Repeat("One word follows another here. ", 12)
	for _, c := range []struct{ name, src, title, text string }{
		{"the first line", "\n\nOn walking\n\nWalk.", "On walking", "Walk."},
		{"underlined", "On walking\n==========\nWalk.", "On walking", "Walk."},
		{"with a mark of Markdown", "# On walking\n\nWalk.", "On walking", "Walk."},
		{"all there is", "On walking", "On walking", "On walking"},
		{"a sentence of a paragraph", long, "One word follows another here. One word follows another here. One word follows…", strings.TrimSpace(long)},
		{"an item", "- walk\n- swim", "walk", "walk\n\nswim"},
		{"a sentence alone", "Walk more.\n\nIt helps.", "Walk more.", "It helps."},
	} {
		meta, doc, err := article.FromText([]byte(c.src))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if meta.Title != c.title || doc.Text != c.text {
			t.Errorf("%s: %q: %q", c.name, meta.Title, doc.Text)
		}
	}
}

func TestFromTextSaid(t *testing.T) {
	for _, c := range []struct{ lines, author, date string }{
		{"by Jane Roe", "Jane Roe", ""},
		{"Jun 28, 2022\n\nWritten by Ada Finch", "Ada Finch", "2022-06-28"},
		{"Written by the house's own naturopath and nutritionist of many years, Dr. Ada Finch.", "Dr. Ada Finch", ""},
		{"Posted by Ada on 3rd of May 2021", "Ada", ""},
		{"Published: 2021-05-03", "", "2021-05-03"},
		{"Last reviewed: 4 June 2021", "", "2021-06-04"},
		{"Tuesday, March 1, 2022 at noon", "", "2022-03-01"},
		{"September 2020", "", "2020-09"},
		{"2020/9/3", "", "2020-09-03"},
		{"3/4/2022", "", ""},
		{"February 30, 2022", "", ""},
		{"Month 3, 2022", "", ""},
		{"by walking more than I ever did before, and by eating what my grandmother would have eaten", "", ""},
	} {
		meta, _, err := article.FromText([]byte("On walking\n" + c.lines + "\n\nWalk more than you did, it helps."))
		if err != nil {
			t.Fatal(err)
		}
		if meta.Author != c.author || meta.Date != c.date {
			t.Errorf("%q: author %q, date %q", c.lines, meta.Author, meta.Date)
		}
	}
}

func TestFromTextRefuses(t *testing.T) {
	for _, c := range []struct {
		src  string
		want error
	}{
		{"", article.ErrEmpty}, {" \n\u200b\n\t\n---\n", article.ErrEmpty}, {strings.Repeat("a", article.MaxSource+1), article.ErrTooLarge},
		{strings.Repeat("- a\n", 60_000), article.ErrTangled},
	} {
		if _, doc, err := article.FromText([]byte(c.src)); !errors.Is(err, c.want) || doc.Text != "" {
			t.Errorf("%.20q: %v, want %v", c.src, err, c.want)
		}
	}
}
