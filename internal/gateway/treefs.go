package gateway

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"time"
)

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
	if entry.dir {
		return &treeDir{entry: entry, left: entry.list()}, nil
	}
	return &treeFile{entry: entry, Reader: bytes.NewReader(entry.text)}, nil
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
	return entry.list(), nil
}

// list is what a directory holds, by name.
func (e *treeEntry) list() []fs.DirEntry {
	var entries []fs.DirEntry
	for _, child := range slices.Sorted(maps.Keys(e.children)) {
		entries = append(entries, fs.FileInfoToDirEntry(treeInfo{e.children[child]}))
	}
	return entries
}

// treeFile is an open file.
type treeFile struct {
	*bytes.Reader
	entry *treeEntry
}

func (f *treeFile) Stat() (fs.FileInfo, error) { return treeInfo{f.entry}, nil }
func (f *treeFile) Close() error               { return nil }

// treeDir is an open directory, with what was not listed yet.
type treeDir struct {
	entry *treeEntry
	left  []fs.DirEntry
}

func (d *treeDir) Stat() (fs.FileInfo, error) { return treeInfo{d.entry}, nil }
func (d *treeDir) Close() error               { return nil }

// Read implements fs.File; a directory has no text.
func (d *treeDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.entry.name, Err: errors.New("is a directory")}
}

// ReadDir implements fs.ReadDirFile.
func (d *treeDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(d.left) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(d.left) {
		n = len(d.left)
	}
	some := d.left[:n]
	d.left = d.left[n:]
	return some, nil
}

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
