package index_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story/index"
)

func TestRedirects(t *testing.T) {
	move := map[string]string{"src/vision/grace.md": "src/vision/status_quo/grace.md"}
	const line = "\"/vision/grace.html\" = \"status_quo/grace.html\"\n"
	for _, test := range []struct {
		name, before, want string
		moves              map[string]string
		notes              []string
	}{
		{
			name: "a section", before: "[book]\n", want: "[book]\n\n[output.html.redirect]\n\"/status_quo.html#alan-waits\" = \"vision/status_quo/grace.html\"\n",
			moves: map[string]string{"src/status_quo.md#alan-waits": "src/vision/status_quo/grace.md"},
		},
		{name: "none yet", before: "[book]\ntitle = \"B\"\n", want: "[book]\ntitle = \"B\"\n\n[output.html.redirect]\n" + line, moves: move},
		{name: "behind others", before: "[output.html.redirect]\n\"/a.html\" = \"b.html\"\n\n[rust]\n", want: "[output.html.redirect]\n\"/a.html\" = \"b.html\"\n" + line + "\n[rust]\n", moves: move},
		{name: "an empty file", before: "", want: "[output.html.redirect]\n" + strings.TrimSuffix(line, "\n"), moves: move},
		{name: "no end to the last line", before: "[output.html.redirect]\n\"/a.html\" = \"b.html\"", want: "[output.html.redirect]\n\"/a.html\" = \"b.html\"\n" + strings.TrimSuffix(line, "\n"), moves: move},
		{name: "carriage returns", before: "[ output.html.redirect ] # ours\r\n\"/a.html\" = \"b.html\"\r\n", want: "[ output.html.redirect ] # ours\r\n\"/a.html\" = \"b.html\"\r\n" + strings.TrimSuffix(line, "\n") + "\r\n", moves: move},
		{name: "carriage returns and no end", before: "[output.html.redirect]\r\n\"/a.html\" = \"b.html\"", want: "[output.html.redirect]\r\n\"/a.html\" = \"b.html\"\r\n" + strings.TrimSuffix(line, "\n"), moves: move},
		{name: "there already", before: "[output.html.redirect]\n\"/vision/grace.html\" = \"else.html\"\n", want: "[output.html.redirect]\n\"/vision/grace.html\" = \"else.html\"\n", moves: move},
		{name: "moved up", before: "[book]\n", want: "[book]\n\n[output.html.redirect]\n\"/old/deep/grace.html\" = \"../../vision/status_quo/grace.html\"\n", moves: map[string]string{"src/old/deep/grace.md": "src/vision/status_quo/grace.md"}},
		{name: "still there", before: "[book]\n", want: "[book]\n", moves: map[string]string{"src/vision/status_quo.md": "src/vision/status_quo/grace.md"}},
		{name: "moved out of the book", before: "[book]\n", want: "[book]\n", moves: map[string]string{"src/vision/grace.md": "notes/grace.md"}},
		{
			name: "in one line", before: "[output.html]\nredirect = {}\n", want: "[output.html]\nredirect = {}\n", moves: move,
			notes: []string{"Its redirects are written in a way that I don't change, so the old addresses of moved pages lead nowhere."},
		},
		{name: "no TOML", before: "[output\n", want: "[output\n", moves: move, notes: []string{"It can't be read as TOML, so the old addresses of moved pages lead nowhere."}},
		{
			name: "a head within a string", before: "x = \"\"\"\n[output.html.redirect]\n\"\"\"\n", want: "x = \"\"\"\n[output.html.redirect]\n\"\"\"\n", moves: move,
			notes: []string{"Its redirects are written in a way that I don't change, so the old addresses of moved pages lead nowhere."},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys := tree(map[string]string{summary: head + item("Grace waits", "grace"), "grace.md": tale("Grace waits")})
			fsys["book.toml"] = &fstest.MapFile{Data: []byte(test.before)}
			got := update(t, fsys, index.Options{Moves: test.moves})
			if diff := cmp.Diff(test.want, after(fsys, got, "book.toml")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.notes, said(got.Notes)); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
			fsys["book.toml"] = &fstest.MapFile{Data: []byte(after(fsys, got, "book.toml"))}
			if again := update(t, fsys, index.Options{Moves: test.moves}); len(again.Edits) > 0 {
				t.Errorf("a second run changes:\n%s", again.Edits[0].After)
			}
		})
	}
}

// section is a story of an index page.
func section(title, column, partner string) string {
	return "## " + title + "\n\n| Character | " + column + " |\n| --- | --- |\n| Alan | " + partner + " |\n\nAlan works.\n\n"
}

func TestPartnersInTables(t *testing.T) {
	page := func(partner string) string {
		return "# 😱 Status quo\n\n" + section("Alan loses a file", "Shiny Future", partner) + section("Alan waits", "Shiny Future", "Not yet written")
	}
	retelling := "# ✨ Shiny future stories: Alan finds a `file`\n\n## FAQ\n\n### **What status quo story or stories are you retelling?**\n\n[That one](../status_quo.md#alan-loses-a-file).\n"
	for _, test := range []struct {
		name  string
		files map[string]string
		want  string
		notes []string
	}{
		{
			"by a file",
			map[string]string{"src/vision/status_quo.md": page("*not yet written*"), "src/vision/shiny_future/alan_finds.md": retelling},
			page("[Alan finds a `file`](./shiny_future/alan_finds.md)"), nil,
		},
		{
			"by a section",
			map[string]string{"src/vision/status_quo.md": page("TBD"), "src/vision/shiny_future.md": "# ✨ Shiny future\n\n" + section("Alan finds a file", "Status Quo", "[lost](./status_quo.md#alan-loses-a-file)")},
			page("[Alan finds a file](./shiny_future.md#alan-finds-a-file)"), nil,
		},
		{"what somebody wrote stays", map[string]string{"src/vision/status_quo.md": page("Volunteer wanted: Barbara?"), "src/vision/shiny_future/alan_finds.md": retelling}, page("Volunteer wanted: Barbara?"), nil},
		{"nobody retells it", map[string]string{"src/vision/status_quo.md": page("not yet written")}, page("not yet written"), nil},
		{
			"two do",
			map[string]string{"src/vision/status_quo.md": page("not yet written"), "src/vision/shiny_future/alan_finds.md": retelling, "src/vision/shiny_future/alan_too.md": retelling},
			page("not yet written"),
			[]string{"“Alan loses a file” has no partner in its table, and 2 stories link to it."},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.files[summary] = head + "- [Shiny future](./vision/shiny_future.md)\n  - [Alan finds a file](./vision/shiny_future/alan_finds.md)\n  - [Alan finds a file](./vision/shiny_future/alan_too.md)\n"
			fsys := tree(test.files)
			got := update(t, fsys, index.Options{})
			if diff := cmp.Diff(test.want, after(fsys, got, "src/vision/status_quo.md")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			var notes []string
			for _, n := range got.Notes {
				if n.Path == "src/vision/status_quo.md" {
					notes = append(notes, said([]index.Note{n})...)
				}
			}
			if diff := cmp.Diff(test.notes, notes); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
			settled(t, fsys, got)
		})
	}
}
