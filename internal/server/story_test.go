package server_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/report"
)

// gap is a story with two questions open, full the same without.
const (
	place = "src/status_quo/grace_waits.md"
	gap   = `# 😱 Status quo stories: Grace waits

## The story

Grace waits for the build.

## 🤔 Frequently Asked Questions

### **What are the morals of the story?**

TODO

### **What are the sources for this story?**

### **Why did you choose Grace to tell this story?**

She knows builds.

### **How would this story have played out differently for the other characters?**

Not much.
`
)

var full = strings.NewReplacer("TODO", "Waiting costs.", "sources for this story?**\n", "sources for this story?**\n\nMy own [notes](https://example.org).\n").Replace(gap)

// noticed gives a story the template's draft notice.
func noticed(text, notice string) string {
	return strings.Replace(text, "## The story", notice+"\n## The story", 1)
}

// notice is the draft notice of the built-in template.
func (s *stage) notice() string {
	s.t.Helper()
	text, err := s.File("", "src/status_quo/template.md")
	s.done(err)
	from := strings.Index(string(text), "## 🚧")
	to := strings.Index(string(text), "## The story")
	if from < 0 || to < from {
		s.t.Fatal("the template has no notice")
	}
	return string(text[from:to])
}

func (s *stage) open(in githubsim.PullRequestInput) int {
	s.t.Helper()
	in.Login, in.Fork, in.Branch = writer, true, "story"
	number, err := s.OpenPullRequest(in)
	s.done(err)
	return number
}

func files(text string) map[string][]byte { return map[string][]byte{place: []byte(text)} }

func TestStoryPullRequest(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Draft: true, Files: files(noticed(gap, s.notice()))})
	view := s.seen(number)
	if diff := cmp.Diff([]string{"character: grace", "status-quo"}, labels(view)); diff != "" {
		t.Errorf("labels (-want +got)\n%s", diff)
	}
	comments := ours(view)
	if len(comments) != 1 || !strings.HasPrefix(comments[0], report.ReportMarker) ||
		!strings.Contains(comments[0], "`morals`") || !strings.Contains(comments[0], "`sources`") {
		t.Fatalf("want one report that asks for morals and sources, got %q", comments)
	}
	if verdict(view) != "neutral" || len(view.Reviews) != 0 {
		t.Errorf("a draft's check is %q with %d reviews, want a neutral one without", verdict(view), len(view.Reviews))
	}

	s.done(s.Push(writer, number, "Answer", files(noticed(full, s.notice()))))
	view = s.seen(number)
	if comments = ours(view); len(comments) != 1 || !strings.Contains(comments[0], "Nothing's missing") {
		t.Errorf("want the one report edited, got %q", comments)
	}
	if verdict(view) != "success" {
		t.Errorf("check %q", verdict(view))
	}

	s.sim.ResetRequests()
	s.done(s.EditTitle(writer, number, "Grace waits, again"))
	s.settle()
	for _, request := range s.sim.Requests() {
		if request.Method != "GET" && request.Operation != "PullRequest" {
			t.Errorf("nothing changed, and it wrote: %s %s %s", request.Method, request.Path, request.Operation)
		}
	}
}

func TestReadyStoryGetsSuggestionsOnce(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(strings.Replace(full, "Grace waits\n\n", "Template\n\n", 1))})
	view := s.seen(number)
	if len(view.Reviews) != 1 || len(view.Reviews[0].Comments) == 0 {
		t.Fatalf("want one review with suggestions, got %+v", view.Reviews)
	}
	s.done(s.Push(writer, number, "Title", files(noticed(full, s.notice()))))
	view = s.seen(number)
	if len(view.Reviews) != 1 {
		t.Errorf("%d reviews, want the first alone", len(view.Reviews))
	}
	for _, comment := range view.Reviews[0].Comments {
		if !comment.Resolved {
			t.Errorf("the suggestion on %s is settled and stays open: %s", comment.Path, comment.Body)
		}
	}
}

func TestQuietWhereThereIsNoStory(t *testing.T) {
	s := newStage(t, map[string]string{place: full})
	number := s.open(githubsim.PullRequestInput{Title: "Docs", Files: map[string][]byte{"README.md": []byte("# Hello\n")}})
	view := s.seen(number)
	if len(view.Comments)+len(view.Labels)+len(view.Checks)+len(view.Reviews) != 0 {
		t.Errorf("a pull request without a story got something: %+v", view)
	}
	edit, err := s.OpenPullRequest(githubsim.PullRequestInput{
		Login: writer, Fork: true, Branch: "edit", Title: "A word", Files: files(strings.Replace(full, "waits for the build", "waits for a build", 1)),
	})
	s.done(err)
	view = s.seen(edit)
	if len(ours(view)) != 0 || verdict(view) != "success" {
		t.Errorf("a small edit got %q and check %q, want no word and a green check", ours(view), verdict(view))
	}
}

func TestRequiredCheckNeverBlocksOtherWork(t *testing.T) {
	s := newStage(t, map[string]string{".github/storybot.yml": "checks:\n  required: true\n"})
	number := s.open(githubsim.PullRequestInput{Title: "Docs", Files: map[string][]byte{"README.md": []byte("# Hello\n")}})
	if view := s.seen(number); verdict(view) != "success" || len(view.Comments) != 0 {
		t.Errorf("check %q, %d comments: want a green check alone", verdict(view), len(view.Comments))
	}
	story, err := s.OpenPullRequest(githubsim.PullRequestInput{Login: writer, Fork: true, Branch: "gap", Title: "Grace", Files: files(gap)})
	s.done(err)
	if view := s.seen(story); verdict(view) != "failure" {
		t.Errorf("check %q, want failure: it is required", verdict(view))
	}
}

func TestLabelsPeopleChangedStay(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.settle()
	s.done(s.RemoveLabel(member, number, "character: grace"))
	s.done(s.AddLabel(member, number, "help wanted"))
	s.settle()
	s.done(s.Push(writer, number, "More", files(full)))
	if diff := cmp.Diff([]string{"help wanted", "status-quo"}, labels(s.seen(number))); diff != "" {
		t.Errorf("labels (-want +got)\n%s", diff)
	}
}

func TestTroubleOnTheWay(t *testing.T) {
	s := newStage(t, nil)
	s.sim.SetDeliveryMode(githubsim.Duplicate|githubsim.Reorder, 0)
	s.sim.Inject(githubsim.Fault{Match: isComment, DropAnswer: true})
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.done(s.Push(writer, number, "More", files(noticed(full, s.notice()))))
	deadline := time.Now().Add(30 * time.Second)
	for view := s.seen(number); verdict(view) != "success"; view = s.seen(number) {
		if time.Now().After(deadline) {
			t.Fatalf("check %q in the end", verdict(view))
		}
	}
	if comments := ours(s.seen(number)); len(comments) != 1 {
		t.Errorf("want one comment, got %q", comments)
	}
	for _, secret := range []string{"ghs_", "Grace waits for the build", "BEGIN RSA"} {
		if strings.Contains(s.log.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}
