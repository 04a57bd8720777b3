package githubsim

import (
	"errors"
	"fmt"
	"io"
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

// tree is what a commit holds; the tree of no commit is empty.
func (r *Repo) tree(commit plumbing.Hash) (*object.Tree, error) {
	if commit.IsZero() {
		return &object.Tree{}, nil
	}
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

// validPath reports whether git would store path.
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
