package referee

import "github.com/getkin/kin-openapi/openapi3"

// correction is one mistake of the description about answers.
type correction struct {
	name, reason string
	title        string   // of the described object
	properties   []string // of it
	fix          func(property *openapi3.Schema)
}

// corrections are all there are. Each needs a reason that stands without us.
func corrections() []correction {
	return []correction{
		{
			name: "line that is gone", title: "Pull Request Review Comment", properties: []string{"line", "position"},
			fix:    func(p *openapi3.Schema) { p.Nullable = true },
			reason: "a comment whose line is no longer in the diff has no place there; only start_line is described so",
		},
		{
			name: "account of an installation", title: "Installation", properties: []string{"account"},
			fix:    func(p *openapi3.Schema) { p.AnyOf, p.AllOf = append(p.AnyOf, p.AllOf...), nil },
			reason: "an account is a user or an enterprise, as other descriptions of an installation say; that of the list asks for both at once",
		},
	}
}

// correct fixes the description of all answers.
func correct(doc *openapi3.T) {
	for _, item := range doc.Paths.Map() {
		for _, operation := range item.Operations() {
			for _, response := range operation.Responses.Map() {
				for _, media := range response.Value.Content {
					correctAnswer(media.Schema)
				}
			}
		}
	}
}

// correctAnswer fixes one answer: an object, or a list of objects.
func correctAnswer(schema *openapi3.SchemaRef) {
	if schema != nil && schema.Value.Items != nil {
		schema = schema.Value.Items
	}
	for _, c := range corrections() {
		if schema == nil || schema.Value.Title != c.title {
			continue
		}
		for _, name := range c.properties {
			if p := schema.Value.Properties[name]; p != nil {
				c.fix(p.Value)
			}
		}
	}
}
