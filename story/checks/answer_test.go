package checks_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/templates"
)

// builtin is a book without a tree.
func builtin(t *testing.T) *book.Book {
	t.Helper()
	b, err := book.Builtin(templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// answers are stories of both dialects, and what becomes of them when words are
// added to the answer of a question.
var answers = []struct{ name, path, id, words, text, want string }{
	{
		"in the prompt's place", "status_quo/grace_counts.md", "morals", "Counting twice is cheap.",
		"### What are the morals of the story?\n\n*List the lessons a reader should take away, most important first.*\n\n### What are the sources for this story?\n\nMy own week.\n",
		"### What are the morals of the story?\n\nCounting twice is cheap.\n\n### What are the sources for this story?\n\nMy own week.\n",
	}, {
		"in a prompt's place, in a list", "status_quo/grace_counts.md", "morals", "Counting twice is cheap.",
		"### What are the morals of the story?\n\n* *List the lessons a reader should take away, most important first.*\n",
		"### What are the morals of the story?\n\n* Counting twice is cheap.\n",
	}, {
		"below the question", "status_quo/grace_counts.md", "sources", "A talk in May.",
		"### What are the sources for this story?\n\n### What are the morals of the story?\n\nCount.\n",
		"### What are the sources for this story?\n\nA talk in May.\n\n### What are the morals of the story?\n\nCount.\n",
	}, {
		"below the question at the end", "status_quo/grace_counts.md", "sources", "A talk in May.",
		"### What are the sources for this story?",
		"### What are the sources for this story?\n\nA talk in May.",
	}, {
		"in place of a note", "status_quo/grace_counts.md", "sources", "A talk in May.",
		"### What are the sources for this story?\n\nTODO\n",
		"### What are the sources for this story?\n\nA talk in May.\n",
	}, {
		"another paragraph", "status_quo/grace_counts.md", "morals", "And so is asking.",
		"### What are the morals of the story?\n\nCounting twice\nis cheap.\n\n### What are the sources for this story?\n\nMy week.\n",
		"### What are the morals of the story?\n\nCounting twice\nis cheap.\n\nAnd so is asking.\n\n### What are the sources for this story?\n\nMy week.\n",
	}, {
		"another item", "status_quo/grace_counts.md", "morals", "So is asking.",
		"### What are the morals of the story?\n\n- Counting twice\n  is cheap.\n\n### What are the sources for this story?\n\nMy week.\n",
		"### What are the morals of the story?\n\n- Counting twice\n  is cheap.\n- So is asking.\n\n### What are the sources for this story?\n\nMy week.\n",
	}, {
		"a further number", "status_quo/grace_counts.md", "morals", "So is asking.",
		"### What are the morals of the story?\n\n1. Counting is cheap.\n2. Losing count is not.\n",
		"### What are the morals of the story?\n\n1. Counting is cheap.\n2. Losing count is not.\n3. So is asking.\n",
	}, {
		"behind code", "status_quo/grace_counts.md", "sources", "A talk in May.",
		"### What are the sources for this story?\n\n```\nlog\n```\n",
		"### What are the sources for this story?\n\n```\nlog\n```\n\nA talk in May.\n",
	}, {
		"a missing question", "status_quo/grace_counts.md", "sources", "A talk in May.",
		"### What are the morals of the story?\n\nCount.\n\n### Why did you choose Grace to tell this story?\n\nShe counts.\n",
		"### What are the morals of the story?\n\nCount.\n\n### What are the sources for this story?\n\nA talk in May.\n\n### Why did you choose Grace to tell this story?\n\nShe counts.\n",
	}, {
		"strong questions", "status_quo/grace_counts.md", "morals", "Count twice.",
		"**What are the morals of the story?**\n\n**What are the sources for this story?**\n\nMy week.\n",
		"**What are the morals of the story?**\n\nCount twice.\n\n**What are the sources for this story?**\n\nMy week.\n",
	}, {
		"of two lines", "status_quo/grace_counts.md", "sources", "A talk.\n\nAnd a walk.",
		"### What are the sources for this story?\n\n* My week.\n",
		"### What are the sources for this story?\n\n* My week.\n* A talk.\n\n  And a walk.\n",
	}, {
		"definitions stay at the end", "status_quo/grace_counts.md", "sources", "A [talk].",
		"### What are the sources for this story?\n\nMy week.\n\n[talk]: https://example.org\n",
		"### What are the sources for this story?\n\nMy week.\n\nA [talk].\n\n[talk]: https://example.org\n",
	},
}

// pages are the same of the early dialect: the second of two stories of a page.
var pages = []struct{ name, id, words, text, want string }{
	{
		"in the prompt's place", "morals", "Counting twice is cheap.",
		"* **What are the morals of the story?**\n    * (Explain your key points here)\n* **Are you just making this stuff up?**\n    * No.\n",
		"* **What are the morals of the story?**\n    * Counting twice is cheap.\n* **Are you just making this stuff up?**\n    * No.\n",
	}, {
		"another item", "sources", "A talk in May.",
		"* **What are the morals of the story?**\n    * Count.\n* **Are you just making this stuff up?**\n    * My week.\n",
		"* **What are the morals of the story?**\n    * Count.\n* **Are you just making this stuff up?**\n    * My week.\n    * A talk in May.\n",
	}, {
		"below the question", "morals", "Count twice.",
		"* **What are the morals of the story?**\n* **Are you just making this stuff up?**\n    * My week.\n",
		"* **What are the morals of the story?**\n    * Count twice.\n* **Are you just making this stuff up?**\n    * My week.\n",
	}, {
		"paragraphs in items", "morals", "Count twice.",
		"* **What are the morals of the story?**\n\n  Counting is cheap.\n\n* **Are you just making this stuff up?**\n\n  My week.\n",
		"* **What are the morals of the story?**\n\n  Counting is cheap.\n\n  Count twice.\n\n* **Are you just making this stuff up?**\n\n  My week.\n",
	}, {
		"an answer on the question's line", "morals", "Count twice.",
		"* **What are the morals of the story?** Counting is cheap.\n* **Are you just making this stuff up?** My week.\n",
		"* **What are the morals of the story?** Counting is cheap.\n    * Count twice.\n* **Are you just making this stuff up?** My week.\n",
	},
}

const (
	story1 = "# 😱 Status quo stories: Grace counts\n\n## The story\n\nGrace counts tasks.\n\n## 🤔 Frequently Asked Questions\n\n"
	page1  = "# Status quo stories\n\n## Alan looks\n\n| Character | Shiny Future |\n| --- | --- |\n| Alan | not yet written |\n\nOutline:\n\n* Alan looks.\n\n### Frequently Asked Questions\n\n* **What are the morals of the story?**\n    * Look.\n\n" +
		"## Grace counts\n\n| Character | Shiny Future |\n| --- | --- |\n| Grace | not yet written |\n\nOutline:\n\n* Grace counts.\n\n### Frequently Asked Questions\n\n"
	page2 = "\n## Barbara waits\n\n| Character | Shiny Future |\n| --- | --- |\n| Barbara | not yet written |\n\nOutline:\n\n* Barbara waits.\n"
)

func TestAnswer(t *testing.T) {
	b := builtin(t)
	for _, test := range answers {
		t.Run(test.name, func(t *testing.T) {
			got, err := checks.Answer(b, b.Parse(test.path, []byte(story1+test.text)), 0, test.id, test.words)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(story1+test.want, string(got)); diff != "" {
				t.Errorf("text (-want +got)\n%s", diff)
			}
			if _, err := checks.Answer(b, b.Parse(test.path, got), 0, test.id, test.words); !errors.Is(err, checks.ErrThere) {
				t.Errorf("a second time: %v", err)
			}
		})
	}
	for _, test := range pages {
		t.Run("page "+test.name, func(t *testing.T) {
			got, err := checks.Answer(b, b.Parse("status_quo.md", []byte(page1+test.text+page2)), 1, test.id, test.words)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(page1+test.want+page2, string(got)); diff != "" {
				t.Errorf("text (-want +got)\n%s", diff)
			}
		})
	}
}

// TestAnswerKeepsLineEnds: a file of another system stays one.
func TestAnswerKeepsLineEnds(t *testing.T) {
	b, foreign := builtin(t), strings.NewReplacer("\n", "\r\n")
	for _, test := range answers {
		f := b.Parse(test.path, []byte(foreign.Replace(story1+test.text)))
		got, err := checks.Answer(b, f, 0, test.id, test.words)
		if diff := cmp.Diff(foreign.Replace(story1+test.want), string(got)); diff != "" {
			t.Errorf("%s: %v (-want +got)\n%s", test.name, err, diff)
		}
	}
}

func TestNoAnswer(t *testing.T) {
	b := builtin(t)
	const asked = "### What are the morals of the story?\n\n"
	tests := []struct {
		name, id, words, text string
		want                  error
	}{
		{"of another kind", "key-attributes", "Speed.", asked, checks.ErrNotAsked},
		{"there", "morals", "count  TWICE.", asked + "Always *count* twice.\n", checks.ErrThere},
		{"nothing", "morals", "TODO", asked, checks.ErrNoPlace},
		{"ends the section", "morals", "# Another title", asked, checks.ErrNoPlace},
		{"asks the next question", "morals", "### What are the sources for this story?\n\nNone.", asked, checks.ErrNoPlace},
		{"in code that nothing closes", "morals", "Count.", "```\n" + asked, checks.ErrNoPlace},
		{"in a table", "morals", "Count.", "| Question | Answer |\n| --- | --- |\n| What are the morals of the story? | TODO |\n", checks.ErrNoPlace},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := b.Parse("status_quo/grace_counts.md", []byte(story1+test.text))
			if got, err := checks.Answer(b, f, 0, test.id, test.words); !errors.Is(err, test.want) {
				t.Errorf("%v, want %v, and the text\n%s", err, test.want, strings.TrimPrefix(string(got), story1))
			}
		})
	}
}

