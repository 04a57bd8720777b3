package idea_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/idea"
)

// asIs compares empty and nil lists as equal.
var asIs = cmpopts.EquateEmpty()

func conventions() *story.Conventions { return story.Defaults() }

func TestRead(t *testing.T) {
	tests := []struct {
		name, title, body string
		labels            []string
		want              idea.Idea
	}{
		{
			name: "Markdown template, everything filled in", title: "Waiting for the ferry", labels: []string{"help wanted", "status-quo-story-ideas"},
			body: template("The timetable lies.\n\nSee [the log].\n", "x", " ", "* MonsterMesh\n", "* Timeouts are invisible.\n    * Nobody logs\n      them.\n") +
				"\n[the log]: https://example.org/log\n",
			want: idea.Idea{
				IsIdea: true, Kind: "status-quo", Title: "Waiting for the ferry",
				Summary:    "The timetable lies.\n\nSee [the log].\n\n[the log]: https://example.org/log",
				Characters: []string{"Alan"}, Projects: []string{"MonsterMesh"},
				Morals: []string{"Timeouts are invisible.", "Nobody logs\nthem."},
			},
		},
		{
			name: "Markdown template, nothing filled in", title: "Alan waits", labels: []string{"shiny-vision-story-ideas"},
			body: template("*Give a brief summary of the story or vision here*\n", " ", " ", "* *List some projects here.*\n", "* *Write some morals here.*\n"),
			want: idea.Idea{IsIdea: true, Kind: "shiny-future", Title: "Alan waits", Characters: []string{"Alan"}},
		},
		{
			name: "Markdown template, words before it and bullets taken out", title: "A better sailor", labels: nil,
			body: "I am not sure this fits.\n\n### Brief summary\n\nAlan(/Niklaus?) has sailed for a while.\n\n### Optional details\n\n" +
				"* What are the key points or morals to emphasize?\n    * One learns.\n",
			want: idea.Idea{
				IsIdea: true, Title: "A better sailor", Summary: "Alan(/Niklaus?) has sailed for a while.",
				Characters: []string{"Alan", "Niklaus"}, Morals: []string{"One learns."},
			},
		},
		{
			name: "issue form", title: "[status quo] The last boat", labels: nil,
			body: "### Summary\n\nThe boat left.\n\n### What she saw\n\n> Water.\n\n### Which character would tell it best?\n\n- [ ] Alan: sails\n- [X] Grace: knows Alan\n- [x] barbara\n\n" +
				"### Which projects?\n\n_No response_\n\n### Morals\n\nBe early, or swim\n\n### Sources\n\nhttps://example.org/boat\n",
			want: idea.Idea{
				IsIdea: true, Kind: "status-quo", Title: "The last boat", Summary: "The boat left.\n\n### What she saw\n\n> Water.",
				Characters: []string{"Grace", "Barbara"}, Morals: []string{"Be early, or swim"}, Sources: []string{"https://example.org/boat"},
			},
		},
		{
			name: "issue form with a dropdown for several and a kind", title: "Boats", labels: nil,
			body: "### Kind of story\n\nShiny future\n\n### Summary\n\nThe status quo is bad.\n\n### Characters\n\nAlan, Niklaus\n\n### Morals\n\nN/A\n",
			want: idea.Idea{IsIdea: true, Kind: "shiny-future", Title: "Boats", Summary: "The status quo is bad.", Characters: []string{"Alan", "Niklaus"}},
		},
		{
			name: "an answer that quotes the form", title: "Boats", labels: []string{"status-quo"},
			body: "### Summary\n\nForms ask:\n\n### Morals\n\nand so on\n\n### Characters\n\nGrace, since Alan would fly\n\n### Morals\n\nAsk less\n\n### Summary\n\nagain\n",
			want: idea.Idea{
				IsIdea: true, Kind: "status-quo", Title: "Boats", Summary: "Forms ask:\n\n### Morals\n\nand so on", Characters: []string{"Grace"},
				Morals: []string{"Ask less", "### Summary", "again"},
			},
		},
		{
			name: "labels within code", title: "Boats", labels: []string{"status-quo"},
			body: "### Summary\n\n~~~\n### Characters\nAlan\n~~~\n\n### Characters\n\nGrace\n",
			want: idea.Idea{IsIdea: true, Kind: "status-quo", Title: "Boats", Summary: "~~~\n### Characters\nAlan\n~~~", Characters: []string{"Grace"}},
		},
		{
			name: "free text with a kind in the title", title: "SHINY FUTURE story idea: grace's boat finds itself",
			body: "<!-- hidden\nAlan -->It just **works**.\r\n",
			want: idea.Idea{IsIdea: true, Free: true, Kind: "shiny-future", Title: "grace's boat finds itself", Summary: "It just **works**.", Characters: []string{"Grace"}},
		},
		{
			name: "free text that proposes a story", title: "The boat that was not there",
			body: "This would make a good status quo story. I think of Barbara.",
			want: idea.Idea{
				IsIdea: true, Free: true, Kind: "status-quo", Title: "The boat that was not there",
				Summary: "This would make a good status quo story. I think of Barbara.", Characters: []string{"Barbara"},
			},
		},
		{
			name: "a title like a story's and no kind", title: "Alan cannot find the harbour", body: "",
			want: idea.Idea{IsIdea: true, Free: true, Title: "Alan cannot find the harbour", Characters: []string{"Alan"}},
		},
		{
			name: "an idea for a story", title: "Idea: Grace fixes the pier", body: "",
			want: idea.Idea{IsIdea: true, Free: true, Title: "Grace fixes the pier", Characters: []string{"Grace"}},
		},
		{
			name: "prose about a story of a kind", title: "The pier", body: "A status quo story in which Grace falls in.",
			want: idea.Idea{
				IsIdea: true, Free: true, Kind: "status-quo", Title: "The pier", Summary: "A status quo story in which Grace falls in.",
				Characters: []string{"Grace"},
			},
		},
		{
			name: "both kinds named", title: "Niklaus rows on", body: "Status quo or shiny future, both would do.",
			want: idea.Idea{IsIdea: true, Free: true, Title: "Niklaus rows on", Summary: "Status quo or shiny future, both would do.", Characters: []string{"Niklaus"}},
		},
		{
			name: "marks that do not show", title: "Sta\u200btus quo:\x00 \u202eBarbara rows", body: "\u2066a\u2069\x00b",
			want: idea.Idea{IsIdea: true, Free: true, Kind: "status-quo", Title: "Barbara rows", Summary: "ab", Characters: []string{"Barbara"}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := idea.Read(test.title, test.body, test.labels, conventions())
			if diff := cmp.Diff(test.want, got, asIs); diff != "" {
				t.Errorf("Read (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadIsSilent(t *testing.T) {
	tests := []struct {
		name, title, body string
		labels            []string
	}{
		{"a bug report", "Search does not work", "On the status quo page nothing is found.", []string{"bug"}},
		{"a broken link", "Broken link in Barbara's status quo story", "It goes nowhere.", nil},
		{"a meeting", "(My meeting proposal)", "# Summary\n\nThe shiny future of boats\n\n# Background reading\n\nnone", []string{"meeting-proposal"}},
		{"a roadmap goal", "Roadmap goal: docks", "- [ ] Goal has a landing page\n- [ ] Initiatives are defined", []string{"roadmap"}},
		{"work on the book", "prep for shiny future", "* [ ] update the page of Barbara\n* [ ] create a template", nil},
		{"work with a label", "Barbara needs a portrait", "", []string{"meta"}},
		{"somebody's page", "Alan's page is empty", "", nil},
		{"another form", "Crash", "### Summary\n\nIt crashes\n\n### Version\n\n1.0\n\n### Project\n\nBoat", nil},
		{"an idea for something else", "Idea: dark mode for the book", "Idea: ask a designer", nil},
		{"a report that names a story", "Building fails", "Since the status quo stories by Barbara were merged nothing builds.", nil},
		{"nothing at all", "", "", nil},
		{"a word that is a name", "Wait", "There should be a grace period.", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := idea.Read(test.title, test.body, test.labels, conventions()); got.IsIdea || got.Kind != "" {
				t.Errorf("Read = %+v; want no idea", got)
			}
		})
	}
}

func TestReadInOtherWords(t *testing.T) {
	german := &idea.Words{
		Labels: []idea.Label{
			{Field: idea.FieldSummary, Phrases: []string{"Zusammenfassung"}},
			{Field: idea.FieldCharacters, Phrases: []string{"Welche Figur"}},
		},
		Prompts: []string{"Hier kurz erzählen"},
		Joins:   []string{"und"},
	}
	got := german.Read("Boote", "### Zusammenfassung\n\n*Hier kurz erzählen*\n\nÜber Boote.\n\n### Welche Figur?\n\nGrace und Alan\n", nil, conventions())
	want := idea.Idea{IsIdea: true, Title: "Boote", Summary: "Über Boote.", Characters: []string{"Grace", "Alan"}}
	if diff := cmp.Diff(want, got, asIs); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
}

// template is an issue in the shape of a Markdown issue template.
func template(summary, alan, grace, projects, morals string) string {
	nest := func(text string) string {
		return "    " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    ") + "\n"
	}
	return "### Brief summary\n\n" + summary + "\n### Optional details\n\n" +
		"* (Optional) Which [character(s)] would be the best fit and why?\n" +
		"    * [" + alan + "] [Alan]: has sailed with Grace\n    * [" + grace + "] [Grace]: builds boats\n" +
		"* (Optional) Which [project(s)] would be the best fit and why?\n" + nest(projects) +
		"* (Optional) What are the key points or morals to emphasize?\n" + nest(morals) +
		"\n[character(s)]: https://example.org/characters\n[Alan]: https://example.org/alan\n"
}
