package server_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	rendering "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story/checks"
)

// hostile is what strangers write where it is echoed: all of it says evil or
// 4242, or is of a shape the bot's own words never have.
func hostile() []string {
	texts := []string{
		"@evil/team", "@evil", "fixes #4242", "Closes: evil/repo#4242", "resolves GH-4242", "fixes #", "fixes https://github.com/evil/repo/issues/4242",
		"![x](http://evil.example/p.png)", "[![x](http://evil.example)](http://evil.example)", "[evil](http://evil.example)",
		"http://evil.example", "_http://evil.example", "www.evil.example", "evil@evil.example", "mailto:evil@evil.example", "<http://evil.example>",
		"<img src=x onerror=evil>", "<details><summary>evil", "<!-- evil", "evil --> @evil", "&lt;b>evil",
		"&commat;evil &#x40;evil &#64;evil", "&num;4242 &#35;4242", "＠evil ＃4242 ﹫evil", "@\u200bevil fixes #\u200b4242", "@\u00adevil #\u00ad4242",
		"`evil` ``@evil", "evil` @evil `", "~~~ @evil", "```suggestion @evil", "evil](http://evil.example)", "evil)](http://evil.example)",
		"evil\r\n@evil fixes #4242\n# evil", "\u202elive\u2066 @evil\u2069", "\ufdd1@evil\ufdd0 \ufdd2#4242", "a|@evil|b",
		":octocat: evil", "*evil* **evil** __evil__ ~~evil~~", "- @evil", "1. @evil", "> @evil", "# @evil", "[^1] evil", "[x]: http://evil.example",
		`\@evil \[evil](http://evil.example)`, "[skip ci] @evil", strings.Repeat("@evil #4242 ", 900),
	}
	var some []string
	for few := range slices.Chunk(texts, everyText) {
		some = append(some, few[0])
	}
	return some
}

// What GitHub would make something of in text, beside what is Markdown.
var (
	live      = lazyregexp.New(`(?i)[@＠﹫][a-z0-9]|[#＃﹟]4242|gh-4242|://|www\.|:octocat:|[\x{202a}-\x{202e}\x{2066}-\x{2069}\x{fdd0}-\x{fdd2}]`)
	ownMarker = lazyregexp.New(`^ ?(?:storybot:[a-z0-9:/._-]+|storybot:memory:v1 [A-Za-z0-9+/=]+|[0-9a-f]{16}) ?$`)
	workflow  = lazyregexp.New(`(?i)\[skip ci\]`)
)

// own are the elements of the bot's own words.
var own = []atom.Atom{
	atom.Html, atom.Head, atom.Body, atom.P, atom.Ul, atom.Li, atom.A, atom.Code, atom.Pre, atom.Strong, atom.Details, atom.Summary,
	atom.Table, atom.Thead, atom.Tbody, atom.Tr, atom.Th, atom.Td,
}

// harmless checks that a text of the bot, rendered as GitHub does it, links,
// mentions, shows and closes nothing that somebody else wrote.
func (s *stage) harmless(where, text string) {
	s.t.Helper()
	engine := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(rendering.WithUnsafe()))
	var out bytes.Buffer
	s.done(engine.Convert([]byte(text), &out))
	page, err := html.Parse(&out)
	s.done(err)
	for node := range page.Descendants() {
		wrong := ""
		switch node.Type {
		case html.ElementNode:
			if !slices.Contains(own, node.DataAtom) {
				wrong = "an element " + node.Data
			}
			for _, attribute := range node.Attr {
				if attribute.Key == "href" && !strings.HasPrefix(attribute.Val, s.sim.URL) && !strings.HasPrefix(attribute.Val, checks.Docs) {
					wrong = "a link to " + attribute.Val
				}
			}
		case html.CommentNode:
			if !ownMarker().MatchString(node.Data) {
				wrong = "a comment " + node.Data
			}
		case html.TextNode:
			if found := live().FindString(node.Data); found != "" && !inCode(node) {
				wrong = "live text " + found
			}
		}
		if wrong != "" {
			s.t.Errorf("%s: %s in\n%.300q", where, wrong, text)
			return
		}
	}
}

// plain checks a text that is no Markdown: a title, an annotation, a commit.
func (s *stage) plain(where, text string) {
	s.t.Helper()
	// The address GitHub credits a co-author by is ours.
	text = strings.ReplaceAll(text, "@users.noreply.github.com>", "")
	if found := live().FindString(text) + workflow().FindString(text); found != "" {
		s.t.Errorf("%s: %q in %.400q", where, found, text)
	}
}

func inCode(node *html.Node) bool {
	return node.Parent != nil && (node.Parent.DataAtom == atom.Code || node.Parent.DataAtom == atom.Pre)
}

// harmlessView checks everything the bot wrote to an issue or pull request,
// and counts it.
func (s *stage) harmlessView(view githubsim.IssueView) (said string) {
	s.t.Helper()
	for _, body := range ours(view) {
		s.harmless("comment", body)
		said += body
	}
	for _, check := range view.Checks {
		s.plain("title of the check", check.Title)
		s.harmless("summary of the check", check.Summary)
		for _, note := range check.Annotations {
			s.plain("annotation", note.Message)
			said += note.Message
		}
	}
	for _, review := range view.Reviews {
		s.harmless("review", review.Body)
		for _, comment := range review.Comments {
			about, _, _ := strings.Cut(comment.Body, "```suggestion")
			s.harmless("suggestion", about)
		}
	}
	return said
}

// TestHarmlessFindsHarm: the checks above see what they are there for.
func TestHarmlessFindsHarm(t *testing.T) {
	for _, text := range []string{"@evil", "#4242", "http://evil.example", "[a](b)", "![a](b)", "<b>", "<!-- a -->", "&commat;evil", "a\u202eb", "# a"} {
		probe := &testing.T{}
		s := &stage{t: probe, sim: &githubsim.Server{URL: "http://127.0.0.1"}}
		if s.harmless("probe", text); !probe.Failed() {
			t.Errorf("nothing is found in %q", text)
		}
	}
}
