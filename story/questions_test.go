package story_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
)

// statuses are the states of a story's first two questions.
func statuses(t *testing.T, text string) [2]story.Status {
	t.Helper()
	f := story.Parse("status_quo/grace_reads_a_log.md", []byte(text), story.Defaults())
	if len(f.Stories) != 1 {
		t.Fatalf("%d stories in:\n%s", len(f.Stories), text)
	}
	s := f.Stories[0]
	return [2]story.Status{s.Question("morals").Status, s.Question("sources").Status}
}

const top = "# Status quo stories: Grace reads a log\n\n## The story\n\nGrace reads a log.\n\n"

// TestQuestionForms writes the questions in as many ways as there are to mark
// one.
func TestQuestionForms(t *testing.T) {
	both := [2]story.Status{story.Answered, story.Answered}
	tests := map[string]struct {
		faq  string
		want [2]story.Status
	}{
		"numbered headings":      {"### 1. What are the morals of the story?\n\nDates help.\n\n### 2. What are the sources for this story?\n\nMy week.\n", both},
		"numbers in brackets":    {"### (1) What are the morals of the story?\n\nDates help.\n\n### (2) What are the sources for this story?\n\nMy week.\n", both},
		"Q and a number":         {"### Q1. What are the morals of the story?\n\nDates help.\n\n### Q2: What are the sources for this story?\n\nMy week.\n", both},
		"numbered list":          {"1. **What are the morals of the story?**\n\n   Dates help.\n\n2. **What are the sources for this story?**\n\n   My week.\n", both},
		"numbered plain list":    {"1) What are the morals of the story?\n   - Dates help.\n2) What are the sources for this story?\n   - My week.\n", both},
		"Q and A":                {"**Q: What are the morals of the story?**\n\n**A:** Dates help.\n\n**Q: What are the sources for this story?**\n\n**A:** My week.\n", both},
		"Q and A, open":          {"**Q: What are the morals of the story?**\n\n**A:**\n\n**Q: What are the sources for this story?**\n\nA:\n", [2]story.Status{story.Missing, story.Missing}},
		"Q outside the emphasis": {"Q. **What are the morals of the story?**\n\nDates help.\n\nQ. **What are the sources for this story?**\n\nMy week.\n", both},
		"anchors":                {"### What are the morals of the story? {#morals}\n\nDates help.\n\n### What are the sources for this story? {#sources .quiet}\n\nMy week.\n", both},
		"ticked":                 {"- [x] **What are the morals of the story?**\n\n  Dates help.\n\n- [ ] **What are the sources for this story?**\n\n  *Talk about what the story is based on, ideally with links.*\n", [2]story.Status{story.Answered, story.Placeholder}},
		"ticked and plain":       {"- [x] What are the morals of the story?\n  - Dates help.\n- [X] What are the sources for this story?\n  - My week.\n", both},
		"line breaks":            {"**What are the morals of the story?**<br>Dates help.\n\nWhat are the sources for this story?<br/>My week.\n", both},
		"HTML headings":          {"<h3>What are the morals of the story?</h3>\n\nDates help.\n\n<h3 id=\"sources\">What are the sources for this story?</h3>\n<p>My week.</p>\n", both},
		"HTML headings, open":    {"<h3>What are the morals of the story?</h3>\n\n<h3>What are the sources for this story?</h3>\n\nMy week.\n", [2]story.Status{story.Missing, story.Answered}},
		"bold by HTML":           {"<b>What are the morals of the story?</b> Dates help.\n\n<strong>What are the sources for this story?</strong><br>\nMy week.\n", both},
		"details":                {"<details><summary>What are the morals of the story?</summary>\n\nDates help.\n\n</details>\n\n<details>\n<summary><b>What are the sources for this story?</b></summary>\nMy week.\n</details>\n", both},
		"details, open":          {"<details>\n<summary>\nWhat are the morals of the story?\n</summary>\n</details>\n\n<details>\n<summary>What are the sources for this story?</summary>\n\nMy week.\n\n</details>\n", [2]story.Status{story.Missing, story.Answered}},
		"terms":                  {"<dl>\n<dt>What are the morals of the story?</dt>\n<dd>Dates help.</dd>\n<dt>What are the sources for this story?</dt>\n<dd>My week.</dd>\n</dl>\n", both},
		"strong paragraphs":      {"<p><b>What are the morals of the story?</b></p>\n<p>Dates help.</p>\n\n<p><strong>What are the sources for this story?</strong></p>\n\n<p>My week.</p>\n", both},
		"term and colon":         {"What are the morals of the story?\n: Dates help.\n\nWhat are the sources for this story?\n: My week.\n", both},
		"rows of a table":        {"| Question | Answer |\n| --- | --- |\n| What are the morals of the story? | Dates help. |\n| **What are the sources for this story?** | My week. |\n", both},
		"rows, one open":         {"| What are the morals of the story? | Dates help. |\n| --- | --- |\n| What are the sources for this story? | |\n| Why did you choose Grace to tell this story? | She reads. |\n", [2]story.Status{story.Answered, story.Missing}},
		"labels on one line":     {"Morals: dates help.\n\nSources: my week.\n", both},
		"bold labels":            {"- **Morals:** dates help.\n- **Sources:** TBD\n", [2]story.Status{story.Answered, story.Placeholder}},
		"accents":                {"### What are the mórals of thé story?\n\nDates help.\n\n### Sourcés\n\nMy week.\n", both},
		"underlined":             {"What are the morals of the story?\n---------------------------------\n\nDates help.\n\nWhat are the sources for this story?\n---\n\nMy week.\n", both},
		"two in one heading":     {"### What are the morals and the sources of this story?\n\nDates help; it was my week.\n", both},
		"two in one label":       {"* **Morals & sources**\n  * Dates help; it was my week.\n", both},
		"two in one, open":       {"### Morals and sources\n\nTODO\n", [2]story.Status{story.Placeholder, story.Placeholder}},
	}
	for name, test := range tests {
		text := top + "## Frequently Asked Questions\n\n" + test.faq
		for ending, text := range map[string]string{"": text, " (Windows)": strings.ReplaceAll(text, "\n", "\r\n")} {
			if diff := cmp.Diff(test.want, statuses(t, text)); diff != "" {
				t.Errorf("%s%s (-want +got):\n%s", name, ending, diff)
			}
		}
	}
}

