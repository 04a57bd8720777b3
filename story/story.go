// Package story knows what a story is: it reads the Markdown of one file into
// the stories it holds, who tells them, which questions they answer, and where
// in the file everything stands.
//
// It reads one text at a time and knows nothing of other files, of GitHub, or
// of any language: every word it looks for is data in Conventions. Parsing
// never fails; a text that holds no story has no stories.
package story

import (
	"bytes"
	"strings"
)

// A Span is a range of bytes in a file's text, half-open: End is not part of it.
type Span struct{ Start, End int }

// Contains reports whether other lies within s.
func (s Span) Contains(other Span) bool { return s.Start <= other.Start && other.End <= s.End }

// Empty reports whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// A Status says how far a question is answered.
type Status string

// The states of a question. Missing also stands for a question without
// anything under it; NotAsked for one this dialect or template does not ask.
const (
	Answered    Status = "answered"
	Placeholder Status = "placeholder"
	Missing     Status = "missing"
	NotAsked    Status = "not-asked"
)

// A File is one parsed text.
type File struct {
	Path string // as given to Parse
	Text []byte // as given to Parse; spans index it; nil if it was trimmed
	Data Span   // its front matter; empty if there is none

	Stories     []*Story     // in the order of the text
	Index       bool         // several stories stand in this one file
	Headings    []Heading    // all, in the order of the text
	Links       []Link       // links and images outside code, in the order of the text
	Undefined   []Reference  // references without a definition, not even one that unclosed code swallows
	Definitions []Definition // link reference definitions
	Code        []Code       // code blocks and code spans
	Items       []Item       // blocks of prose, for rules that read the text itself
	Misclosed   []Span       // fences meant to close a block that have a word behind them
	Notes       []Note       // of a file with stories: what the writer noted for themselves

	size  int      // of the text, in bytes
	lines []uint32 // offset of each line's first byte
	kept  []keptLine
}

// Position is the 1-based line and column (in bytes) of an offset. Offsets
// outside the text are clamped.
func (f *File) Position(offset int) (line, column int) {
	offset = max(0, min(offset, f.size))
	low, high := 0, len(f.lines)
	for high-low > 1 {
		if middle := (low + high) / 2; int(f.lines[middle]) <= offset {
			low = middle
		} else {
			high = middle
		}
	}
	return low + 1, offset - int(f.lines[low]) + 1
}

// LineSpan is the span of the line an offset stands in, its line ending
// included.
func (f *File) LineSpan(offset int) Span {
	line, _ := f.Position(offset)
	end := f.size
	if line < len(f.lines) {
		end = int(f.lines[line])
	}
	return Span{int(f.lines[line-1]), end}
}

// Slice is the text of a span; see Trimmed for what a trimmed file has of it.
func (f *File) Slice(s Span) string { return string(f.Bytes(s)) }

// lineStarts lists where the lines of a text begin.
func lineStarts(text []byte) []uint32 {
	starts := make([]uint32, 1, bytes.Count(text, []byte{'\n'})+1)
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return starts
		}
		at += i + 1
		starts = append(starts, uint32(at))
	}
}

// A Story is one story: a whole file or one section of an index file.
type Story struct {
	Kind       string   // ID of its kind
	Template   string   // path of the template it follows, where its kind has several
	Title      string   // its heading as written, without the heading's marks, encoded once; "" if there is none
	Name       string   // the title without the kind's prefix
	TitleSpan  Span     // the heading's line; empty if there is none
	TitleLevel int      // level of the heading, 0 if there is none
	Span       Span     // all of the story
	Characters []string // who tells it, as the cast spells them
	Questions  []Answer // every question of its kind, in the kind's order
	Further    []Answer // questions of the writer's own, in the order of the text; they have no ID
	Pair       Pair
	Table      Table // of a section of an index
	Chapter    bool  // part of a story whose parent page answers the questions
	Misplaced  bool  // title: a heading, but not of the level a title has

	FAQ       Span       // the section of questions, its heading included; empty if there is none
	Notice    Span       // the draft notice's section, its heading included; empty if there is none
	Leftovers []Leftover // text of the template left in the story
}

