package article_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/article"
)

func readPage(t *testing.T, src string) (article.Meta, article.Document) {
	t.Helper()
	from, err := url.Parse("https://site.example/a/b.html")
	if err != nil {
		t.Fatal(err)
	}
	meta, doc, err := article.FromHTML([]byte(src), "text/html; charset=utf-8", from)
	if err != nil {
		t.Fatal(err)
	}
	return meta, doc
}

func TestFromHTMLBlocks(t *testing.T) {
	cases := []struct{ name, src, want string }{
		{"paragraphs of every make", "one<p>two<div>three</div>four<br><br>five<hr>six",
			"paragraph: \"one\"\nparagraph: \"two\"\nparagraph: \"three\"\nparagraph: \"four\"\nparagraph: \"five\"\nparagraph: \"six\""},
		{"line breaks", "<p>a<br>b<br> c</p>", `paragraph: "a\nb\nc"`},
		{"white space", "<p> a \n\t b&nbsp;&nbsp;c&#8203;d </p>", `paragraph: "a b cd"`},
		{"spans", `<p><b>a <i>b</i></b> <code>c</code> <strong><b>d</b></strong> <a href="x?y=1&amp;z=2#w">e <em>f</em></a></p>`,
			"paragraph: \"a b c d e f\"\n  strong \"a b\"\n  em \"b\"\n  code \"c\"\n  strong \"d\"\n  link \"e f\"https://site.example/a/x?y=1&z=2#w\n  em \"f\""},
		{"a span over blocks", `<a href="/x"><div>a</div><div>b <b>c</b></div></a>`,
			"paragraph: \"a\"\n  link \"a\"https://site.example/x\nparagraph: \"b c\"\n  link \"b c\"https://site.example/x\n  strong \"c\""},
		{"emphasis left open", "<p><b>a<p>b</b> c", "paragraph: \"a\"\n  strong \"a\"\nparagraph: \"b c\"\n  strong \"b\""},
		{"lists", `<ol start=3><li>a<ul><li>b<li>c</ul>d<li value=7><p>e<p>f</ol><ul><li><h3>g</h3>h<li></ul>`,
			"item 1 list 1 no. 3: \"a\"\nitem 2 list 2: \"b\"\nitem 2 list 2: \"c\"\nparagraph 1 list 1: \"d\"\n" +
				"item 1 list 1 no. 7: \"e\"\nparagraph 1 list 1: \"f\"\nitem 1 list 3: \"g\"\nparagraph 1 list 3: \"h\""},
		{"a list straight within a list", "<ul><li>a<ul><li>b</ul></li><ul><li>c</ul></ul>",
			"item 1 list 1: \"a\"\nitem 2 list 2: \"b\"\nitem 2 list 3: \"c\""},
		{"terms", "<dl><dt>a<dd>b<dd>c<div><dt>d</dt><dd>e</dd></div></dl>",
			"item 1 list 1: \"a\"\n  strong \"a\"\nparagraph 1 list 1: \"b\"\nparagraph 1 list 1: \"c\"\nitem 1 list 1: \"d\"\n  strong \"d\"\nparagraph 1 list 1: \"e\""},
		{"quotes", "<blockquote><p>a<p>b</blockquote><p><q>c</q>", "quote: \"a\"\nquote: \"b\"\nparagraph: \"“c”\""},
		{"code", "<pre>\nif <b>x</b> {\n\ty()<br>}\n</pre>", `code: "if x {\n\ty()\n}"`},
		{"a table", "<table><caption>T</caption><tr><th>a<th>b<tr><th>c<td><p>d</p><p>e <b>f</b></p><tr><td>g<td><ul><li>h<li>i</ul></table>",
			"paragraph: \"T\"\nrow table 1 header: \"a\\tb\"\nrow table 1: \"c\\td e f\"\n  strong \"f\"\nrow table 1: \"g\\th i\""},
		{"a head by its place", "<table><thead><tr><td>a<td>b<tbody><tr><td>c<td>d</table>", "row table 1 header: \"a\\tb\"\nrow table 1: \"c\\td\""},
		{"tables that lay out", "<table><tr><td>a<tr><td>b</table><table role=presentation><tr><td>c<td>d</table><table><tr><td><table><tr><td>e<td>f</table><td>g</table>",
			"paragraph: \"a\"\nparagraph: \"b\"\nparagraph: \"c\"\nparagraph: \"d\"\nrow table 1: \"e\\tf\"\nparagraph: \"g\""},
		{"pictures", `<figure><img alt="A walk" src=a><figcaption>In the <i>park</i></figcaption></figure><p>See <img alt="the sun"> rise</p><img alt=IMG_1.jpg><p><img alt="x"></p>`,
			"picture: \"A walk\"\nparagraph: \"In the park\"\n  em \"park\"\nparagraph: \"See the sun rise\"\npicture: \"x\""},
		{"places in the page", `<p><a href="#z">a</a> <a href="b.html#z">b</a> <a href="#gone">c</a> <a href="c.html#z">d</a><h2 id=z>e</h2><p>f`,
			"paragraph: \"a b c d\"\n  link \"a\"#p2\n  link \"b\"#p2\n  link \"d\"https://site.example/a/c.html#z\nheading 2: \"e\"\nparagraph: \"f\""},
		{"what is not to be seen", `<p>a<span hidden>b</span><i style="x:y;DISPLAY : none">c</i><a aria-hidden=true>d</a><input value=e></p><template>f</template><div style="display:none"><p>g</div>`,
			`paragraph: "a"`},
		{"a page within a drawing that never ends", "<p>a<svg><path>b<p>c", "paragraph: \"a\"\nparagraph: \"c\""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, doc := readPage(t, "<html><body>"+c.src)
			if diff := cmp.Diff(c.want, sketch(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFromHTMLNotes(t *testing.T) {
	cases := []struct {
		name, src, want string
		refs            []article.Reference
	}{
		{"items", `<p>a<sup><a href="#n2">[2]</a></sup> b<a href="#n1">1</a> c<a href="#n2">2</a></p><h2>References:</h2><ol><li id=n1>One. <a href="https://x.org/1">x</a></li><li id=n2>^ Two, doi 10.1234/ab.c.</li></ol><p>d</p>`,
			"paragraph: \"a b c\"\n  ref \"\"1\n  ref \"\"2\n  ref \"\"1\nparagraph: \"d\"",
			[]article.Reference{{Text: "Two, doi 10.1234/ab.c.", DOI: "10.1234/ab.c"}, {Text: "One. x", URL: "https://x.org/1"}}},
		{"some of a list", `<p>a<a href="#n1">*</a></p><h2>Notes</h2><ul><li id=n1>One.</li><li>Two.</li></ul>`,
			"paragraph: \"a\"\n  ref \"\"1\nheading 2: \"Notes\"\nitem 1 list 1: \"Two.\"", []article.Reference{{Text: "One."}}},
		{"paragraphs that lead back", `<p>a<a name=b1></a><a href="#n1">(1)</a> goes on</p><p><a name=n1 href="#b1">(1)</a> One.</p>`,
			"paragraph: \"a goes on\"\n  ref \"\"1", []article.Reference{{Text: "One."}}},
		{"no notes", `<p><a href="#x">1</a> <a href="#y">see</a> <a href="#z">2</a></p><h2 id=x>X</h2><p>in <span id=z>it</span></p><ol><li id=y>y</ol>`,
			"paragraph: \"1 see 2\"\n  link \"1\"#p2\n  link \"see\"#p4\n  link \"2\"#p3\nheading 2: \"X\"\nparagraph: \"in it\"\nitem 1 list 1 no. 1: \"y\"", nil},
	}
	for _, c := range cases {
		meta, doc := readPage(t, "<html><body>"+c.src)
		if diff := cmp.Diff(c.want, sketch(doc)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if diff := cmp.Diff(c.refs, meta.References); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestFromHTMLSays(t *testing.T) {
	page, err := url.Parse("https://www.site.example/a/b.html?c#d")
	if err != nil {
		t.Fatal(err)
	}
	own := func(m article.Meta) article.Meta { // what is said where nothing else is
		if m.Publisher == "" {
			m.Publisher = "site.example"
		}
		if m.URL == "" {
			m.URL = "https://www.site.example/a/b.html?c"
		}
		return m
	}
	for _, c := range []struct {
		name, head, body string
		want             article.Meta
	}{
		{"nothing", "", "", article.Meta{}},
		{"a title with the site's name", "<title>How to walk | Site</title><meta property=og:site_name content=Site>", "", article.Meta{Title: "How to walk", Publisher: "Site"}},
		{"a title that begins with it", "<title>Site - How to walk</title><meta property=og:site_name content=Site>", "", article.Meta{Title: "How to walk", Publisher: "Site"}},
		{"a title with dashes of its own", "<title>How - to - walk</title>", "", article.Meta{Title: "How - to - walk"}},
		{"the heading that the title names", "<title>Walks, and why - A site of many words</title>", "<h1>The site</h1><h1>Walks, and why</h1>", article.Meta{Title: "Walks, and why"}},
		{"the only heading", "<title>x</title>", "<h1>How to <em>walk</em></h1>", article.Meta{Title: "How to walk"}},
		{"a long title", "<title>" + strings.Repeat("word ", 90) + "</title>", "", article.Meta{Title: strings.Repeat("word ", 58) + "word…"}},
		{"tags that try to break out", `<meta property="og:title" content="a&#10;b&#x202e;c<script>">`, "", article.Meta{Title: "a bc<script>"}},
		{"an address elsewhere is not believed", `<link rel=canonical href="https://other.example/x"><meta property=og:url content="javascript:alert(1)">`, "", article.Meta{}},
		{"its own address", `<link rel=canonical href="/walk#top">`, "", article.Meta{URL: "https://www.site.example/walk"}},
		{"an author's profile is no name", `<meta name=author content="https://x.org/ada"><meta name=parsely-author content="Ada">`, "", article.Meta{Author: "Ada"}},
		{"an author in a byline", "", `<div class="post-byline">By <b>Ada Finch</b> | 3 March 2021</div><time datetime="2021-03-03T10:00Z">3 March</time>`,
			article.Meta{Author: "Ada Finch", Date: "2021-03-03"}},
		{"an author before a day", "", `<p class="author">Bo Lee - Apr 3, 2021 9:00 UTC</p>`, article.Meta{Author: "Bo Lee"}},
		{"no author", "", `<p class="author">Skip to content</p><p class="byline">Last updated today</p>`, article.Meta{}},
		{"a day in words", "", `<time>March 3rd, 2021</time>`, article.Meta{Date: "2021-03-03"}},
		{"days that are none", `<meta name=date content="0000-00-00"><meta property=article:published_time content="2021-02-31">`, "", article.Meta{}},
		{"a language", `<meta property=og:locale content=de_DE>`, "", article.Meta{Language: "de-DE"}},
		{"data", `<script type="application/ld+json">[{"@type":["BlogPosting"],"headline":"Walks &amp; more","author":["Ada",{"name":"Bo"}],"publisher":{"name":"P"},"datePublished":"2021-03-03"}]</script>`, "",
			article.Meta{Title: "Walks & more", Author: "Ada, Bo", Publisher: "P", Date: "2021-03-03"}},
		{"data that is none", `<script type="application/ld+json">{"@type":"Article","headline":7,"author":{"name":{"name":[]}}</script>`, "", article.Meta{}},
	} {
		meta, _, err := article.FromHTML([]byte("<html><head>"+c.head+"</head><body>"+c.body+"<p>Walk.</p>"), "", page)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(own(c.want), meta); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// Where no main text stands out, all of the page is kept.
func TestFromHTMLWithoutMainText(t *testing.T) {
	_, doc := readPage(t, `<html><body><div class="comment sidebar"><p>Walk.</p></div><div class="footer"><p>Swim.</p></div></body>`)
	if want := "Walk.\n\nSwim."; doc.Text != want {
		t.Errorf("read %q, want %q", doc.Text, want)
	}
	long := strings.Repeat("<p>Walk every day, for ten minutes or more, in any weather, said the doctor.</p>", 12)
	_, doc = readPage(t, `<html><body><nav><a href=/x>Home</a></nav><div class="comments">`+long+`</div></body>`)
	if strings.Contains(doc.Text, "Home") || strings.Count(doc.Text, "Walk") != 12 {
		t.Errorf("read %q", doc.Text)
	}
}

func TestFromHTMLRefuses(t *testing.T) {
	for _, c := range []struct {
		src  string
		want error
	}{
		{"", article.ErrEmpty}, {"<html><head><title>x</title></head><body><img src=x>", article.ErrEmpty},
		{strings.Repeat(" ", article.MaxSource+1), article.ErrTooLarge}, {strings.Repeat("<p>x", 60_000), article.ErrTangled},
	} {
		if _, doc, err := article.FromHTML([]byte(c.src), "", nil); !errors.Is(err, c.want) || doc.Text != "" {
			t.Errorf("%.20q: %v, want %v", c.src, err, c.want)
		}
	}
}
