package article

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

const escape = 0x1b // begins the shifts of the seven-bit Japanese encodings

// decode brings what was saved or sent to valid UTF-8 with plain line ends.
// What reads as UTF-8 is taken for it, whatever it calls itself, for hardly
// anything else does by chance; else the mark of order counts, then the
// content type, then what an HTML page says of itself.
func decode(src []byte, contentType string) []byte {
	if wide := wideOrder(src); wide != "" {
		contentType = "text/plain; charset=" + wide
	}
	if !utf8.Valid(src) || bytes.IndexByte(src, escape) >= 0 || strings.Contains(contentType, "utf-16") {
		enc, name, _ := charset.DetermineEncoding(src, contentType)
		if strings.HasPrefix(name, "utf-16") { // its decoder goes by the mark where there is one
			end := unicode.LittleEndian
			if name == "utf-16be" {
				end = unicode.BigEndian
			}
			enc = unicode.UTF16(end, unicode.UseBOM)
		}
		if read, err := enc.NewDecoder().Bytes(src); err == nil {
			src = read
		}
	}
	return clean(src)
}

// wideOrder tells text in UTF-16, whose mark of order may be lost, by its
// zeros: every other byte of Latin text is one.
func wideOrder(src []byte) string {
	if bytes.HasPrefix(src, []byte{0xff, 0xfe}) {
		return "utf-16le"
	}
	if bytes.HasPrefix(src, []byte{0xfe, 0xff}) {
		return "utf-16be"
	}
	var zeros [2]int
	head := src[:min(len(src), 1024)&^1]
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	if len(head) < 8 {
		return ""
	}
	switch many, few := len(head)*2/5, len(head)/50; {
	case zeros[1] >= many && zeros[0] <= few:
		return "utf-16le"
	case zeros[0] >= many && zeros[1] <= few:
		return "utf-16be"
	}
	return ""
}

// magic begins files that are no text, though some of them look like it.
var magic = []string{"%PDF-", "PK\x03\x04", "{\\rtf", "\x1f\x8b", "GIF8", "\x89PNG", "bplist", "\x7fELF", "SQLite format"}

// isText says whether decoded bytes can be read at all. A few stray signs of
// control are forgiven (bytes at random have one in nine), and more of the sign
// for what could not be read, which a text may have had in it before.
func isText(src []byte) bool {
	for _, m := range magic {
		if bytes.HasPrefix(src, []byte(m)) {
			return false
		}
	}
	controls, unread, all := 0, 0, 0
	for _, r := range string(src[:min(len(src), 64<<10)]) {
		switch all++; {
		case r == utf8.RuneError:
			unread++
		case r < ' ' && !isSpace(r):
			controls++
		}
	}
	return controls*33 <= all && unread*3 <= all
}
