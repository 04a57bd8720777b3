package githubsim

import (
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// publicSchema is GitHub's own description, whole.
const publicSchema = "../referee/contract/github-public.graphql"

// TestSchemaIsPartOfGitHubs proves that nothing is served that GitHub does not
// have: every type, field, argument and value stands there, alike.
func TestSchemaIsPartOfGitHubs(t *testing.T) {
	theirs, err := gqlparser.LoadSchema(&ast.Source{Name: publicSchema, Input: read(t, publicSchema)})
	if err != nil {
		t.Fatal(err)
	}
	ours, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: schemaText})
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for name, mine := range ours.Types {
		if mine.BuiltIn {
			continue
		}
		other := theirs.Types[name]
		if other == nil || other.Kind != mine.Kind {
			t.Errorf("%s: GitHub has no such type", name)
			continue
		}
		checked++
		compareTypes(t, mine, other)
	}
	if checked < 80 {
		t.Errorf("only %d types were compared", checked)
	}
}

func compareTypes(t *testing.T, mine, other *ast.Definition) {
	t.Helper()
	for _, name := range mine.Interfaces {
		if !slices.Contains(other.Interfaces, name) {
			t.Errorf("%s does not implement %s", mine.Name, name)
		}
	}
	for _, value := range mine.EnumValues {
		if other.EnumValues.ForName(value.Name) == nil {
			t.Errorf("%s has no value %s", mine.Name, value.Name)
		}
	}
	for _, field := range mine.Fields {
		theirs := other.Fields.ForName(field.Name)
		if theirs == nil {
			if field.Name != "__schema" && field.Name != "__type" {
				t.Errorf("%s has no field %s", mine.Name, field.Name)
			}
			continue
		}
		equal(t, mine.Name+"."+field.Name, theirs.Type.String(), field.Type.String())
		equal(t, mine.Name+"."+field.Name+" default", value(theirs.DefaultValue), value(field.DefaultValue))
		compareArguments(t, mine.Name+"."+field.Name, field, theirs)
	}
	if mine.Kind != ast.InputObject {
		return
	}
	for _, field := range other.Fields {
		if field.Type.NonNull && field.DefaultValue == nil && mine.Fields.ForName(field.Name) == nil {
			t.Errorf("%s lacks the required field %s", mine.Name, field.Name)
		}
	}
}

func compareArguments(t *testing.T, name string, mine, other *ast.FieldDefinition) {
	t.Helper()
	for _, argument := range mine.Arguments {
		theirs := other.Arguments.ForName(argument.Name)
		if theirs == nil {
			t.Errorf("%s has no argument %s", name, argument.Name)
			continue
		}
		equal(t, name+"("+argument.Name+")", theirs.Type.String(), argument.Type.String())
		equal(t, name+"("+argument.Name+") default", value(theirs.DefaultValue), value(argument.DefaultValue))
	}
	for _, argument := range other.Arguments {
		if argument.Type.NonNull && argument.DefaultValue == nil && mine.Arguments.ForName(argument.Name) == nil {
			t.Errorf("%s lacks the required argument %s", name, argument.Name)
		}
	}
}

func value(v *ast.Value) string {
	if v == nil {
		return ""
	}
	return v.String()
}
