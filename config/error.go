package config

import (
	"cmp"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/words"
)

// Error is what is wrong in a repository's settings, and where.
type Error struct {
	Line, Column int    // from 1
	Message      string // keys and values in it are marked by package quote
}

// Error names file, line and column.
func (s *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", RepoPath, s.Line, s.Column, quote.Plain(s.Message))
}

func errorAt(node *yaml.Node, format string, args ...any) *Error {
	return &Error{max(1, node.Line), max(1, node.Column), fmt.Sprintf(format, args...)}
}

var yamlLine = lazyregexp.New(`\bline (\d+): *`)

// syntaxError is an error of the YAML library, which names at most a line.
func syntaxError(err error) *Error {
	message, line := strings.TrimPrefix(err.Error(), "yaml: "), 1
	if found := yamlLine().FindStringSubmatch(message); found != nil {
		line, _ = strconv.Atoi(found[1]) // digits, and few of them
		message = yamlLine().ReplaceAllString(message, "")
	}
	return &Error{max(1, line), 1, "This isn't valid YAML: " + quote.Mark(message) + "."}
}

// match returns the first way in which settings do not have the shape of Repo.
func match(root *yaml.Node) (wrong *Error) {
	w := walker{fault: func(what fault, node *yaml.Node, path string, want *shape) bool {
		wrong = wordedFor(what, node, path, want)
		return false
	}}
	w.walk(root, shapeOf(reflect.TypeFor[Repo]()), "")
	return wrong
}

// wordedFor says a fault to people who write stories: they know the key they
// wrote, and see the line.
func wordedFor(what fault, node *yaml.Node, path string, want *shape) *Error {
	name := cmp.Or(path[strings.LastIndexByte(path, '.')+1:], "The settings")
	switch what {
	case unknownKey:
		if near := words.Nearest(node.Value, want.keys, maxTypo); near != "" {
			return errorAt(node, "There's no setting “%s” here; did you mean “%s”?", quote.Mark(node.Value), near)
		}
		return errorAt(node, "There's no setting “%s” here; you can use %s.", quote.Mark(node.Value), strings.Join(want.keys, ", "))
	case givenTwice:
		return errorAt(node, "“%s” is given twice.", quote.Mark(name))
	case notAChoice:
		if near := words.Nearest(node.Value, want.words, maxTypo); near != "" {
			return errorAt(node, "%s can't be “%s”; did you mean “%s”?", name, quote.Mark(node.Value), near)
		}
		return errorAt(node, "%s can't be “%s”; it can be %s.", name, quote.Mark(node.Value), words.List(want.words, "or"))
	case anAlias:
		return errorAt(node, "%s: please write it out; aliases aren't supported.", name)
	}
	wanted := map[form]string{aMapping: "keys and values", aChoice: words.List(want.words, "or"), aList: "a list", aBool: "true or false", aText: "a text"}
	return errorAt(node, "%s: want %s.", name, wanted[want.form])
}
