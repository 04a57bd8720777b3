package gateway_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestOurCommentIsFoundInALongConversation puts it on the second page, though
// another of ours is on the first.
func TestOurCommentIsFoundInALongConversation(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	h.settle(number, gateway.State{Comment: &gateway.Report{Marker: "<!-- other -->", Body: "another"}})
	for i := range 105 {
		_, err := h.Comment("mia", number, fmt.Sprint(i))
		h.done(err)
	}
	want := gateway.State{Comment: &gateway.Report{Marker: "<!-- us -->", Body: "hello"}}
	h.settle(number, want)
	h.converged(number, want)
	if diff := cmp.Diff([]string{"POST graphql Issue", "POST graphql Comments"}, h.asked()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	if got := len(h.View(number).Comments); got != 107 {
		t.Errorf("%d comments, want 107", got)
	}
}

// TestLargeFilesAreRead asks for one whose text a query cuts off, and for one
// that is too large to be read.
func TestLargeFilesAreRead(t *testing.T) {
	h := newHub(t)
	long := bytes.Repeat([]byte("a story that goes on and on\n"), 35_000) // about 980 KB
	_, s := h.pull(githubsim.PullRequestInput{Login: "wendy", Fork: true, Title: "Long", Files: map[string][]byte{
		"src/long.md": long, "src/huge.md": bytes.Repeat([]byte("x"), 2<<20), "src/old.md": append([]byte("new\n"), long...),
	}})
	for _, file := range s.PullRequest.Files {
		want := map[string][]byte{"src/long.md": long, "src/old.md": append([]byte("new\n"), long...)}[file.Path]
		if !bytes.Equal(file.Head, want) || file.Read != (want != nil) || file.TooLarge != (want == nil) {
			t.Errorf("%s: %d bytes, read: %t, too large: %t, want %d", file.Path, len(file.Head), file.Read, file.TooLarge, len(want))
		}
	}
}

// TestChangeWithoutPatchIsFoundByItsLines leaves the patches out, as GitHub
// does when they are very large.
func TestChangeWithoutPatchIsFoundByItsLines(t *testing.T) {
	text := func(lines ...string) []byte { return []byte(strings.Join(lines, "\n")) }
	tests := []struct {
		name       string
		base, head []byte
		want       []gateway.LineRange
	}{
		{"one line", text("a", "b", "c", ""), text("a", "x", "c", ""), []gateway.LineRange{{From: 2, To: 2}}},
		{"apart", text("a", "b", "c", "d", ""), text("x", "b", "c", "y", ""), []gateway.LineRange{{From: 1, To: 4}}},
		{"put in", text("a", "a", ""), text("a", "a", "a", ""), []gateway.LineRange{{From: 3, To: 3}}},
		{"taken out", text("a", "b", "c", ""), text("a", "c", ""), []gateway.LineRange{{From: 2, To: 2}}},
		{"taken off the end", text("a", "b", ""), text("a", ""), []gateway.LineRange{{From: 1, To: 1}}},
		{"end of the last line", text("a", "b"), text("a", "b", ""), []gateway.LineRange{{From: 2, To: 2}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := newHub(t, func(c *gateway.ClientConfig, _ *gateway.Options) { c.Transport = withoutPatches })
			h.done(h.Commit("mia", "main", "base", map[string][]byte{"src/b.md": test.base}))
			_, s := h.pull(githubsim.PullRequestInput{Login: "mia", Title: "Change", Files: map[string][]byte{"src/b.md": test.head}})
			if diff := cmp.Diff(test.want, s.PullRequest.Files[0].Touched); diff != "" {
				t.Errorf("touched lines (-want +got):\n%s", diff)
			}
		})
	}
}

// withoutPatches takes the patches out of comparisons.
var withoutPatches = roundTrip(func(r *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil || !strings.Contains(r.URL.Path, "/compare/") {
		return response, err
	}
	defer response.Body.Close()
	var answer map[string]any
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return nil, err
	}
	for _, file := range answer["files"].([]any) {
		delete(file.(map[string]any), "patch")
	}
	body, err := json.Marshal(answer)
	response.Body, response.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	response.Header.Del("Content-Length")
	return response, err
})

