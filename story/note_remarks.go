package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A remark is a short text about the text itself, as writers leave it for
// themselves: "Ending missing.", "Write more.", "Needs a nicer title.". No such
// phrase is known; what is known is what each word of it may be.

// A wordClass says what a word may be in a remark.
type wordClass uint8

const (
	classPart   wordClass = 1 << iota // of a text: ending, scene, quote
	classLack                         // that something is not there yet: missing, needed
	classNeed                         // a lack that begins a remark without saying whose it is: needs
	classTask                         // work on a text: write, move, cut
	classDegree                       // how much, how well: more, better, too
	classPlace                        // where or when: here, later
	classLittle                       // what may stand between: a, of, still
)

// wordClasses are the classes of words by word.
func wordClasses(w *Words) map[string]wordClass {
	classes := map[string]wordClass{}
	for _, list := range []struct {
		wordClass
		words []string
	}{
		{classPart, w.NoteTexts},
		{classPart, w.NoteParts},
		{classLack, w.NoteLacks},
		{classNeed, w.NoteNeeds},
		{classTask, w.NoteVerbs},
		{classTask, w.NoteWriting},
		{classTask, w.NoteTasks},
		{classDegree, w.NoteDegrees},
		{classPlace, w.NotePlaces},
		{classLittle, w.NoteLittle},
	} {
		for _, word := range list.words {
			classes[word] |= list.wordClass
		}
	}
	return classes
}

// maxRemark is how many words a remark has at most, and maxTold one whose words
// are not all known.
const (
	maxRemark = 6
	maxTold   = 8
)

// A sureness is how sure it is that a text is a remark.
type sureness int

const (
	noRemark sureness = iota
	likelyRemark
	surelyRemark
)

// remark reads a paragraph that is a single short line, and no part of a list.
// Its first word is known; most end there.
func (n *notebook) remark(b *block, line Span, word string) sureness {
	const opens = classPart | classLack | classNeed | classTask | classDegree | classPlace
	if n.words.classes[word]&opens == 0 && n.words.noteUnsure[word] == nil || b.depth > 0 || line.End != b.span.End || line.End-line.Start > maxStub {
		return noRemark
	}
	text := bytes.Trim(n.file.Text[line.Start:line.End], "*_ ")
	if !isBareText(text) || len(n.file.LinksIn(line)) > 0 {
		return noRemark
	}
	words := fold(string(text))
	if found := n.telegraphic(words); found != noRemark {
		if bytes.ContainsAny(text, "?!") {
			return likelyRemark
		}
		return found
	}
	return likelyIf(n.isTerse(words, text) || n.unsaid(words, text))
}

// isBareText reports whether a text has no sign that a remark does without: those
// of speech, code, links and lists of facts.
func isBareText(text []byte) bool {
	signs := bytes.ContainsAny(text, "\"“”„«»`|@$<[(#=") || bytes.Count(text, []byte("/")) != bytes.Count(text, []byte(" w/"))
	return len(text) > 0 && !signs && text[len(text)-1] != ':'
}

// isTerse reports whether a text is a single word that names a part or work and
// is no sentence, or that only a writer is asked for, with a little more.
func (n *notebook) isTerse(words []string, text []byte) bool {
	if len(words) == 0 || len(words) > maxRemark {
		return false
	}
	asks, writes := bytes.IndexByte(text, '?') >= 0, slices.Contains(n.words.noteWriting, words[0])
	if len(words) == 1 {
		first, _ := utf8.DecodeRune(text)
		return writes || (asks || unicode.IsLower(first)) && n.words.classes[words[0]]&(classPart|classTask) != 0
	}
	return !asks && writes
}

func likelyIf(is bool) sureness {
	if is {
		return likelyRemark
	}
	return noRemark
}

