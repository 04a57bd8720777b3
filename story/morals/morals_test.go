package morals_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/morals"
	"github.com/storybot-app/storybot/templates"
)

func collect(t *testing.T, texts ...string) morals.Table {
	t.Helper()
	b, err := book.Builtin(templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	var files []*story.File
	for i, text := range texts {
		files = append(files, b.Parse("src/vision/status_quo/alan_"+string(rune('a'+i))+".md", []byte(text)))
	}
	return morals.Collect(files, b)
}

func told(answer string) string {
	return "# 😱 Status quo stories: Alan bakes\n\nThe oven was cold.\n\n## 🤔 Frequently Asked Questions\n\n" +
		"### **What are the morals of the story?**\n\n" + answer + "\n\n### **What are the sources for this story?**\n\nHis own bakery.\n"
}

func TestAnAnswerIsTakenApart(t *testing.T) {
	type point = morals.Point
	for _, test := range []struct {
		name, answer string
		want         []point
	}{
		{"sentence", "Ovens take time.", []point{{Text: "Ovens take time."}}},
		{"paragraph of two lines", "Ovens take\ntime.", []point{{Text: "Ovens take time."}}},
		{"paragraphs", "Ovens take time.\n\nSo does dough.", []point{{Text: "Ovens take time."}, {Text: "So does dough."}}},
		{"items", "* Ovens take time.\n* So does dough.", []point{{Text: "Ovens take time."}, {Text: "So does dough."}}},
		{"numbers", "1. Ovens take time.\n\n2. So does dough.", []point{{Text: "Ovens take time."}, {Text: "So does dough."}}},
		{"tasks", "- [ ] Ovens take time.\n- [x] So does dough.", []point{{Text: "Ovens take time."}, {Text: "So does dough."}}},
		{"bullets that are no Markdown", "• Ovens take time.\n• So does dough.", []point{{Text: "Ovens take time."}, {Text: "So does dough."}}},
		{"lines broken on purpose", "Ovens take time.  \nSo does dough.", []point{{Text: "Ovens take time."}, {Text: "So does dough."}}},
		{"items below a colon", "Bakers learn that:\n\n* ovens take time\n* dough does, too", []point{
			{Text: "ovens take time", Under: "Bakers learn that:"}, {Text: "dough does, too", Under: "Bakers learn that:"},
		}},
		{"items below a sentence", "Bakers learn.\n\n* Ovens take time", []point{{Text: "Bakers learn."}, {Text: "Ovens take time"}}},
		{"items below an item with a colon", "* Bakers learn:\n  * ovens take time\n  * dough rises\n* Bread sells.", []point{
			{Text: "ovens take time", Under: "Bakers learn:"}, {Text: "dough rises", Under: "Bakers learn:"}, {Text: "Bread sells."},
		}},
		{"items that explain an item", "* Ovens take time.\n  * Wood is wet.\n    * In May.\n  * Stone is cold.\n* Bread sells.", []point{
			{Text: "Ovens take time.", More: "Wood is wet. In May. Stone is cold."}, {Text: "Bread sells."},
		}},
		{"paragraphs of an item", "* Ovens take time.\n\n  Wood is wet.\n\n* Bread sells.", []point{{Text: "Ovens take time.", More: "Wood is wet."}, {Text: "Bread sells."}}},
		{"strong sentences", "**Ovens take time.** Wood is wet.\n\n**Nobody buys cold bread.** It is stale.", []point{
			{Text: "Ovens take time.", More: "Wood is wet."}, {Text: "Nobody buys cold bread.", More: "It is stale."},
		}},
		{"strong before a dash", "- **Ovens take time** – wood is wet.", []point{{Text: "Ovens take time", More: "wood is wet."}}},
		{"a stressed word", "**Wood** is wet.", []point{{Text: "Wood is wet."}}},
		{"a strong line", "**Cold ovens**\n\nWood is wet.\n\nStone is cold.\n\n**Dough**\n\nIt rises.", []point{
			{Text: "Cold ovens", More: "Wood is wet. Stone is cold."}, {Text: "Dough", More: "It rises."},
		}},
		{"headings", "#### Cold ovens\n\nWood is wet.\n\n#### Dough\n\n* It rises.\n* It falls.", []point{
			{Text: "Cold ovens", More: "Wood is wet."}, {Text: "It rises.", Under: "Dough"}, {Text: "It falls.", Under: "Dough"},
		}},
		{"a quotation", "> Ovens take time.", []point{{Text: "Ovens take time."}}},
		{"a table", "| what | why |\n| --- | --- |\n| Ovens | wood |", []point{{Text: "Ovens · wood ·"}}},
		{"code and links", "Read `oven.rs` in [the manual][m][^1].\n\n```\nheat()\n```\n\n[m]: https://example.org", []point{{Text: "Read oven.rs in the manual."}}},
		{"comments", "Ovens take time.<!-- really -->\n\n<!--\nmore\n-->", []point{{Text: "Ovens take time."}}},
		{"escapes", `Ovens \* take \<time\>.`, []point{{Text: "Ovens * take <time>."}}},
		{"no answer", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []point
			for _, m := range collect(t, told(test.answer)).Morals {
				m.Line = 0
				got = append(got, m.Point)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestWhereMoralsStand(t *testing.T) {
	got := collect(t, strings.ReplaceAll(told("* Ovens take time.\n* So does dough."), "\n", "\r\n"))
	var lines []int
	for _, m := range got.Morals {
		lines = append(lines, m.Line)
	}
	if diff := cmp.Diff([]int{9, 10}, lines); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestFurtherQuestions(t *testing.T) {
	got := collect(t, told("Ovens take time.")+"\n### **Why is wood wet?**\n\nIt rained.\n\nIt still does.\n\n### **Is it dry now?**\n")
	want := []morals.Story{{
		Path: "src/vision/status_quo/alan_a.md", Title: "Alan bakes", Kind: "status-quo", Characters: []string{"Alan"},
		Further: []morals.Further{{Question: "Why is wood wet?", Line: 15, Points: []morals.Point{{Text: "It rained.", Line: 17}, {Text: "It still does.", Line: 19}}}},
	}}
	if diff := cmp.Diff(want, got.Stories); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestMoralsWithWordsInCommonHaveATheme(t *testing.T) {
	texts := []string{
		told("* Wet wood never heats an oven.\n* Customers leave at noon."),
		told("* An oven with wet wood smokes.\n* Slugs eat lettuce at night."),
		told("* Lettuce attracts slugs.\n* Pianos go out of tune."),
	}
	want := collect(t, texts...)
	var themes []string
	for _, m := range want.Morals {
		theme := "none"
		if m.Theme >= 0 {
			theme = strings.Join(want.Themes[m.Theme].Words, " ")
		}
		themes = append(themes, theme+": "+m.Text)
	}
	if diff := cmp.Diff([]string{
		"oven wet wood: Wet wood never heats an oven.", "oven wet wood: An oven with wet wood smokes.",
		"lettuce slugs: Slugs eat lettuce at night.", "lettuce slugs: Lettuce attracts slugs.",
		"none: Customers leave at noon.", "none: Pianos go out of tune.",
	}, themes); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for range 20 {
		if diff := cmp.Diff(want, collect(t, texts...)); diff != "" {
			t.Fatalf("another time it is another answer: -want +got\n%s", diff)
		}
	}
}
