package review_test

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story/related"
	"github.com/storybot-app/storybot/templates"
)

const place = "src/status_quo/grace_waits.md"

func TestPullRequest(t *testing.T) {
	b := library(t, nil)
	line := func(n int) gateway.LineRange { return gateway.LineRange{From: n, To: n} }
	tests := []struct {
		name    string
		c       review.Case
		stories int
		want    []string
	}{
		{"a new story", pull(b, added(place, grace)), 1, []string{"morals", "sources"}},
		{"no story", pull(b, added("src/notes.md", "# Notes\n\nNothing to tell.\n")), 0, nil},
		{"an old finding on a line nobody touched", pull(b, modified(place, grace, line(5))), 1, nil},
		{"the line of a finding", pull(b, modified(place, grace, line(9))), 1, []string{"morals"}},
		{"removed", pull(b, gateway.ChangedFile{Path: place, Status: "removed"}), 0, nil},
		{"settings that cannot be read", pull(b, added(".github/storybot.yml", "kinds: 3\n")), 0, []string{""}},
		{"too large", pull(b, gateway.ChangedFile{Path: place, Status: "added", TooLarge: true}), 0, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := review.PullRequest(test.c)
			if len(found.Stories) != test.stories {
				t.Errorf("%d stories, want %d", len(found.Stories), test.stories)
			}
			if diff := cmp.Diff(test.want, rules(found)); diff != "" {
				t.Errorf("found (-want +got)\n%s", diff)
			}
		})
	}
}

func TestTooLargeIsSomethingToSay(t *testing.T) {
	b := library(t, nil)
	for name, want := range map[string]bool{place: true, "data/log.md": false} {
		found := review.PullRequest(pull(b, gateway.ChangedFile{Path: name, Status: "added", TooLarge: true}))
		if found.Any() != want || found.Clean() == want {
			t.Errorf("%s: any %v, clean %v", name, found.Any(), found.Clean())
		}
	}
}

