package command

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/words"
)

// A Refusal is an answer to words that make no sense after a command. Its
// text is one or two kind sentences fit to be posted; what it quotes is marked
// by package quote.
type Refusal struct{ Text string }

// Error returns the text without marks.
func (r *Refusal) Error() string { return quote.Plain(r.Text) }

// Scaffold is what the words after /scaffold ask for. What was left out is
// empty: the idea itself says it.
type Scaffold struct {
	Kind      string // one of the kinds
	Character string // one of the names
	Template  string // one of the templates
	Title     string // as quoted; any text, still a stranger's
}

// ParseScaffold reads `[kind] [character] [template] ["title"]` in any order.
// Kinds, names and templates are those of the book; case does not matter, and
// "status quo", "status-quo" and "status_quo" are the same. The error is a
// *Refusal.
func ParseScaffold(args string, kinds, names, templates []string) (Scaffold, error) {
	var want Scaffold
	title, rest, quoted := cutQuoted(args)
	if _, n := match(fields(title), slices.Concat(kinds, names, templates)); n > 0 && n == len(fields(title)) {
		title, rest, quoted = "", title+" "+rest, false // a kind or name in quotation marks
	}
	if quoted && title == "" {
		return want, &Refusal{"The title between the quotation marks is empty. Leave it out to use the idea's own title."}
	}
	want.Title = title
	for words := fields(rest); len(words) > 0; {
		if kind, n := match(words, kinds); n > 0 && want.Kind == "" {
			want.Kind, words = kind, words[n:]
		} else if name, n := match(words, names); n > 0 && want.Character == "" {
			want.Character, words = name, words[n:]
		} else if template, n := match(words, templates); n > 0 && want.Template == "" {
			want.Template, words = template, words[n:]
		} else {
			return Scaffold{}, strayWord(words[0], kinds, names, templates)
		}
	}
	return want, nil
}

func strayWord(word string, kinds, names, templates []string) error {
	takes := []string{"a kind (" + words.List(marked(kinds), "or") + ")"}
	if len(names) > 0 {
		takes = append(takes, "a character ("+words.List(marked(names), "or")+")")
	}
	if len(templates) > 0 {
		takes = append(takes, "a template ("+words.List(marked(templates), "or")+")")
	}
	takes = append(takes, "a title in quotation marks")
	return &Refusal{"I couldn't make sense of " + shown(word) + ". After `/scaffold` I understand " + words.List(takes, "and") + ", one of each at most."}
}

// ParseCharacters reads one or more names, apart by spaces, commas or "and".
// Each name is returned once, spelled as in names. The error is a *Refusal.
func ParseCharacters(args string, names []string) ([]string, error) {
	if len(names) == 0 {
		return nil, &Refusal{"This book has no cast, so there's no character to choose."}
	}
	var found []string
	for left := fields(args); len(left) > 0; {
		name, n := match(left, names)
		switch {
		case n > 0:
			if !slices.Contains(found, name) {
				found = append(found, name)
			}
			left = left[n:]
		case slices.Contains([]string{"and", "&", "+"}, strings.ToLower(left[0])):
			left = left[1:]
		default:
			return nil, unknownWord("character", left[0], names)
		}
	}
	if len(found) == 0 {
		return nil, &Refusal{"Which character? Try " + words.List(marked(names), "or") + "."}
	}
	return found, nil
}

// login is what GitHub calls people: an underscore stands before the short name
// of a company whose accounts it manages.
var login = lazyregexp.New(`^@?([A-Za-z0-9][A-Za-z0-9_-]{0,38})$`)

// ParseLogin reads the login of one person. The error is a *Refusal.
func ParseLogin(args string) (string, error) {
	named := fields(args)
	if len(named) != 1 {
		return "", &Refusal{"Please name one person, such as `/assign @niklaus`."}
	}
	m := login().FindStringSubmatch(named[0])
	if m == nil {
		return "", &Refusal{shown(named[0]) + " isn't a name GitHub knows people by. Try something like `/assign @niklaus`."}
	}
	return m[1], nil
}

// ParseTitle reads a title, with or without quotation marks around all of it. It
// may be any text, still a stranger's. The error is a *Refusal.
func ParseTitle(args string) (string, error) {
	title := clean(args)
	if inside, rest, quoted := cutQuoted(title); quoted && strings.TrimSpace(rest) == "" {
		title = inside
	}
	if title == "" {
		return "", &Refusal{"That title is empty. What should it be?"}
	}
	return title, nil
}

