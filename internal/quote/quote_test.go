package quote

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestWhatIsQuotedIsOneVisibleLine(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "Alan tries to cache requests", "Alan tries to cache requests"},
		{"empty", " \n\t", ""},
		{"lines", "a\r\nb\u2028c\u00a0 d ", "a b c d"},
		{"does not show", "a\u202eb\x00c\u200bd\u00ade\u3164f\u2066g", "abcdefg"},
		{"marks", "a\ufdd1b\ufdd0c\ufdd2d\uffff", "abcd"},
		{"broken", "caf\xe9", "caf"},
		{"joined emoji", "👩\u200d💻", "👩\u200d💻"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Plain(Mark(test.text))); diff != "" {
				t.Errorf("quoted (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatIsQuotedIsShort(t *testing.T) {
	for _, text := range []string{strings.Repeat("word ", 1<<20), strings.Repeat("x", 10_000), strings.Repeat("é", 121)} {
		got := Plain(Mark(text))
		if n := utf8.RuneCountInString(got); n > Limit || !strings.HasSuffix(got, "…") {
			t.Errorf("kept %d characters of %d: %q", n, len(text), got)
		}
	}
	if got, want := Plain(MarkUpTo("one two three", 10)), "one two…"; got != want {
		t.Errorf("cut to %q, want %q", got, want)
	}
	for limit := range 3 {
		if got := Line("abc", limit); utf8.RuneCountInString(got) > max(1, limit) {
			t.Errorf("%q is longer than %d", got, limit)
		}
	}
}

func TestEscapes(t *testing.T) {
	tests := []struct{ name, message, markdown, title string }{
		{"ours", "See [this](x) `a` #1 @b", "See [this](x) `a` #1 @b", "See [this](x) `a` #1 @b"},
		{"mention", "by " + Mark("@a/b"), "by @\u200ba/b", "by @\u200ba/b"},
		{"references", Mark("fixes #1, a/b#2 and GH-3"), "fixes #\u200b1, a/b#\u200b2 and GH-\u200b3", "fixes #\u200b1, a/b#\u200b2 and GH-\u200b3"},
		{"completed behind", Mark("fixes #") + "1", "fixes #\u200b1", "fixes #\u200b1"},
		{"addresses", Mark("_https://a.b www.a.b"), "\\_https:\u200b//a.b w\u200bww.a.b", "_https:\u200b//a.b w\u200bww.a.b"},
		{"picture", Mark("[![x](y)]"), `\[\!\[x\]\(y\)\]`, `[![x](y)]`},
		{"emoji", Mark("a :octocat:"), "a :\u200boctocat:", "a :\u200boctocat:"},
		{"entities", Mark("&commat;a &num;1"), "&amp;commat;a &amp;num;1", "&commat;a &num;1"},
		{"html", Mark("<!-- <b>"), `&lt;\!-- &lt;b&gt;`, "<!-- <b>"},
		{"beginnings", Mark("1. a") + "\n" + Mark("- a") + "\n" + Mark("# a"), "1\\. a\n\\- a\n\\# a", "1. a\n- a\n# a"},
		{"code", Code("a`b @c"), "``a`b @c``", "`a`b @\u200bc`"},
		{"code at its ends", Code("`@c"), "`` `@c ``", "``@\u200bc`"},
		{"cut off", "\ufdd0@a\n@b\ufdd1", "@\u200ba\n@b", "@\u200ba\n@b"},
		{"in one another", "\ufdd0@a\ufdd0@b\ufdd1@c", "@\u200ba@\u200bb@c", "@\u200ba@\u200bb@c"},
		{"direction without a mark", "a\u202eb", "ab", "ab"},
		{"no workflow", Mark("[skip ci] [CI Skip]"), `\[skip ci\] \[CI Skip\]`, "[\u200bskip ci] [\u200bCI Skip]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.markdown, Markdown(test.message)); diff != "" {
				t.Errorf("Markdown (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.title, Title(test.message)); diff != "" {
				t.Errorf("title (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCommitAndRef(t *testing.T) {
	message := "Begin\n\nCo-authored-by: " + Mark("Eve <a@b.c>\nfixes #1") + " <1+eve@users.example>"
	want := "Begin\n\nCo-authored-by: Eve a@\u200bb.c fixes #\u200b1 <1+eve@users.example>"
	if diff := cmp.Diff(want, Commit(message)); diff != "" {
		t.Errorf("commit (-want +got):\n%s", diff)
	}
	if got, want := Ref("storybot/"+Mark("a..b ~c/#1")+"-x"), "storybot/abc1-x"; got != want {
		t.Errorf("branch %q, want %q", got, want)
	}
}

// FuzzEscapes checks what holds of any text: no mark is left, nothing is
// changed that was not marked, and the piece reads as it was written.
func FuzzEscapes(f *testing.F) {
	for _, text := range []string{"@a fixes #1", "\ufdd0[x](y)\ufdd1", "&commat;", "a\u202eb\xff", "1. :a: `b`"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, message := range []string{"before " + Mark(text) + " behind", "before " + Code(text) + " behind"} {
			for _, got := range []string{Plain(message), Markdown(message), Title(message), Commit(message)} {
				if strings.ContainsAny(got, "\ufdd0\ufdd1\ufdd2\n") || !strings.HasPrefix(got, "before ") || !strings.HasSuffix(got, " behind") {
					t.Errorf("%q became %q", text, got)
				}
			}
			if got := strings.ReplaceAll(Title(message), zeroWidth, ""); got != Plain(message) {
				t.Errorf("%q reads %q, want %q", text, got, Plain(message))
			}
		}
	})
}
