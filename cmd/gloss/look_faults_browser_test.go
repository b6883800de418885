//go:build browser

package main

// What is looked for on a page: JavaScript expressions that give what is wrong,
// a line each.

// wideWords finds a page that scrolls sideways.
const wideWords = `(() => {
	const wide = document.documentElement.scrollWidth - innerWidth
	return wide > 0 ? ["the page is " + wide + " pixels too wide"] : []
})()`

// lostWords finds words that cannot be read at all; those that stick out of a
// square can.
const lostWords = cutWords + `.filter(fault => !fault.startsWith("sticks out"))`

// spacing sets text as wide as a reader may: WCAG 1.4.12.
const spacing = `{
	const sheet = new CSSStyleSheet()
	sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }")
	document.adoptedStyleSheets.push(sheet)
}`

// controls are JavaScript functions to find what can be pressed or typed in: a
// few of the year's squares stand for all.
const controls = `
	const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: false}) && e.getClientRects().length > 0
	const named = e => e.localName + (e.id && "#" + e.id) + "." + (e.getAttribute("class") ?? "") + " “" + (e.ariaLabel ?? e.textContent).trim().slice(0, 50) + "”"
	const controls = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((e, i) =>
		e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && shown(e) && (!e.closest(".heat") || i % 90 === 0))
	const at = (x, y) => document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 2), Math.min(Math.max(y, 1), innerHeight - 2))
`

// focusWords finds controls on which the focus is not seen: without a ring, or
// beneath something else.
const focusWords = `(() => {
	` + controls + `
	const faults = []
	const covers = (there, box) => { // not only its share of a thumb
		const b = (there.closest("a, button, label") ?? there).getBoundingClientRect()
		return b.left < box.right && b.right > box.left && b.top < box.bottom - 3 && b.bottom > box.top + 3
	}
	for (const e of controls()) {
		e.focus()
		if (document.activeElement !== e) { faults.push("takes no focus: " + named(e)); continue }
		const ringed = [e, e.closest("label")].some(x => x && getComputedStyle(x).outlineStyle !== "none" && parseFloat(getComputedStyle(x).outlineWidth) >= 2)
		if (!ringed) faults.push("no ring in focus: " + named(e))
		const box = (e.closest("label") ?? e).getClientRects()[0] ?? e.getClientRects()[0]
		const top = Math.max(box.top, 0) + 3, bottom = Math.min(box.bottom, innerHeight) - 3
		const over = [top, (top + bottom) / 2, bottom].map(y => at(box.left + box.width / 2, y)).find(there =>
			!there || !there.contains(e) && !e.contains(there) && !there.closest("label")?.contains(e) && covers(there, box))
		if (bottom < top || over && box.height < innerHeight / 2) faults.push("in focus beneath " + over?.outerHTML.slice(0, 60) + ": " + named(e))
	}
	document.activeElement.blur()
	scrollTo(0, 0)
	return faults
})()`

// targetWords finds controls smaller than a thumb: 44 by 44, but for links in
// running text and the squares of a year, whose days stand in the month in full
// size.
const targetWords = `(() => {
	` + controls + `
	const faults = []
	for (const e of [...controls(), ...document.querySelectorAll("label.cell")]) {
		if (e.closest(".heat, .skip, mark") || e.matches(".skip, [tabindex='0']:not(a, button, input)")) continue
		const box = e.closest("label.choice, label.toggle, label.check") ?? e
		if (getComputedStyle(e).display === "inline" && [...e.parentElement.childNodes].some(n => n !== e && n.nodeType === 3 && n.data.trim())) continue
		let {width, height} = box.getBoundingClientRect()
		if (width >= 43 && height >= 43) continue
		box.scrollIntoView({block: "center", inline: "center"})
		const r = box.getClientRects()[0], x = r.left + r.width / 2, y = r.top + r.height / 2
		const own = (x, y) => { const there = at(x, y); return there && (box.contains(there) || there.closest("label")?.control === e) }
		const reach = (dx, dy) => { let n = 0; while (n < 44 && own(x + n * dx, y + n * dy)) n++; return n }
		if (width < 43) width = reach(-1, 0) + reach(1, 0) - 1
		if (height < 43) height = reach(0, -1) + reach(0, 1) - 1
		if (width < 43 || height < 43) faults.push("too small for a thumb, " + Math.round(width) + " by " + Math.round(height) + ": " + named(e))
	}
	scrollTo(0, 0)
	return faults
})()`

