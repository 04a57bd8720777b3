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
	if !file.Read && !file.TooLarge || file.Status == "removed" {
		return nil
	}
	wrong := config.ErrTooLong()
	if file.Read {
		if _, err := config.ParseRepo(file.Head); !errors.As(err, &wrong) {
			return nil
		}
	}
	return []analysis.Diagnostic{{
		Severity: analysis.Error, Path: file.Path, Line: wrong.Line, EndLine: wrong.Line,
		Message: wrong.Message + " Until it's fixed, the last valid settings apply.",
	}}
}
