package gateway

import (
	"maps"
	"slices"
	"strings"
)

// planDraft begins a branch with a draft pull request, or brings one up to
// date that nobody has written in. The first of the snapshot's drafts counts.
func planDraft(s *Snapshot, want *Draft) []Write {
	if want == nil {
		return nil
	}
	commit := commitFiles{draft: *want, parent: want.Base, trailer: want.Trailer + ": " + want.digest()}
	if len(s.Drafts) == 0 {
		return []Write{
			createBranch{want.Branch, want.Base},
			commit,
			openDraft{branch: want.Branch, base: want.BaseRef, title: want.Title, body: want.Body},
		}
	}
	have := s.Drafts[0]
	commit.draft.Branch, commit.parent = have.Name, have.HeadOID
	commit.drop = want.outdated(have)
	if have.Number == 0 {
		return planOpening(have, want, commit)
	}
	if !have.Open {
		return nil // merged, or turned down: a person decided
	}
	var writes []Write
	if !WrittenBySomebody(have, want.Trailer) && lastLine(have.HeadMessage) != commit.trailer {
		writes = append(writes, commit)
	}
	if have.Title != want.Title || !sameText(have.Body, want.Body) {
		writes = append(writes, editDraft{have.Number, want.Title, want.Body})
	}
	return writes
}

// planOpening goes on where we were cut off: the branch is there, its pull
// request is not.
func planOpening(have DraftBranch, want *Draft, commit commitFiles) []Write {
	open := openDraft{branch: have.Name, base: want.BaseRef, title: want.Title, body: want.Body}
	switch last := lastLine(have.HeadMessage); {
	case last == commit.trailer:
		return []Write{open}
	case have.HeadOID == want.Base, strings.HasPrefix(last, want.Trailer+": "):
		return []Write{commit, open}
	}
	// Either somebody has begun to write in it, or the default branch has
	// moved on since: GitHub tells which when the pull request is opened.
	open.empty = &commit
	return []Write{open}
}

// WrittenBySomebody tells whether the newest commit of a draft is not one of
// ours, so that its text must be left alone. trailer is the one our commits
// end with. A branch without a pull request is one we have only begun.
func WrittenBySomebody(branch DraftBranch, trailer string) bool {
	return branch.Number != 0 && !strings.HasPrefix(lastLine(branch.HeadMessage), trailer+": ")
}

// filesAdded are lines of a commit's message that name the files it adds, for
// the next one to take back those it does not have.
func (d Draft) filesAdded() string {
	var lines strings.Builder
	for _, name := range slices.Sorted(maps.Keys(d.Files)) {
		lines.WriteString(d.Trailer + "-File: " + name + "\n")
	}
	return lines.String()
}

// outdated are the files that our newest commit on a branch added and that are
// wanted no more. Where somebody else made the newest commit there are none.
func (d Draft) outdated(have DraftBranch) []string {
	var files []string
	for line := range strings.Lines(have.HeadMessage) {
		name, ours := strings.CutPrefix(strings.TrimSpace(line), d.Trailer+"-File: ")
		if _, wanted := d.Files[name]; ours && !wanted {
			files = append(files, name)
		}
	}
	if !strings.HasPrefix(lastLine(have.HeadMessage), d.Trailer+": ") {
		return nil
	}
	return files
}

func lastLine(message string) string {
	message = strings.TrimSpace(message)
	return message[strings.LastIndexByte(message, '\n')+1:]
}

// digest tells one content of a draft from another.
func (d Draft) digest() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(d.Files)) {
		parts = append(parts, name, string(d.Files[name]))
	}
	return digest(parts...)
}
