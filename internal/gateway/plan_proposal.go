package gateway

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// planProposal begins a branch with a pull request, or brings ours up to date
// as long as nobody else has written in it.
func planProposal(s *Snapshot, want *Proposal) []Write {
	if want == nil {
		return nil
	}
	within := *want
	within.Title, within.Body = shortened(want.Title, maxTitle), shortened(want.Body, maxBody)
	want = &within
	commit := commitFiles{proposal: *want, parent: want.Base, trailer: want.Trailer + ": " + want.digest()}
	open := openPull{proposal: *want}
	have := s.Begun(want.Recorded)
	if have == nil {
		branch := s.free(want.Branch)
		commit.proposal.Branch, open.proposal.Branch = branch, branch
		return []Write{createBranch{branch, want.Base}, commit, open}
	}
	commit.proposal.Branch, commit.parent, open.proposal.Branch = have.Name, have.HeadOID, have.Name
	open.headOID = have.HeadOID
	var writes []Write
	if !have.WrittenBySomebody(want.Recorded) && lastLine(have.HeadMessage) != commit.trailer {
		commit.outdated = want.outdated(have)
		writes = append(writes, commit)
	}
	switch {
	case have.Number == 0 && (have.Taken != 0 || have.WrittenBySomebody(want.Recorded)):
		return nil // a person goes on with it
	case have.Number == 0:
		return append(writes, open)
	case !have.Open:
		return nil // merged, or turned down: a person decided
	case have.Title != want.Title || !sameText(have.Body, want.Body):
		writes = append(writes, editPull{number: have.Number, proposal: open.proposal, headOID: have.HeadOID})
	}
	return writes
}

// Begun is the branch of ours among the snapshot's drafts, one with an open
// pull request first; nil if there is none. Ours is what the record names, what
// has a pull request we opened, or begins with a commit GitHub says we made.
func (s *Snapshot) Begun(recorded Recorded) *DraftBranch {
	for i := range s.Drafts {
		b := &s.Drafts[i]
		named := recorded.Branch != "" && b.Name == recorded.Branch
		if named || b.Number != 0 || b.HeadMine && b.HeadOID != s.HeadOID {
			return b
		}
	}
	return nil
}

// ProposalBranch is the branch a proposal will be on: ours, if it is begun, or
// a free one of this name.
func (s *Snapshot) ProposalBranch(name string, recorded Recorded) string {
	if begun := s.Begun(recorded); begun != nil {
		return begun.Name
	}
	return s.free(name)
}

// free is a branch name nobody uses: somebody else's branch is never touched.
func (s *Snapshot) free(name string) string {
	taken := func(name string) bool {
		return slices.ContainsFunc(s.Drafts, func(b DraftBranch) bool { return strings.EqualFold(b.Name, name) })
	}
	chosen := name
	for n := 2; taken(chosen); n++ {
		chosen = name + "-" + strconv.Itoa(n)
	}
	return chosen
}

// WrittenBySomebody reports whether the newest commit of a branch is not one of
// ours, or one we made for somebody's command, so that its text must be left
// alone.
func (b *DraftBranch) WrittenBySomebody(recorded Recorded) bool {
	if b.HeadMine && strings.HasPrefix(lastLine(b.HeadMessage), commandTrailer) {
		return true
	}
	return !b.HeadMine && (b.Name != recorded.Branch || b.HeadOID != recorded.HeadOID)
}

// filesAdded are lines of a commit's message that name the files it adds, for
// the next one to take back those it does not have.
func (p Proposal) filesAdded() string {
	var lines strings.Builder
	for _, name := range slices.Sorted(maps.Keys(p.Files)) {
		lines.WriteString(p.Trailer + "-File: " + name + "\n")
	}
	return lines.String()
}

// outdated are the files that our newest commit on a branch names and that are
// wanted no more. What is named is only a candidate: [commitFiles] takes out
// none that the branch did not add.
func (p Proposal) outdated(have *DraftBranch) []string {
	var files []string
	for line := range strings.Lines(have.HeadMessage) {
		name, named := strings.CutPrefix(strings.TrimSpace(line), p.Trailer+"-File: ")
		if _, wanted := p.Files[name]; named && !wanted {
			files = append(files, name)
		}
	}
	return files
}

func lastLine(message string) string {
	message = strings.TrimSpace(message)
	return message[strings.LastIndexByte(message, '\n')+1:]
}

// digest tells one content of a proposal from another.
func (p Proposal) digest() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(p.Files)) {
		parts = append(parts, name, string(p.Files[name]))
	}
	for _, name := range slices.Sorted(slices.Values(p.Deletions)) {
		parts = append(parts, "without", name)
	}
	return digest(parts...)
}
