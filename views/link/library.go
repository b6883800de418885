package link

import "net/url"

// Addresses of the library.
const (
	BringIn       = "/guides/new"
	DeletedGuides = "/guides/deleted"
)

// Ways to sort the library; the newest come first where it is none of them.
const (
	ByTitle   = "title"
	ByAuthor  = "author"
	ByMinutes = "minutes" // how long a guide takes to read
)

// PutArchived asks the library for what was put away.
const PutArchived = "archived"

// Library says which guides are asked for. The zero Library is all of them that
// are not put away, the newest first.
type Library struct {
	Query string // what they speak of, as it was typed
	Sort  string // ByTitle, ByAuthor, ByMinutes, or none of them
	Tag   string // the name of a tag
	Put   string // PutArchived, or nothing
	Page  string // the number of the page, from 2; empty: the first
}

// String is the address of l.
func (l Library) String() string {
	q := url.Values{}
	for name, value := range map[string]string{"q": l.Query, "sort": l.Sort, "tag": l.Tag, "put": l.Put, "page": l.Page} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return Guides
	}
	return Guides + "?" + q.Encode()
}

// BringInAgain is the form to bring in a guide, with what was typed.
func BringInAgain(address, title string) string {
	q := url.Values{}
	if address != "" {
		q.Set("url", address)
	}
	if title != "" {
		q.Set("title", title)
	}
	if len(q) == 0 {
		return BringIn
	}
	return BringIn + "?" + q.Encode()
}

// BringInStopped is that form after the fetching of a page was stopped.
func BringInStopped(address, title string) string {
	return with(BringInAgain(address, title), "saved", "canceled")
}

// Fetching is where one waits for a page that is being fetched.
func Fetching(id string) string { return Guides + "/fetching/" + url.PathEscape(id) }

// CancelFetch is where one stops waiting.
func CancelFetch(id string) string { return Fetching(id) + "/cancel" }

// GuideKnown is a guide that somebody wanted to bring in once more.
func GuideKnown(id string) string { return Saved(Guide(id), "known") }

// EditGuide is where it is said anew what a guide is called and whose it is.
func EditGuide(id string) string { return Guide(id) + "/edit" }

// DeleteGuide is where a guide is hidden, to be gone in 30 days.
func DeleteGuide(id string) string { return Guide(id) + "/delete" }

// RestoreGuide is where a deleted guide is brought back.
func RestoreGuide(id string) string { return Guide(id) + "/restore" }

// ArchiveGuide is where a guide is put away.
func ArchiveGuide(id string) string { return Guide(id) + "/archive" }

// UnarchiveGuide is where a guide that was put away is brought back.
func UnarchiveGuide(id string) string { return Guide(id) + "/unarchive" }

// GuideTags is where a guide is kept in order: its tags, and whether it is put
// away.
func GuideTags(id string) string { return Guide(id) + "/tags" }

// GuideKept is a guide after something was done there.
func GuideKept(id, what string) string { return Saved(Guide(id), what) + "#keeping" }
