package config

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/storybot-app/storybot/internal/filename"
	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
)

const (
	maxKinds     = 10
	maxQuestions = 50
	maxTemplates = 8
)

// kindID is what may be part of a label and of a file's name.
var kindID = lazyregexp.New(`^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$`)

// check finds what has the right shape and cannot be meant. root is where the
// settings stand.
func (b Book) check(root *yaml.Node) *Error {
	kinds := below(below(root, "book"), "kinds")
	if len(b.Kinds) > maxKinds {
		return errorAt(kinds, "There are %d kinds; the most there can be is %d.", len(b.Kinds), maxKinds)
	}
	seen := map[string]bool{}
	for i, k := range b.Kinds {
		at := kinds.Content[i]
		if seen[k.ID] {
			return errorAt(at, "There are two kinds with the id “%s”.", quote.Mark(k.ID))
		}
		seen[k.ID] = true
		if wrong := k.check(at); wrong != nil {
			return wrong
		}
	}
	return wordless(below(root, "book"))
}

// wordless finds a phrase of placeholders alone, which any text would meet.
func wordless(node *yaml.Node) *Error {
	if node.Kind == yaml.ScalarNode && node.Value != "" && strings.Trim(node.Value, "*_ ") == "" {
		return errorAt(node, "“%s” would match any text; add a word to it.", quote.Mark(node.Value))
	}
	for _, child := range node.Content {
		if wrong := wordless(child); wrong != nil {
			return wrong
		}
	}
	return nil
}

func (k Kind) check(at *yaml.Node) *Error {
	switch {
	case !kindID().MatchString(k.ID):
		return errorAt(below(at, "id"), "id: want lower-case letters, digits and hyphens, at most 30.")
	case k.Directory != "" && (strings.ContainsAny(k.Directory, `/\:`) || strings.HasPrefix(k.Directory, ".")):
		return errorAt(below(at, "directory"), "directory: want the name of one directory, without slashes or a dot before it.")
	case len(k.Templates) > maxTemplates:
		return errorAt(below(at, "templates"), "There are %d templates; a kind can have up to %d.", len(k.Templates), maxTemplates)
	case len(k.Questions) > maxQuestions:
		return errorAt(below(at, "questions"), "There are %d questions; up to %d can be asked.", len(k.Questions), maxQuestions)
	}
	if wrong := k.checkFiles(at); wrong != nil {
		return wrong
	}
	var ids []string
	for i, q := range k.Questions {
		where := below(at, "questions").Content[i]
		switch {
		case !kindID().MatchString(q.ID):
			return errorAt(where, "id: want lower-case letters, digits and hyphens, at most 30.")
		case strings.TrimSpace(q.Text) == "":
			return errorAt(where, "“%s” needs a text: the question as it is asked.", quote.Mark(q.ID))
		case slices.Contains(ids, q.ID):
			return errorAt(where, "There are two questions with the id “%s”.", quote.Mark(q.ID))
		}
		ids = append(ids, q.ID)
	}
	if len(ids) == 0 {
		return nil // those of a built-in kind, or of the template
	}
	for _, id := range append(slices.Clone(k.Required), k.Pairs) {
		if id != "" && !slices.Contains(ids, id) {
			return errorAt(at, "“%s” is not the id of one of the questions.", quote.Mark(id))
		}
	}
	return nil
}

// checkFiles finds what cannot be a template's path or a pattern of names.
func (k Kind) checkFiles(at *yaml.Node) *Error {
	for i, name := range k.Templates {
		if !fs.ValidPath(name) || path.Ext(name) != ".md" {
			return errorAt(below(at, "templates").Content[i], "templates: want paths of Markdown files from the book's root, such as “templates/story.md”.")
		}
	}
	if k.File != "" {
		if _, err := filename.Parse(k.File); err != nil {
			return errorAt(below(at, "file"), "file: %s.", quote.Mark(err.Error()))
		}
	}
	if k.TitleKey != "" && !titleKey().MatchString(k.TitleKey) {
		return errorAt(below(at, "title-key"), "title-key: want the name of a key, such as title.")
	}
	return nil
}

// titleKey is what a key of front matter may be.
var titleKey = lazyregexp.New(`^[\w][\w .-]{0,40}$`)

// below is the value of a key, or the node itself where there is none.
func below(node *yaml.Node, key string) *yaml.Node {
	for pair := range slices.Chunk(node.Content, 2) {
		if node.Kind == yaml.MappingNode && pair[0].Value == key {
			return pair[1]
		}
	}
	return node
}
