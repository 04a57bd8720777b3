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
	var writes []Write
	writes = append(writes, planLabels(s, want)...)
	writes = append(writes, planComment(s, want.Comment)...)
	writes = append(writes, planCheck(s, want.Check)...)
	writes = append(writes, planReview(s, want.Review)...)
	writes = append(writes, planThreads(s, want.Resolve)...)
	writes = append(writes, planDraft(s, want.Draft)...)
	return writes
}

// planLabels follows the rule of [State.Placed]. A label the repository has is
// called as it is spelled there: GitHub takes names that differ only in case
// for one.
func planLabels(s *Snapshot, want State) []Write {
	var writes []Write
	var add []string
	for _, label := range want.Labels {
		if hasName(s.Subject.Labels, label.Name) || hasName(want.Placed, label.Name) || hasName(add, label.Name) {
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
		wanted := slices.ContainsFunc(want.Labels, func(l Label) bool { return strings.EqualFold(l.Name, name) })
		if !wanted && hasName(want.Placed, name) {
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
	mine := s.Find(want.Marker)
	switch {
	case mine != nil && sameText(mine.Body, want.Text()):
		return nil
	case mine != nil:
		return []Write{editComment{mine.ID, want.Text()}}
	case want.OnlyEdit:
		return nil
	}
	return []Write{createComment{want.Text()}}
}

// Find returns our comment with the marker on its first line, or nil. Anybody
// can paste a marker, so only comments of ours count.
func (s *Snapshot) Find(marker string) *Comment {
	for i := range s.Subject.Comments {
		first, _, _ := strings.Cut(s.Subject.Comments[i].Body, "\n")
		if s.Subject.Comments[i].Mine && strings.TrimSpace(first) == marker {
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
