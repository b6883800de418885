// Package ui holds the parts every page is made of: icons, fields, buttons,
// notices. It knows nothing of habits.
package ui

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// drawings are the icons, our own, on a field of 24 by 24 with strokes of 1.8.
var drawings = []struct{ name, paths string }{
	{"back", `<path d="M9 6 4 11l5 5M4 11h10a6 6 0 0 1 6 6v2"/>`},
	{"book", `<path d="M12 6c-2-1.7-5-2-8-2v14c3 0 6 .3 8 2 2-1.7 5-2 8-2V4c-3 0-6 .3-8 2ZM12 6v14"/>`},
	{"bowl", `<path d="M4 13c1 5 4.5 7 8 7s7-2 8-7Z"/><path d="M3 13h18M9 9.5c0-2 2-2.5 2-4.5M13.5 9.5c0-2 2-2.5 2-4.5"/>`},
	{"check", `<path d="m5 12.5 4.5 4.5L19 7"/>`},
	{"dots", `<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3.2"/>`},
	{"down", `<path d="m5 9 7 7 7-7"/>`},
	{"drop", `<path d="M12 3c4 5 6 7.5 6 11a6 6 0 0 1-12 0c0-3.5 2-6 6-11Z"/>`},
	{"glass", `<path d="M7 3h10l-1 7a4 4 0 0 1-8 0ZM12 14v6M8.5 21h7"/>`},
	{"grid", `<rect x="3.5" y="3.5" width="7" height="7" rx="1.8"/><rect x="13.5" y="3.5" width="7" height="7" rx="1.8"/><rect x="3.5" y="13.5" width="7" height="7" rx="1.8"/><rect x="13.5" y="13.5" width="7" height="7" rx="1.8"/>`},
	{"handle", `<path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" stroke-width="2.8"/>`},
	{"leaf", `<path d="M11 20a7 7 0 0 1-7-7c0-6 6-9 16-9 0 10-3 16-9 16Z"/><path d="M4 21c2-6 6-9 10-11"/>`},
	{"left", `<path d="m15 5-7 7 7 7"/>`},
	{"moon", `<path d="M20 14.5A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10.5Z"/>`},
	{"order", `<path d="M8 19V5M4.5 8.5 8 5l3.5 3.5M16 5v14M12.5 15.5 16 19l3.5-3.5"/>`},
	{"people", `<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c.6-4 3-5.8 6.5-5.8s5.9 1.8 6.5 5.8M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.5c2.3.6 3.6 2.3 4 5.5"/>`},
	{"phone", `<path d="M5 4h4l1.5 5L8 10.5a11 11 0 0 0 5.5 5.5L15 13.5l5 1.5v4a1.5 1.5 0 0 1-1.5 1.5C10 20.5 3.5 14 3.5 5.5A1.5 1.5 0 0 1 5 4Z"/>`},
	{"plus", `<path d="M12 5v14M5 12h14"/>`},
	{"pulse", `<path d="M3 12h4l2-6 4 12 2-6h6"/>`},
	{"right", `<path d="m9 5 7 7-7 7"/>`},
	{"screen", `<rect x="6.5" y="3" width="11" height="18" rx="2.5"/><path d="M4 4l16 16"/>`},
	{"step", `<path d="M4 18h4v-4h4v-4h4V6h4"/><path d="M4 21.5h16"/>`},
	{"stretch", `<circle cx="16.5" cy="5.5" r="2"/><path d="M4 8c4 0 6 1 8 3l5 1M12 11l-2 5 4 5M10 16l-6 2"/>`},
	{"sun", `<circle cx="12" cy="12" r="4"/><path d="M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3 19 19M5 19l1.7-1.7M17.3 6.7 19 5"/>`},
	{"tag", `<path d="M4 4h7.5l8 8a1.6 1.6 0 0 1 0 2.2l-5.3 5.3a1.6 1.6 0 0 1-2.2 0l-8-8Z"/><path d="M8 8h.01" stroke-width="2.6"/>`},
	{"today", `<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.7L16 9.5"/>`},
	{"up", `<path d="m5 15 7-7 7 7"/>`},
	{"walk", `<path d="M3 20c4 0 4-5 8-5s5-4 4-6 1-5 6-5"/><circle cx="3.5" cy="20" r="1.3"/><circle cx="20.5" cy="4" r="1.3"/>`},
	{"wave", `<path d="M2 9c2.5-2.5 5-2.5 7.5 0s5 2.5 7.5 0 3.5-2 5-1M2 16c2.5-2.5 5-2.5 7.5 0s5 2.5 7.5 0 3.5-2 5-1"/>`},
	{"you", `<circle cx="12" cy="8" r="4"/><path d="M4 21c.8-4.5 4-6.5 8-6.5s7.2 2 8 6.5"/>`},
}

var sprite = func() string {
	var b strings.Builder
	b.WriteString(`<svg hidden>`)
	for _, d := range drawings {
		b.WriteString(`<symbol id="i-` + d.name + `" viewBox="0 0 24 24">` + d.paths + `</symbol>`)
	}
	b.WriteString(`</svg>`)
	return b.String()
}()

// Sprite draws nothing and holds every icon, once a page, for Icon to use.
func Sprite() templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, sprite)
		return err
	})
}
