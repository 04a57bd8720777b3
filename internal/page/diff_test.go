package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiff(t *testing.T) {
	want := []Line{
		{Kind: "hunk", Text: "@@ -1,3 +2,3 @@ Title"},
		{Kind: "same", Old: 1, New: 2, Text: "one"},
		{Kind: "del", Old: 2, Text: "two"},
		{Kind: "add", New: 3, Text: "TWO"},
		{Kind: "hunk", Text: `\ No newline at end of file`},
	}
	if diff := cmp.Diff(want, Diff("@@ -1,3 +2,3 @@ Title\n one\n-two\n+TWO\n\\ No newline at end of file\n")); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	for _, odd := range []string{"", "@@", "@@ -x +y @@\n+a", "no patch"} {
		Diff(odd) // must not panic
	}
}
