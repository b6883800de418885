package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/transfer"
)

// guideGoal is what a guide of a file becomes here.
type guideGoal struct {
	models.Guide
	advice []models.Advice
	id     string           // here
	fresh  bool             // it is put into the library
	doc    article.Document // of a fresh one
}

// considerGuides finds the guides of the file here, and checks those that are
// not: their text and what stands in it must be such as Gloss makes itself.
func (a *accountIntake) considerGuides(tx *gorm.DB) error {
	if len(a.file.Guides) == 0 {
		return nil
	}
	var there []models.Guide
	err := tx.Select("id", "owner_id", "slug", "hash", "supersedes", "created_at", "deleted_at").
		Where("("+mine+") OR guides.owner_id = ?", a.in.userID, a.in.userID).Order("created_at DESC, id").Find(&there).Error
	if err != nil {
		return err
	}
	own := 0
	for _, g := range there {
		if g.OwnerID != nil && *g.OwnerID == a.in.userID && g.DeletedAt == 0 {
			own++
		}
	}
	came := map[string]*guideGoal{} // by their hash: a text comes once
	for _, from := range a.file.Guides {
		goal, err := a.guideGoal(from, there, came)
		if err != nil {
			return err
		}
		if goal == nil {
			continue
		}
		a.ids.guides[from.ID] = goal.id
		a.guides = append(a.guides, goal)
		if goal.fresh && goal.DeletedAt == 0 {
			own++
		}
	}
	if own > models.MaxGuides {
		return models.Invalid{"": "That is more guides than fit: at most 1,000."}
	}
	return a.considerAdvice(tx)
}

// guideGoal finds a guide of the file here, or gets it ready to come; nil where
// neither can be.
func (a *accountIntake) guideGoal(from transfer.Guide, there []models.Guide, came map[string]*guideGoal) (*guideGoal, error) {
	hash := from.Hash
	if from.Own() {
		sum := sha256.Sum256([]byte(from.Text))
		hash = hex.EncodeToString(sum[:])
	}
	if id := guideHere(from, hash, there, a.in.userID); id != "" {
		return &guideGoal{Guide: from.Guide, advice: from.Advice, id: id}, nil
	}
	if goal := came[hash]; goal != nil {
		return &guideGoal{Guide: from.Guide, advice: from.Advice, id: goal.id}, nil
	}
	if !from.Own() || from.DeletedAt != 0 && from.DeletedAt <= a.in.now-hiddenFor.Milliseconds() {
		return nil, nil
	}
	id, err := uuid.NewV7()
	if err != nil {
		return nil, err
	}
	goal := &guideGoal{id: id.String(), fresh: true}
	if goal.Guide, goal.doc, err = cleanGuide(from.Guide); err != nil {
		return nil, models.Invalid{"": fmt.Sprintf("The guide “%s” cannot be brought in. %s", from.Title, err)}
	}
	goal.ID, goal.OwnerID, goal.Hash = goal.id, &a.in.userID, hash
	goal.CreatedAt = within(from.CreatedAt, a.in.now)
	if from.DeletedAt != 0 {
		goal.DeletedAt = within(from.DeletedAt, a.in.now)
	}
	for _, one := range from.Advice {
		kept, ok := cleanAdvice(one, goal.doc)
		if ok = ok && !slices.ContainsFunc(goal.advice, func(o models.Advice) bool { return o.Key == kept.Key }); !ok {
			a.in.lost.add("Advice in guides that no habit could be made of.", from.Title)
			continue
		}
		a.ids.advice[one.ID] = models.AdviceID(goal.id, one.Key)
		goal.advice = append(goal.advice, kept)
	}
	came[hash] = goal
	return goal, nil
}

// guideHere returns the id of a guide of the file in a person's library, empty
// where it is not there: by slug and text, else as another release, else by its
// text alone. One that was deleted is found among the deleted.
func guideHere(from transfer.Guide, hash string, there []models.Guide, userID string) string {
	superseded := map[string]bool{}
	for _, g := range there {
		superseded[g.Supersedes] = true
	}
	for _, fits := range []func(g models.Guide) bool{
		func(g models.Guide) bool { return g.Slug != "" && g.Slug == from.Slug && g.Hash == hash },
		func(g models.Guide) bool { return g.Slug != "" && g.Slug == from.Slug && !superseded[g.ID] },
		func(g models.Guide) bool {
			mine := g.OwnerID != nil && *g.OwnerID == userID
			return from.DeletedAt != 0 && mine && g.Hash == hash
		},
		func(g models.Guide) bool {
			return from.DeletedAt == 0 && g.DeletedAt == 0 && g.Hash == hash && hash != "" && !superseded[g.ID]
		},
	} {
		if i := slices.IndexFunc(there, fits); i >= 0 {
			return there[i].ID
		}
	}
	return ""
}

// considerAdvice finds the advice of the file's guides in those that are here, by
// its key.
func (a *accountIntake) considerAdvice(tx *gorm.DB) error {
	var here []string
	for _, g := range a.guides {
		if !g.fresh {
			here = append(here, g.id)
		}
	}
	var rows []models.Advice
	if err := tx.Select("id", "guide_id", "key").Where("guide_id IN ?", here).Find(&rows).Error; err != nil {
		return err
	}
	known := make(map[[2]string]string, len(rows))
	for _, r := range rows {
		known[[2]string{r.GuideID, r.Key}] = r.ID
	}
	for _, g := range a.guides {
		for _, one := range g.advice {
			if id := known[[2]string{g.id, one.Key}]; !g.fresh && id != "" {
				a.ids.advice[one.ID] = id
			}
		}
	}
	return nil
}

