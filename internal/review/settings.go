package review

import (
	"errors"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/story/analysis"
)

// settingsFindings says what is wrong with the repository's settings as a pull
// request changes them. It is no rule's finding: it has no page.
func settingsFindings(file *gateway.ChangedFile) []analysis.Diagnostic {
	if !file.Read || file.Status == "removed" {
		return nil
	}
	_, err := config.ParseRepo(file.Head)
	var slip *config.Error
	if !errors.As(err, &slip) {
		return nil
	}
	return []analysis.Diagnostic{{
		Severity: analysis.Error, Path: file.Path, Line: slip.Line, EndLine: slip.Line,
		Message: slip.Message + " Until it is fixed, the settings that could be read last stay in force.",
	}}
}
