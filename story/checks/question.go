package checks

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// checkQuestion reports the stories that do not answer a question; advice says
// how to.
func checkQuestion(pass *analysis.Pass, id, advice string) {
	for _, s := range pass.File.Stories {
		if d, ok := unanswered(pass, s, id, advice); ok {
			pass.Report(d)
		}
	}
}

// unanswered is the finding for a question that a story does not answer.
func unanswered(pass *analysis.Pass, s *story.Story, id, advice string) (analysis.Diagnostic, bool) {
	a := s.Question(id)
	asked := named(pass, s, cmp.Or(a.Written, a.Asked))
	switch {
	case a.Status == story.Placeholder:
		span := a.QuestionSpan
		span.End = max(span.End, a.AnswerSpan.End)
		return analysis.Diagnostic{Span: span, Message: fmt.Sprintf("“%s” is not answered yet. %s", asked, advice)}, true
	case a.Status == story.Missing && !a.QuestionSpan.Empty():
		return analysis.Diagnostic{Span: a.QuestionSpan, Message: fmt.Sprintf("Nothing stands under “%s” yet. %s", asked, advice)}, true
	case a.Status == story.Missing:
		return analysis.Diagnostic{
			Span:    gapOf(s),
			Message: fmt.Sprintf("The question “%s” is not there. Please add it with your answer. %s", asked, advice),
			Fixes:   insertQuestion(pass, s, a),
		}, true
	}
	return analysis.Diagnostic{}, false
}

// gapOf is where a question that is not there is missed.
func gapOf(s *story.Story) story.Span {
	if !s.FAQ.Empty() {
		return story.Span{Start: s.FAQ.Start, End: s.FAQ.Start + 1}
	}
	return head(s)
}

// named puts the character's name into the name token's place.
func named(pass *analysis.Pass, s *story.Story, text string) string {
	token := pass.Book.Conventions.Words.NameToken
	if token == "" || len(s.Characters) != 1 {
		return text
	}
	return strings.NewReplacer("*"+token+"*", s.Characters[0], token, s.Characters[0]).Replace(text)
}

// insertQuestion adds a question in the template's place, written as the
// story's other questions are. A story without questions gets none: where they
// should stand is not certain.
func insertQuestion(pass *analysis.Pass, s *story.Story, missing story.Answer) []analysis.Fix {
	k := pass.Book.Conventions.Kind(s.Kind)
	if k == nil || s.FAQ.Empty() || pass.File.Index {
		return nil
	}
	at, model, ok := placeFor(pass.File, s, missing.ID)
	if !ok {
		return nil
	}
	question := named(pass, s, markdownOf(k, missing))
	text := "\n\n" + question
	if model != "" {
		text = likeModel(model, named(pass, s, missing.Asked), at > pass.File.LineSpan(s.FAQ.Start).End)
	}
	if strings.Contains(string(pass.File.Text), "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return []analysis.Fix{{
		Message: "Add the question, for you to answer",
		Edits:   []analysis.Edit{{Span: story.Span{Start: at, End: at}, New: text}},
	}}
}

func markdownOf(k *story.Kind, a story.Answer) string {
	for _, q := range k.Questions {
		if q.ID == a.ID && strings.HasPrefix(q.Markdown, "#") {
			return q.Markdown
		}
	}
	return "### " + a.Asked
}

// placeFor is where a question belongs: behind the answer to the one that the
// template has before it, or behind the heading of the questions. model is a
// question's line to write it like.
func placeFor(f *story.File, s *story.Story, id string) (at int, model string, ok bool) {
	heading := f.LineSpan(s.FAQ.Start)
	at = trimmed(f, heading).End
	for _, a := range s.Questions {
		if !a.QuestionSpan.Empty() && model == "" {
			line := f.LineSpan(a.QuestionSpan.Start)
			model = f.Slice(story.Span{Start: line.Start, End: a.QuestionSpan.End})
		}
	}
	for _, a := range s.Questions {
		if a.ID == id {
			return at, model, true
		}
		if !a.QuestionSpan.Empty() && !a.Extra {
			last := max(a.QuestionSpan.End, a.AnswerSpan.End)
			at = max(at, trimmed(f, f.LineSpan(last-1)).End)
		}
	}
	return 0, "", false
}

// trimmed is a line without its ending.
func trimmed(f *story.File, line story.Span) story.Span {
	for line.End > line.Start && strings.IndexByte("\r\n", f.Text[line.End-1]) >= 0 {
		line.End--
	}
	return line
}

// likeModel writes a question as another one is written: as a heading or list
// item, strong or not. An item behind another one joins its list.
func likeModel(model, question string, joins bool) string {
	marks := model[:len(model)-len(strings.TrimLeft(model, "# \t*-+"))]
	if strings.Contains(model, "**") {
		question = "**" + question + "**"
		marks = strings.TrimSuffix(marks, "**")
	}
	if joins && !strings.HasPrefix(strings.TrimSpace(marks), "#") {
		return "\n" + marks + question
	}
	return "\n\n" + marks + question
}
