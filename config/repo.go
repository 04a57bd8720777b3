package config

import "errors"

// RepoPath is where a repository keeps its settings; they are read from its
// default branch only.
const RepoPath = ".github/storybot.yml"

// MaxRepo is how long the settings of a repository may be, in bytes.
const MaxRepo = 64 << 10

// ErrTooLong returns what is wrong with settings of more than MaxRepo bytes,
// for those who know their size and have not read them.
func ErrTooLong() *Error { return &Error{1, 1, "The settings are longer than 64 KiB."} }

// Repo is what a repository decided. The zero value is the default. The tags
// what are the texts of the documentation.
type Repo struct {
	Checks Checks `yaml:"checks" what:"The check run."`
	Labels Labels `yaml:"labels" what:"Labels that say how things are."`
	Claims Claims "yaml:\"claims\" what:\"What happens to an idea whose claimant hasn't been seen there for three weeks: a reminder, and after four weeks someone else can claim it (`release`), only the reminder (`remind`), or nothing (`off`). The default is `release`.\""
	Book   Book   `yaml:"book" what:"How the book tells its stories. Anything left out follows the built-in conventions."`
}

// Checks is the part of Repo about the check run.
type Checks struct {
	// Required says that merging waits for the check run: it then fails
	// while questions are open, and is there, green, on pull requests without a
	// story too.
	Required bool "yaml:\"required\" what:\"`true` if branch protection requires the check `storybot`: it then fails while questions are open, and passes on pull requests without a story.\""
}

// Labels is the part of Repo about labels.
type Labels struct {
	Hold string `yaml:"hold" what:"Label of a pull request that is on hold, such as do-not-merge. Without a name there is none."`
}

// Book is the part of Repo about the book's conventions.
type Book struct {
	Teller Teller   `yaml:"teller" what:"Who tells the stories: one of the cast, anyone, or nobody in particular. The default is cast."`
	Cast   []string `yaml:"cast" what:"Names of the characters, where the book has no page or directory named characters."`
	Kinds  []Kind   `yaml:"kinds" what:"The kinds of story: all of them, if any is given."`
	Rules  Rules    `yaml:"rules" what:"How severe a rule's findings are, or off to turn the rule off. The defaults are in docs/rules.md."`
	Form   Form     `yaml:"form" what:"What the issue form for ideas asks, besides the English questions. Each is a list of questions, or of how they begin."`
	Words  Words    `yaml:"words" what:"Words of the book's language, besides the English ones. Each is a list of phrases: case, accents, punctuation and emphasis don't matter; _ is any one word, * is any few words or none, and a|b is either word."`
}

// TemplatePaths are the paths of the templates that are named, from the book's
// root.
func (b Book) TemplatePaths() []string {
	var paths []string
	for _, k := range b.Kinds {
		paths = append(paths, k.Templates...)
	}
	return paths
}

// Kind is a kind of story. One with the id of a built-in kind inherits what it
// does not say.
type Kind struct {
	ID        string     `yaml:"id" what:"Name of the label: lower-case letters, digits and hyphens. Required."`
	Name      string     `yaml:"name" what:"What it's called in a sentence, such as status quo."`
	Directory string     `yaml:"directory" what:"Name of the directory for its stories; the template.md in there is their template, unless templates names others."`
	Templates []string   `yaml:"templates" what:"Paths of the templates, from the book's root. A story is checked against the one it's most like; new stories start from the first."`
	File      string     `yaml:"file" what:"Pattern of file names, such as {number}-{title}.md; the default is {teller}_{title}.md. Hyphens or underscores in it join the title's words, too."`
	Title     string     `yaml:"title" what:"What a title begins with, such as 😱 Status quo stories:"`
	Titles    []string   `yaml:"titles" what:"Other phrases a title may begin with."`
	TitleKey  string     `yaml:"title-key" what:"Front-matter key that holds the title, such as title, if no heading does."`
	Asks      Asks       `yaml:"asks" what:"What a story needs: answers to questions, or headings, at any level, with something below them. The default is questions."`
	Questions []Question `yaml:"questions" what:"Questions, or headings, that get an id. Those of the template that aren't listed here are asked, too."`
	Required  []string   `yaml:"required" what:"Ids of the questions every story of the kind has to answer."`
	Pairs     string     `yaml:"pairs" what:"Id of the question whose answer links the story this one retells."`
	Rules     Rules      `yaml:"rules" what:"As book.rules, for stories of this kind alone."`
}