// ParseRule reads the name of one of rules; what follows it is ignored. Here lists
// those that found something on the page, and is asked only if there is no such
// rule; nil stands for a place where none can. The error is a *Refusal.
func ParseRule(args string, rules []string, here func() []string) (string, error) {
	named := fields(args)
	if len(named) == 0 {
		return "", &Refusal{"Which check do you mean? " + choose(rules, here)}
	}
	if rule, n := match(named, rules); n > 0 {
		return rule, nil
	}
	unknown := "There's no check called " + shown(named[0]) + ". "
	if near := nearest(named[0], rules); near != "" {
		return "", &Refusal{unknown + "Did you mean `" + near + "`?"}
	}
	return "", &Refusal{unknown + choose(rules, here)}
}

// choose says which checks one can name: those that found something, or all.
func choose(rules []string, here func() []string) string {
	code := func(names []string) string {
		shown := make([]string, len(names))
		for i, name := range names {
			shown[i] = "`" + name + "`"
		}
		return words.List(shown, "and")
	}
	if here != nil {
		if found := here(); len(found) > 0 {
			return "On this pull request you can ask about " + code(found) + "."
		}
	}
	return "You can choose from " + code(rules) + "."
}

// ParseWaiver reads `RULE: REASON`; the reason may be any text, still a
// stranger's. The error is a *Refusal.
func ParseWaiver(args string, rules []string, here func() []string) (rule, reason string, err error) {
	before, after, apart := strings.Cut(args, ":")
	if !apart {
		before, after, _ = strings.Cut(strings.TrimSpace(args), " ")
	}
	if rule, err = ParseRule(before, rules, here); err != nil {
		return "", "", err
	}
	if reason = clean(after); reason == "" {
		return "", "", &Refusal{"Please add a reason: readers of the report will want to know. For example: `/waive " + rule + ": told in confidence`."}
	}
	return rule, reason, nil
}

func unknownWord(noun, word string, known []string) error {
	if near := nearest(word, known); near != "" {
		return &Refusal{"There's no " + noun + " called " + shown(word) + ". Did you mean " + quote.Mark(near) + "?"}
	}
	return &Refusal{"There's no " + noun + " called " + shown(word) + ". You can choose from " + words.List(marked(known), "and") + "."}
}

// nearest is the one known name that was probably meant by word, or empty.
func nearest(word string, known []string) string {
	if len(word) > longestVerb {
		return ""
	}
	byFold := make(map[string]string, len(known))
	folded := make([]string, len(known))
	for i, name := range known {
		folded[i] = fold(name)
		byFold[folded[i]] = name
	}
	return byFold[words.Nearest(fold(word), folded, tolerance(word))]
}

// match finds the longest known name that words begin with, and how many words
// it takes.
func match(words, known []string) (name string, n int) {
	for _, k := range known {
		folded, joined := fold(k), ""
		for i, word := range words[:min(len(words), 8)] {
			joined += fold(word)
			if joined == folded && i+1 > n {
				name, n = k, i+1
			}
		}
	}
	return name, n
}

// fold leaves of a name what people agree on when they write it.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// fields splits words at spaces and commas and takes off what people put
// around them: code marks, emphasis, brackets and the full stop.
func fields(s string) []string {
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' })
	for i, word := range words {
		words[i] = trimWord(word)
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

func trimWord(s string) string { return strings.Trim(strings.TrimSpace(s), "`*[]().,;:!?") }

// quoteMarks are the marks a title may stand between, in whatever pairing a
// keyboard made of them.
const quoteMarks = "\"“”„«»"

// cutQuoted takes the quoted text out of s: from the first mark to the last, so
// that a title may hold quotations itself. A mark that is never closed quotes
// to the end.
func cutQuoted(s string) (quoted, rest string, ok bool) {
	start := strings.IndexAny(s, quoteMarks)
	if start < 0 {
		return "", s, false
	}
	_, width := utf8.DecodeRuneInString(s[start:])
	end, after := len(s), len(s)
	if last := strings.LastIndexAny(s, quoteMarks); last > start {
		_, closing := utf8.DecodeRuneInString(s[last:])
		end, after = last, last+closing
	}
	quoted = strings.ReplaceAll(s[start+width:end], `\"`, `"`)
	return strings.TrimSpace(quoted), s[:start] + " " + s[after:], true
}
