package page

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"slices"
	"time"
)

//go:embed html
var assets embed.FS

// Style is the style sheet of all that this package makes.
//
//go:embed html/style.css
var Style string

// A Frame is what the templates "top" and "bottom" need of the data they are
// given. Embed it in the data of a page.
type Frame struct {
	Title string // of this page
	Site  string // of which this is a page
	Home  string // address of the site's first page
}

// Templates reads the templates of a site. They begin with {{template "top" .}}
// and end with {{template "bottom" .}}, and can use "label", "diffline" and
// "suggestion", the functions of this package and further ones. A site can
// define "head" (style sheets), "body" (attributes), "bar" (what stands beside
// the name of the site), "above" and "foot" to fill the frame.
func Templates(site fs.FS, pattern string, funcs template.FuncMap) (*template.Template, error) {
	frame, err := template.New("").Funcs(helpers()).Funcs(funcs).ParseFS(assets, "html/*.html")
	if err != nil {
		return nil, fmt.Errorf("read the page's frame: %w", err)
	}
	all, err := frame.ParseFS(site, pattern)
	if err != nil {
		return nil, fmt.Errorf("read the templates %s: %w", pattern, err)
	}
	return all, nil
}

// helpers are the functions that any template can call.
func helpers() template.FuncMap {
	return template.FuncMap{
		"labelClass": LabelClass,
		"inc":        func(n int) int { return n + 1 },
		"clock":      func(t time.Time) string { return t.Format("15:04:05") },
		"stamp":      func(t time.Time) string { return t.Format(time.RFC3339) },
		"dict":       dict,
		"plural":     plural,
	}
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

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
