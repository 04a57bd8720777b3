package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v3"
)

// value is what a source says about one setting.
type value struct {
	items []string
	from  string // "FILE:LINE" or the variable; "" for a default
}

func (v value) where() string {
	if v.from == "" {
		return ""
	}
	return " (" + v.from + ")"
}

// one is the value of a setting that is no list.
func (v value) one() (string, error) {
	if len(v.items) != 1 {
		return "", errors.New("want one value, not a list")
	}
	return v.items[0], nil
}

// variable is the name of the environment variable for a key.
func variable(key string) string {
	return "STORYBOT_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// readEnvironment puts what the variables say in place of what is there. An
// empty variable counts as not set. Unknown ones are left alone: Kubernetes
// sets STORYBOT_PORT and others for a service called storybot.
func readEnvironment(values map[string]value, environ []string) {
	given := make(map[string]string, len(environ))
	for _, entry := range environ {
		name, text, _ := strings.Cut(entry, "=")
		given[name] = text
	}
	for _, s := range serverSettings() {
		name := variable(s.key)
		text := given[name]
		if text == "" {
			continue
		}
		items := []string{text}
		if s.list {
			items = strings.Split(text, ",")
			for i := range items {
				items[i] = strings.TrimSpace(items[i])
			}
		}
		values[s.key] = value{items: items, from: name}
	}
}

// readFile flattens a YAML file to keys such as "server.listen". What is no
// setting is a problem that names its line.
func readFile(name string, text []byte) (map[string]value, []error) {
	values := map[string]value{}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document yaml.Node
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		return values, nil
	} else if err != nil {
		return values, []error{fmt.Errorf("%s: %w", name, err)}
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return values, []error{fmt.Errorf("%s: want one YAML document", name)}
	}
	r := reader{file: name, values: values}
	for _, s := range serverSettings() {
		r.keys = append(r.keys, s.key)
	}
	r.read("", document.Content[0])
	return values, r.problems
}

// reader walks the tree of one file.
type reader struct {
	file     string
	keys     []string
	values   map[string]value
	problems []error
}

func (r *reader) problem(node *yaml.Node, format string, args ...any) {
	r.problems = append(r.problems, fmt.Errorf("%s (%s:%d)", fmt.Sprintf(format, args...), r.file, node.Line))
}

// read takes the mapping below a prefix ("" or "server.").
func (r *reader) read(prefix string, node *yaml.Node) {
	if node.Kind == yaml.ScalarNode && node.Tag == "!!null" {
		return
	}
	if node.Kind != yaml.MappingNode {
		r.problem(node, "%s: want a mapping of keys to values", cmp.Or(strings.TrimSuffix(prefix, "."), "settings"))
		return
	}
	seen := map[string]bool{}
	for pair := range slices.Chunk(node.Content, 2) {
		key := prefix + pair[0].Value
		isSetting := slices.Contains(r.keys, key)
		isSection := slices.ContainsFunc(r.keys, func(k string) bool { return strings.HasPrefix(k, key+".") })
		switch {
		case seen[key]:
			r.problem(pair[0], "%s: given twice", key)
		case isSetting:
			r.readValue(key, pair[1])
		case isSection:
			r.read(key+".", pair[1])
		default:
			r.problem(pair[0], "%s: unknown key%s", key, r.didYouMean(key))
		}
		seen[key] = true
	}
}

func (r *reader) readValue(key string, node *yaml.Node) {
	v := value{from: fmt.Sprintf("%s:%d", r.file, node.Line)}
	nodes := []*yaml.Node{node}
	if node.Kind == yaml.SequenceNode {
		nodes = node.Content
	}
	for _, n := range nodes {
		if n.Kind != yaml.ScalarNode {
			r.problem(n, "%s: want a value or a list of values", key)
			return
		}
		if n.Tag != "!!null" {
			v.items = append(v.items, n.Value)
		}
	}
	if len(v.items) > 0 {
		r.values[key] = v
	}
}

func (r *reader) didYouMean(key string) string {
	best := slices.MinFunc(r.keys, func(a, b string) int {
		return levenshtein.ComputeDistance(a, key) - levenshtein.ComputeDistance(b, key)
	})
	if levenshtein.ComputeDistance(best, key) > 3 {
		return ""
	}
	return "; did you mean " + best + "?"
}
