package githubsim

import (
	"path"
	"strings"
	"unicode/utf8"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/graph-gophers/graphql-go"
)

// maxBlobText is how many bytes of a file GraphQL shows.
const maxBlobText = 512_000

// qObject is an object of git: a commit, a tree or a blob.
type qObject struct {
	c    *gqlCall
	r    *Repo
	oid  plumbing.Hash
	kind plumbing.ObjectType
	path string // where it was found; empty for commits, top trees and by id
}

// object finds an object; nil when the repository does not have it.
func (c *gqlCall) object(r *Repo, oid plumbing.Hash) *qObject {
	for kind, objects := range map[plumbing.ObjectType]map[plumbing.Hash]plumbing.EncodedObject{
		plumbing.CommitObject: r.git.Commits, plumbing.TreeObject: r.git.Trees, plumbing.BlobObject: r.git.Blobs,
	} {
		if _, ok := objects[oid]; ok {
			return &qObject{c, r, oid, kind, ""}
		}
	}
	return nil
}

// at is the object as found at a path; nil stays nil.
func (x *qObject) at(path string) *qObject {
	if x != nil {
		x.path = path
	}
	return x
}

// ID is the node id.
func (x *qObject) ID() graphql.ID { return gqlID(x.r.commitNodeID(x.oid)) }

// Oid is the object's hash.
func (x *qObject) Oid() gqlText { return gqlText(x.oid.String()) }

// AbbreviatedOid is the start of the hash.
func (x *qObject) AbbreviatedOid() string { return x.oid.String()[:7] }

// ToCommit reports whether this is a commit.
func (x *qObject) ToCommit() (*qCommit, bool) {
	if x.kind != plumbing.CommitObject {
		return nil, false
	}
	q := x.c.commit(x.r, x.oid)
	return q, q != nil
}

// ToBlob reports whether this is the content of a file.
func (x *qObject) ToBlob() (*qBlob, bool) { return &qBlob{*x}, x.kind == plumbing.BlobObject }

// ToTree reports whether this is a directory.
func (x *qObject) ToTree() (*qTree, bool) { return &qTree{*x}, x.kind == plumbing.TreeObject }

// qBlob is the content of a file.
type qBlob struct{ qObject }

func (x *qBlob) data() []byte {
	data, _ := x.r.blob(x.oid)
	return data
}

// ByteSize is the length in bytes.
func (x *qBlob) ByteSize() int32 { return int32(len(x.data())) }

// IsBinary reports whether it is something else than text.
func (x *qBlob) IsBinary() *bool { return new(binary(x.data())) }

// IsTruncated reports whether Text is only the beginning.
func (x *qBlob) IsTruncated() bool { return len(x.data()) > maxBlobText }

// Text is the content; null when it is binary.
func (x *qBlob) Text() *string {
	data := x.data()
	if binary(data) {
		return nil
	}
	data = data[:min(len(data), maxBlobText)]
	if !utf8.Valid(data) {
		return new(strings.ToValidUTF8(string(data), "\uFFFD"))
	}
	return new(string(data))
}

// qTree is a directory.
type qTree struct{ qObject }

// Entries are the files and directories.
func (x *qTree) Entries() (*[]*qEntry, error) {
	t, err := object.GetTree(x.r.git, x.oid)
	if err != nil {
		return nil, err
	}
	list := []*qEntry{}
	for _, e := range t.Entries {
		list = append(list, &qEntry{x, e})
	}
	return &list, nil
}

// qEntry is one line of a directory.
type qEntry struct {
	tree *qTree
	e    object.TreeEntry
}

// Name is the last part of the path.
func (x *qEntry) Name() string { return x.e.Name }

// Path is the whole path.
func (x *qEntry) Path() *string { return new(path.Join(x.tree.path, x.e.Name)) }

// Mode is git's file mode, as a number.
func (x *qEntry) Mode() int32 { return int32(x.e.Mode) }

// Oid is the hash of what the entry names.
func (x *qEntry) Oid() gqlText { return gqlText(x.e.Hash.String()) }

// Object is what the entry names; null for a submodule.
func (x *qEntry) Object() *qObject { return x.tree.c.object(x.tree.r, x.e.Hash).at(*x.Path()) }

// Type is blob, tree or commit.
func (x *qEntry) Type() string {
	switch x.e.Mode {
	case filemode.Dir:
		return "tree"
	case filemode.Submodule:
		return "commit"
	}
	return "blob"
}

// Size is the length of a file in bytes; 0 for anything else.
func (x *qEntry) Size() int32 {
	data, _ := x.tree.r.blob(x.e.Hash)
	return int32(len(data))
}
