package gateway

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
)

// quoting is a state that quotes a text wherever a state can.
func quoting(words string) State {
	piece := quote.Mark(words)
	return State{
		Labels:  []Label{{Name: "character: alan", Description: "Told by " + piece}},
		Comment: &Report{Marker: "<!-- a -->", Body: piece + "\n\nby " + piece + ".\n\n- " + piece + "\n- " + quote.Code(words) + " is " + piece},
		Check: &Check{
			Name: "storybot", HeadOID: "head0000", Title: "About " + piece, Summary: "See " + piece + ".",
			Annotations: []Annotation{{Path: "a.md", From: 1, To: 1, Title: "rule", Message: piece + " is open"}},
		},
		Review: &SuggestionReview{
			Marker: "<!-- r -->", HeadOID: "head0000", Body: "For " + piece,
			Suggestions: []Suggestion{{Path: "a.md", From: 1, To: 2, Text: "a\u202eb", Body: "Link " + piece}},
		},
		Proposal: &Proposal{
			Branch: "storybot/idea-4-" + piece, Base: "base", BaseRef: "main", Title: piece, Body: "About " + piece + "\n\nCloses #4",
			Files: map[string][]byte{"a.md": []byte("@own")}, Trailer: "T",
			Draft:   true,
			Message: "Begin " + piece + "\n\nCo-authored-by: " + piece + " <1+a@users.noreply.github.com>",
		},
	}
}

// written lists the texts of writes: those that are Markdown, and the others.
func written(writes []Write) (markdown, plain []string) {
	for _, write := range writes {
		switch w := write.(type) {
		case createLabel:
			plain = append(plain, w.label.Description)
		case createComment:
			markdown = append(markdown, strings.TrimPrefix(w.text, "<!-- a -->\n"))
		case putCheck:
			markdown, plain = append(markdown, w.check.Summary), append(plain, w.check.Title, w.check.Annotations[0].Message)
		case postReview:
			markdown = append(markdown, w.review.Body, w.review.Suggestions[0].Body)
		case createBranch:
			plain = append(plain, w.name)
		case commitFiles:
			plain = append(plain, strings.TrimSuffix(w.proposal.Message, " <1+a@users.noreply.github.com>"))
		case openPull:
			markdown, plain = append(markdown, strings.TrimSuffix(w.proposal.Body, "Closes #4")), append(plain, w.proposal.Title)
		}
	}
	return markdown, plain
}

func at(head string) *Snapshot {
	return &Snapshot{AllRepoLabels: true, PullRequest: &PullRequest{
		HeadOID: head, Files: []ChangedFile{{Path: "a.md", Hunks: []LineRange{{1, 9}}}},
	}}
}

func TestWhatIsWrittenHasPassedTheGate(t *testing.T) {
	writes := Plan(at("head0000"), quoting("[@a](b) fixes #1"))
	markdown, plain := written(writes)
	const md, pl = "\\[@\u200ba\\]\\(b\\) fixes #\u200b1", "[@\u200ba](b) fixes #\u200b1"
	if diff := cmp.Diff([]string{
		md + "\n\nby " + md + ".\n\n- " + md + "\n- `[@a](b) fixes #1` is " + md, "See " + md + ".", "For " + md, "Link " + md, "About " + md + "\n\n",
	}, markdown); diff != "" {
		t.Errorf("Markdown (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"Told by " + pl, "About " + pl, pl + " is open", "storybot/idea-4-abfixes1", "Begin " + pl + "\n\nCo-authored-by: " + pl, pl,
	}, plain); diff != "" {
		t.Errorf("other texts (-want +got):\n%s", diff)
	}
	for _, write := range writes {
		switch w := write.(type) {
		case postReview:
			if got := w.review.Suggestions[0].Text; got != "a\u202eb" {
				t.Errorf("a suggestion's own lines became %q", got)
			}
		case commitFiles:
			if got := string(w.proposal.Files["a.md"]); got != "@own" {
				t.Errorf("a file became %q", got)
			}
		}
	}
}

