package server_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/report"
)

// pier is a page whose sections are stories, and sectioned a book of it.
const (
	pierPath = "src/status_quo.md"
	pier     = `# Status quo

## Alan ties a knot

| Character | Shiny Future |
| --- | --- |
| [Alan] | not yet written |

Outline:

* It slips

#### FAQ

* **What are the morals of the story?**
    * Tie two.
* **Are you just making this stuff up?**
    * No, see [my notes](https://example.org).

## Help wanted

Ask [Alan] or [Grace].

[Alan]: ./characters.md#alan-new-here
[Grace]: ./characters.md#grace-an-expert
`
	graceSection = `## Grace waits

| Character | Shiny Future |
| --- | --- |
| [Grace] | not yet written |

Outline:

* Grace waits for a build, every day.

This story began as [an idea](ADDRESS/issues/1).

#### FAQ

* **What are the morals of the story?**
    * Waiting costs.
* **Are you just making this stuff up?**
    * *Cite what the story is based on*
`
)

func sectionStage(t *testing.T) *stage {
	t.Helper()
	return newStage(t, map[string]string{
		pierPath: pier, "src/status_quo/template.md": "", "src/shiny_future/template.md": "",
	})
}

// withSection is the page with a section behind the first.
func withSection(section string) string {
	return strings.Replace(pier, "## Help wanted", section+"\n## Help wanted", 1)
}

// TestSectionIdea begins the story of an idea on the page where the others are.
func TestSectionIdea(t *testing.T) {
	s := sectionStage(t)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	comments := ours(s.seen(number))
	if len(comments) != 1 || !strings.Contains(comments[0], "/edit/main/"+pierPath+")") || strings.Contains(comments[0], "/new/") {
		t.Fatalf("want a link to the page: %q", comments)
	}
	section := between(comments[0], "```markdown\n", "```\n")
	if section != s.graceSection(section) {
		t.Errorf("the section (-want +got)\n%s", cmp.Diff(s.graceSection(section), section))
	}

	s.say(writer, number, "/scaffold")
	if own := lastOurs(s.seen(number)); !strings.Contains(own, "/edit/main/"+pierPath+")") || between(own, "```markdown\n", "```\n") != section {
		t.Errorf("the writer's own way: %q", own)
	}

	s.say(member, number, "/scaffold")
	draft := s.View(number + 1)
	if s.settle(); !draft.IsPull {
		draft = s.View(number + 1)
	}
	if len(draft.Files) != 1 || draft.Files[0].Path != pierPath {
		t.Fatalf("want one commit that edits the page, got %+v", draft.Files)
	}
	text, err := s.File(draft.HeadBranch, pierPath)
	s.done(err)
	if diff := cmp.Diff(withSection(section), string(text)); diff != "" {
		t.Errorf("the page of the draft (-want +got)\n%s", diff)
	}
	if strings.Contains(draft.Body, "own fork") || !strings.Contains(draft.Body, "Closes #1") || !strings.Contains(draft.Body, "a section of that page") {
		t.Errorf("the draft says %q", draft.Body)
	}
	if report := ours(s.seen(number + 1)); len(report) != 1 || !strings.Contains(report[0], "Thanks for this status quo story, told by Grace") {
		t.Errorf("a section is thanked for like a file: %q", report)
	}
	if first := ours(s.View(number))[0]; !strings.Contains(first, "being written in #2") || strings.Contains(first, "<details>") {
		t.Errorf("the first comment does not know of the draft: %q", first)
	}
	head := draft.HeadOID
	s.say(member, number, "/scaffold")
	if again := s.seen(number + 1); again.HeadOID != head {
		t.Error("asked again, it commits the same again")
	}
}

// graceSection is what the section should be; what the template says to write
// below the second question is not looked at.
func (s *stage) graceSection(got string) string {
	want, _, _ := strings.Cut(strings.Replace(graceSection, "ADDRESS", s.sim.URL+"/book/vision", 1), "    * *Cite")
	_, prompt, _ := strings.Cut(got, "stuff up?**\n")
	return want + prompt
}

// TestSectionPullRequest guides a new section as it does a new file, offers it
// the idea it may be, and says nothing of its siblings.
func TestSectionPullRequest(t *testing.T) {
	s := sectionStage(t)
	s.idea("Grace waits for her build", ideaBody, "status-quo")
	s.settle()
	section := "## Grace waits for her build\n\n| Character | Shiny Future |\n| --- | --- |\n| [Grace] | not yet written |\n\n" +
		"Grace waits for a build, every day. Waiting costs.\n\n#### FAQ\n\n* **What are the morals of the story?**\n    * TODO\n"
	number, err := s.OpenPullRequest(githubsim.PullRequestInput{
		Login: writer, Fork: true, Branch: "waits", Title: "Builds", Files: map[string][]byte{pierPath: []byte(withSection(section))},
	})
	s.done(err)
	view := s.seen(number)
	if diff := cmp.Diff([]string{"character: grace", "status-quo"}, labels(view)); diff != "" {
		t.Errorf("labels (-want +got)\n%s", diff)
	}
	comments := ours(view)
	if len(comments) != 1 || !strings.HasPrefix(comments[0], report.ReportMarker) {
		t.Fatalf("want one report, got %q", comments)
	}
	for _, want := range []string{"this status quo story, told by Grace", "`morals`", "`sources`", "#1 asks for", "`Closes #1`"} {
		if !strings.Contains(comments[0], want) {
			t.Errorf("the report lacks %q:\n%s", want, comments[0])
		}
	}
	s.done(s.Push(writer, number, "again", map[string][]byte{"src/note.md": []byte("A note.\n")}))
	if again := ours(s.seen(number)); len(again) != 1 || !strings.Contains(again[0], "#1 asks for") {
		t.Errorf("want the one report, edited, got %q", again)
	}
}
