package handlers

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/article"
	"gloss/views/link"
	"gloss/views/page"
)

// Bounds on the form for a guide. More is read than is taken, so that too much
// can be answered with words in place of a connection that breaks off.
const (
	mostUpload = 64 << 20 // of the whole form, in bytes, where it comes in parts
	mostPlain  = 16 << 20 // of one without a file, which is held in memory whole
	mostTyped  = 4 << 20  // of a text that is put into the form again
	mostLine   = 8 << 10  // of any other field
	mostParts  = 64

	mostDrained = 256 << 20 // of what is too much, read and forgotten
)

// bringsIn reports whether a request brings a guide in: its size is bounded
// where it is read.
func bringsIn(c echo.Context) bool {
	return c.Request().Method == http.MethodPost && c.Request().URL.Path == link.Guides
}

// readBring reads the form for a guide, and what it brings where that is a file
// or a text. What is wrong with it stands in the form's errors; an error is for a
// body that is no form.
func readBring(c echo.Context) (page.BringForm, models.Brought, error) {
	r := c.Request()
	form := page.BringForm{Errors: models.Invalid{}}
	var text models.Brought
	var err error
	body := r.Body
	// Whoever still sends has no ear for an answer: what is too much is let run
	// out, as far as that is bearable.
	defer func() { _, _ = io.CopyN(io.Discard, body, mostDrained) }()
	r.Body = http.MaxBytesReader(c.Response(), body, mostUpload)
	if parts, no := r.MultipartReader(); no == nil {
		text, err = readParts(parts, &form)
	} else {
		r.Body = http.MaxBytesReader(c.Response(), body, mostPlain)
		err = bindPlain(c, &form)
	}
	if err != nil {
		return form, text, err
	}
	file, typed := form.File != "" || len(text.Content) > 0, strings.TrimSpace(form.Text) != ""
	form.URL, form.Title = strings.TrimSpace(form.URL), models.CleanName(form.Title)
	models.ValidateTitle(form.Title, form.Errors)
	var given, fields []string
	for _, one := range []struct {
		is          bool
		words, name string
	}{{form.URL != "", "an address", "url"}, {typed, "a text", "text"}, {file, "a file", "file"}} {
		if one.is {
			given, fields = append(given, one.words), append(fields, one.name)
		}
	}
	switch {
	case len(form.Errors) > 0:
	case len(given) == 0:
		form.Errors.Add("url", "Give an address, paste a text, or choose a file.")
	case len(given) > 1:
		form.Errors.Add(fields[len(fields)-1], "You gave "+strings.Join(given, " and ")+". Gloss takes one at a time: empty the others.")
	case typed:
		text = models.Brought{Came: models.CamePaste, Content: []byte(form.Text)}
	case form.URL != "":
		text.Came = models.CameAddress
	}
	text.Title = form.Title
	return form, text, nil
}

// bindPlain reads a form without a file.
func bindPlain(c echo.Context, form *page.BringForm) error {
	err := bindForm(c, form)
	var large *http.MaxBytesError
	if tooMuch := errors.As(err, &large); tooMuch || len(form.Text) > mostTyped {
		form.Text = ""
		form.Errors.Add("text", tooMuchText)
		return nil
	}
	return err
}

const tooMuchText = "That text is larger than 4 MB, too large even to stand here again. Paste the part you want to keep."

// readParts reads a form with a file. The first of fields that repeat counts.
func readParts(parts *multipart.Reader, form *page.BringForm) (text models.Brought, err error) {
	fields := map[string]*string{
		"drawn": &form.Drawn, "change": &form.Change, "url": &form.URL, "text": &form.Text, "title": &form.Title,
	}
	filed := false
	for range mostParts {
		part, err := parts.NextPart()
		if err == io.EOF { // wrapped, it is a form that is cut off
			return text, nil
		}
		if err != nil {
			return text, cutOff(err, form)
		}
		name := part.FormName()
		if name == "file" && !filed {
			filed = true
			text, err = readFile(part, form)
		} else if field := fields[name]; field != nil {
			delete(fields, name)
			*field, err = readField(part, name, form)
		}
		if err == nil {
			_, err = io.Copy(io.Discard, part)
		}
		if err != nil {
			return text, cutOff(err, form)
		}
	}
	return text, echo.NewHTTPError(http.StatusBadRequest, "This form is not one of ours. Go back, reload the page and try again.")
}

// cutOff is what to answer when a form could not be read to its end: words
// beside the file where it is too large, for that is what makes a form so.
func cutOff(err error, form *page.BringForm) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		form.Errors.Add("file", tooLarge("file"))
		return nil
	}
	return echo.NewHTTPError(http.StatusBadRequest).SetInternal(err)
}

func readField(part *multipart.Part, name string, form *page.BringForm) (string, error) {
	most := mostLine
	if name == "text" {
		most = mostTyped
	}
	text, err := io.ReadAll(io.LimitReader(part, int64(most)+1))
	if len(text) <= most {
		return string(text), err
	}
	if name == "text" {
		form.Errors.Add("text", tooMuchText)
		return "", err
	}
	form.Errors.Add(name, "That is too long.")
	return string(text[:most]), err
}

func readFile(part *multipart.Part, form *page.BringForm) (models.Brought, error) {
	name := fileName(part.FileName())
	content, err := io.ReadAll(io.LimitReader(part, article.MaxSource+1))
	form.File = name
	if len(content) > article.MaxSource {
		form.Errors.Add("file", tooLarge("file"))
		content = nil
	}
	if err != nil || name == "" && len(content) == 0 { // none was chosen
		return models.Brought{}, err
	}
	return models.Brought{Came: models.CameFile, File: name, ContentType: part.Header.Get(echo.HeaderContentType), Content: content}, nil
}

// fileName is the name of a file without the folders that some browsers send,
// and without what cannot be read.
func fileName(name string) string {
	name = models.CleanName(strings.ToValidUTF8(name[strings.LastIndexByte(name, '\\')+1:], ""))
	if letters := []rune(name); len(letters) > models.MaxGuideLine {
		name = string(letters[len(letters)-models.MaxGuideLine:]) // its ending says what it is
	}
	if !models.Printable(name) {
		return ""
	}
	return name
}
