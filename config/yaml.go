package config

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// errDocuments is returned for a file with more than one YAML document.
var errDocuments = errors.New("want one YAML document")

// readYAML reads the one document of a text, nil if it is empty.
func readYAML(text []byte) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document yaml.Node
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, errDocuments
	}
	return document.Content[0], nil
}

// A form is what a node may be.
type form int

const (
	aText form = iota
	aBool
	aList
	aMapping
	textOrList // of texts
	aChoice    // one of some words
)

// A shape is what a part of a file may hold.
type shape struct {
	form   form
	item   *shape // of a list
	keys   []string
	fields map[string]*shape // of a mapping, by keys
	each   *shape            // of a mapping whose values are all alike
	words  []string          // of a choice
	what   string            // what it is for, as its field says
}

// add gives a mapping a key.
func (s *shape) add(key string, value *shape) {
	if s.fields == nil {
		s.fields = map[string]*shape{}
	}
	s.keys, s.fields[key] = append(s.keys, key), value
}

// A choice is a text of which there are few.
type choice interface{ choices() []string }

// keyed is a map whose keys are known.
type keyed interface{ keys() []string }

// shapeOf is the shape of what is decoded into a Go type.
func shapeOf(t reflect.Type) *shape {
	switch own := reflect.Zero(t).Interface().(type) {
	case choice:
		return &shape{form: aChoice, words: own.choices()}
	case keyed:
		s := &shape{form: aMapping, each: shapeOf(t.Elem())}
		for _, key := range own.keys() {
			s.add(key, s.each)
		}
		return s
	}
	switch t.Kind() {
	case reflect.Struct:
		s := &shape{form: aMapping}
		for field := range t.Fields() {
			below := shapeOf(field.Type)
			below.what = field.Tag.Get("what")
			s.add(field.Tag.Get("yaml"), below)
		}
		return s
	case reflect.Slice:
		return &shape{form: aList, item: shapeOf(t.Elem())}
	case reflect.Bool:
		return &shape{form: aBool}
	}
	return &shape{form: aText}
}

// A fault is one way in which a file does not have its shape.
type fault int

const (
	unknownKey fault = iota
	givenTwice
	wrongForm
	anAlias
	notAChoice
)

// A walker holds a file against its shape. Aliases are never followed: a few
// lines of them can stand for more than fits into memory.
type walker struct {
	// fault gets what is wrong with a node, a key or a value at a path
	// ("book.cast"), and what should be there. Walking ends when it returns
	// false.
	fault func(what fault, node *yaml.Node, path string, want *shape) bool
	// value gets every value that is neither a mapping nor a list of them.
	value func(path string, node *yaml.Node)
}

// walk reports whether it came to the end.
func (w walker) walk(node *yaml.Node, want *shape, path string) bool {
	switch {
	case node.Kind == yaml.AliasNode:
		return w.fault(anAlias, node, path, want)
	case node.Kind == yaml.ScalarNode && node.Tag == "!!null":
		return true
	case want.form == aMapping && node.Kind == yaml.MappingNode:
		return w.mapping(node, want, path)
	case want.form == aList && node.Kind == yaml.SequenceNode:
		return w.items(node, want.item, path)
	case want.form == textOrList && node.Kind == yaml.SequenceNode:
		if !w.items(node, &shape{form: textOrList}, path) {
			return false
		}
	case node.Kind != yaml.ScalarNode, want.form == aMapping, want.form == aList, want.form == aBool && node.Tag != "!!bool":
		return w.fault(wrongForm, node, path, want)
	case want.form == aChoice && !slices.Contains(want.words, node.Value):
		return w.fault(notAChoice, node, path, want)
	}
	if w.value != nil {
		w.value(path, node)
	}
	return true
}

func (w walker) items(list *yaml.Node, want *shape, path string) bool {
	for _, item := range list.Content {
		if want.form == textOrList { // a list in it is none of texts
			if item.Kind != yaml.ScalarNode {
				return w.fault(wrongForm, item, path, want)
			}
			continue
		}
		if !w.walk(item, want, path) {
			return false
		}
	}
	return true
}

func (w walker) mapping(node *yaml.Node, want *shape, path string) bool {
	seen := map[string]bool{}
	for pair := range slices.Chunk(node.Content, 2) {
		key := pair[0].Value
		below := strings.TrimPrefix(path+"."+key, ".")
		field, known := want.fields[key]
		var more bool
		switch {
		case pair[0].Kind != yaml.ScalarNode || !known:
			more = w.fault(unknownKey, pair[0], below, want)
		case seen[key]:
			more = w.fault(givenTwice, pair[0], below, want)
		default:
			more = w.walk(pair[1], field, below)
		}
		if !more {
			return false
		}
		seen[key] = true
	}
	return true
}

// maxTypo is how many letters of a key may be wrong for it to be recognized.
const maxTypo = 3
