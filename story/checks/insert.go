package checks

import (
	"bytes"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// insertQuestions adds questions in the template's places, written as the
// story's other questions are and with nothing below them: the template's
// prompts would only have to be taken out again. Where a place is not certain
// nothing is added.
func insertQuestions(pass *analysis.Pass, s *story.Story, missing []story.Answer) []analysis.Fix {
	k := pass.Book.Conventions.KindOf(s)
	if k == nil || len(missing) == 0 {
		return nil
	}
	var edits []analysis.Edit
	for _, a := range missing {
		more := insertQuestion(pass, s, k, a, "")
		if more == nil {
			return nil
		}
		for _, e := range more {
			if !slices.Contains(edits, e) {
				edits = append(edits, e)
			}
		}
	}
	message := "Add the question, for you to answer"
	if k.ByHeading {
		message = "Add the heading, for you to write below it"
	}
	if len(missing) > 1 {
		message = strings.NewReplacer("the question", "the questions", "the heading", "the headings", "below it", "below them").Replace(message)
	}
	return []analysis.Fix{{Message: message, Edits: edits}}
}

// insertQuestion adds one question, and an answer below it unless that is empty.
func insertQuestion(pass *analysis.Pass, s *story.Story, k *story.Kind, a story.Answer, answer string) []analysis.Edit {
	asked := named(pass, s, a.Asked)
	if token := pass.Book.Conventions.Words.NameToken; token != "" && strings.Contains(asked, token) {
		return nil
	}
	to, ok := slotFor(pass.File, s, a.ID)
	if !ok || strings.HasPrefix(to.model, "|") || strings.Contains(to.model, "<") || openMarkup(pass.File, story.Span{Start: s.Span.Start, End: to.at}) {
		return nil
	}
	order := slices.IndexFunc(s.Questions, func(q story.Answer) bool { return q.ID == a.ID })
	var edits []analysis.Edit
	if to.headless && !k.ByHeading {
		if k.Template == nil || k.Template.FAQ == "" || pass.File.Index {
			return nil
		}
		edits = append(edits, insertion(pass.File, to.at, "\n\n"+k.Template.FAQ, -1))
	}
	line, item := likeModel(to.model, asked)
	if line == "" {
		line = named(pass, s, markdownOf(k, a))
	}
	if answer != "" {
		line += belowQuestion(to.model, item, answer)
	}
	switch {
	case to.before && item:
		line += "\n"
	case to.before:
		line += "\n\n"
	case item && to.model != "":
		line = "\n" + line
	default:
		line = "\n\n" + line
	}
	edits = append(edits, insertion(pass.File, to.at, line, order))
	if !to.before && !blankBelow(pass.File, to.at) && !(item && itemBelow(pass.File, to.at)) {
		edits = append(edits, insertion(pass.File, to.at, "\n", atBlank))
	}
	return edits
}

// itemBelow reports whether the line below an offset is a list item.
func itemBelow(f *story.File, at int) bool {
	next := bytes.TrimLeft(f.Text[f.LineSpan(at).End:], " \t")
	return len(next) > 1 && bytes.IndexByte([]byte("*-+"), next[0]) >= 0 && next[1] == ' '
}

// blankBelow reports whether the line below an offset is blank, or the text's
// end.
func blankBelow(f *story.File, at int) bool {
	next := f.LineSpan(f.LineSpan(at).End)
	return at == len(f.Text) || f.LineSpan(at).End == len(f.Text) || len(bytes.TrimSpace(f.Text[next.Start:next.End])) == 0
}

// markdownOf is a question as its template writes it, as a heading.
func markdownOf(k *story.Kind, a story.Answer) string {
	for _, q := range k.Questions {
		if q.ID == a.ID && strings.HasPrefix(q.Markdown, "#") {
			return q.Markdown
		}
	}
	if k.ByHeading {
		return "## " + a.Asked
	}
	return "### " + a.Asked
}

// likeModel writes a question as another one is written: as a heading or list
// item, strong or not. It is "" if the model is neither of these.
func likeModel(model, question string) (line string, item bool) {
	marks := model[:len(model)-len(strings.TrimLeft(model, "# \t*-+"))]
	if strings.Contains(model, "**") {
		question = "**" + question + "**"
		marks = strings.TrimSuffix(marks, "**")
	}
	bullet := strings.TrimSpace(marks)
	switch {
	case marks == "" && strings.HasPrefix(model, "**"):
		return question, false
	case bullet == "":
		return "", false
	case strings.HasPrefix(bullet, "#"):
		return marks + question, false
	}
	return marks + question, true
}
