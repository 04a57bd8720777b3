package story

import "testing"

func TestFrontMatter(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want string
	}{
		"YAML":                  {"---\ntitle: A\ntags: [b]\n---\n# A\n", "---\ntitle: A\ntags: [b]\n---"},
		"YAML, ended by dots":   {"---\ntitle: A\n...\n# A\n", "---\ntitle: A\n..."},
		"TOML":                  {"+++\ntitle = \"A\"\n[extra]\nx = 1\n+++\n", "+++\ntitle = \"A\"\n[extra]\nx = 1\n+++"},
		"with a mark":           {"\ufeff---\r\na: b\r\n---\r\n", "\ufeff---\r\na: b\r\n---"},
		"a list and a block":    {"---\nx:\n  - a\n- b\nlong: |\n  more: [c]\n\n# d\n---\n", "---\nx:\n  - a\n- b\nlong: |\n  more: [c]\n\n# d\n---"},
		"rules":                 {"---\nGrace waits.\n\n---\n", ""},
		"a rule and a heading":  {"---\n\n# A\n\n---\n", ""},
		"never ended":           {"---\ntitle: A\n# A\n", ""},
		"not at the head":       {"\n---\ntitle: A\n---\n", ""},
		"nothing":               {"", ""},
		"a fence of its own":    {"---", ""},
		"prose with a colon in": {"---\nShe said this: no, never.\nAnd left\n---\n", ""},
	} {
		if got := test.text[:frontMatter([]byte(test.text))]; got != test.want {
			t.Errorf("%s: front matter is %q, want %q", name, got, test.want)
		}
	}
}
