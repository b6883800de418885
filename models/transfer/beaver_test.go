package transfer_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"gloss/models/transfer"
)

// beaverExport is what a person takes away.
const beaverExport = `{"user_email": "ana@example.org", "exported_at": "2026-11-21 20:15:00", "habits": [
  {"name": "Run", "records": [
    {"day": "2026-11-02", "done": true, "text": "<div>by the <b>river</b>&nbsp;&amp; back</div><div>2 < 3</div>"},
    {"day": "2026-11-01", "done": true},
    {"day": "2026-11-03", "done": false, "text": "rain"},
    {"day": "2026-11-04", "done": true, "text": "ill #skip"},
    {"day": "2026-11-05", "done": true, "text": "#failed knee"},
    {"day": "2026-11-06", "done": false}],
   "id": "a1b2c3", "tags": ["Health", "Out, doors"], "star": true, "status": "active",
   "period": {"period_type": "W", "period_count": 1, "target_count": 3},
   "chips": ["yes:teal", "no", "failed:red #failed"]},
  {"name": "Read", "records": [], "period": null}
]}`

// beaverBackup is what a bot sends, with its key in it.
const beaverBackup = `{"order": ["bbbbbb", "aaaaaa"], "order_by": 3,
 "backup": {"telegram_bot_token": "12345:SECRET", "telegram_chat_id": "99"},
 "habits": [
  {"name": "First", "id": "aaaaaa", "records": [{"day": "2026-11-01", "done": true}], "period": {"period_type": "D", "period_count": 1, "target_count": 1}},
  {"name": "Second", "id": "bbbbbb", "status": "archive", "records": [{"day": "2026-11-01", "done": true}], "period": {"period_type": "D", "period_count": 1, "target_count": 1}},
  {"name": "Gone", "id": "cccccc", "status": "soft_delete", "records": [{"day": "2026-11-01", "done": true}], "period": {"period_type": "D", "period_count": 1, "target_count": 1}}]}`

// beaverDisk is what its server keeps, of a program that knows more.
const beaverDisk = `{"data": {"habits": [{"weekly_goal": 3, "list_id": null, "records": [{"day": "2026-1-5", "done": true, "mood": 4}], "name": "Walk"},
 {"name": "Walk", "records": [{"day": "2026-11-05", "done": true}]}], "theme": "SECRET"}, "version": 2}`

var beaverFixtures = []string{beaverExport, beaverBackup, beaverDisk}

func readJSON(t testing.TB, text string, c transfer.Choices) *transfer.Bundle {
	t.Helper()
	return readLoop(t, c, folder(t, "beaver.json", text))
}

// beaverOne is a list of one habit with more keys.
func beaverOne(more string) string {
	return `{"habits":[{"name":"Run","id":"a1b2c3","records":[{"day":"2026-11-01","done":true}]` + more + `}]}`
}

func TestBeaverExport(t *testing.T) {
	b := readJSON(t, beaverExport, nil)
	wantBriefs(t, b,
		brief{"Run", "beaver:a1b2c3", "3 times a week", "", "leaf", "", "", "11-01 x, 11-02 x by the river & back\n2 < 3, 11-03 . rain, 11-04 s ill, 11-05 x #failed knee"},
		brief{"Read", "beaver:name:Read", "once a month", "", "leaf", "", "", ""},
	)
	wantLost(t, b, map[string]int{"Who exported": 0, "Stars": 1, "Buttons": 1, "Commas in tags": 1})
	if got := strings.Join(b.Habits[0].Tags, "|"); got != "Health|Out doors" {
		t.Errorf("tags %s", got)
	}
	if len(b.Doubts) != 2 || b.Doubts[0].ID != "tag.failed" || b.Doubts[0].Default != "done" || b.Doubts[1].ID != "untargeted" || b.Doubts[1].Default != "month" {
		t.Errorf("asked %+v", b.Doubts)
	}
	if p := b.Habits[1].Plans[0]; p.From != loopToday {
		t.Errorf("without a day it begins on %s", p.From)
	}
}

