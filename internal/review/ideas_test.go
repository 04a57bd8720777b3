package review_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story/related"
)

// Ideas 1 and 2 are as near to the story of slugs; 3 is another.
const (
	slugs    = "Slugs ate the lettuce in the garden. Every evening there were more slugs; the lettuce was gone by June and the garden was bare."
	slugIdea = "Somebody grows lettuce, and slugs come to the garden at night."
)

// slugStory is a pull request with the story of slugs, in a book of others.
func slugStory(t *testing.T, text string) review.Case {
	t.Helper()
	b := library(t, nil)
	told := func(text string) string { return strings.Replace(grace, "Grace waits for the build.", text, 1) }
	c := pull(b, added(place, told(text)))
	c.Snapshot.HTMLURL = "https://github.test/book/vision"
	c.Stories = b.Docs(map[string][]byte{
		"src/status_quo/alan_a.md": []byte(told("The oven was cold and the dough waited. Heating an oven takes wood, and dough does not wait.")),
		"src/status_quo/alan_b.md": []byte(told("The chain of the bicycle broke on the bridge. A chain needs oil, and the bicycle stood on the bridge.")),
		"src/status_quo/alan_c.md": []byte(told("The boat leaked near the harbour. They pumped water all night, and the harbour master towed the boat.")),
		"src/status_quo/alan_d.md": []byte(told("The clock in the tower stopped at four. Its pendulum had come loose, and the tower was silent.")),
	})
	c.Ideas = []related.Doc{
		{Number: 1, Title: "A letter is lost", Kind: "status-quo", Text: "The postman lost a letter under the stairs."},
		{Number: 2, Title: "Slugs everywhere", Kind: "status-quo", Text: slugIdea},
		{Number: 4, Title: "The kettle", Kind: "status-quo", Text: "A kettle that never boils, and tea that is never made."},
	}
	c.About, _, c.Comparable = review.FirstStory(c.Snapshot.PullRequest, b)
	return c
}