// TestGateLeavesTheWishAlone: the state may be planned again.
func TestGateLeavesTheWishAlone(t *testing.T) {
	want := quoting("@a")
	Plan(at("head0000"), want)
	if diff := cmp.Diff(quoting("@a"), want); diff != "" {
		t.Errorf("the wanted state (-want +got):\n%s", diff)
	}
}

// TestWhatIsThereIsEscapedToo: an equal text is not written again.
func TestWhatIsThereIsEscapedToo(t *testing.T) {
	want := State{Comment: &Report{Marker: "<!-- a -->", Body: "by " + quote.Mark("@a [b](c)")}}
	s := &Snapshot{}
	for _, write := range Plan(s, want) {
		happen(s, write)
	}
	if rest := Plan(s, want); len(rest) != 0 {
		t.Errorf("written again: %q", said(rest))
	}
}

func TestTextThatEscapesMakeTooLong(t *testing.T) {
	body := strings.Repeat(quote.Mark(strings.Repeat("&", 100))+"\n", 500)
	got := Plan(&Snapshot{}, State{Comment: &Report{Body: body}})[0].(createComment).text
	if n := utf8.RuneCountInString(got); n > maxBody || n < maxBody-1000 || !strings.HasSuffix(got, ";\n…") {
		t.Errorf("%d characters that end in %q", n, got[len(got)-20:])
	}
}

// live is what GitHub makes something of in any text.
var live = lazyregexp.New(`(?i)[@＠﹫]\w|[#＃﹟]\d|gh-\d|://|www\.|[\x{202a}-\x{202e}\x{2066}-\x{2069}\x{fdd0}-\x{fdd2}]`)

// branchLetters are those of a branch's name; nothing in one is made a link.
const branchLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/"

// FuzzGate quotes any text wherever a state can, and checks that what is
// written is nothing but text.
func FuzzGate(f *testing.F) {
	for _, words := range []string{
		"@a fixes #1 GH-2 o/r#3", "[![x](http://a)](http://a) www.a.b", "&commat;a <b> <!-- -->", "\u202ea\ufdd1 @a", "a\n\n# b\n- c\n> d",
		"`a` ~~~ ```suggestion", "1. a", "[x] [^1]: a", "|a|b|", "*a* _b_ ~~c~~ \\@d", "http:/", "a@b.c", strings.Repeat("a ", 200),
	} {
		f.Add(words)
	}
	engine := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser()
	allowed := []ast.NodeKind{ast.KindDocument, ast.KindParagraph, ast.KindTextBlock, ast.KindList, ast.KindListItem, ast.KindText, ast.KindString, ast.KindCodeSpan}
	f.Fuzz(func(t *testing.T, words string) {
		// Unlike internal/markdown, this parser has no bounds of its own: long
		// nests and tables would take it minutes, and show nothing about quoting.
		words = words[:min(len(words), 2000)]
		markdown, plain := written(Plan(at("head0000"), quoting(words)))
		if len(markdown) != 5 || len(plain) != 6 {
			t.Fatalf("%d and %d texts", len(markdown), len(plain))
		}
		for _, one := range plain {
			found := live().FindString(one)
			if strings.HasPrefix(one, "storybot/") {
				found = strings.Trim(one, branchLetters)
			}
			if found != "" {
				t.Errorf("%q is live in %q", found, one)
			}
		}
		for _, one := range markdown {
			source, items := []byte(one), 0
			err := ast.Walk(engine.Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
				switch {
				case !entering:
				case !slices.Contains(allowed, n.Kind()):
					return ast.WalkStop, fmt.Errorf("a %s", n.Kind())
				case n.Kind() == ast.KindListItem:
					items++
				case n.Kind() == ast.KindText && n.Parent().Kind() != ast.KindCodeSpan:
					if found := live().Find(n.(*ast.Text).Segment.Value(source)); found != nil {
						return ast.WalkStop, fmt.Errorf("live text %q", found)
					}
				}
				return ast.WalkContinue, nil
			})
			if err != nil || items > 2 {
				t.Errorf("%v, %d items in %q", err, items, one)
			}
		}
	})
}
