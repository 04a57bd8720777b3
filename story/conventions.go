package story

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/filename"
)

// Conventions are what a book asks of its stories: data only. Every word the
// parser knows stands here, so that a book in another language needs other
// conventions and no other code.
type Conventions struct {
	Kinds  []Kind
	Cast   []Character
	Teller Teller
	Words  Words
	Rules  Rules // what was decided about rules, for every kind
}

// Rules are severities by the names of rules, for those that do not have their
// own: words that package analysis knows. Off turns a rule off.
type Rules map[string]string

// Off is the severity of a rule that is not asked.
const Off = "off"

// Rule is what was decided about a rule for stories of a kind, "" if nothing
// was. What was decided for the kind goes first; it may be nil.
func (c *Conventions) Rule(k *Kind, name string) string {
	if k != nil && k.Rules[name] != "" {
		return k.Rules[name]
	}
	return c.Rules[name]
}

// A Teller says who tells the stories of a book.
type Teller string

// Who tells the stories.
const (
	OneOfCast Teller = "" // one of its characters
	Anyone    Teller = "anyone"
	Nobody    Teller = "nobody"
)

// IsTemplate reports whether a path is that of a template which was decided on.
// No conventions have none.
func (c *Conventions) IsTemplate(name string) bool {
	return c != nil && slices.ContainsFunc(c.Kinds, func(k Kind) bool { return slices.Contains(k.Templates, name) })
}

// FileName is how a story of a kind is named.
func (c *Conventions) FileName(k *Kind) filename.Pattern {
	if c.Teller != Nobody {
		return k.File
	}
	if k.File.IsDefault() {
		return filename.ByTitle()
	}
	return k.File.WithoutTeller()
}

// Accepts reports whether a story's file may have a name. While nobody tells
// the story it need not name anybody.
func (c *Conventions) Accepts(k *Kind, name string, s *Story) bool {
	var tellers []string
	if c.Teller == OneOfCast {
		tellers = s.Characters
	}
	return c.FileName(k).Accepts(name, tellers)
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

// KindOf is the kind of a story, as the template asks for it that the story
// follows; nil if there is no such kind.
func (c *Conventions) KindOf(s *Story) *Kind {
	k := c.Kind(s.Kind)
	if k == nil || k.Template != nil && k.Template.Path == s.Template {
		return k
	}
	for i := range k.Others {
		if k.Others[i].Template.Path == s.Template {
			return &k.Others[i]
		}
	}
	return k
}

// A Kind is one kind of story. Phrases (Titles, Columns, and a question's
// Aliases) are matched by their words alone: never by case, punctuation,
// emphasis, accents or emoji. In a phrase "_" stands for any one word, "*" for
// any few words or none, and "a|b" for either word.
type Kind struct {
	ID          string           // "status-quo"
	Name        string           // "status quo", as in a sentence
	File        filename.Pattern // what a story's file is called
	Directory   string           // name of the directory its stories stand in
	TitlePrefix string           // what a title begins with, with emoji and colon
	Titles      []string         // phrases a title's prefix may consist of
	Columns     []string         // heads of the table column that names a story's partner of this kind
	Required    []string         // IDs of the questions every story of the kind answers
	Indexed     []string         // IDs of the questions a story in an index file is asked
	Questions   []Question       // in the order they are asked
	Earlier     []Question       // what earlier templates asked: recognised, never asked for
	Pairs       string           // ID of the question that names the story's partner, "" if none does
	Rules       Rules            // what was decided about rules for this kind alone
	ByHeading   bool             // its questions are headings, at any level, with something below them
	TitleKey    string           // key of the front matter that holds a title, "" if a heading is one
	Templates   []string         // paths of its templates from the book's root; nil for the one in its directory
	Template    *Template        // nil if the book has none
	Others      []Kind           // the kind as its further templates ask for it
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
	Keys     []string // phrases by which it is known in other words: "takeaways" for the morals
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
	NoteLinks    []string // words for a link, with which brackets begin that are to become one
	NoteWriting  []string // verbs that only a text can be the object of
	NoteTexts    []string // parts of a text, and what belongs into it
	NoteHeads    []string // words before a colon behind which an instruction is a note
	NoteStubs    []string // whole paragraphs that say no more than that the text is not finished
	NoteParts    []string // more of them, which only remarks name: the words of each must all be known
	NoteLacks    []string // that something is not there yet
	NoteNeeds    []string // that something is needed, said of nothing: with these a remark may begin
	NoteTasks    []string // work on a text, besides NoteVerbs and NoteWriting
	NoteDegrees  []string // how much and how well
	NotePlaces   []string // where and when
	NoteLittle   []string // what may stand between the words of a remark
	NoteQueries  []string // short questions in brackets about the word before them
	NoteUnsure   []string // how a paragraph begins that does not know what to say
	NoteGaps     []string // what belongs in the place of brackets that hold the word alone
	NoteSources  []string // what is still to be found if it stands with a question mark in brackets
	NoteUnits    []string // what is counted or measured, behind a number that is still to come
	NoteDangling []string // words that no paragraph ends with
	Abbreviation []string // words that a full stop is part of
	NoNote       []string // words behind one of NotePrefix that make it part of a sentence
	Editorial    []string // words in square brackets that are no link: what an editor puts into a quotation
	Conjunction  []string // words between two names
	Of           []string // words between a kind's name and its subject in a chapter's title
	Optional     []string // words behind a question that need not be answered
	Filler       []string // words that say nothing about which question is asked
	Skip         []string // file names, without ending, that are never stories
}

// Origin begins the line that names the idea a story was begun from.
const Origin = "This story began as [an idea]("
