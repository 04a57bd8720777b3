package gateway

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// happen is a small model of GitHub: what a write does to what is read next.
func happen(s *Snapshot, write Write) {
	switch w := write.(type) {
	case createLabel:
		s.RepoLabels = append(s.RepoLabels, w.label)
	case addLabels:
		s.Subject.Labels = append(s.Subject.Labels, w.names...)
	case removeLabel:
		s.Subject.Labels = slices.DeleteFunc(s.Subject.Labels, func(name string) bool { return name == w.name })
	case createComment:
		s.Subject.Comments = append(s.Subject.Comments, Comment{ID: int64(len(s.Subject.Comments) + 100), Mine: true, Body: w.text})
	case editComment:
		for i := range s.Subject.Comments {
			if s.Subject.Comments[i].ID == w.id {
				s.Subject.Comments[i].Body = strings.ReplaceAll(w.text, "\n", "\r\n")
			}
		}
	case putCheck:
		s.PullRequest.Checks = append(s.PullRequest.Checks, CheckRun{
			ID: int64(len(s.PullRequest.Checks) + 100), Name: w.check.Name, Status: "completed", ExternalID: w.check.ExternalID,
		})
	case editCheck:
		for i := range s.PullRequest.Checks {
			if s.PullRequest.Checks[i].ID == w.id {
				s.PullRequest.Checks[i].Status, s.PullRequest.Checks[i].ExternalID = "completed", w.check.ExternalID
			}
		}
	case postReview:
		s.PullRequest.Reviews = append(s.PullRequest.Reviews, Review{Body: w.review.firstLine() + "\n" + w.review.Body})
	case resolveThread:
		for i := range s.PullRequest.Threads {
			s.PullRequest.Threads[i].Resolved = s.PullRequest.Threads[i].Resolved || s.PullRequest.Threads[i].NodeID == w.nodeID
		}
	default:
		happenToProposal(s, write)
	}
}

func happenToProposal(s *Snapshot, write Write) {
	switch w := write.(type) {
	case createBranch:
		s.Drafts = append(s.Drafts, DraftBranch{Name: w.name, HeadOID: w.from, HeadMessage: "Merge something"})
	case commitFiles:
		b := s.branch(w.proposal.Branch)
		b.HeadOID, b.HeadMessage, b.HeadMine = b.HeadOID+"+", w.proposal.Message+"\n\n"+w.trailer, true
	case openPull:
		b := s.branch(w.proposal.Branch)
		b.Number, b.Open, b.Title, b.Body = 9, true, w.proposal.Title, w.proposal.Body
	case editPull:
		b := s.branch(w.proposal.Branch)
		b.Title, b.Body = w.proposal.Title, w.proposal.Body
	case assign:
		s.Subject.Assignees = append(s.Subject.Assignees, w.login)
	case unassign:
		s.Subject.Assignees = slices.DeleteFunc(s.Subject.Assignees, func(login string) bool { return login == w.login })
	case optional:
		happen(s, w.Write)
	default:
		panic(fmt.Sprintf("the model does not know %T", write))
	}
}

// branch finds a branch by its name.
func (s *Snapshot) branch(name string) *DraftBranch {
	at := slices.IndexFunc(s.Drafts, func(b DraftBranch) bool { return b.Name == name })
	return &s.Drafts[at]
}

// someOf picks some of a list, each once.
func someOf[T any](random *rand.Rand, list []T) []T {
	var some []T
	for _, one := range list {
		if random.IntN(2) == 0 {
			some = append(some, one)
		}
	}
	return some
}

func someSnapshot(random *rand.Rand) *Snapshot {
	names := []string{"bug", "status-quo", "Status-Quo", "character: alan", "old", "help wanted"}
	s := &Snapshot{AllRepoLabels: random.IntN(2) == 0, PullRequest: &PullRequest{HeadOID: "head0000"}}
	for _, name := range someOf(random, names) {
		s.RepoLabels = append(s.RepoLabels, Label{Name: name})
	}
	s.Subject.Labels = someOf(random, []string{"bug", "Status-Quo", "old", "character: alan"})
	s.Subject.Comments = someOf(random, []Comment{
		{ID: 1, Body: "<!-- a -->\npasted"}, {ID: 2, Mine: true, Body: "<!-- a -->\none"}, {ID: 3, Mine: true, Body: "<!-- b -->\nreply"},
	})
	s.Subject.Assignees = someOf(random, []string{"mia", "WENDY"})
	s.PullRequest.Checks = someOf(random, []CheckRun{
		{ID: 1, Name: "lint", Status: "completed"}, {ID: 2, Name: "storybot", Status: "queued"}, {ID: 3, Name: "storybot", Status: "completed", ExternalID: "4:x:y"},
	})
	s.PullRequest.Threads = someOf(random, []Thread{{NodeID: "t1"}, {NodeID: "t2", Resolved: true}, {NodeID: "t3"}})
	s.PullRequest.Files = []ChangedFile{{Path: "a.md", Hunks: []LineRange{{1, 9}}}}
	s.Drafts = someOf(random, []DraftBranch{
		{Name: "storybot/idea-4-x", HeadOID: []string{"base", "other"}[random.IntN(2)], HeadMessage: []string{"m", "m\n\nT: 1"}[random.IntN(2)], HeadMine: random.IntN(2) == 0, Number: random.IntN(2), Open: true},
	})
	for i := range s.Drafts {
		s.Drafts[i].Open = s.Drafts[i].Number != 0
	}
	return s
}

