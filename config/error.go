package config

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v3"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
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
	return &Error{max(1, line), 1, "This is no YAML that can be read: " + quote.Mark(message) + "."}
}

// match holds a node against the Go value it is to be decoded into: unknown
// and doubled keys, and values of another shape, are slips.
func match(node *yaml.Node, into any) *Error {
	return matchType(node, reflect.TypeOf(into).Elem(), "The settings")
}

func matchType(node *yaml.Node, want reflect.Type, name string) *Error {
	if node.Kind == yaml.AliasNode {
		return errorAt(node, "%s: write it out, please; aliases are not read.", name)
	}
	if node.Kind == yaml.ScalarNode && node.Tag == "!!null" {
		return nil
	}
	switch want.Kind() {
	case reflect.Struct:
		return matchMapping(node, want, name)
	case reflect.Slice:
		if node.Kind != yaml.SequenceNode {
			return errorAt(node, "%s: want a list.", name)
		}
		for _, item := range node.Content {
			if wrong := matchType(item, want.Elem(), name); wrong != nil {
				return wrong
			}
		}
	case reflect.Bool:
		if node.Tag != "!!bool" {
			return errorAt(node, "%s: want true or false.", name)
		}
	default:
		if node.Kind != yaml.ScalarNode {
			return errorAt(node, "%s: want a text.", name)
		}
	}
	return nil
}

func matchMapping(node *yaml.Node, want reflect.Type, name string) *Error {
	if node.Kind != yaml.MappingNode {
		return errorAt(node, "%s: want keys and values.", name)
	}
	fields := map[string]reflect.Type{}
	var known []string
	for field := range want.Fields() {
		key := field.Tag.Get("yaml")
		fields[key], known = field.Type, append(known, key)
	}
	seen := map[string]bool{}
	for pair := range slices.Chunk(node.Content, 2) {
		key := pair[0].Value
		field, ok := fields[key]
		switch {
		case !ok:
			return errorAt(pair[0], "There is no setting “%s” here%s", quote.Mark(key), nearest(key, known))
		case seen[key]:
			return errorAt(pair[0], "“%s” is given twice.", quote.Mark(key))
		}
		seen[key] = true
		if wrong := matchType(pair[1], field, key); wrong != nil {
			return wrong
		}
	}
	return nil
}

// nearest offers what was probably meant, or all there is.
func nearest(key string, known []string) string {
	best := slices.MinFunc(known, func(a, b string) int {
		return levenshtein.ComputeDistance(a, key) - levenshtein.ComputeDistance(b, key)
	})
	if levenshtein.ComputeDistance(best, key) <= 3 {
		return "; did you mean “" + best + "”?"
	}
	return "; there are " + strings.Join(known, ", ") + "."
}
