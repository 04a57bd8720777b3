package book

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// IsRoot reports whether a book's root is fsys: it has a book.toml or a
// src/SUMMARY.md.
func IsRoot(fsys fs.FS) bool { return exists(fsys, tomlName) || exists(fsys, rootSummary) }

// Root is the root of the book a file belongs to: its nearest ancestor that is
// one. name is a slash-separated path in fsys.
func Root(fsys fs.FS, name string) (root string, ok bool) {
	for dir := path.Dir(path.Clean(name)); ; dir = path.Dir(dir) {
		if exists(fsys, path.Join(dir, tomlName)) || exists(fsys, path.Join(dir, rootSummary)) {
			return dir, true
		}
		if dir == "." || dir == "/" || dir == ".." || strings.HasSuffix(dir, "/..") {
			return "", false
		}
	}
}

func exists(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.Mode().IsRegular()
}

// RootAmong is the root of a repository's book by the paths of its files: the
// one nearest to the repository's own root, which it is where there is no book.
func RootAmong(paths []string) string {
	root := ""
	for _, name := range paths {
		dir := path.Dir(name)
		switch {
		case path.Base(name) == tomlName:
		case name == rootSummary || strings.HasSuffix(name, "/"+rootSummary):
			// A book that keeps its pages beside a book.toml in src is that one.
			if slices.Contains(paths, path.Join(dir, tomlName)) {
				continue
			}
			dir = path.Dir(dir)
		default:
			continue
		}
		if root == "" || nearer(dir, root) {
			root = dir
		}
	}
	if root == "" {
		return "."
	}
	return root
}

// nearer reports whether one directory is nearer to the root than another: it
// has fewer above it, or else the shorter path.
func nearer(a, b string) bool {
	if a == "." || b == "." {
		return a == "." && b != "."
	}
	if x, y := strings.Count(a, "/"), strings.Count(b, "/"); x != y {
		return x < y
	}
	return len(a) < len(b)
}

// Home is the directory the stories of a kind live in: where the book's own
// template for it stands, or else the directory of its name that is nearest to
// the root. Where there is none, it is the one to make, and found is false.
func (b *Book) Home(kind *story.Kind) (dir string, found bool) {
	if b.OwnTemplate(kind.ID) && kind.Template != nil && len(kind.Templates) == 0 {
		return path.Dir(kind.Template.Path), true
	}
	lives := func(p string) bool { return kind.LivesIn(path.Base(path.Dir(p))) }
	if name, ok := b.shallowest(lives); ok {
		return path.Dir(name), true
	}
	if name, ok := b.shallowestIn("", lives); ok && len(kind.Templates) > 0 {
		return path.Dir(name), true
	}
	return path.Join(b.Source, kind.Directory), false
}

// KindAt is the kind whose stories live right in a directory, nil if none does.
// Chapters stand in directories below it.
func (b *Book) KindAt(dir string) *story.Kind {
	for i := range b.Conventions.Kinds {
		if k := &b.Conventions.Kinds[i]; k.LivesIn(path.Base(dir)) {
			return k
		}
	}
	return nil
}

// HoldsStories reports whether by its place alone a page may hold stories: it
// stands below a directory of a kind, at most depth levels, or is the index
// page named like one.
func (b *Book) HoldsStories(name string, depth int) bool {
	if b.KindAt(strings.TrimSuffix(name, path.Ext(name))) != nil {
		return true
	}
	for dir := path.Dir(name); dir != "." && dir != "/" && depth > 0; dir, depth = path.Dir(dir), depth-1 {
		if b.KindAt(dir) != nil {
			return true
		}
	}
	return false
}
