package store

import (
	"cmp"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/passage"
)

// considerMarks finds the marks of the file that are not here, each in its guide.
func (a *accountIntake) considerMarks(tx *gorm.DB) error {
	var there []models.Mark
	if err := tx.Select("id", "guide_id", "passage").Where("user_id = ?", a.in.userID).Find(&there).Error; err != nil {
		return err
	}
	a.marked = len(there)
	type place struct {
		guideID    string
		start, end int
	}
	known := map[place]string{}
	for _, m := range there {
		known[place{m.GuideID, m.Passage.Start, m.Passage.End}] = m.ID
	}
	gone, err := a.goneFrom(tx, models.OnGuide, "mark", len(a.file.Marks))
	if err != nil {
		return err
	}
	places, err := a.findPlaces(tx)
	if err != nil {
		return err
	}
	for i, m := range a.file.Marks {
		if !models.IsNote(m.Note) {
			return models.Invalid{"": "The note on a passage cannot be brought in: at most 2,000 letters, please."}
		}
		guideID := a.ids.guides[m.GuideID]
		if guideID == "" {
			a.in.lost.add("Marks in guides that are not in this library.", "")
			continue
		}
		sel := places[i]
		if sel.Exact == "" {
			a.in.lost.add("Marks on passages that their guide does not hold.", "")
			continue
		}
		at := place{guideID, sel.Start, sel.End}
		if id := known[at]; id != "" {
			a.ids.marks[m.ID] = id
			continue
		}
		if gone[m.ID] {
			a.ids.marks[m.ID] = m.ID
			a.in.lost.add("Marks that were taken off here since: left off.", "")
			continue
		}
		one := models.Mark{
			ID: a.ids.marks.of(cmp.Or(m.ID, uuid.NewString())), UserID: a.in.userID, GuideID: guideID, Passage: sel, Note: m.Note,
			Words: models.SearchText(m.Note), CreatedAt: within(m.CreatedAt, a.in.now),
		}
		a.marks = append(a.marks, one)
	}
	return nil
}

// mostSearched is how many marks are searched for in their guides, as they do not
// stand where the file says.
const mostSearched = 500

// findPlaces returns the passage of each mark of the file in its guide here, the
// zero one of those that are not found. It goes guide by guide, as each is read.
func (a *accountIntake) findPlaces(tx *gorm.DB) ([]passage.Selector, error) {
	marks := a.file.Marks
	order := make([]int, len(marks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(marks[i].GuideID, marks[j].GuideID) })
	places := make([]passage.Selector, len(marks))
	var doc article.Document
	last, searched := "", 0
	for _, i := range order {
		guideID, at := a.ids.guides[marks[i].GuideID], marks[i].Passage
		if guideID == "" {
			continue
		}
		if guideID != last {
			var err error
			if doc, err = a.document(tx, guideID); err != nil {
				return nil, err
			}
			last = guideID
		}
		if places[i] = passageAt(doc, at.Start, at.End); places[i].Exact == at.Exact && models.IsPassage(places[i]) {
			continue
		}
		places[i] = passage.Selector{}
		if searched++; searched > mostSearched {
			continue
		}
		if start, end, ok := at.Find(doc.Text); ok {
			places[i] = passageAt(doc, start, end)
		}
	}
	return places, nil
}

// document is that of a guide of the file, as it is here.
func (a *accountIntake) document(tx *gorm.DB, guideID string) (article.Document, error) {
	if at := slices.IndexFunc(a.guides, func(g *guideGoal) bool { return g.fresh && g.id == guideID }); at >= 0 {
		return a.guides[at].doc, nil
	}
	var g models.Guide
	if err := tx.Select("id", "text", "blocks").Where("id = ?", guideID).Take(&g).Error; err != nil {
		return article.Document{}, err
	}
	return g.Document()
}
