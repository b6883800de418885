//go:build browser

// Package chromium drives a real browser for tests: tabs that click, type and
// look as a person does, and that note whatever the browser complains of. What
// a test wants of a page is the test's.
package chromium

import (
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Elsewhere is a name the browser takes for this machine, though it is no
// loopback name: what is only given to trustworthy origins is missing there.
const Elsewhere = "gloss.test"

// patience is how long a step may take.
const patience = 20 * time.Second

// browser is the one browser of a test run; each tab has cookies of its own.
var browser = sync.OnceValues(func() (context.Context, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(os.Getenv("GLOSS_CHROMIUM")),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("lang", "en-US"), // in which order a date is typed
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP "+Elsewhere+" 127.0.0.1"),
	)
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	return ctx, chromedp.Do(ctx)
})

// Look is how a tab sees pages.
type Look struct {
	Width, Height int64  // 1280 by 900 where nothing is said
	Touch         bool   // a phone, used with a finger
	Keys          bool   // used with the keyboard alone
	Dark          bool   // the dark scheme
	NoScript      bool   // scripts are off
	Zone          string // the browser's time zone; Europe/Berlin where nothing is said
	Forced        bool   // forced colours
	Still         bool   // reduced motion
}

// Tab is a page open in the browser.
type Tab struct {
	T    testing.TB
	ctx  context.Context
	base string
	look Look

	mu      sync.Mutex
	reports []string
}

// Open opens a tab with cookies of its own; paths are taken from base.
func Open(t testing.TB, base string, look Look) *Tab {
	t.Helper()
	root, err := browser()
	if err != nil {
		t.Fatalf("the browser named by GLOSS_CHROMIUM does not start: %v", err)
	}
	ctx, cancel := chromedp.NewContext(root, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	tab := &Tab{T: t, ctx: ctx, base: base}
	tab.Do()
	tab.listen()
	// Each tab has a window of its own, as far as it can tell.
	call(tab, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	tab.See(look)
	return tab
}

// listen notes errors, of the browser and of scripts, and refused content.
func (tab *Tab) listen() {
	entries := chromedp.Events(tab.ctx, log.EntryAdded)
	dialogs := chromedp.Events(tab.ctx, page.JavascriptDialogOpening)
	console := chromedp.Console(tab.ctx)
	go func() {
		for e, err := range entries {
			if err != nil {
				return
			}
			if e.Entry.Source == log.EntrySourceSecurity && e.Entry.Level != log.EntryLevelError {
				tab.note("security: " + e.Entry.Text)
			}
		}
	}()
	go func() {
		for m, err := range console {
			if err != nil {
				return
			}
			if m.Type == chromedp.ConsoleError || m.Type == chromedp.ConsoleException {
				tab.note(string(m.Type) + ": " + m.Text)
			}
		}
	}()
	go func() {
		for e, err := range dialogs {
			if err != nil {
				return
			}
			tab.note("dialog: " + e.Message)
		}
	}()
	call(tab, log.Enable, cdp.Empty{})
}

func (tab *Tab) note(report string) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.reports = append(tab.reports, report)
}

// Reports returns what the browser complained of since the last call: errors,
// refused content, dialogs.
func (tab *Tab) Reports() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	reports := tab.reports
	tab.reports = nil
	return reports
}

// See changes how the tab sees pages.
func (tab *Tab) See(look Look) {
	tab.T.Helper()
	if look.Width == 0 {
		look.Width, look.Height = 1280, 900
	}
	if look.Zone == "" {
		look.Zone = "Europe/Berlin"
	}
	tab.look = look
	options := []chromedp.EmulateViewportOption{}
	if look.Touch {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	tab.Do(chromedp.EmulateViewport(look.Width, look.Height, options...))
	call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: either(look.Dark, "dark", "light")},
		{Name: "forced-colors", Value: either(look.Forced, "active", "none")},
		{Name: "prefers-reduced-motion", Value: either(look.Still, "reduce", "no-preference")},
	}})
	call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: look.NoScript})
	call(tab, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: look.Zone})
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

func call[P, R any](tab *Tab, command cdp.Command[P, R], params P) {
	tab.T.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if _, err := chromedp.Call(ctx, command, params); err != nil {
		tab.T.Fatal(err)
	}
}

// Do takes steps in order.
func (tab *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	tab.T.Helper()
	if len(steps) == 0 {
		if err := chromedp.Do(tab.ctx); err != nil {
			tab.T.Fatal(err)
		}
		return
	}
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		tab.T.Fatal(err)
	}
}
