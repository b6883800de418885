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
	Owner    Who = "owner"     // who runs the server; to others signed in there is nothing here
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
	{http.MethodGet, "/reset", Anyone, (*App).resetForm},
	{http.MethodPost, "/reset", Anyone, (*App).reset},
	{http.MethodGet, "/healthz", Anyone, (*App).health},
	{http.MethodGet, "/assets/*", Anyone, (*App).asset},

	{http.MethodGet, "/start", SignedIn, (*App).start},
	{http.MethodGet, "/today", SignedIn, (*App).today},
	{http.MethodPost, "/today/shown", SignedIn, (*App).saveShown},
	{http.MethodGet, "/days/:date", SignedIn, (*App).day},
	{http.MethodPost, "/days/:date/note", SignedIn, (*App).saveDayNote},

	{http.MethodGet, "/habits", SignedIn, (*App).board},
	{http.MethodPost, "/habits/order", SignedIn, (*App).orderHabits},
	{http.MethodPost, "/habits/:id/move", SignedIn, (*App).moveHabit},
	{http.MethodPost, "/days/:date/fill", SignedIn, (*App).fillDay},
	{http.MethodPost, "/days/:date/skip", SignedIn, (*App).skipDay},
	{http.MethodPost, "/tags/:id", SignedIn, (*App).renameTag},
	{http.MethodPost, "/tags/:id/remove", SignedIn, (*App).removeTag},
	{http.MethodPost, "/tags/:id/move", SignedIn, (*App).moveTag},

	{http.MethodGet, "/habits/new", SignedIn, (*App).newHabit},
	{http.MethodPost, "/habits", SignedIn, (*App).createHabit},
	{http.MethodGet, "/habits/:id", SignedIn, (*App).habit},
	{http.MethodGet, "/habits/:id/edit", SignedIn, (*App).editHabit},
	{http.MethodPost, "/habits/:id/edit", SignedIn, (*App).saveHabit},
	{http.MethodPost, "/habits/:id/plans/:date/remove", SignedIn, (*App).dropPlan},
	{http.MethodPost, "/habits/:id/pauses", SignedIn, (*App).pauseHabit},
	{http.MethodPost, "/habits/:id/archive", SignedIn, (*App).archiveHabit},
	{http.MethodPost, "/habits/:id/unarchive", SignedIn, (*App).unarchiveHabit},
	{http.MethodPost, "/habits/:id/delete", SignedIn, (*App).deleteHabit},
	{http.MethodPost, "/habits/:id/restore", SignedIn, (*App).restoreHabit},
	{http.MethodPost, "/habits/:id/copy", SignedIn, (*App).copyHabit},
	{http.MethodGet, "/habits/deleted", SignedIn, (*App).deletedHabits},
	{http.MethodPost, "/habits/:id/days/:date", SignedIn, (*App).logDay},
	{http.MethodGet, "/pauses", SignedIn, (*App).pauses},
	{http.MethodPost, "/pauses", SignedIn, (*App).pauseAll},
	{http.MethodPost, "/pauses/:id/end", SignedIn, (*App).endPause},
	{http.MethodPost, "/pauses/:id/remove", SignedIn, (*App).removePause},
	{http.MethodPost, "/changes/:id/undo", SignedIn, (*App).undo},
	{http.MethodGet, "/journal", SignedIn, (*App).journal},
	{http.MethodGet, "/years/:year", SignedIn, (*App).year},

	{http.MethodGet, "/guides", SignedIn, (*App).guides},
	{http.MethodPost, "/guides", SignedIn, (*App).bringIn},
	{http.MethodGet, "/guides/new", SignedIn, (*App).bringInForm},
	{http.MethodGet, "/guides/fetching/:id", SignedIn, (*App).fetchPage},
	{http.MethodPost, "/guides/fetching/:id/cancel", SignedIn, (*App).cancelFetch},
	{http.MethodGet, "/guides/deleted", SignedIn, (*App).deletedGuides},
	{http.MethodGet, "/guides/:id/edit", SignedIn, (*App).editGuide},
	{http.MethodPost, "/guides/:id/edit", SignedIn, (*App).saveGuide},
	{http.MethodGet, "/guides/:id/delete", SignedIn, (*App).deleteGuideForm},
	{http.MethodPost, "/guides/:id/delete", SignedIn, (*App).deleteGuide},
	{http.MethodPost, "/guides/:id/restore", SignedIn, (*App).restoreGuide},
	{http.MethodPost, "/guides/:id/archive", SignedIn, (*App).archiveGuide},
	{http.MethodPost, "/guides/:id/unarchive", SignedIn, (*App).unarchiveGuide},
	{http.MethodGet, "/guides/:id/tags", SignedIn, (*App).keepGuide},
	{http.MethodPost, "/guides/:id/tags", SignedIn, (*App).tagGuide},
	{http.MethodGet, "/guides/:id", Anyone, (*App).guide}, // strangers read what ships
	{http.MethodPost, "/guides/:id/habits", SignedIn, (*App).takeAdvice},
	{http.MethodPost, "/guides/:id/read", SignedIn, (*App).markRead},
	{http.MethodGet, "/guides/:id/passage", SignedIn, (*App).passage},
	{http.MethodPost, "/guides/:id/dismiss", SignedIn, (*App).dismiss},
	{http.MethodPost, "/guides/:id/marks", SignedIn, (*App).markPassage},
	{http.MethodPost, "/marks/:id", SignedIn, (*App).noteMark},
	{http.MethodPost, "/marks/:id/remove", SignedIn, (*App).unmark},
	{http.MethodGet, "/guides/notes", SignedIn, (*App).notes},
	{http.MethodPost, "/habits/:id/source", SignedIn, (*App).sourceHabit},

	{http.MethodGet, "/you", SignedIn, (*App).you},
	{http.MethodPost, "/you/name", SignedIn, (*App).saveName},
	{http.MethodPost, "/you/day", SignedIn, (*App).saveDay},
	{http.MethodPost, "/you/password", SignedIn, (*App).savePassword},
	{http.MethodPost, "/you/sessions/end-others", SignedIn, (*App).endOthers},
	{http.MethodPost, "/you/sessions/:id/end", SignedIn, (*App).endOne},
	{http.MethodGet, "/you/delete", SignedIn, (*App).deleteForm},
	{http.MethodPost, "/you/delete", SignedIn, (*App).deleteAccount},

	{http.MethodGet, "/you/export", SignedIn, (*App).export},
	{http.MethodGet, "/you/export/:file", SignedIn, (*App).exportFile},
	{http.MethodGet, "/you/import", SignedIn, (*App).importForm},
	{http.MethodPost, "/you/import", SignedIn, (*App).takeUpload},
	{http.MethodGet, "/you/import/:id", SignedIn, (*App).lookInside},
	{http.MethodPost, "/you/import/:id", SignedIn, (*App).bringHistory},
	{http.MethodPost, "/you/import/:id/remove", SignedIn, (*App).forgetUpload},

	{http.MethodGet, "/people", Owner, (*App).people},
	{http.MethodGet, "/people/invitations", Owner, (*App).toPeople}, // where the browser stays after making one
	{http.MethodPost, "/people/invitations", Owner, (*App).makeInvitation},
	{http.MethodPost, "/people/invitations/:id/revoke", Owner, (*App).revoke},
	{http.MethodPost, "/people/:id/disable", Owner, (*App).disable},
	{http.MethodPost, "/people/:id/enable", Owner, (*App).enable},
	{http.MethodGet, "/people/:id/reset", Owner, (*App).toPeople}, // as above
	{http.MethodPost, "/people/:id/reset", Owner, (*App).makeReset},

	{http.MethodGet, "/backups", Owner, (*App).backups},
	{http.MethodPost, "/backups", Owner, (*App).backUp},
	{http.MethodGet, "/backups/:id", Owner, (*App).oneBackup},
	{http.MethodPost, "/backups/:id/download", Owner, (*App).downloadBackup},
	{http.MethodPost, "/backups/:id/restore", Owner, (*App).restoreBackup},
}
