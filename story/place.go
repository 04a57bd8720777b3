package story

import (
	"path"
	"slices"
	"strings"
)

// A place is what a path alone tells about a text.
type place struct {
	kind    int    // kind whose directory it stands in, -1 if none
	below   bool   // it stands in a directory below the kind's: a chapter, perhaps
	index   int    // kind whose name the file has, -1 if none
	named   bool   // the file's name begins with a character's
	skipped bool   // the file's name is never a story's
	base    string // the file's name without ending
}

// placeOf looks at a slash-separated path.
func (p *Parser) placeOf(name string) place {
	name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
	base := path.Base(name)
	base = strings.TrimSuffix(base, path.Ext(base))
	parent := path.Base(path.Dir(name))
	grand := path.Base(path.Dir(path.Dir(name)))
	at := place{kind: -1, index: -1, base: base}
	for i, k := range p.kinds {
		switch {
		case k.LivesIn(parent):
			at.kind, at.below = i, false
		case k.LivesIn(grand) && at.kind < 0:
			at.kind, at.below = i, true
		}
		if k.LivesIn(base) {
			at.index = i
		}
		at.skipped = at.skipped || slices.Contains(k.Templates, name)
	}
	words := fold(base)
	at.skipped = at.skipped || len(words) == 1 && slices.Contains(p.words.skip, words[0])
	_, at.named = p.leading(words)
	return at
}
