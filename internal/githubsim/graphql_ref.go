package githubsim

import (
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/graph-gophers/graphql-go"
)

// qRef is a branch or a tag.
type qRef struct {
	c    *gqlCall
	r    *Repo
	name string // in full: refs/heads/main
}

// DefaultBranchRef is the default branch; null in an empty repository.
func (x *qRepo) DefaultBranchRef() (*qRef, error) {
	return x.Ref(struct{ QualifiedName string }{"refs/heads/" + x.r.defaultBranch})
}

// Ref finds a ref by its full name, or a branch or tag by its short one.
func (x *qRepo) Ref(args struct{ QualifiedName string }) (*qRef, error) {
	if err := x.c.need(x.r, "read", "contents"); err != nil {
		return nil, err
	}
	for _, prefix := range []string{"", "refs/", "refs/heads/", "refs/tags/"} {
		if _, ok := x.r.ref(prefix + args.QualifiedName); ok {
			return &qRef{x.c, x.r, prefix + args.QualifiedName}, nil
		}
	}
	return nil, nil
}

// Refs lists the refs below a prefix, by name. The query matches anywhere in
// the name.
func (x *qRepo) Refs(args struct {
	pageArgs
	Query     *string
	RefPrefix string
},
) (*connection[qRef], error) {
	if err := x.c.need(x.r, "read", "contents"); err != nil {
		return nil, err
	}
	prefix := strings.TrimSuffix(args.RefPrefix, "/") + "/"
	if !strings.HasPrefix(prefix, "refs/") {
		return nil, gqlFail("UNPROCESSABLE", "refPrefix must start with `refs/` and end with `/`")
	}
	var names []string
	for full := range x.r.git.ReferenceStorage {
		name, ok := strings.CutPrefix(full.String(), prefix)
		if ok && (args.Query == nil || strings.Contains(strings.ToLower(name), strings.ToLower(*args.Query))) {
			names = append(names, full.String())
		}
	}
	slices.Sort(names)
	return connect(names, args.pageArgs, func(name string) *qRef { return &qRef{x.c, x.r, name} })
}

// ID is the node id.
func (x *qRef) ID() graphql.ID { return gqlID(x.r.refNodeID(x.name)) }

// Prefix is refs/heads/ or refs/tags/.
func (x *qRef) Prefix() string {
	parts := strings.SplitAfterN(x.name, "/", 3)
	return strings.Join(parts[:len(parts)-1], "")
}

// Name is what follows the prefix.
func (x *qRef) Name() string { return strings.TrimPrefix(x.name, x.Prefix()) }

// Repository is where the ref lives.
func (x *qRef) Repository() *qRepo { return &qRepo{x.c, x.r} }

// Target is the commit the ref points to.
func (x *qRef) Target() *qObject {
	oid, ok := x.r.ref(x.name)
	if !ok {
		return nil
	}
	return x.c.object(x.r, oid)
}

// AssociatedPullRequests are the pull requests with this branch as their head.
func (x *qRef) AssociatedPullRequests(args struct {
	pageArgs
	States *[]string
},
) (*connection[qPull], error) {
	network := x.r.network()
	if err := x.c.need(network, "read", "pull_requests"); err != nil {
		return nil, err
	}
	branch, isBranch := strings.CutPrefix(x.name, "refs/heads/")
	var list []*issue
	for _, i := range network.issues {
		if isBranch && i.pull != nil && i.pull.headRepo == x.r && i.pull.headRef == branch && oneOf(i.gqlState(), args.States) {
			list = append(list, i)
		}
	}
	return connect(list, args.pageArgs, x.c.pull)
}

// Object finds a commit, tree or blob: by its id, or by an expression such as
// main, HEAD:README.md or HEAD: for the top tree.
func (x *qRepo) Object(args struct {
	Expression *string
	Oid        *gqlText
},
) (*qObject, error) {
	if err := x.c.need(x.r, "read", "contents"); err != nil {
		return nil, err
	}
	switch {
	case args.Oid != nil && !fullOID().MatchString(string(*args.Oid)):
		return nil, gqlFail("UNPROCESSABLE", "Argument 'oid' on Field 'object' has an invalid value.")
	case args.Oid != nil:
		return x.c.object(x.r, plumbing.NewHash(string(*args.Oid))), nil
	case args.Expression == nil:
		return nil, gqlFail("UNPROCESSABLE", "An `oid` or an `expression` must be given.")
	}
	rev, path, below := strings.Cut(*args.Expression, ":")
	oid, ok := x.r.resolve(rev)
	if !ok || rev == "" {
		return nil, nil
	}
	if !below {
		return x.c.object(x.r, oid), nil
	}
	if path = strings.TrimSuffix(path, "/"); path == "" {
		commit, err := x.r.commit(oid)
		if err != nil {
			return nil, err
		}
		return x.c.object(x.r, commit.TreeHash), nil
	}
	if e, ok := x.r.entry(oid, path); ok {
		return x.c.object(x.r, e.Hash).at(path), nil
	}
	return nil, nil
}
