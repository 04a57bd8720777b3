package gateway

import "slices"

// planReactions puts reactions on. Those that are there are not read: GitHub
// takes each one once. A click has no text to react to.
func planReactions(reactions []Reaction) []Write {
	var writes []Write
	for _, reaction := range reactions {
		if reaction.On != (Target{}) {
			writes = append(writes, react{reaction})
		}
	}
	return writes
}

// planTakenBack takes back what is no longer true. A reaction is asked to go
// whether it is there or not: those are not read.
func planTakenBack(s *Snapshot, want State) []Write {
	var writes []Write
	for _, marker := range want.Unsay {
		if mine := s.Find(marker); mine != nil {
			writes = append(writes, deleteComment{mine.ID})
		}
	}
	for _, reaction := range want.Retract {
		if reaction.On.Kind == OnIssue {
			reaction.On.NodeID = s.Subject.NodeID
		}
		if reaction.On.NodeID != "" {
			writes = append(writes, retract{reaction})
		}
	}
	return writes
}

// planPeople assigns and unassigns those who are not yet.
func planPeople(s *Snapshot, want State) []Write {
	var writes []Write
	for i, one := range want.Assign {
		again := slices.ContainsFunc(want.Assign[:i], func(before Assignment) bool { return hasName([]string{before.Login}, one.Login) })
		if one.Login == "" || again || hasName(s.Subject.Assignees, one.Login) {
			continue
		}
		write := assign{login: one.Login}
		if reply := planReply(s, one.Otherwise); len(reply) > 0 {
			write.otherwise = reply[0]
		}
		writes = append(writes, write)
	}
	for _, login := range want.Unassign {
		if hasName(s.Subject.Assignees, login) {
			writes = append(writes, unassign{login})
		}
	}
	return writes
}

// planReplies answers each once.
func planReplies(s *Snapshot, replies []Report) []Write {
	var writes []Write
	for i := range replies {
		writes = append(writes, planReply(s, &replies[i])...)
	}
	return writes
}

// planReply is the comment with a marker, as a write that is left out when
// what it answers was deleted meanwhile.
func planReply(s *Snapshot, want *Report) []Write {
	writes := planComment(s, want)
	for i := range writes {
		writes[i] = optional{writes[i]}
	}
	return writes
}
