package checks_test

import (
	"path"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/story/scaffold"
	"github.com/storybot-app/storybot/templates"
)

// rulesOn are the rules that find something in a text.
func rulesOn(b *book.Book, name, text string) []string {
	var found []string
	for _, d := range analysis.Run(analysis.Input{Files: []*story.File{b.Parse(name, []byte(text))}, Book: b}, checks.Suite()) {
		found = append(found, d.Rule)
	}
	return found
}

// TestNewNamesWhatTheRuleAccepts: no story that is begun is told to be renamed,
// whatever the accents, and whether somebody tells it yet or not.
func TestNewNamesWhatTheRuleAccepts(t *testing.T) {
	c := story.Defaults()
	c.Cast = []story.Character{{Name: "Lucía"}, {Name: "Mary Ann"}, {Name: "Łukasz"}, {Name: "Илья"}, {Name: "O'Brien"}}
	b, err := book.Builtin(templates.Stories, c)
	if err != nil {
		t.Fatal(err)
	}
	for _, idea := range []scaffold.Idea{
		{Character: "Lucía", Title: "Lucía pierde un día"},
		{Character: "lucia", Title: "Pierde un día"},
		{Character: "Mary Ann", Title: "Mary waits"},
		{Character: "Łukasz", Title: "Łukasz’s long day"},
		{Character: "Илья", Title: "Илья waits"},
		{Character: "O'Brien", Title: "Waits for CI"},
		{Title: "My build queue is awful"},
		{Title: "Queue"},
	} {
		idea.Kind = "status-quo"
		name, text, err := scaffold.File(b, idea)
		if err != nil {
			t.Errorf("%q: %v", idea.Title, err)
			continue
		}
		for _, rule := range rulesOn(b, name, string(text)) {
			if rule == "file-name" {
				t.Errorf("%q by %q: %s is proposed and then complained about", idea.Title, idea.Character, path.Base(name))
			}
		}
	}
}

// TestExamplesAreOfTheBooksOwnCast: nobody is shown a stranger's name.
func TestExamplesAreOfTheBooksOwnCast(t *testing.T) {
	tests := []struct {
		name string
		c    story.Conventions
		want string
	}{
		{"built in", story.Conventions{}, "Please begin it with one, such as “# 😱 Status quo stories: Grace ships a parser”."},
		{"a cast", story.Conventions{Cast: []story.Character{{Name: "Lucía"}}}, "Please begin it with one, such as “# 😱 Status quo stories: Lucía ships a parser”."},
		{"no cast", story.Conventions{Teller: story.Nobody}, "Please begin it with one: “# 😱 Status quo stories:” and a few words on what happens."},
	}
	for _, test := range tests {
		defaults := story.Defaults()
		test.c.Kinds, test.c.Words = defaults.Kinds, defaults.Words
		b, err := book.Builtin(templates.Stories, &test.c)
		if err != nil {
			t.Fatal(err)
		}
		f := b.Parse("status_quo/x.md", []byte("### What are the morals of the story?\n\nWait.\n"))
		var got string
		for _, d := range analysis.Run(analysis.Input{Files: []*story.File{f}, Book: b}, checks.Suite()) {
			if d.Rule == "title" {
				got = quote.Plain(d.Message)
			}
		}
		if diff := cmp.Diff("This story has no title yet. "+test.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}
