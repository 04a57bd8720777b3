package format

import (
	"strings"

	"github.com/storybot-app/storybot/story/analysis"
)

// githubOutput writes the commands by which a workflow of GitHub Actions puts
// remarks on lines.
type githubOutput struct{ stream }

func (g *githubOutput) Book(r Result) error {
	for _, d := range r.Findings {
		command := map[analysis.Severity]string{analysis.Error: "error", analysis.Warning: "warning"}[d.Severity]
		if command == "" {
			command = "notice"
		}
		g.printf("::%s file=%s,line=%d,endLine=%d,title=%s::%s\n", command,
			property.Replace(d.Path), d.Line, d.EndLine, property.Replace("storybot: "+d.Rule), message.Replace(d.Message))
	}
	return nil // the end tells what went wrong
}

// What must be escaped in a command, and in its properties besides.
var (
	message  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
