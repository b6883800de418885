package main

import (
	"crypto/rand"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/date"
)

// client logs by form post, as a browser does, and remembers what it was told
// had been kept.
type client struct {
	t    testing.TB
	http *http.Client
	base string

	mu    sync.Mutex
	acked []string // ids of changes that were answered as kept
}

// signIn logs a person of the data folder in.
func signIn(t testing.TB, base, name string) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &client{t: t, base: base, http: &http.Client{Jar: jar, Timeout: 30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	status, where, err := c.post("/login", url.Values{"name": {name}, "password": {password}, "stay": {"true"}})
	if err != nil || status != http.StatusSeeOther || where != "/today" {
		t.Fatalf("logging in answered %d %s %v", status, where, err)
	}
	return c
}

// post sends a form from our own pages and returns the answer's status and
// where it leads.
func (c *client) post(path string, form url.Values) (status int, where string, err error) {
	r, err := http.NewRequest(http.MethodPost, c.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := c.http.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, answer.Header.Get("Location"), err
}

// add logs one more on a day, and notes the change once it is answered as kept.
func (c *client) add(h models.Habit, day date.Date) (int, error) {
	id := rand.Text()
	status, _, err := c.post("/habits/"+h.ID+"/days/"+day.String(), url.Values{"do": {"add"}, "amount": {"1"}, "change": {id}})
	if err == nil && status == http.StatusSeeOther {
		c.mu.Lock()
		c.acked = append(c.acked, id)
		c.mu.Unlock()
	}
	return status, err
}

// pressOn lets n clients log without pause until stop is closed or a request
// fails.
func (c *client) pressOn(n int, stop <-chan struct{}, press func() (int, error)) {
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				status, err := press()
				if err != nil {
					return // the server is gone
				}
				if status >= 500 {
					c.t.Errorf("a log was answered with %d", status)
					return
				}
			}
		})
	}
	all.Wait()
}
