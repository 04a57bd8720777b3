package githubsim

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/graph-gophers/graphql-go"
)

// commitOnBranchInput is one commit of several files.
type commitOnBranchInput struct {
	Branch struct {
		BranchName              *string
		ID                      *graphql.ID
		RepositoryNameWithOwner *string
	}
	ClientMutationID *string
	ExpectedHeadOid  gqlText
	FileChanges      *struct {
		Additions []fileAddition
		Deletions []struct{ Path string }
	}
	Message struct {
		Body     *string
		Headline string
	}
}

type fileAddition struct {
	Contents gqlText // base64
	Path     string
}

// commitPayload is what createCommitOnBranch made.
type commitPayload struct {
	client *string
	ref    *qRef
	commit *qCommit
}

// ClientMutationID is what the caller sent.
func (p *commitPayload) ClientMutationID() *string { return p.client }

// Ref is the branch.
func (p *commitPayload) Ref() *qRef { return p.ref }

// Commit is the new commit.
func (p *commitPayload) Commit() *qCommit { return p.commit }

// CreateCommitOnBranch commits on top of a branch that is still where the
// caller thinks it is. GitHub signs the commit; its author is who asks.
func (*gqlRoot) CreateCommitOnBranch(ctx context.Context, args struct{ Input commitOnBranchInput }) (*commitPayload, error) {
	c, in := callOf(ctx), args.Input
	r, branch, err := c.committable(in)
	if err != nil {
		return nil, err
	}
	name := "refs/heads/" + branch
	head, ok := r.ref(name)
	if !ok {
		return nil, gqlNotFound("No such branch: %s", branch)
	}
	if !strings.EqualFold(string(in.ExpectedHeadOid), head.String()) {
		return nil, gqlFail("STALE_DATA", "Expected branch to point to %q but it did not. Pull and try again.", string(in.ExpectedHeadOid))
	}
	changes, err := in.changes()
	if err != nil {
		return nil, err
	}
	if c.tok.perms["workflows"] != "write" && touchWorkflows(changes) {
		return nil, gqlForbidden()
	}
	oid, err := r.writeCommit(commitInput{
		parents: []plumbing.Hash{head}, changes: changes, message: in.message(), author: c.tok.user, at: c.s.now(), signed: true,
	})
	if errors.Is(err, errNoFile) {
		return nil, gqlFail("UNPROCESSABLE", "A path was requested for deletion which does not exist as of commit oid `%s`", head)
	}
	if err != nil {
		return nil, gqlFail("UNPROCESSABLE", "%s", err)
	}
	c.s.updateRef(r, name, oid, c.tok.user)
	return &commitPayload{in.ClientMutationID, &qRef{c, r, name}, c.commit(r, oid)}, nil
}

// committable finds the branch and checks that the token may write to it.
func (c *gqlCall) committable(in commitOnBranchInput) (r *Repo, branch string, err error) {
	if in.Branch.ID != nil {
		r, branch = c.branchByID(string(*in.Branch.ID))
	}
	if in.Branch.RepositoryNameWithOwner != nil && in.Branch.BranchName != nil {
		owner, name, _ := strings.Cut(*in.Branch.RepositoryNameWithOwner, "/")
		r, branch = c.s.repo(owner, name), strings.TrimPrefix(*in.Branch.BranchName, "refs/heads/")
	}
	if r == nil || !c.s.visible(c.tok, r) {
		return nil, "", gqlNotFound("Could not resolve to a branch.")
	}
	return r, branch, c.need(r, "write", "contents")
}

func (c *gqlCall) branchByID(id string) (*Repo, string) {
	for _, r := range c.s.repos {
		for name := range r.git.ReferenceStorage {
			if branch, ok := strings.CutPrefix(name.String(), "refs/heads/"); ok && r.refNodeID(name.String()) == id {
				return r, branch
			}
		}
	}
	return nil, ""
}

// changes reads the files; nil content removes one.
func (in *commitOnBranchInput) changes() (map[string][]byte, error) {
	files := map[string][]byte{}
	if in.FileChanges == nil {
		return files, nil
	}
	for _, file := range in.FileChanges.Deletions {
		files[file.Path] = nil
	}
	for _, file := range in.FileChanges.Additions {
		content, err := base64.StdEncoding.DecodeString(string(file.Contents))
		if err != nil {
			return nil, gqlFail("UNPROCESSABLE", "The contents of %s are not valid padded base64.", file.Path)
		}
		if _, both := files[file.Path]; both {
			return nil, gqlFail("UNPROCESSABLE", "A path was requested for both addition and deletion: %s", file.Path)
		}
		files[file.Path] = append([]byte{}, content...)
	}
	return files, nil
}

func (in *commitOnBranchInput) message() string {
	if in.Message.Body == nil || *in.Message.Body == "" {
		return in.Message.Headline
	}
	return in.Message.Headline + "\n\n" + *in.Message.Body
}

func touchWorkflows(changes map[string][]byte) bool {
	for path := range changes {
		if strings.HasPrefix(path, ".github/workflows/") {
			return true
		}
	}
	return false
}
