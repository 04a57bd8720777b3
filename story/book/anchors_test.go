package book_test

import (
	"testing"

	"github.com/storybot-app/storybot/story/book"
)

// anchorsOf are the anchors of a page with a text.
func anchorsOf(t *testing.T, text string) book.Anchors {
	t.Helper()
	a, ok := load(t, map[string]string{"src/SUMMARY.md": "", "src/a.md": text}).Anchors("src/a.md")
	if !ok {
		t.Fatal("the page should be known")
	}
	return a
}

// TestAnchors names headings as mdBook does, and takes nothing else for their
// names.
func TestAnchors(t *testing.T) {
	for _, test := range []struct {
		text   string
		has    []string
		hasNot []string
	}{
		{"# Otto: *new* `here`\n", []string{"", "otto-new-here", "top", "Top", ":~:text=new"}, []string{"Otto-New-Here", "otto", "otto-new-here-1", "otto--new-here"}},
		{"## Twice\n\n## Twice\n\n## Twice\n\n## Twice-1\n", []string{"twice", "twice-1", "twice-2", "twice-1-1"}, []string{"twice-3", "Twice-1", "twice1"}},
		{"## 🚧 Under way 🚧\n", []string{"-under-way-"}, []string{"under-way", "--under-way--"}},
		{"## ???\n\n## 🎉\n\n##\n", []string{"section", "section-1", "section-2"}, []string{"section-3", "-"}},
		{"## Über ÄRGER\n", []string{"über-ärger", "Über-Ärger"}, []string{"uber-arger", "ÜBER-ÄRGER"}},
		{"## 待つ 人 no 3 ½ ²\n", []string{"待つ-人-no-3-½-²"}, nil},
		{"## snake_case and kebab-case, 1.2.3\n", []string{"snake_case-and-kebab-case-123"}, []string{"snake-case-and-kebab-case-1-2-3"}},
		{"## a -- b --- c\n", []string{"a--b--c", "a----b-----c"}, []string{"a-b-c", "a--b-----c"}},
		{"## `--all` does it\n", []string{"--all-does-it"}, []string{"all-does-it"}},
		{"## Q&amp;A &lt;here&gt; `&amp;`\n", []string{"qa-here-amp"}, []string{"qampa-lthere-amp"}},
		{"## a  b\tc\n", []string{"a--b-c"}, []string{"a-b-c"}},
		{"## [linked](x.md) and ![pictured](y.png) <b>bold</b>\n", []string{"linked-and--bold"}, []string{"linked-and-pictured-bold"}},
		{"Set\nin two\n======\n", []string{"set-in-two"}, nil},
		{"## Part 2 {#Second}\n\n## Part 2\n", []string{"Second", "part-2"}, []string{"second", "part-2-1", "part-2-second"}},
		{"## Part 3 { .big #third lang=en } ##\n\n## Part 4 {.big}\n\n## \\{#no}\n", []string{"third", "part-4"}, []string{"part-3", "part-4-big"}},
		{"## Use `{#x}`\n", []string{"use-x"}, []string{"x"}},
		{"a {#paragraph}\n\n<a id=\"Own\"></a><a name='other'></a><p id=bare>\n", []string{"Own", "other", "bare"}, []string{"own", "paragraph"}},
		{"```html\n<a id=\"coded\">\n```\n\n`<a id=\"spanned\">`\n\n<a data-id=\"data\">\n", nil, []string{"coded", "spanned", "data"}},
	} {
		a := anchorsOf(t, test.text)
		for _, fragment := range test.has {
			if !a.Has(fragment) {
				t.Errorf("%q has no #%s", test.text, fragment)
			}
		}
		for _, fragment := range test.hasNot {
			if a.Has(fragment) {
				t.Errorf("%q has #%s", test.text, fragment)
			}
		}
	}
	if _, ok := load(t, map[string]string{"src/SUMMARY.md": ""}).Anchors("src/b.md"); ok {
		t.Error("a page that is not there is known")
	}
}

func TestNearest(t *testing.T) {
	a := anchorsOf(t, "# Otto: *new* `here`\n\n## 🚧 Twice\n\n## Under way\n\n## What he says\n\n## What she says of him\n")
	for fragment, want := range map[string]string{
		"otto": "otto-new-here", "otto-new-there": "otto-new-here", "Otto-New-Here": "otto-new-here", "twice": "-twice", "underway": "under-way",
		"under_way": "under-way", "what": "", "what-she-said": "what-she-says-of-him", "x": "", "nobody": "", "---": "",
	} {
		if got := a.Nearest(fragment); got != want {
			t.Errorf("#%s means %q, want %q", fragment, got, want)
		}
	}
}
