package githubsim

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
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

func (c *call) createCheckRun() (any, error) {
	var in runBody
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	if in.Name == nil {
		return nil, fail(http.StatusUnprocessableEntity, "Invalid request.\n\n\"name\" wasn't supplied.")
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	oid := plumbing.NewHash(in.HeadSHA)
	if _, err := c.repo.commit(oid); err != nil || !fullOID.MatchString(in.HeadSHA) {
		return nil, fail(http.StatusUnprocessableEntity, "No commit found for SHA: %s", in.HeadSHA)
	}
	run := &checkRun{id: c.s.newID(), suite: c.s.suite(c.repo, oid), name: *in.Name, headOID: oid, status: "queued"}
	run.nodeID = c.s.register("CR", run.id, run)
	run.suite.runs = append(run.suite.runs, run)
	c.repo.runs = append(c.repo.runs, run)
	run.apply(in, c.s.now())
	c.s.emitRun(run, "created", c.actor(), nil)
	c.s.finish(run, "")
	return created(run.restJSON()), nil
}

// apply takes over what was sent; annotations are added to those there are.
func (run *checkRun) apply(in runBody, now time.Time) {
	take := func(to, from *string) {
		if from != nil {
			*to = *from
		}
	}
	take(&run.name, in.Name)
	take(&run.detailsURL, in.DetailsURL)
	take(&run.externalID, in.ExternalID)
	take(&run.status, in.Status)
	if in.StartedAt != nil {
		run.started = *in.StartedAt
	} else if run.started.IsZero() {
		run.started = now
	}
	switch {
	case in.Conclusion != nil:
		run.conclusion, run.status, run.completed = *in.Conclusion, "completed", now
		if in.CompletedAt != nil {
			run.completed = *in.CompletedAt
		}
	case run.status != "completed":
		run.conclusion, run.completed = "", time.Time{}
	}
	if in.Actions != nil {
		run.actions = *in.Actions
	}
	if in.Output != nil {
		take(&run.title, in.Output.Title)
		take(&run.summary, in.Output.Summary)
		take(&run.text, in.Output.Text)
		run.annotations = append(run.annotations, in.Output.Annotations...)
	}
}

// checkRun finds {run} in the repository.
func (c *call) checkRun() (*checkRun, error) {
	id, err := c.id("run")
	if err != nil {
		return nil, err
	}
	for _, run := range c.repo.runs {
		if run.id == id {
			return run, nil
		}
	}
	return nil, notFound()
}

func (c *call) getCheckRun() (any, error) {
	run, err := c.checkRun()
	if err != nil {
		return nil, err
	}
	return run.restJSON(), nil
}

func (c *call) updateCheckRun() (any, error) {
	run, err := c.checkRun()
	if err != nil {
		return nil, err
	}
	var in runBody
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	was := run.status
	run.apply(in, c.s.now())
	c.s.finish(run, was)
	return run.restJSON(), nil
}

func (c *call) listAnnotations() (any, error) {
	run, err := c.checkRun()
	if err != nil {
		return nil, err
	}
	return paged(c, run.annotations, func(a annotation) obj {
		return obj{
			"path": a.Path, "start_line": a.StartLine, "end_line": a.EndLine, "start_column": a.StartColumn, "end_column": a.EndColumn,
			"annotation_level": a.AnnotationLevel, "title": null(a.Title), "message": a.Message, "raw_details": null(a.RawDetails),
			"blob_href": c.repo.html("blob", run.headOID.String(), a.Path),
		}
	}), nil
}

// getCommit serves commits/{ref} and, because a ref may hold slashes, the two
// lists below it.
func (c *call) getCommit() (any, error) {
	ref := c.args["ref"]
	if name, ok := strings.CutSuffix(ref, "/check-runs"); ok {
		return c.commitRuns(name)
	}
	oid, ok := c.revision(ref)
	if !ok {
		return nil, fail(http.StatusUnprocessableEntity, "No commit found for SHA: %s", ref)
	}
	commit, err := c.repo.commit(oid)
	if err != nil {
		return nil, err
	}
	o := c.repo.commitJSON(commit)
	files := []obj{}
	if len(commit.ParentHashes) > 0 {
		diffs, err := c.repo.diffTrees(commit.ParentHashes[0], oid)
		if err != nil {
			return nil, err
		}
		for _, f := range diffs[:min(len(diffs), maxCompareFiles)] {
			files = append(files, f.json(c.repo, oid.String()))
		}
	}
	o["files"] = files
	return o, nil
}

// commitRuns lists check runs, newest first; of runs with one name only the
// latest unless filter=all.
func (c *call) commitRuns(ref string) (any, error) {
	if !c.s.may(c.tok, c.repo, "checks", "read") {
		return nil, fail(http.StatusForbidden, "Resource not accessible by integration")
	}
	oid, ok := c.revision(ref)
	if !ok {
		return nil, fail(http.StatusUnprocessableEntity, "No commit found for SHA: %s", ref)
	}
	seen := map[string]bool{}
	var list []*checkRun
	for _, run := range slices.Backward(c.repo.runs) {
		if run.headOID != oid || c.query("check_name") != "" && run.name != c.query("check_name") ||
			c.query("status") != "" && run.status != c.query("status") || c.query("filter") != "all" && seen[run.name] {
			continue
		}
		seen[run.name] = true
		list = append(list, run)
	}
	page := paged(c, list, (*checkRun).restJSON)
	return obj{"total_count": len(list), "check_runs": page}, nil
}
