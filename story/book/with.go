package book

import (
	"io/fs"
	"path"
	"slices"
	"sync"
)

// With is a book whose tree has these files, beside its own or in their place,
// and that tree; only the texts of its files can be read.
func (b *Book) With(texts map[string][]byte) (*Book, fs.FS) {
	with := *b
	tree := replaced{b.tree, texts}
	with.tree, with.anchors, with.Paths = tree, new(sync.Map), slices.Clone(b.Paths)
	for name := range texts {
		with.Paths = append(with.Paths, name)
	}
	slices.Sort(with.Paths)
	with.Paths = slices.Compact(with.Paths)
	with.index()
	return &with, tree
}

// replaced is a tree with other texts.
type replaced struct {
	fs.FS
	texts map[string][]byte
}

// ReadFile implements fs.ReadFileFS.
func (r replaced) ReadFile(name string) ([]byte, error) {
	if text, ok := r.texts[path.Clean(name)]; ok {
		return slices.Clone(text), nil
	}
	return fs.ReadFile(r.FS, name)
}
