package githubsim

import (
	"net/http"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

func (r *Repo) refJSON(name string, oid plumbing.Hash) obj {
	return obj{
		"ref": name, "node_id": r.refNodeID(name), "url": r.api("git", name),
		"object": obj{"sha": oid.String(), "type": "commit", "url": r.api("git/commits", oid.String())},
	}
}

func (r *Repo) refNodeID(name string) string {
	return "REF_kwDO" + short(plumbing.ComputeHash(plumbing.BlobObject, []byte(r.nodeID+name)))
}

func (c *call) getRef() (any, error) {
	name := "refs/" + c.args["ref"]
	oid, ok := c.repo.ref(name)
	if !ok {
		return nil, notFound()
	}
	return c.repo.refJSON(name, oid), nil
}

func (c *call) matchingRefs() (any, error) {
	prefix := "refs/" + c.args["ref"]
	c.repo.refreshMergeRefs()
	var names []string
	for name := range c.repo.git.ReferenceStorage {
		if strings.HasPrefix(name.String(), prefix) {
			names = append(names, name.String())
		}
	}
	slices.Sort(names)
	return paged(c, names, func(name string) obj {
		oid, _ := c.repo.ref(name)
		return c.repo.refJSON(name, oid)
	}), nil
}

type refBody struct {
	Ref   string `json:"ref"`
	SHA   string `json:"sha"`
	Force bool   `json:"force"`
}

// target checks the commit a ref is to point to.
func (c *call) target(sha string) (plumbing.Hash, error) {
	if !fullOID().MatchString(sha) {
		return plumbing.ZeroHash, fail(http.StatusUnprocessableEntity, "The sha parameter must be exactly 40 characters and contain only [0-9a-f].")
	}
	oid := plumbing.NewHash(sha)
	if _, err := c.repo.commit(oid); err != nil {
		return plumbing.ZeroHash, fail(http.StatusUnprocessableEntity, "Object does not exist")
	}
	return oid, nil
}

func (c *call) createRef() (any, error) {
	var in refBody
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	oid, err := c.target(in.SHA)
	if err != nil {
		return nil, err
	}
	if _, exists := c.repo.ref(in.Ref); exists {
		return nil, fail(http.StatusUnprocessableEntity, "Reference already exists")
	}
	if !strings.HasPrefix(in.Ref, "refs/") || strings.Count(in.Ref, "/") < 2 {
		return nil, fail(http.StatusUnprocessableEntity, "Reference name must start with 'refs/' and contain at least two slashes.")
	}
	if !validRef(in.Ref) || strings.HasPrefix(in.Ref, "refs/pull/") {
		return nil, fail(http.StatusUnprocessableEntity, "%s is not a valid ref name.", in.Ref)
	}
	if c.repo.blocked(in.Ref) {
		return nil, fail(http.StatusUnprocessableEntity, "Reference update failed")
	}
	if err := c.checkWorkflows(oid); err != nil {
		return nil, err
	}
	c.s.updateRef(c.repo, in.Ref, oid, c.actor())
	return created(c.repo.refJSON(in.Ref, oid)), nil
}

// checkWorkflows refuses commits of the App's own that touch workflows. What
// a branch of the repository holds already may be pointed at.
func (c *call) checkWorkflows(oid plumbing.Hash) error {
	if c.tok.perms["workflows"] == "write" || !c.repo.touchesWorkflows(oid) {
		return nil
	}
	for name, ref := range c.repo.git.ReferenceStorage {
		if name.IsBranch() && c.repo.contains(ref.Hash(), oid) {
			return nil
		}
	}
	return fail(http.StatusForbidden, "Resource not accessible by integration")
}

func (c *call) updateRef() (any, error) {
	var in refBody
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	name := "refs/" + c.args["ref"]
	old, ok := c.repo.ref(name)
	if !ok {
		return nil, fail(http.StatusUnprocessableEntity, "Reference does not exist")
	}
	oid, err := c.target(in.SHA)
	if err != nil {
		return nil, err
	}
	if !in.Force && !c.repo.contains(oid, old) {
		return nil, fail(http.StatusUnprocessableEntity, "Update is not a fast forward")
	}
	if err := c.checkWorkflows(oid); err != nil {
		return nil, err
	}
	c.s.updateRef(c.repo, name, oid, c.actor())
	return c.repo.refJSON(name, oid), nil
}

func (c *call) deleteRef() (any, error) {
	name := "refs/" + c.args["ref"]
	if _, ok := c.repo.ref(name); !ok {
		return nil, fail(http.StatusUnprocessableEntity, "Reference does not exist")
	}
	if name == "refs/heads/"+c.repo.defaultBranch {
		return nil, fail(http.StatusUnprocessableEntity, "Cannot delete the default branch")
	}
	c.s.deleteRef(c.repo, name, c.actor())
	return noContent(), nil
}

func (c *call) getBranch() (any, error) {
	name := c.args["branch"]
	oid, ok := c.repo.branch(name)
	if !ok {
		return nil, fail(http.StatusNotFound, "Branch not found")
	}
	commit, err := c.repo.commit(oid)
	if err != nil {
		return nil, err
	}
	self := c.repo.api("branches", name)
	return obj{
		"name": name, "commit": c.repo.commitJSON(commit), "protected": false, "protection_url": self + "/protection",
		"_links":     obj{"self": self, "html": c.repo.html("tree", name)},
		"protection": obj{"enabled": false, "required_status_checks": obj{"enforcement_level": "off", "contexts": []string{}, "checks": []obj{}}},
	}, nil
}
