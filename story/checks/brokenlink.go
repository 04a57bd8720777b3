package checks

import (
	"net/url"
	"path"
	"strings"

	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

var brokenLinkRule = &analysis.Analyzer{
	Name:     "broken-link",
	Title:    "Every link leads somewhere",
	Severity: analysis.Warning,
	Run:      checkBrokenLink,
	Doc: `
## What it finds

A link to a file that the book does not have, or to a heading that its page does
not have. Addresses of other sites are not looked up, and definitions that
nothing uses are left alone.

## Why

Whoever follows the link finds nothing.

## Example

    As in [Grace's story](./grace_ships_a_praser.md).

Correct the path. Where only one file can be meant, it is offered:

    As in [Grace's story](./grace_ships_a_parser.md).
`,
}

func checkBrokenLink(pass *analysis.Pass) {
	if !pass.Book.HasTree {
		return
	}
	for d := range destinations(pass.File) {
		name, fragment := cutTarget(d.target)
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
		if name == "" {
			checkAnchor(pass, d, pass.File.Path, fragment)
			continue
		}
		resolved := path.Join(path.Dir(pass.File.Path), name)
		switch {
		case strings.HasPrefix(resolved, ".."):
			// It leaves the book; what stands there is not known.
		case exists(pass, resolved):
			checkAnchor(pass, d, resolved, fragment)
		case strings.HasSuffix(resolved, ".html") && exists(pass, strings.TrimSuffix(resolved, ".html")+".md"):
			checkAnchor(pass, d, strings.TrimSuffix(resolved, ".html")+".md", fragment)
		default:
			reportBroken(pass, d, "There is no file at this link's target.", meant(pass, resolved))
		}
	}
}

func exists(pass *analysis.Pass, name string) bool {
	return pass.Book.Has(name) || pass.Change.Has(name) || pass.Book.HasDirectory(name)
}

// checkAnchor reports a link to a heading that its page does not have; of a
// page whose text is not known nothing is said.
func checkAnchor(pass *analysis.Pass, d destination, page, fragment string) {
	if plain, err := url.PathUnescape(fragment); err == nil {
		fragment = plain
	}
	if fragment == "" || path.Ext(page) != ".md" {
		return
	}
	anchors, known := pass.Book.Anchors(page)
	if page == pass.File.Path {
		anchors, known = book.AnchorsOf(pass.File), true
	} else if pass.Change.Has(page) {
		known = false // the change may bring the heading
	}
	if !known || anchors.Has(fragment) {
		return
	}
	better := ""
	if near := anchors.Nearest(fragment); near != "" {
		before, _, _ := strings.Cut(d.target, "#")
		better = before + "#" + near
	}
	reportBroken(pass, d, "The page this links has no heading of that name.", better)
}

// meant is the target that must be meant by a path that leads nowhere, as the
// file writes it; "" if that is not certain.
func meant(pass *analysis.Pass, resolved string) string {
	if path.Ext(resolved) == "" && pass.Book.Has(resolved+".md") {
		return relative(pass.File.Path, resolved+".md")
	}
	base := path.Base(resolved)
	if stem, ok := strings.CutSuffix(base, ".html"); ok {
		base = stem + ".md"
	}
	found := pass.Book.Named(base)
	if found == "" || found == pass.File.Path {
		return ""
	}
	return relative(pass.File.Path, found)
}

// reportBroken reports a link, with the target that would be right if one is
// known. A fragment is kept.
func reportBroken(pass *analysis.Pass, d destination, what, better string) {
	finding := analysis.Diagnostic{Span: d.span, Message: what + " Please look where it should lead."}
	if _, fragment, ok := strings.Cut(d.target, "#"); ok && better != "" && !strings.Contains(better, "#") {
		better += "#" + fragment
	}
	if span, written, ok := d.edit(strings.ReplaceAll(better, " ", "%20")); ok && better != "" {
		finding.Message = what + " Perhaps " + better + " is meant."
		finding.Fixes = []analysis.Fix{{Message: "Link " + better, Edits: []analysis.Edit{{Span: span, New: written}}}}
	}
	pass.Report(finding)
}
