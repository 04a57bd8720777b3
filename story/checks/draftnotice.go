package checks

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

var draftNoticeRule = &analysis.Analyzer{
	Name:     "draft-notice",
	Title:    "The template's draft notice is there",
	Severity: analysis.Warning,
	Run:      checkDraftNotice,
	Doc: `
## What it finds

A story without the draft notice of the book's template. If the template has no
notice, or the book has no template, nothing is expected.

## Why

The notice lets readers know that the story may still change, and invites them
to add to it.

## Example

    # 😱 Status quo stories: Grace ships a parser

    ## The story

Keep the template's notice, between the title and the story:

    # 😱 Status quo stories: Grace ships a parser

    ## 🚧 Warning: Draft status 🚧

    This page is still open for changes.

    ## The story
`,
}

func checkDraftNotice(pass *analysis.Pass) {
	if pass.File.Index {
		return
	}
	for _, s := range pass.File.Stories {
		k := pass.Book.Conventions.KindOf(s)
		if s.Chapter || !s.Notice.Empty() || k == nil || k.Template == nil || k.Template.Notice == "" || !pass.Book.OwnTemplate(s.Kind) {
			continue
		}
		pass.Report(analysis.Diagnostic{
			Span:    head(s),
			Message: "The template's draft notice is gone. Please put it back below the title: it tells readers that the story may still change.",
			Fixes:   restoreNotice(pass, s, k),
		})
	}
}

// restoreNotice puts the notice below the title.
func restoreNotice(pass *analysis.Pass, s *story.Story, k *story.Kind) []analysis.Fix {
	f := pass.File
	if s.TitleSpan.Empty() || s.TitleLevel != 1 || f.Data.Contains(s.TitleSpan) {
		return nil
	}
	text := "\n\n" + strings.TrimSpace(k.Template.Notice)
	at := headingEnd(f, s.TitleSpan)
	if !blankBelow(f, at) {
		text += "\n" // what follows is no part of the notice
	}
	edits := []analysis.Edit{insertion(f, at, text, -2)}
	return []analysis.Fix{{Message: "Put the notice back", Edits: append(edits, noticeDefinitions(f, k.Template)...)}}
}

// noticeDefinitions adds the definitions that the notice's links need and the
// file does not have.
func noticeDefinitions(f *story.File, t *story.Template) []analysis.Edit {
	var edits []analysis.Edit
	for _, d := range t.Definitions {
		defined := slices.ContainsFunc(f.Definitions, func(own story.Definition) bool { return strings.EqualFold(own.Label, d.Label) })
		if !defined && strings.Contains(t.Notice, "["+d.Label+"]") {
			edits = append(edits, definition(f, d.Label, book.Moved(d.Target, t.Path, f.Path))...)
		}
	}
	return edits
}
