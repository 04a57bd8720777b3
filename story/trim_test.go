package story

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const longAgo = "# Status quo stories: Grace waits\r\n\r\nShe waits for [him] and *him* alone.\n\n" +
	"## FAQ\n\n### What are the morals of the story?\n\nWaiting costs.\n\nthe end, without a line's"

// TestTrimmed: all that is said of a place is the same as of the whole file.
func TestTrimmed(t *testing.T) {
	whole := Parse("grace_waits.md", []byte(longAgo), Defaults())
	for _, place := range []Span{{0, 5}, {20, 50}, {35, 35}, {len(longAgo) - 3, len(longAgo)}, {len(longAgo), len(longAgo)}} {
		trimmed := whole.Trimmed([]Span{{40, 44}, place, place})
		if trimmed.Text != nil || trimmed.Links != nil || trimmed.Items != nil {
			t.Fatal("it has its text, links or items yet")
		}
		for _, at := range []int{place.Start, place.End} {
			line := whole.LineSpan(at)
			if diff := cmp.Diff(line, trimmed.LineSpan(at)); diff != "" {
				t.Errorf("line at %d (-want +got)\n%s", at, diff)
			}
			for _, span := range []Span{line, {line.Start, at}, {at, line.End}, {at, at}} {
				if diff := cmp.Diff(whole.Slice(span), trimmed.Slice(span)); diff != "" {
					t.Errorf("%v (-want +got)\n%s", span, diff)
				}
			}
		}
	}
	trimmed := whole.Trimmed(nil)
	for at := range len(longAgo) + 2 {
		wantLine, wantColumn := whole.Position(at)
		if line, column := trimmed.Position(at); line != wantLine || column != wantColumn {
			t.Errorf("%d: %d:%d, want %d:%d", at, line, column, wantLine, wantColumn)
		}
	}
	if got := trimmed.Slice(Span{0, 5}); got != "" {
		t.Errorf("it kept %q, which nobody asked for", got)
	}
	if len(trimmed.Stories) != 1 || trimmed.Stories[0].Question("morals").Status != Answered || trimmed.Stories[0].Title != whole.Stories[0].Title {
		t.Errorf("its stories are %+v", trimmed.Stories)
	}
	if whole.Stories[0].Question("morals").Written == "" {
		t.Error("the whole file lost what a question was written as")
	}
}

// TestTrimmedOfNoStory: only its name is left, and nothing fails.
func TestTrimmedOfNoStory(t *testing.T) {
	trimmed := Parse("notes.md", []byte("one\ntwo\n"), Defaults()).Trimmed(nil)
	line, column := trimmed.Position(5)
	if line != 1 || column != 6 || trimmed.Slice(Span{0, 3}) != "" || trimmed.Path != "notes.md" || len(trimmed.Stories) > 0 {
		t.Errorf("%d:%d, %+v", line, column, trimmed)
	}
}

// TestTrimmedWide: a file of UTF-16 is trimmed as any other.
func TestTrimmedWide(t *testing.T) {
	text := []byte{0xff, 0xfe}
	for _, b := range []byte("# Status quo stories: Grace waits\n") {
		text = append(text, b, 0)
	}
	whole := Parse("status_quo/grace_waits.md", text, Defaults())
	trimmed := whole.Trimmed([]Span{{0, 1}})
	if got := trimmed.Slice(trimmed.LineSpan(0)); got == "" || got != whole.Slice(whole.LineSpan(0)) {
		t.Errorf("its first line is %q", got)
	}
}
