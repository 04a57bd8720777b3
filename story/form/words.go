package form

// Words are what a form says beside the questions of the book. Summary and
// Characters must be labels that package idea knows.
type Words struct {
	Head                       []string // comments above the form, one a line
	Story                      string   // behind the name of a kind
	Description                string   // in the list of forms
	Intro                      string   // above the fields, in Markdown
	Summary, SummaryHint       string
	Characters, CharactersHint string
}

// English are the words of English forms.
func English() *Words {
	return &Words{
		Head: []string{
			"Made by storybot from the story template. Change what you like but the labels of",
			"the questions, since answers are found by them.",
		},
		Story:       "story",
		Description: "An idea in a few words, or a whole story. No git needed.",
		Intro: "Thank you! A story can't be wrong: it shows how something is, or could be, for somebody.\n" +
			"Only the first question needs an answer, and a few words are enough. Anyone can write the story later, including you.\n",
		Summary:        "What happens?",
		SummaryHint:    "A sentence or two will do. If you've written the whole story, paste it here.",
		Characters:     "Which character could tell it?",
		CharactersHint: "More than one is fine, and so is none.",
	}
}
