package githubsim

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// GitHub's limits for check runs.
const (
	maxAnnotations = 50 // in one request
	maxOutputText  = 65_535
	maxMessage     = 64 << 10
	maxActions     = 3
)

var conclusions = []string{"action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out"}

// runBody is what creating and updating a check run have in common.
type runBody struct {
	Name        *string    `json:"name"`
	HeadSHA     string     `json:"head_sha"`
	DetailsURL  *string    `json:"details_url"`
	ExternalID  *string    `json:"external_id"`
	Status      *string    `json:"status"`
	Conclusion  *string    `json:"conclusion"`
	StartedAt   *time.Time `json:"started_at"`
	CompletedAt *time.Time `json:"completed_at"`
	Actions     *[]obj     `json:"actions"`
	Output      *struct {
		Title       *string      `json:"title"`
		Summary     *string      `json:"summary"`
		Text        *string      `json:"text"`
		Annotations []annotation `json:"annotations"`
		Images      []obj        `json:"images"`
	} `json:"output"`
}

func (b *runBody) check() error {
	bad := func(format string, args ...any) error {
		return fail(http.StatusUnprocessableEntity, "Invalid request.\n\n"+format, args...)
	}
	switch {
	case b.Name != nil && strings.TrimSpace(*b.Name) == "":
		return invalid("CheckRun", "name", "missing_field", "")
	case b.Status != nil && !slices.Contains([]string{"queued", "in_progress", "completed"}, *b.Status):
		return bad("%q is not a valid status.", *b.Status)
	case b.Conclusion != nil && !slices.Contains(conclusions, *b.Conclusion):
		return bad("%q is not a valid conclusion.", *b.Conclusion)
	case b.Conclusion == nil && (b.CompletedAt != nil || b.Status != nil && *b.Status == "completed"):
		return bad("Missing required keyword: conclusion is required when a run is completed.")
	case b.Actions != nil && len(*b.Actions) > maxActions:
		return bad("No more than %d items are allowed in actions; %d were supplied.", maxActions, len(*b.Actions))
	}
	if b.Actions != nil {
		for _, action := range *b.Actions {
			for field, limit := range map[string]int{"label": 20, "identifier": 20, "description": 40} {
				if text, _ := action[field].(string); text == "" || chars(text) > limit {
					return bad("Each action needs a %s of at most %d characters.", field, limit)
				}
			}
		}
	}
	return b.checkOutput(bad)
}

func (b *runBody) checkOutput(bad func(string, ...any) error) error {
	if b.Output == nil {
		return nil
	}
	switch {
	case b.Output.Title == nil || b.Output.Summary == nil:
		return bad("For 'properties/output', title and summary are required.")
	case chars(*b.Output.Summary) > maxOutputText, b.Output.Text != nil && chars(*b.Output.Text) > maxOutputText:
		return bad("Only %d characters are allowed in summary and text.", maxOutputText)
	case len(b.Output.Annotations) > maxAnnotations:
		return bad("No more than %d items are allowed; %d were supplied.", maxAnnotations, len(b.Output.Annotations))
	}
	for n, a := range b.Output.Annotations {
		if problem := a.problem(); problem != "" {
			return bad("For 'annotations/%d', %s", n, problem)
		}
	}
	return nil
}

func (a annotation) problem() string {
	switch {
	case a.Path == "" || a.Message == "":
		return "path and message are required."
	case a.StartLine < 1 || a.EndLine < a.StartLine:
		return fmt.Sprintf("lines %d to %d are not a range.", a.StartLine, a.EndLine)
	case (a.StartColumn != nil || a.EndColumn != nil) && a.StartLine != a.EndLine:
		return "columns are allowed only if start_line and end_line are equal."
	case !slices.Contains([]string{"notice", "warning", "failure"}, a.AnnotationLevel):
		return fmt.Sprintf("%q is not a valid annotation_level.", a.AnnotationLevel)
	case len(a.Message) > maxMessage || len(a.RawDetails) > maxMessage:
		return "message and raw_details may have 64 KB."
	case chars(a.Title) > 255:
		return "title may have 255 characters."
	}
	return ""
}
