package gateway

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlanDraft(t *testing.T) {
	want := Draft{
		Branch: "storybot/idea-4-kiln", Base: "base000", BaseRef: "main", Files: map[string][]byte{"src/a.md": []byte("a")},
		Message: "Begin", Trailer: "Storybot-Draft", Title: "Kiln", Body: "body",
	}
	ours, older := "Begin\n\nStorybot-Draft: "+want.digest()+"\n", "Begin\n\nStorybot-Draft: 00"
	branch, commit, open := "create branch storybot/idea-4-kiln at base000", `commit ["src/a.md"] to storybot/idea-4-kiln`,
		"open a draft pull request from storybot/idea-4-kiln"
	have := func(change func(*DraftBranch)) []DraftBranch {
		b := DraftBranch{Name: want.Branch, HeadOID: "head000", HeadMessage: ours, Number: 9, Open: true, Title: "Kiln", Body: "body"}
		change(&b)
		return []DraftBranch{b}
	}
	begun := func(oid, message string) []DraftBranch {
		return []DraftBranch{{Name: want.Branch, HeadOID: oid, HeadMessage: message}}
	}
	tests := []struct {
		name      string
		drafts    []DraftBranch
		wantLines []string
	}{
		{name: "none", wantLines: []string{branch, commit, open}},
		{name: "as wanted", drafts: have(func(*DraftBranch) {})},
		{name: "other text", drafts: have(func(b *DraftBranch) { b.HeadMessage = older }), wantLines: []string{commit}},
		{name: "written in", drafts: have(func(b *DraftBranch) { b.HeadMessage = "Add what happened\n\nmore" })},
		{
			name: "other title", drafts: have(func(b *DraftBranch) { b.HeadMessage, b.Title = "mine", "Oven" }),
			wantLines: []string{"edit pull request #9"},
		},
		{name: "closed", drafts: have(func(b *DraftBranch) { b.HeadMessage, b.Open, b.Title = older, false, "Oven" })},
		{
			name: "on the branch there is, whatever its name", drafts: have(func(b *DraftBranch) { b.Name, b.HeadMessage = "storybot/idea-4-old", older }),
			wantLines: []string{`commit ["src/a.md"] to storybot/idea-4-old`},
		},
		{name: "cut off before the commit", drafts: begun("base000", "Merge something"), wantLines: []string{commit, open}},
		{name: "cut off before the pull request", drafts: begun("head000", ours), wantLines: []string{open}},
		{name: "cut off, and wanted otherwise since", drafts: begun("head000", older), wantLines: []string{commit, open}},
		{name: "cut off, and the default branch moved", drafts: begun("older00", "Merge something"), wantLines: []string{open}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.wantLines, said(Plan(&Snapshot{Drafts: test.drafts}, State{Draft: &want}))); diff != "" {
				t.Errorf("plan (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWrittenBySomebody(t *testing.T) {
	for message, want := range map[string]bool{
		"Begin\n\nStorybot-Draft: 1f":                        false,
		"Begin\n\nCo-authored-by: A\nStorybot-Draft: 1f\n\n": false,
		"Begin\n\nStorybot-Draft: 1f\nmore":                  true,
		"Storybot-Draft":                                     true,
		"":                                                   true,
	} {
		if got := WrittenBySomebody(DraftBranch{Number: 1, HeadMessage: message}, "Storybot-Draft"); got != want {
			t.Errorf("%q written by somebody: %t, want %t", message, got, want)
		}
		if WrittenBySomebody(DraftBranch{HeadMessage: message}, "Storybot-Draft") {
			t.Errorf("a branch without pull request counts as written in (%q)", message)
		}
	}
}

func TestDraftDigestTellsContentsApart(t *testing.T) {
	seen := map[string]int{}
	for i, files := range []map[string][]byte{
		{}, {"a": nil}, {"a": []byte("b")}, {"ab": nil}, {"a": nil, "b": nil}, {"a": []byte("1:b0:")}, {"b": []byte("a")},
	} {
		digest := Draft{Files: files}.digest()
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
