package config

import (
	"encoding/json"
	"reflect"
)

// RepoSchema is the JSON Schema of a repository's settings, the file
// config/schema.json, for editors.
func RepoSchema() string {
	s := shapeOf(reflect.TypeFor[Repo]()).schema()
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "Settings of a repository: " + RepoPath
	text, _ := json.MarshalIndent(s, "", "  ") // maps, lists and texts alone
	return string(text) + "\n"
}

// schema is what a shape allows; nothing at all is allowed everywhere.
func (s *shape) schema() map[string]any {
	made := map[string]any{}
	if s.what != "" {
		made["description"] = s.what
	}
	switch s.form {
	case aBool:
		made["type"] = []string{"boolean", "null"}
	case aChoice:
		var choices []any
		for _, word := range s.words {
			choices = append(choices, word)
		}
		made["enum"] = append(choices, nil)
	case aList:
		made["type"], made["items"] = []string{"array", "null"}, s.item.schema()
	case aMapping:
		fields := map[string]any{}
		for _, key := range s.keys {
			fields[key] = s.fields[key].schema()
		}
		made["type"], made["properties"], made["additionalProperties"] = []string{"object", "null"}, fields, false
	default:
		made["type"] = []string{"string", "number", "boolean", "null"} // YAML needs no quotation marks
	}
	return made
}
