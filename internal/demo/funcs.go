package demo

import (
	"html/template"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// pageFuncs are what the templates can call beside the functions of package page.
func pageFuncs() template.FuncMap {
	return template.FuncMap{
		"itemURL":     itemURL,
		"blobURL":     blobURL,
		"fieldName":   func(f formField, i int) string { return f.name(i) },
		"optionValue": optionValue,
		"stateOf":     stateOf,
		"outcome":     outcome,
		"lineAnchor":  lineAnchor,
		"fileAnchor":  fileAnchor,
	}
}

// stateOf is the state of an item, in a word that is also its class.
func stateOf(item githubsim.IssueView) string {
	switch {
	case item.Merged:
		return "merged"
	case item.State == "closed":
		return "closed"
	case item.Draft:
		return "draft"
	}
	return "open"
}

// outcome is what a check run came to, in a word.
func outcome(c githubsim.CheckView) string {
	if c.Conclusion != "" {
		return c.Conclusion
	}
	return "in progress"
}
