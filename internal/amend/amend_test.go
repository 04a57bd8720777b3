package amend

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
)

// pull is a pull request with one file, of which a review may comment on some
// lines.
func pull(head string, hunks ...gateway.LineRange) *gateway.PullRequest {
	return &gateway.PullRequest{HeadOID: "head", Files: []gateway.ChangedFile{
		{Path: "a.md", Status: "added", Read: true, Head: []byte(head), Hunks: hunks},
		{Path: "gone.md", Status: "removed", Read: true},
		{Path: "unread.md", Status: "added"},
	}}
}

func TestSuggestions(t *testing.T) {
	all := gateway.LineRange{From: 1, To: 9}
	type put struct{ text, why string }
	tests := []struct {
		name            string
		head            string
		hunks           []gateway.LineRange
		puts            []put
		inside, outside []gateway.Suggestion
	}{
		{
			"replaced", "a\nb\nc\n",
			[]gateway.LineRange{all},
			[]put{{"a\nB\nc\n", "one"}},
			[]gateway.Suggestion{{Path: "a.md", From: 2, To: 2, Text: "B", Body: "one"}},
			nil,
		}, {
			"put in below a line", "a\n\nc\n",
			[]gateway.LineRange{all},
			[]put{{"a\n\nnew\n\nc\n", "one"}},
			[]gateway.Suggestion{{Path: "a.md", From: 2, To: 2, Text: "\nnew\n", Body: "one"}},
			nil,
		}, {
			"put in above a line", "a\nb\n",
			[]gateway.LineRange{{From: 2, To: 2}},
			[]put{{"a\nnew\nb\n", "one"}},
			[]gateway.Suggestion{{Path: "a.md", From: 2, To: 2, Text: "new\nb", Body: "one"}},
			nil,
		}, {
			"taken out", "a\nb\nc\n",
			[]gateway.LineRange{all},
			[]put{{"a\nc\n", "one"}},
			[]gateway.Suggestion{{Path: "a.md", From: 2, To: 2, Body: "one"}},
			nil,
		}, {
			"outside", "a\nb\nc\n",
			[]gateway.LineRange{{From: 1, To: 1}},
			[]put{{"a\nb\nC\n", "one"}},
			nil,
			[]gateway.Suggestion{{Path: "a.md", From: 3, To: 3, Text: "C", Body: "one"}},
		}, {
			"two at one place", "a\nb\n",
			[]gateway.LineRange{all},
			[]put{{"a\nx\nb\n", "one"}, {"a\nx\ny\nb\n", "two"}},
			[]gateway.Suggestion{{Path: "a.md", From: 1, To: 1, Text: "a\nx\ny", Body: "one\n\ntwo"}},
			nil,
		}, {
			"two apart", "a\nb\nc\nd\n",
			[]gateway.LineRange{all},
			[]put{{"A\nb\nc\nd\n", "one"}, {"A\nb\nc\nD\n", "two"}},
			[]gateway.Suggestion{{Path: "a.md", From: 1, To: 1, Text: "A", Body: "one"}, {Path: "a.md", From: 4, To: 4, Text: "D", Body: "two"}},
			nil,
		}, {
			"and back", "a\n", []gateway.LineRange{all}, []put{{"b\n", "one"}, {"a\n", "two"}}, nil, nil,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := New(pull(test.head, test.hunks...))
			for _, p := range test.puts {
				s.Put("a.md", []byte(p.text), p.why)
			}
			inside, outside := s.Suggestions()
			if diff := cmp.Diff(test.inside, inside); diff != "" {
				t.Errorf("inside (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(test.outside, outside); diff != "" {
				t.Errorf("outside (-want +got)\n%s", diff)
			}
			if s.Empty() != (len(inside)+len(outside) == 0) {
				t.Errorf("empty is %v", s.Empty())
			}
		})
	}
}

func TestCommit(t *testing.T) {
	s := New(pull("a\n"))
	s.Put("gone.md", []byte("x"), "")
	s.Put("unread.md", []byte("x"), "")
	s.Put("other.md", []byte("x"), "")
	if !s.Empty() {
		t.Fatal("what was not read was changed")
	}
	s.Put("a.md", []byte("b\n"), "")
	s.Move("a.md", "b.md")
	if diff := cmp.Diff(map[string]string{"a.md": "b.md"}, s.Moved()); diff != "" {
		t.Errorf("moved (-want +got)\n%s", diff)
	}
	want := &gateway.HeadCommit{
		HeadOID: "head", Files: map[string][]byte{"b.md": []byte("b\n")}, Deletions: []string{"a.md"},
		Message: "Fix", Commands: []string{"fix"},
	}
	if diff := cmp.Diff(want, s.Commit("Fix", []string{"fix"})); diff != "" {
		t.Errorf("commit (-want +got)\n%s", diff)
	}
	s.Move("a.md", "a.md")
	if got := slices.Collect(maps.Keys(s.Commit("", nil).Files)); !slices.Equal(got, []string{"a.md"}) {
		t.Errorf("commits %v", got)
	}
}