// roundTrip makes a function a transport.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// endless is a body without an end.
type endless struct{}

func (endless) Read(into []byte) (int, error) { return copy(into, strings.Repeat(" ", len(into))), nil }
func (endless) Close() error                  { return nil }

// TestAnswersTooLargeAreAskedForInHalves gives an endless answer to every
// query for more than two texts, and to any for one of them.
func TestAnswersTooLargeAreAskedForInHalves(t *testing.T) {
	h := newHub(t, func(c *gateway.ClientConfig, _ *gateway.Options) {
		c.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.Body != nil && strings.HasSuffix(r.URL.Path, "/graphql") {
				body, err := io.ReadAll(r.Body)
				if err != nil {
					return nil, err
				}
				r.Body = io.NopCloser(bytes.NewReader(body))
				if bytes.Contains(body, []byte("b2: object")) || bytes.Contains(body, []byte("SUMMARY.md")) {
					return &http.Response{StatusCode: http.StatusOK, Request: r, Body: endless{}, Header: http.Header{}}, nil
				}
			}
			return http.DefaultTransport.RoundTrip(r)
		})
	})
	change := map[string][]byte{}
	for _, name := range []string{"old", "moved", "latin", "gone", "SUMMARY"} {
		change["src/"+name+".md"] = []byte("other\n")
	}
	_, s := h.pull(githubsim.PullRequestInput{Login: "mia", Title: "Many", Files: change})
	for _, file := range s.PullRequest.Files {
		if want := file.Path != "src/SUMMARY.md"; file.Read != want {
			t.Errorf("%s read: %t, want %t", file.Path, file.Read, want)
		}
	}
}

func TestTreeThatIsCutOffIsRefused(t *testing.T) {
	h := newHub(t)
	h.sim.Inject(githubsim.Fault{
		Match:  func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/git/trees/") },
		Status: http.StatusOK, Body: `{"sha":"` + strings.Repeat("0", 40) + `","url":"https://example.org/","tree":[],"truncated":true}`,
	})
	commit := strings.Repeat("0", 40)
	if _, err := h.ReadTree(t.Context(), h.repo, commit, func(string) bool { return true }); !errors.Is(err, gateway.ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
}

// TestClosedPullRequestIsNotCompared: there is nothing to tell about it.
func TestClosedPullRequestIsNotCompared(t *testing.T) {
	h := newHub(t)
	number, _ := h.pull(githubsim.PullRequestInput{Login: "mia", Title: "A story", Files: map[string][]byte{"src/a.md": []byte("a\n")}})
	h.done(h.CloseIssue("mia", number))
	if s := h.read(number); s.Subject.Open || s.PullRequest.Files != nil {
		t.Errorf("read %+v", s.Subject)
	}
	if diff := cmp.Diff([]string{"POST graphql PullRequest"}, h.asked()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

// TestDraftsOfAnIdeaAreItsOwn looks for those of idea 1 among others whose
// names are alike. None of their pull requests is ours.
func TestDraftsOfAnIdeaAreItsOwn(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	for _, branch := range []string{"storybot/idea-1-a", "storybot/idea-1-b", "storybot/idea-1-c", "storybot/idea-12-x", "storybot/other-idea-1-x", "idea-1-y"} {
		h.done(h.Commit("mia", branch, "m", map[string][]byte{"src/x.md": []byte(branch)}))
	}
	for _, branch := range []string{"storybot/idea-1-a", "storybot/idea-1-c"} {
		_, err = h.OpenPullRequest(githubsim.PullRequestInput{Login: "mia", Branch: branch, Title: branch})
		h.done(err)
	}
	h.done(h.CloseIssue("mia", 2))
	var names []string
	for _, draft := range h.read(number).Drafts {
		names = append(names, fmt.Sprintf("%s #%d taken by #%d", draft.Name, draft.Number, draft.Taken))
	}
	want := []string{"storybot/idea-1-a #0 taken by #0", "storybot/idea-1-b #0 taken by #0", "storybot/idea-1-c #0 taken by #3"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("drafts (-want +got):\n%s", diff)
	}
}
