package handlers

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/models"
)

// cookieName is that of the only cookie. Browsers take the prefix __Host- from
// encrypted connections alone, and then let no other site set it.
func (a *App) cookieName() string {
	if a.secure() {
		return "__Host-gloss"
	}
	return "gloss"
}

// setCookie hands a session's token to the browser, which forgets it when it is
// closed unless the person wants to stay.
func (a *App) setCookie(c echo.Context, token string, s models.Session, stay bool) {
	cookie := a.cookie(token)
	if stay {
		cookie.MaxAge = int(time.UnixMilli(s.ExpiresAt).Sub(a.Now()) / time.Second)
	}
	c.SetCookie(cookie)
}

func (a *App) clearCookie(c echo.Context) {
	cookie := a.cookie("")
	cookie.MaxAge = -1
	c.SetCookie(cookie)
}

func (a *App) cookie(value string) *http.Cookie {
	return &http.Cookie{
		Name: a.cookieName(), Value: value, Path: "/",
		Secure: a.secure(), HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}
