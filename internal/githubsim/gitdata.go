package githubsim

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// maxTreeEntries is where a recursive tree is cut off.
const maxTreeEntries = 100_000

func (c *call) getTree() (any, error) {
	root, ok := c.treeOf(c.args["sha"])
	if !ok {
		return nil, notFound()
	}
	entries, truncated, err := c.repo.listTree(root, "", c.query("recursive") != "")
	if err != nil {
		return nil, err
	}
	return obj{"sha": root.String(), "url": c.repo.api("git/trees", root.String()), "tree": entries, "truncated": truncated}, nil
}

// treeOf finds a tree by its own id or by anything that names a commit.
func (c *call) treeOf(name string) (plumbing.Hash, bool) {
	if fullOID().MatchString(name) {
		if _, ok := c.repo.git.Trees[plumbing.NewHash(name)]; ok {
			return plumbing.NewHash(name), true
		}
	}
	oid, ok := c.repo.resolve(name)
	if !ok {
		return oid, false
	}
	commit, err := c.repo.commit(oid)
	if err != nil {
		return plumbing.ZeroHash, false
	}
	return commit.TreeHash, true
}

func (r *Repo) listTree(root plumbing.Hash, prefix string, recursive bool) (entries []obj, truncated bool, err error) {
	t, err := object.GetTree(r.git, root)
	if err != nil {
		return nil, false, err
	}
	entries = []obj{}
	for _, e := range t.Entries {
		entries = append(entries, r.treeEntryJSON(e, prefix))
		if recursive && e.Mode == filemode.Dir {
			inner, cut, err := r.listTree(e.Hash, prefix+e.Name+"/", true)
			if err != nil {
				return nil, false, err
			}
			entries, truncated = append(entries, inner...), truncated || cut
		}
		if len(entries) > maxTreeEntries {
			return entries[:maxTreeEntries], true, nil
		}
	}
	return entries, truncated, nil
}

func (r *Repo) treeEntryJSON(e object.TreeEntry, prefix string) obj {
	mode := strings.TrimPrefix(e.Mode.String(), "0")
	o := obj{"path": prefix + e.Name, "mode": mode, "sha": e.Hash.String()}
	switch e.Mode {
	case filemode.Dir:
		o["mode"], o["type"], o["url"] = "040000", "tree", r.api("git/trees", e.Hash.String())
	case filemode.Submodule:
		o["type"] = "commit"
	default:
		size, _ := r.git.EncodedObjectSize(e.Hash) // a tree's blobs are there
		o["type"], o["size"], o["url"] = "blob", size, r.api("git/blobs", e.Hash.String())
	}
	return o
}

func (c *call) createTree() (any, error) {
	var in struct {
		BaseTree string `json:"base_tree"`
		Tree     []struct {
			Path    string  `json:"path"`
			Mode    string  `json:"mode"`
			Type    string  `json:"type"`
			SHA     *string `json:"sha"`
			Content *string `json:"content"`
		} `json:"tree"`
	}
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	var base plumbing.Hash
	if in.BaseTree != "" {
		var ok bool
		if base, ok = c.treeOf(in.BaseTree); !ok {
			return nil, fail(http.StatusUnprocessableEntity, "base_tree is not a valid tree oid")
		}
	}
	changes := map[string]treeChange{}
	for _, e := range in.Tree {
		change, err := c.treeChange(e.Path, e.Mode, e.SHA, e.Content)
		if err != nil {
			return nil, err
		}
		changes[e.Path] = change
	}
	oid, err := c.repo.writeTree(base, changes)
	if err != nil {
		return nil, err
	}
	entries, truncated, err := c.repo.listTree(oid, "", false)
	if err != nil {
		return nil, err
	}
	return created(obj{"sha": oid.String(), "url": c.repo.api("git/trees", oid.String()), "tree": entries, "truncated": truncated}), nil
}

func (c *call) treeChange(path, mode string, sha, content *string) (treeChange, error) {
	if !validPath(path) {
		return treeChange{}, fail(http.StatusUnprocessableEntity, "tree.path contains a malformed path component")
	}
	bits, err := strconv.ParseUint(mode, 8, 32)
	kinds := []filemode.FileMode{filemode.Regular, filemode.Executable, filemode.Dir, filemode.Symlink, filemode.Submodule}
	fm := filemode.FileMode(bits)
	if err != nil || !slices.Contains(kinds, fm) {
		return treeChange{}, fail(http.StatusUnprocessableEntity, "tree.mode is not valid")
	}
	if content != nil && sha == nil {
		oid, err := c.repo.writeBlob([]byte(*content))
		return treeChange{oid, fm}, err
	}
	if sha == nil {
		return treeChange{}, nil
	}
	oid := plumbing.NewHash(*sha)
	if c.repo.git.HasEncodedObject(oid) != nil && fm != filemode.Submodule {
		return treeChange{}, fail(http.StatusUnprocessableEntity, "tree.sha %s is not a valid blob", *sha)
	}
	return treeChange{oid, fm}, nil
}

func (c *call) getBlob() (any, error) {
	oid := plumbing.NewHash(c.args["sha"])
	data, ok := c.repo.blob(oid)
	if !ok || !fullOID().MatchString(c.args["sha"]) {
		return nil, notFound()
	}
	if c.media.form == "raw" {
		return text(data), nil
	}
	return obj{
		"sha": oid.String(), "node_id": "B_kwDO" + short(oid), "size": len(data), "url": c.repo.api("git/blobs", oid.String()),
		"content": wrapped(data), "encoding": "base64",
	}, nil
}

// wrapped is base64 with a newline after every 60 characters, as GitHub sends it.
func wrapped(data []byte) string {
	var b strings.Builder
	for chunk := range slices.Chunk([]byte(base64.StdEncoding.EncodeToString(data)), 60) {
		b.Write(chunk)
		b.WriteByte('\n')
	}
	return b.String()
}

func (c *call) createBlob() (any, error) {
	var in struct {
		Content  string `json:"content"`
		Encoding string `json:"encoding"`
	}
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	data := []byte(in.Content)
	if in.Encoding == "base64" {
		var err error
		if data, err = base64.StdEncoding.DecodeString(strings.ReplaceAll(in.Content, "\n", "")); err != nil {
			return nil, fail(http.StatusUnprocessableEntity, "content is not valid Base64")
		}
	}
	oid, err := c.repo.writeBlob(data)
	if err != nil {
		return nil, err
	}
	return created(obj{"sha": oid.String(), "url": c.repo.api("git/blobs", oid.String())}), nil
}
