package handlers

import (
	"context"
	"slices"
	"sync"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/views/page"
)

// tracks reads a person's habits with what a page needs to know of the days
// from the day from on.
func (a *App) tracks(ctx context.Context, u models.User, from, today date.Date) ([]page.Track, error) {
	ledgers, err := a.Store.Ledgers(ctx, u.ID, from, today)
	if err != nil {
		return nil, err
	}
	tracks := make([]page.Track, len(ledgers))
	names := false
	for i, l := range ledgers {
		tracks[i] = trackOf(l, from, today)
		for _, p := range l.Plans {
			names = names || p.Kind == plan.Variety
		}
	}
	if !names {
		return tracks, nil
	}
	recent, err := a.Store.Recent(ctx, u.ID, today)
	if err != nil {
		return nil, err
	}
	for i := range tracks {
		for _, r := range recent[tracks[i].ID] {
			tracks[i].Recent = append(tracks[i].Recent, page.RecentItem(r))
		}
	}
	return tracks, nil
}

// track reads one habit of a person. It fails with ErrNotFound.
func (a *App) track(ctx context.Context, u models.User, habitID string, from, today date.Date) (page.Track, error) {
	l, err := a.Store.Ledger(ctx, u.ID, habitID, from, today)
	if err != nil {
		return page.Track{}, err
	}
	return trackOf(l, from, today), nil
}

func trackOf(l store.Ledger, from, today date.Date) page.Track {
	state, _ := l.Now(today)
	return page.Track{
		Habit: l.Habit, Plans: l.Plans, State: state, Verdicts: l.Since(from, today),
		Entries: l.Entries, Logged: l.Logged,
	}
}

// sources reads the guides that habits quote. A guide that is gone is absent:
// the habit still holds the words.
func (a *App) sources(ctx context.Context, u models.User, habits ...page.Track) (map[string]page.Source, error) {
	var ids []string
	for _, h := range habits {
		if h.GuideID != "" && !slices.Contains(ids, h.GuideID) {
			ids = append(ids, h.GuideID)
		}
	}
	guides, err := a.Store.GuidesOf(ctx, u.ID, ids...)
	if err != nil {
		return nil, err
	}
	sources := make(map[string]page.Source, len(guides))
	for id, g := range guides {
		src := page.Source{Guide: g.Guide}
		if src.Offers, err = models.Offers(g.Advice); err != nil {
			return nil, err
		}
		if src.Doc, err = a.document(ctx, u, id); err != nil {
			return nil, err
		}
		sources[id] = src
	}
	return sources, nil
}

// document returns the text of a guide that u may read. A guide's text never
// changes while the server runs, so that it is read and parsed once.
func (a *App) document(ctx context.Context, u models.User, guideID string) (article.Document, error) {
	if doc, ok := a.documents.get(guideID); ok {
		return doc, nil
	}
	g, _, err := a.Store.Guide(ctx, u.ID, guideID)
	if err != nil {
		return article.Document{}, err
	}
	doc, err := g.Document()
	if err == nil {
		a.documents.put(guideID, doc)
	}
	return doc, err
}

// documents keeps the texts of guides that pages show beside habits. What is in
// here may be shown only to whoever the store says may read the guide.
type documents struct {
	mu   sync.Mutex
	byID map[string]article.Document
	size int // bytes of text
}

// maxDocuments bounds the texts that are kept, in bytes.
const maxDocuments = 4 << 20

func (d *documents) get(id string) (article.Document, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	doc, ok := d.byID[id]
	return doc, ok
}

// put keeps a text in place of any others that it leaves no room for.
func (d *documents) put(id string, doc article.Document) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.byID == nil {
		d.byID = map[string]article.Document{}
	}
	if _, there := d.byID[id]; there {
		return
	}
	for other, old := range d.byID {
		if d.size+len(doc.Text) <= maxDocuments {
			break
		}
		d.size -= len(old.Text)
		delete(d.byID, other)
	}
	d.byID[id] = doc
	d.size += len(doc.Text)
}
