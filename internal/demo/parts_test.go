package demo

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
)

func TestFormBody(t *testing.T) {
	forms := readForms(map[string][]byte{
		".github/ISSUE_TEMPLATE/a.yml": []byte("name: A\nlabels: one, two\nbody:\n- {type: markdown, attributes: {value: hi}}\n" +
			"- {type: textarea, attributes: {label: \"What?\"}}\n- {type: checkboxes, attributes: {label: \"Who?\", options: [{label: Alan}, {label: Grace}]}}\n- {type: input, attributes: {label: \"Else?\"}}\n"),
		".github/ISSUE_TEMPLATE/b.md":       []byte("---\nname: B\nabout: in Markdown\nlabels: [three]\n---\n\n# Text\n"),
		".github/ISSUE_TEMPLATE/config.yml": []byte("blank_issues_enabled: false\n"),
		".github/ISSUE_TEMPLATE/broken.yml": []byte("name: [\n"),
		"src/c.yml":                         []byte("name: C\n"),
	})
	if len(forms) != 2 || forms[1].Text != "# Text" || forms[1].Description != "in Markdown" {
		t.Fatalf("forms: %+v", forms)
	}
	if diff := cmp.Diff([]labelNames{{"one", "two"}, {"three"}}, []labelNames{forms[0].Labels, forms[1].Labels}); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	got := forms[0].body(map[string][]string{"field-1": {"first\r\nsecond"}, "field-2": {"1"}})
	want := "### What?\n\nfirst\nsecond\n\n### Who?\n\n- [ ] Alan\n- [X] Grace\n\n### Else?\n\n_No response_"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
}

func TestReadPatch(t *testing.T) {
	note1, note2 := note{Line: 3}, note{Line: 90}
	lines, rest := readPatch("@@ -1,3 +2,3 @@ Title\n one\n-two\n+TWO\n\\ No newline at end of file\n", []note{note1, note2})
	want := []diffLine{
		{Kind: "hunk", Text: "@@ -1,3 +2,3 @@ Title"},
		{Kind: "same", Old: 1, New: 2, Text: "one"},
		{Kind: "del", Old: 2, Text: "two"},
		{Kind: "add", New: 3, Text: "TWO", Notes: []note{note1}},
		{Kind: "hunk", Text: `\ No newline at end of file`},
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]note{note2}, rest); diff != "" {
		t.Errorf("rest (-want +got):\n%s", diff)
	}
	for _, odd := range []string{"", "@@", "@@ -x +y @@\n+a", "no patch"} {
		readPatch(odd, nil) // must not panic
	}
}

func TestMarkdown(t *testing.T) {
	m := newMarkdown("o/r")
	for in, want := range map[string]string{
		"see #12 and a#1":                                          `<p>see <a href="/o/r/issues/12" rel="nofollow">#12</a> and a#1</p>`,
		"[a](../b.md#c)":                                           `<p><a href="/o/r/blob/main/b.md#c" rel="nofollow">a</a></p>`,
		"[a](https://x.example/)":                                  `<p><a href="https://x.example/" rel="nofollow">a</a></p>`,
		"<!-- no -->x":                                             `x`,
		"</div></div>x":                                            `x`,
		"- [x] done":                                               "<ul>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\"/> done</li>\n</ul>",
		"a <b onclick=x>b</b>":                                     `<p>a <b>b</b></p>`,
		"<font>a</font> <img src=x onerror=y>":                     `<p>a </p>`,
		"<a href=' javascript:x'>a</a>":                            `<p><a rel="nofollow">a</a></p>`,
		"<a href='java&#10;script:x'>a</a>":                        `<p><a rel="nofollow">a</a></p>`,
		"[a](javascript:x)":                                        `<p><a rel="nofollow">a</a></p>`,
		"<svg><a href=x><script>y</script></a></svg>z":             `<p>z</p>`,
		"<noscript><p title='</noscript><img>'>":                   `<p>&#39;&gt;</p>`,
		"<details open=yes>\n<summary>s</summary>\n\nx\n":          "<details>\n<summary>s</summary>\n<p>x</p>\n</details>",
		"```go onclick\nx\n```":                                    "<pre><code class=\"language-go\">x\n</code></pre>",
		"<input type=text value=x><input type=checkbox onclick=x>": `<p><input type="checkbox"/></p>`,
	} {
		if got := strings.TrimSpace(string(m.render(in, "/o/r/blob/main/src"))); got != want {
			t.Errorf("%q:\n got %s\nwant %s", in, got, want)
		}
	}
}

// TestInkIsReadable asks for WCAG's contrast of 4.5 on every colour there is a
// reason to try.
func TestInkIsReadable(t *testing.T) {
	for _, channel := range []string{"00", "33", "66", "77", "99", "cc", "ff"} {
		for _, colour := range []string{channel + "0000", "00" + channel + "00", "0000" + channel, channel + channel + channel} {
			a, b := luminance(colour), luminance(inkOn(colour))
			if contrast := (max(a, b) + 0.05) / (min(a, b) + 0.05); contrast < 4.5 {
				t.Errorf("%s on %s: contrast %.2f", inkOn(colour), colour, contrast)
			}
		}
	}
	hostile := labelSheet([]githubsim.LabelView{{Name: "x", Color: "fff}body{display:none"}})
	if strings.Contains(hostile, "body") {
		t.Errorf("a colour reaches the style sheet: %s", hostile)
	}
}

func TestSuggestionIn(t *testing.T) {
	for _, test := range []struct {
		body, words, fresh string
		ok                 bool
	}{
		{"Say:\n\n```suggestion\nnew\n```\n", "Say:\n\n", "new\n", true},
		{"````suggestion\r\n```\r\nx\r\n```\r\n````", "", "```\nx\n```\n", true},
		{"```suggestion\n```", "", "", true},
		{"```suggestion\nopen", "```suggestion\nopen", "", false},
		{"a suggestion", "a suggestion", "", false},
	} {
		words, fresh, ok := suggestionIn(test.body)
		if got, want := fmt.Sprint(words, "|", fresh, ok), fmt.Sprint(test.words, "|", test.fresh, test.ok); got != want {
			t.Errorf("%q: got %q, want %q", test.body, got, want)
		}
	}
}