// Question is the answer to the question with this ID; Status is NotAsked if
// its kind has no such question.
func (s *Story) Question(id string) Answer {
	for _, a := range s.Questions {
		if a.ID == id {
			return a
		}
	}
	return Answer{ID: id, Status: NotAsked}
}

// An Answer is one question of a story's kind and how far it is answered.
type Answer struct {
	ID           string
	Asked        string // the question as the template asks it
	Written      string // the question as the story asks it, or may ask it, without markup; "" if it does not
	Status       Status
	QuestionSpan Span // where the story asks it; empty if it does not
	AnswerSpan   Span // what stands under it; empty if nothing does
	Linked       bool // the answer holds a link
	FirstHand    bool // it holds none and says that there is none to hold: it tells of the writer's own life, or of talks
	Maybe        Span // of one that is missing: a question of the writer's own that may ask the same
	Extra        bool // an earlier template's question: recognised, never asked for
}

// A Pair is the story this one retells, or is retold by.
type Pair struct {
	Linked bool
	Target string // the link's target, "" if there is none
	Wanted bool   // the table says that it isn't written yet, or that somebody should
}

// A Table heads a story that is a section of an index: who tells it, and the
// story it retells or is retold by.
type Table struct {
	Head         Span   // the line of its columns; empty if there is no table
	Row          Span   // the line of the values; empty if there is none
	Cells        []Span // the values
	Who, Partner int    // columns, from 0
}

// A Leftover is text of the template that was left in a story.
type Leftover struct {
	Kind     LeftoverKind
	Span     Span
	Question string // ID of the question of its kind that it is under, "" if it is under none
	Reported bool   // it is under a question without an answer, whose finding covers it
}

// A LeftoverKind says what sort of template text was left.
type LeftoverKind string

// The sorts of leftover text.
const (
	LeftPrompt LeftoverKind = "prompt" // what to write here
	LeftHeader LeftoverKind = "header" // how to use the template, at its top
	LeftName   LeftoverKind = "name"   // the character's place in a question
	LeftPlain  LeftoverKind = "plain"  // what the template does not set apart, and may mean to stay
)

// A Heading is one heading of a file.
type Heading struct {
	Level int
	Text  string // without markup
	Span  Span   // the heading's lines, without the last line ending
	ID    string // its anchor if that was written by hand: {#anchor}

	anchorText string // see AnchorText; "" if that is Text
}

// AnchorText is the text that the heading's anchor is made of: what is shown,
// without pictures and without the attributes in braces.
func (h Heading) AnchorText() string {
	if h.anchorText != "" {
		return h.anchorText
	}
	return h.Text
}

// A Link is one link or image.
type Link struct {
	Target    string // destination as written
	Text      string // shown text without markup
	Span      Span   // from its bracket to the end of its text
	Target0   int    // offset of the destination if it stands inline, else -1
	Reference bool   // the destination stands in a definition
	Label     string // the key of that definition
	Image     bool
	Auto      bool // <https://…>
}

// A Reference is one use of a link label that is defined nowhere.
type Reference struct {
	Label string // as written, white space folded
	Span  Span

	Emphasised bool // the brackets are all that is emphasised: a label such as **[DONE]**, perhaps
	Address    Span // of a line that would define the label but for its address; else empty
	Note       bool // what stands in the brackets is a note, and no label
}

// A Definition defines a link label.
type Definition struct {
	Label, Target string
	Span          Span // its lines, without the last line ending
}

// Key is the label as labels are compared: in lower case, white space folded.
func (d Definition) Key() string { return labelOf(d.Label) }

// labelOf is a label as labels are compared.
func labelOf(label string) string {
	return strings.ToLower(strings.Join(strings.Fields(label), " "))
}

// Code is one code block or code span.
type Code struct {
	Span     Span // content of a block without its fences, or the span's content
	Info     string
	Block    bool
	Fenced   bool
	Open     Span // the opening fence's line
	Closed   bool // a fence closes it
	Swallows bool // it is not closed, and parts of a story stand in it
}

// An Item is one block of prose: a paragraph, a heading, the text of a list
// item or of a table cell.
type Item struct {
	Span  Span
	Depth int  // how many lists it stands in
	Quote bool // inside a block quotation
}