// A hashtag that says what a day was is asked for once, whatever Beaver holds it
// for.
func TestBeaverHashtags(t *testing.T) {
	for choice, want := range map[string]string{"done": "11-05 x #failed knee", "none": "11-05 0 #failed knee", "skip": "11-05 s #failed knee", "odd": "11-05 x #failed knee"} {
		b := readJSON(t, beaverExport, transfer.Choices{"tag.failed": choice, "untargeted": "week"})
		if got := said(b.Habits[0]); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %s, want %s", choice, got, want)
		}
		if got := b.Habits[1].Plans[0].Terms(); got != "once a week" {
			t.Errorf("untargeted, a week: %s", got)
		}
	}
	for text, want := range map[string]string{
		"#star #mark #red #deep-purple #ff0000 #_50% #1/4 30%": "", "#SKIP": "", "a#b c": "", "no.#1": "",
		"#late, #Late": "tag.late", "#zu_spät!": "tag.zu-spät", "#a #b": "tag.a tag.b", "#a_b #a-b": "tag.a-b tag.a-b.2",
		"<p>#tired</p><p>#so</p>": "tag.tired tag.so", "C# and #": "", "#.": "",
	} {
		quoted, _ := json.Marshal(text)
		b := readJSON(t, `{"habits":[{"name":"Run","period":{"period_type":"D"},"records":[{"day":"2026-11-01","done":true,"text":`+string(quoted)+`}]}]}`, nil)
		var ids []string
		for _, d := range b.Doubts {
			ids = append(ids, d.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s asks %q, want %q", text, got, want)
		}
	}
	var days []string
	for i := range 30 {
		days = append(days, fmt.Sprintf(`{"day":"2026-10-%02d","done":true,"text":"#t%d"}`, i+1, i))
	}
	b := readJSON(t, `{"habits":[{"name":"Run","period":{},"records":[`+strings.Join(days, ",")+`]}]}`, nil)
	if len(b.Doubts) != 21 || lost(b, "beyond the first 20").Count != 10 {
		t.Errorf("%d asked, lost %v", len(b.Doubts), b.Lost)
	}
}

// A skip is stored as done, with a word; of a day that is not done it is a word.
func TestBeaverSkips(t *testing.T) {
	for record, want := range map[string]string{
		`"done":true,"text":"#skip"`:            "11-01 s",
		`"done":true,"text":"away #skip today"`: "11-01 s away today",
		`"done":true,"text":"#skip #failed"`:    "11-01 s #failed",
		`"done":false,"text":"#skip"`:           "11-01 . #skip",
		`"done":true,"text":"#skipping"`:        "11-01 x #skipping",
		`"done":true,"text":null`:               "11-01 x",
		`"text":"only words"`:                   "11-01 . only words",
		`"done":false`:                          "",
		`"done":1`:                              "",
	} {
		b := readJSON(t, `{"habits":[{"name":"Run","records":[{"day":"2026-11-01",`+record+`}]}]}`, nil)
		if got := said(b.Habits[0]); got != want {
			t.Errorf("%s: %q, want %q", record, got, want)
		}
	}
}

