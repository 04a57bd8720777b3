package report_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/templates"
)

// open is a story with one question open and something a fix can put right.
const open = `# 😱 Status quo stories: Grace waits

## The story

Grace waits for the build.

## 🤔 Frequently Asked Questions

### **What are the morals of the story?**

### **What are the sources for this story?**

My own [notes](https://example.org).

### **Why did you choose *NAME* to tell this story?**

She knows builds.

### **How would this story have played out differently for the other characters?**

Not much.
`

const place = "src/status_quo/grace_waits.md"

// smallBook is a small book.
func smallBook(t *testing.T) review.Book {
	t.Helper()
	files := map[string]string{
		"book.toml":         "[book]\ntitle = \"The kiln\"\n",
		"src/SUMMARY.md":    "# Summary\n\n- [Characters](./characters.md)\n",
		"src/characters.md": "# Characters\n\n## Alan: new here\n\n## Grace: an expert\n",
	}
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	b, err := review.OpenBook(tree, slices.Sorted(maps.Keys(files)), templates.Stories, config.Book{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func decide(t *testing.T, c review.Case) review.Outcome {
	t.Helper()
	texts, err := report.NewTexts(templates.Comments)
	if err != nil {
		t.Fatal(err)
	}
	out, err := texts.Decide(c)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// pull is an open pull request that brings one file.
func pull(b review.Book, name, text string) review.Case {
	lines := gateway.LineRange{From: 1, To: strings.Count(text, "\n")}
	return review.Case{Book: b, Snapshot: &gateway.Snapshot{
		HTMLURL: "https://github.test/book/vision", DefaultBranch: "main", HeadOID: "base",
		Subject: gateway.Subject{Number: 7, Open: true},
		PullRequest: &gateway.PullRequest{HeadOID: "head", Files: []gateway.ChangedFile{{
			Path: name, Status: "added", Read: true, Head: []byte(text), Touched: []gateway.LineRange{lines}, Hunks: []gateway.LineRange{lines},
		}}},
	}}
}

func names(labels []gateway.Label) []string {
	var all []string
	for _, label := range labels {
		all = append(all, label.Name)
	}
	return all
}

// TestDraftAndReady: a draft is told the same, and is neither pressed with
// suggestions nor failed; only a required check of one that is ready fails.
func TestDraftAndReady(t *testing.T) {
	tests := []struct {
		name            string
		draft, required bool
		verdict         string
		review          bool
	}{
		{"draft", true, false, "neutral", false},
		{"draft, required", true, true, "neutral", false},
		{"ready", false, false, "neutral", true},
		{"ready, required", false, true, "failure", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := pull(smallBook(t), place, open)
			c.Snapshot.PullRequest.Draft, c.Policy.CheckRequired = test.draft, test.required
			want := decide(t, c).State
			if want.Check == nil || want.Check.Conclusion != test.verdict {
				t.Errorf("check %+v, want %s", want.Check, test.verdict)
			}
			if (want.Review != nil) != test.review {
				t.Errorf("review %+v, want one: %v", want.Review, test.review)
			}
			if want.Comment == nil || !strings.Contains(want.Comment.Body, "`morals`") || want.Comment.OnlyEdit {
				t.Errorf("comment %+v", want.Comment)
			}
			if diff := cmp.Diff([]string{"status-quo", "character: grace"}, names(want.Labels)); diff != "" {
				t.Errorf("labels (-want +got)\n%s", diff)
			}
		})
	}
}

// TestOneReview: suggestions are an e-mail, so there is one review of them.
func TestOneReview(t *testing.T) {
	c := pull(smallBook(t), place, open)
	c.Snapshot.PullRequest.Reviews = []gateway.Review{{Body: "<!-- storybot:review:v1 -->\nTwo changes"}}
	if want := decide(t, c).State; want.Review != nil {
		t.Errorf("a second review: %+v", want.Review)
	}
}

func TestNothingToSay(t *testing.T) {
	b := smallBook(t)
	closed := pull(b, place, open)
	closed.Snapshot.Subject.Open = false
	issue := review.Case{Book: b, Snapshot: &gateway.Snapshot{Subject: gateway.Subject{Open: true, Title: "The page does not load"}}}
	for name, c := range map[string]review.Case{"closed": closed, "an issue that proposes nothing": issue} {
		if diff := cmp.Diff(gateway.State{}, decide(t, c).State); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	none := decide(t, pull(b, "src/notes.md", "# Notes\n")).State
	if none.Check != nil || none.Comment == nil || !none.Comment.OnlyEdit {
		t.Errorf("no story: check %+v, comment %+v", none.Check, none.Comment)
	}
	required := pull(b, "src/notes.md", "# Notes\n")
	required.Policy.CheckRequired = true
	if got := decide(t, required).State; got.Check == nil || got.Check.Conclusion != "success" {
		t.Errorf("no story, and the check is required: %+v", got.Check)
	}
}

// TestWaived: a waived rule is neither found, nor does it fail a check, and the
// report says who decided it.
func TestWaived(t *testing.T) {
	c := pull(smallBook(t), place, open)
	c.Policy.CheckRequired = true
	c.Memory.Waivers = []ledger.Waiver{{Rule: "morals", Reason: "told in confidence", By: "mia"}}
	want := decide(t, c).State
	if want.Check.Conclusion == "failure" || !strings.Contains(quote.Plain(want.Comment.Body), "told in confidence (mia)") {
		t.Errorf("check %s, comment:\n%s", want.Check.Conclusion, want.Comment.Body)
	}
	for _, a := range want.Check.Annotations {
		if a.Title == "morals" {
			t.Errorf("annotated all the same: %+v", a)
		}
	}
}

// TestMemoryGoesIn: labels we put on before are told to the plan, and nothing
// that is remembered is lost by deciding.
func TestMemoryGoesIn(t *testing.T) {
	c := pull(smallBook(t), place, open)
	c.Memory = ledger.Memory{Labels: ledger.Labels{Placed: []string{"status-quo"}}, Claim: &ledger.Claim{Login: "oliver"}}
	out := decide(t, c)
	if diff := cmp.Diff([]string{"status-quo"}, out.State.Placed); diff != "" {
		t.Errorf("placed (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(c.Memory, out.Memory); diff != "" {
		t.Errorf("memory (-want +got)\n%s", diff)
	}
}

// TestAfresh: somebody who asks for the check run to be made again gets one.
func TestAfresh(t *testing.T) {
	c := pull(smallBook(t), place, open)
	c.Afresh = true
	if !decide(t, c).State.Check.Afresh {
		t.Error("the check run is as it was")
	}
}
