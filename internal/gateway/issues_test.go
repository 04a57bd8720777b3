package gateway_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
)

// TestOpenIssues reads them once by themselves, and from then on with the rest.
func TestOpenIssues(t *testing.T) {
	h := newHub(t)
	var numbers []int
	for _, idea := range []struct{ title, label string }{{"First", "idea"}, {"Other", "bug"}, {"Second", "tale"}, {"Closed", "idea"}, {"Mine", "idea"}} {
		number, err := h.OpenIssue("wendy", idea.title, "About "+idea.title, idea.label)
		h.done(err)
		numbers = append(numbers, number)
	}
	h.done(h.CloseIssue("wendy", numbers[3]))
	want := []gateway.OpenIssue{
		{Number: numbers[2], Title: "Second", Body: "About Second"}, {Number: numbers[0], Title: "First", Body: "About First"},
	}
	for _, requests := range [][]string{{"POST graphql Issue", "POST graphql OpenIssues"}, {"POST graphql Issue"}} {
		s := h.read(numbers[4])
		got, err := h.OpenIssues(t.Context(), s, []string{"idea", "tale"})
		h.done(err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("open issues (-want +got)\n%s", diff)
		}
		if diff := cmp.Diff(requests, h.asked()); diff != "" {
			t.Errorf("requests (-want +got)\n%s", diff)
		}
	}
	s := h.read(numbers[4])
	h.sim.ResetRequests()
	if none, err := h.OpenIssues(t.Context(), s, nil); len(none) != 0 || err != nil || len(h.asked()) != 0 {
		t.Errorf("of no label: %v, %v", none, err)
	}
	if got, err := h.OpenIssues(t.Context(), s, []string{"bug"}); err != nil || len(got) != 1 || got[0].Title != "Other" {
		t.Errorf("of another label: %v, %v", got, err)
	}
}

// TestReadFiles asks for what changed only.
func TestReadFiles(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "x")
	h.done(err)
	names := []string{"src/old.md", "src/gone.md", "src/none.md", "src"}
	for _, step := range []struct {
		commit   map[string][]byte
		want     map[string][]byte
		requests []string
	}{
		{nil, map[string][]byte{"src/old.md": []byte("one\ntwo\nthree\nfour\nfive\n"), "src/gone.md": []byte("gone\n")}, []string{"POST graphql Blobs"}},
		{nil, map[string][]byte{"src/old.md": []byte("one\ntwo\nthree\nfour\nfive\n"), "src/gone.md": []byte("gone\n")}, nil},
		{map[string][]byte{"src/old.md": []byte("new\n")}, map[string][]byte{"src/old.md": []byte("new\n"), "src/gone.md": []byte("gone\n")}, []string{"POST graphql Blobs"}},
	} {
		if step.commit != nil {
			h.done(h.Commit("mia", "main", "Change", step.commit))
		}
		s := h.read(number)
		tree, err := h.ReadTree(t.Context(), s.Repo, s.HeadOID, func(string) bool { return false })
		h.done(err)
		h.sim.ResetRequests()
		got, err := h.ReadFiles(t.Context(), s.Repo, tree, names)
		h.done(err)
		if diff := cmp.Diff(step.want, got); diff != "" {
			t.Errorf("files (-want +got)\n%s", diff)
		}
		if diff := cmp.Diff(step.requests, h.asked()); diff != "" {
			t.Errorf("requests (-want +got)\n%s", diff)
		}
	}
}
