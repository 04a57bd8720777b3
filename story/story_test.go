package story_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
)

const whole = `# 😱 Status quo stories: Grace reads a log

## 🚧 Warning: Draft status 🚧

It may change.

## The story

Grace reads a log.

## 🤔 Frequently Asked Questions

### **What are the morals of the story?**

* Logs need dates.

### **What are the sources for this story?**
*Talk about what the story is based on, ideally with links.*

### **Why did you choose *NAME* to tell this story?**

She [reads](https://example.org) logs.

### **Is this a question of the writer's own?**

Yes.
`

// outline tells a file's stories in short lines.
func outline(f *story.File) []string {
	var lines []string
	for _, s := range f.Stories {
		line, _ := f.Position(s.TitleSpan.Start)
		lines = append(lines, fmt.Sprintf("%d %s %q by %s", line, s.Kind, s.Name, strings.Join(s.Characters, "+")))
		for _, a := range s.Questions {
			if !a.QuestionSpan.Empty() {
				at, _ := f.Position(a.QuestionSpan.Start)
				lines = append(lines, fmt.Sprintf("%d %s %s %q", at, a.ID, a.Status, f.Slice(a.AnswerSpan)))
			} else if a.Status == story.Missing {
				lines = append(lines, a.ID+" missing")
			}
		}
	}
	return lines
}

