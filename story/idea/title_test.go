package idea_test

import (
	"testing"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/idea"
)

// TestTitle: what a form begins every title with says nothing about one story.
func TestTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Status quo: Alan waits":            "Alan waits",
		"Status quo: ":                      "",
		"status quo story:":                 "",
		"😱 Status quo stories: ":            "",
		"Shiny future":                      "",
		"[Shiny future]":                    "",
		"Story idea: ":                      "",
		"Story":                             "Story",
		"The status quo is awful":           "The status quo is awful",
		"Status quo of builds":              "Status quo of builds",
		"My build queue is awful":           "My build queue is awful",
		"Idea: my build queue: still awful": "my build queue: still awful",
	} {
		c := story.Defaults()
		if got := idea.Title(title, c); got != want {
			t.Errorf("Title(%q) = %q, want %q", title, got, want)
		}
		if got := idea.Read(title, "", nil, c).Title; got != want {
			t.Errorf("Read(%q).Title = %q, want %q", title, got, want)
		}
	}
}
