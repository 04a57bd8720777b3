package gateway

import (
	"fmt"
	"slices"
	"strings"
)

// maxAnnotations is how many remarks a request may carry.
const maxAnnotations = 50

// planCheck makes one completed check run for the head. The digests in its
// external id tell what is there: an equal run is left alone, one with equal
// annotations is edited, and otherwise a new one takes its place, since an
// edit can only add annotations.
func planCheck(s *Snapshot, want *Check) []Write {
	if want == nil || s.PullRequest == nil {
		return nil // the check runs of other commits are not known
	}
	remarks := ":" + digest(fmt.Sprintf("%#v", want.Annotations))
	full := *want
	full.ExternalID = want.ExternalID + ":" + digest(want.Conclusion, want.Title, want.Summary, want.DetailsURL) + remarks
	newest := CheckRun{}
	for _, run := range s.PullRequest.Checks {
		if run.Name == want.Name && run.ID > newest.ID && want.HeadOID == s.PullRequest.HeadOID {
			newest = run
		}
	}
	switch {
	case want.Afresh && !strings.Contains(newest.ExternalID, ":unfinished"):
	case newest.Status == "completed" && newest.ExternalID == full.ExternalID:
		return nil
	case newest.Status == "completed" && strings.HasSuffix(newest.ExternalID, remarks):
		return []Write{editCheck{newest.ID, full}}
	}
	return []Write{putCheck{full}}
}

// planReview makes the review of suggestions, unless there is one of ours that
// says the same. Suggestions that do not lie in the change are left out.
func planReview(s *Snapshot, want *SuggestionReview) []Write {
	pull := s.PullRequest
	if want == nil || pull == nil || want.HeadOID != pull.HeadOID {
		return nil // the lines are those of another head
	}
	review := *want
	review.Suggestions = slices.DeleteFunc(slices.Clone(want.Suggestions), func(one Suggestion) bool {
		return !pull.commentable(one)
	})
	made := slices.ContainsFunc(pull.Reviews, func(r Review) bool {
		first, _, _ := strings.Cut(r.Body, "\n")
		return strings.TrimSpace(first) == review.firstLine()
	})
	if len(review.Suggestions) == 0 || made {
		return nil
	}
	return []Write{postReview{review}}
}

// firstLine begins the review's text: the marker, and a digest of what is
// suggested, by which an equal review is known.
func (r SuggestionReview) firstLine() string {
	return r.Marker + "<!-- " + digest(fmt.Sprintf("%#v", r.Suggestions)) + " -->"
}

// planThreads resolves those threads that are not resolved yet.
func planThreads(s *Snapshot, resolve []string) []Write {
	var writes []Write
	if s.PullRequest == nil {
		return nil
	}
	for _, thread := range s.PullRequest.Threads {
		if !thread.Resolved && slices.Contains(resolve, thread.NodeID) {
			writes = append(writes, resolveThread{thread.NodeID})
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
