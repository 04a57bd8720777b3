package story

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/parser"

	"github.com/storybot-app/storybot/internal/markdown"
)

// Parse reads one text by these conventions. The path is only ever looked at:
// file and directory names help to tell what a text is.
func Parse(path string, text []byte, c *Conventions) *File {
	return NewParser(c).Parse(path, text)
}

// A Parser holds conventions made ready to parse many texts; it may be used
// from several goroutines.
type Parser struct {
	conventions *Conventions
	md          parser.Parser
	kinds       []kindPhrases
	cast        []castName
	words       wordPhrases
	prompts     map[string][]prompt // of the kinds and then of the words, by first word
	openings    []prompt            // of the words alone
	noteSizes   [256]uint32         // how long, in bytes, a word of words.note may be, by its first byte
}

type kindPhrases struct {
	*Kind
	titles, columns []phrase
	questions       []questionPhrases // those asked, then those only recognised
	others          []kindPhrases     // the kind as its further templates ask for it
	first           map[string]bool   // words a question may begin with; "*" if any may
	firstByte       [256]bool         // what a question may begin with; 0 if anything
}

type questionPhrases struct {
	*Question
	exact   phrase
	aliases []phrase
	keys    []phrase
	extra   bool
	// prompted are the folded words of what the template says below it, in a
	// row, with a space before and behind each.
	prompted string
}

type wordPhrases struct {
	faq, notice, sections, character, unwritten, blank []phrase
	noteBracket, editorial                             []phrase
	noteOpening, firstHand, noAnswer                   phraseIndex
	noteAside                                          map[string][]phrase
	note, noNote, unit, dangling, abbreviation         []string
	noteVerb, noteObject, noteSource                   []string
	noteWriting, noteText, noteGap, noteLink           []string
	noteStub, noteHead, noteUnsure, noteQuery          map[string][]phrase
	classes                                            map[string]wordClass
	conjunction, of, optional, filler, skip            []string
	nameToken                                          string // folded; "" unless it is one word
}

// NewParser makes a parser of conventions, which must not be changed later.
func NewParser(c *Conventions) *Parser {
	w := &c.Words
	p := &Parser{
		conventions: c, md: markdown.NewParser(),
		words: wordPhrases{
			faq: phrases(w.FAQ), notice: phrases(w.Notice), sections: phrases(w.Sections), character: phrases(w.Character),
			unwritten: phrases(w.Unwritten), blank: phrases(w.Blank), noAnswer: indexed(phrases(w.NoAnswer)), firstHand: indexed(phrases(w.FirstHand)),
			noteOpening: indexed(phrases(w.NoteOpenings)), noteBracket: phrases(w.NoteBrackets), editorial: phrases(w.Editorial),
			note: w.NotePrefix, noNote: w.NoNote, unit: w.NoteUnits, noteVerb: w.NoteVerbs, noteObject: w.NoteObjects, noteSource: w.NoteSources,
			noteWriting: w.NoteWriting, noteText: w.NoteTexts, noteGap: w.NoteGaps, noteLink: w.NoteLinks, noteStub: asides(w.NoteStubs), noteHead: asides(w.NoteHeads),
			noteUnsure: asides(w.NoteUnsure), noteQuery: asides(w.NoteQueries), classes: wordClasses(w),
			noteAside: asides(w.NoteAsides), dangling: w.NoteDangling, abbreviation: w.Abbreviation,
			conjunction: w.Conjunction, of: w.Of, optional: w.Optional, filler: w.Filler, skip: w.Skip,
		},
	}
	if token := fold(w.NameToken); len(token) == 1 {
		p.words.nameToken = token[0]
	}
	for _, word := range w.NotePrefix {
		for _, written := range []string{strings.ToLower(word), strings.ToUpper(word)} {
			if written != "" && len(written) <= maxMark {
				p.noteSizes[written[0]] |= 1 << len(written)
			}
		}
	}
	for _, character := range c.Cast {
		p.cast = append(p.cast, castName{character.Name, fold(character.Name)})
	}
	for _, words := range phrases(w.Prompts) {
		p.openings = append(p.openings, newPrompt(words, LeftPrompt))
	}
	for _, words := range phrases(w.Headers) {
		p.openings = append(p.openings, newPrompt(words, LeftHeader))
	}
	return p.For(c.Kinds)
}

// asides are phrases by their first words.
func asides(list []string) map[string][]phrase {
	index := map[string][]phrase{}
	for _, p := range phrases(list) {
		if len(p) > 0 {
			index[p[0]] = append(index[p[0]], p)
		}
	}
	return index
}