// Question is a question of a kind.
type Question struct {
	ID       string   `yaml:"id" what:"morals, sources, retells, why-character or other-characters, to use the rule of that name, or a name of your own. Required."`
	Text     string   `yaml:"text" what:"The question or heading, with NAME in place of the character. Required."`
	Aliases  []string `yaml:"aliases" what:"Other phrases for it."`
	Keys     []string `yaml:"keys" what:"Phrases that give it away when it's reworded, such as takeaways for the morals."`
	Optional bool     `yaml:"optional" what:"It doesn't have to be answered."`
}

// Form is how the issue form for ideas asks for each thing.
type Form struct {
	Kind       []string `yaml:"kind" what:"Which kind of story it would be."`
	Summary    []string `yaml:"summary" what:"What happens."`
	Characters []string `yaml:"characters" what:"Who could tell it."`
	Morals     []string `yaml:"morals" what:"What readers should take away."`
	Sources    []string `yaml:"sources" what:"Where it comes from."`
	Announce   []string `yaml:"announce" what:"Words that announce a story in an issue's title, such as story or idea."`
}

// Words are the words by which the parts of a story are known.
type Words struct {
	Replace   bool     "yaml:\"replace\" what:\"`true`: these words replace all the English ones, even where you give none. Only name and not-a-story keep theirs.\""
	FAQ       []string `yaml:"faq" what:"Heading above the questions."`
	Notice    []string `yaml:"notice" what:"Heading of the draft notice."`
	Sections  []string `yaml:"sections" what:"Headings of a story's parts, which are never its title."`
	Blank     []string `yaml:"blank" what:"Titles that say nothing, such as the template's own."`
	Name      string   `yaml:"name" what:"The placeholder for the character's name in the template."`
	Prompts   []string `yaml:"prompts" what:"How the text of earlier templates begins."`
	NoAnswer  []string `yaml:"no-answer" what:"Whole answers that say nothing, such as to be written."`
	FirstHand []string `yaml:"first-hand" what:"Phrases that show that an answer is about the writer's own experience."`
	Notes     []string `yaml:"notes" what:"Words a note to oneself begins with, such as todo."`
	NoteParts []string `yaml:"note-parts" what:"Parts of a text that a note speaks of, such as ending or scene."`
	NoteLacks []string `yaml:"note-lacks" what:"Words that say something isn't there yet, such as missing."`
	NoteTasks []string `yaml:"note-tasks" what:"Work on a text, such as shorten or finish."`
	NoteMore  []string `yaml:"note-degrees" what:"How much, how well or where, in a note: more, better, here."`
	NoteSmall []string `yaml:"note-little" what:"Little words between those of a note, such as the or of."`
	And       []string `yaml:"and" what:"Words between two names."`
	Optional  []string `yaml:"optional" what:"Words after a question that mark it as optional."`
	Filler    []string `yaml:"filler" what:"Words that say nothing about which question is asked, such as what or the."`
	Unwritten []string `yaml:"unwritten" what:"What a table says where a story isn't written yet."`
	Character []string `yaml:"character" what:"Heading of the table column that names the character."`
	NotAStory []string `yaml:"not-a-story" what:"Names of files, without extension, that are never stories."`
}

// ParseRepo reads a repository's settings. Any error is an *Error.
func ParseRepo(text []byte) (Repo, error) {
	if len(text) > MaxRepo {
		return Repo{}, ErrTooLong()
	}
	root, err := readYAML(text)
	switch {
	case errors.Is(err, errDocuments):
		return Repo{}, &Error{1, 1, "Want one YAML document."}
	case err != nil:
		return Repo{}, syntaxError(err)
	case root == nil:
		return Repo{}, nil
	}
	if wrong := match(root); wrong != nil {
		return Repo{}, wrong
	}
	var r Repo
	if err := root.Decode(&r); err != nil {
		return Repo{}, syntaxError(err)
	}
	if wrong := r.Book.check(root); wrong != nil {
		return Repo{}, wrong
	}
	return r, nil
}
