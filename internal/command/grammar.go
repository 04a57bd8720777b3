package command

import (
	"regexp"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// MaxInvocations is how many commands of one comment are run.
const MaxInvocations = 10

// maxText is how much of a text is read, in characters: as many as GitHub
// takes. Anything beyond did not come from there.
const maxText = 65_536

// An Invocation is one command as somebody wrote it.
type Invocation struct {
	// Verb is the command's word in lower case, without slash.
	Verb string
	// Args is the rest of the line: valid UTF-8 without HTML, control or
	// text direction characters. It is still what a stranger wrote.
	Args string
	// Line is the line of the text it stands on, from 1.
	Line int
	// Raw is the line as written, shortened to 200 characters.
	Raw string
	// Alone: it is no command, and all that the text says. Where another bot
	// takes part it may have been meant for that one.
	Alone bool
}

// Parse finds the commands in the Markdown text of a comment, review or
// description: `/verb args` at the start of a line, where no list marker is
// before it, or `@mention verb args`. Mention is the bot's login, with or
// without the at sign. They come in the order of the text; one more than
// MaxInvocations says that there are too many. Words that are neither a command
// nor nearly one (see Lookup) are left out, as meant for somebody else, unless
// they are all that is said: `@mention word`, or a text of one word with a slash
// that is no command of another bot we know (Alone).
// Code, quotations, HTML, links and tables hold no commands.
func (r Registry) Parse(text, mention string) []Invocation {
	source := clip(text)
	addressed := mentionPattern(mention)
	if !strings.Contains(source, "/") && !addressed.MatchString(source) {
		return nil
	}
	var found []Invocation
	lines := plainLines([]byte(source))
	for _, l := range lines {
		l.only = len(lines) == 1 && strings.TrimSpace(source) == l.text
		inv, ok := r.slashCommand(l)
		if !ok {
			inv, ok = r.mentionCommand(l, addressed)
		}
		if !ok {
			continue
		}
		inv.Line, inv.Raw = l.number, shorten(clean(l.text), 200)
		if found = append(found, inv); len(found) > MaxInvocations {
			break
		}
	}
	return found
}

// Without is a text without its lines that are commands of ours: what is left
// is what its writer says. A line that mentions the bot stays.
func (r Registry) Without(text string) string {
	if !strings.Contains(text, "/") {
		return text
	}
	lines := strings.SplitAfter(text, "\n")
	for _, inv := range r.Parse(text, nobody) {
		if strings.HasPrefix(inv.Raw, "/") && inv.Line <= len(lines) {
			lines[inv.Line-1] = "\n"
		}
	}
	return strings.Join(lines, "")
}

// nobody is a mention that nobody can write.
const nobody = "\x00"

// New returns the commands of an edited comment that were not there before, in
// order. Moving a command, or changing only its spaces, does not make it new;
// writing it a second time does.
func New(before, after []Invocation) []Invocation {
	seen := make(map[string]int, len(before))
	for _, inv := range before {
		seen[inv.key()]++
	}
	var added []Invocation
	for _, inv := range after {
		if seen[inv.key()] > 0 {
			seen[inv.key()]--
			continue
		}
		added = append(added, inv)
	}
	return added
}

func (i Invocation) key() string {
	return i.Verb + " " + strings.Join(strings.Fields(i.Args), " ")
}

// slashVerb is a word after a slash that ends in a space, the line's end or a
// mark people put there by habit; a path such as /usr/bin is none. Before it
// may stand the invisible marks that right-to-left keyboards and copying leave.
var slashVerb = lazyregexp.New(`^[\x{200b}\x{200e}\x{200f}\x{feff}]*(/([A-Za-z][A-Za-z-]*)[.,;:!?]*)(?:\s|$)`)

func (r Registry) slashCommand(l line) (Invocation, bool) {
	m := slashVerb().FindStringSubmatchIndex(l.text)
	if m == nil || !l.begins || !l.plainAt(m[2]) {
		return Invocation{}, false
	}
	inv := Invocation{Verb: strings.ToLower(l.text[m[4]:m[5]]), Args: clean(l.without(m[3]))}
	_, miss := r.Lookup(inv)
	inv.Alone = miss == Unknown && l.only && m[3] == len(l.text) && len(inv.Verb) <= longestVerb && !belongsToAnother(inv.Verb)
	return inv, miss != Unknown || inv.Alone
}

// mentionPattern matches the mention and the word after it. GitHub's logins
// hold letters, digits and hyphens only.
func mentionPattern(mention string) *regexp.Regexp {
	login := regexp.QuoteMeta(strings.TrimSuffix(strings.TrimPrefix(mention, "@"), "[bot]"))
	return regexp.MustCompile(`(?i)(?:^|[\s(])(@` + login +
		`(?:\[bot\])?[:,]?[ \t]+(?:please[ \t]+)?/?([a-z][a-z-]*)[.,;:!?)]*)(?:\s|$)`)
}

// mentionCommand reads a mention anywhere in the line. Within a sentence only
// an exact command counts, or praise for the bot would be answered.
func (r Registry) mentionCommand(l line, addressed *regexp.Regexp) (Invocation, bool) {
	m := addressed.FindStringSubmatchIndex(l.text)
	if m == nil || !l.plainAt(m[2]) {
		return Invocation{}, false
	}
	inv := Invocation{Verb: strings.ToLower(l.text[m[4]:m[5]]), Args: clean(l.without(m[3]))}
	_, miss := r.Lookup(inv)
	command := l.begins && m[2] == 0
	return inv, miss == Found || miss == Similar && m[2] == 0 || command && m[3] == len(l.text) && !courtesy(l.text, inv.Verb)
}

// courtesy reports whether somebody says something nice to the bot, or calls out.
func courtesy(line, word string) bool {
	return strings.HasSuffix(line, "!") || slices.Contains(strings.Fields("thanks thank thx ty hi hello hey good great nice cool awesome love well lol ok okay yes no please sorry wow bravo"), word)
}

// clip bounds the text in length and gives every line the same ending. The
// number of lines before any that is kept stays what it was.
func clip(text string) string {
	n := 0
	for i := range text {
		if n == maxText {
			text = text[:i]
			break
		}
		n++
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