// telegraphic reads a text of which every word is known. What is missing and of
// what makes it certain; work on a part of a text is only likely, since readers
// are asked for that, too.
func (n *notebook) telegraphic(words []string) sureness {
	if len(words) < 2 || len(words) > maxRemark || n.isSentence(words) {
		return noRemark
	}
	var all wordClass
	for _, w := range words {
		class := n.words.classes[w]
		if class == 0 && !isNumber(w) {
			return noRemark
		}
		all |= class
	}
	switch {
	case all&classPart != 0 && all&classLack != 0:
		return surelyRemark
	case all&classPart != 0:
		return likelyIf(all&(classNeed|classTask|classDegree|classPlace) != 0)
	}
	return likelyIf(all&classTask != 0 && all&(classDegree|classPlace) != 0)
}

// unsaid reports whether words leave out who or what they speak of, as nobody
// does in a story: a part of a text that begins them without an article, and is
// not there yet; a need; work on a part; or what goes here.
func (n *notebook) unsaid(words []string, text []byte) bool {
	if len(words) < 2 || len(words) > maxTold || bytes.IndexByte(text, '?') >= 0 {
		return false
	}
	class := n.words.classes
	first, last := class[words[0]], class[words[len(words)-1]]
	var rest wordClass
	for _, w := range words[1:] {
		rest |= class[w]
	}
	here := last&classPlace != 0
	switch {
	case first&classPart != 0:
		return rest&classLack != 0 || here
	case anyPrefix(n.words.noteUnsure[words[0]], words):
		return true
	case first&classNeed != 0 && bytes.HasPrefix(text[min(len(text), len(words[0])):], []byte(":")):
		return true
	case first&classNeed != 0, first&classTask != 0:
		return rest&classPart != 0
	}
	return first&classDegree != 0 && here
}

// askedWord reports whether brackets hold a short question about the word before
// them: which one, name, when exactly.
func (n *notebook) askedWord(words []string, inner []byte) bool {
	first, _ := utf8.DecodeRune(inner)
	if len(words) == 0 || len(words) >= minAsked || !unicode.IsLower(first) {
		return false
	}
	return n.words.classes[words[0]]&classPart != 0 || anyExact(n.words.noteQuery[words[0]], words) || n.telegraphic(words) != noRemark
}

// saysWhat reports whether square brackets say what is to stand there: a part
// of a text, and of what.
func (n *notebook) saysWhat(words []string, label string) bool {
	if len(words) < 2 || len(words) > maxTold || n.words.classes[words[0]]&classPart == 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(label)
	return unicode.IsLower(first) && n.words.classes[words[1]]&classLittle != 0
}

// isPlaceholder reports whether square brackets with a single word stand in a
// sentence as what is still to come does: between spaces, in running text, where
// no other such brackets do.
func (n *notebook) isPlaceholder(span Span) bool {
	line := n.file.lineAt(span.Start)
	before, after := n.file.Text[line.Start:span.Start], n.file.Text[span.End:line.End]
	if len(before) > 0 && before[len(before)-1] != ' ' || bytes.IndexByte(before, '[') >= 0 || bytes.IndexByte(after, '[') >= 0 {
		return false
	}
	first, _ := utf8.DecodeRune(n.file.Text[span.Start+1:])
	return unicode.IsLower(first) && !bytes.ContainsAny(before, "|`$-*") && (len(after) == 0 || bytes.IndexByte([]byte(" .,;!\r\n"), after[0]) >= 0)
}

// pointsOut reports whether brackets hold a verb and what it points to, and no
// more: readers are told to check this, too.
func (n *notebook) pointsOut(words []string) bool {
	return len(words) == 2 && slices.Contains(n.words.noteVerb, words[0]) && slices.Contains(n.words.noteObject, words[1]) && n.words.classes[words[1]] == classLittle && !anyExact(n.words.noteAside[words[0]], words)
}

// isSentence reports whether words begin as a sentence does that says what several
// things do, as in "Links move.". Nobody asks themselves for work that way.
func (n *notebook) isSentence(words []string) bool {
	first, second := n.words.classes[words[0]], n.words.classes[words[1]]
	return first == classPart && strings.HasSuffix(words[0], "s") && second&classTask != 0 && second&classLack == 0
}
