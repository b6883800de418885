package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"gloss/models"
)

// asset sends a file whose address changes with its content, so that it may be
// kept for ever.
func (a *App) asset(c echo.Context) error {
	r := c.Request()
	file, ok := a.Assets.Get(r.URL.Path)
	if !ok {
		return models.ErrNotFound
	}
	body, encoding := file.Pick(r.Header.Get("Accept-Encoding"))
	tag := file.Hash
	h := c.Response().Header()
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
		tag += "-" + encoding
	}
	tag = `"` + tag + `"`
	h.Set("ETag", tag)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	if matches(r.Header.Get("If-None-Match"), tag) {
		h.Del("Content-Encoding")
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, file.Type, body)
}

// matches reports whether a list of tags holds this one, weak or not.
func matches(list, tag string) bool {
	for held := range strings.SplitSeq(list, ",") {
		if held = strings.TrimSpace(held); held == "*" || strings.TrimPrefix(held, "W/") == tag {
			return true
		}
	}
	return false
}
