package scaffold

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/filename"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// maxTitle is how many characters of a title stand in the heading.
const maxTitle = 256

// An Idea is what a story is begun from. Everything but the kind and title
// may be empty.
type Idea struct {
	Kind      string // ID or name of one of the book's kinds
	Template  string // which of the kind's templates, by its path or file name; "" for the first
	Title     string // one line, in the writer's words
	Character string // a name of the book's cast
	Summary   string // Markdown, in the writer's words
	Morals    []string
	Sources   []string // what the story is based on, one point each
	Source    string   // web address of the issue the idea stands in

	// Told: Summary is the story itself, whose headings stay.
	Told bool
	// Answers go to the template's questions, before Morals and Sources; those
	// that it does not ask go to the story.
	Answers []Answer
}

// An Answer is what was said to a question.
type Answer struct {
	Question string // its ID
	Asked    string // its words
	Text     string // Markdown, in the writer's words
}

// File begins a story in a file of its own: the path it belongs at, from the book's root, and its text, made from the book's own template for the kind.
// The error is a *Refusal when the idea is the reason: an unknown kind or
// character, a title no file can be named after, a path that is taken.
func File(b *book.Book, idea Idea) (name string, text []byte, err error) {
	kind, err := findKind(b.Conventions, idea.Kind)
	if err != nil {
		return "", nil, err
	}
	if kind, err = findTemplate(kind, idea.Template); err != nil {
		return "", nil, err
	}
	if idea.Character, err = checked(b.Conventions, idea); err != nil {
		return "", nil, err
	}
	file, err := fileName(b.Conventions.FileName(kind), idea.Character, idea.Title)
	if err != nil {
		return "", nil, err
	}
	home, _ := b.Home(kind)
	name = path.Join(home, file)
	if taken := existing(b, name); taken != "" {
		return "", nil, &Refusal{What: "path", Message: fmt.Sprintf(
			"There's already a story at %s. Please choose another title.", quote.MarkUpTo(taken, maxTitle))}
	}
	return name, []byte(begin(b.Conventions, name, kind, idea)), nil
}