// motionWords finds what moves by itself or when it changes.
const motionWords = `(() => {
	const faults = document.getAnimations().map(a => "moves: " + a.effect?.target?.outerHTML.slice(0, 60))
	for (const e of document.querySelectorAll("*")) for (const part of [null, "::before", "::after"]) {
		const s = getComputedStyle(e, part)
		if (s.animationName !== "none" || s.transitionDuration.split(",").some(d => parseFloat(d) > 0)) faults.push("would move: " + e.outerHTML.slice(0, 60))
		if (s.scrollBehavior === "smooth") faults.push("scrolls smoothly: " + e.localName)
	}
	return [...new Set(faults)].slice(0, 5)
})()`

// forcedWords finds marks that look alike in the reader's own colours: what
// explains the marks shows each of them once.
const forcedWords = `(() => {
	const look = (e, part) => {
		const s = getComputedStyle(e, part)
		return [s.backgroundColor, s.backgroundImage, s.borderTopStyle, s.borderTopWidth, s.borderBottomWidth, s.borderTopColor, s.borderRadius,
			s.content, s.inlineSize, s.blockSize, s.rotate, s.fill, s.stroke, s.strokeDasharray, s.strokeWidth, e.getAttribute("d"), e.getAttribute("r"), e.getAttribute("height")].join()
	}
	const faults = []
	for (const legend of document.querySelectorAll(".legend")) {
		const known = new Map()
		for (const item of legend.children) {
			const marks = [...item.querySelectorAll("i, svg *")].map(e => e.textContent + look(e) + look(e, "::before") + look(e, "::after")).join("|")
			if (known.has(marks)) faults.push("looks alike: " + known.get(marks) + " and " + item.textContent.trim())
			known.set(marks, item.textContent.trim())
		}
	}
	for (const list of document.querySelectorAll("nav")) {
		const here = list.querySelector("[aria-current]"), other = list.querySelector("a:not([aria-current])")
		if (here && other && look(here) === look(other)) faults.push("the place one is at is not told: " + list.ariaLabel)
	}
	for (const ring of document.querySelectorAll(".ring")) {
		const part = ring.querySelector(".part"), whole = ring.querySelector("circle:not(.part)")
		if (part && look(part) === look(whole)) faults.push("a ring does not tell how full it is")
	}
	return [...new Set(faults)]
})()`

// paperWords finds what has no place on paper: ways to other pages, fields and
// buttons, ink that is not dark on white, and marks that a printer leaves out.
const paperWords = `(() => {
	const faults = new Set()
	const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && e.getClientRects().length > 0
	for (const e of document.querySelectorAll(".bar, nav:not(.week), .before, .menu, .skip, .btn, .flash, input, select, textarea:not(#day-note), button:not(.cell), summary"))
		if (shown(e) && e.type !== "hidden") faults.add("printed: " + e.outerHTML.slice(0, 80))
	const light = c => {
		const canvas = light.on ??= new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true})
		canvas.clearRect(0, 0, 1, 1)
		canvas.fillStyle = c
		canvas.fillRect(0, 0, 1, 1)
		const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
		const part = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4
		return {a, l: .2126 * part(r) + .7152 * part(g) + .0722 * part(b)}
	}
	const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	while (words.nextNode()) {
		const e = words.currentNode.parentElement
		if (!words.currentNode.data.trim() || e.closest(".visually-hidden, script, option") || !shown(e)) continue
		const s = getComputedStyle(e), ink = light(e.namespaceURI.endsWith("svg") ? s.fill : s.color)
		let paper = 1
		for (let p = e; p; p = p.parentElement) { const b = light(getComputedStyle(p).backgroundColor); if (b.a > 200) { paper = b.l; if (paper < .8 && getComputedStyle(p).printColorAdjust !== "exact") faults.add("a dark ground is not printed: " + p.outerHTML.slice(0, 80)); break } }
		const [more, less] = [Math.max(ink.l, paper), Math.min(ink.l, paper)]
		if ((more + .05) / (less + .05) < 4.5) faults.add("pale on paper: " + e.outerHTML.slice(0, 80))
	}
	for (const e of document.querySelectorAll(".cell i, mark, progress")) if (shown(e) && getComputedStyle(e).printColorAdjust !== "exact") faults.add("left out by printers: " + e.outerHTML.slice(0, 60))
	return [...faults].slice(0, 12)
})()`
