package analysis

import (
	"cmp"
	"fmt"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// Mended is a file with all its fixes applied.
type Mended struct {
	Path string // where it belongs now: another path if a fix renames it
	Text []byte
	Done []Diagnostic // what was mended, in the order it was found
	Left []Diagnostic // what is still found, of the new text
}

// maxRounds bounds how often the fixes of fixes are looked for. A fix can
// uncover what nobody could see before, such as a title without its notice;
// what is left after so many rounds stays for the writer.
const maxRounds = 8

// Mend applies the first fix of every finding to a text of the book, and looks
// again until there are no more: mending the result changes nothing.
func Mend(b *book.Book, path string, text []byte, suite []*Analyzer) (Mended, error) {
	m := Mended{Path: path, Text: text}
	for round := 0; ; round++ {
		m.Left = Run(Input{Files: []*story.File{b.Parse(m.Path, m.Text)}, Book: b}, suite)
		var found []Diagnostic
		var fixes []Fix
		for _, d := range m.Left {
			if len(d.Fixes) > 0 {
				found, fixes = append(found, d), append(fixes, d.Fixes[0])
			}
		}
		if len(fixes) == 0 || round == maxRounds {
			return m, nil
		}
		mended, applied, err := apply(m.Text, fixes)
		if err != nil {
			return Mended{}, fmt.Errorf("mend %s: %w", path, err)
		}
		m.Text = mended
		for i, f := range fixes {
			if applied[i] {
				m.Path = cmp.Or(f.Rename, m.Path)
				m.Done = append(m.Done, found[i])
			}
		}
	}
}