// For is a parser of the same words and cast for other kinds, which must not be
// changed later.
func (p *Parser) For(kinds []Kind) *Parser {
	other := *p
	conventions := *p.conventions
	conventions.Kinds = kinds
	other.conventions = &conventions
	other.kinds, other.prompts = nil, map[string][]prompt{}
	for i := range kinds {
		other.addKind(&kinds[i])
	}
	for _, opening := range p.openings {
		other.addPrompt(opening)
	}
	return &other
}

func (p *Parser) addKind(k *Kind) {
	added := p.phrasesOf(k)
	for i := range k.Others {
		added.others = append(added.others, p.phrasesOf(&k.Others[i]))
	}
	p.kinds = append(p.kinds, added)
}

// phrasesOf makes a kind ready to be found, and what its template says.
func (p *Parser) phrasesOf(k *Kind) kindPhrases {
	added := kindPhrases{Kind: k, titles: phrases(k.Titles), columns: phrases(k.Columns), first: map[string]bool{}}
	for _, list := range [][]Question{k.Questions, k.Earlier} {
		for i := range list {
			q := &list[i]
			asked := questionPhrases{
				Question: q, exact: p.asked(q.Text), aliases: phrases(q.Aliases), keys: phrases(q.Keys),
				extra: len(added.questions) >= len(k.Questions), prompted: inRow(q.Prompts),
			}
			added.questions = append(added.questions, asked)
			added.begins(asked.exact)
			for _, alias := range asked.aliases {
				added.begins(alias)
			}
			for _, text := range q.Prompts {
				p.addTemplatePrompt(text, LeftPrompt)
			}
		}
	}
	if k.Template == nil {
		return added
	}
	for _, text := range k.Template.Prompts {
		p.addTemplatePrompt(text, LeftPrompt)
	}
	for _, text := range k.Template.Headers {
		p.addTemplatePrompt(text, LeftHeader)
	}
	for _, text := range k.Template.Plain {
		p.addPrompt(prompt{phrase: fold(text), kind: LeftPlain, whole: true})
	}
	return added
}

func (k *kindPhrases) begins(p phrase) {
	if len(p) == 0 {
		return
	}
	k.firstByte[p.first()] = true
	if p[0] == "_" {
		k.first["*"] = true
	} else {
		k.first[p[0]] = true
	}
}

// may reports whether a question may begin with this word: a cheap look before
// words are compared.
func (k *kindPhrases) may(word string) bool { return k.first["*"] || k.first[word] }

// asked is a question's text as a phrase: any words may stand in the
// character's place.
func (p *Parser) asked(text string) phrase {
	words := p.askedWords(text)
	made := make(phrase, 0, len(words))
	for _, word := range words {
		if word == p.words.nameToken {
			word = "*"
		}
		made = append(made, word)
	}
	return made
}

func (p *Parser) withoutOptional(words []string) []string {
	if n := len(words); n > 0 && slices.Contains(p.words.optional, words[n-1]) {
		return words[:n-1]
	}
	return words
}

// question finds the question of a kind that these words ask.
func (k *kindPhrases) question(words []string) int {
	if len(words) == 0 || !k.firstByte[words[0][0]] && !k.firstByte[0] {
		return -1
	}
	for i := range k.questions {
		if k.questions[i].exact.match(words) {
			return i
		}
	}
	for i := range k.questions {
		if anyMatch(k.questions[i].aliases, words) {
			return i
		}
	}
	return -1
}

// Scan reads one text as Markdown alone: what it links to, its headings and
// its code, and no stories.
func (p *Parser) Scan(path string, text []byte) *File {
	f, _ := p.scan(path, text)
	return f
}

func (p *Parser) scan(path string, text []byte) (*File, []block) {
	f := &File{Path: path, Text: text, Data: Span{0, frontMatter(text)}, size: len(text), lines: lineStarts(text)}
	return f, f.scan(p.md)
}

// Parse reads one text.
func (p *Parser) Parse(path string, text []byte) *File {
	if decoded, ok := fromUTF16(text); ok {
		return p.fromWide(path, text, decoded)
	}
	f, blocks := p.scan(path, text)
	d := &document{Parser: p, file: f, place: p.placeOf(path), blocks: blocks}
	if stories := d.sections(); len(stories) > 0 {
		f.Index, f.Stories = true, stories
	} else if s := d.whole(); s != nil {
		f.Stories = []*Story{s}
	}
	if len(f.Stories) > 0 {
		d.plainBrackets()
		f.Notes = d.notes()
		d.swallowed()
	}
	return f
}
