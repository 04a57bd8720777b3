package story_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
)

// The prompts of a template, in as many shapes as templates have.
const (
	tellPrompt   = "Tell what happened, in the order it happened, and name the tools."
	moralPrompt  = "List what a reader should remember next week. Two or three points are plenty, the most important one first."
	whencePrompt = "Say where this comes from. Your own work counts."
)

// promptShapes set a prompt apart, or do not.
var promptShapes = map[string]func(prompt string) string{
	"plain":            func(p string) string { return p },
	"italic":           func(p string) string { return "*" + p + "*" },
	"underscores":      func(p string) string { return "_" + p + "_" },
	"strong in part":   func(p string) string { return "**Hint** " + p },
	"comment":          func(p string) string { return "<!-- " + p + " -->" },
	"long comment":     func(p string) string { return "<!--\n" + strings.ReplaceAll(p, ". ", ".\n") + "\n-->" },
	"quotation":        func(p string) string { return "> " + p },
	"list":             func(p string) string { return "* " + p },
	"code":             func(p string) string { return "```text\n" + p + "\n```" },
	"one line each":    func(p string) string { return strings.ReplaceAll(p, ". ", ".\n") },
	"bracketed":        func(p string) string { return "[" + p + "]" },
	"HTML":             func(p string) string { return "<p><i>" + p + "</i></p>" },
	"italic line each": func(p string) string { return "*" + strings.ReplaceAll(p, ". ", ".*\n*") + "*" },
}

func templateOf(shape func(string) string) string {
	return "# Status quo stories: Template\n\n## The story\n\n" + shape(tellPrompt) + "\n\n## Frequently Asked Questions\n\n" +
		"### What are the morals of the story?\n\n" + shape(moralPrompt) + "\n\n### What are the sources for this story?\n\n" + shape(whencePrompt) + "\n"
}

// parseWith reads a story of a book with this template.
func parseWith(template, text string) *story.File {
	c := story.Defaults()
	k := c.Kinds[0]
	c.Kinds[0] = k.WithTemplate(story.NewParser(c).ParseTemplate("status_quo/template.md", []byte(template), &k))
	return story.Parse("status_quo/grace_reads_a_log.md", []byte(text), c)
}

// TestUntouchedTemplate copies templates and only gives them a title.
func TestUntouchedTemplate(t *testing.T) {
	for name, shape := range promptShapes {
		template := templateOf(shape)
		copied := strings.Replace(template, "Template", "Grace reads a log", 1)
		for how, text := range map[string]string{
			"as it is": copied, "Windows": strings.ReplaceAll(copied, "\n", "\r\n"), "wrapped": wrapped(copied, 30), "unwrapped": unwrapped(copied),
		} {
			s := parseWith(template, text).Stories[0]
			for _, id := range []string{"morals", "sources"} {
				if a := s.Question(id); a.Status == story.Answered {
					t.Errorf("%s, %s: %s is answered by %q", name, how, id, text[a.AnswerSpan.Start:a.AnswerSpan.End])
				}
			}
		}
	}
}

// wrapped breaks the lines of a text's prose anew.
func wrapped(text string, width int) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, ">") || strings.HasPrefix(line, "*") || strings.HasPrefix(line, "`") {
			out.WriteString(line)
			continue
		}
		size := 0
		for _, word := range strings.SplitAfter(line, " ") {
			if size+len(word) > width && size > 0 {
				out.WriteString("\n")
				size = 0
			}
			out.WriteString(word)
			size += len(word)
		}
	}
	return out.String()
}

// unwrapped joins the lines of each paragraph.
func unwrapped(text string) string {
	parts := strings.Split(text, "\n\n")
	for i, part := range parts {
		if !strings.Contains(part, "```") {
			parts[i] = strings.ReplaceAll(strings.TrimRight(part, "\n"), "\n", " ")
		}
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// TestTemplateTextBesideAnswer leaves each prompt above or below an answer.
func TestTemplateTextBesideAnswer(t *testing.T) {
	for name, shape := range promptShapes {
		template := templateOf(shape)
		for _, place := range []string{"above", "below"} {
			morals, sources := shape(moralPrompt)+"\n\nDates help.", shape(whencePrompt)+"\n\nMy week."
			if place == "below" {
				morals, sources = "Dates help.\n\n"+shape(moralPrompt), "My week.\n\n"+shape(whencePrompt)
			}
			text := strings.NewReplacer("Template", "Grace reads a log", shape(tellPrompt), "Grace reads.", shape(moralPrompt), morals, shape(whencePrompt), sources).Replace(template)
			s := parseWith(template, text).Stories[0]
			left := map[string]bool{}
			for _, l := range s.Leftovers {
				for _, id := range []string{"morals", "sources"} {
					if a := s.Question(id); l.Span.Start > a.QuestionSpan.Start && l.Span.Start < a.QuestionSpan.Start+350 && !l.Reported {
						left[id] = true
					}
				}
			}
			got := []any{s.Question("morals").Status, s.Question("sources").Status, left["morals"], left["sources"]}
			if diff := cmp.Diff([]any{story.Answered, story.Answered, true, true}, got); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", name, place, diff)
			}
		}
	}
}
