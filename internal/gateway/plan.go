package gateway

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Write is one thing to be changed on GitHub. String says what, for
// --dry-run; nothing secret is in it.
type Write interface {
	fmt.Stringer
	apply(ctx context.Context, g *Gateway, on *target) error
}

// Plan lists the writes that bring what was read into the wanted state, in the
// order they are to be made. It is empty when nothing is left to do.
func Plan(s *Snapshot, want State) []Write {
	want = escaped(want)
	writes := planReactions(want.Seen)
	writes = append(writes, planSubject(s, want)...)
	writes = append(writes, planLabels(s, want)...)
	writes = append(writes, planComment(s, want.Comment)...)
	writes = append(writes, planCheck(s, want.Check)...)
	writes = append(writes, planReview(s, want.Review)...)
	writes = append(writes, planThreads(s, want.Resolve)...)
	if want.Withdraw != nil {
		// The branch first: if it moved meanwhile, the pull request stays.
		writes = append(writes, deleteBranch{want.Withdraw.Branch, want.Withdraw.HeadOID}, closePull{want.Withdraw.Number})
	} else {
		writes = append(writes, planProposal(s, want.Proposal)...)
	}
	writes = append(writes, planCommit(s, want.Commit)...)
	writes = append(writes, planPeople(s, want)...)
	writes = append(writes, planReplies(s, want.Replies)...)
	writes = append(writes, planTakenBack(s, want)...)
	writes = append(writes, planReactions(want.Done)...)
	return writes
}

// planLabels follows the rule of [State.Placed]. A label the repository has is
// called as it is spelled there: GitHub takes names that differ only in case
// for one.
func planLabels(s *Snapshot, want State) []Write {
	var writes []Write
	var add []string
	for i, label := range slices.Concat(want.Labels, want.AddLabels) {
		takenOff := i < len(want.Labels) && hasName(want.Placed, label.Name)
		if takenOff || hasName(s.Subject.Labels, label.Name) || hasName(add, label.Name) || hasName(want.RemoveLabels, label.Name) {
			continue
		}
		at := slices.IndexFunc(s.RepoLabels, func(have Label) bool { return strings.EqualFold(have.Name, label.Name) })
		switch {
		case at >= 0:
			label = s.RepoLabels[at]
		case s.AllRepoLabels:
			writes = append(writes, createLabel{label})
		}
		add = append(add, label.Name)
	}
	if len(add) > 0 {
		writes = append(writes, addLabels{add})
	}
	for _, name := range s.Subject.Labels {
		wanted := slices.ContainsFunc(slices.Concat(want.Labels, want.AddLabels), func(l Label) bool { return strings.EqualFold(l.Name, name) })
		if !wanted && hasName(want.Placed, name) || hasName(want.RemoveLabels, name) {
			writes = append(writes, removeLabel{name})
		}
	}
	return writes
}

func hasName(names []string, name string) bool {
	return slices.ContainsFunc(names, func(have string) bool { return strings.EqualFold(have, name) })
}

// planComment keeps to the one comment with the marker that is ours.
func planComment(s *Snapshot, want *Report) []Write {
	if want == nil {
		return nil
	}
	mine, text := s.Find(want.Marker), shortened(want.Text(), maxBody)
	switch {
	case mine != nil && sameText(mine.Body, text):
		return nil
	case mine != nil:
		return []Write{editComment{mine.ID, text}}
	case want.OnlyEdit:
		return nil
	}
	return []Write{createComment{want.Marker, text, unread{s.Subject.NodeID, s.commentsAfter}}}
}

// Find returns our comment with the marker on its first line, or nil.
func (s *Snapshot) Find(marker string) *Comment {
	for i := range s.Subject.Comments {
		if s.Subject.Comments[i].marked(marker) {
			return &s.Subject.Comments[i]
		}
	}
	return nil
}

// sameText compares texts as GitHub keeps them: it may change line ends.
func sameText(a, b string) bool {
	return strings.TrimSpace(strings.ReplaceAll(a, "\r\n", "\n")) == strings.TrimSpace(strings.ReplaceAll(b, "\r\n", "\n"))
}

// digest is a short digest of texts.
func digest(texts ...string) string {
	sum := sha256.New()
	for _, text := range texts {
		sum.Write([]byte(strconv.Itoa(len(text)) + ":" + text))
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
