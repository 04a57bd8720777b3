package gateway

// planSubject brings the title and the draft state to what is wanted.
func planSubject(s *Snapshot, want State) []Write {
	var writes []Write
	if title := shortened(want.Title, maxTitle); title != "" && title != s.Subject.Title {
		writes = append(writes, editTitle{title})
	}
	if pull := s.PullRequest; want.Draft != nil && pull != nil && s.Subject.Open && pull.Draft != want.Draft.Draft {
		write := setDraft{nodeID: s.Subject.NodeID, draft: want.Draft.Draft}
		if reply := planReply(s, want.Draft.Otherwise); len(reply) > 0 {
			write.otherwise = reply[0]
		}
		writes = append(writes, write)
	}
	return writes
}
