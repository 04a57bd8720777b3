package index_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/story/index"
)

// FuzzSummary edits tables of contents of any shape: nobody fails, one that
// mdBook could read it still can, every line that stood there still does unless
// it is an entry, and a second run changes nothing.
func FuzzSummary(f *testing.F) {
	for _, text := range []string{
		"", head, "# Summary\r\n\r\n[Preface](p.md)\r\n\r\n* [A](a.md)\r\n\t* [B](b.md)\r\n\r\n---\r\n[End](e.md)",
		head + item("Alan naps naps", "alan_naps") + item("Gone", "gone") + "# Part\n\n1. [X](x.md)\n   - [Y]()\n", "- [A](a.md)\n\n  > - [B](b.md)\n",
		"<!-- c -->\n- [Alan](<./vision/status_quo/alan naps.md>)\n- [A][r]\n\n[r]: a.md\n", "\ufeff- [A](a.md)", "```\n- [A](a.md)\n", "- - [A](a.md)\n",
	} {
		f.Add(text, "Grace waits", "grace_waits")
	}
	f.Add(head, "`a` [b](c) <d> \\ &amp; *e*", "b c")
	f.Fuzz(func(t *testing.T, text, title, name string) {
		if strings.ContainsAny(name, "/\x00") || name == "" || len(text) > 4<<10 {
			return
		}
		fsys := tree(map[string]string{summary: text, name + ".md": tale(title), "alan_naps.md": tale("Alan naps")})
		got := update(t, fsys, index.Options{})
		now := after(fsys, got, summary)
		before, err := readAsMdbook(text)
		if err != nil {
			return
		}
		chapters, err := readAsMdbook(now)
		if err != nil {
			t.Fatalf("mdBook fails: %v\n%q\n%q", err, text, now)
		}
		if len(chapters) < len(before)-len(strings.Split(text, "gone"))-strings.Count(text, "status_quo") {
			t.Errorf("%d chapters became %d:\n%q\n%q", len(before), len(chapters), text, now)
		}
		lines := strings.Split(now, "\n")
		for line := range strings.SplitSeq(text, "\n") {
			if !strings.Contains(line, "](") && strings.TrimSpace(line) != "" && !slices.Contains(lines, line) && !slices.Contains(lines, line+"\r") && !slices.Contains(lines, strings.TrimSuffix(line, "\r")) {
				t.Errorf("a line went: %q\n%q\n%q", line, text, now)
			}
		}
		settled(t, fsys, got)
	})
}