func TestWaivers(t *testing.T) {
	c := pull(library(t, nil), added(place, grace))
	c.Memory.Waivers = []ledger.Waiver{{Rule: "morals", Reason: "told in confidence", By: "mia"}}
	found := review.PullRequest(c)
	if diff := cmp.Diff([]string{"sources"}, rules(found)); diff != "" {
		t.Errorf("found (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(c.Memory.Waivers, found.Waived); diff != "" {
		t.Errorf("waived (-want +got)\n%s", diff)
	}
}

// TestTemplatesOfTheMergeBase: a template that changed since the pull request
// left asks it nothing new; the rest of the book is today's.
func TestTemplatesOfTheMergeBase(t *testing.T) {
	template := func(questions ...string) map[string]string {
		text := "# 😱 Status quo stories: Template\n\n## The story\n\n*Tell it.*\n\n## FAQ\n"
		for _, question := range questions {
			text += "\n### **" + question + "**\n\n*Say it.*\n"
		}
		return map[string]string{"src/status_quo/template.md": text}
	}
	const morals, sources = "What are the morals of the story?", "What are the sources for this story?"
	then, now := library(t, template(morals)), library(t, template(morals, sources))
	text, _, _ := strings.Cut(grace, "### **What are the sources")
	for _, test := range []struct {
		name string
		book review.Book
		want []string
	}{
		{"left before the template asked for sources", now.WithTemplates(then), []string{"morals"}},
		{"left from today's template", now.WithTemplates(now), []string{"morals", "sources"}},
	} {
		found := review.PullRequest(pull(test.book, added(place, text)))
		if diff := cmp.Diff(test.want, rules(found)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

// TestBookBelowTheRoot: a book is not always the whole repository, and what is
// outside is none of its stories.
func TestBookBelowTheRoot(t *testing.T) {
	b := library(t, nil)
	b.Root = "vision"
	found := review.PullRequest(pull(b, added("vision/"+place, grace), added("elsewhere/status_quo/grace_waits.md", grace)))
	if len(found.Stories) != 1 || found.Stories[0].Path != "vision/"+place {
		t.Errorf("stories %+v", found.Stories)
	}
	for _, d := range found.Findings {
		if d.Path != "vision/"+place {
			t.Errorf("a finding at %s", d.Path)
		}
	}
}

func TestLabelled(t *testing.T) {
	b := library(t, nil)
	line := gateway.LineRange{From: 5, To: 5}
	var edits []gateway.ChangedFile
	for _, name := range []string{"a", "b", "c", "d"} {
		edits = append(edits, modified("src/status_quo/grace_"+name+".md", grace, line))
	}
	tests := []struct {
		name  string
		files []gateway.ChangedFile
		want  int
	}{
		{"edits of a few", edits[:3], 3},
		{"an edit of the whole book", edits, 0},
		{"a new story among edits", append([]gateway.ChangedFile{added(place, grace)}, edits...), 1},
	}
	for _, test := range tests {
		found := review.PullRequest(pull(b, test.files...))
		if got := len(found.Labelled()); got != test.want {
			t.Errorf("%s: labels of %d stories, want %d", test.name, got, test.want)
		}
	}
}

// TestClosesIt names the idea that a new story may have been written for.
func TestClosesIt(t *testing.T) {
	b := library(t, nil)
	told := func(text string) string { return strings.Replace(grace, "Grace waits for the build.", text, 1) }
	const slugs = "Slugs ate the lettuce in the garden. Every evening there were more slugs; the lettuce was gone by June and the garden was bare."
	c := pull(b, added(place, told(slugs)))
	c.Stories = b.Docs(map[string][]byte{
		"src/status_quo/alan_a.md": []byte(told("The oven was cold and the dough waited. Heating an oven takes wood, and dough does not wait.")),
		"src/status_quo/alan_b.md": []byte(told("The chain of the bicycle broke on the bridge. A chain needs oil, and the bicycle stood on the bridge.")),
		"src/status_quo/alan_c.md": []byte(told("The boat leaked near the harbour. They pumped water all night, and the harbour master towed the boat.")),
		"src/status_quo/alan_d.md": []byte(told("The clock in the tower stopped at four. Its pendulum had come loose, and the tower was silent.")),
	})
	c.Ideas = []related.Doc{
		{Number: 4, Title: "A letter is lost", Kind: "status-quo", Text: "The postman lost a letter under the stairs."},
		{Number: 3, Title: "Slugs everywhere", Kind: "status-quo", Text: "Somebody grows lettuce, and slugs come to the garden at night."},
	}
	c.About, _, c.Comparable = review.FirstStory(c.Snapshot.PullRequest, b)
	found := review.PullRequest(c)
	if diff := cmp.Diff([]int{3}, found.Closes); diff != "" {
		t.Errorf("closes (-want +got)\n%s", diff)
	}
	c.Snapshot.PullRequest.Closes = []gateway.LinkedIssue{{Number: 9}}
	if found = review.PullRequest(c); len(found.Closes) != 0 {
		t.Errorf("it closes #9 already, and %d is named", found.Closes)
	}
}

// TestSeveralBooks: of several books in a repository the one nearest to its root
// is looked after; one that keeps its pages elsewhere than in src is one too.
func TestSeveralBooks(t *testing.T) {
	for _, test := range []struct {
		name  string
		files []string
		root  string
	}{
		{"nearest to the root", []string{"deep/down/book.toml", "vision/book.toml"}, "vision"},
		{"pages in docsrc", []string{"docsrc/book.toml", "docsrc/SUMMARY.md"}, "docsrc"},
		{"the root is src", []string{"src/book.toml", "src/SUMMARY.md"}, "src"},
		{"no book.toml", []string{"vision/src/SUMMARY.md"}, "vision"},
		{"no book", []string{"README.md"}, "."},
	} {
		tree := fstest.MapFS{}
		for _, name := range test.files {
			tree[name] = &fstest.MapFile{Data: []byte("[book]\nsrc = \".\"\n")}
		}
		b, err := review.OpenBook(tree, test.files, templates.Stories, config.Book{})
		if err != nil {
			t.Fatal(err)
		}
		if b.Root != test.root {
			t.Errorf("%s: root %q, want %q", test.name, b.Root, test.root)
		}
		story := path.Join(test.root, place)
		found := review.PullRequest(pull(b, added(story, grace), added("other/"+place, grace)))
		if test.root == "." {
			continue // everything is inside
		}
		if len(found.Stories) != 1 || found.Stories[0].Path != story {
			t.Errorf("%s: stories %+v", test.name, found.Stories)
		}
	}
}
