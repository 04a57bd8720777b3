package report

import (
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story/analysis"
)

// CheckName is the name of the check run.
const CheckName = "storybot"

// check is the check run: the report once more, with a remark at each line.
func check(c review.Case, found review.Found, body string) *gateway.Check {
	run := checkRun(c, "Nothing's missing", body)
	draft := c.Snapshot.PullRequest.Draft
	errors, warnings := 0, 0
	for _, finding := range found.Findings {
		level := "notice"
		switch finding.Severity {
		case analysis.Error:
			errors++
			level = "warning"
		case analysis.Warning:
			warnings++
		}
		run.Annotations = append(run.Annotations, gateway.Annotation{
			Path: finding.Path, From: finding.Line, To: finding.EndLine,
			Level: level, Title: finding.Rule, Message: finding.Message,
		})
	}
	switch {
	case errors > 0:
		run.Conclusion = "neutral"
		run.Title = plural(errors, "1 thing", "things") + " to answer"
		if c.Policy.CheckRequired && !draft {
			run.Conclusion = "failure"
		}
	case warnings > 0:
		run.Conclusion = "neutral"
		run.Title = plural(warnings, "1 thing", "things") + " to check"
	case len(found.TooLarge) > 0:
		run.Conclusion = "neutral"
		run.Title = plural(len(found.TooLarge), "1 file is", "files are") + " too big for me to read"
	case len(found.Findings) > 0:
		run.Title = "Nothing's missing; there are optional notes"
	}
	if draft {
		run.Title = "Draft: " + strings.ToLower(run.Title[:1]) + run.Title[1:]
	}
	return run
}

// checkRun is a check run of the head that finds nothing. Its external id names
// the pull request: a check run of a fork's commit does not know it.
func checkRun(c review.Case, title, summary string) *gateway.Check {
	return &gateway.Check{
		Name: CheckName, HeadOID: c.Snapshot.PullRequest.HeadOID, ExternalID: strconv.Itoa(c.Snapshot.Subject.Number),
		Conclusion: "success", Title: title, Summary: summary, Afresh: c.Afresh,
	}
}
