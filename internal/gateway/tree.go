package gateway

import (
	"io/fs"
	"path"
	"slices"
)

// Tree is the files of one commit: all paths, and the texts that were needed.
// It does not change once read.
type Tree struct {
	files map[string]*treeEntry // files and directories; "." is the root
}

type treeEntry struct {
	name     string
	dir      bool
	children map[string]*treeEntry
	id       string // of a file's text
	text     []byte
	read     bool
}

func newTree() *Tree {
	return &Tree{files: map[string]*treeEntry{".": {name: ".", dir: true, children: map[string]*treeEntry{}}}}
}

// add puts a file, by the id of its text, and the directories above it, into the tree. Paths git
// would not give are left out.
func (t *Tree) add(name, id string) {
	if !fs.ValidPath(name) || t.files[name] != nil || t.belowFile(name) {
		return
	}
	entry := &treeEntry{name: path.Base(name), id: id}
	t.files[name] = entry
	for parent := path.Dir(name); ; parent = path.Dir(parent) {
		above, ok := t.files[parent]
		if !ok {
			above = &treeEntry{name: path.Base(parent), dir: true, children: map[string]*treeEntry{}}
			t.files[parent] = above
		}
		above.children[entry.name] = entry
		if ok || parent == "." {
			return
		}
		entry = above
	}
}

// belowFile reports whether what should be a directory above is a file.
func (t *Tree) belowFile(name string) bool {
	for parent := path.Dir(name); parent != "."; parent = path.Dir(parent) {
		if above := t.files[parent]; above != nil {
			return !above.dir
		}
	}
	return false
}

// fill gives a file its text.
func (t *Tree) fill(name string, text []byte) {
	if entry := t.files[name]; entry != nil && !entry.dir {
		entry.text, entry.read = text, true
	}
}

// Paths lists every file, sorted.
func (t *Tree) Paths() []string {
	var paths []string
	for name, entry := range t.files {
		if !entry.dir {
			paths = append(paths, name)
		}
	}
	slices.Sort(paths)
	return paths
}
