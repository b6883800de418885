package transfer

import (
	"bytes"
	"context"
	"io"
	"path"
	"regexp"
	"strings"

	"gloss/models/date"
)

var _ = register(Format{
	Name: harshFormat.Name, Title: harshFormat.Title,
	Recognise: func(f *Files) bool {
		h := harshFilesOf(f)
		return len(h.habits)+len(h.logs) > 0
	},
	Read: readHarsh,
})

var harshFormat = Format{Name: "harsh", Title: "harsh (habits and log)"}

// harshFiles are the texts that look like harsh's, which bear any name.
type harshFiles struct{ habits, logs, others []string }

// maxHarsh is how many files a folder of harsh may have; it writes two.
const maxHarsh = 40

func harshFilesOf(f *Files) (h harshFiles) {
	names := f.Names()
	if len(names) > maxHarsh {
		return h
	}
	for _, name := range names {
		switch kind := harshKind(f.Head(name)); {
		case kind == "habits":
			h.habits = append(h.habits, name)
		case kind == "log":
			h.logs = append(h.logs, name)
		case f.Size(name) > 0:
			h.others = append(h.others, name)
		}
	}
	h.habits = h.named(h.habits, "habits")
	h.logs = h.named(h.logs, "log")
	return h
}

// named returns, of several that look alike, the one that bears harsh's own
// name.
func (h *harshFiles) named(names []string, own string) []string {
	for i, name := range names {
		if len(names) > 1 && path.Base(name) == own {
			h.others = append(append(h.others, names[:i]...), names[i+1:]...)
			return names[i : i+1]
		}
	}
	return names
}

var (
	harshLog       = regexp.MustCompile(`^\d{4}-\d{2}-\d{2} : .*\S.* : +[yns](\s|$)`)
	harshFrequency = regexp.MustCompile(`^\s*\S.*?: +(\d+(\s*/\s*\d+)?w?)\s*(: .*)?$`)
)

// harshKind tells a list of habits and a log by their first lines.
func harshKind(head []byte) string {
	all, _ := io.ReadAll(text(bytes.NewReader(head)))
	if bytes.IndexByte(all, 0) >= 0 || bytes.HasPrefix(bytes.TrimSpace(all), []byte("{")) {
		return ""
	}
	list := strings.Split(string(all), "\n")
	if len(head) == headSize && len(list) > 1 {
		list = list[:len(list)-1]
	}
	var logs, habits, total int
	for _, line := range list {
		line = strings.TrimRight(line, "\r")
		switch {
		case strings.TrimSpace(line) == "", line[0] == '#', line[0] == '!':
			continue
		case harshLog.MatchString(line):
			logs++
		case harshFrequency.MatchString(line):
			habits++
		}
		total++
	}
	switch {
	case logs > 0 && logs*2 >= total:
		return "log"
	case habits > 0 && habits*5 >= total*4:
		return "habits"
	}
	return ""
}

// readHarsh reads the list of habits and then the log, the latter twice: whether
// a habit's amounts can be counted depends on all of its days.
func readHarsh(ctx context.Context, f *Files, c Choices, today date.Date, progress func(int)) (*Bundle, error) {
	names := harshFilesOf(f)
	for _, alike := range [][]string{names.habits, names.logs} {
		if len(alike) > 1 {
			return nil, &Error{File: alike[1], Said: "There are two of this kind. Bring one of each."}
		}
	}
	h := &harsh{byName: map[string]*harshHabit{}, b: newBuilder(ctx, harshFormat, c, today, progress)}
	h.b.Clashes(lastCounts, false) // as harsh reads it
	for _, name := range names.habits {
		if err := h.eachLine(f, name, h.habitLine); err != nil {
			return nil, err
		}
		h.listed = true
	}
	for _, name := range names.logs {
		if err := h.eachLine(f, name, h.learn); err != nil {
			return nil, err
		}
	}
	if err := h.settle(); err != nil {
		return nil, err
	}
	for _, name := range names.logs {
		if err := h.eachLine(f, name, h.take); err != nil {
			return nil, err
		}
	}
	if len(names.logs) == 0 {
		h.b.Tell("Days: the log is not among the files. Give harsh’s habits and log together, and they come.")
	}
	for _, name := range names.others {
		h.b.Lose("Other files, which are not harsh’s.", name)
	}
	return h.b.Bundle()
}
