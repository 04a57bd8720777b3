package scaffold_test

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story/scaffold"
)

const longStory = `# Status quo stories: Alan waits

## The story

%s

## Frequently Asked Questions

*Here are some to begin with.*

### **What are the morals of the story?**
*Talk about [the harbour].*

* **What are the sources?**
    *Where it comes from.*

Why Alan?
---------

Because of [his boat].

[the harbour]: harbour.md
[his boat]: boat.md
[nobody uses this]: nothing.md
`

// questions are what every shortened text must still ask.
var questions = []string{
	"# Status quo stories: Alan waits\n", "## The story\n", "## Frequently Asked Questions\n",
	"### **What are the morals of the story?**\n", "* **What are the sources?**\n", "Why Alan?\n---------\n",
}

func TestPrefilledURL(t *testing.T) {
	short := fmt.Sprintf(longStory, "He waits.")
	tests := []struct {
		name, host, branch, dir, want string
	}{
		{"public", "github.com", "main", "src/stories", "https://github.com/o/r/new/main/src/stories?filename=a%26b.md&value="},
		{"a server with its own address", "http://127.0.0.1:8080/", "a/b c", "", "http://127.0.0.1:8080/o/r/new/a/b%20c?filename=a%26b.md&value="},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, shortened := scaffold.PrefilledURL(test.host, "o", "r", test.branch, test.dir, "a&b.md", short, scaffold.MaxURL)
			if want := test.want + url.QueryEscape(short); got != want || shortened {
				t.Errorf("PrefilledURL = %q, %t; want %q", got, shortened, want)
			}
		})
	}
}

// TestPrefilledURLShortens takes away room step by step.
func TestPrefilledURLShortens(t *testing.T) {
	text := fmt.Sprintf(longStory, strings.Repeat("He waits and waits. ", 20)+"*As always.*")
	full := len(link(t, text, scaffold.MaxURL))
	tests := []struct {
		name          string
		limit         int
		shortened     bool
		has, hasNot   []string
		withoutValues bool
	}{
		{"unused definitions go first", full - 1, false, []string{"*As always.*", "*Where it", "[his boat]: boat.md", "*Here are"}, []string{"nobody uses"}, false},
		{"then prompts", full - 60, false, []string{"*As always.*", "Because of"}, []string{"*Where it", "*Here are", "[the harbour]"}, false},
		{"then the longest section", full - 400, true, []string{"He waits", "please add the rest", "Because of [his boat].", "[his boat]: boat.md"}, []string{"As always"}, false},
		{"then all but the questions", 300, true, nil, []string{"He waits", "Because"}, false},
		{"then the text", 250, true, nil, nil, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			address, shortened := scaffold.PrefilledURL("github.com", "o", "r", "main", "d", "a.md", text, test.limit)
			got := value(t, address)
			if shortened != test.shortened || len(address) > test.limit || (got == "") != test.withoutValues {
				t.Fatalf("PrefilledURL has %d bytes of %d, shortened %t, text:\n%s", len(address), test.limit, shortened, got)
			}
			if !test.withoutValues {
				test.has = append(test.has, questions...)
			}
			for _, part := range test.has {
				if !strings.Contains(got, part) {
					t.Errorf("%q is missing in:\n%s", part, got)
				}
			}
			for _, part := range test.hasNot {
				if strings.Contains(got, part) {
					t.Errorf("%q is left in:\n%s", part, got)
				}
			}
		})
	}
}

func TestPrefilledURLWithoutRoom(t *testing.T) {
	address, shortened := scaffold.PrefilledURL("github.com", "o", "r", strings.Repeat("b", 300), "", "a.md", "text", 200)
	if address != "" || !shortened {
		t.Errorf("PrefilledURL = %q, %t; want no address", address, shortened)
	}
}

// TestPrefilledURLProperty makes up stories of up to 60 KB; every address
// fits, and has every question unless the questions alone do not fit.
func TestPrefilledURLProperty(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 150 {
		text, asked := madeUp(random)
		limit := 500 + random.IntN(8000)
		address, _ := scaffold.PrefilledURL("github.com", "owner", "repo", "main", "src/stories", "alan_waits.md", text, limit)
		if len(address) > limit || address == "" {
			t.Fatalf("the address has %d bytes, more than %d", len(address), limit)
		}
		bare := len(link(t, "", limit)) + len("&value=") + 40
		if len(url.QueryEscape(strings.Join(asked, "\n\n")))+bare > limit {
			continue
		}
		var got []string
		for line := range strings.SplitSeq(value(t, address), "\n") {
			if strings.HasPrefix(line, "### Question") {
				got = append(got, line)
			}
		}
		if diff := cmp.Diff(asked, got); diff != "" {
			t.Fatalf("questions with %d bytes (-want +got):\n%s", limit, diff)
		}
	}
}

// madeUp makes up a story and the headings it has.
func madeUp(random *rand.Rand) (text string, asked []string) {
	pieces := []string{
		"*write here*\n", "plain words é 🦀 & more\n", "```\n# no heading\n", "```\n", "[a]: b\n", "see [a]\n", "\n",
		strings.Repeat("word ", 300) + "\n", "* item\n",
	}
	var b strings.Builder
	open := false
	for range 1 + random.IntN(30) {
		if open {
			b.WriteString("```\n")
			open = false
		}
		heading := fmt.Sprintf("### Question %d?", len(asked))
		asked = append(asked, heading)
		b.WriteString(heading + "\n\n")
		for range random.IntN(8) {
			piece := pieces[random.IntN(len(pieces))]
			switch {
			case piece == "```\n# no heading\n" && open:
				continue
			case strings.HasPrefix(piece, "```"):
				open = !open
			}
			b.WriteString(piece)
		}
	}
	return strings.ToValidUTF8(b.String()[:min(b.Len(), 60_000)], ""), asked
}

func link(t *testing.T, text string, limit int) string {
	t.Helper()
	address, _ := scaffold.PrefilledURL("github.com", "o", "r", "main", "d", "a.md", text, limit)
	return address
}

func value(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("value")
}

// TestEditURL opens a page; what does not fit into a comment is shortened as it
// is for an address.
func TestEditURL(t *testing.T) {
	if got, want := scaffold.EditURL("github.com", "o", "r", "next/one", "src/a b.md"), "https://github.com/o/r/edit/next/one/src/a%20b.md"; got != want {
		t.Errorf("EditURL = %q, want %q", got, want)
	}
	text := "## Waits\n\n" + strings.Repeat("Long, long. ", 100) + "\n\n#### FAQ\n\n* **Why?**\n"
	if got, shortened := scaffold.Short(text, 500); !shortened || len(got) > 500 || !strings.Contains(got, "#### FAQ") {
		t.Errorf("Short = %q, %t", got, shortened)
	}
	if got, shortened := scaffold.Short(text, len(text)); shortened || got != text {
		t.Errorf("Short = %q, %t", got, shortened)
	}
	if got, shortened := scaffold.Short(text, 5); !shortened || got != "" {
		t.Errorf("Short = %q, %t", got, shortened)
	}
}
