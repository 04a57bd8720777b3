package demo

import (
	"fmt"
	"html/template"
	"slices"
	"time"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// pageFuncs are what the templates can call.
func pageFuncs() template.FuncMap {
	return template.FuncMap{
		"labelClass":  labelClass,
		"itemURL":     itemURL,
		"blobURL":     blobURL,
		"fieldName":   func(f formField, i int) string { return f.name(i) },
		"optionValue": optionValue,
		"inc":         func(n int) int { return n + 1 },
		"clock":       func(t time.Time) string { return t.Format("15:04:05") },
		"stamp":       func(t time.Time) string { return t.Format(time.RFC3339) },
		"stateOf":     stateOf,
		"outcome":     outcome,
		"dict":        dict,
		"plural": func(n int, one, many string) string {
			if n == 1 {
				return "1 " + one
			}
			return fmt.Sprintf("%d %s", n, many)
		},
	}
}

// stateOf is how an item stands, in a word that is also its class.
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

// outcome is how a check run stands, in a word.
func outcome(c githubsim.CheckView) string {
	if c.Conclusion != "" {
		return c.Conclusion
	}
	return "in progress"
}

// dict hands several named values to a template: names and values in turn.
func dict(pairs ...any) (map[string]any, error) {
	values := make(map[string]any, len(pairs)/2)
	for pair := range slices.Chunk(pairs, 2) {
		name, ok := pair[0].(string)
		if !ok || len(pair) != 2 {
			return nil, fmt.Errorf("dict: want names and values in turn, got %v", pair[0])
		}
		values[name] = pair[1]
	}
	return values, nil
}
