package server_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// suggested are the suggestions of the newest review, by what they say.
func suggested(view githubsim.IssueView) []string {
	var bodies []string
	if len(view.Reviews) > 0 {
		for _, comment := range view.Reviews[len(view.Reviews)-1].Comments {
			bodies = append(bodies, comment.Body)
		}
	}
	return bodies
}

// TestAnswersAreSuggested: on somebody's own branch nothing is written.
func TestAnswersAreSuggested(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(noticed(gap, s.notice()))})
	s.settle()
	s.say(outsider, number, "/moral Waiting costs.")
	if view := s.seen(number); len(view.Reviews) != 0 || !strings.Contains(lastOurs(view), "Only the author") {
		t.Errorf("a stranger's moral: %d reviews, %q", len(view.Reviews), lastOurs(view))
	}
	s.say(member, number, "/moral Waiting costs.\n/source https://example.org/wait\n/faq Why does nobody complain?")
	view := s.seen(number)
	if len(view.Reviews) != 1 {
		t.Fatalf("%d reviews, want one for three commands", len(view.Reviews))
	}
	all := strings.Join(suggested(view), "\n---\n")
	for _, want := range []string{
		"A moral from mia:\n\n```suggestion\nWaiting costs.\n```", "A source from mia:", "\nhttps://example.org/wait\n",
		"A question from mia, to be answered below it:", "### **Why does nobody complain?**",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	s.say(member, number, "/moral Waiting costs.")
	if view = s.seen(number); len(view.Reviews) != 1 || !strings.Contains(lastOurs(view), "already suggested that") {
		t.Errorf("again: %d reviews, %q", len(view.Reviews), lastOurs(view))
	}
	for _, comment := range view.Reviews[0].Comments {
		if comment.Resolved {
			t.Errorf("resolved although nobody answered: %s", comment.Body)
		}
	}
	s.done(s.Push(writer, number, "Answer", files(noticed(full, s.notice()))))
	s.settle()
	s.say(outsider, number, "/faq Is there no cache?")
	if view = s.seen(number); len(view.Reviews) != 2 || !strings.Contains(strings.Join(suggested(view), ""), "A question from oliver") {
		t.Errorf("anybody may ask: %d reviews, %q", len(view.Reviews), suggested(view))
	}
	s.say(writer, number, "/moral  waiting *costs*.")
	if last := lastOurs(s.seen(number)); !strings.Contains(last, "says that already") {
		t.Errorf("what the story says is answered with %q", last)
	}
}

// TestAnswersOnOurDraft: one commit, which names the asker.
func TestAnswersOnOurDraft(t *testing.T) {
	s := newStage(t, nil)
	_, number, _ := s.begun("Grace waits")
	before := len(s.View(number).Commits)
	id, err := s.Comment(writer, number, "/moral And nobody sees it. Fixes #1, @everyone.\n/source A talk")
	s.done(err)
	view := s.seen(number)
	if len(view.Commits) != before+1 || len(view.Reviews) != 0 {
		t.Fatalf("%d commits, %d reviews, %q", len(view.Commits)-before, len(view.Reviews), lastOurs(view))
	}
	message := view.Commits[len(view.Commits)-1].Message
	want := "Add a moral\n\nAdd a source\n\nCo-authored-by: wendy <"
	if !strings.HasPrefix(message, want) || !strings.HasSuffix(message, "\nStorybot-Command: moral, source") || strings.Contains(message, "#1") {
		t.Errorf("message\n%s\nwant it to begin with\n%s", message, want)
	}
	text, err := s.File(view.HeadBranch, place)
	s.done(err)
	for _, want := range []string{"* Waiting costs.\n* And nobody sees it. Fixes #1, @everyone.\n", "sources for this story?\n\nA talk\n"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	s.done(s.EditComment(writer, id, "/moral And nobody sees it. Fixes #1, @everyone.\n/source A talk\n\nSorry, a typo."))
	if view = s.seen(number); len(view.Commits) != before+1 {
		t.Errorf("an edit ran them again: %d commits", len(view.Commits)-before)
	}
	s.say(outsider, number, "/faq Is there no cache?")
	if view = s.seen(number); len(view.Commits) != before+1 || len(view.Reviews) != 1 {
		t.Errorf("a stranger's question: %d commits, %d reviews; want it suggested", len(view.Commits)-before, len(view.Reviews))
	}
	s.say(writer, number, "/faq Is there no cache?")
	if view = s.seen(number); len(view.Commits) != before+2 {
		t.Errorf("the writer's question: %d commits", len(view.Commits)-before)
	}
}

// TestAnswersWhereTheyAreWritten: a comment on a line says which story is meant;
// what lies outside the change is said and not suggested.
func TestAnswersWhereTheyAreWritten(t *testing.T) {
	other := strings.ReplaceAll(gap, "Grace", "Alan")
	const second = "src/status_quo/alan_waits.md"
	s := newStage(t, map[string]string{"src/status_quo/niklaus_waits.md": strings.ReplaceAll(gap, "Grace", "Niklaus") + strings.Repeat("\n", 20)})
	number := s.open(githubsim.PullRequestInput{Title: "Two", Draft: true, Files: map[string][]byte{place: []byte(gap), second: []byte(other)}})
	s.settle()
	s.say(member, number, "/moral Waiting costs.")
	if last := lastOurs(s.seen(number)); !strings.Contains(last, "several stories") || !strings.Contains(last, "“Alan waits” or “Grace waits”") {
		t.Errorf("which one is meant: %q", last)
	}
	_, err := s.Review(number, githubsim.ReviewInput{Login: member, Event: "COMMENT", Comments: []githubsim.ReviewCommentInput{{Path: second, Line: 3, Body: "/moral Waiting costs."}}})
	s.done(err)
	view := s.seen(number)
	last := view.Reviews[len(view.Reviews)-1]
	if len(view.Reviews) != 2 || last.Comments[0].Path != second {
		t.Errorf("%d reviews, the last on %+v", len(view.Reviews), last.Comments)
	}
	edit, err := s.OpenPullRequest(githubsim.PullRequestInput{
		Login: writer, Fork: true, Branch: "edit", Title: "A word", Files: map[string][]byte{
			"src/status_quo/niklaus_waits.md": []byte(strings.Replace(strings.ReplaceAll(gap, "Grace", "Niklaus")+strings.Repeat("\n", 20), "waits for the build", "waits for a build", 1)),
		},
	})
	s.done(err)
	s.settle()
	s.say(writer, edit, "/source @everyone fixes #1 ```` & <b>")
	view = s.seen(edit)
	if len(view.Reviews) != 0 || !strings.Contains(lastOurs(view), "This belongs in niklaus\\_waits.md, line ") {
		t.Errorf("%d reviews, and %q", len(view.Reviews), lastOurs(view))
	}
	s.harmless("the reply", lastOurs(view))
	if diff := cmp.Diff(0, len(view.Reviews)); diff != "" {
		t.Error(diff)
	}
}