// TestQuestionWords asks for the morals and the sources in other words.
func TestQuestionWords(t *testing.T) {
	morals := []string{
		"Takeaways", "The moral of the story", "What did we learn?", "What did Grace learn?", "Lessons learned", "What should readers take away from this?",
		"What's the lesson here?", "Key takeaways", "So what is the moral?", "What do we learn from all this", "Conclusions", "The main lesson", "Moral",
	}
	sources := []string{
		"Where does the story come from?", "Where is this from?", "Is this a true story?", "What is it based on?", "Did this really happen?", "Source", "References", "Background and sources",
		"Sources and references", "Where did this come from?", "What inspired this story?", "Are you making this up?", "Is any of this real?",
	}
	for i := range max(len(morals), len(sources)) {
		moral, source := morals[i%len(morals)], sources[i%len(sources)]
		for _, shape := range []string{"### %s\n\n", "* **%s**\n  * ", "**%s**\n\n"} {
			text := top + "## FAQ\n\n" + strings.Replace(shape, "%s", moral, 1) + "Dates help.\n\n" + strings.Replace(shape, "%s", source, 1) + "My week.\n"
			if got := statuses(t, text); got != [2]story.Status{story.Answered, story.Answered} {
				t.Errorf("%q, %q in %q: %v", moral, source, shape, got)
			}
		}
	}
}

