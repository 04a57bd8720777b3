package book

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// readCast reads who tells the stories: one page each in a directory
// "characters", or one section each of a page "characters.md". A book that has
// neither keeps the cast it has. Of a cast that was decided the pages are taken
// alone.
func (b *Book) readCast(fsys fs.FS) error {
	var cast []story.Character
	for _, p := range b.Paths {
		if path.Base(path.Dir(p)) != castName || path.Ext(p) != ".md" || !strings.HasPrefix(p, b.Source+"/") {
			continue
		}
		text, err := read(fsys, p)
		if err != nil {
			return err
		}
		if name := nameIn(strings.TrimSuffix(path.Base(p), ".md"), text); name != "" {
			cast = append(cast, story.Character{Name: name, Path: p})
		}
	}
	if len(cast) == 0 {
		page, ok := b.shallowest(func(p string) bool { return path.Base(p) == castName+".md" })
		if !ok {
			return nil
		}
		text, err := read(fsys, page)
		if err != nil {
			return err
		}
		cast = castOf(page, text)
	}
	switch {
	case b.named:
		b.Conventions.Cast = withPages(b.Conventions.Cast, cast)
	case len(cast) > 0:
		b.Conventions.Cast = cast
	}
	return nil
}

// withPages gives characters the pages of those with their names.
func withPages(decided, read []story.Character) []story.Character {
	cast := slices.Clone(decided)
	for i := range cast {
		for _, c := range read {
			if strings.EqualFold(c.Name, cast[i].Name) {
				cast[i].Path = c.Path
			}
		}
	}
	return cast
}

// read reads a file; one whose content is not there is empty.
func read(fsys fs.FS, name string) ([]byte, error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return text, nil
}

// skippedPages are pages among the characters that are nobody's.
var skippedPages = map[string]bool{"template": true, "readme": true, "index": true}

// nameIn is the name of the character whose page this is: the file's, spelled
// as the page's heading spells it.
func nameIn(base string, text []byte) string {
	name := strings.Join(strings.FieldsFunc(base, func(r rune) bool { return r == '_' || r == '-' || r == ' ' }), " ")
	if skippedPages[strings.ToLower(name)] || name == "" {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		heading, ok := strings.CutPrefix(strings.TrimSpace(line), "#")
		if !ok {
			continue
		}
		if i := strings.Index(strings.ToLower(heading), strings.ToLower(name)); i >= 0 && i+len(name) <= len(heading) {
			return heading[i : i+len(name)]
		}
		break
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// castOf reads the characters of a page that has a section for each: the name
// is what stands before the first comma or colon of the heading.
func castOf(page string, text []byte) []story.Character {
	var cast []story.Character
	for line := range strings.Lines(string(text)) {
		level := len(line) - len(strings.TrimLeft(line, "#"))
		if level < 2 || level > 3 {
			continue
		}
		name := strings.Trim(line, "# \t\r\n")
		mark := strings.IndexAny(name, ",:")
		if mark < 0 {
			continue
		}
		if name = strings.Trim(name[:mark], " \"*_"); name != "" && len(strings.Fields(name)) <= 3 {
			cast = append(cast, story.Character{Name: name, Path: page})
		}
	}
	return cast
}
