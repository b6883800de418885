package transfer

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/variety"
)

var (
	idShape   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)
	slugShape = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	hashShape = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

var errID = errors.New("the id is missing, or is none")

// said returns what is wrong as an error, the first field of the alphabet.
func said(bad models.Invalid) error {
	if len(bad) == 0 {
		return nil
	}
	field := slices.Sorted(maps.Keys(bad))[0]
	return fmt.Errorf("%s: %s", field, strings.TrimSuffix(bad[field], "."))
}

// plainLine reports whether s is one line of at most so many letters.
func plainLine(s string, most int) bool {
	return utf8.RuneCountInString(s) <= most && models.Printable(s)
}

// namely reports whether s can name something: one short line.
func namely(s string) bool { return s != "" && plainLine(s, 200) }

// checkPassages says what is wrong with passages by themselves; where doc is
// not nil they must stand in it at their places.
func checkPassages(list []passage.Selector, doc *article.Document) error {
	if len(list) > models.MaxPassages {
		return fmt.Errorf("at most %d passages, please", models.MaxPassages)
	}
	for _, p := range list {
		if err := checkPassage(p, doc); err != nil {
			return err
		}
	}
	return nil
}

func checkPassage(p passage.Selector, doc *article.Document) error {
	if !models.IsPassage(p) {
		return errors.New("a passage is none: its quote and its places do not fit")
	}
	if doc != nil && doc.Slice(p.Start, p.End) != p.Exact {
		return errors.New("a passage does not stand in its guide")
	}
	return nil
}

// checkItems says what is wrong with the names of a day's things.
func checkItems(names []string) error {
	if len(names) > variety.MaxItems {
		return fmt.Errorf("a day holds at most %d things", variety.MaxItems)
	}
	seen := map[string]bool{"": true}
	for _, name := range names {
		key := variety.Fold(name)
		if seen[key] || !plainLine(name, variety.MaxLetters) || variety.Clean(name) != name {
			return fmt.Errorf("%q is no thing of its own, in at most %d letters", short(name), variety.MaxLetters)
		}
		seen[key] = true
	}
	return nil
}

// guide reads a guide: one of the person's own with its text, or the name of
// another.
func (g *glossReader) guide(raw []byte) error {
	var s guideShape
	if g.heavy += len(raw); g.heavy > maxGuides {
		return fmt.Errorf("the guides are too large together: at most %d MiB", maxGuides>>20)
	}
	if err := g.read(raw, &s); err != nil {
		return err
	}
	if _, twice := g.guides[s.ID]; twice || !idShape.MatchString(s.ID) {
		return errID
	}
	if len(g.account.Guides) >= 2*models.MaxGuides {
		return errors.New("there are more guides than fit")
	}
	guide := Guide{Guide: models.Guide{
		ID: s.ID, Slug: s.Slug, Title: s.Title, Author: s.Author, Publisher: s.Publisher, Published: s.Published, URL: s.URL,
		Language: s.Language, Summary: s.Summary, After: s.After, Came: s.Came, File: s.File, Shared: s.Shared,
		CreatedAt: int64(s.Created), ArchivedAt: int64(s.Archived), DeletedAt: int64(s.Deleted),
	}}
	var doc *article.Document
	var err error
	if s.Text == "" {
		guide.Guide = models.Guide{ID: s.ID, Slug: s.Slug, Title: s.Title, Hash: s.Hash}
		err = checkSpoken(s)
	} else {
		doc, err = ownGuide(&guide.Guide, s)
	}
	if err != nil {
		return err
	}
	if err := g.readAdvice(&guide, doc, s.Advice); err != nil {
		return err
	}
	g.guides[s.ID] = doc
	g.account.Guides = append(g.account.Guides, guide)
	return nil
}

// checkSpoken says what is wrong with a guide that is named alone.
func checkSpoken(s guideShape) error {
	if s.Slug != "" && !slugShape.MatchString(s.Slug) || !hashShape.MatchString(s.Hash) || !plainLine(s.Title, models.MaxGuideLine) {
		return errors.New("a guide without a text is named by its slug and hash")
	}
	return nil
}