// writeGuides puts the guides that are not here into the library, those that were
// deleted with what is marked in them: it can only be brought back with them.
func (a *accountIntake) writeGuides(tx *gorm.DB) error {
	for _, g := range a.guides {
		if !g.fresh {
			continue
		}
		if err := insertGuide(tx, g.Guide, g.advice); err != nil {
			return err
		}
		yes, no := true, false
		c := models.Change{
			Subject: models.OnGuide, SubjectID: g.id, Act: models.ActCreate,
			Before: models.Fields{Deleted: &yes}, After: models.Fields{Deleted: &no},
		}
		if err := a.in.journal.put(&c); err != nil {
			return err
		}
		if g.DeletedAt == 0 {
			continue
		}
		if err := a.writeMarks(tx, func(m models.Mark) bool { return m.GuideID == g.id }); err != nil {
			return err
		}
		c = models.Change{
			Subject: models.OnGuide, SubjectID: g.id, Act: models.ActDelete,
			Before: models.Fields{Deleted: &no}, After: models.Fields{Deleted: &yes},
		}
		if err := a.in.journal.put(&c); err != nil {
			return err
		}
	}
	return nil
}

// faults of a guide, for people.
const (
	faultDetails = faulty("What is said about it is not in order.")
	faultLong    = faulty("Its text is too long: at most 1 MB, please.")
	faultText    = faulty("Its text, or what is said of it, is none that Gloss makes.")
)

type faulty string

func (f faulty) Error() string { return string(f) }

// cleanGuide returns g as it is kept: with nothing but what an article that is
// brought in could have.
func cleanGuide(g models.Guide) (clean models.Guide, doc article.Document, err error) {
	d := g.Details().Clean()
	bad := models.Invalid{}
	if d.Validate(bad); len(bad) > 0 || len(g.Summary) > maxLine || len(g.After) > maxLine || len(g.File) > maxLine ||
		!models.Printable(g.Summary+g.After+g.File) {
		return g, doc, faultDetails
	}
	if len(g.Text) > models.MaxGuideText {
		return g, doc, faultLong
	}
	if doc, err = g.Document(); err != nil {
		return g, doc, faultText
	}
	refs, err := g.Cited()
	if err != nil {
		return g, doc, faultText
	}
	if doc, err = article.FromStored(doc.Text, doc.Blocks, refs); err != nil {
		return g, doc, faultText
	}
	blocks, err := json.Marshal(doc.Blocks)
	if err != nil {
		return g, doc, err
	}
	cited, err := json.Marshal(refs)
	came := models.CameFile
	if slices.Contains([]models.Came{models.CamePaste, models.CameFile, models.CameAddress}, g.Came) {
		came = g.Came
	}
	return models.Guide{
		Title: d.Title, Author: d.Author, Publisher: d.Publisher, Published: d.Published, URL: d.URL, Language: d.Language,
		Shared: d.Shared, Summary: g.Summary, After: g.After, Text: g.Text, Blocks: string(blocks), References: string(cited),
		Minutes: doc.Minutes(), Came: came, File: g.File,
		Words: models.SearchText(d.Title, d.Author, d.Publisher, g.Summary, g.Text),
	}, doc, err
}

// maxLine bounds a line of a guide that nobody writes by hand, in bytes.
const maxLine = 4 * models.MaxGuideLine

// passageAt is the passage of a document from start to end. It does not read all of
// the text: there may be very many passages.
func passageAt(doc article.Document, start, end int) passage.Selector {
	return passage.Selector{
		Start: start, End: end, Exact: doc.Slice(start, end),
		Prefix: doc.Slice(start-passage.Context, start), Suffix: doc.Slice(end, end+passage.Context),
	}
}

// cleanAdvice returns advice as it is kept, if a habit can be made of it and its
// passages stand in the text.
func cleanAdvice(a models.Advice, doc article.Document) (models.Advice, bool) {
	const most = 64 << 10
	o, err := a.Read()
	if err != nil || len(a.Offer) > most || a.Key == "" || len(a.Key+a.Rule+a.Subject+a.Alike) > 4*maxLine ||
		!models.Printable(a.Key+a.Rule+a.Subject+a.Alike) || math.IsNaN(a.Strength) || a.Strength < 0 || a.Strength > 1 ||
		len(o.Passages) > 4*models.MaxPassages {
		return a, false
	}
	for i, p := range o.Passages {
		if o.Passages[i] = passageAt(doc, p.Start, p.End); o.Passages[i].Exact != p.Exact || !models.IsPassage(o.Passages[i]) {
			return a, false
		}
	}
	for _, careful := range []bool{false, true} {
		if _, _, err := models.HabitOf(a, careful, 0, date.Oldest); err != nil {
			return a, false
		}
	}
	places, err := json.Marshal(o.Passages)
	if err != nil {
		return a, false
	}
	offer, err := json.Marshal(o.Advice)
	return models.Advice{
		Position: a.Position, Key: a.Key, Passages: string(places), Offer: string(offer), Rule: a.Rule,
		Strength: a.Strength, Subject: a.Subject, Alike: a.Alike,
	}, err == nil
}
