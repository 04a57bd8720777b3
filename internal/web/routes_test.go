package web_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// routed says where a payload goes ("INSTALLATION NAME KEY KIND edge", or level), or why nowhere.
func routed(t *testing.T, event, body string) string {
	t.Helper()
	s := newSite(t)
	w := s.serve(delivery(event, body))
	switch {
	case w.Code == http.StatusOK && len(s.kept) == 0:
		_, outcome, _ := strings.Cut(s.log.String(), `"outcome":"`)
		outcome, _, _ = strings.Cut(outcome, `"`)
		return outcome
	case w.Code == http.StatusAccepted && len(s.kept) == 1:
		about, word := s.kept[0].Subject, "level"
		if s.kept[0].Edge {
			word = "edge"
		}
		return fmt.Sprintf("%d %s %s %s %s", about.Repo.Installation, about, about.Key(), about.Kind, word)
	}
	t.Fatalf("%s: status %d, kept %d: %s", event, w.Code, len(s.kept), w.Body)
	return ""
}

// What GitHub itself gives as examples.
func TestRoutesOfGitHubsExamples(t *testing.T) {
	file, err := os.Open("testdata/webhook-examples.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	got := map[string]string{}
	for lines.Scan() {
		var example struct {
			Event   string
			Payload json.RawMessage
		}
		if err := json.Unmarshal(lines.Bytes(), &example); err != nil {
			t.Fatal(err)
		}
		var words struct{ Action string }
		if err := json.Unmarshal(example.Payload, &words); err != nil {
			t.Fatal(err)
		}
		got[strings.TrimSuffix(example.Event+"."+words.Action, ".")] = routed(t, example.Event, string(example.Payload))
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"push":                                "ignored_event",
		"check_run.created":                   "ignored_action",
		"check_run.requested_action":          "690857 electron/electron#26764 9384267#26764 pull_request edge",
		"check_run.rerequested":               "ignored_number", // of a fork, and not a run of ours
		"check_suite.rerequested":             "957387 Codertocat/Hello-World#2 186853002#2 pull_request edge",
		"installation.created":                "ignored_event",
		"issue_comment.created":               "1 Codertocat/Hello-World#1 186853002#1 issue edge",
		"issue_comment.deleted":               "ignored_action",
		"issue_comment.edited":                "ignored_repository", // not from an installation
		"issues.edited":                       "ignored_repository",
		"issues.labeled":                      "ignored_repository",
		"issues.opened":                       "ignored_repository",
		"label.edited":                        "ignored_event",
		"ping":                                "ignored_ping",
		"pull_request.closed":                 "1 Codertocat/Hello-World#2 186853002#2 pull_request level",
		"pull_request.converted_to_draft":     "1 Codertocat/Hello-World#2 186853002#2 pull_request level",
		"pull_request.labeled":                "1 Codertocat/Hello-World#2 186853002#2 pull_request level",
		"pull_request.opened":                 "1 Codertocat/Hello-World#2 186853002#2 pull_request edge",
		"pull_request.synchronize":            "1 Codertocat/Hello-World#2 186853002#2 pull_request level",
		"pull_request_review.dismissed":       "ignored_action",
		"pull_request_review.submitted":       "1 Codertocat/Hello-World#2 186853002#2 pull_request edge",
		"pull_request_review_comment.created": "1 Codertocat/Hello-World#2 186853002#2 pull_request edge",
		"pull_request_review_thread.resolved": "ignored_event",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("routes (-want +got):\n%s", diff)
	}
}

func TestRoutesOfOddPayloads(t *testing.T) {
	const place = `"repository":{"id":42,"name":"b","owner":{"login":"o"},"default_branch":"main"},"installation":{"id":7}`
	const bot, other = `"sender":{"login":"Storybot[bot]","type":"Bot"}`, `"sender":{"login":"ci[bot]","type":"Bot"}`
	for name, row := range map[string]struct{ event, body, want string }{
		"our check run":          {"check_run", `{"action":"rerequested","check_run":{"external_id":"12","pull_requests":[]},` + place + `}`, "7 o/b#12 42#12 pull_request edge"},
		"a check run's digest":   {"check_run", `{"action":"rerequested","check_run":{"external_id":"12:ab3","pull_requests":[{"number":4}]},` + place + `}`, "7 o/b#12 42#12 pull_request edge"},
		"a check run of nothing": {"check_run", `{"action":"rerequested","check_run":{"external_id":"","pull_requests":[]},` + place + `}`, "ignored_number"},
		"a suite of one":         {"check_suite", `{"action":"rerequested","check_suite":{"pull_requests":[{"number":4}]},` + place + `}`, "7 o/b#4 42#4 pull_request edge"},
		"a suite of two":         {"check_suite", `{"action":"rerequested","check_suite":{"pull_requests":[{"number":4},{"number":5}]},` + place + `}`, "7 o/b 42#0 repository edge"},
		"a suite of none":        {"check_suite", `{"action":"rerequested","check_suite":{"pull_requests":[]},` + place + `}`, "7 o/b 42#0 repository edge"},
		"a suite of nonsense":    {"check_suite", `{"action":"rerequested","check_suite":{"pull_requests":[{"number":"x"}]},` + place + `}`, "7 o/b 42#0 repository edge"},
		"on a pull request":      {"issue_comment", `{"action":"created","issue":{"number":3,"pull_request":{"url":"u"}},` + place + `}`, "7 o/b#3 42#3 pull_request edge"},
		"on an issue":            {"issue_comment", `{"action":"created","issue":{"number":3,"pull_request":null},` + place + `}`, "7 o/b#3 42#3 issue edge"},
		"a foreign external id":  {"check_run", `{"action":"rerequested","check_run":{"external_id":"x","pull_requests":[{"number":4}]},` + place + `}`, "7 o/b#4 42#4 pull_request edge"},
		"our own comment":        {"issue_comment", `{"action":"created","issue":{"number":1},` + bot + `,` + place + `}`, "ignored_echo"},
		"our own label":          {"pull_request", `{"action":"labeled","pull_request":{"number":1},` + bot + `,` + place + `}`, "ignored_echo"},
		"our own pull request":   {"pull_request", `{"action":"opened","pull_request":{"number":1},` + bot + `,` + place + `}`, "7 o/b#1 42#1 pull_request edge"},
		"another bot's comment":  {"issue_comment", `{"action":"created","issue":{"number":1},` + other + `,` + place + `}`, "ignored_bot"},
		"another bot's label":    {"issues", `{"action":"labeled","issue":{"number":1},` + other + `,` + place + `}`, "7 o/b#1 42#1 issue level"},
		"no number":              {"issues", `{"action":"opened",` + place + `}`, "ignored_number"},
		"number zero":            {"issues", `{"action":"opened","issue":{"number":0},` + place + `}`, "ignored_number"},
		"negative number":        {"issues", `{"action":"opened","issue":{"number":-1},` + place + `}`, "ignored_number"},
		"huge number":            {"issues", `{"action":"opened","issue":{"number":1e99},` + place + `}`, "ignored_number"},
		"number of another kind": {"issues", `{"action":"opened","issue":{"number":{}},` + place + `}`, "ignored_number"},
		"unknown action":         {"issues", `{"action":"pinned","issue":{"number":1},` + place + `}`, "ignored_action"},
		"action of another kind": {"issues", `{"action":["opened"],"issue":{"number":1},` + place + `}`, "ignored_action"},
		"no installation":        {"issues", `{"action":"opened","issue":{"number":1},"repository":{"name":"b","owner":{"login":"o"}}}`, "ignored_repository"},
		"no repository id":       {"issues", `{"action":"opened","issue":{"number":1},"repository":{"name":"b","owner":{"login":"o"}},"installation":{"id":7}}`, "ignored_repository"},
		"negative repository id": {"issues", `{"action":"opened","issue":{"number":1},"repository":{"id":-4,"name":"b","owner":{"login":"o"}},"installation":{"id":7}}`, "ignored_repository"},
		"a path as name":         {"issues", `{"action":"opened","issue":{"number":1},"repository":{"name":"..","owner":{"login":"o/#"}},"installation":{"id":7}}`, "ignored_repository"},
		"nothing":                {"issues", `{}`, "ignored_action"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := routed(t, row.event, row.body); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}
