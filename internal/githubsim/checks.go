package githubsim

import (
	"net/http"
	"slices"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

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
	if _, err := c.repo.commit(oid); err != nil || !fullOID().MatchString(in.HeadSHA) {
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

// commitRuns lists check runs, newest first; of runs with one name only the
// latest unless filter=all.
func (c *call) commitRuns() (any, error) {
	oid, err := c.namedCommit()
	if err != nil {
		return nil, err
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
