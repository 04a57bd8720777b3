package githubsim

import (
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// GitHub's limits for reading contents.
const (
	maxContentJSON = 1 << 20   // bytes; a larger file comes without its content
	maxContentRaw  = 100 << 20 // bytes
	maxDirectory   = 1000      // entries
)

func (c *call) getContents() (any, error) {
	commit, ok := c.repo.resolve(c.query("ref"))
	if !ok {
		return nil, fail(http.StatusNotFound, "No commit found for the ref %s", c.query("ref"))
	}
	name := strings.Trim(c.args["path"], "/")
	e, ok := c.repo.entry(commit, name)
	if !ok {
		return nil, notFound()
	}
	if e.Mode == filemode.Symlink {
		if target, ok := c.followLink(commit, name, e); ok {
			e = target
		}
	}
	if e.Mode == filemode.Dir {
		return c.directory(e.Hash, name)
	}
	return c.file(e, name)
}

// followLink reads through a symlink to a file in the same commit.
func (c *call) followLink(commit plumbing.Hash, name string, link *object.TreeEntry) (*object.TreeEntry, bool) {
	to, ok := c.repo.blob(link.Hash)
	if !ok {
		return nil, false
	}
	target, ok := c.repo.entry(commit, path.Join(path.Dir(name), string(to)))
	return target, ok && target.Mode.IsFile()
}

func (c *call) directory(tree plumbing.Hash, name string) (any, error) {
	t, err := object.GetTree(c.repo.git, tree)
	if err != nil {
		return nil, err
	}
	out := []obj{}
	for _, e := range t.Entries[:min(len(t.Entries), maxDirectory)] {
		out = append(out, c.contentJSON(&e, path.Join(name, e.Name)))
	}
	return out, nil
}

// contentJSON is a file or directory without its content.
func (c *call) contentJSON(e *object.TreeEntry, name string) obj {
	ref := c.query("ref")
	if ref == "" {
		ref = c.repo.defaultBranch
	}
	escaped := (&url.URL{Path: name}).EscapedPath()
	self := c.repo.api("contents", escaped) + "?ref=" + url.QueryEscape(ref)
	git, page, kind := c.repo.api("git/blobs", e.Hash.String()), c.repo.html("blob", ref, escaped), "file"
	var download any = c.repo.html("raw", ref, escaped)
	size, _ := c.repo.git.EncodedObjectSize(e.Hash) // 0 for a submodule
	switch e.Mode {
	case filemode.Dir:
		git, page, kind, download, size = c.repo.api("git/trees", e.Hash.String()), c.repo.html("tree", ref, escaped), "dir", nil, 0
	case filemode.Symlink:
		kind = "symlink"
	case filemode.Submodule:
		kind, download = "submodule", nil
	}
	return obj{
		"name": path.Base(name), "path": name, "sha": e.Hash.String(), "size": size, "type": kind, "url": self,
		"html_url": page, "git_url": git, "download_url": download, "_links": obj{"self": self, "git": git, "html": page},
	}
}

func (c *call) file(e *object.TreeEntry, name string) (any, error) {
	data, ok := c.repo.blob(e.Hash)
	if !ok {
		return nil, notFound()
	}
	if len(data) > maxContentRaw {
		return nil, fail(http.StatusForbidden, "This API returns blobs up to 100 MB in size.")
	}
	if c.media.form == "raw" {
		return text(data), nil
	}
	o := c.contentJSON(e, name)
	o["type"] = "file"
	if len(data) > maxContentJSON {
		o["content"], o["encoding"] = "", "none"
	} else {
		o["content"], o["encoding"] = wrapped(data), "base64"
	}
	return o, nil
}