func TestParseFile(t *testing.T) {
	want := []string{
		`1 status-quo "Grace reads a log" by Grace`,
		`13 morals answered "Logs need dates."`,
		`17 sources placeholder "*Talk about what the story is based on, ideally with links.*"`,
		`20 why-character answered "She [reads](https://example.org) logs."`,
		`other-characters missing`,
	}
	variants := map[string]string{
		"as it is":               whole,
		"Windows line endings":   strings.ReplaceAll(whole, "\n", "\r\n"),
		"byte order mark":        "\ufeff" + whole,
		"no final newline":       strings.TrimRight(whole, "\n"),
		"no emoji, other levels": strings.NewReplacer("😱 ", "", "🚧", "", "🤔 ", "", "## 🤔", "#", "###", "####").Replace(whole),
		"other case":             strings.NewReplacer("What are the morals", "what ARE the Morals", "Frequently", "frequently").Replace(whole),
	}
	for name, text := range variants {
		f := story.Parse("status_quo/grace_reads_a_log.md", []byte(text), story.Defaults())
		if diff := cmp.Diff(want, outline(f)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		for _, s := range f.Stories {
			if s.Notice.Empty() || s.FAQ.Empty() || s.Chapter {
				t.Errorf("%s: notice %v, questions %v, chapter %v", name, s.Notice, s.FAQ, s.Chapter)
			}
		}
	}
}

func TestParseForms(t *testing.T) {
	tests := []struct{ name, faq, morals string }{
		{"bullets", "* **What are the morals of the story?**\n    * Dates.\n", "answered"},
		{"plain bullet", "* What are the morals of the story?\n    * Dates.\n", "answered"},
		{"wrapped", "* **What are the morals of\n  the story?**\n    * Dates.\n", "answered"},
		{"on one line", "* **What are the morals of the story?** Dates.\n", "answered"},
		{"lazy line", "* **Who?**\n    * Grace\n **What are the morals of the story?**\n    * Dates.\n", "answered"},
		{"bold paragraph", "**What are the morals of the story?**\n\nDates.\n", "answered"},
		{"slip of a letter", "### What are the moralls of the story?\n\nDates.\n", "answered"},
		{"curly quotes", "### “What are the morals of the story?”\n\nDates.\n", "answered"},
		{"deeper heading in the answer", "### What are the morals of the story?\n\n#### First\n\nDates.\n", "answered"},
		{"code answers", "### What are the morals of the story?\n\n```\ndate\n```\n", "answered"},
		{"own italics", "### What are the morals of the story?\n\n*Dates, always.*\n", "answered"},
		{"prompt and answer", "### What are the morals of the story?\n*Talk about the major takeaways.*\nDates.\n", "answered"},
		{"prompt", "### What are the morals of the story?\n*Talk about the major\ntakeaways.*\n", "placeholder"},
		{"prompt without emphasis", "### What are the morals of the story?\nTalk about the major takeaways.\n", "placeholder"},
		{"note", "### What are the morals of the story?\n\n**TODO:** write this\n", "placeholder"},
		{"dots", "### What are the morals of the story?\n\n...\n", "placeholder"},
		{"comment", "### What are the morals of the story?\n\n<!-- soon -->\n", "missing"},
		{"folded", "<details><summary>🤔 <b>Frequently Asked Questions</b></summary>\n<p>\n\n* **What are the morals of the story?**\n    * (Explain your key points here)\n\n</p>\n</details>\n", "placeholder"},
		{"own question behind", "### What are the morals of the story?\n\n### Why?\n\nBecause.\n", "missing"},
		{"own bullet behind", "* **What are the morals of the story?**\n* **Why is that?**\n    * Because.\n", "missing"},
		{"definitions behind", "### What are the morals of the story?\n\n[a]: https://example.org\n", "missing"},
		{"other question", "### What are the morals of the other stories by this writer?\n\nDates.\n", "missing"},
	}
	for _, test := range tests {
		f := story.Parse("status_quo/grace_reads.md", []byte("# Grace reads\n\n## FAQ\n\n"+test.faq), story.Defaults())
		if got := f.Stories[0].Question("morals").Status; string(got) != test.morals {
			t.Errorf("%s: morals are %s, want %s", test.name, got, test.morals)
		}
	}
}

func TestParseIsStory(t *testing.T) {
	const prompts = "\n## The role of the FAQ\n\n* What are the morals of the story?\n* What are the sources for this story?\n"
	tests := []struct {
		path, text string
		kind       string // of the one story, "" if there is none
	}{
		{"src/status_quo/grace_reads.md", "", "status-quo"},
		{"src/shiny_future/grace_reads.md", "# Grace reads\n", "shiny-future"},
		{"src/status_quo/grace_reads", "# Grace reads\n", "status-quo"},
		{"src/grace_reads.md", whole, "status-quo"},
		{"src/shiny_future/grace_reads.md", whole, "status-quo"},
		{"notes.txt", whole, "status-quo"},
		{"src/status_quo/template.md", whole, ""},
		{"src/shiny_future/users_manual.md", "# User's manual of the future\n\nHow it works.\n", ""},
		{"src/how_to/status_quo.md", "# ❓ How to: \"Status quo\" stories\n" + prompts, ""},
		{"src/status_quo.md", "# 😱 Status quo stories\n\n## What is this?\n\nStories.\n", ""},
		{"src/design/grace_period.md", "# Grace period\n\n## Frequently Asked Questions\n\n### Why?\n", ""},
		{"SUMMARY.md", "# Summary\n\n- [Grace](./status_quo/grace_reads.md)\n", ""},
	}
	for _, test := range tests {
		f := story.Parse(test.path, []byte(test.text), story.Defaults())
		var kinds []string
		for _, s := range f.Stories {
			kinds = append(kinds, s.Kind)
		}
		if got := strings.Join(kinds, " "); got != test.kind {
			t.Errorf("%s (%.20q) is %q, want %q", test.path, test.text, got, test.kind)
		}
	}
}

func TestParseChapter(t *testing.T) {
	tests := []struct {
		path, text string
		chapter    bool
	}{
		{"status_quo/engineer/first.md", "# Status quo of an engineer: first\n\nAlan reads.\n", true},
		{"status_quo/engineer/second.md", "# Second\n\nAlan reads, Alan writes.\n", true},
		{"elsewhere/third.md", "# Status quo of an engineer: third\n\nAlan reads.\n", true},
		{"status_quo/engineer/alan_asks.md", whole, false},
		{"status_quo/alan_engineer.md", "# 😱 Status quo stories: Alan\n\nNo questions.\n", false},
	}
	for _, test := range tests {
		f := story.Parse(test.path, []byte(test.text), story.Defaults())
		if len(f.Stories) != 1 || f.Stories[0].Chapter != test.chapter {
			t.Errorf("%s: %d stories; want one, chapter %v", test.path, len(f.Stories), test.chapter)
		}
	}
}
