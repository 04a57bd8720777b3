package server_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/report"
)

const ideaBody = `### Brief summary

Grace waits for a build, every day.

### Optional details

* (Optional) Which [character(s)] would be the best fit and why?
    * [ ] [Alan]: new here
    * [x] [Grace]: an expert
* (Optional) What are the key points or morals to emphasize?
    * Waiting costs.
`

func (s *stage) idea(title, body string, labels ...string) int {
	s.t.Helper()
	number, err := s.OpenIssue(writer, title, body, labels...)
	s.done(err)
	return number
}

func (s *stage) say(login string, number int, text string) {
	s.t.Helper()
	_, err := s.Comment(login, number, text)
	s.done(err)
}

func TestIdea(t *testing.T) {
	s := newStage(t, nil)
	s.done(s.CreateLabel("status-quo-story-ideas", "ededed", "Ideas"))
	number := s.idea("Grace waits", ideaBody, "status-quo-story-ideas")
	view := s.seen(number)
	if diff := cmp.Diff([]string{"character: grace", "status-quo-story-ideas"}, labels(view)); diff != "" {
		t.Errorf("labels (-want +got)\n%s", diff)
	}
	for _, label := range s.Labels() {
		if label.Name == "character: grace" && (label.Color == "" || label.Description == "") {
			t.Errorf("the new label has no colour or description: %+v", label)
		}
	}
	comments := ours(view)
	if len(comments) != 1 || !strings.HasPrefix(comments[0], report.IdeaMarker) {
		t.Fatalf("want one word of welcome, got %q", comments)
	}
	link := between(comments[0], "[open the editor](", ")")
	address, err := url.Parse(link)
	if err != nil || len(link) > 8000 {
		t.Fatalf("a link of %d bytes, %v", len(link), err)
	}
	if name := address.Query().Get("filename"); name != "grace_waits.md" {
		t.Errorf("file name %q", name)
	}
	text := address.Query().Get("value")
	for _, want := range []string{"Grace waits for a build, every day.", "Waiting costs.", "sources"} {
		if !strings.Contains(text, want) {
			t.Errorf("the begun story lacks %q:\n%s", want, text)
		}
	}

	s.done(s.EditBody(writer, number, strings.Replace(ideaBody, "* Waiting costs.", "* *Write some morals here.*", 1)))
	if comments = ours(s.seen(number)); len(comments) != 1 || !strings.Contains(comments[0], "the morals: what") {
		t.Errorf("want the comment edited, got %q", comments)
	}
}

// between is what stands between two marks.
func between(text, from, to string) string {
	_, rest, _ := strings.Cut(text, from)
	inside, _, _ := strings.Cut(rest, to)
	return inside
}

func TestOtherIssuesAreLeftAlone(t *testing.T) {
	s := newStage(t, nil)
	view := s.seen(s.idea("The build of the book is broken", "mdbook says: no such file"))
	if len(view.Comments)+len(view.Labels) != 0 {
		t.Errorf("an issue that is no idea got %+v", view)
	}
}

func TestHostileIdeas(t *testing.T) {
	titles := []string{
		"Status quo: ../../etc/passwd", "Status quo: .git/config", "Status quo: " + strings.Repeat("very ", 47) + "long",
		"Status quo: 🦀🦀🦀", "Status quo: \u202egnorw", "Status quo: @everyone fixes #1 --> <script>",
	}
	s := newStage(t, nil)
	for _, title := range titles {
		number := s.idea(title, "### Brief summary\n\n@everyone fixes #1\n\n```\n# Grace --> <img src=x>\n", "status-quo")
		comments := ours(s.seen(number))
		if len(comments) != 1 {
			t.Errorf("%q: %d comments", title, len(comments))
			continue
		}
		if strings.Contains(comments[0], "@everyone") || strings.Contains(comments[0], "fixes #1") {
			t.Errorf("%q: echoed as it is:\n%s", title, comments[0])
		}
		s.say(member, number, "/scaffold grace")
		s.settle()
	}
	for _, issue := range s.Issues() {
		for _, file := range s.View(issue.Number).Files {
			if !strings.HasPrefix(file.Path, "src/status_quo/grace") {
				t.Errorf("%s was written", file.Path)
			}
		}
	}
}