func TestBeaverText(t *testing.T) {
	for text, want := range map[string]string{
		"plain words":                               "plain words",
		"a < b & c > d":                             "a < b & c > d",
		"weight <goal> 70":                          "weight <goal> 70",
		"one<br>two<br/>three":                      "one\ntwo\nthree",
		"<ul><li>a</li><li>b</li></ul>":             "a\nb",
		`see <a href="https://x.org/a">this</a>`:    "see this (https://x.org/a)",
		`<a href="https://x.org">https://x.org</a>`: "https://x.org",
		"<p>x</p><script>alert(1)</script>":         "x",
		`pic <img src="x.png"> end`:                 "pic end",
		"1 &lt; 2":                                  "1 < 2",
		"unfinished <b":                             "unfinished <b",
		"<!-- c -->kept":                            "kept",
	} {
		quoted, _ := json.Marshal(text)
		b := readJSON(t, `{"habits":[{"name":"Run","records":[{"day":"2026-11-01","done":false,"text":`+string(quoted)+`}]}]}`, nil)
		got := ""
		if len(b.Habits[0].Entries) > 0 {
			got = b.Habits[0].Entries[0].Note
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		if has := strings.Contains(text, "<img") || strings.Contains(text, "<script"); has != (lost(b, "Pictures") != nil) {
			t.Errorf("%s: lost %v", text, b.Lost)
		}
	}
}

func TestBeaverPeriods(t *testing.T) {
	for _, c := range []struct {
		kind          string
		count, target int
		terms         string
		lost          string
	}{
		{"D", 1, 1, "every day", ""},
		{"D", 1, 3, "every day", "3 times a day became every day"},
		{"D", 2, 1, "once in any 2 days", ""},
		{"D", 10, 7, "7 times in any 10 days", ""},
		{"D", 3, 5, "3 times in any 3 days", "5 times in 3 days became 3 times in any 3 days"},
		{"D", 90, 1, "once in any 90 days", ""},
		{"D", 180, 3, "twice in any 90 days", "3 times in 180 days became twice in any 90 days"},
		{"W", 1, 1, "once a week", ""},
		{"W", 1, 4, "4 times a week", ""},
		{"W", 1, 9, "7 times a week", "9 times a week became 7 times a week"},
		{"W", 2, 1, "once in any 14 days", ""},
		{"W", 13, 4, "4 times in any 90 days", "4 times in 13 weeks became 4 times in any 90 days"},
		{"M", 1, 2, "twice a month", ""},
		{"M", 1, 31, "28 times a month", "31 times a month became 28 times a month"},
		{"M", 2, 3, "3 times in any 60 days", "3 times in 2 months became 3 times in any 60 days"},
		{"M", 6, 2, "once in any 90 days", "twice"},
		{"Y", 1, 1, "once in any 90 days", "once a year became once in any 90 days"},
		{"Y", 1, 100, "25 times in any 90 days", "100 times a year became 25 times in any 90 days"},
		{"Y", 2, 1000, "90 times in any 90 days", "1000 times in 2 years"},
	} {
		b := readJSON(t, beaverOne(fmt.Sprintf(`,"period":{"period_type":%q,"period_count":%d,"target_count":%d}`, c.kind, c.count, c.target)), nil)
		if got := b.Habits[0].Plans[0].Terms(); got != c.terms {
			t.Errorf("%s %d %d: %s, want %s", c.kind, c.count, c.target, got, c.terms)
		}
		l := lost(b, "Periods that Gloss does not have")
		if (l != nil) != (c.lost != "") || l != nil && c.lost != "twice" && !strings.Contains(l.What, c.lost) {
			t.Errorf("%s %d %d: lost %+v, want %s", c.kind, c.count, c.target, l, c.lost)
		}
		soundBundle(t, b)
	}
	for period, odd := range map[string]bool{
		`null`: false, `{}`: false, `{"period_type":"D"}`: false, `{"period_type":"X"}`: true, `{"period_type":"D","period_count":0}`: true,
		`{"period_type":"W","target_count":-1}`: true, `7`: true, `{"period_type":"D","period_count":"2"}`: true, `{"period_type":"D","period_count":1e9}`: true,
	} {
		b := readJSON(t, beaverOne(`,"period":`+period), nil)
		if got := lost(b, "Periods that say nothing"); (got != nil) != odd {
			t.Errorf("%s: lost %v", period, b.Lost)
		}
		if asked := len(b.Doubts) == 1; asked == (period == `{"period_type":"D"}`) {
			t.Errorf("%s: asked %v", period, b.Doubts)
		}
	}
}

// The key of the bot is neither kept nor shown.
func TestBeaverBackup(t *testing.T) {
	b := readJSON(t, beaverBackup, nil)
	wantBriefs(t, b,
		brief{"Second", "beaver:bbbbbb", "every day", "", "leaf", "", "", "11-01 x"},
		brief{"First", "beaver:aaaaaa", "every day", "", "leaf", "", "", "11-01 x"},
	)
	wantLost(t, b, map[string]int{"Backup settings": 0, "deleted in Beaver": 1})
	if b.Habits[0].Ended == 0 || b.Habits[1].Ended != 0 {
		t.Error("the archived habit is not the one archived")
	}
	if len(b.Doubts) != 1 || b.Doubts[0].ID != "deleted" || b.Doubts[0].Default != "leave" {
		t.Errorf("asked %+v", b.Doubts)
	}
	b = readJSON(t, beaverBackup, transfer.Choices{"deleted": "archive"})
	if len(b.Habits) != 3 || b.Habits[2].Name != "Gone" || b.Habits[2].Ended == 0 {
		t.Errorf("brought along: %v", briefs(b))
	}
	for _, text := range beaverFixtures {
		if all := fmt.Sprintf("%+v", readJSON(t, text, nil)); strings.Contains(all, "SECRET") || strings.Contains(all, "example.org") {
			t.Errorf("told: %s", all)
		}
	}
}

func TestBeaverOrder(t *testing.T) {
	list := func(head string) string {
		return `{` + head + `"habits":[{"name":"b","id":"1","tags":["z"],"records":[]},{"name":"C","id":"2","records":[]},{"name":"a","id":"3","tags":["y"],"records":[]}]}`
	}
	for head, want := range map[string]string{
		``: "b C a", `"order_by":1,`: "a b C", `"order_by":2,`: "C a b", `"order_by":3,"order":["3","2"],`: "a C b",
		`"order":["3"],`: "a b C", `"order_by":9,"order":["2","1","3"],`: "C b a", `"order_by":null,"order":null,`: "b C a", `"order":[7],`: "b C a",
	} {
		var names []string
		for _, h := range readJSON(t, list(head), nil).Habits {
			names = append(names, h.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s: %s, want %s", head, got, want)
		}
	}
}

// What its server keeps, without ids: two habits of one name are told apart by
// their place, and what is not known is named, never shown.
func TestBeaverOnDisk(t *testing.T) {
	b := readJSON(t, beaverDisk, nil)
	wantBriefs(t, b,
		brief{"Walk", "beaver:name:Walk", "once a month", "", "leaf", "", "", "01-05 x"},
		brief{"Walk", "beaver:name:Walk#2", "once a month", "", "leaf", "", "", "11-05 x"},
	)
	if l := lost(b, "does not know"); l == nil || l.What != "Parts of the file that Gloss does not know: “list_id”, “mood”, “theme”, “version” and “weekly_goal”." {
		t.Errorf("lost %+v", l)
	}
}

func TestBeaverTwiceADay(t *testing.T) {
	b := readJSON(t, `{"habits":[{"name":"Run","records":[{"day":"2026-11-01","done":true,"text":"a"},{"day":"2026-11-01","done":true,"text":"#skip"},
		{"day":"2026-13-01","done":true},"x",{"day":5}]}, 7, {"records":[]}]}`, nil)
	if got := said(b.Habits[0]); got != "11-01 s a" {
		t.Errorf("the later counts: %s", got)
	}
	wantLost(t, b, map[string]int{"stand twice": 1, "Days that cannot be read": 3, "Habits that cannot be read": 1, "without a name": 1, "does not know": 0})
}

func TestBeaverIsRefusedInWords(t *testing.T) {
	for text, want := range map[string]string{
		beaverExport[:300]: "beaver.json, line 5: The file ends too early.",
		`{"habits":[{"name":"Run","records":[{"day":"2026-11-01","done":` + "\n" + `yes}]}]}`:  "beaver.json, line 2: This is not JSON: \"yes\" is out of place.",
		`{"habits":[{"name":"Run","records":[]}]} more`:                                        "beaver.json, line 1: This is not JSON: \"m\" is out of place.",
		`{"habits":[{"name":"Run","records":[{"day":"2026-11-01"},` + strings.Repeat("[", 200): "beaver.json, line 1: It goes deeper than 100 levels.",
	} {
		if got := refused(t, folder(t, "beaver.json", text)); got != want {
			t.Errorf("%.60q is refused with %q, want %q", text, got, want)
		}
	}
}

// Other programs' lists of habits are none of Beaver's.
func TestNotBeaver(t *testing.T) {
	for _, text := range []string{
		`{"habits":[]}`, `[]`, `{}`, `{"habits":[{"id":"1","name":"x","completions":[]}]}`, `{"habits":[{"create_t":1,"name":"x","records":[]}]}`,
		`{"habits":[{"name":"x","records":[{"record_date":20000,"record_type":1}]}]}`, `{"gloss":{"format":1},"habits":[{"name":"x","records":[{"day":"2026-11-01"}]}]}`,
		`{"habits":{"name":"x","records":[{"day":"2026-11-01"}]}}`, `"habits"`, `{"habits":[{"events":{}, "name":"x"}]}`,
	} {
		if b, err := tryLoop(nil, folder(t, "x.json", text)); err == nil && b.Format == "beaver" {
			t.Errorf("%s is taken for Beaver's", text)
		}
	}
}

func FuzzBeaver(f *testing.F) {
	for _, text := range beaverFixtures {
		f.Add([]byte(text))
	}
	f.Add([]byte(beaverOne(`,"period":{"period_type":"Y","period_count":7,"target_count":999},"status":"x","tags":["a,b","",5]`)))
	f.Add([]byte(`{"habits":[{"name":"","records":[{"day":"2200-12-31","done":true,"text":"<a href=x>#a</a>#skip<b"}]}],"habits":1}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) < 4 || string(text[:2]) == "PK" {
			return
		}
		sound(t, "beaver", folder(t, "x.json", string(text)))
	})
}
