package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"

	"gloss/assets"
	"gloss/handlers"
	"gloss/models/auth"
	"gloss/models/fetch"
	"gloss/models/store"
)

// running is a server on its listener. The database behind it can be replaced
// while it runs: the site and all that works on the database end, and begin anew
// on the other one.
type running struct {
	env    *environment
	cmd    *serveCommand
	site   site
	client *fetch.Client
	files  *assets.Assets
	gate   *gate
	asked  chan ask
	over   chan struct{} // closed at the end

	code     string        // the setup code, where one is asked
	restored *store.Backup // what was put back last
	app      *handlers.App
	rest     func() // ends all that works on the database
}

// ask is to put back a backup.
type ask struct {
	staged *store.Staged
	answer chan error
}

// ready prepares a database to be served.
func (r *running) ready(s *store.Store) (err error) {
	if err := shipGuides(r.env.ctx, s, r.files); err != nil {
		return err
	}
	r.code, err = setupCode(r.env, s, r.site.home)
	return err
}

// begin serves a database, and begins all that works on it.
func (r *running) begin(s *store.Store) {
	r.app = handlers.New(handlers.Config{
		Store: s, Assets: r.files, Hasher: auth.NewHasher(auth.Strong), Now: r.env.now, Log: r.env.log, URL: r.site.url, Fetch: r.client,
		TrustedProxies: r.site.proxies, SignUp: handlers.SignUp(r.cmd.SignUp), SetupCode: r.code,
		OwnerMade: func() { os.Remove(filepath.Join(r.env.data, setupFile)) },
		Restore:   r.restore, Restored: r.restored, MakeRoom: makeRoom,
	})
	leaveFolder := watchFolder(r.env, s)
	house, stop := context.WithCancel(r.env.ctx)
	var kept sync.WaitGroup
	kept.Go(func() { keepHouse(house, s, r.env.log) })
	kept.Go(func() { keepBackups(house, newNightly(s, r.env.now, r.gate.quiet), r.env.log) })
	r.rest = func() { stop(); kept.Wait(); leaveFolder(); r.app.Close() }
	r.gate.open(r.app)
}

// serve answers on a listener until the context ends, then lets running
// requests finish. It returns the database that is open in the end.
func (r *running) serve(ctx context.Context, listener net.Listener, s *store.Store) (*store.Store, error) {
	defer func() { r.rest() }()
	server := &http.Server{
		Handler: r.gate, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	for going := true; going; {
		select {
		case err := <-failed:
			return s, err
		case <-ctx.Done():
			going = false
		case one := <-r.asked:
			next, err := r.replace(one.staged, s)
			s = next
			one.answer <- err
			if s == nil {
				return nil, fmt.Errorf("no database is left to serve: %w", err)
			}
		}
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := server.Shutdown(stop); err != nil {
		return s, fmt.Errorf("stopped before every request was answered: %w", err)
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return s, err
	}
	return s, nil
}

// restore is asked by the site to put back a backup, and returns when that is
// done, or why it was not. The request that asks must not use its database
// afterwards.
func (r *running) restore(ctx context.Context, staged *store.Staged) error {
	r.gate.leaveBy(ctx)
	one := ask{staged, make(chan error, 1)}
	select {
	case r.asked <- one:
		return <-one.answer
	case <-r.over:
	case <-r.env.ctx.Done():
	}
	return errors.Join(handlers.ErrStopping, staged.Drop())
}

// replace puts a staged backup in the place of the database that is served.
// Requests wait meanwhile. It returns the database that is served afterwards:
// with an error the one before, or none where that cannot be opened again.
func (r *running) replace(staged *store.Staged, s *store.Store) (*store.Store, error) {
	if !r.gate.shut() {
		r.gate.open(r.app)
		return s, errors.Join(handlers.ErrTooBusy, staged.Drop())
	}
	r.rest()
	r.rest = func() {}
	next, err := staged.Replace(context.WithoutCancel(r.env.ctx), r.ready)
	if next == nil {
		return nil, err
	}
	if err == nil {
		r.restored = &staged.Backup
	}
	r.begin(next)
	return next, err
}
