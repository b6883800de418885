package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/store"
	"gloss/models/transfer"
)

// peak keeps how much memory was in use while it was written to.
type peak struct {
	most  uint64
	wrote int
}

func (p *peak) Write(b []byte) (int, error) {
	if p.wrote == 0 || p.wrote/(1<<19) != (p.wrote+len(b))/(1<<19) {
		p.most = max(p.most, inUse())
	}
	p.wrote += len(b)
	return len(b), nil
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// However much somebody logged, taking it along holds a few rows at a time.
func TestExportHoldsNothing(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	fill(t, p, 28, 10)
	for _, kind := range []string{"json", "csv", "markdown"} {
		before, w := inUse(), &peak{}
		err := transfer.Write(t.Context(), kind, w, t.TempDir(), func(s transfer.Sink) error {
			return p.s.Export(t.Context(), p.id, today, s)
		})
		if err != nil {
			t.Fatal(err)
		}
		grown := int64(w.most) - int64(before)
		if grown > 2<<20 {
			t.Errorf("%s: %d bytes written with %d bytes more in use", kind, w.wrote, grown)
		}
		t.Logf("%s: %d bytes written with %d bytes more in use", kind, w.wrote, grown)
		if kind == "json" && w.wrote < 8_000_000 {
			t.Errorf("only %d bytes of a hundred thousand entries", w.wrote)
		}
	}
}

// An export asks the database as often for much as for little.
func TestStatementsOfAnExport(t *testing.T) {
	tr := &tracing{}
	s := open(t, t.TempDir(), tr.option)
	few, many := newPerson(t, s, "few"), newPerson(t, s, "many")
	few.habit("one", ticks(today))
	for i := range 20 {
		id := many.habit(fmt.Sprint("habit ", i), minutes(today-30))
		many.edit(id, editOf("one", ticks(0), "body", "plate"), today)
		many.log(id, today, models.ActTick, 0)
		many.pause(id, today-3, today-2)
		many.bring(fmt.Sprint("guide ", i), fmt.Sprint("text ", i))
	}
	for _, p := range []*person{few, many} {
		var err error
		ran := tr.of(func() {
			err = s.Export(t.Context(), p.id, today, &gathered{Bundle: transfer.Bundle{Account: &transfer.Account{}}})
		})
		if err != nil || len(ran) != 11 {
			t.Errorf("%d statements, want 11, %v:\n%s", len(ran), err, strings.Join(ran, "\n"))
		}
		for _, sql := range ran[1:] {
			if !strings.Contains(sql, "user_id") && !strings.Contains(sql, "owner_id") {
				t.Errorf("whose rows does this read? %s", sql)
			}
		}
	}
}

// What leaves is one's own: nothing of others, and nothing that opens a door.
func TestExportIsOnesOwn(t *testing.T) {
	s := open(t, t.TempDir())
	common := commonGuides(t, s)
	ana, eve := newPerson(t, s, "ana"), newPerson(t, s, "eve")
	for _, p := range []*person{ana, eve} {
		id := p.habit("canary-habit-"+p.id, plants(today))
		p.edit(id, editOf("canary-habit-"+p.id, plants(0), "canary-tag-"+p.id[30:]), today)
		p.eat(id, today, models.ActItem, "canary-item "+p.id)
		p.pause(id, today, today)
		g, advice := asBrought(t, "# Guide\n\nWalk ten minutes a day, canary-guide-"+p.id+".")
		if _, err := s.AddGuide(t.Context(), p.id, p.changeID(), g, advice); err != nil {
			t.Fatal(err)
		}
		if _, err := s.SetDayNote(t.Context(), p.id, p.changeID(), today, "canary-note-"+p.id); err != nil {
			t.Fatal(err)
		}
		for _, id := range common {
			if _, err := s.MarkPassage(t.Context(), p.id, p.changeID(), id, 0, 4, "canary-mark-"+p.id); err != nil {
				t.Fatal(err)
			}
		}
		for _, insert := range []string{
			`INSERT INTO sessions VALUES ('canary-digest', ?, 'canary-device', 1, 1, 1) ON CONFLICT DO NOTHING`,
			`INSERT INTO tokens VALUES ('canary-token', ?, 'canary-name', 'canary-digest', 'all', 1, 1, 1) ON CONFLICT DO NOTHING`,
			`INSERT INTO invitations VALUES ('canary-invitation', 'canary-digest', ?, '', 1, 1, 1) ON CONFLICT DO NOTHING`,
			`INSERT INTO sign_ins VALUES (?, 'canary-address', 1)`,
		} {
			if _, err := s.Writer().Exec(insert, p.id); err != nil {
				t.Fatal(err)
			}
		}
	}
	file := string(exported(t, ana))
	if n := strings.Count(file, "canary-"); n < 9 {
		t.Errorf("only %d of ana's own things:\n%s", n, file)
	}
	for _, secret := range []string{
		eve.id, "argon2", "canary-digest", "canary-token", "canary-invitation", "canary-device", "canary-address", "canary-name",
		"Private title", "as somebody shares", "From the folder: drink", "digest", "password",
	} {
		if strings.Contains(file, secret) {
			t.Errorf("%q came along", secret)
		}
	}
	if err := s.Export(t.Context(), "nobody", today, transfer.NewJSON(io.Discard)); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("an export of nobody: %v", err)
	}
}

// breaking is a Sink that fails at its nth call.
type breaking struct {
	gathered
	left int
}

var errFull = errors.New("full")

func (f *breaking) step() error {
	if f.left--; f.left < 0 {
		return errFull
	}
	return nil
}

func (f *breaking) Begin(transfer.Person) error { return f.step() }
func (f *breaking) Tag(models.Tag) error        { return f.step() }
func (f *breaking) Entry(models.Entry) error    { return f.step() }
func (f *breaking) Mark(models.Mark) error      { return f.step() }
func (f *breaking) End(date.Date) error         { return f.step() }

// The first error of a sink ends the export, and leaves the database free.
func TestExportEndsWithItsSink(t *testing.T) {
	s := open(t, t.TempDir(), func(*store.Options) {})
	p := newPerson(t, s, "ana")
	id := p.habit("one", ticks(today))
	p.edit(id, editOf("one", ticks(0), "body"), today)
	p.log(id, today, models.ActTick, 0)
	for n := range 4 {
		f := &breaking{left: n}
		f.Bundle.Account = &transfer.Account{}
		if err := s.Export(t.Context(), p.id, today, f); !errors.Is(err, errFull) {
			t.Errorf("after %d calls: %v", n, err)
		}
	}
	var b bytes.Buffer
	if err := s.Export(t.Context(), p.id, today, transfer.NewJSON(&b)); err != nil || b.Len() == 0 {
		t.Error(err)
	}
	p.log(id, today, models.ActClear, 0)
}
