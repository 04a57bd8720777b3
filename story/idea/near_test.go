package idea_test

import (
	"testing"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/idea"
)

// TestNear tells apart people who tell what happened to them, and everybody
// else who opens an issue.
func TestNear(t *testing.T) {
	near := []struct{ title, body string }{
		{"My build queue is awful", "Every morning I start our test run and then I wait for forty minutes. Last week I gave up and went for a walk, and my colleague thought I had left for the day."},
		{"Waiting for a lock", "I had two tasks and one of them kept the lock over an await. We needed three days to find it, and in the end my boss asked why we had not used threads."},
		{"Two runtimes", "At work we use one crate that wants tokio and another one that wants async-std. I spent a whole sprint on adapters. It made me doubt our choice of language."},
		{"How I learned to love pinning (I did not)", "I read three explanations of Pin and still I could not write my own future. A friend helped me, and now I copy what she wrote into each of our projects."},
		{"Debugging at night", "Our service hung at 3 am. I attached gdb and saw nothing but poll, poll, poll. We restarted it and it hung again. I still don't know what it was."},
		{"Teaching async", "I teach a class of twenty. When we come to streams, I lose half of them. My notes have grown to forty pages and I am not proud of them."},
	}
	for _, text := range near {
		if got := idea.Read(text.title, text.body, nil, story.Defaults()); got.IsIdea || !got.Near {
			t.Errorf("%s: an idea %v, near %v", text.title, got.IsIdea, got.Near)
		}
	}
	far := []struct {
		title, body string
		labels      []string
	}{
		{"Search is broken", "When I use the search on my phone it shows me nothing. I tried two browsers. We use the site at work every day, so this hurts us, and I would be glad of a fix.", nil},
		{"Typo in the third chapter", "I think there is a typo. I read it to my team and we all stumbled over it, so I thought I would tell you; my colleague found a second one further down.", nil},
		{"Panic when building", "I ran the build and got this:\n\n```\nthread 'main' panicked at src/main.rs:4\n```\n\nMy machine is a laptop and our proxy is odd. I tried it twice and we see it on my other machine, too.", nil},
		{"Meeting next week", "I would like us to talk about our roadmap. We have four topics and I have made a list of them for our next call, which my manager will join if we can find a good hour.", nil},
		{"Add a license", "There is no license file.", nil},
		{"My build is awful", "I waited.", nil},
		{"A labelled one", "Every morning I start our test run and then I wait for forty minutes. Last week I gave up and went for a walk, and my colleague thought I had left for the day.", []string{"bug"}},
		{"Proposal: rename the directory", "The directory is called status_quo, with an underscore, which is not how directories are named elsewhere. Renaming it needs a redirect for each page, and the index must follow.", nil},
		{"Bump the dependency", "The dependency has a new version, which brings a faster parser and three fixes. The change log lists what breaks; nothing of it is used here, as far as one can see.", nil},
	}
	for _, text := range far {
		if got := idea.Read(text.title, text.body, text.labels, story.Defaults()); got.Near {
			t.Errorf("%s: near", text.title)
		}
	}
}
