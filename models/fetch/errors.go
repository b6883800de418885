package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
	"time"
)

// Kind says what stood in the way of a page.
type Kind string

// What can stand in the way of a page.
const (
	NotAddress       Kind = "not an address"
	NotAllowed       Kind = "not allowed" // an inner network, or a port that is not the web's
	NotReachable     Kind = "not reachable"
	TooManyRedirects Kind = "too many redirects"
	NeedsLogin       Kind = "needs a login"
	Gone             Kind = "gone"
	ServerTrouble    Kind = "server trouble"
	NotText          Kind = "not text"
	TooLarge         Kind = "too large"
	Slow             Kind = "slow"
)

// Error says to a person, in whole sentences, why there is no page. What lies
// beneath, by errors.Unwrap, is for the log alone: it may hold addresses.
type Error struct {
	Kind  Kind
	Said  string
	cause error
}

// Error is what is said to a person.
func (e *Error) Error() string { return e.Said }

// Unwrap is the cause, nil where there is none beneath.
func (e *Error) Unwrap() error { return e.cause }

func failed(kind Kind, said string, cause error) *Error {
	return &Error{Kind: kind, Said: said, cause: cause}
}

// kind is the kind of an error of this package, empty for any other.
func kind(err error) Kind {
	var known *Error
	if errors.As(err, &known) {
		return known.Kind
	}
	return ""
}

// What is said to a person.
const (
	paste = " You can also copy the article and paste it here."

	noAddress   = "That is not the address of a page. Such an address begins with https:// and a name with a dot in it."
	otherScheme = "Gloss can only fetch addresses that begin with http:// or https://."
	hasUser     = "Leave out the name before the @: Gloss signs in nowhere."
	tooLong     = "That address is too long for Gloss." + paste
	oddNumber   = "Write the address with the site's name, as your browser shows it."

	inside    = "Gloss fetches pages from the open web only, not from an inner network." + paste
	otherPort = "Gloss fetches pages from the web's usual ports only." + paste

	noName       = "No site of that name was found. Is it spelt right?"
	noLookUp     = "The site's name could not be looked up just now. Try again in a minute."
	refusedCall  = "The site did not take the call. It may be down for now." + paste
	noAnswer     = "The site did not answer. It may be down for now." + paste
	noWay        = "There is no way to that site from here. Is the computer that Gloss runs on connected?" + paste
	noConnection = "No connection to the site could be made." + paste

	noSecurity    = "A secure connection to the site could not be made." + paste
	unknownSigner = "The site's certificate is signed by nobody Gloss knows, so this may be another site in its place." + paste
	otherName     = "The site's certificate is for another name, so this may be another site in its place." + paste
	outOfDate     = "The site's certificate has run out, so this may be another site in its place." + paste
	notHTTPS      = "That site does not speak https. Does its address begin with http://?"

	brokeOff     = "The connection broke off before the whole page had come. Try again, or copy the article and paste it here."
	sendsOn      = "That address sends on to another more than three times. Open it in your browser and take the address it ends at."
	sendsNowhere = "That address sends on to something that is not the address of a page." + paste
	signIn       = "That page wants you signed in, and Gloss signs in nowhere. Copy the article from your browser and paste it here."
	notLetIn     = "The site does not let Gloss see that page: it wants you signed in, or wants no programs. Copy the article from your browser and paste it here."
	gone         = "There is no page at that address. Is it spelt right?"
	tooOften     = "The site is asked too often just now. Try again later." + paste
	inTrouble    = "The site has trouble of its own just now. Try again later." + paste
	oddAnswer    = "The site answered with something other than a page." + paste
	badAnswer    = "The site's answer made no sense to Gloss." + paste
	badPacking   = "The page came packed in a way that Gloss cannot unpack." + paste
	busy         = "Gloss is fetching other pages. Try again in a minute."
)

func notText(what string) string {
	return "That is " + what + ", not a page of text. Gloss reads web pages, Markdown and plain text." + paste
}

func tooLarge(limit int64) string {
	return fmt.Sprintf("That page is larger than %s, which is more than Gloss takes. Paste the part you want to keep.", size(limit))
}

func tooSlow(limit time.Duration) string {
	return fmt.Sprintf("The page had not come after %s. Try again, or copy the article and paste it here.", limit)
}

func size(bytes int64) string {
	if bytes >= 1<<20 {
		return fmt.Sprintf("%d MB", bytes>>20)
	}
	return fmt.Sprintf("%d KB", bytes>>10)
}

// explain says in words what a failed fetch ended with. Outer is the context
// that the caller gave.
func (c *Client) explain(outer context.Context, err error) error {
	var known *Error
	var late net.Error
	switch {
	case errors.Is(outer.Err(), context.Canceled):
		return context.Canceled
	case errors.As(err, &known):
		return known
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &late) && late.Timeout():
		return failed(Slow, tooSlow(c.timeout), err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		return failed(NotReachable, brokeOff, err)
	}
	return failed(ServerTrouble, badAnswer, err)
}
