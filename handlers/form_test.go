package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// form is a form as it stands on a page: what is not on the page cannot be
// filled in or pressed.
type form struct {
	page   *answer
	node   *goquery.Selection
	values url.Values
}

// form finds a form by its own selector or by that of something within it.
func (p *answer) form(selector string) *form {
	p.t.Helper()
	node := p.find(selector).First().Closest("form")
	if node.Length() == 0 {
		p.t.Fatalf("%s: %s is in no form", p.url.RequestURI(), selector)
	}
	f := &form{page: p, node: node, values: url.Values{}}
	f.controls().Each(func(_ int, c *goquery.Selection) {
		name := c.AttrOr("name", "")
		if _, off := c.Attr("disabled"); off || name == "" {
			return
		}
		switch goquery.NodeName(c) {
		case "select":
			f.readSelect(name, c)
		case "textarea":
			f.values.Add(name, strings.TrimPrefix(c.Text(), "\n"))
		default:
			if _, on := c.Attr("checked"); on || !checkable(c) {
				f.values.Add(name, c.AttrOr("value", fallback(c)))
			}
		}
	})
	return f
}

// controls are those the form sends, buttons apart.
func (f *form) controls() *goquery.Selection {
	const kinds = "input, select, textarea"
	all := f.node.Find(kinds)
	if id := f.node.AttrOr("id", ""); id != "" {
		all = all.AddSelection(f.page.doc.Find(`[form="` + id + `"]`).Filter(kinds))
	}
	return all.FilterFunction(func(_ int, c *goquery.Selection) bool {
		return !slices.Contains([]string{"submit", "button", "reset", "image"}, c.AttrOr("type", ""))
	})
}

func (f *form) readSelect(name string, c *goquery.Selection) {
	options := c.Find("option")
	chosen := options.Filter("[selected]")
	if _, many := c.Attr("multiple"); !many {
		if chosen.Length() == 0 {
			chosen = options
		}
		chosen = chosen.First()
	}
	chosen.Each(func(_ int, o *goquery.Selection) { f.values.Add(name, optionValue(o)) })
}

func optionValue(o *goquery.Selection) string { return o.AttrOr("value", words(o.Text())) }

func checkable(c *goquery.Selection) bool {
	kind := c.AttrOr("type", "")
	return kind == "checkbox" || kind == "radio"
}

func fallback(c *goquery.Selection) string {
	if checkable(c) {
		return "on"
	}
	return ""
}

// named are the form's controls with this name; there must be one.
func (f *form) named(name string) *goquery.Selection {
	f.page.t.Helper()
	found := f.controls().FilterFunction(func(_ int, c *goquery.Selection) bool { return c.AttrOr("name", "") == name })
	if found.Length() == 0 {
		f.page.t.Fatalf("%s: the form has no field %q", f.page.url.RequestURI(), name)
	}
	return found
}

// set fills in a field, chooses an option or picks a radio.
func (f *form) set(name, value string) *form {
	f.page.t.Helper()
	c := f.named(name)
	offered := true
	if goquery.NodeName(c) == "select" {
		offered = slices.Contains(c.Find("option").Map(func(_ int, o *goquery.Selection) string { return optionValue(o) }), value)
	} else if checkable(c) {
		offered = c.FilterFunction(func(_ int, o *goquery.Selection) bool { return o.AttrOr("value", "on") == value }).Length() > 0
	}
	if !offered {
		f.page.t.Fatalf("%s: field %q does not offer %q", f.page.url.RequestURI(), name, value)
	}
	f.values.Set(name, value)
	return f
}

// check ticks the box with this name and value.
func (f *form) check(name, value string) *form {
	f.page.t.Helper()
	held := f.values[name]
	f.set(name, value)
	if !slices.Contains(held, value) {
		f.values[name] = append(held, value)
	} else {
		f.values[name] = held
	}
	return f
}

// uncheck clears every box with this name.
func (f *form) uncheck(name string) *form {
	f.page.t.Helper()
	f.named(name)
	f.values.Del(name)
	return f
}

// force puts in what the form would not let one enter.
func (f *form) force(name string, value ...string) *form {
	f.values[name] = value
	return f
}

// submit presses the button with these words, or that matches this selector
// where it begins with # . or [; the first one where it is empty.
func (f *form) submit(button string) *answer {
	f.page.t.Helper()
	return f.page.do(f.request(button))
}

// request is what pressing a button sends.
func (f *form) request(button string) *http.Request {
	f.page.t.Helper()
	action, method := f.node.AttrOr("action", f.page.url.RequestURI()), f.node.AttrOr("method", "get")
	if b := f.button(button); b.Length() > 0 {
		action, method = b.AttrOr("formaction", action), b.AttrOr("formmethod", method)
		if name := b.AttrOr("name", ""); name != "" {
			f.values.Add(name, b.AttrOr("value", ""))
		}
	}
	target, err := f.page.url.Parse(action)
	if err != nil {
		f.page.t.Fatal(err)
	}
	if strings.EqualFold(method, "get") {
		target.RawQuery = f.values.Encode()
		return f.page.request(http.MethodGet, target.RequestURI(), nil)
	}
	return f.page.request(http.MethodPost, target.RequestURI(), f.values)
}

// button finds a button of the form; a form may do without only where none is
// asked for.
func (f *form) button(want string) *goquery.Selection {
	f.page.t.Helper()
	all := f.node.Find("button:not([type=button]):not([type=reset]), input[type=submit]")
	if id := f.node.AttrOr("id", ""); id != "" {
		all = all.AddSelection(f.page.doc.Find(`button[form="` + id + `"]`))
	}
	if want == "" {
		return all.First()
	}
	found := all.FilterFunction(func(_ int, b *goquery.Selection) bool {
		if strings.ContainsAny(want[:1], "#.[") {
			return b.Is(want)
		}
		return words(b.AttrOr("aria-label", b.Text())) == want
	}).First()
	if found.Length() == 0 {
		names := all.Map(func(_ int, b *goquery.Selection) string { return words(b.AttrOr("aria-label", b.Text())) })
		f.page.t.Fatalf("%s: no button %q among %q", f.page.url.RequestURI(), want, names)
	}
	return found
}
