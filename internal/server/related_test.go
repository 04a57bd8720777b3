package server_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// tales are stories with themes of their own.
func tales() map[string]string {
	files := map[string]string{}
	for name, text := range map[string]string{
		"alan_heats_an_oven":   "The oven was cold and the dough waited. Heating an oven takes wood, and dough does not wait. The dough rose too far before the oven was hot.",
		"alan_rides_a_bicycle": "The chain of the bicycle broke on the bridge. A chain needs oil. The bicycle stood on the bridge until the mechanic brought another chain.",
		"barbara_plants":       "Slugs ate the lettuce in the garden. Every evening there were more slugs; the lettuce was gone by June and the garden was bare.",
		"niklaus_posts":        "The postman lost a letter. The letter lay under the stairs, and the postman found the stairs wet. It was a letter from abroad.",
		"alan_tunes":           "A string of the piano was out of tune. The tuner came with a fork, and the piano had another string by noon.",
		"grace_rows":           "The boat leaked near the harbour. They pumped water all night, and the harbour master towed the boat to the quay.",
		"barbara_winds":        "The clock in the tower stopped at four. Its pendulum had come loose, and the tower was silent until the pendulum swung again.",
	} {
		files["src/status_quo/"+name+".md"] = tale(name, text)
	}
	return files
}

func tale(name, text string) string {
	return "# 😱 Status quo stories: " + strings.ReplaceAll(name, "_", " ") + "\n\n" + text +
		"\n\n## 🤔 Frequently Asked Questions\n\n### **What are the morals of the story?**\n\nOne.\n\n### **What are the sources for this story?**\n\nMy own life.\n"
}

const slugs = "### Brief summary\n\nSomebody grows lettuce, and slugs come to the garden at night.\n"

// requests counts what was read since the simulator forgot it, by name.
func (s *stage) requests() map[string]int {
	counts := map[string]int{}
	for _, r := range s.sim.Requests() {
		if r.Operation != "" {
			counts[r.Operation]++
		}
	}
	return counts
}

func TestRelatedToAnIdea(t *testing.T) {
	s := newStage(t, tales())
	s.done(s.CreateLabel("status-quo-story-ideas", "ededed", "Ideas"))
	first := s.idea("Slugs everywhere", slugs, "status-quo-story-ideas")
	comments := ours(s.seen(first))
	want := "book/vision/blob/main/src/status_quo/barbara_plants.md) (both mention slugs, garden and lettuce)\n"
	if len(comments) != 1 || !strings.Contains(comments[0], want) || strings.Count(comments[0], "both mention") != 1 {
		t.Fatalf("want %q, got %q", want, comments)
	}

	s.sim.ResetRequests()
	second := s.idea("Slugs again", strings.Replace(slugs, "Somebody grows", "Nobody eats", 1), "status-quo-story-ideas")
	if comments = ours(s.seen(second)); len(comments) != 1 || !strings.Contains(comments[0], "[Slugs everywhere](") || !strings.Contains(comments[0], "an open idea (both") {
		t.Errorf("want the open idea named too, got %q", comments)
	}
	if diff := cmp.Diff(map[string]int{"Issue": 2}, s.requests()); diff != "" {
		t.Errorf("once the book is known (-want +got)\n%s", diff)
	}

	far := s.idea("Snow", "### Brief summary\n\nSnow fell on mountains.\n", "status-quo-story-ideas")
	if comments = ours(s.seen(far)); len(comments) != 1 || strings.Contains(comments[0], "both mention") {
		t.Errorf("want nothing named, got %q", comments)
	}
	s.say(outsider, far, "/related")
	if last := lastOf(ours(s.seen(far))); !strings.Contains(last, "no story or open idea here that uses similar words") {
		t.Errorf("answered %q", last)
	}
	s.say(outsider, first, "/related")
	if last := lastOf(ours(s.seen(first))); !strings.Contains(last, strings.TrimSpace(want)) || !strings.Contains(last, "[Slugs again](") {
		t.Errorf("answered %q", last)
	}
}

func TestRelatedToAStory(t *testing.T) {
	s := newStage(t, tales())
	idea := s.idea("Slugs everywhere", slugs, "status-quo")
	s.idea("Snow on mountains", "### Brief summary\n\nSnow fell on mountains, and skiers came.\n", "status-quo")
	text := tale("grace_gardens", "Grace grows lettuce in her garden, and slugs come at night. The slugs like lettuce more than anything, and the garden has no wall.")
	number := s.open(githubsim.PullRequestInput{Title: "A story", Files: map[string][]byte{"src/status_quo/grace_gardens.md": []byte(text)}})
	offer := "add `Closes #" + string(rune('0'+idea)) + "` to the description"
	if report := ours(s.seen(number))[0]; !strings.Contains(report, offer) {
		t.Errorf("want %q, got %q", offer, report)
	}
	s.say(outsider, number, "/related")
	if last := lastOf(ours(s.seen(number))); !strings.Contains(last, "barbara_plants.md") {
		t.Errorf("answered %q", last)
	}
	s.done(s.EditBody(writer, number, "Closes #"+string(rune('0'+idea))))
	if report := ours(s.seen(number))[0]; strings.Contains(report, "Closes #") {
		t.Errorf("the idea is closed by it already: %q", report)
	}
}

// TestWeakMatchesAreNotOffered leaves a story about something else alone.
func TestWeakMatchesAreNotOffered(t *testing.T) {
	s := newStage(t, tales())
	s.idea("Slugs everywhere", slugs, "status-quo")
	text := tale("grace_walks", "Grace walks through a garden at night. There is a wall, and a lamp.")
	number := s.open(githubsim.PullRequestInput{Title: "A story", Files: map[string][]byte{"src/status_quo/grace_walks.md": []byte(text)}})
	if report := ours(s.seen(number))[0]; strings.Contains(report, "Closes #") {
		t.Errorf("offered: %q", report)
	}
	s.say(outsider, number, "/related")
	if last := lastOf(ours(s.seen(number))); !strings.Contains(last, "no story or open idea here that uses similar words") {
		t.Errorf("answered %q", last)
	}
}

func lastOf(comments []string) string {
	return slices.Concat([]string{""}, comments)[len(comments)]
}
