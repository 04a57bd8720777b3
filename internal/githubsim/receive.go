package githubsim

import (
	"bytes"
	"io"
	"net/http"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp"
)

// receive takes a push: the objects, then each ref that may move. What GitHub
// would refuse is refused with its reason, ref by ref.
func (r *Repo) receive(w http.ResponseWriter, body []byte, tok *token) {
	if string(body) == "0000" {
		return // git asks whether its token is good before it sends much
	}
	body = withoutShallow(body)
	push := packp.NewReferenceUpdateRequest()
	if err := push.Decode(bytes.NewReader(body)); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	report := packp.NewReportStatus()
	report.UnpackStatus = "ok"
	if err := r.unpack(push.Packfile); err != nil {
		report.UnpackStatus = "the pack cannot be read"
	}
	for _, c := range push.Commands {
		status := "ok"
		if problem := r.receiveRef(c, tok); report.UnpackStatus != "ok" {
			status = "unpacker error"
		} else if problem != "" {
			status = problem
		}
		report.CommandStatuses = append(report.CommandStatuses, &packp.CommandStatus{ReferenceName: c.Name, Status: status})
	}
	_ = report.Encode(w) // the caller went away: nothing to do
}

// withoutShallow drops the lines that say where a shallow clone's history
// ends: all that is before is here.
func withoutShallow(body []byte) []byte {
	const line = "0035shallow "
	for bytes.HasPrefix(body, []byte(line)) && len(body) >= 0x35 {
		body = body[0x35:]
	}
	return body
}

// unpack stores the objects of a pack; there is none when refs only go.
func (r *Repo) unpack(pack io.Reader) error {
	data, err := io.ReadAll(pack)
	if err != nil || len(data) == 0 {
		return err
	}
	return packfile.UpdateObjectStorage(r.git, bytes.NewReader(data))
}

// receiveRef moves one ref or says why not.
func (r *Repo) receiveRef(c *packp.Command, tok *token) (problem string) {
	name := c.Name.String()
	if problem := r.refusal(c, tok); problem != "" {
		return problem
	}
	if c.New.IsZero() {
		r.s.deleteRef(r, name, tok.user)
		return ""
	}
	r.s.updateRef(r, name, c.New, tok.user)
	return ""
}

// refusal is why GitHub would not move a ref as a push wants it; empty when it
// would.
func (r *Repo) refusal(c *packp.Command, tok *token) string {
	name := c.Name.String()
	old, exists := r.ref(name)
	switch {
	case strings.HasPrefix(name, "refs/pull/"):
		return "deny updating a hidden ref"
	case !validRef(name):
		return "funny refname"
	case old != c.Old:
		return "failed to update ref: it moved meanwhile"
	case c.New.IsZero() && name == "refs/heads/"+r.defaultBranch:
		return "refusing to delete the current branch: " + name
	case c.New.IsZero():
		return ""
	case !exists && r.blocked(name):
		return "failed to update ref: another name is in its way"
	}
	commit, err := r.commit(c.New)
	if err != nil {
		return "the simulator does not know refs to anything but commits"
	}
	if _, err := r.tree(commit.Hash); err != nil {
		return "missing necessary objects"
	}
	if rest := (&call{s: r.s, repo: r, tok: tok}); rest.checkWorkflows(c.New) != nil {
		return "refusing to allow a GitHub App to create or update workflows without `workflows` permission"
	}
	return ""
}
