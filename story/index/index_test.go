package index_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/index"
	"github.com/storybot-app/storybot/templates"
)

const summary = "src/SUMMARY.md"

// tale is a status quo story under a title.
func tale(title string) string {
	return "# 😱 Status quo stories: " + title + "\n\nAlan works.\n\n## FAQ\n\n### **What are the morals of the story?**\n\nIt is hard.\n"
}

// tree is a book: stories by the ends of their paths, other files by whole ones.
func tree(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{"book.toml": {}, "src/vision/status_quo.md": {Data: []byte("# Status quo\n")}}
	for name, text := range files {
		if !strings.HasPrefix(name, "src/") && name != "book.toml" {
			name = "src/vision/status_quo/" + name
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func update(t *testing.T, fsys fstest.MapFS, o index.Options) index.Result {
	t.Helper()
	b, err := book.Load(fsys, templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := index.Update(fsys, b, o)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// settled makes the edits of a result and holds that nothing is left to do.
func settled(t *testing.T, fsys fstest.MapFS, got index.Result) {
	t.Helper()
	after := maps.Clone(fsys)
	for _, e := range got.Edits {
		after[e.Path] = &fstest.MapFile{Data: e.After}
		if e.Path == summary {
			if _, err := readAsMdbook(string(e.After)); err != nil {
				t.Errorf("mdBook fails: %v", err)
			}
		}
	}
	if again := update(t, after, index.Options{}); len(again.Edits) > 0 {
		t.Errorf("a second run changes:\n%s", again.Edits[0].After)
	}
}

// after is a file when the edits are made.
func after(fsys fstest.MapFS, got index.Result, name string) string {
	for _, e := range got.Edits {
		if e.Path == name {
			return string(e.After)
		}
	}
	return string(fsys[name].Data)
}

func said(notes []index.Note) []string {
	var all []string
	for _, n := range notes {
		all = append(all, quote.Plain(n.Message))
	}
	return all
}

const head = "# Summary\n\n- [Status quo](./vision/status_quo.md)\n"

func item(title, name string) string {
	return "  - [" + title + "](./vision/status_quo/" + name + ".md)\n"
}

func TestAStoryIsListed(t *testing.T) {
	grace := tale("Grace waits")
	for _, test := range []struct {
		name, before, want string
		files              map[string]string
	}{
		{
			"among its siblings, by title", head + item("Alan naps", "z") + item("Niklaus asks", "a"),
			head + item("Alan naps", "z") + item("Grace waits", "g") + item("Niklaus asks", "a"),
			map[string]string{"z.md": tale("Alan naps"), "a.md": tale("Niklaus asks"), "g.md": grace},
		},
		{
			"first of all", head + item("Niklaus asks", "n"), head + item("Grace waits", "g") + item("Niklaus asks", "n"),
			map[string]string{"n.md": tale("Niklaus asks"), "g.md": grace},
		},
		{
			"behind a sibling's chapters", head + item("Alan naps", "a") + "    - [Soon](./vision/status_quo/a/soon.md)\n",
			head + item("Alan naps", "a") + "    - [Soon](./vision/status_quo/a/soon.md)\n" + item("Grace waits", "g"),
			map[string]string{"a.md": tale("Alan naps"), "a/soon.md": "# Soon\n\nAlan. Alan.\n", "g.md": grace},
		},
		{
			"last where the siblings have no order", head + item("Niklaus asks", "n") + item("Alan naps", "a") + item("Barbara is told", "b") + item("Alan asks", "aa"),
			head + item("Niklaus asks", "n") + item("Alan naps", "a") + item("Barbara is told", "b") + item("Alan asks", "aa") + item("Grace waits", "g"),
			map[string]string{"n.md": tale("Niklaus asks"), "a.md": tale("Alan naps"), "b.md": tale("Barbara is told"), "aa.md": tale("Alan asks"), "g.md": grace},
		},
		{
			"under its kind's page", "* [Status quo](vision/status_quo.md)\n", "* [Status quo](vision/status_quo.md)\n  * [Grace waits](vision/status_quo/g.md)\n",
			map[string]string{"g.md": grace},
		},
		{
			"as deep as the table nests", "- [Status quo](vision/status_quo.md)\n- [A](a.md)\n    - [B](b.md)\n",
			"- [Status quo](vision/status_quo.md)\n    - [Grace waits](vision/status_quo/g.md)\n- [A](a.md)\n    - [B](b.md)\n",
			map[string]string{"g.md": grace},
		},
		{
			"with tabs", "- [A](a.md)\n\t- [B](b.md)\n- [Status quo](vision/status_quo.md)\n",
			"- [A](a.md)\n\t- [B](b.md)\n- [Status quo](vision/status_quo.md)\n\t- [Grace waits](vision/status_quo/g.md)\n",
			map[string]string{"g.md": grace},
		},
		{"before the last part", "- [A](a.md)\n\n[Thanks](thanks.md)\n", "- [A](a.md)\n- [Grace waits](vision/status_quo/g.md)\n\n[Thanks](thanks.md)\n", map[string]string{"g.md": grace}},
		{"in an empty table", "", "- [Grace waits](./vision/status_quo/g.md)\n", map[string]string{"g.md": grace}},
		{"under a title alone", "# Summary\n", "# Summary\n\n- [Grace waits](./vision/status_quo/g.md)\n", map[string]string{"g.md": grace}},
		{"behind a last line without an end", "- [Status quo](vision/status_quo.md)", "- [Status quo](vision/status_quo.md)\n  - [Grace waits](vision/status_quo/g.md)", map[string]string{"g.md": grace}},
		{"with carriage returns", "\ufeff# Summary\r\n\r\n- [Status quo](vision/status_quo.md)\r\n", "\ufeff# Summary\r\n\r\n- [Status quo](vision/status_quo.md)\r\n  - [Grace waits](vision/status_quo/g.md)\r\n", map[string]string{"g.md": grace}},
		{
			"with its chapters below it", head, head + item("Grace waits", "g") + "    - [More](./vision/status_quo/g/more.md)\n",
			map[string]string{"g.md": grace, "g/more.md": "# Grace waits: More\n\nGrace. Grace.\n", "g/less.md": ""},
		},
		{"by its file's name under the template's title", head, head + item("Grace waits long", "grace_waits_long"), map[string]string{"grace_waits_long.md": tale("Template")}},
		{"with escaped marks", head, head + item("Grace `reads [x]` of Vec\\<T> and \\[y\\]", "g"), map[string]string{"g.md": tale("Grace `reads [x]` of Vec<T> and [y]")}},
		{"and only once", head + item("Grace, waiting", "../status_quo/g"), head + item("Grace, waiting", "../status_quo/g"), map[string]string{"g.md": grace}},
		{"and templates are not", head, head, map[string]string{"template.md": tale("*Insert title*")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.files[summary] = test.before
			fsys := tree(test.files)
			got := update(t, fsys, index.Options{})
			if diff := cmp.Diff(test.want, after(fsys, got, summary)); diff != "" {
				t.Errorf("(-want +got):\n%s\n%q", diff, said(got.Notes))
			}
			settled(t, fsys, got)
		})
	}
}

func TestWhatIsListedIsCorrected(t *testing.T) {
	for _, test := range []struct {
		name, heading, listed, want string
		note                        bool // what stays different is for a person
		more                        string
	}{
		{name: "a word twice", heading: "Alan tries some files", listed: "Alan tries tries some files", want: "Alan tries some files"},
		{name: "a word twice with a capital", heading: "The end of the day", listed: "The the end of the day", want: "The end of the day"},
		{name: "twice in the heading, too", heading: "Alan had had enough", listed: "Alan had had enough", want: "Alan had had enough"},
		{name: "a letter left out", heading: "Alan wants a runtime", listed: "Alan wants a runtim", want: "Alan wants a runtime", more: "A runtime."},
		{name: "a letter too many", heading: "Grace deploys her service", listed: "Grace ddeploys her service", want: "Grace deploys her service", more: "She deploys it."},
		{name: "two letters changed", heading: "Encountering pin", listed: "Encountreing pin", want: "Encountering pin", more: "On encountering it."},
		{name: "two letters wrong in a long word", heading: "Barbara measures performance", listed: "Barbara measures preformence", want: "Barbara measures performance", more: "Of performance."},
		{name: "and the rest worded otherwise", heading: "Getting ready to deploy the service", listed: "Getting ready to deply", want: "Getting ready to deploy", note: true, more: "To deploy."},
		{name: "within code", heading: "Grace reads `stream`", listed: "Grace raeds `stream`", want: "Grace reads `stream`", more: "She reads."},
		{name: "another case", heading: "Alan Writes A Parser", listed: "Alan writes a parser", want: "Alan writes a parser", note: true},
		{name: "another form of a word", heading: "Alan tests his parser", listed: "Alan tested his parser", want: "Alan tested his parser", note: true, more: "He tests."},
		{name: "one and many", heading: "Alan writes parsers", listed: "Alan writes parser", want: "Alan writes parser", note: true, more: "Of parsers."},
		{name: "another spelling", heading: "Alan picks a colour", listed: "Alan picks a color", want: "Alan picks a color", note: true, more: "A colour."},
		{name: "and another", heading: "Grace organises a meetup", listed: "Grace organizes a meetup", want: "Grace organizes a meetup", note: true, more: "She organises."},
		{name: "another word", heading: "Testing the service", listed: "Testing his service", want: "Testing his service", note: true},
		{name: "a short word", heading: "Grace got a map", listed: "Grace gut a mop", want: "Grace gut a mop", note: true, more: "A map."},
		{name: "a word that a story has", heading: "Alan tries a stream", listed: "Alan tries a scream", want: "Alan tries a scream", note: true, more: "A stream, a scream."},
		{name: "a slip of the heading", heading: "Grace waits for a compliler", listed: "Grace waits for a compiler", want: "Grace waits for a compiler", note: true},
		{name: "a version", heading: "Alan waits for log4j2", listed: "Alan waits for log4j1", want: "Alan waits for log4j1", note: true, more: "log4j2"},
		{name: "a heading that says nothing", heading: "Template", listed: "Grace gets gets burned", want: "Grace gets gets burned"},
		{name: "a dot at the end", heading: "Alan rests.", listed: "Alan rests", want: "Alan rests", note: true},
		{name: "marks alone", heading: "Alan likes *async* `code`", listed: "Alan likes async code", want: "Alan likes async code"},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys := tree(map[string]string{summary: head + item(test.listed, "s"), "s.md": tale(test.heading) + test.more + "\n"})
			got := update(t, fsys, index.Options{})
			if diff := cmp.Diff(head+item(test.want, "s"), after(fsys, got, summary)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if test.note != (len(got.Notes) > 0) {
				t.Errorf("notes are %q", said(got.Notes))
			}
			settled(t, fsys, got)
		})
	}
}

func TestGoneAndMoved(t *testing.T) {
	const dead = "“Alan naps” leads to `src/vision/status_quo/a.md`, which isn't there: mdBook publishes an empty page for it."
	grace := tale("Grace waits")
	for _, test := range []struct {
		name, before, want string
		files              map[string]string
		moves              map[string]string
		notes              []string
	}{
		{name: "a story that is gone", before: head + item("Alan naps", "a") + item("Grace waits", "g"), want: head + item("Grace waits", "g"), files: map[string]string{"g.md": grace}},
		{
			name: "the last line, without an end", before: head + item("Grace waits", "g") + "  - [Alan naps](./vision/status_quo/a.md)",
			want: head + strings.TrimSuffix(item("Grace waits", "g"), "\n"), files: map[string]string{"g.md": grace},
		},
		{
			name: "one with chapters", before: head + item("Alan naps", "a") + "    - [Grace waits](./vision/status_quo/g.md)\n", want: head + item("Alan naps", "a") + "    - [Grace waits](./vision/status_quo/g.md)\n",
			files: map[string]string{"g.md": grace}, notes: []string{dead},
		},
		{name: "one with words behind it", before: head + "  - [Alan naps](./vision/status_quo/a.md) (soon)\n", want: head + "  - [Alan naps](./vision/status_quo/a.md) (soon)\n", notes: []string{dead}},
		{
			name: "a page to come", before: head + "- [Later](later.md)\n- [Draft]()\n- [Away](https://example.org)\n", want: head + "- [Later](later.md)\n- [Draft]()\n- [Away](https://example.org)\n",
			notes: []string{"“Later” leads to `src/later.md`, which isn't there: mdBook publishes an empty page for it."},
		},
		{
			name: "renamed", before: head + item("Alan is tired", "a") + item("Grace waits", "g"), want: head + item("Alan is tired", "z") + item("Grace waits", "g"),
			files: map[string]string{"z.md": tale("Alan is tired"), "g.md": grace}, moves: map[string]string{"src/vision/status_quo/a.md": "src/vision/status_quo/z.md"},
		},
		{
			name: "moved under another page", before: head + "- [Alan is `tired`](./a.md)\n", want: head + item("Alan is `tired`", "a"),
			files: map[string]string{"a.md": tale("Alan is `tired`")}, moves: map[string]string{"src/a.md": "src/vision/status_quo/a.md"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{summary: test.before}
			maps.Copy(files, test.files)
			fsys := tree(files)
			got := update(t, fsys, index.Options{Moves: test.moves})
			if diff := cmp.Diff(test.want, after(fsys, got, summary)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.notes, said(got.Notes)); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
			settled(t, fsys, got)
		})
	}
}

func TestWhatCannotBeEditedStays(t *testing.T) {
	grace := tale("Grace waits")
	for _, test := range []struct {
		name, summary string
		want          []string
	}{
		{"an item without a link", "- Status quo\n", []string{"mdBook can't read this item: it must begin with a link, as in - [Title](./page.md)."}},
		{"bytes that are no text", "- [A\xff](a.md)\n", []string{"It isn't in UTF-8, so nothing in it was changed."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := update(t, tree(map[string]string{summary: test.summary, "g.md": grace}), index.Options{})
			if diff := cmp.Diff(test.want, said(got.Notes)); diff != "" || len(got.Edits) > 0 {
				t.Errorf("%d edits, notes (-want +got):\n%s", len(got.Edits), diff)
			}
		})
	}
	got := update(t, tree(map[string]string{"g.md": grace}), index.Options{})
	if diff := cmp.Diff([]string{"The book has no table of contents, so no story is listed in it."}, said(got.Notes)); diff != "" {
		t.Errorf("without one: notes (-want +got):\n%s", diff)
	}
	got = update(t, tree(map[string]string{summary: head, "grace(waits).md": grace}), index.Options{})
	if diff := cmp.Diff([]string{"`src/vision/status_quo/grace(waits).md` isn't listed, and there is no safe place to list it."}, said(got.Notes)); diff != "" {
		t.Errorf("a path that needs marks: notes (-want +got):\n%s", diff)
	}
}
