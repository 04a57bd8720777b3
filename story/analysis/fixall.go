package analysis

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// Fixed is a file with all its fixes applied.
type Fixed struct {
	Path string // where it belongs now: another path if a fix renames it
	Text []byte
	Done []Diagnostic // what was fixed, in the order it was found
	Left []Diagnostic // what is still found, of the new text
}

// maxRounds bounds how often the fixes of fixes are looked for. A fix can
// uncover what nobody could see before, such as a title without its notice;
// what is left after so many rounds stays for the writer.
const maxRounds = 8

// FixAll applies the first fix of every finding to a text of the book, and looks
// again until there are no more: fixing the result changes nothing. A fix that
// adds something and is asked for again afterwards did not help, as in text
// that swallows whatever stands below it: it is taken back.
func FixAll(b *book.Book, path string, text []byte, suite []*Analyzer) (Fixed, error) {
	return FixChanged(b, path, text, suite, func(string, []byte) *Change { return nil })
}

// FixChanged is FixAll for what a change touches: the fixes of other findings
// are not applied, and those findings are not among what is left. change is the
// change up to a text of the file, which has more lines of its own the more is
// fixed.
func FixChanged(b *book.Book, path string, text []byte, suite []*Analyzer, change func(path string, text []byte) *Change) (Fixed, error) {
	m := mender{book: b, suite: suite, change: change, useless: map[finding]bool{}}
	m.Path, m.Text = path, text
	m.Left = m.look(path, text)
	for range maxRounds {
		again, err := m.round()
		if err != nil {
			return Fixed{}, fmt.Errorf("fix %s: %w", path, err)
		}
		if !again {
			break
		}
	}
	return m.Fixed, nil
}

// finding is what one finding has in common with the same one of a later text.
type finding struct{ rule, message string }

type mender struct {
	Fixed
	book    *book.Book
	suite   []*Analyzer
	change  func(path string, text []byte) *Change
	useless map[finding]bool // its fix did not help
}

// look finds what is found of a text, without the fixes that do not help.
func (m *mender) look(path string, text []byte) []Diagnostic {
	found := Run(Input{Files: []*story.File{m.book.Parse(path, text)}, Book: m.book, Change: m.change(path, text)}, m.suite)
	for i, d := range found {
		if m.useless[finding{d.Rule, d.Message}] {
			found[i].Fixes = nil
		}
	}
	return found
}

// round applies the fixes of what is left, and reports whether to look again.
func (m *mender) round() (again bool, err error) {
	var found []Diagnostic
	var fixes []Fix
	for _, d := range m.Left {
		if len(d.Fixes) > 0 {
			found, fixes = append(found, d), append(fixes, d.Fixes[0])
		}
	}
	if len(fixes) == 0 {
		return false, nil
	}
	text, applied, err := apply(m.Text, fixes)
	if err != nil {
		return false, err
	}
	path := m.Path
	var done []Diagnostic
	for i, f := range fixes {
		if applied[i] {
			path, done = cmp.Or(f.Rename, path), append(done, found[i])
		}
	}
	left := m.look(path, text)
	if m.inVain(done, left) {
		m.Left = m.look(m.Path, m.Text) // the same round, without those fixes
		return true, nil
	}
	m.Path, m.Text, m.Left, m.Done = path, text, left, append(m.Done, done...)
	return true, nil
}

// inVain looks for fixes that are asked for again, and notes those that do not
// help even alone.
func (m *mender) inVain(done, left []Diagnostic) bool {
	vain := false
	for _, d := range done {
		key := finding{d.Rule, d.Message}
		if !adds(d.Fixes[0]) || m.useless[key] || asked(left, key) == 0 {
			continue
		}
		alone, _, err := apply(m.Text, d.Fixes[:1])
		if err == nil && asked(m.look(m.Path, alone), key) >= asked(m.Left, key) {
			m.useless[key], vain = true, true
		}
	}
	return vain
}

// asked counts how often a finding that can be fixed is among some.
func asked(among []Diagnostic, key finding) int {
	n := 0
	for _, d := range among {
		if d.Rule == key.rule && d.Message == key.message && len(d.Fixes) > 0 {
			n++
		}
	}
	return n
}

// adds reports whether a fix only adds to the text.
func adds(f Fix) bool {
	return len(f.Edits) > 0 && !slices.ContainsFunc(f.Edits, func(e Edit) bool { return !e.Span.Empty() })
}
