// Package analysis runs rules over parsed stories: a rule is a value, its
// world is a Pass, and what it finds are diagnostics with fixes that may be
// applied or not.
//
// It does no I/O and knows no rule; the rules are in package checks.
package analysis

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// Severity says how much a finding matters.
type Severity string

// The severities, most severe first.
const (
	Error   Severity = "error"   // the story is not complete without it
	Warning Severity = "warning" // a reader would stumble
	Hint    Severity = "hint"    // it could be better
)

// Rank orders severities: higher is more severe, 0 is none.
func (s Severity) Rank() int {
	switch s {
	case Error:
		return 3
	case Warning:
		return 2
	case Hint:
		return 1
	}
	return 0
}

// An Analyzer is one rule.
type Analyzer struct {
	Name     string // ID: lower case, words joined by "-"
	Title    string // what it finds, in a few words
	Doc      string // Markdown page: what, why, an example
	Severity Severity
	Bytes    bool // it looks at bytes: it is asked about files that are no text as well
	Summary  bool // it looks at the table of contents, and at nothing else
	Run      func(*Pass)
}

// A Pass is everything one rule sees of one file.
type Pass struct {
	Analyzer *Analyzer
	File     *story.File
	Book     *book.Book
	Change   *Change // nil on the command line
	report   func(Diagnostic)
}

// Report records a finding. Rule, severity, path and lines are filled in where
// they are empty.
func (p *Pass) Report(d Diagnostic) {
	d.Rule = cmp.Or(d.Rule, p.Analyzer.Name)
	d.Severity = cmp.Or(d.Severity, p.Analyzer.Severity)
	d.Path = cmp.Or(d.Path, p.File.Path)
	if d.Line == 0 {
		d.Line, _ = p.File.Position(d.Span.Start)
		d.EndLine, _ = p.File.Position(max(d.Span.Start, d.Span.End-1))
	}
	d.EndLine = max(d.EndLine, d.Line)
	p.report(d)
}

// A Diagnostic is one finding.
type Diagnostic struct {
	Rule     string
	Severity Severity
	Path     string
	Span     story.Span // in the file's text
	Line     int        // 1-based, of the span's first byte
	EndLine  int        // of its last
	Message  string     // one or two plain sentences: what, and what to do
	Fixes    []Fix      // alternatives; offered only where they are certain
}

// Places are all places in its file that a finding names.
func (d Diagnostic) Places() []story.Span {
	places := []story.Span{d.Span}
	for _, fix := range d.Fixes {
		for _, e := range fix.Edits {
			places = append(places, e.Span)
		}
	}
	return places
}

// A Fix is one way to fix a finding. Its edits are of the text that was
// analysed and do not overlap.
type Fix struct {
	Message string // what it does, as an imperative
	Edits   []Edit
	Rename  string // new path of the file, "" to keep it
}

// An Edit replaces a span of the text.
type Edit struct {
	Span  story.Span
	New   string
	Order int // among insertions at one place: the lower comes first
}

// An Input is what to analyse, and with what knowledge.
type Input struct {
	Files  []*story.File
	Book   *book.Book
	Change *Change // nil on the command line
}

// Run runs the rules over every file that holds a story; over one that holds
// bytes no text has, those that look at bytes. Over a table of contents it runs
// those that look at one. Findings come sorted
// by path, line and rule; with a Change, those on lines it does not touch are
// dropped, and so are those of rules that the book turned off; those of others
// have the severity it decided on.
func Run(in Input, suite []*Analyzer) []Diagnostic {
	var found []Diagnostic
	for _, f := range in.Files {
		contents := path.Base(f.Path) == "SUMMARY.md"
		if len(f.Stories) == 0 && !contents {
			continue
		}
		foreign, _ := story.NotUTF8(f.Text)
		text := bytes.IndexByte(f.Text, 0) < 0 && foreign.Charset != story.UTF16
		for _, a := range suite {
			if !text && !a.Bytes || contents != a.Summary {
				continue
			}
			a.Run(&Pass{Analyzer: a, File: f, Book: in.Book, Change: in.Change, report: func(d Diagnostic) {
				decided := decide(in.Book, f, d)
				if d.Severity = cmp.Or(decided, d.Severity); decided != story.Off && in.Change.concerns(d) {
					found = append(found, d)
				}
			}})
		}
	}
	slices.SortStableFunc(found, Compare)
	return found
}

// decide is what the book decided a finding counts as, "" if nothing.
func decide(b *book.Book, f *story.File, d Diagnostic) Severity {
	if b == nil {
		return ""
	}
	var k *story.Kind
	for _, s := range f.Stories {
		if len(f.Stories) == 1 || d.Path == f.Path && s.Span.Start <= d.Span.Start && d.Span.Start < s.Span.End {
			k = b.Conventions.Kind(s.Kind)
		}
	}
	return Severity(b.Conventions.Rule(k, d.Rule))
}

// Decided is the severity of a rule in a book: the highest that its findings
// have in stories of any kind, story.Off if it is asked for none.
func (a *Analyzer) Decided(c *story.Conventions) Severity {
	highest := Severity(story.Off)
	for i := range c.Kinds {
		if s := cmp.Or(Severity(c.Rule(&c.Kinds[i], a.Name)), a.Severity); s.Rank() > highest.Rank() {
			highest = s
		}
	}
	return highest
}

// Compare orders findings by path, line and rule.
func Compare(a, b Diagnostic) int {
	return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Rule, b.Rule))
}

var ruleName = lazyregexp.New(`^[a-z]+(-[a-z]+)*$`)

// Validate tells what is wrong with a suite: a rule without name, page or
// severity, or two of one name.
func Validate(suite []*Analyzer) error {
	var wrong []error
	seen := map[string]bool{}
	for i, a := range suite {
		switch {
		case a == nil || !ruleName().MatchString(a.Name):
			wrong = append(wrong, fmt.Errorf("rule %d has no proper name", i))
			continue
		case seen[a.Name]:
			wrong = append(wrong, fmt.Errorf("rule %s is listed twice", a.Name))
		case a.Title == "" || a.Run == nil:
			wrong = append(wrong, fmt.Errorf("rule %s has no title or does nothing", a.Name))
		case a.Severity.Rank() == 0:
			wrong = append(wrong, fmt.Errorf("rule %s has no severity", a.Name))
		}
		for _, part := range []string{"## What", "## Why", "## Example"} {
			if !strings.Contains(a.Doc, part) {
				wrong = append(wrong, fmt.Errorf("rule %s: its page has no section %q", a.Name, part))
			}
		}
		seen[a.Name] = true
	}
	return errors.Join(wrong...)
}
