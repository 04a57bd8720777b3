package story

import "strings"

// Conventions are what a book asks of its stories: data only. Every word the
// parser knows stands here, so that a book in another language needs other
// conventions and no other code.
type Conventions struct {
	Kinds []Kind
	Cast  []Character
	Words Words
}

// Kind is the kind with this ID, or nil.
func (c *Conventions) Kind(id string) *Kind {
	for i := range c.Kinds {
		if c.Kinds[i].ID == id {
			return &c.Kinds[i]
		}
	}
	return nil
}

// A Kind is one kind of story. Phrases (Titles, Columns, and a question's
// Aliases) are matched by their words alone: never by case, punctuation,
// emphasis or emoji. In a phrase "_" stands for any one word and "*" for any
// few words or none.
type Kind struct {
	ID          string     // "status-quo"
	Name        string     // "status quo", as in a sentence
	Directory   string     // name of the directory its stories stand in
	TitlePrefix string     // what a title begins with, with emoji and colon
	Titles      []string   // phrases a title's prefix may consist of
	Columns     []string   // heads of the table column that names a story's partner of this kind
	Required    []string   // IDs of the questions every story of the kind answers
	Indexed     []string   // IDs of the questions a story in an index file is asked
	Questions   []Question // in the order they are asked
	Earlier     []Question // what earlier templates asked: recognised, never asked for
	Pairs       string     // ID of the question that names the story's partner, "" if none does
	Template    *Template  // nil if the book has none
}

// LivesIn reports whether stories of the kind live in directories of a name.
func (k *Kind) LivesIn(directory string) bool {
	return k.Directory != "" && strings.EqualFold(directory, k.Directory)
}

// A Question is one question of a kind.
type Question struct {
	ID       string
	Text     string   // as it is asked; the character's place holds the name token
	Aliases  []string // other phrases for it
	Optional bool
	Prompts  []string // what the template says to write under it
	Markdown string   // its line in the template, marks included; "" without a template
}

// A Character is one of the cast.
type Character struct {
	Name string
	Path string // of the character's own page, relative to the book's root; "" if unknown
}

// Words are the remaining words of a book's conventions, as phrases.
type Words struct {
	FAQ          []string // headings of the section of questions
	Notice       []string // headings of the draft notice
	Sections     []string // headings a story's parts have, never its title
	Character    []string // head of the table column that names the character
	Unwritten    []string // table cells that say the partner is not written yet
	Blank        []string // titles that say nothing, as the template's own
	NameToken    string   // the character's place in a question
	Prompts      []string // how leftover template text begins
	Headers      []string // how the template's instructions begin
	NoAnswer     []string // whole answers that say nothing
	FirstHand    []string // phrases in an answer about sources that has nothing to link: a life, a talk
	NotePrefix   []string // words a short note to self begins with
	NoteOpenings []string // how a point about the text itself begins
	NoteBrackets []string // how brackets that say what belongs there begin
	NoteAsides   []string // how round brackets that ask for something begin; a single word is all they hold
	NoteVerbs    []string // how they begin before one of NoteObjects
	NoteObjects  []string
	NoteSources  []string // what is still to be found if it stands with a question mark in brackets
	NoteUnits    []string // what is counted or measured, behind a number that is still to come
	NoteDangling []string // words that no paragraph ends with
	Abbreviation []string // words that a full stop is part of
	NoNote       []string // words behind one of NotePrefix that make it part of a sentence
	Editorial    []string // words in square brackets that are no link: what an editor puts into a quotation
	Conjunction  []string // words between two names
	Of           []string // words between a kind's name and its subject in a chapter's title
	Optional     []string // words behind a question that need not be answered
	Skip         []string // file names, without ending, that are never stories
}

// Origin begins the line that names the idea a story was begun from.
const Origin = "This story began as [an idea]("
