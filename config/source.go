package config

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/storybot-app/storybot/internal/words"
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

// maxServer is how long a settings file of the server may be, in bytes.
const maxServer = 1 << 20

// readBounded reads the server's settings or its key. They may come from a
// pipe, so only their length is bounded.
func readBounded(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	text, err := io.ReadAll(io.LimitReader(file, maxServer+1))
	if err == nil && len(text) > maxServer {
		err = fmt.Errorf("%s is longer than 1 MiB", path)
	}
	return text, err
}

// readFile flattens a YAML file to keys such as "server.listen". What is no
// setting is a problem that names its line.
func readFile(name string, text []byte) (map[string]value, []error) {
	r := reader{file: name, values: map[string]value{}}
	root, err := readYAML(text)
	if err != nil {
		return r.values, []error{fmt.Errorf("%s: %w", name, err)}
	}
	if root != nil {
		walker{fault: r.fault, value: r.value}.walk(root, serverShape(), "")
	}
	return r.values, r.problems
}

// serverShape is a mapping of sections that are mappings of settings.
func serverShape() *shape {
	root := &shape{form: aMapping}
	for _, s := range serverSettings() {
		section, key, _ := strings.Cut(s.key, ".")
		if root.fields[section] == nil {
			root.add(section, &shape{form: aMapping})
		}
		root.fields[section].add(key, &shape{form: textOrList})
	}
	return root
}

// reader gathers the values of one file and all that is wrong with it.
type reader struct {
	file     string
	values   map[string]value
	problems []error
}

func (r *reader) value(key string, node *yaml.Node) {
	v := value{from: fmt.Sprintf("%s:%d", r.file, node.Line)}
	items := []*yaml.Node{node}
	if node.Kind == yaml.SequenceNode {
		items = node.Content
	}
	for _, item := range items {
		if item.Tag != "!!null" {
			v.items = append(v.items, item.Value)
		}
	}
	if len(v.items) > 0 {
		r.values[key] = v
	}
}

// fault says what is wrong to people who run servers: by the setting's key.
func (r *reader) fault(what fault, node *yaml.Node, path string, want *shape) bool {
	problem := ""
	switch {
	case what == unknownKey:
		var keys []string
		for _, s := range serverSettings() {
			keys = append(keys, s.key)
		}
		problem = "unknown key"
		if near := words.Nearest(path, keys, maxTypo); near != "" {
			problem += "; did you mean " + near + "?"
		}
	case what == givenTwice:
		problem = "given twice"
	case want.form == aMapping:
		problem = "want a mapping of keys to values"
	default:
		problem = "want a value or a list of values"
	}
	r.problems = append(r.problems, fmt.Errorf("%s: %s (%s:%d)", cmp.Or(path, "settings"), problem, r.file, node.Line))
	return true
}
