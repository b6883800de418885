package handlers

import (
	"context"
	"errors"

	"gloss/models"
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

// sources reads the guides that habits quote, each once. A guide that is gone
// is absent: the habit still holds the words.
func (a *App) sources(ctx context.Context, u models.User, habits ...page.Track) (map[string]page.Source, error) {
	sources, asked := map[string]page.Source{}, map[string]bool{}
	for _, h := range habits {
		if h.GuideID == "" || asked[h.GuideID] {
			continue
		}
		asked[h.GuideID] = true
		src, err := a.source(ctx, u, h.GuideID)
		if errors.Is(err, models.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		sources[h.GuideID] = src
	}
	return sources, nil
}

func (a *App) source(ctx context.Context, u models.User, guideID string) (src page.Source, err error) {
	g, rows, err := a.Store.Guide(ctx, u.ID, guideID)
	if err != nil {
		return src, err
	}
	src.Guide = g
	if src.Doc, err = g.Document(); err != nil {
		return src, err
	}
	src.Offers, err = models.Offers(rows)
	return src, err
}
