package githubsim

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// treeChange is a new entry for a path; a zero hash removes it.
type treeChange struct {
	hash plumbing.Hash
	mode filemode.FileMode
}

// writeTree applies changes by path to a base tree (zero: the empty tree) and
// returns the new one. A tree left without entries is dropped by its parent.
func (r *Repo) writeTree(base plumbing.Hash, changes map[string]treeChange) (plumbing.Hash, error) {
	entries := map[string]object.TreeEntry{}
	if !base.IsZero() {
		t, err := object.GetTree(r.git, base)
		if err != nil {
			return plumbing.ZeroHash, fmt.Errorf("githubsim: tree %s: %w", base, err)
		}
		for _, e := range t.Entries {
			entries[e.Name] = e
		}
	}
	below := map[string]map[string]treeChange{}
	for path, change := range changes {
		dir, rest, deep := strings.Cut(path, "/")
		switch {
		case !deep && change.hash.IsZero():
			delete(entries, path)
		case !deep:
			entries[path] = object.TreeEntry{Name: path, Mode: change.mode, Hash: change.hash}
		case below[dir] == nil:
			below[dir] = map[string]treeChange{rest: change}
		default:
			below[dir][rest] = change
		}
	}
	for dir, inner := range below {
		if err := r.writeSubtree(entries, dir, inner); err != nil {
			return plumbing.ZeroHash, err
		}
	}
	return r.encodeTree(entries)
}

func (r *Repo) writeSubtree(entries map[string]object.TreeEntry, dir string, inner map[string]treeChange) error {
	var old plumbing.Hash
	if e, ok := entries[dir]; ok && e.Mode == filemode.Dir {
		old = e.Hash
	}
	hash, err := r.writeTree(old, inner)
	if err != nil {
		return err
	}
	if hash == emptyTree {
		delete(entries, dir)
		return nil
	}
	entries[dir] = object.TreeEntry{Name: dir, Mode: filemode.Dir, Hash: hash}
	return nil
}

var emptyTree = plumbing.NewHash("4b825dc642cb6eb9a060e54bf8d69288fbee4904")

func (r *Repo) encodeTree(entries map[string]object.TreeEntry) (plumbing.Hash, error) {
	t := object.Tree{Entries: slices.Collect(maps.Values(entries))}
	sort.Sort(object.TreeEntrySorter(t.Entries))
	o := r.git.NewEncodedObject()
	if err := t.Encode(o); err != nil {
		return plumbing.ZeroHash, fmt.Errorf("githubsim: write tree: %w", err)
	}
	return r.git.SetEncodedObject(o)
}
