package report

import (
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/story/analysis"
)

// CheckName is the name of the check run.
const CheckName = "storybot"

// Policy is what a repository decided about reports.
type Policy struct {
	// CheckRequired: the check run is a required one. It then fails on
	// errors, and is there, green, on pull requests without a story.
	CheckRequired bool
}

// check is the check run: the report once more, with a remark at each line.
func check(s *gateway.Snapshot, j Judged, policy Policy, body string) *gateway.Check {
	c := &gateway.Check{
		Name: CheckName, HeadOID: s.PullRequest.HeadOID, ExternalID: externalID(s), Summary: body,
		Conclusion: "success", Title: "Nothing is missing",
	}
	errors, warnings := 0, 0
	for _, finding := range j.Findings {
		level := "notice"
		switch finding.Severity {
		case analysis.Error:
			errors++
			level = "warning"
		case analysis.Warning:
			warnings++
		}
		c.Annotations = append(c.Annotations, gateway.Annotation{
			Path: finding.Path, From: finding.Line, To: finding.EndLine,
			Level: level, Title: finding.Rule, Message: finding.Message,
		})
	}
	switch {
	case errors > 0:
		c.Conclusion = "neutral"
		c.Title = plural(errors, "One thing", "things") + " still to answer"
		if policy.CheckRequired && !s.PullRequest.Draft {
			c.Conclusion = "failure"
		}
	case warnings > 0:
		c.Conclusion = "neutral"
		c.Title = plural(warnings, "One line", "lines") + " worth a second look"
	case len(j.TooLarge) > 0:
		c.Conclusion = "neutral"
		c.Title = plural(len(j.TooLarge), "One file is", "files are") + " too large for me to read"
	case len(j.Findings) > 0:
		c.Title = "Nothing is missing; there are thoughts, if you like"
	}
	if s.PullRequest.Draft {
		c.Title = "Draft: " + strings.ToLower(c.Title[:1]) + c.Title[1:]
	}
	return c
}

// externalID names the pull request: a check run of a fork's commit does not
// know it.
func externalID(s *gateway.Snapshot) string { return strconv.Itoa(s.Subject.Number) }
