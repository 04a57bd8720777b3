package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestVeryManyFiles: reads and writes are as few as ever, and what was looked
// at is told.
func TestVeryManyFiles(t *testing.T) {
	s := newStage(t, nil)
	many := files(gap)
	for i := range 3000 {
		many[fmt.Sprintf("data/%04d.txt", i)] = []byte("x\n")
		many[fmt.Sprintf("src/zoo/%04d.md", i)] = []byte("# An animal\n")
	}
	many["a.md"], many["b/status_quo/grace_reads.md"] = []byte("# A\n"), many[place]
	s.sim.ResetRequests()
	number := s.open(githubsim.PullRequestInput{Title: "Everything", Files: many})
	view := s.seen(number)
	if len(ours(view)) != 1 || !strings.Contains(lastOurs(view), "I only checked the first 300") {
		t.Errorf("want to be told what was looked at, got %q", ours(view))
	}
	if n := len(s.sim.Requests()); n > 15 {
		t.Errorf("%d requests", n)
	}
}

// TestManyRemarks are put on the check run in batches, the first hundred of them.
func TestManyRemarks(t *testing.T) {
	s := newStage(t, nil)
	text := strings.Replace(full, "Grace waits for the build.", strings.Repeat("See [nothing].\n\n", 130), 1)
	view := s.seen(s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(noticed(text, s.notice()))}))
	if len(view.Checks) != 1 || len(view.Checks[0].Annotations) != 100 {
		t.Fatalf("%d checks, %d annotations", len(view.Checks), len(view.Checks[0].Annotations))
	}
	if got := strings.Count(lastOurs(view), "`undefined-reference`"); got != 1 {
		t.Errorf("the report tells of it %d times, want once for all places", got)
	}
}

// TestLimits: whatever GitHub limits is done later, and once.
func TestLimits(t *testing.T) {
	limits := []struct {
		name   string
		status int
		header http.Header
		body   string
	}{
		{"secondary", http.StatusForbidden, http.Header{"Retry-After": {"1"}}, `{"message":"You have exceeded a secondary rate limit."}`},
		{"too many", http.StatusTooManyRequests, http.Header{"Retry-After": {"1"}}, `{"message":"Too many requests"}`},
		{"primary", http.StatusForbidden, http.Header{"X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Reset": {"1"}}, `{"message":"API rate limit exceeded"}`},
		{"bad gateway", http.StatusBadGateway, nil, "<html>"},
	}
	for _, limit := range limits {
		t.Run(limit.name, func(t *testing.T) {
			s := newStage(t, nil)
			for _, match := range []func(*http.Request) bool{
				func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/compare/") },
				isComment,
				func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/check-runs") },
			} {
				s.sim.Inject(githubsim.Fault{Match: match, Status: limit.status, Header: limit.header, Body: limit.body})
			}
			number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(noticed(full, s.notice()))})
			deadline := time.Now().Add(60 * time.Second)
			for view := s.seen(number); verdict(view) != "success"; view = s.seen(number) {
				if time.Now().After(deadline) {
					t.Fatalf("check %q in the end", verdict(view))
				}
			}
			if view := s.View(number); len(ours(view)) != 1 || len(view.Checks) != 1 {
				t.Errorf("%d comments, %d checks", len(ours(view)), len(view.Checks))
			}
		})
	}
}

// TestCommandsInReviews: in a review's text and in a comment on a line.
func TestCommandsInReviews(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(full)})
	s.settle()
	_, err := s.Review(number, githubsim.ReviewInput{Login: member, Event: "COMMENT", Body: "/explain morals"})
	s.done(err)
	if last := lastOurs(s.seen(number)); !strings.Contains(last, "The story says what its morals are") {
		t.Errorf("a review is answered with %q", last)
	}
	_, err = s.Review(number, githubsim.ReviewInput{Login: member, Event: "COMMENT", Body: "See the line.", Comments: []githubsim.ReviewCommentInput{{Path: place, Line: 3, Body: "/explain title"}}})
	s.done(err)
	if last := lastOurs(s.seen(number)); !strings.Contains(last, "has a title of its own") {
		t.Errorf("a comment on a line is answered with %q", last)
	}
}

// TestOddStories: nothing, and nothing but NUL bytes.
func TestOddStories(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "NUL": strings.Repeat("\x00", 1000), "a byte order mark": "\ufeff", "no UTF-8": "# Grace \xff\xfe\n"} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, nil)
			number := s.open(githubsim.PullRequestInput{Title: "Odd", Files: files(text)})
			first := ours(s.seen(number))
			if len(first) > 1 {
				t.Errorf("%d comments", len(first))
			}
			s.done(s.Push(writer, number, "Write", files(noticed(full, s.notice()))))
			if view := s.seen(number); verdict(view) != "success" || len(ours(view)) != 1 {
				t.Errorf("check %q, %d comments once it is written", verdict(view), len(ours(view)))
			}
		})
	}
}

// TestStoryTakenOut: the report is settled, and stays one.
func TestStoryTakenOut(t *testing.T) {
	s := newStage(t, nil)
	changes := files(gap)
	changes["README.md"] = []byte("# Hello\n")
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: changes})
	s.settle()
	s.done(s.Push(writer, number, "Not now", map[string][]byte{place: nil}))
	view := s.seen(number)
	if len(ours(view)) != 1 || !strings.Contains(lastOurs(view), "no story in this pull request now") || verdict(view) == "failure" {
		t.Errorf("check %q, comments %q", verdict(view), ours(view))
	}
}

// TestLinksWithinAChange: what a pull request brings, moves and removes counts.
func TestLinksWithinAChange(t *testing.T) {
	s := newStage(t, map[string]string{"src/there.md": "# There\n\n## Twice\n", "src/gone.md": "# Gone\n"})
	links := strings.NewReplacer("waits for the build.", "waits, as [here](../new.md#first), [there](../moved.md#twice), [before](../there.md) and [never](../gone.md).").Replace(full)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: map[string][]byte{
		place: []byte(noticed(links, s.notice())), "src/new.md": []byte("# First\n"),
		"src/moved.md": []byte("# There\n\n## Twice\n"), "src/there.md": nil, "src/gone.md": nil,
	}})
	var said []string
	for _, note := range s.seen(number).Checks[0].Annotations {
		said = append(said, note.Message)
	}
	want := []string{
		"There's no file at this link's target. Perhaps ../moved.md is meant.",
		"There's no file at this link's target. Please check where it should lead.",
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("remarks (-want +got)\n%s", diff)
	}
}
