package idea_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/idea"
)

// A form asks for one moral a line, and GitHub shows it so.
func TestLinesOfAnAnswerArePoints(t *testing.T) {
	body := "### Morals\n\nBuilds need names.\nCaches lie, and\nnobody notices.\n3 days are a long time.\n"
	got := idea.Read("Status quo: Grace waits", body, []string{"status-quo"}, story.Defaults()).Morals
	want := []string{"Builds need names.", "Caches lie, and\nnobody notices.", "3 days are a long time."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("morals (-want +got)\n%s", diff)
	}
}