// begin fills the kind's template; the line ends are the template's. The
// result asks exactly what the template asks: where the idea's own words would
// ask something, they are put into code blocks.
func begin(c *story.Conventions, name string, kind *story.Kind, idea Idea) string {
	data, template := cutData(kind, strings.ReplaceAll(string(kind.Template.Text), "\r\n", "\n"), idea.Title)
	parser := story.NewParser(c)
	sections := cutSections(template, questionsAt(parser, name, data, template))
	taken := definitions(template)
	text := ""
	for _, hold := range holders(idea.Told, taken, storyLevel(sections, c)) {
		filled := fill(slices.Clone(sections), kind.TitlePrefix, newFilling(c, sections, idea, hold, data != ""))
		text = joined(filled)
		if maps.Equal(questionsAt(parser, name, data, text), offsets(filled)) {
			break
		}
	}
	text = data + text
	if strings.Contains(string(kind.Template.Text), "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// newFilling makes an idea safe for a template with these sections; hold does
// it for texts of several lines.
func newFilling(c *story.Conventions, sections []section, idea Idea, hold holder, titled bool) filling {
	f := filling{
		titled:    titled,
		told:      idea.Told,
		title:     containLine(headline(idea.Title)),
		character: containLine(idea.Character),
		nameToken: c.Words.NameToken,
		names:     sectionNames(c),
		answers:   map[string][]string{},
		texts:     map[string]string{},
	}
	rest := f.answer(sections, []string{"morals", "key-attributes"}, points(idea.Morals, hold.text))
	rest = append(rest, f.answer(sections, []string{"sources"}, points(idea.Sources, hold.text))...)
	left := f.answerAll(sections, idea.Answers, hold)
	if len(idea.Answers) > 0 && idea.Told {
		rest = nil // they are among the answers
	}
	f.story = storyText(joinedTexts(hold.story(idea.Summary), left), rest, sourceLine(idea.Source))
	return f
}

// sectionNames are the headings that a part of a story may have.
func sectionNames(c *story.Conventions) []string {
	return slices.DeleteFunc(slices.Clone(c.Words.Sections), func(name string) bool { return strings.Contains(name, "*") })
}

// answer gives the points to the first of the questions that the template
// asks, and returns them if it asks none.
func (f *filling) answer(sections []section, ids, points []string) (left []string) {
	for _, id := range ids {
		if slices.ContainsFunc(sections, func(s section) bool { return s.id == id }) {
			f.answers[id] = points
			return nil
		}
	}
	return points
}

// storyText is what the story section begins with.
func storyText(summary string, points []string, source string) string {
	var parts []string
	if summary != "" {
		parts = append(parts, summary)
	}
	if len(points) > 0 {
		parts = append(parts, strings.TrimRight(answered("", "", points), "\n"))
	}
	if source != "" {
		parts = append(parts, source)
	}
	return strings.Join(parts, "\n\n")
}

// points makes every point safe to stand in a list.
func points(words []string, hold func(string) string) []string {
	var safe []string
	for _, w := range words {
		if point := hold(w); point != "" {
			safe = append(safe, point)
		}
	}
	return safe
}

// headline is a title of at most maxTitle characters, cut at a word.
func headline(title string) string {
	runes := []rune(Clean(title))
	if len(runes) <= maxTitle {
		return string(runes)
	}
	short := string(runes[:maxTitle-1])
	if end := strings.LastIndexByte(short, ' '); end > len(short)/2 {
		short = short[:end]
	}
	return short + "…"
}

// definitions are the labels a template defines.
func definitions(template string) map[string]bool {
	taken := map[string]bool{}
	for line := range strings.Lines(template) {
		if defined := definedIn(line); defined != "" {
			taken[defined] = true
		}
	}
	return taken
}

// findKind looks a kind up by its ID or name.
func findKind(c *story.Conventions, wanted string) (*story.Kind, error) {
	var names []string
	for i := range c.Kinds {
		k := &c.Kinds[i]
		names = append(names, quote.Mark(k.Name))
		if !slices.ContainsFunc(append([]string{k.ID, k.Name}, k.Titles...), func(n string) bool { return sameWords(wanted, n) }) {
			continue
		}
		return k, nil
	}
	return nil, &Refusal{What: "kind", Message: "There's no such kind of story here. This book has: " + strings.Join(names, ", ") + "."}
}

// findTemplate is a kind as one of its templates asks for it.
func findTemplate(k *story.Kind, wanted string) (*story.Kind, error) {
	if k.Template == nil {
		where := path.Join(k.Directory, "template.md")
		if len(k.Templates) > 0 {
			where = k.Templates[0]
		}
		return nil, &Refusal{What: "template", Message: fmt.Sprintf("This book has no template for a %s story; it belongs in %s.", quote.Mark(k.Name), quote.Mark(where))}
	}
	if wanted == "" {
		return k, nil
	}
	var names []string
	for _, one := range append([]story.Kind{*k}, k.Others...) {
		file := path.Base(one.Template.Path)
		if slices.Contains([]string{one.Template.Path, file, strings.TrimSuffix(file, path.Ext(file))}, wanted) {
			return &one, nil
		}
		names = append(names, quote.Mark(one.Template.Path))
	}
	return nil, &Refusal{What: "template", Message: fmt.Sprintf("There's no such template for a %s story. This book has: %s.", quote.Mark(k.Name), strings.Join(names, ", "))}
}

// findCharacter looks a name of the cast up; nobody is fine. Where anyone may
// tell a story, anyone's name is.
func findCharacter(c *story.Conventions, wanted string) (string, error) {
	if Clean(wanted) == "" {
		return "", nil
	}
	if c.Teller == story.Nobody {
		return "", &Refusal{What: "character", Message: "This book's stories aren't told by anyone in particular. Please leave out the character."}
	}
	var names []string
	for _, character := range c.Cast {
		if sameWords(wanted, character.Name) {
			return character.Name, nil
		}
		names = append(names, quote.Mark(character.Name))
	}
	if c.Teller == story.Anyone {
		return headline(wanted), nil
	}
	return "", &Refusal{What: "character", Message: "This book has no character with that name. Its characters are: " + strings.Join(names, ", ") + "."}
}

// sameWords compares two names by their letters and digits, or, in scripts
// that have no slug, as they are.
func sameWords(a, b string) bool {
	if one, other := filename.Slug(a), filename.Slug(b); one != "" || other != "" {
		return one == other
	}
	return strings.EqualFold(Clean(a), Clean(b))
}
