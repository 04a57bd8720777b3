package server_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// begun is an idea of the writer's, whose draft a member asked for.
func (s *stage) begun(title string) (idea, draft int, branch string) {
	s.t.Helper()
	idea = s.idea(title, ideaBody, "status-quo")
	s.say(member, idea, "/scaffold")
	s.settle()
	issues := s.Issues()
	draft = issues[len(issues)-1].Number
	return idea, draft, s.View(draft).HeadBranch
}

func (s *stage) hasBranch(name string) bool { return slices.Contains(s.Branches(), name) }

func TestUndo(t *testing.T) {
	s := newStage(t, nil)
	idea, draft, branch := s.begun("Grace waits")
	s.speak(idea, []spoken{
		{"stranger", outsider, "/undo", "Only the author, whoever claimed the idea or a member", "confused", nil},
		{"proposer", writer, "/undo", "", "rocket", func(view githubsim.IssueView) bool {
			return !strings.Contains(ours(view)[0], "being written") && strings.Contains(ours(view)[0], "two ways to start")
		}},
		{"twice", writer, "/undo", "I haven't started a draft here", "confused", nil},
	})
	if view := s.View(draft); view.State != "closed" || s.hasBranch(branch) {
		t.Fatalf("the draft is %s, its branch is there: %v", view.State, s.hasBranch(branch))
	}
	s.say(member, idea, "/scaffold")
	s.settle()
	if again := s.Issues()[len(s.Issues())-1]; !again.IsPull || again.State != "open" || again.HeadBranch != branch {
		t.Errorf("/scaffold after /undo made %+v", again)
	}
}

// TestUndoOnTheDraft: the idea's own comment follows.
func TestUndoOnTheDraft(t *testing.T) {
	s := newStage(t, nil)
	idea, draft, branch := s.begun("Grace waits")
	s.say(outsider, draft, "/help")
	s.settle()
	s.speak(draft, []spoken{
		{"stranger", outsider, "/undo", "Only the author", "confused", nil},
		{"proposer", writer, "@storybot undo", "", "rocket", func(view githubsim.IssueView) bool { return view.State == "closed" }},
		{"twice", writer, "/undo", "its branch is gone", "confused", nil},
	})
	if s.hasBranch(branch) || strings.Contains(ours(s.View(idea))[0], "being written") {
		t.Errorf("branch there: %v, the idea says\n%s", s.hasBranch(branch), ours(s.View(idea))[0])
	}
}

// TestUndoLeavesOthersWork alone.
func TestUndoLeavesOthersWork(t *testing.T) {
	s := newStage(t, nil)
	for name, test := range map[string]struct {
		work func(draft int, branch string)
		want string
	}{
		"commit": {func(draft int, _ string) {
			s.done(s.Push(member, draft, "More", map[string][]byte{"README.md": []byte("x")}))
		}, "more in #"},
		"comment": {func(draft int, _ string) { s.say(outsider, draft, "I like it.\n\n/help") }, "People have commented"},
		"review": {func(draft int, _ string) {
			_, err := s.Review(draft, githubsim.ReviewInput{Login: outsider, Event: "COMMENT", Body: "Nice"})
			s.done(err)
		}, "People have commented"},
		"merge": {func(draft int, _ string) {
			s.done(s.MarkReady(member, draft))
			s.done(s.Merge(member, draft))
		}, "is merged"},
	} {
		idea, draft, branch := s.begun("Grace " + name + "s")
		test.work(draft, branch)
		s.settle()
		s.speak(idea, []spoken{{name, member, "/undo", test.want, "confused", nil}})
		if view := s.View(draft); !s.hasBranch(branch) || view.State == "closed" && !view.Merged {
			t.Errorf("%s: the draft is %s, its branch is there: %v", name, view.State, s.hasBranch(branch))
		}
	}
	number := s.open(githubsim.PullRequestInput{Title: "Mine", Files: files(gap)})
	s.settle()
	s.speak(number, []spoken{{"somebody's own", writer, "/undo", "I haven't started a draft here", "confused", nil}})
}

// TestUndoOfAClosedDraft deletes the branch that was left.
func TestUndoOfAClosedDraft(t *testing.T) {
	s := newStage(t, nil)
	idea, draft, branch := s.begun("Grace waits")
	s.done(s.CloseIssue(member, draft))
	s.speak(idea, []spoken{{"closed", member, "/undo", "", "rocket", nil}})
	if s.hasBranch(branch) {
		t.Error("the branch is still there")
	}
}
