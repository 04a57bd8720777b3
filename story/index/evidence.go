package index

import (
	"io/fs"
	"slices"
	"strings"
)

// evident reports whether the book itself shows which of two words is
// misspelled: no story has the one, and another place than the heading has the
// other. A slip that was copied into a story counts less than the page's name.
func (t *table) evident(wrong, right string, p *page) bool {
	named := func(text string) bool {
		return slices.ContainsFunc(wordsOf(called(p.path)), func(w word) bool { return w.text == text })
	}
	if named(wrong) {
		return false
	}
	slips, uses := t.written(wrong), t.written(right)
	return slips == 0 && (named(right) || uses > 1) || named(right) && uses > 2*slips
}

// written counts how often a word stands in the book's stories.
func (t *table) written(search string) int {
	count := 0
	for name := range t.pages {
		text, err := fs.ReadFile(t.fsys, name)
		if err != nil || !strings.Contains(strings.ToLower(string(text)), search) {
			continue
		}
		for _, w := range wordsOf(string(text)) {
			if w.text == search {
				count++
			}
		}
	}
	return count
}
