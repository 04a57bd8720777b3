package server_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const toldBody = `Here's my draft!

# Status quo: Grace counts the boats

Grace counts @everyone, closes #1.

TODO: name the pier

### At noon

Nobody answers.

## FAQ

### What are the morals of the story?

Count [twice].
`

// formBody is what the form of the sample book gives an issue.
const formBody = `### What happens?

Grace counts the boats.

### Which character could tell it?

- [ ] Alan
- [X] Grace

### What are the morals of the story?

Count twice.

### What are the sources for this story?

My week at the pier.

### Why did you choose this character to tell this story?

She likes to count.

### How would this story have played out differently for the other characters?

_No response_
`

func TestIdeaThatHoldsAStory(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("My draft", toldBody)
	view := s.seen(number)
	if diff := cmp.Diff([]string{"character: grace", "status-quo"}, labels(view)); diff != "" {
		t.Errorf("labels (-want +got)\n%s", diff)
	}
	first := ours(view)[0]
	for _, want := range []string{
		"Thanks for this status quo story, told by Grace!", "**Still to answer**", "“What are the sources for this story?”",
		"\\[twice\\]", "`leftover-note`", "<details><summary>2 thoughts", "“How would this story have played out", "comment `/scaffold`",
	} {
		if !strings.Contains(first, want) {
			t.Errorf("the first comment lacks %q:\n%s", want, first)
		}
	}
	for _, bad := range []string{"@everyone", "closes #1", "template-text", "file-name"} {
		if strings.Contains(strings.SplitN(first, "There are two ways", 2)[0], bad) {
			t.Errorf("the first comment says %q:\n%s", bad, first)
		}
	}

	s.done(s.EditBody(writer, number, strings.Replace(toldBody, "Count [twice].", "Count twice.\n\n### What are the sources?\n\nMy own eyes.", 1)))
	if first = ours(s.seen(number))[0]; strings.Contains(first, "Still to answer") || strings.Contains(first, "[twice") {
		t.Errorf("answered, and still asked for:\n%s", first)
	}
	s.sim.ResetRequests()
	s.say(outsider, number, "/check")
	if view = s.seen(number); len(ours(view)) != 1 {
		t.Errorf("/check: %q", ours(view))
	}

	s.say(member, number, "/scaffold")
	s.settle()
	text, err := s.File("storybot/idea-1-grace-counts-the-boats", "src/status_quo/grace_counts_the_boats.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# 😱 Status quo stories: Grace counts the boats\n", "\n### At noon\n\nNobody answers.\n", "Here's my draft!", "### What are the sources for this story?\n\nMy own eyes.\n",
		"### Why did you choose Grace to tell this story?\n\n*One or two",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the draft lacks %q:\n%s", want, text)
		}
	}
	if first = ours(s.seen(number))[0]; !strings.Contains(first, "being written in #2") || strings.Contains(first, "told by Grace") {
		t.Errorf("with a draft:\n%s", first)
	}
}

func TestFilledFormIsAStory(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Status quo: Grace counts the boats", formBody, "status-quo")
	view := s.seen(number)
	first := ours(view)[0]
	if !strings.Contains(first, "Thanks for this status quo story, told by Grace!") || !strings.Contains(first, "<details><summary>") ||
		!strings.Contains(first, "“How would this story have played out") || strings.Contains(first, "Still to answer") {
		t.Errorf("first comment:\n%s", first)
	}
	s.say(member, number, "/scaffold")
	s.settle()
	text, err := s.File("storybot/idea-1-grace-counts-the-boats", "src/status_quo/grace_counts_the_boats.md")
	if err != nil || !strings.Contains(string(text), "### Why did you choose Grace to tell this story?\n\nShe likes to count.\n") ||
		!strings.Contains(string(text), "* My week at the pier.") {
		t.Errorf("%v\n%s", err, text)
	}
	few := strings.NewReplacer("My week at the pier.", "_No response_", "Count twice.", "_No response_").Replace(formBody)
	if first = ours(s.seen(s.idea("Status quo: Alan counts the gulls", few, "status-quo")))[0]; !strings.Contains(first, "Thanks for this idea!") {
		t.Errorf("a form with a few words:\n%s", first)
	}
}
