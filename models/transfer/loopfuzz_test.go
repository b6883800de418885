package transfer_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"gloss/models/transfer"
)

// wantSound says whether what was read can be lived with: days in order, one
// each, under a plan.
func wantSound(t *testing.T, b *transfer.Bundle) {
	t.Helper()
	for _, h := range b.Habits {
		if h.Name == "" || h.Key == "" || len(h.Plans) == 0 || len(h.Plans[0].Problems()) > 0 {
			t.Errorf("%+v", h)
		}
		for i, e := range h.Entries {
			if i > 0 && e.Day <= h.Entries[i-1].Day || e.Day < h.Plans[0].From || e.Skipped && e.Said {
				t.Errorf("%s: %+v", h.Name, e)
			}
		}
		transfer.Prove(h, loopToday)
	}
}

func FuzzLoopDB(f *testing.F) {
	small, err := os.ReadFile(rawDB(f, 25, "PRAGMA page_size=512",
		"CREATE TABLE Habits (id INTEGER PRIMARY KEY, name TEXT, type INTEGER, freq_num INTEGER, freq_den INTEGER, uuid TEXT, color INTEGER)",
		"CREATE TABLE Repetitions (habit INTEGER, timestamp INTEGER, value INTEGER, notes TEXT)",
		row("Habits", "id", 1, "name", "A", "type", 0, "freq_num", 2, "freq_den", 3, "uuid", "u", "color", 5), row("Habits", "id", 2, "name", "B", "type", 1),
		logRow(1, "2026-11-01", 2, "notes", "n"), logRow(2, "2026-11-01", 1500), logRow(1, "2026-11-02", 3), logRow(3, "2026-11-01", 0)))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(small)
	for _, version := range []uint32{9, 16, 21, 23, 26} {
		other := append([]byte(nil), small...)
		binary.BigEndian.PutUint32(other[60:], version)
		f.Add(other)
	}
	f.Add(small[:1200])
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "x.db")
		if err := os.WriteFile(path, append([]byte("SQLite format 3\x00"), data[min(16, len(data)):]...), 0o600); err != nil {
			t.Fatal(err)
		}
		wantSafe(t, path, "fuzzed")
		if b, err := tryLoop(nil, path); err == nil {
			wantSound(t, b)
		}
	})
}

func FuzzLoopCSV(f *testing.F) {
	f.Add(uint8(2), "001,A,YES_NO,Q?,D,2,3,#388E3C,,,,false\n", dated+"2015-01-25,YES_MANUAL,\n2015-01-24,NO,\"So, sick\"\n2015-01-23,YES_AUTO,\n",
		"Date,Score\n2015-01-25,0.0519\n", true)
	f.Add(uint8(0), "001,A,,1,1,#123456\n", "2015-01-25,2\n", "2015-01-25,0,5\n", true)
	f.Add(uint8(1), "001,\"A\",q,d,3,7,\n", "2015-01-25,2500\n2015-01-24,3\n", "", true)
	f.Add(uint8(2), "001,A,NUMERICAL,,,1,1,#388E3C,km,AT_MOST,1e400,true\n", "Date,A,\n2015-01-25,NO,\n", "Date,A,\n2015-01-25,1.0,\n", false)
	f.Fuzz(func(t *testing.T, generation uint8, list, marks, scores string, folders bool) {
		dir, at := t.TempDir(), ""
		if folders {
			at = "001 A/"
		}
		head := []string{headOne, headTwo, headThree}[generation%3]
		for name, text := range map[string]string{"Habits.csv": head + list, at + "Checkmarks.csv": marks, at + "Scores.csv": scores} {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		wantSafe(t, dir, "fuzzed")
		if b, err := tryLoop(nil, dir); err == nil {
			wantSound(t, b)
		}
	})
}
