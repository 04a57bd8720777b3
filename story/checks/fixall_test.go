package checks_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
)

// drafts is how many drafts the tests below make.
const drafts = 800 / scale

// TestFixAllDrafts applies all fixes to drafts made by chance.
func TestFixAllDrafts(t *testing.T) {
	shelves := []*book.Book{smallBook(t), builtinBook(t)}
	for seed := range uint64(drafts) {
		d := newDraft(seed)
		fixed := fixOnce(t, shelves[seed%3/2], d.path, []byte(d.text))
		keepsOwn(t, d, fixed.Text)
		if t.Failed() {
			t.Fatalf("draft %d, %s:\n%s\nbecame %s:\n%s", seed, d.path, d.text, fixed.Path, fixed.Text)
		}
	}
}

// TestFixAllOneRule applies the fixes of every rule alone, once: none is left.
func TestFixAllOneRule(t *testing.T) {
	shelves := []*book.Book{smallBook(t), builtinBook(t)}
	for seed := range uint64(drafts / 2) {
		d, b := newDraft(seed), shelves[seed%3/2]
		f := b.Parse(d.path, []byte(d.text))
		for _, rule := range checks.Suite() {
			fixed, at := applyAll(t, b, f, rule)
			for _, left := range analysis.Run(analysis.Input{Files: []*story.File{b.Parse(at, fixed)}, Book: b}, []*analysis.Analyzer{rule}) {
				if len(left.Fixes) > 0 {
					t.Fatalf("draft %d, %s: %s still has a fix: line %d: %s:\n%s\nbecame %s:\n%s", seed, d.path, rule.Name, left.Line, left.Message, d.text, at, fixed)
				}
			}
		}
	}
}

func applyAll(t *testing.T, b *book.Book, f *story.File, rule *analysis.Analyzer) (fixed []byte, at string) {
	t.Helper()
	at = f.Path
	var fixes []analysis.Fix
	for _, d := range analysis.Run(analysis.Input{Files: []*story.File{f}, Book: b}, []*analysis.Analyzer{rule}) {
		if len(d.Fixes) == 0 {
			continue
		}
		fixes = append(fixes, d.Fixes[0])
		if d.Fixes[0].Rename != "" {
			at = d.Fixes[0].Rename
		}
	}
	fixed, err := analysis.ApplyFixes(f.Text, fixes)
	if err != nil {
		t.Fatal(err)
	}
	return fixed, at
}

// fixOnce applies all fixes and checks what must hold of every text: what was
// fixed is not found again, nobody's answer is lost, and there is nothing to
// do twice.
func fixOnce(t *testing.T, b *book.Book, path string, text []byte) analysis.Fixed {
	t.Helper()
	before := b.Parse(path, bytes.Clone(text))
	fixed, err := analysis.FixAll(b, path, text, checks.Suite())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before.Text, text) {
		t.Errorf("%s: the text itself was changed", path)
	}
	left := map[[2]string]int{}
	for _, d := range fixed.Left {
		left[[2]string{d.Rule, d.Message}]++
		if len(d.Fixes) > 0 {
			t.Errorf("%s: line %d still has a fix: %s: %s", path, d.Line, d.Rule, d.Message)
		}
	}
	first := map[[2]string]int{}
	for _, d := range analysis.Run(analysis.Input{Files: []*story.File{before}, Book: b}, checks.Suite()) {
		if len(d.Fixes) == 0 {
			first[[2]string{d.Rule, d.Message}]++
		}
	}
	for _, d := range fixed.Done {
		if key := [2]string{d.Rule, d.Message}; left[key] > first[key] {
			t.Errorf("%s: fixed and found again: %s: %s", path, d.Rule, d.Message)
		}
	}
	changesOnlyEdits(t, b, before)
	keepsAnswers(t, before, b.Parse(fixed.Path, fixed.Text))
	again, err := analysis.FixAll(b, fixed.Path, fixed.Text, checks.Suite())
	if err != nil || again.Path != fixed.Path || len(again.Done) > 0 {
		t.Errorf("%s: fixed again it is %s, with %d more fixes: %v", path, again.Path, len(again.Done), err)
	}
	if diff := cmp.Diff(string(fixed.Text), string(again.Text)); diff != "" {
		t.Errorf("%s: fixed again (-once +twice):\n%s", path, diff)
	}
	return fixed
}

// changesOnlyEdits applies all fixes once and looks for every stretch of the
// text that no edit touches: it is there, in order, byte for byte, and between
// them is no more than what the edits replace and bring.
func changesOnlyEdits(t *testing.T, b *book.Book, f *story.File) {
	t.Helper()
	var fixes []analysis.Fix
	touched, cut := make([]bool, len(f.Text)), make([]bool, len(f.Text)+1)
	room := 0
	for _, d := range analysis.Run(analysis.Input{Files: []*story.File{f}, Book: b}, checks.Suite()) {
		if len(d.Fixes) == 0 {
			continue
		}
		fixes = append(fixes, d.Fixes[0])
		for _, e := range d.Fixes[0].Edits {
			room += len(e.New) + e.Span.End - e.Span.Start
			cut[e.Span.Start] = true
			for i := e.Span.Start; i < e.Span.End; i++ {
				touched[i] = true
			}
		}
	}
	fixed, err := analysis.ApplyFixes(f.Text, fixes)
	if err != nil {
		t.Error(err)
		return
	}
	for start := 0; start < len(f.Text); {
		end := start + 1
		for end < len(f.Text) && touched[end] == touched[start] && !cut[end] {
			end++
		}
		if stretch := f.Text[start:end]; !touched[start] {
			before, behind, ok := bytes.Cut(fixed, stretch)
			if room -= len(before); !ok || room < 0 {
				t.Errorf("%s: %q, which no fix touches, is not in its place", f.Path, stretch)
				return
			}
			fixed = behind
		}
		start = end
	}
	if len(fixed) > room {
		t.Errorf("%s: %q is left over at the end", f.Path, fixed)
	}
}

// keepsAnswers compares how far the questions are answered.
func keepsAnswers(t *testing.T, before, after *story.File) {
	t.Helper()
	if len(before.Stories) != len(after.Stories) {
		t.Errorf("%s: %d stories became %d", before.Path, len(before.Stories), len(after.Stories))
		return
	}
	for i, s := range before.Stories {
		if got := after.Stories[i]; got.Kind != s.Kind {
			t.Errorf("%s: the kind %s became %s", before.Path, s.Kind, got.Kind)
		}
		for _, a := range s.Questions {
			if got := after.Stories[i].Question(a.ID).Status; got != a.Status && !a.Extra {
				t.Errorf("%s: the question %s was %s and is %s", before.Path, a.ID, a.Status, got)
			}
		}
	}
}

// keepsOwn checks that every line of the writer's own is there, in order; text
// that was encoded twice and links may have been fixed.
func keepsOwn(t *testing.T, d draft, text []byte) {
	t.Helper()
	rest := string(text)
	for _, line := range d.own {
		line, _, _ = strings.Cut(line, "](") // the target of a link may have been fixed
		_, behind, ok := strings.Cut(rest, line)
		if !ok {
			_, behind, ok = strings.Cut(rest, story.Repaired(line))
		}
		if !ok {
			t.Errorf("the line %q is lost, or no longer in its place", line)
			return
		}
		rest = behind
	}
}
