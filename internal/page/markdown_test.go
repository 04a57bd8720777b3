package page

import (
	"strings"
	"testing"
)

func TestMarkdown(t *testing.T) {
	m := NewMarkdown("o/r")
	for in, want := range map[string]string{
		"see #12 and a#1":                                          `<p>see <a href="/o/r/issues/12" rel="nofollow">#12</a> and a#1</p>`,
		"[a](../b.md#c)":                                           `<p><a href="/o/r/blob/main/b.md#c" rel="nofollow">a</a></p>`,
		"[a](https://x.example/)":                                  `<p><a href="https://x.example/" rel="nofollow">a</a></p>`,
		"# a\n\n<h1>b</h1>\n\n> ## c":                              "<h2>a</h2>\n<h2>b</h2>\n<blockquote>\n<h3>c</h3>\n</blockquote>",
		"##### a\n\n###### b":                                      "<h6>a</h6>\n<h6>b</h6>",
		"<!-- no -->x":                                             `x`,
		"</div></div>x":                                            `x`,
		"- [x] done":                                               "<ul>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\"/> done</li>\n</ul>",
		"a <b onclick=x>b</b>":                                     `<p>a <b>b</b></p>`,
		"<font>a</font> <img src=x onerror=y>":                     `<p>a </p>`,
		"<a href=' javascript:x'>a</a>":                            `<p>a</p>`,
		"<a href='java&#10;script:x'>a</a>":                        `<p>a</p>`,
		"[a](javascript:x)":                                        `<p>a</p>`,
		"<svg><a href=x><script>y</script></a></svg>z":             `<p><a href="x" rel="nofollow"></a>z</p>`,
		"<noscript><p title='</noscript><img>'>":                   `<p>&#39;&gt;</p>`,
		"<details open=yes>\n<summary>s</summary>\n\nx\n":          "<details>\n<summary>s</summary>\n<p>x</p>\n</details>",
		"```go onclick\nx\n```":                                    "<pre><code class=\"language-go\">x\n</code></pre>",
		"<input type=text value=x><input type=checkbox onclick=x>": `<p><input type="checkbox"/></p>`,
	} {
		if got := strings.TrimSpace(string(m.Render(in, "/o/r/blob/main/src"))); got != want {
			t.Errorf("%q:\n got %s\nwant %s", in, got, want)
		}
	}
}
