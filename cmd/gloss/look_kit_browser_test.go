//go:build browser

package main

import (
	"net"
	"testing"

	"gloss/cmd/internal/chromium"
)

// galleryAsking serves a server without any account that asks whoever makes the
// first one for its setup code. It returns the address.
func galleryAsking(t *testing.T) string {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	return serveStill(t, t.TempDir(), "--addr", address, "--url", "http://"+address)
}

// cut finds words that cannot be read: beyond the window where nothing scrolls,
// hidden by a box that cuts them off, or sticking out of the box they stand in.
func cut(tab *chromium.Tab) []string {
	return chromium.Eval[[]string](tab, cutWords)
}

const cutWords = `(() => {
	const faults = new Set()
	const say = (what, e) => faults.add(what + ": " + (e.closest("[class]")?.className.baseVal ?? e.closest("[class]")?.className) + " “" + e.textContent.trim().slice(0, 60) + "”")
	const styles = new Map()
	const style = e => styles.get(e) ?? (styles.set(e, getComputedStyle(e)), styles.get(e))
	const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	while (words.nextNode()) {
		const text = words.currentNode, e = text.parentElement
		if (!text.data.trim() || e.closest(".visually-hidden, .skip, option, script") || style(e).clipPath === "inset(50%)" || !e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})) continue
		const range = document.createRange()
		range.selectNodeContents(text)
		const boxes = [...range.getClientRects()].filter(b => b.width > 0)
		let scrolls = false, host = e
		while (style(host).display === "inline") host = host.parentElement
		for (let p = e; p && p !== document.documentElement; p = p.parentElement) {
			const s = style(p), box = p.getBoundingClientRect()
			const out = b => b.left < box.left - 1.5 || b.right > box.right + 1.5
			if (p === host && !/auto|scroll/.test(s.overflowX) && boxes.some(out)) say("sticks out", e)
			if (/auto|scroll/.test(s.overflowX)) scrolls = true
			if (/hidden|clip/.test(s.overflowX + s.overflowY) && boxes.some(b => out(b) || b.top < box.top - 1.5 || b.bottom > box.bottom + 1.5)) say("cut off", e)
		}
		if (!scrolls && boxes.some(b => b.left < -0.5 || b.right > innerWidth + 0.5)) say("beyond the window", e)
	}
	return [...faults]
})()`