// TestWhichIdea: what the story says it began from counts before its branch, that
// before its description, that before a link in the text, and a guess comes last.
func TestWhichIdea(t *testing.T) {
	tests := []struct {
		name  string
		story string
		edit  func(c *review.Case)
		want  []int
	}{
		{"a guess", slugs, nil, []int{2}},
		{"says what it began as", slugs + "\n\nThis story began as [an idea](https://github.test/book/vision/issues/1).", nil, []int{1}},
		{"says so in other marks", "*This story began as an idea (https://github.test/book/vision/issues/1)*\n\n" + slugs, nil, []int{1}},
		{"says so with a number", slugs + "\n\nThis story began as an idea (#1).", nil, []int{1}},
		{"our branch", slugs, func(c *review.Case) { c.Snapshot.PullRequest.HeadRef = "storybot/idea-4-the-kettle" }, []int{4}},
		{"a branch by GitHub", slugs, func(c *review.Case) { c.Snapshot.PullRequest.HeadRef = "4-the-kettle" }, []int{4}},
		{"a branch for an issue", slugs, func(c *review.Case) { c.Snapshot.PullRequest.HeadRef = "wendy/issue_4" }, []int{4}},
		{"a branch that counts", slugs, func(c *review.Case) { c.Snapshot.PullRequest.HeadRef = "story-4" }, []int{2}},
		{"the description", slugs, func(c *review.Case) { c.Snapshot.Subject.Body = "For #1, as promised." }, []int{1}},
		{"an address in the description", slugs, func(c *review.Case) { c.Snapshot.Subject.Body = "See https://github.test/book/vision/issues/4" }, []int{4}},
		{"no idea in the description", slugs, func(c *review.Case) {
			c.Snapshot.Subject.Body = "After #17, and https://github.test/other/one/issues/1"
		}, []int{2}},
		{"a link in the text", slugs + " See [this](../../issues/4).", nil, []int{4}},
		{"the line before the branch", slugs + "\n\nThis story began as [an idea](https://github.test/book/vision/issues/1).", func(c *review.Case) {
			c.Snapshot.PullRequest.HeadRef, c.Snapshot.Subject.Body = "idea-4", "#2"
		}, []int{1}},
		{"two as near", slugs, func(c *review.Case) {
			c.Ideas = append(c.Ideas, related.Doc{Number: 7, Title: "Slugs everywhere", Kind: "status-quo", Text: slugIdea})
		}, []int{2, 7}},
		{"three as near", slugs, func(c *review.Case) {
			for _, n := range []int{7, 8} {
				c.Ideas = append(c.Ideas, related.Doc{Number: n, Title: "Slugs everywhere", Kind: "status-quo", Text: slugIdea})
			}
		}, nil},
		{"guessed before", slugs, func(c *review.Case) { c.Guessed = []int{4} }, []int{4}},
		{"guessed before, closed now", slugs, func(c *review.Case) { c.Guessed = []int{9} }, []int{2}},
		{"guessed before, said now", slugs, func(c *review.Case) { c.Guessed, c.Snapshot.Subject.Body = []int{4}, "For #1" }, []int{1}},
		{"closed by it already", slugs, func(c *review.Case) { c.Snapshot.PullRequest.Closes = []gateway.LinkedIssue{{Number: 9}} }, nil},
	}
	for _, test := range tests {
		c := slugStory(t, test.story)
		if test.edit != nil {
			test.edit(&c)
		}
		if diff := cmp.Diff(test.want, review.PullRequest(c).Closes); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

const index = `# Shiny future

## Alan has a good day

| Character | Status Quo |
| --- | --- |
| [Alan] | not yet written |

### Outline

All is well.

[Alan]: ./characters/alan.md
`

const section1 = `
## Grace is glad

| Character | Status Quo |
| --- | --- |
| [Grace] | not yet written |

### Outline

The build is done before the tea is.
`

// TestNewSection: a section that is added to an index is a new story; one that is
// edited, or only called otherwise, is none.
func TestNewSection(t *testing.T) {
	b := library(t, nil)
	const name = "src/shiny_future.md"
	base := strings.Count(index, "\n")
	section := func(head string, lines ...gateway.LineRange) review.Found {
		file := modified(name, head, lines...)
		file.Base = []byte(index)
		return review.PullRequest(pull(b, file))
	}
	tests := []struct {
		name  string
		found review.Found
		added []string
	}{
		{"added", section(index+section1, gateway.LineRange{From: base + 1, To: base + strings.Count(section1, "\n")}), []string{"Grace is glad"}},
		{"edited", section(strings.Replace(index, "All is", "All was", 1), gateway.LineRange{From: 11, To: 11}), nil},
		{"another title", section(strings.Replace(index, "a good day", "a fine day", 1), gateway.LineRange{From: 3, To: 3}), nil},
	}
	for _, test := range tests {
		var got []string
		for _, s := range test.found.Stories {
			if s.Added {
				got = append(got, s.Name)
			}
		}
		if diff := cmp.Diff(test.added, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

// TestStrays are files that are near to a story, in a pull request without one.
func TestStrays(t *testing.T) {
	b := library(t, nil)
	renamed := modified("src/status_quo/grace_waits_long.md", grace)
	renamed.Status, renamed.PreviousPath = "renamed", place
	tests := []struct {
		name string
		file gateway.ChangedFile
		want []string
	}{
		{"plain text", added("src/status_quo/wait.md", "I waited for the build all day.\n"), []string{"src/status_quo/wait.md"}},
		{"no questions", added("src/status_quo/wait.md", "# Waiting\n\n## The story\n\nI waited.\n"), []string{"src/status_quo/wait.md"}},
		{"renamed", renamed, []string{"src/status_quo/grace_waits_long.md"}},
		{"a story", added(place, grace), nil},
		{"elsewhere", added("src/notes.md", "I waited for the build all day.\n"), nil},
		{"a guide", added("src/status_quo/README.md", "Stories are here.\n"), nil},
		{"a picture", added("src/status_quo/wait.svg", "<svg/>"), nil},
		{"edited", modified("src/status_quo/wait.md", "I waited.\n", gateway.LineRange{From: 1, To: 1}), nil},
	}
	for _, test := range tests {
		var got []string
		for _, stray := range review.PullRequest(pull(b, test.file)).Strays {
			got = append(got, stray.Path)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}
