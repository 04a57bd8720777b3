package gateway

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"time"
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
	text     []byte
	read     bool
}

func newTree() *Tree {
	return &Tree{files: map[string]*treeEntry{".": {name: ".", dir: true, children: map[string]*treeEntry{}}}}
}

// add puts a file, and the directories above it, into the tree. Paths git
// would not give are left out.
func (t *Tree) add(name string) {
	if !fs.ValidPath(name) || t.files[name] != nil {
		return
	}
	entry := &treeEntry{name: path.Base(name)}
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

// FS is the tree as a file system. A file whose text was not needed is there,
// but opening it says that it does not exist.
func (t *Tree) FS() fs.FS { return treeFS{t} }

type treeFS struct{ tree *Tree }

// Open implements fs.FS.
func (f treeFS) Open(name string) (fs.File, error) {
	entry := f.tree.files[name]
	if !fs.ValidPath(name) || entry == nil || !entry.dir && !entry.read {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &treeFile{treeEntry: entry, Reader: bytes.NewReader(entry.text)}, nil
}

// Stat implements fs.StatFS.
func (f treeFS) Stat(name string) (fs.FileInfo, error) {
	if entry := f.tree.files[name]; entry != nil {
		return treeInfo{entry}, nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// ReadDir implements fs.ReadDirFS.
func (f treeFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entry := f.tree.files[name]
	if entry == nil || !entry.dir {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	var entries []fs.DirEntry
	for _, child := range slices.Sorted(maps.Keys(entry.children)) {
		entries = append(entries, fs.FileInfoToDirEntry(treeInfo{entry.children[child]}))
	}
	return entries, nil
}

type treeFile struct {
	*treeEntry
	*bytes.Reader
}

func (f *treeFile) Stat() (fs.FileInfo, error) { return treeInfo{f.treeEntry}, nil }
func (f *treeFile) Close() error               { return nil }

type treeInfo struct{ entry *treeEntry }

func (i treeInfo) Name() string       { return i.entry.name }
func (i treeInfo) Size() int64        { return int64(len(i.entry.text)) }
func (i treeInfo) ModTime() time.Time { return time.Time{} }
func (i treeInfo) IsDir() bool        { return i.entry.dir }
func (i treeInfo) Sys() any           { return nil }
func (i treeInfo) Mode() fs.FileMode {
	if i.entry.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}
