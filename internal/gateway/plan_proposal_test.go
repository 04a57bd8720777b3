package gateway

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlanProposal(t *testing.T) {
	want := Proposal{
		Branch: "storybot/idea-4-kiln", Base: "base000", BaseRef: "main", Files: map[string][]byte{"src/a.md": []byte("a")},
		Message: "Begin", Trailer: "Storybot-Draft", Title: "Kiln", Body: "body", Draft: true,
	}
	ours, older := "Begin\n\nStorybot-Draft: "+want.digest()+"\n", "Begin\n\nStorybot-Draft: 00"
	begin := func(name string) []string {
		return []string{"create branch " + name + " at base000", `commit ["src/a.md"] to ` + name, "open a draft pull request from " + name}
	}
	commit, open := `commit ["src/a.md"] to storybot/idea-4-kiln`, "open a draft pull request from storybot/idea-4-kiln"
	have := func(change func(*DraftBranch)) []DraftBranch {
		b := DraftBranch{Name: want.Branch, HeadOID: "head000", HeadMessage: ours, HeadMine: true, Number: 9, Open: true, Title: "Kiln", Body: "body"}
		change(&b)
		return []DraftBranch{b}
	}
	bare := func(oid, message string, mine bool) []DraftBranch {
		return []DraftBranch{{Name: want.Branch, HeadOID: oid, HeadMessage: message, HeadMine: mine}}
	}
	recorded := Recorded{Branch: want.Branch, HeadOID: "head000"}
	tests := []struct {
		name      string
		drafts    []DraftBranch
		recorded  Recorded
		wantLines []string
	}{
		{name: "none", wantLines: begin(want.Branch)},
		{name: "as wanted", drafts: have(func(*DraftBranch) {})},
		{name: "other text", drafts: have(func(b *DraftBranch) { b.HeadMessage = older }), wantLines: []string{commit}},
		{name: "written in", drafts: have(func(b *DraftBranch) { b.HeadMessage, b.HeadMine = "Add what happened\n\nmore", false })},
		{name: "written in with our trailer", drafts: have(func(b *DraftBranch) { b.HeadMessage, b.HeadMine = older, false })},
		{name: "recorded", drafts: have(func(b *DraftBranch) { b.HeadMessage, b.HeadMine = older, false }), recorded: recorded, wantLines: []string{commit}},
		{
			name: "other title", drafts: have(func(b *DraftBranch) { b.HeadMessage, b.HeadMine, b.Title = "mine", false, "Oven" }),
			wantLines: []string{"edit pull request #9"},
		},
		{name: "closed", drafts: have(func(b *DraftBranch) { b.HeadMessage, b.Open, b.Title = older, false, "Oven" })},
		{
			name: "on the branch there is, whatever its name", drafts: have(func(b *DraftBranch) { b.Name, b.HeadMessage = "storybot/idea-4-old", older }),
			wantLines: []string{`commit ["src/a.md"] to storybot/idea-4-old`},
		},
		{name: "cut off before the commit", drafts: bare("head000", "Merge something", false), recorded: recorded, wantLines: []string{commit, open}},
		{name: "cut off before the pull request", drafts: bare("head000", ours, true), wantLines: []string{open}},
		{name: "cut off, and wanted otherwise since", drafts: bare("head000", older, true), wantLines: []string{commit, open}},
		{name: "recorded, and somebody pushed", drafts: bare("other00", ours, false), recorded: recorded},
		{name: "somebody's with our trailer", drafts: bare("head000", ours, false), wantLines: begin(want.Branch + "-2")},
		{name: "somebody's at the base", drafts: bare("base000", "Merge something", true), wantLines: begin(want.Branch + "-2")},
		{
			name: "somebody's, and so is the next", wantLines: begin(want.Branch + "-3"),
			drafts: []DraftBranch{{Name: want.Branch, HeadOID: "x"}, {Name: want.Branch + "-2", HeadOID: "y", Taken: 3}},
		},
		{name: "taken over", drafts: []DraftBranch{{Name: want.Branch, HeadOID: "head000", HeadMessage: ours, HeadMine: true, Taken: 3}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := want
			want.Recorded = test.recorded
			s := &Snapshot{HeadOID: want.Base, Drafts: test.drafts}
			if diff := cmp.Diff(test.wantLines, said(Plan(s, State{Proposal: &want}))); diff != "" {
				t.Errorf("plan (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProposalDigestTellsContentsApart(t *testing.T) {
	seen := map[string]int{}
	for i, files := range []map[string][]byte{
		{}, {"a": nil}, {"a": []byte("b")}, {"ab": nil}, {"a": nil, "b": nil}, {"a": []byte("1:b0:")}, {"b": []byte("a")},
	} {
		digest := Proposal{Files: files}.digest()
		if before, ok := seen[digest]; ok {
			t.Errorf("contents %d and %d have one digest", before, i)
		}
		seen[digest] = i
	}
}

func TestDraftBranchName(t *testing.T) {
	for slug, want := range map[string]string{
		"kiln": "storybot/idea-4-kiln", "": "storybot/idea-4-story", "--": "storybot/idea-4-story",
		"a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z-a-b-c-d-e-f": "storybot/idea-4-a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z-a-b-c-d",
	} {
		if got := DraftBranchName(4, slug); got != want {
			t.Errorf("branch of %q: %s, want %s", slug, got, want)
		}
	}
}