func TestScaffoldByMember(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	s.settle()
	s.sim.ResetRequests()
	s.say(member, number, "/scaffold")
	view := s.seen(number)
	if got := view.Comments[len(view.Comments)-2].Reactions; got["eyes"] != 1 || got["rocket"] != 1 {
		t.Errorf("reactions %v", got)
	}
	if last := lastOurs(view); !strings.Contains(last, "Here's the draft: #2") {
		t.Errorf("the draft is not linked: %q", last)
	}
	if first := ours(view)[0]; !strings.Contains(first, "being written in #2") {
		t.Errorf("the first comment does not know of the draft: %q", first)
	}
	draft := s.View(number + 1)
	if !draft.IsPull || !draft.Draft || draft.HeadBranch != "storybot/idea-1-grace-waits" {
		t.Fatalf("want a draft pull request, got %+v", draft)
	}
	if len(draft.Closes) != 1 || draft.Closes[0] != number {
		t.Errorf("it closes %v", draft.Closes)
	}
	if len(draft.Commits) != 1 || !draft.Commits[0].Verified || !strings.Contains(draft.Commits[0].Message, "Co-authored-by: Wendy <") {
		t.Errorf("commits %+v", draft.Commits)
	}
	if len(draft.Files) != 1 || draft.Files[0].Path != "src/status_quo/grace_waits.md" {
		t.Errorf("files %+v", draft.Files)
	}

	s.say(member, number, "/scaffold \"Grace waits no more\"")
	s.settle()
	again := s.View(number + 1)
	if again.Title != "Grace waits no more" || len(s.Issues()) != 2 {
		t.Errorf("asked again: %q, %d issues and pull requests", again.Title, len(s.Issues()))
	}
	if len(again.Files) != 1 || again.Files[0].Path != "src/status_quo/grace_waits_no_more.md" {
		t.Errorf("asked again: files %+v", again.Files)
	}
	s.done(s.Push(member, number+1, "Write", map[string][]byte{"src/status_quo/grace_waits_no_more.md": []byte("# Mine\n")}))
	s.settle()
	s.say(member, number, "/scaffold")
	s.settle()
	if text, err := s.File("storybot/idea-1-grace-waits", "src/status_quo/grace_waits_no_more.md"); err != nil || string(text) != "# Mine\n" {
		t.Errorf("what somebody wrote was replaced: %q, %v", text, err)
	}
}

func TestScaffoldAfterTheDraftWasClosed(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	s.settle()
	s.say(member, number, "/scaffold")
	s.settle()
	s.done(s.CloseIssue(member, number+1))
	s.say(member, number, "/scaffold")
	view := s.seen(number)
	if last := lastOurs(view); !strings.Contains(last, "started in #2, which is closed") {
		t.Errorf("want to be told where the draft is, got %q", last)
	}
	if got := view.Comments[len(view.Comments)-2].Reactions["confused"]; got != 1 {
		t.Errorf("reactions %v", view.Comments[len(view.Comments)-2].Reactions)
	}
}

func TestScaffoldByOutsider(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	s.settle()
	s.say(outsider, number, "/scaffold")
	if last := lastOurs(s.seen(number)); !strings.Contains(last, "/claim") {
		t.Errorf("want a kind refusal, got %q", last)
	}
	for range 4 {
		s.say(writer, number, "/scaffold") // the idea's author, without push rights
		s.settle()
	}
	view := s.View(number)
	links, refused := 0, 0
	for _, body := range ours(view) {
		links += strings.Count(body, "Your story is started")
		refused += strings.Count(body, "come back tomorrow")
	}
	if links != 3 || refused != 1 || len(s.Issues()) != 1 {
		t.Errorf("%d links, %d refusals, %d issues; want 3, 1 and the idea alone", links, refused, len(s.Issues()))
	}
}

func lastOurs(view githubsim.IssueView) string {
	bodies := ours(view)
	if len(bodies) == 0 {
		return ""
	}
	return bodies[len(bodies)-1]
}