func TestAsk(t *testing.T) {
	b := builtin(t)
	const question = "Why did nobody count before?"
	tests := []struct{ name, text, want string }{
		{"heading", "### What are the morals of the story?\n\nCount.\n", "### What are the morals of the story?\n\nCount.\n\n### Why did nobody count before?\n"},
		{"strong heading", "### **What are the morals of the story?**\n\nCount.\n", "### **What are the morals of the story?**\n\nCount.\n\n### **Why did nobody count before?**\n"},
		{"item", "* **What are the morals of the story?**\n    * Count.\n", "* **What are the morals of the story?**\n    * Count.\n* **Why did nobody count before?**\n"},
		{"behind the writer's own", "### What are the morals of the story?\n\nCount.\n\n### And who is Alan?\n\nA friend.\n", "### What are the morals of the story?\n\nCount.\n\n### And who is Alan?\n\nA friend.\n\n### Why did nobody count before?\n"},
		{"before definitions", "### What are the morals of the story?\n\n[Count].\n\n[Count]: https://example.org\n", "### What are the morals of the story?\n\n[Count].\n\n### Why did nobody count before?\n\n[Count]: https://example.org\n"},
		{"no question", "", "### Why did nobody count before?\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := checks.Ask(b, b.Parse("status_quo/grace_counts.md", []byte(story1+test.text)), 0, question)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.TrimRight(story1+test.want, "\n"), strings.TrimRight(string(got), "\n")); diff != "" {
				t.Errorf("text (-want +got)\n%s", diff)
			}
			if _, err := checks.Ask(b, b.Parse("status_quo/grace_counts.md", got), 0, question); !errors.Is(err, checks.ErrThere) {
				t.Errorf("a second time: %v", err)
			}
		})
	}
	page := "* **What are the morals of the story?**\n    * Count.\n"
	got, err := checks.Ask(b, b.Parse("status_quo.md", []byte(page1+page+page2)), 1, question)
	if diff := cmp.Diff(page1+page+"* **"+question+"**\n"+page2, string(got)); diff != "" || err != nil {
		t.Errorf("on a page: %v (-want +got)\n%s", err, diff)
	}
}
