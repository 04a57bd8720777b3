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
	var writes []Write
	writes = append(writes, planLabels(s, want)...)
	writes = append(writes, planDraft(s, want.Draft)...)
	writes = append(writes, planComment(s, want.Comment)...)
	writes = append(writes, planCheck(s, want.Check)...)
	writes = append(writes, planReview(s, want)...)
	return writes
}

// planLabels follows the rule of [State.Placed].
func planLabels(s *Snapshot, want State) []Write {
	var create, remove []Write
	var add []string
	for _, label := range want.Labels {
		if hasName(s.Subject.Labels, label.Name) || hasName(want.Placed, label.Name) {
			continue
		}
		known := slices.ContainsFunc(s.RepoLabels, func(have Label) bool { return strings.EqualFold(have.Name, label.Name) })
		if !known && s.AllRepoLabels {
			create = append(create, createLabel{label})
		}
		add = append(add, label.Name)
	}
	for _, name := range want.Placed {
		wanted := slices.ContainsFunc(want.Labels, func(l Label) bool { return strings.EqualFold(l.Name, name) })
		if !wanted && hasName(s.Subject.Labels, name) {
			remove = append(remove, removeLabel{name})
		}
	}
	if len(add) > 0 {
		create = append(create, addLabels{add})
	}
	return append(create, remove...)
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

// maxAnnotations is how many remarks a request may carry.
const maxAnnotations = 50

// planCheck makes one completed check run for the head. The digests in its
// external id tell what is there: an equal run is left alone, one with equal
// annotations is edited, and otherwise a new one takes its place, since an
// edit can only add annotations.
func planCheck(s *Snapshot, want *Check) []Write {
	if want == nil {
		return nil
	}
	remarks := ":" + digest(fmt.Sprint(want.Annotations))
	full := *want
	full.ExternalID = want.ExternalID + ":" + digest(want.Conclusion, want.Title, want.Summary) + remarks
	if s.PullRequest == nil {
		return []Write{putCheck{full}}
	}
	newest := CheckRun{}
	for _, run := range s.PullRequest.Checks {
		if run.Name == want.Name && run.ID > newest.ID {
			newest = run
		}
	}
	switch {
	case newest.Status == "completed" && newest.ExternalID == full.ExternalID:
		return nil
	case newest.Status == "completed" && strings.HasSuffix(newest.ExternalID, remarks):
		return []Write{editCheck{newest.ID, full}}
	}
	return []Write{putCheck{full}}
}

// planReview makes the review of suggestions and resolves threads.
func planReview(s *Snapshot, want State) []Write {
	var writes []Write
	if s.PullRequest != nil && want.Review != nil {
		review := *want.Review
		review.Suggestions = slices.DeleteFunc(slices.Clone(review.Suggestions), func(one Suggestion) bool {
			return !s.PullRequest.commentable(one)
		})
		made := slices.ContainsFunc(s.PullRequest.Reviews, func(r Review) bool { return strings.HasPrefix(r.Body, review.Marker) })
		if len(review.Suggestions) > 0 && !made {
			writes = append(writes, postReview{review})
		}
	}
	for _, thread := range want.Resolve {
		open := s.PullRequest != nil && slices.ContainsFunc(s.PullRequest.Threads, func(t Thread) bool {
			return t.NodeID == thread && !t.Resolved
		})
		if open {
			writes = append(writes, resolveThread{thread})
		}
	}
	return writes
}

// commentable tells whether a suggestion's lines lie within one hunk. One that
// does not would make GitHub refuse the whole review.
func (p *PullRequest) commentable(s Suggestion) bool {
	for i := range p.Files {
		if p.Files[i].Path != s.Path {
			continue
		}
		return slices.ContainsFunc(p.Files[i].Hunks, func(h LineRange) bool {
			return h.From <= s.From && s.From <= s.To && s.To <= h.To
		})
	}
	return false
}

// digest is a short digest of texts.
func digest(texts ...string) string {
	sum := sha256.New()
	for _, text := range texts {
		sum.Write([]byte(strconv.Itoa(len(text)) + ":" + text))
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
