package gateway

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxAnnotations is how many remarks a request may carry.
const maxAnnotations = 50

// planCheck makes one completed check run for the head. The digests in its
// external id tell what is there: an equal run is left alone, one with equal
// annotations and buttons is edited, and otherwise a new one takes its place,
// since an edit can only add them.
func planCheck(s *Snapshot, want *Check) []Write {
	if want == nil || s.PullRequest == nil {
		return nil // the check runs of other commits are not known
	}
	full := want.within()
	remarks := ":" + digest(full.remarks())
	full.ExternalID = want.ExternalID + ":" + digest(full.Conclusion, full.Title, full.Summary, full.DetailsURL) + remarks
	newest := CheckRun{}
	for _, run := range s.PullRequest.Checks {
		if run.Name == want.Name && run.ID > newest.ID && want.HeadOID == s.PullRequest.HeadOID {
			newest = run
		}
	}
	sent := full.sent(newest)
	switch {
	case sent > 0:
		return []Write{putCheck{check: full, id: newest.ID, sent: sent}}
	case want.Afresh:
	case newest.Status == "completed" && newest.ExternalID == full.ExternalID:
		return nil
	case newest.Status == "completed" && strings.HasSuffix(newest.ExternalID, remarks):
		return []Write{editCheck{newest.ID, full}}
	}
	return []Write{putCheck{check: full}}
}

// remarks is what no edit can take away from a run.
func (c *Check) remarks() string {
	text := fmt.Sprintf("%#v", c.Annotations)
	if len(c.Actions) > 0 {
		text += fmt.Sprintf("%#v", c.Actions)
	}
	return text
}

// unfinished is in the external id of a run some of whose remarks are still to
// come, before the number of those it has.
const unfinished = ":unfinished:"

// sent is how many remarks a run has that we were cut off from completing, 0 if
// it is none.
func (c *Check) sent(run CheckRun) int {
	digits, begun := strings.CutPrefix(run.ExternalID, c.ExternalID+unfinished)
	n, err := strconv.Atoi(digits)
	if !begun || err != nil || run.Status != "completed" || n >= len(c.Annotations) {
		return 0
	}
	return n
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
	review = review.within()
	made := slices.ContainsFunc(pull.Reviews, func(r Review) bool { return beginsWith(r.Body, review.firstLine()) })
	if len(review.Suggestions) == 0 || made {
		return nil
	}
	return []Write{postReview{review, unread{s.Subject.NodeID, s.reviewsAfter}}}
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
			writes = append(writes, optional{resolveThread{thread.NodeID}})
		}
	}
	return writes
}

// commentable reports whether a suggestion's lines lie within one hunk. One that
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