func someState(random *rand.Rand) State {
	want := State{
		Labels: someOf(random, []Label{{Name: "status-quo"}, {Name: "character: alan"}, {Name: "new"}, {Name: "NEW"}}),
		Placed: someOf(random, []string{"status-quo", "old", "bug"}), Resolve: someOf(random, []string{"t1", "t2", "t4"}),
	}
	word := fmt.Sprint(random.IntN(3))
	want.Replies = someOf(random, []Report{{Marker: "<!-- b -->", Body: word}, {Marker: "<!-- c -->", Body: word}})
	want.Unassign = someOf(random, []string{"mia", "nobody"})
	for _, login := range someOf(random, []string{"wendy", "Wendy"}) {
		want.Assign = append(want.Assign, Assignment{Login: login})
	}
	if random.IntN(3) > 0 {
		want.Comment = &Report{Marker: "<!-- a -->", Body: "one\n" + word, OnlyEdit: random.IntN(2) == 0}
	}
	if random.IntN(3) > 0 {
		want.Check = &Check{Name: "storybot", HeadOID: "head0000", Title: word, ExternalID: "4", Annotations: someOf(random, []Annotation{{Path: "a.md", From: 1}})}
	}
	if random.IntN(3) > 0 {
		want.Review = &SuggestionReview{Marker: "<!-- r -->", HeadOID: "head0000", Suggestions: someOf(random, []Suggestion{
			{Path: "a.md", From: 1, To: 2}, {Path: "a.md", From: 9, To: 10}, {Path: "b.md", From: 1, To: 1},
		})}
	}
	if random.IntN(3) > 0 {
		want.Proposal = &Proposal{Branch: "storybot/idea-4-x", Base: "base", BaseRef: "main", Files: map[string][]byte{"a.md": []byte(word)}, Message: "m", Trailer: "T", Title: word}
	}
	return want
}

// TestPlanConverges makes the writes of random plans, all of them or until
// cut off at some point, in the model: the next plan completes the work, and
// the one after it has nothing left.
func TestPlanConverges(t *testing.T) {
	for seed := range uint64(5000 / scale) {
		random := rand.New(rand.NewPCG(seed, 1))
		s, want := someSnapshot(random), someState(random)
		first := Plan(s, want)
		for _, write := range first[:random.IntN(len(first)+1)] {
			happen(s, write)
		}
		second := Plan(s, want)
		for _, write := range second {
			happen(s, write)
		}
		if rest := Plan(s, want); len(rest) != 0 {
			t.Fatalf("seed %d: after %q and %q there is still %q to do", seed, said(first), said(second), said(rest))
		}
	}
}

// TestPlanLeavesPeopleAlone checks what no plan may touch.
func TestPlanLeavesPeopleAlone(t *testing.T) {
	for seed := range uint64(5000 / scale) {
		random := rand.New(rand.NewPCG(seed, 2))
		s, want := someSnapshot(random), someState(random)
		for _, write := range Plan(s, want) {
			switch w := write.(type) {
			case removeLabel:
				if !hasName(want.Placed, w.name) {
					t.Fatalf("seed %d: takes off %q, which a person put on", seed, w.name)
				}
			case addLabels:
				for _, name := range w.names {
					if hasName(want.Placed, name) || hasName(s.Subject.Labels, name) {
						t.Fatalf("seed %d: puts on %q, which a person took off or is there", seed, name)
					}
				}
			case editComment:
				if w.id == 1 {
					t.Fatalf("seed %d: edits the comment of a person", seed)
				}
			case commitFiles:
				if b := s.Begun(Recorded{}); b != nil && b.WrittenBySomebody(Recorded{}) {
					t.Fatalf("seed %d: writes over what somebody wrote", seed)
				}
			}
		}
	}
}
