package config_test

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/storybot-app/storybot/config"
)

// TestSchema: what the schema says of settings is what reading them says.
func TestSchema(t *testing.T) {
	made := config.RepoSchema()
	page(t, "../config/schema.json", made)
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(made))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	texts := append(examples(),
		"book: {rules: {morals: off}}", "book: {rules: {morals: on}}", "book: {rules: {moral: off}}", "book: {teller: nobody}", "book: {teller: somebody}",
		"book: {cast: Mia}", "book: {cast: [Mia, 7]}", "book: {words: {replace: perhaps}}", "book: {words: {replace: true}}", "book:", "checks: {requird: true}",
		"book: {kinds: [{id: a, rules: {title: hint}}]}", "book: {kinds: [{id: a, rules: {title: [hint]}}]}", "book: {kinds: [{id: a, asks: headings}]}", "book: {kinds: [{id: a, asks: nicely}]}",
	)
	for _, text := range texts {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		_, wrong := config.ParseRepo([]byte(text))
		if refused := schema.Validate(value); (refused == nil) != (wrong == nil) {
			t.Errorf("%s\nis read with %v, and the schema says %v", text, wrong, refused)
		}
	}
}

// examples are those on the page.
func examples() []string {
	var found []string
	for _, part := range strings.Split(config.RepoDoc(), "```yaml\n")[1:] {
		example, _, _ := strings.Cut(part, "```")
		found = append(found, example)
	}
	return found
}

func TestExamplesAreRead(t *testing.T) {
	for _, text := range examples() {
		if got, err := config.ParseRepo([]byte(text)); err != nil || len(got.Book.Kinds) != 1 {
			t.Errorf("%s\nis read as %+v, %v", text, got, err)
		}
	}
}
