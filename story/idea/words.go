package idea

// A Field is one thing an idea can say.
type Field string

// The fields, in the order in which forms ask for them.
const (
	FieldKind       Field = "kind"
	FieldSummary    Field = "summary"
	FieldCharacters Field = "characters"
	FieldProjects   Field = "projects"
	FieldMorals     Field = "morals"
	FieldSources    Field = "sources"
)

// Words are what issue forms ask and people say when they propose a story, in
// one language. Phrases are compared word by word: case, punctuation, emphasis
// and emoji do not count, and "(s)" at the end of a word is an "s".
type Words struct {
	// Labels are how forms ask for each field, in the order of the forms. A
	// phrase of one word must be the whole label, a longer one its beginning.
	Labels []Label
	// Sections are headings that end an answer and begin none.
	Sections []string
	// Optional are words before a label that do not count.
	Optional []string
	// Prompts are what templates put where an answer belongs.
	Prompts []string
	// Nothing are answers that say nothing.
	Nothing []string
	// Proposals are phrases that propose a story in free text.
	Proposals []string
	// Story is the word for one story.
	Story string
	// Stories are the words that announce a story, alone or after the name of
	// a kind: "story idea: …", "status quo story: …".
	Stories []string
	// Chores are phrases in a title that speak of other work on the book.
	Chores []string
	// FirstPerson are the words of somebody who tells of themselves.
	FirstPerson []string
	// Reports are phrases of those who report a fault of the book or ask about
	// it, wherever they stand.
	Reports []string
	// OtherLabels are words of issue labels that mark other work.
	OtherLabels []string
	// Joins are the words between the names of several characters.
	Joins []string
	// Someone stands for the character in a question that is asked before
	// anybody was chosen.
	Someone string

	questions []Label // of the book, in the words of its form
	order     []Field // in which forms ask
}

// A Label is the ways to ask for one field.
type Label struct {
	Field   Field
	Phrases []string
}

// English are the words of the built-in forms and of the issue templates of
// the wg-async book.
func English() *Words {
	return &Words{
		Labels: []Label{
			{FieldKind, []string{"which kind of story", "what kind of story", "kind of story", "kind", "story kind"}},
			{FieldSummary, []string{"brief summary", "summary", "short summary", "what happens", "what is the story", "your idea", "the idea"}},
			{FieldCharacters, []string{
				"which characters", "which character", "characters", "character",
				"who could tell it", "who would tell", "who should tell", "who tells",
			}},
			{FieldProjects, []string{"which projects", "which project", "projects", "project"}},
			{FieldMorals, []string{
				"what are the key points or morals", "key points or morals", "key points", "morals", "moral",
				"what are the morals", "what is the moral", "what should readers take away", "what should stay with readers",
			}},
			{FieldSources, []string{
				"what are the sources", "sources", "source", "where does it come from",
				"where does this come from", "what is it based on", "what is this based on",
			}},
		},
		Sections: []string{"optional details", "anything else"},
		Optional: []string{"optional"},
		Prompts: []string{
			"give a brief summary of the story or vision here",
			"give a brief summary of the story or experience here",
			"list some projects here",
			"write some morals here",
		},
		Nothing: []string{"no response", "none", "n a", "na", "tbd", "todo", "to do", "unsure", "not sure", "no idea", "don t know", "i don t know"},
		Proposals: []string{
			"story idea", "story about", "idea for a story", "idea for a status quo", "idea for a shiny future",
			"could be a story", "would be a story", "make a story", "make a good story", "make a nice story", "make a great story",
			"a good story", "a nice story", "a great story", "worth a story",
			"write a story", "write a status quo story", "write a shiny future story",
			"propose a story", "story proposal", "propose a status quo story", "propose a shiny future story",
		},
		Story:   "story",
		Stories: []string{"story", "stories", "idea", "ideas", "proposal"},
		Chores: []string{
			"typo", "typos", "spelling", "grammar", "broken link", "broken links", "dead link", "dead links", "missing page",
			"fix link", "fix links", "fix the link", "fix the links", "link another", "links to", "link from", "link to", "404",
			"summary md", "book toml", "readme", "story template", "the template", "the page", "pages", "the index", "table of contents",
			"prep for", "prepare for", "rename", "reorganize", "reorganise", "reconcile", "merged stories", "new stories",
			"mdbook", "deploy the book", "meeting", "agenda", "minutes", "roadmap", "tracking issue",
		},
		FirstPerson: []string{"i", "me", "my", "mine", "myself", "we", "us", "our", "ours"},
		Reports: []string{
			"steps to reproduce", "to reproduce", "expected behavior", "expected behaviour", "actual behavior", "actual behaviour", "stack trace", "the book", "this book",
			"the website", "the site", "this site", "this repo", "this repository", "the repo", "the repository", "pull request", "pr", "chapter", "the search", "the sidebar", "the docs",
			"would you accept", "can you please", "could you please", "please add", "please fix", "feature request", "bug report", "maintainers", "this bot", "the bot", "storybot", "working group",
		},
		OtherLabels: []string{"bug", "meta", "meeting", "roadmap", "tracking", "infra", "infrastructure", "documentation", "docs", "ci", "duplicate", "invalid"},
		Joins:       []string{"and", "or", "with", "maybe", "both", "either"},
		Someone:     "this character",
	}
}
