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
		said, err := a.said(ctx, u, id)
		if err != nil {
			return nil, err
		}
		sources[id] = page.Source{Guide: g, Doc: said.doc, Offers: said.offers}
	}
	return sources, nil
}

// said returns what a guide says that u may read. That never changes while the
// server runs, so that it is read and parsed once.
func (a *App) said(ctx context.Context, u models.User, guideID string) (saying, error) {
	if s, ok := a.sayings.get(guideID); ok {
		return s, nil
	}
	g, rows, err := a.Store.Guide(ctx, u.ID, guideID)
	if err != nil {
		return saying{}, err
	}
	var s saying
	if s.doc, err = g.Document(); err != nil {
		return saying{}, err
	}
	if s.offers, err = models.Offers(rows); err != nil {
		return saying{}, err
	}
	a.sayings.put(guideID, s)
	return s, nil
}

// saying is what a guide says: its text and its advice, for reading alone.
type saying struct {
	doc    article.Document
	offers []models.Offer
}

// sayings keeps what the guides say that pages show beside habits. What is in
// here may be shown only to whoever the store says may read the guide.
type sayings struct {
	mu   sync.Mutex
	byID map[string]saying
	size int // bytes of text
}

// maxSayings bounds the texts that are kept, in bytes.
const maxSayings = 4 << 20

func (k *sayings) get(id string) (saying, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	s, ok := k.byID[id]
	return s, ok
}

// put keeps what a guide says in place of any others that it leaves no room for.
func (k *sayings) put(id string, s saying) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byID == nil {
		k.byID = map[string]saying{}
	}
	if _, there := k.byID[id]; there {
		return
	}
	for other, old := range k.byID {
		if k.size+len(s.doc.Text) <= maxSayings {
			break
		}
		k.size -= len(old.doc.Text)
		delete(k.byID, other)
	}
	k.byID[id] = s
	k.size += len(s.doc.Text)
}
