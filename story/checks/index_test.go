package checks_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/templates"
)

const contents = "src/SUMMARY.md"

// TestIndexOfAChange holds what the rule says of a table of contents that a
// change touches, line by line.
func TestIndexOfAChange(t *testing.T) {
	const before = "# Summary\n\n- [Status quo](./status_quo.md)\n  - [Grace waits](./status_quo/grace_waits.md)\n"
	everything := analysis.Lines{{From: 1, To: 99}}
	for _, test := range []struct {
		name, now string
		change    analysis.Change
		want      []string
	}{
		{name: "a file that is there", now: before},
		{name: "one that is not", now: before + "  - [Alan](./status_quo/alan.md)\n", want: []string{"warning: There's no `alan.md` there, so mdBook would publish an empty page. Please look where this line should lead."}},
		{name: "one that the change brings", now: before + "  - [Alan](./status_quo/alan.md)\n", change: analysis.Change{Pages: map[string]*story.File{"src/status_quo/alan.md": nil}}},
		{
			name: "one that the change takes away", now: before, change: analysis.Change{Gone: map[string]string{"src/status_quo/grace_waits.md": ""}},
			want: []string{"warning: There's no `grace_waits.md` there, so mdBook would publish an empty page. Please look where this line should lead."},
		},
		{
			name: "one that it renames", now: before, change: analysis.Change{Gone: map[string]string{"src/status_quo/grace_waits.md": "src/status_quo/grace_goes.md"}},
			want: []string{"warning: This page is called `grace_goes.md` now. Please let the line lead there."},
		},
		{name: "more than is known", now: before + "- [Alan](./alan.md)\n", change: analysis.Change{Partial: true}},
		{name: "drafts and addresses", now: before + "- [Later]()\n- [Away](https://example.org/x.md)\n"},
		{name: "no title", now: "- [](./status_quo.md)\n- [ ](./status_quo/grace_waits.md)\n", want: []string{"warning: This line has no title. Please give it the page's.", "warning: This line has no title. Please give it the page's."}},
		{name: "the template's title", now: "- [Template](./status_quo/grace_waits.md)\n", change: analysis.Change{Pages: map[string]*story.File{
			"src/status_quo/grace_waits.md": story.Parse("src/status_quo/grace_waits.md", []byte("# Status quo stories: Grace @waits\n\n### What are the morals of the story?\n"), story.Defaults()),
		}}, want: []string{"warning: This line still has the template's title. The page's heading is “Grace @waits”."}},
		{name: "twice", now: before + "- [Again](./status_quo.md)\n", want: []string{"error: mdBook can't build a book that lists a page twice, as lines 3 and 5 do."}},
		{name: "no link", now: before + "- Again\n", want: []string{"error: mdBook can't read this item: it must begin with a link, as in - [Title](./page.md)."}},
		{name: "emptied", now: "# Summary\n", want: []string{"error: SUMMARY.md lists nothing now, so the book would be empty. Please take the lines back in."}},
		{
			name: "nothing left", now: "", change: analysis.Change{Lines: map[string]analysis.Lines{}, Pages: map[string]*story.File{contents: {}}},
			want: []string{"error: SUMMARY.md lists nothing now, so the book would be empty. Please take the lines back in."},
		},
		{name: "lines it does not touch", now: "- [Gone](./gone.md)\n- [Grace](./status_quo/grace_waits.md)\n", change: analysis.Change{Lines: map[string]analysis.Lines{contents: {{From: 2, To: 2}}}}},
		{
			name: "twice, and it touches the first", now: "- [Grace](./status_quo/grace_waits.md)\n- [Again](./status_quo/grace_waits.md)\n", change: analysis.Change{Lines: map[string]analysis.Lines{contents: {{From: 1, To: 1}}}},
			want: []string{"error: mdBook can't build a book that lists a page twice, as lines 1 and 2 do."},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			b, err := book.Load(fstest.MapFS{
				contents: {Data: []byte(before)}, "src/status_quo.md": {}, "src/status_quo/grace_waits.md": {},
			}, templates.Stories, nil)
			if err != nil {
				t.Fatal(err)
			}
			change := test.change
			if change.Lines == nil {
				change.Lines = map[string]analysis.Lines{contents: everything}
			}
			files := []*story.File{b.Parse(contents, []byte(test.now))}
			var got []string
			for _, d := range analysis.Run(analysis.Input{Files: files, Book: b, Change: &change}, checks.Suite()) {
				got = append(got, string(d.Severity)+": "+quote.Plain(d.Message))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if found := analysis.Run(analysis.Input{Files: files, Book: b}, checks.Suite()); len(found) > 0 {
				t.Errorf("without a change: %v", found)
			}
		})
	}
}
