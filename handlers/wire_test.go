package handlers_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// rawRequest is a request as its bytes go over the wire, which no client of the
// standard library would send.
type rawRequest struct {
	method, target string
	header         []string // whole lines
	body           string
	broken         bool // is no HTTP, on which a server hangs up; the answer may be lost on the way
	cut            bool // the connection is closed for writing before the body is whole
}

func (r *rawRequest) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\n", r.method, r.target)
	for _, line := range r.header {
		b.WriteString(line + "\r\n")
	}
	length := len(r.body)
	if r.cut {
		length += 100
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", length, r.body)
	return b.String()
}

// String is what a failed test shows of a request.
func (r *rawRequest) String() string { return fmt.Sprintf("%.1500q", r.text()) }

// wire is a connection on which requests are sent one after the other.
type wire struct {
	address string
	conn    *net.TCPConn
	answers *bufio.Reader
}

func (w *wire) close() {
	if w.conn != nil {
		w.conn.Close()
		w.conn = nil
	}
}

func (w *wire) dial() error {
	if w.conn != nil {
		return nil
	}
	conn, err := net.Dial("tcp", w.address)
	if err != nil {
		return err
	}
	w.conn, w.answers = conn.(*net.TCPConn), bufio.NewReader(conn)
	return nil
}

// send sends a request and reads the answer whole; its status is 0 where none
// came.
func (w *wire) send(r *rawRequest) (status int, err error) {
	if err := w.dial(); err != nil {
		return 0, err
	}
	if err := w.conn.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		return 0, err
	}
	conn, sent := w.conn, make(chan struct{})
	go func() {
		defer close(sent)
		// What is refused early need not be taken whole.
		_, _ = io.WriteString(conn, r.text())
		if r.cut {
			_ = conn.CloseWrite()
		}
	}()
	res, err := http.ReadResponse(w.answers, &http.Request{Method: r.method})
	for err == nil && res.StatusCode == http.StatusContinue {
		res, err = http.ReadResponse(w.answers, &http.Request{Method: r.method})
	}
	if err != nil {
		w.close()
		<-sent
		return 0, err
	}
	_, err = io.Copy(io.Discard, res.Body)
	res.Body.Close()
	if err != nil || res.Close || r.cut || res.StatusCode >= 400 && len(r.body) > 1<<16 {
		w.close()
	}
	<-sent
	return res.StatusCode, err
}
