package checks

import (
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var templateTextRule = &analysis.Analyzer{
	Name:     "template-text",
	Title:    "No text of the template is left",
	Severity: analysis.Warning,
	Run:      checkTemplateText,
	Doc: `
## What it finds

Text of the template that was left in the story: a prompt above an answer, the
instructions at the top, the name token in a question. Text left under a
question that is not answered yet is told with that question.

## Why

The template's text is for writers. Left in a story, it tells readers that they
are looking at a draft.

## Example

    ### What are the morals of the story?

    *List the lessons a reader should take away, most important first.*

    * Error messages that name the line save an afternoon.

Remove the line in italics; your answer stays.
`,
}

func checkTemplateText(pass *analysis.Pass) {
	for _, s := range pass.File.Stories {
		for _, l := range s.Leftovers {
			if l.Told {
				continue
			}
			switch l.Kind {
			case story.LeftName:
				pass.Report(nameFinding(s, l))
			case story.LeftHeader:
				pass.Report(leftFinding(pass.File, l, "These lines are the template's instructions to you. Please remove them."))
			default:
				pass.Report(leftFinding(pass.File, l, "This line is the template's hint to you. Please remove it."))
			}
		}
	}
}

func leftFinding(f *story.File, l story.Leftover, message string) analysis.Diagnostic {
	return analysis.Diagnostic{
		Span: l.Span, Message: message,
		Fixes: []analysis.Fix{{Message: "Remove the template's text", Edits: []analysis.Edit{{Span: removal(f, l.Span)}}}},
	}
}

func nameFinding(s *story.Story, l story.Leftover) analysis.Diagnostic {
	d := analysis.Diagnostic{Span: l.Span, Message: "Please put your character's name here."}
	if len(s.Characters) > 0 {
		name := strings.Join(s.Characters, " and ")
		d.Message = "Please put your character's name here: " + name + "."
		d.Fixes = []analysis.Fix{{Message: "Write " + name, Edits: []analysis.Edit{{Span: l.Span, New: name}}}}
	}
	return d
}

// removal widens a span to whole lines if nothing but a list marker stands
// beside it, and takes a blank line with it if two would be left together.
func removal(f *story.File, span story.Span) story.Span {
	first, last := f.LineSpan(span.Start), f.LineSpan(max(span.Start, span.End-1))
	before := strings.Trim(string(f.Text[first.Start:span.Start]), " \t>*-+")
	after := strings.TrimSpace(string(f.Text[span.End:last.End]))
	if before != "" || after != "" {
		return span
	}
	whole := story.Span{Start: first.Start, End: last.End}
	if whole.End < len(f.Text) && blankBefore(f, whole.Start) {
		if next := f.LineSpan(whole.End); strings.TrimSpace(f.Slice(next)) == "" {
			whole.End = next.End
		}
	}
	return whole
}

func blankBefore(f *story.File, at int) bool {
	return at == 0 || strings.TrimSpace(f.Slice(f.LineSpan(at-1))) == ""
}
