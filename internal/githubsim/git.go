package githubsim

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/memory"
)

// sharedStorage is a fork's storage: the objects of its parent, refs of its own.
func sharedStorage(parent *memory.Storage) *memory.Storage {
	st := memory.NewStorage()
	st.ObjectStorage = parent.ObjectStorage // maps: shared
	return st
}

func (r *Repo) writeObject(kind plumbing.ObjectType, content []byte) (plumbing.Hash, error) {
	o := r.git.NewEncodedObject()
	o.SetType(kind)
	w, err := o.Writer()
	if err != nil {
		return plumbing.ZeroHash, err
	}
	if _, err := w.Write(content); err != nil {
		return plumbing.ZeroHash, err
	}
	return r.git.SetEncodedObject(o)
}

func (r *Repo) writeBlob(content []byte) (plumbing.Hash, error) {
	return r.writeObject(plumbing.BlobObject, content)
}

// blob reads a blob; false when there is none with that id.
func (r *Repo) blob(oid plumbing.Hash) ([]byte, bool) {
	o, err := r.git.EncodedObject(plumbing.BlobObject, oid)
	if err != nil {
		return nil, false
	}
	reader, err := o.Reader()
	if err != nil {
		return nil, false
	}
	data, err := io.ReadAll(reader)
	return data, err == nil
}

func (r *Repo) commit(oid plumbing.Hash) (*object.Commit, error) {
	c, err := object.GetCommit(r.git, oid)
	if err != nil {
		return nil, fmt.Errorf("githubsim: commit %s: %w", oid, err)
	}
	return c, nil
}

func (r *Repo) tree(commit plumbing.Hash) (*object.Tree, error) {
	c, err := r.commit(commit)
	if err != nil {
		return nil, err
	}
	return c.Tree()
}

// entry finds a file or directory in a commit; path "" is the root.
func (r *Repo) entry(commit plumbing.Hash, path string) (*object.TreeEntry, bool) {
	c, err := r.commit(commit)
	if err != nil {
		return nil, false
	}
	path = strings.Trim(path, "/")
	if path == "" {
		return &object.TreeEntry{Mode: filemode.Dir, Hash: c.TreeHash}, true
	}
	t, err := c.Tree()
	if err != nil {
		return nil, false
	}
	e, err := t.FindEntry(path)
	return e, err == nil
}

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

// commitInput describes a commit made on top of its first parent.
type commitInput struct {
	parents []plumbing.Hash
	changes map[string][]byte // nil content removes the file
	message string
	author  *user
	at      time.Time
	signed  bool // by GitHub, as for commits made through its API
}

// errNoFile is what removing a file that is not there ends with.
var errNoFile = errors.New("no such file")

// writeCommit stores the files and the commit; no ref moves.
func (r *Repo) writeCommit(in commitInput) (plumbing.Hash, error) {
	var base plumbing.Hash
	if len(in.parents) > 0 {
		c, err := r.commit(in.parents[0])
		if err != nil {
			return plumbing.ZeroHash, err
		}
		base = c.TreeHash
	}
	changes := map[string]treeChange{}
	for path, content := range in.changes {
		change, err := r.fileChange(in.parents, path, content)
		if err != nil {
			return plumbing.ZeroHash, err
		}
		changes[path] = change
	}
	tree, err := r.writeTree(base, changes)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	who := signature(in.author, in.at)
	committer := who
	if in.signed {
		committer = object.Signature{Name: "GitHub", Email: "noreply@github.com", When: in.at}
	}
	return r.storeCommit(&object.Commit{Author: who, Committer: committer, Message: in.message, TreeHash: tree, ParentHashes: in.parents}, in.signed)
}

func (r *Repo) fileChange(parents []plumbing.Hash, path string, content []byte) (treeChange, error) {
	if !validPath(path) {
		return treeChange{}, fmt.Errorf("githubsim: path %q is malformed", path)
	}
	var old *object.TreeEntry
	if len(parents) > 0 {
		old, _ = r.entry(parents[0], path)
	}
	if content == nil {
		if old == nil {
			return treeChange{}, fmt.Errorf("githubsim: remove %s: %w", path, errNoFile)
		}
		return treeChange{}, nil
	}
	hash, err := r.writeBlob(content)
	mode := filemode.Regular
	if old != nil && old.Mode == filemode.Executable {
		mode = old.Mode
	}
	return treeChange{hash, mode}, err
}

func (r *Repo) storeCommit(c *object.Commit, signed bool) (plumbing.Hash, error) {
	o := r.git.NewEncodedObject()
	if err := c.Encode(o); err != nil {
		return plumbing.ZeroHash, fmt.Errorf("githubsim: write commit: %w", err)
	}
	hash, err := r.git.SetEncodedObject(o)
	if err == nil && signed {
		r.s.signed[hash] = true
	}
	return hash, err
}

// validPath says whether git would store path.
func validPath(path string) bool {
	if path == "" || strings.ContainsRune(path, 0) {
		return false
	}
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." || part == ".." || strings.EqualFold(part, ".git") {
			return false
		}
	}
	return true
}

// signature is how GitHub signs for an account: with its noreply address.
func signature(u *user, at time.Time) object.Signature {
	name := u.name
	if name == "" {
		name = u.login
	}
	return object.Signature{Name: name, Email: fmt.Sprintf("%d+%s@users.noreply.github.com", u.id, u.login), When: at}
}
