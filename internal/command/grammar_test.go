package command_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/command"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // "line verb|args"
	}{
		{"empty", "", nil},
		{"alone", "/check", []string{"1 check|"}},
		{"arguments", "/explain  file-name ", []string{"1 explain|file-name"}},
		{"any case", "/HELP Claim", []string{"1 help|Claim"}},
		{"after text", "Thanks!\n/claim", []string{"2 claim|"}},
		{"after spaces", "Thanks!\n\n   /claim", []string{"3 claim|"}},
		{"deep in a paragraph", "Thanks,\n      /claim", []string{"2 claim|"}},
		{"windows line ends", "Thanks!\r\n\r\n/claim\r\n/check\r\n", []string{"3 claim|", "4 check|"}},
		{"old mac line ends", "Thanks!\r/claim\r/check", []string{"2 claim|", "3 check|"}},
		{"full stop", "/check.", []string{"1 check|"}},
		{"comma", "/character, alan", []string{"1 character|alan"}},
		{"exclamation", "/check!!", []string{"1 check|"}},
		{"tab", "/explain\tmorals", []string{"1 explain|morals"}},
		{"list", "- /check\n* /claim\n+ /check\n\n1. /unclaim", nil},
		{"task list", "- [ ] /check\n- [x] /claim", nil},
		{"nested list", "- one\n  - /check\n\n    /claim", []string{"4 claim|"}},
		{"below a list", "- one\n/check", []string{"2 check|"}},
		{"mention in a list", "- @storybot check", []string{"1 check|"}},
		{"dashes below", "/claim\n--\nAlan", []string{"1 claim|"}},
		{"emphasis around", "*please*\n/check **now**", []string{"2 check|**now**"}},
		{"code in arguments", "/explain `morals`", []string{"1 explain|`morals`"}},
		{"comment in arguments", "/explain <!-- a rule --> morals", []string{"1 explain|morals"}},
		{"comment over lines", "/check <!-- see\n/claim\n-->\n/unclaim", []string{"1 check|", "4 unclaim|"}},
		{"not at the start", "please /check", nil},
		{"a path", "/check/this /home", nil},
		{"only a slash", "/\n//\n/ check", nil},
		{"glued", "/check-it-out now", nil},
		{"escaped", `\/check`, nil},
		{"entity", "&#47;check", nil},
		{"heading", "# /check\n\n#  /claim #", nil},
		{"fence", "```\n/check\n```\n/claim", []string{"4 claim|"}},
		{"tilde fence", "~~~md\n/check\n~~~", nil},
		{"open fence", "/claim\n\n```\n/check", []string{"1 claim|"}},
		{"indented", "text\n\n    /check", nil},
		{"tab indented", "\t/check", nil},
		{"inline code", "`/check`\n`` x\n/claim `` y", nil},
		{"quotation", "> /check\n\n/claim", []string{"3 claim|"}},
		{"lazy quotation", "> what?\n/check", nil},
		{"quotation in list", "- > /check", nil},
		{"html block", "<p>\n/check\n</p>\n\n/claim", []string{"5 claim|"}},
		{"html comment", "<!--\n/check\n\n/claim\n-->\n/help", []string{"6 help|"}},
		{"open comment", "<!--\n\n/check", nil},
		{"inline html", "see <a\n/check> there", nil},
		{"details", "<details>\n\n/check\n\n</details>\n\n/claim", []string{"7 claim|"}},
		{"nested html", "<blockquote><div>\n\n/check\n\n</div>\n\n/claim\n\n</blockquote>\n\n/help", []string{"11 help|"}},
		{"commented tag", "<!-- <details> -->\n\n/check", []string{"3 check|"}},
		{"generic type", "I have a Vec<Foo>\n\n/check", []string{"3 check|"}},
		{"link text", "[text\n/check](x)", nil},
		{"link target", "[text](\n/check\n)", nil},
		{"link definition", "[a]:\n/check\n", nil},
		{"table", "/check | x\n--- | ---\n/claim | y", nil},
		{"mention", "@storybot check", []string{"1 check|"}},
		{"mention with arguments", "@StoryBot: explain morals", []string{"1 explain|morals"}},
		{"mention as bot", "@storybot[bot] please help", []string{"1 help|"}},
		{"mention with slash", "@storybot /claim.", []string{"1 claim|"}},
		{"mention in a sentence", "Hi @storybot, claim please", []string{"1 claim|please"}},
		{"mention in brackets", "(@storybot check)", []string{"1 check|"}},
		{"mention and nothing", "@storybot", nil},
		{"praise", "@storybot thanks for this", nil},
		{"nearly, in a sentence", "I wish @storybot helps me", nil},
		{"nearly, addressed", "@storybot helps", []string{"1 helps|"}},
		{"somebody else", "@storybots check\n@astorybot check\nme@storybot check", nil},
		{"mention in code", "see `@storybot check`", nil},
		{"mention in link", "see [@storybot check](x)", nil},
		{"nearly", "/chek\n/remove-charcter alan", []string{"1 chek|", "2 remove-charcter|alan"}},
		{"letters that changed places", "/chekc\n/hlep\n/calim", []string{"1 chekc|", "2 hlep|", "3 calim|"}},
		{"other bots", "/hold\n/lgtm\n/assign @x\n/merge\n/test all", nil},
		{"right to left mark", "\u200f/check", []string{"1 check|"}},
		{"direction override", "/che\u202eck", nil},
		{"hidden in arguments", "/explain mor\u202eals\u2066\u200b", []string{"1 explain|morals"}},
		{"null byte", "/check\x00\n/explain a\x00b", []string{"2 explain|ab"}},
		{"invalid utf-8", "/explain \xff\xfemorals\n\xff/check", []string{"1 explain|morals"}},
		{"quotes", "/scaffold \"a \"b\" c\" alan", []string{`1 scaffold|"a "b" c" alan`}},
		{
			"more than ten", strings.Repeat("/lgtm\n/check\n", 12),
			[]string{"2 check|", "4 check|", "6 check|", "8 check|", "10 check|", "12 check|", "14 check|", "16 check|", "18 check|", "20 check|", "22 check|"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, flat(registry().Parse(tt.text, "storybot"))); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestParseKeepsTheLineAsWritten(t *testing.T) {
	got := registry().Parse("Hello\n  /Explain `morals`!  \n", "@storybot")
	want := []command.Invocation{{Verb: "explain", Args: "`morals`!", Line: 2, Raw: "/Explain `morals`!"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
	long := registry().Parse("/explain "+strings.Repeat("ä", 500), "@storybot")[0]
	if n := len([]rune(long.Raw)); n != 201 {
		t.Errorf("Raw of a long line has %d characters, want 200 and an ellipsis", n)
	}
}

func TestParseStopsWhereGitHubDoes(t *testing.T) {
	filler := strings.Repeat("ä\n", 32_765)
	if got := flat(registry().Parse(filler+"/check\n/claim", "storybot")); len(got) != 1 || got[0] != "32766 check|" {
		t.Errorf("Parse of 65,543 characters = %v, want the command within the first 65,536", got)
	}
}

func TestNew(t *testing.T) {
	tests := []struct {
		name, before, after string
		want                []string
	}{
		{"nothing changed", "/check", "/check", nil},
		{"moved and respaced", "/explain morals\n/check", "hello\n\n/check\n\n/EXPLAIN   morals", nil},
		{"added", "/check", "/check\n/claim", []string{"2 claim|"}},
		{"corrected", "/chek", "/check", []string{"1 check|"}},
		{"other words", "/explain morals", "/explain sources", []string{"1 explain|sources"}},
		{"a second time", "/check", "/check\n/check", []string{"2 check|"}},
		{"removed", "/check\n/claim", "/claim", nil},
		{"out of code", "`/check`", "/check", []string{"1 check|"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := command.New(registry().Parse(tt.before, "storybot"), registry().Parse(tt.after, "storybot"))
			if diff := cmp.Diff(tt.want, flat(got)); diff != "" {
				t.Errorf("New (-want +got):\n%s", diff)
			}
		})
	}
}

// BenchmarkParse reads texts that are built to make a parser slow. The time
// for a byte must not grow with their size.
func BenchmarkParse(b *testing.B) {
	for _, unit := range []string{
		"/", "/\n", "/a\n", "/chek\n", "/lgtm\n", ">", "> ", ">\n", "[", "![", "`", "`a", "*a ", "**a _b ", "<", "<a ", "<!--",
		"<details>\n\n", "<details>", "- ", "-\n", "- a\n  ", "1. ", "@storybot ", "@storybot check ", "\"", "\x00", "\u202e", "\r",
		"|", "a|b\n-|-\n", "[a]: b\n", "&", "\\", "\n\n/x",
	} {
		for _, size := range []int{100_000, 10_000_000} {
			text := "a / makes it parse\n\n" + strings.Repeat(unit, size/len(unit))
			b.Run(fmt.Sprintf("%q/%dKB", unit, size/1000), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					registry().Parse(text, "storybot")
				}
			})
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"/check", "- /claim\n  > /help", "<details>\n\n/check\n</details>", "`a\n/b`", "@storybot explain x", "/A", "@storybot A",
		"a | b\n---|---\n/check | x", "[x]:\n/check\n\n/help\r\n/scaffold \"a\"", "<!-- \n/check -->\n/claim <b>", "\x00/\xff",
		strings.Repeat("|", 301) + "\n" + strings.Repeat("-|", 300) + "\n" + strings.Repeat("/check\n", 300), "> a|b\n> -|-\n/check",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Count(text, "\n") + strings.Count(text, "\r") + 1
		got := registry().Parse(text, "storybot")
		if len(got) > command.MaxInvocations+1 {
			t.Errorf("%d commands, want at most one more than %d", len(got), command.MaxInvocations)
		}
		last := 0
		for _, inv := range got {
			if inv.Line <= last || inv.Line > lines {
				t.Errorf("line %d after %d of %d", inv.Line, last, lines)
			}
			last = inv.Line
			addressed := inv.Alone || strings.Contains(strings.ToLower(inv.Raw), "@storybot")
			if _, miss := registry().Lookup(inv); miss == command.Unknown && !addressed {
				t.Errorf("Parse returned %q, which is no command", inv.Verb)
			}
		}
		if added := command.New(got, got); len(added) != 0 {
			t.Errorf("an unchanged text has new commands: %v", added)
		}
	})
}

func flat(invocations []command.Invocation) []string {
	var lines []string
	for _, inv := range invocations {
		lines = append(lines, fmt.Sprintf("%d %s|%s", inv.Line, inv.Verb, inv.Args))
	}
	return lines
}