// ownGuide fills in what follows from the text, and nothing that the file says
// of it. The words that search compares with are left to whoever keeps it: they
// take long.
func ownGuide(g *models.Guide, s guideShape) (*article.Document, error) {
	bad := models.Invalid{}
	if g.Details().Validate(bad); len(bad) > 0 {
		return nil, said(bad)
	}
	switch {
	case s.Slug != "":
		return nil, errors.New("a guide that ships with Gloss has no text here")
	case len(s.Text) > models.MaxGuideText:
		return nil, errors.New("its text is too long: at most 1 MB")
	case !plainLine(s.Summary, models.MaxGuideLine), !plainLine(s.After, models.MaxGuideLine), !plainLine(s.File, models.MaxGuideLine):
		return nil, errors.New("what is said of it is too long")
	case !slices.Contains([]models.Came{"", models.CamePaste, models.CameFile, models.CameAddress}, s.Came):
		return nil, fmt.Errorf("guides do not come by %q", short(string(s.Came)))
	}
	doc, err := article.FromStored(s.Text, s.Blocks, s.References)
	if err != nil {
		return nil, fmt.Errorf("its blocks are none that Gloss makes (%w)", err)
	}
	blocks, err := json.Marshal(doc.Blocks)
	if err != nil {
		return nil, err
	}
	refs, err := json.Marshal(s.References)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(doc.Text))
	g.Text, g.Blocks, g.References, g.Hash, g.Minutes = doc.Text, string(blocks), string(refs), hex.EncodeToString(sum[:]), doc.Minutes()
	return &doc, nil
}

// maxAdvice is how many pieces of advice a guide may have.
const maxAdvice = 500

func (g *glossReader) readAdvice(guide *Guide, doc *article.Document, list []adviceShape) error {
	if len(list) > maxAdvice {
		return errors.New("there is more advice than fits")
	}
	keys := map[string]bool{}
	for i, s := range list {
		if g.advice[s.ID] || !idShape.MatchString(s.ID) || keys[s.Key] || !slugShape.MatchString(s.Key) {
			return fmt.Errorf("advice %d: %w", i+1, errID)
		}
		g.advice[s.ID], keys[s.Key] = true, true
		a := models.Advice{ID: s.ID, GuideID: guide.ID, Position: i + 1, Key: s.Key}
		if doc != nil {
			if err := g.ownAdvice(&a, doc, s); err != nil {
				return fmt.Errorf("advice %d: %w", i+1, err)
			}
		}
		guide.Advice = append(guide.Advice, a)
	}
	return nil
}

// ownAdvice reads what a guide advises; it must stand in its text and make a
// habit.
func (g *glossReader) ownAdvice(a *models.Advice, doc *article.Document, s adviceShape) error {
	if len(s.Offer) == 0 || len(s.Passages) == 0 {
		return errors.New("its offer or its passages are missing")
	}
	if err := checkPassages(s.Passages, doc); err != nil {
		return err
	}
	if !plainLine(s.Rule, 500) || !plainLine(s.Subject, 500) || s.Alike != "" && !namely(s.Alike) || !(s.Strength >= 0 && s.Strength <= 1) {
		return errors.New("what is said of it is too long, or is no such thing")
	}
	var said article.Advice
	if err := g.read(s.Offer, &said); err != nil {
		return err
	}
	said.Key = s.Key
	if err := checkOffer(said); err != nil {
		return err
	}
	a.Rule, a.Subject, a.Alike, a.Strength = s.Rule, s.Subject, s.Alike, s.Strength
	places, err := json.Marshal(s.Passages)
	if err != nil {
		return err
	}
	offer, err := json.Marshal(said)
	if err != nil {
		return err
	}
	a.Passages, a.Offer = string(places), string(offer)
	for _, careful := range []bool{false, true} {
		if _, _, err := models.HabitOf(*a, careful, 0, date.Oldest); err != nil {
			return fmt.Errorf("no habit comes of it (%w)", err)
		}
	}
	return nil
}

// maxQuestions is how many questions stand before a habit.
const maxQuestions = 20

func checkOffer(o article.Advice) error {
	texts := []string{o.Name, o.Cue, o.Terms, o.Offer, o.Note, o.Evidence, o.Caution, o.Why, o.Subject,
		o.Careful.Name, o.Careful.Terms, o.Careful.Offer, o.Careful.Caution}
	if len(o.Questions) > maxQuestions {
		return errors.New("it asks too many questions")
	}
	for _, q := range o.Questions {
		if !slugShape.MatchString(q.Key) {
			return errors.New("a question has no key")
		}
		texts = append(texts, q.Text)
	}
	for _, text := range texts {
		if !plainLine(text, models.MaxNote) {
			return errors.New("what it says is too long, or cannot be seen")
		}
	}
	if !models.Quotable(o.Quote) || len(o.Quote) > models.MaxGuideText || !slices.Contains([]string{"", "do", "limit", "avoid"}, o.Polarity) {
		return errors.New("its quote or its direction is none")
	}
	return nil
}
