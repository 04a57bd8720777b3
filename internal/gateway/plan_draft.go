package gateway

import (
	"maps"
	"slices"
	"strings"
)

// planDraft begins a branch with a draft pull request, or brings one up to
// date that nobody has written in.
func planDraft(s *Snapshot, want *Draft) []Write {
	if want == nil {
		return nil
	}
	trailer := want.Trailer + ": " + want.digest()
	if len(s.Drafts) == 0 {
		return []Write{
			createBranch{want.Branch, want.Base},
			commitFiles{*want, want.Base, trailer},
			openDraft{want.Branch, want.BaseRef, want.Title, want.Body},
		}
	}
	have := s.Drafts[0]
	var writes []Write
	switch {
	case have.HeadOID == want.Base: // we were cut off after making the branch
		writes = append(writes, commitFiles{*want, want.Base, trailer})
	case !WrittenBySomebody(have, want.Trailer) && !strings.HasSuffix(strings.TrimSpace(have.HeadMessage), trailer):
		writes = append(writes, commitFiles{*want, have.HeadOID, trailer})
	}
	switch {
	case have.Number == 0:
		writes = append(writes, openDraft{have.Name, want.BaseRef, want.Title, want.Body})
	case have.Open && (have.Title != want.Title || !sameText(have.Body, want.Body)):
		writes = append(writes, editDraft{have.Number, want.Title, want.Body})
	}
	return writes
}

// WrittenBySomebody tells whether the newest commit of a draft branch is not
// one of ours, so that its text must be left alone. trailer is the one our
// commits end with.
func WrittenBySomebody(branch DraftBranch, trailer string) bool {
	message := strings.TrimSpace(branch.HeadMessage)
	last := message[strings.LastIndexByte(message, '\n')+1:]
	return !strings.HasPrefix(last, trailer+": ")
}

// digest tells one content of a draft from another.
func (d Draft) digest() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(d.Files)) {
		parts = append(parts, name, string(d.Files[name]))
	}
	return digest(parts...)
}
