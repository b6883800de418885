package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// Who says who may call a route. The empty Who is nobody, so that a route
// without a declared policy answers no one.
type Who string

// Those who may call a route.
const (
	Anyone   Who = "anyone"
	SignedIn Who = "signed in" // and then only for what is theirs: every id of another is a 404
)

// Route is one thing a browser may ask for.
type Route struct {
	Method, Path string
	Who          Who
	Handler      func(*App, echo.Context) error
}

// Routes are all there are: the router is built from this table, and a test
// walks it as a stranger, as the owner and as somebody else. A route for GET
// answers HEAD too.
var Routes = []Route{
	{http.MethodGet, "/", Anyone, (*App).welcome},
	{http.MethodGet, "/signup", Anyone, (*App).signUpForm},
	{http.MethodPost, "/signup", Anyone, (*App).signUp},
	{http.MethodGet, "/login", Anyone, (*App).logInForm},
	{http.MethodPost, "/login", Anyone, (*App).logIn},
	{http.MethodPost, "/logout", SignedIn, (*App).logOut},
	{http.MethodGet, "/healthz", Anyone, (*App).health},
	{http.MethodGet, "/assets/*", Anyone, (*App).asset},

	{http.MethodGet, "/start", SignedIn, (*App).start},
	{http.MethodGet, "/today", SignedIn, (*App).today},
	{http.MethodGet, "/days/:date", SignedIn, (*App).day},

	{http.MethodGet, "/habits/new", SignedIn, (*App).newHabit},
	{http.MethodPost, "/habits", SignedIn, (*App).createHabit},
	{http.MethodGet, "/habits/:id", SignedIn, (*App).habit},
	{http.MethodPost, "/habits/:id/days/:date", SignedIn, (*App).logDay},
	{http.MethodPost, "/changes/:id/undo", SignedIn, (*App).undo},

	{http.MethodGet, "/guides", SignedIn, (*App).guides},
	{http.MethodGet, "/guides/:id", Anyone, (*App).guide}, // strangers read what ships
	{http.MethodPost, "/guides/:id/habits", SignedIn, (*App).takeAdvice},

	{http.MethodGet, "/you", SignedIn, (*App).you},
	{http.MethodPost, "/you/name", SignedIn, (*App).saveName},
	{http.MethodPost, "/you/day", SignedIn, (*App).saveDay},
	{http.MethodPost, "/you/password", SignedIn, (*App).savePassword},
}