// TestQuestionsAskedBack has questions that may be the template's.
func TestQuestionsAskedBack(t *testing.T) {
	tests := []struct{ faq, id, want string }{
		{"### What did the logging team learn about clocks?\n\nDates help.\n", "morals", "What did the logging team learn about clocks?"},
		{"### Which lessons would you draw for crate authors?\n\nDates help.\n", "morals", "Which lessons would you draw for crate authors?"},
		{"* **Where do the numbers in the second table come from?**\n  * My week.\n", "sources", "Where do the numbers in the second table come from?"},
		{"### Why is Grace so patient with it?\n\nShe reads.\n", "why-character", "Why is Grace so patient with it?"},
		{"### Lessons for crate authors\n\nDates help.\n", "morals", "Lessons for crate authors"},
		{"| Question | Answer |\n| --- | --- |\n| What did the logging team learn? | Dates help. |\n| What are the sources for this story? | My week. |\n", "morals", ""},
		{"### What did the logging team learn about clocks?\n\nTODO\n", "morals", ""},
		{"### How would this have gone if Grace came from Go?\n\nThe same.\n", "other-characters", ""},
		{"### Why did the build fail?\n\nA typo.\n", "why-character", ""},
		{"### What are the morals?\n\nDates help.\n\n### What did the logging team learn about clocks?\n\nA lot.\n", "morals", ""},
	}
	for _, test := range tests {
		f := story.Parse("status_quo/grace_reads_a_log.md", []byte(top+"## FAQ\n\n"+test.faq), story.Defaults())
		a := f.Stories[0].Question(test.id)
		if got := f.Slice(a.Maybe); !strings.Contains(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%q may answer %s; want %q", got, test.id, test.want)
		}
		if a.Status == story.Answered && test.want != "" {
			t.Errorf("%s is answered by %q", test.id, test.want)
		}
	}
}

func TestNoAnswers(t *testing.T) {
	none := []string{
		"Your answer here", "*Your answer here.*", "[your answer]", "<your answer>", "fill me in", "Fill this in!", "placeholder", "(placeholder text)", "Lorem ipsum dolor sit amet, consectetur.",
		"to be decided", "To be discussed with the group.", "T.B.D.", "t.b.d", "later", "Will do this later.", "see above", "See above!", "I will write this once the dust settles.",
		"will write this when I'm back", "I'll add these later", "ask Grace", "(ask Niko about it)", "Need to ask Barbara.", "…", "???", "TODO: ask", "coming soon", "more to come",
		"(explain what readers should learn)", "[insert morals]", "answer", "To be filled in", "pending", "WIP", "will be added soon", "The morals of the story", "xxxx", "* ...", "-",
		"I still have to write this.", "still needs writing", "not done yet", "Nothing here yet", "work in progress, sorry",
	}
	for _, text := range none {
		if got := statuses(t, top+"## FAQ\n\n### Morals\n\n"+text+"\n\n### Sources\n\nMy week.\n"); got[0] == story.Answered {
			t.Errorf("%q is an answer", text)
		}
	}
	own := []string{
		"Dates help.", "Personal experience.", "None: it's made up.", "I'm not sure.", "Later releases fix this.", "Ask early, ask often.", "Placeholder types confuse people.", "See [the issue](https://example.org).",
		"I will write my own logger next time.", "Write tests first.", "Answers in the docs would have helped.", "To be able to read dates matters.", "Explain errors where they happen.", "(Dates help.)",
		"[Dates](https://example.org) help.", "42", "https://example.org/post", "It's fiction.", "Nobody wins.", "See the log for what happened to us.", "Pending futures leak.", "*Dates help.*", "n/a", "Same as above, but slower.",
	}
	for _, text := range own {
		if got := statuses(t, top+"## FAQ\n\n### Morals\n\n"+text+"\n\n### Sources\n\nMy week.\n"); got[0] != story.Answered {
			t.Errorf("%q is no answer", text)
		}
	}
}
