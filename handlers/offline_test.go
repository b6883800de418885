package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gloss/handlers"
)

// offlineSite answers requests that no client would send.
type offlineSite struct{ *site }

func offline(t *testing.T, change ...func(*handlers.Config)) offlineSite {
	t.Helper()
	return offlineSite{newSite(t, change...)}
}

// raw sends a request past the network: any Host, and as "peer" any address it
// comes from.
func (s offlineSite) raw(method, path, host string, headers map[string]string) *httptest.ResponseRecorder {
	body := ""
	if method == http.MethodPost {
		body = "name=nobody&password=long+enough+words"
	}
	return s.call(httptest.NewRequest(method, path, strings.NewReader(body)), host, headers)
}

// send posts a body past the network.
func (s offlineSite) send(path, host string, headers map[string]string, body string) *httptest.ResponseRecorder {
	return s.call(httptest.NewRequest(http.MethodPost, path, strings.NewReader(body)), host, headers)
}

func (s offlineSite) call(r *http.Request, host string, headers map[string]string) *httptest.ResponseRecorder {
	r.Host = host
	for name, value := range headers {
		if name == "peer" {
			r.RemoteAddr = value
			continue
		}
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	s.app.ServeHTTP(w, r)
	return w
}
