package handlers

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/templates"
)

var noon = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// smallBook is a small book.
func smallBook(t *testing.T) review.Book {
	t.Helper()
	files := map[string]string{
		"book.toml":         "[book]\ntitle = \"The kiln\"\n",
		"src/SUMMARY.md":    "# Summary\n\n- [Characters](./characters.md)\n",
		"src/characters.md": "# Characters\n\n## Alan: new here\n\n## Grace: an expert\n",
	}
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	b, err := review.OpenBook(tree, slices.Sorted(maps.Keys(files)), templates.Stories, config.Book{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// anIdea is an open idea by wendy.
func anIdea(t *testing.T) review.Case {
	t.Helper()
	c := review.Case{Book: smallBook(t), Now: noon, Snapshot: &gateway.Snapshot{
		HTMLURL: "https://github.test/book/vision", DefaultBranch: "main", HeadOID: "base",
		Subject: gateway.Subject{
			Number: 3, Open: true, Author: gateway.User{Login: "wendy", ID: 5}, Labels: []string{"status-quo"},
			Title: "Status quo: Grace waits", Body: "Grace waits for the build.",
		},
	}}
	c.Proposed = c.Book.ReadIdea(c.Snapshot.Subject.Title, c.Snapshot.Subject.Body, c.Snapshot.Subject.Labels)
	c.About, c.Comparable = review.IdeaDoc(3, c.Proposed), c.Proposed.IsIdea
	return c
}

// said is a case in which somebody writes a comment.
func said(c review.Case, login, text string, role gateway.Role) review.Case {
	asked := &review.Asked{
		ID: "comment-9", Effect: "1#3/comment-9/x", Target: gateway.Target{Kind: gateway.OnComment, ID: 9},
		Commands: registry().Parse(text, "storybot"), Role: role,
	}
	c.Asked = asked
	asked.Asker = review.Standing(c, login)
	asked.Asker.IsMember = role >= gateway.RoleTriage
	return c
}

func decided(t *testing.T, c review.Case) review.Outcome {
	t.Helper()
	texts, err := report.NewTexts(templates.Comments)
	if err != nil {
		t.Fatal(err)
	}
	out, err := commands(Commands()).decide(c, texts)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// reply is the one reply, "" if there is none.
func reply(out review.Outcome) string {
	if len(out.State.Replies) == 0 {
		return ""
	}
	return quote.Plain(out.State.Replies[0].Body)
}

func TestCommandsAreEdits(t *testing.T) {
	claimed := anIdea(t)
	claimed.Memory.Claim = &ledger.Claim{Login: "oliver", At: noon}
	closed := anIdea(t)
	closed.Snapshot.Subject.Open = false
	tests := []struct {
		name  string
		c     review.Case
		login string
		text  string
		role  gateway.Role
		reply string // part of it; "" for none
		face  string
		check func(t *testing.T, out review.Outcome)
	}{
		{"help", anIdea(t), "oliver", "/help", 0, "Here's what I can do", "rocket", nil},
		{"nearly a command", anIdea(t), "oliver", "/scafold", 0, "Did you mean", "confused", nil},
		{"not here", anIdea(t), "mia", "/unwaive morals", gateway.RoleAdmin, "only works on pull requests", "confused", nil},
		{"a word is missing", anIdea(t), "wendy", "/character", 0, "needs a bit more", "confused", nil},
		{"explain on an idea", anIdea(t), "oliver", "/explain", 0, "what I find in pull requests", "rocket", nil},
		{"not a label here", anIdea(t), "wendy", "/remove-character alan", 0, "There's no label", "confused", nil},
		{"not a command", anIdea(t), "wendy", "@storybot foobar", 0, "I don't know", "confused", nil},
		{"not allowed", anIdea(t), "oliver", "/character alan", gateway.RoleRead, "Only the author", "confused", nil},
		{"character", anIdea(t), "wendy", "/character alan", 0, "", "rocket", func(t *testing.T, out review.Outcome) {
			if diff := cmp.Diff("character: alan", out.State.AddLabels[0].Name); diff != "" {
				t.Errorf("labels (-want +got)\n%s", diff)
			}
		}},
		{"and back", anIdea(t), "wendy", "/character alan\n/remove-character alan", 0, "", "rocket", func(t *testing.T, out review.Outcome) {
			if len(out.State.AddLabels) != 0 || !slices.Contains(out.Memory.Labels.Placed, "character: alan") {
				t.Errorf("adds %v, remembers %v", out.State.AddLabels, out.Memory.Labels)
			}
		}},
		{"claim", anIdea(t), "oliver", "/claim", 0, "", "rocket", func(t *testing.T, out review.Outcome) {
			if len(out.State.Assign) != 1 || out.State.Assign[0].Login != "oliver" || !strings.Contains(out.State.Assign[0].Otherwise.Body, "The idea is yours") {
				t.Errorf("assigns %+v", out.State.Assign)
			}
			if diff := cmp.Diff(&ledger.Claim{Login: "oliver", At: noon}, out.Memory.Claim); diff != "" {
				t.Errorf("claim (-want +got)\n%s", diff)
			}
		}},
		{"taken", claimed, "mia", "/claim", 0, "already taken by oliver", "confused", nil},
		{"unclaim", claimed, "oliver", "/unclaim", 0, "", "rocket", func(t *testing.T, out review.Outcome) {
			if out.Memory.Claim != nil {
				t.Errorf("still claimed: %+v", out.Memory.Claim)
			}
		}},
		{"not theirs", claimed, "mia", "/unclaim", 0, "You haven't claimed", "confused", nil},
		{"scaffold by a member", anIdea(t), "mia", "/scaffold", gateway.RoleWrite, "", "rocket", func(t *testing.T, out review.Outcome) {
			if out.State.Proposal == nil || len(out.Links) != 0 {
				t.Errorf("proposal %v, links %v", out.State.Proposal, out.Links)
			}
		}},
		{"claim and scaffold", anIdea(t), "oliver", "/claim\n/scaffold", gateway.RoleRead, "Your story is started", "rocket", func(t *testing.T, out review.Outcome) {
			if out.State.Proposal != nil || len(out.Links) != 1 || out.Links[0].Login != "oliver" {
				t.Errorf("proposal %v, links %v", out.State.Proposal, out.Links)
			}
		}},
		{"scaffold of a closed idea", closed, "mia", "/scaffold", gateway.RoleWrite, "This idea is closed", "confused", nil},
		{"assign", anIdea(t), "mia", "/assign @oliver", gateway.RoleTriage, "", "rocket", func(t *testing.T, out review.Outcome) {
			if len(out.State.Assign) != 1 || out.State.Assign[0].Login != "oliver" || !strings.Contains(out.State.Assign[0].Otherwise.Body, "to write up") {
				t.Errorf("assigns %+v", out.State.Assign)
			}
			if diff := cmp.Diff(&ledger.Claim{Login: "oliver", At: noon}, out.Memory.Claim); diff != "" {
				t.Errorf("claim (-want +got)\n%s", diff)
			}
		}},
		{"assigned already", claimed, "mia", "/assign Oliver", gateway.RoleTriage, "", "rocket", func(t *testing.T, out review.Outcome) {
			if len(out.State.Assign) != 0 || out.Memory.Claim.Login != "oliver" {
				t.Errorf("assigns %+v, remembers %+v", out.State.Assign, out.Memory.Claim)
			}
		}},
		{"passed on", claimed, "mia", "/assign `@wendy`.", gateway.RoleTriage, "", "rocket", func(t *testing.T, out review.Outcome) {
			if len(out.State.Assign) != 1 || out.Memory.Claim.Login != "wendy" {
				t.Errorf("assigns %+v, remembers %+v", out.State.Assign, out.Memory.Claim)
			}
		}},
		{"assigned by a stranger", anIdea(t), "oliver", "/assign @wendy", gateway.RoleRead, "Only a member", "confused", nil},
		{"not a login", anIdea(t), "mia", "/assign <b>..</b>/../x", gateway.RoleTriage, "isn't a name GitHub knows", "confused", nil},
		{"two people", anIdea(t), "mia", "/assign @wendy @oliver", gateway.RoleTriage, "name one person", "confused", nil},
		{"retitle", anIdea(t), "wendy", "/retitle “Grace waits again” ", 0, "", "rocket", func(t *testing.T, out review.Outcome) {
			if diff := cmp.Diff("Grace waits again", quote.Plain(out.State.Title)); diff != "" {
				t.Errorf("title (-want +got)\n%s", diff)
			}
		}},
		{"retitle to nothing", anIdea(t), "wendy", "/retitle \"\"", 0, "That title is empty", "confused", nil},
		{"retitle by a stranger", anIdea(t), "oliver", "/retitle Mine", gateway.RoleRead, "Only the author or a member", "confused", nil},
		{"questions of an idea", anIdea(t), "oliver", "/questions", 0, "- Why did you choose Grace to tell this story?", "rocket", nil},
		{"too many", anIdea(t), "oliver", strings.Repeat("/help\n", 12), 0, "I ran the first 10", "confused", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			out := decided(t, said(test.c, test.login, test.text, test.role))
			if got := reply(out); (test.reply == "") != (got == "") || !strings.Contains(got, test.reply) {
				t.Errorf("reply %q, want %q", got, test.reply)
			}
			want := []gateway.Reaction{{On: gateway.Target{Kind: gateway.OnComment, ID: 9}, Content: test.face}}
			if diff := cmp.Diff(want, out.State.Done); diff != "" {
				t.Errorf("reaction (-want +got)\n%s", diff)
			}
			if test.check != nil {
				test.check(t, out)
			}
		})
	}
}

// TestRunAgain: a command that is run again because we were cut off between
// writing and remembering decides the same, on what is there by then.
func TestRunAgain(t *testing.T) {
	assigned := anIdea(t)
	assigned.Snapshot.Subject.Assignees = []string{"oliver"}
	unassigned := anIdea(t)
	unassigned.Memory.Claim = &ledger.Claim{Login: "oliver", At: noon, Assigned: true}
	for _, test := range []struct {
		text  string
		c     review.Case
		claim *ledger.Claim
	}{
		{"/claim", assigned, &ledger.Claim{Login: "oliver", At: noon, Assigned: true}},
		{"/unclaim", unassigned, nil},
	} {
		out := decided(t, said(test.c, "oliver", test.text, 0))
		if out.State.Done[0].Content != "rocket" || len(out.State.Assign)+len(out.State.Unassign) != 0 {
			t.Errorf("%s again: %s, %q, %+v", test.text, out.State.Done[0].Content, reply(out), out.State.Assign)
		}
		if diff := cmp.Diff(test.claim, out.Memory.Claim); diff != "" {
			t.Errorf("%s again: claim (-want +got)\n%s", test.text, diff)
		}
	}
}

// TestDecidingChangesNothing: what was gathered stays as it is, so that deciding
// twice decides the same.
func TestDecidingChangesNothing(t *testing.T) {
	c := anIdea(t)
	c.Memory.Labels.Placed = []string{"character: alan"}
	c = said(c, "wendy", "/character alan\n/remove-character grace\n/claim\n/check", 0)
	first := decided(t, c)
	if diff := cmp.Diff(first, decided(t, c)); diff != "" {
		t.Errorf("the second time (-first +second)\n%s", diff)
	}
	if c.Memory.Claim != nil || !slices.Equal(c.Memory.Labels.Placed, []string{"character: alan"}) || c.Asked.Asker.IsClaimant {
		t.Errorf("the case was changed: %+v, %+v", c.Memory, c.Asked.Asker)
	}
}

func TestCheckOnceAMinute(t *testing.T) {
	c := anIdea(t)
	for _, step := range []struct {
		after time.Duration
		face  string
		reply bool
	}{{0, "rocket", false}, {10 * time.Second, "rocket", true}, {time.Second, "rocket", false}, {time.Minute, "rocket", false}} {
		c.Now = c.Now.Add(step.after)
		out := decided(t, said(c, "oliver", "/check", 0))
		if out.State.Done[0].Content != step.face || (reply(out) != "") != step.reply {
			t.Errorf("after %s: %s, %q", step.after, out.State.Done[0].Content, reply(out))
		}
		c.Memory = out.Memory
	}
}

// TestExplainAndWaiveNameWhatIsHere lists what was found on this pull request.
func TestExplainAndWaiveNameWhatIsHere(t *testing.T) {
	text := "# Status quo stories: Grace waits\n\nGrace waits.\n\n## FAQ\n\n### What are the morals of the story?\n\nTODO\n"
	lines := []gateway.LineRange{{From: 1, To: strings.Count(text, "\n")}}
	c := review.Case{Book: smallBook(t), Now: noon, Snapshot: &gateway.Snapshot{
		Subject: gateway.Subject{Number: 7, Open: true, Author: gateway.User{Login: "wendy"}},
		PullRequest: &gateway.PullRequest{HeadOID: "head", Files: []gateway.ChangedFile{{
			Path: "src/status_quo/grace_waits.md", Status: "added", Read: true, Head: []byte(text), Touched: lines, Hunks: lines,
		}}},
	}}
	for text1, want := range map[string]string{
		"/explain": "- `/explain morals` (", "/waive": "- `/waive morals: your reason` (", "/explain nothing": "On this pull request you can ask about `sources`, `morals`",
	} {
		if got := quote.Plain(reply(decided(t, said(c, "wendy", text1, 0)))); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", text1, got, want)
		}
	}
}

// TestWordAlone: a word alone is answered where nobody but us can have been meant.
func TestWordAlone(t *testing.T) {
	mine := gateway.Comment{Mine: true, Author: gateway.User{Login: "storybot", Bot: true}}
	other := gateway.Comment{Author: gateway.User{Login: "another", Bot: true}}
	for name, test := range map[string]struct {
		comments []gateway.Comment
		answered bool
	}{"nobody": {nil, false}, "only us": {[]gateway.Comment{mine}, true}, "another bot": {[]gateway.Comment{mine, other}, false}} {
		c := anIdea(t)
		c.Snapshot.Subject.Comments = test.comments
		out := decided(t, said(c, "wendy", "/foobar", 0))
		if (reply(out) != "") != test.answered || (len(out.State.Done) > 0) != test.answered {
			t.Errorf("%s spoke: %q, %v", name, reply(out), out.State.Done)
		}
	}
}

// TestLinksADay: as many drafts as one may begin without push rights.
func TestLinksADay(t *testing.T) {
	for _, test := range []struct {
		name  string
		given review.Links
		want  string
	}{
		{"first", review.Links{}, "Your story is started"},
		{"fourth of a person", review.Links{Person: 3, Repository: 3}, "as many drafts as I can start today"},
		{"eleventh of a repository", review.Links{Repository: 10}, "as many drafts as I can start today"},
	} {
		c := said(anIdea(t), "wendy", "/scaffold", gateway.RoleRead)
		c.Asked.Links = test.given
		if got := reply(decided(t, c)); !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestWhoMayWaive: what every story has is a member's to leave out.
func TestWhoMayWaive(t *testing.T) {
	c := review.Case{Book: smallBook(t), Now: noon, Snapshot: &gateway.Snapshot{
		Subject: gateway.Subject{Number: 7, Open: true, Author: gateway.User{Login: "wendy"}}, PullRequest: &gateway.PullRequest{},
	}}
	for _, test := range []struct {
		login, text string
		role        gateway.Role
		waived      []string
	}{
		{"wendy", "/waive morals: told in confidence", gateway.RoleRead, nil},
		{"wendy", "/waive file-name: linked already", gateway.RoleRead, []string{"file-name"}},
		{"mia", "/waive morals: told in confidence", gateway.RoleTriage, []string{"morals"}},
		{"oliver", "/waive file-name: linked already", gateway.RoleRead, nil},
		{"mia", "/waive morals: a\n/waive morals: b\n/waive title: c\n/unwaive title", gateway.RoleTriage, []string{"morals"}},
	} {
		var waived []string
		for _, w := range decided(t, said(c, test.login, test.text, test.role)).Memory.Waivers {
			waived = append(waived, w.Rule)
		}
		if diff := cmp.Diff(test.waived, waived); diff != "" {
			t.Errorf("%s: %s (-want +got)\n%s", test.login, test.text, diff)
		}
	}
}

func TestNeedRole(t *testing.T) {
	for text, want := range map[string]bool{
		"/help": false, "/character alan": false, "/scaffold": true, "/nothing": false,
	} {
		if got := commands(Commands()).needRole(said(anIdea(t), "wendy", text, 0).Asked); got != want {
			t.Errorf("the author says %s: GitHub is asked %v, want %v", text, got, want)
		}
	}
	if asked := said(anIdea(t), "oliver", "/character alan", 0).Asked; !commands(Commands()).needRole(asked) {
		t.Error("a stranger's rights hang on their role, and GitHub is not asked")
	}
}

// TestMovedHead: what is about a text that is another by now is not done.
func TestMovedHead(t *testing.T) {
	ran := false
	mend := Command{Spec: check.Spec, OfHead: true, Run: func(*request) (answer, error) { ran = true; return answer{}, nil }}
	c := review.Case{Book: smallBook(t), Now: noon, Snapshot: &gateway.Snapshot{
		Subject: gateway.Subject{Number: 7, Open: true}, PullRequest: &gateway.PullRequest{HeadOID: "new"},
	}}
	for head, want := range map[string]string{"new": "", "old": "has changed since you wrote `/check`"} {
		ran = false
		c = said(c, "wendy", "/check", 0)
		c.Asked.Head = head
		texts, err := report.NewTexts(templates.Comments)
		if err != nil {
			t.Fatal(err)
		}
		out, err := commands{mend}.decide(c, texts)
		if err != nil {
			t.Fatal(err)
		}
		if got := reply(out); ran != (want == "") || !strings.Contains(got, want) {
			t.Errorf("at the head %s: ran %v, %q", head, ran, got)
		}
	}
}

// TestAnswersAloneDecideNothing: no rule is run to show the page of one.
func TestAnswersAloneDecideNothing(t *testing.T) {
	for text, want := range map[string]bool{
		"/help": true, "/explain morals": true, "/questions": true, "/scafold": true, "/help\n/check": false, "/claim": false,
	} {
		out := decided(t, said(anIdea(t), "oliver", text, 0))
		if (out.State.Comment == nil) != want {
			t.Errorf("%s: only answers %v, want %v", text, out.State.Comment == nil, want)
		}
		c := said(anIdea(t), "oliver", text, 0)
		c.Asked.Look = true
		if decided(t, c).State.Comment == nil {
			t.Errorf("%s in a description: the idea is not looked at", text)
		}
	}
}
