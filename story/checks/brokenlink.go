package checks

import (
	"net/url"
	"path"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
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

A link to a file that the book doesn't have, or to a heading that the page
doesn't have. Links to other sites aren't checked, and definitions that nothing
uses are left alone.

## Why

Whoever follows the link finds nothing.

## Example

    As in [Grace's story](./grace_ships_a_praser.md).

Correct the path. If only one file can be meant, it's suggested:

    As in [Grace's story](./grace_ships_a_parser.md).
`,
}

func checkBrokenLink(pass *analysis.Pass) {
	if !pass.Book.HasTree {
		return
	}
	l := linkCheck{Pass: pass, anchors: map[string]book.Anchors{}}
	for d := range destinations(pass.File) {
		name, fragment := cutTarget(d.target)
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
		if name == "" {
			l.anchor(d, pass.File.Path, fragment)
			continue
		}
		resolved := path.Join(path.Dir(pass.File.Path), name)
		switch {
		case strings.HasPrefix(resolved, ".."):
			// It leaves the book; what stands there is not known.
		case l.exists(resolved):
			l.anchor(d, resolved, fragment)
		case strings.HasSuffix(resolved, ".html") && l.exists(strings.TrimSuffix(resolved, ".html")+".md"):
			l.anchor(d, strings.TrimSuffix(resolved, ".html")+".md", fragment)
		case l.Change != nil && l.Change.Partial:
			// It may be among what the change brings beside what is known.
		default:
			l.tell(d, "There's no file at this link's target.", l.meant(resolved))
		}
	}
}

// linkCheck checks the links of one file.
type linkCheck struct {
	*analysis.Pass
	anchors map[string]book.Anchors // of pages whose text the pass holds
	guesses int
}

// maxGuesses is for how many links of a file it is looked up where they should
// lead: that takes as long as the book is large.
const maxGuesses = 64

// guess reports whether one more target may be looked up.
func (l *linkCheck) guess() bool {
	l.guesses++
	return l.guesses <= maxGuesses
}

func (l *linkCheck) exists(name string) bool {
	_, brought := l.Change.Page(name)
	_, left := l.Change.Left(name)
	return brought || !left && (l.Book.Has(name) || l.Book.HasDirectory(name))
}

// anchor tells of a link to a heading that its page does not have; of a page
// whose text is not known nothing is said.
func (l *linkCheck) anchor(d destination, page, fragment string) {
	if plain, err := url.PathUnescape(fragment); err == nil {
		fragment = plain
	}
	if fragment == "" || path.Ext(page) != ".md" {
		return
	}
	anchors, known := l.anchorsOf(page)
	if !known || anchors.Has(fragment) {
		return
	}
	better := ""
	if l.guess() {
		better = anchors.Nearest(fragment)
	}
	if better != "" {
		before, _, _ := strings.Cut(d.target, "#")
		better = before + "#" + better
	}
	l.tell(d, "The page this links to has no heading of that name.", better)
}

// anchorsOf are the headings of a page as the change leaves it.
func (l *linkCheck) anchorsOf(page string) (book.Anchors, bool) {
	if a, ok := l.anchors[page]; ok {
		return a, true
	}
	f, brought := l.Change.Page(page)
	if page == l.File.Path {
		f = l.File
	}
	if f == nil {
		if brought {
			return book.Anchors{}, false
		}
		return l.Book.Anchors(page)
	}
	a := book.AnchorsOf(f)
	l.anchors[page] = a
	return a, true
}

// meant is the target that must be meant by a path that leads nowhere, as the
// file writes it; "" if that is not certain.
func (l *linkCheck) meant(resolved string) string {
	if now, _ := l.Change.Left(resolved); now != "" {
		return book.Relative(l.File.Path, now)
	}
	if path.Ext(resolved) == "" && l.Book.Has(resolved+".md") {
		return book.Relative(l.File.Path, resolved+".md")
	}
	if stem, ok := strings.CutSuffix(resolved, ".html"); ok {
		resolved = stem + ".md"
	}
	if !l.guess() {
		return ""
	}
	found := l.Book.Likeliest(resolved)
	if _, left := l.Change.Left(found); left || found == "" || found == l.File.Path {
		return ""
	}
	return book.Relative(l.File.Path, found)
}

// tell reports a link, with the target that would be right if one is known. A
// fragment is kept.
func (l *linkCheck) tell(d destination, what, better string) {
	finding := analysis.Diagnostic{Span: d.span, Message: what + " Please check where it should lead."}
	if _, fragment, ok := strings.Cut(d.target, "#"); ok && better != "" && !strings.Contains(better, "#") {
		better += "#" + fragment
	}
	if span, written, ok := d.edit(strings.ReplaceAll(better, " ", "%20")); ok && better != "" {
		finding.Message = what + " Perhaps " + quote.MarkUpTo(better, maxQuoted) + " is meant."
		finding.Fixes = []analysis.Fix{{Message: "Link " + quote.MarkUpTo(better, maxQuoted), Edits: []analysis.Edit{{Span: span, New: written}}}}
	}
	l.Report(finding)
}
