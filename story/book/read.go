package book

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/storybot-app/storybot/story"
)

const (
	tomlName     = "book.toml"
	summaryName  = "SUMMARY.md"
	templateName = "template.md"
	castName     = "characters"
	rootSummary  = "src/" + summaryName
)

// Needs reports whether Load reads a file of this path.
func Needs(name string) bool {
	base, dir := path.Base(name), path.Base(path.Dir(name))
	return base == tomlName || base == summaryName || base == templateName ||
		base == castName+".md" || dir == castName && path.Ext(base) == ".md"
}

// readToml reads the directory of the book's Markdown and its language.
func (b *Book) readToml(fsys fs.FS) error {
	b.Source, b.Language = "src", "en" // as mdBook has it
	text, err := fs.ReadFile(fsys, tomlName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", tomlName, err)
	}
	var config struct {
		Book struct {
			Src      string `toml:"src"`
			Language string `toml:"language"`
		} `toml:"book"`
	}
	// A book.toml that mdBook cannot read either is its author's to fix: the
	// stories can be checked all the same.
	_ = toml.Unmarshal(text, &config)
	if src := path.Clean(config.Book.Src); config.Book.Src != "" && fs.ValidPath(src) {
		b.Source = src
	}
	if config.Book.Language != "" {
		b.Language = config.Book.Language
	}
	return nil
}

// paths lists the files of a tree. Hidden directories are left out.
func paths(fsys fs.FS) ([]string, error) {
	var found []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && len(name) > 1 && strings.HasPrefix(path.Base(name), ".") {
			return fs.SkipDir
		}
		if !d.IsDir() {
			found = append(found, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the book's files: %w", err)
	}
	slices.Sort(found)
	return found, nil
}

// readTemplates gives every kind the template that stands in its directory.
// Where several directories have the kind's name the shallowest counts.
func (b *Book) readTemplates(fsys fs.FS) error {
	kinds := b.Conventions.Kinds
	for i := range kinds {
		if len(kinds[i].Templates) > 0 {
			if err := b.readNamed(fsys, i); err != nil {
				return err
			}
			continue
		}
		name, ok := b.shallowest(func(p string) bool {
			return path.Base(p) == templateName && kinds[i].LivesIn(path.Base(path.Dir(p)))
		})
		if !ok {
			continue
		}
		text, err := fs.ReadFile(fsys, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("read template %s: %w", name, err)
		}
		if t := b.parser.ParseTemplate(name, text, &kinds[i]); len(t.Questions) > 0 {
			kinds[i] = kinds[i].WithTemplate(t)
			b.own[kinds[i].ID] = true
		}
	}
	return nil
}

// readNamed gives a kind the templates that were decided on. One that is not
// there, or asks nothing, is left out.
func (b *Book) readNamed(fsys fs.FS, i int) error {
	kinds := b.Conventions.Kinds
	var made []story.Kind
	for _, name := range kinds[i].Templates {
		text, err := fs.ReadFile(fsys, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("read template %s: %w", name, err)
		}
		if t := b.parser.ParseTemplate(name, text, &kinds[i]); len(t.Questions) > 0 {
			made = append(made, kinds[i].WithTemplate(t))
		}
	}
	if len(made) > 0 {
		made[0].Others = made[1:]
		kinds[i], b.own[kinds[i].ID] = made[0], true
	}
	return nil
}

// shallowest is the first of the book's files with the fewest directories
// above it for which keep is true.
func (b *Book) shallowest(keep func(string) bool) (name string, ok bool) {
	return b.shallowestIn(b.Source+"/", keep)
}

// shallowestIn is shallowest for the files whose paths begin so.
func (b *Book) shallowestIn(begin string, keep func(string) bool) (name string, ok bool) {
	for _, p := range b.Paths {
		if strings.HasPrefix(p, begin) && keep(p) && (!ok || strings.Count(p, "/") < strings.Count(name, "/")) {
			name, ok = p, true
		}
	}
	return name, ok
}
