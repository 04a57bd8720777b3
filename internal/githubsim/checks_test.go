package githubsim

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-github/v60/github"
)

func annotations(n int) []*github.CheckRunAnnotation {
	var list []*github.CheckRunAnnotation
	for i := range n {
		list = append(list, &github.CheckRunAnnotation{
			Path: github.String("src/one.md"), StartLine: github.Int(i + 1), EndLine: github.Int(i + 1),
			AnnotationLevel: github.String("warning"), Message: github.String(fmt.Sprint("note ", i)),
		})
	}
	return list
}

func output(list []*github.CheckRunAnnotation) *github.CheckRunOutput {
	return &github.CheckRunOutput{Title: github.String("Title"), Summary: github.String("Summary"), Annotations: list}
}

func TestCheckRun(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	n := open(t, w, PullRequestInput{Files: map[string][]byte{"src/one.md": []byte("two\n")}})
	head := w.repo.View(n).HeadOID
	w.names(t)
	create := func(opts github.CreateCheckRunOptions) (*github.CheckRun, error) {
		run, _, err := w.bot.Checks.CreateCheckRun(ctx, "lovelace", "book", opts)
		return run, err
	}
	run, err := create(github.CreateCheckRunOptions{
		Name: "storybot", HeadSHA: head, Status: github.String("in_progress"), ExternalID: github.String("2"), Output: output(annotations(50)),
	})
	check(t, err)
	update := github.UpdateCheckRunOptions{Name: "storybot", Conclusion: github.String("neutral"), Output: output(annotations(3))}
	_, _, err = w.bot.Checks.UpdateCheckRun(ctx, "lovelace", "book", run.GetID(), update)
	check(t, err)
	got := w.repo.View(n).Checks[0]
	if got.Status != "completed" || got.Conclusion != "neutral" || len(got.Annotations) != 53 || got.ExternalID != "2" {
		t.Errorf("run = %+v", got)
	}
	list, _, err := w.bot.Checks.ListCheckRunsForRef(ctx, "lovelace", "book", head, &github.ListCheckRunsOptions{CheckName: github.String("storybot")})
	check(t, err)
	if list.GetTotal() != 1 || list.CheckRuns[0].GetOutput().GetAnnotationsCount() != 53 || len(list.CheckRuns[0].PullRequests) != 0 {
		t.Errorf("list = %v", list)
	}
	check(t, w.repo.RerequestCheck("grace", run.GetID()))
	want := []string{"check_run created", "check_run completed", "check_suite completed", "check_run rerequested"}
	if diff := cmp.Diff(want, w.names(t)); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
}

func TestCheckRunLimits(t *testing.T) {
	w := newWorld(t)
	head := w.repo.tip(t, "main")
	columns := annotations(1)
	columns[0].EndLine, columns[0].StartColumn = github.Int(9), github.Int(1)
	for name, opts := range map[string]github.CreateCheckRunOptions{
		"51 annotations":   {Name: "x", HeadSHA: head, Output: output(annotations(51))},
		"columns":          {Name: "x", HeadSHA: head, Output: output(columns)},
		"unknown commit":   {Name: "x", HeadSHA: strings.Repeat("1", 40)},
		"no conclusion":    {Name: "x", HeadSHA: head, Status: github.String("completed")},
		"stale":            {Name: "x", HeadSHA: head, Conclusion: github.String("stale")},
		"long summary":     {Name: "x", HeadSHA: head, Output: &github.CheckRunOutput{Title: github.String("t"), Summary: github.String(strings.Repeat("s", 65_536))}},
		"no summary":       {Name: "x", HeadSHA: head, Output: &github.CheckRunOutput{Title: github.String("t")}},
		"long action":      {Name: "x", HeadSHA: head, Actions: []*github.CheckRunAction{{Label: strings.Repeat("l", 21), Identifier: "i", Description: "d"}}},
		"too many actions": {Name: "x", HeadSHA: head, Actions: []*github.CheckRunAction{{Label: "l", Identifier: "i", Description: "d"}, {}, {}, {}}},
	} {
		_, _, err := w.bot.Checks.CreateCheckRun(t.Context(), "lovelace", "book", opts)
		if status(err) != http.StatusUnprocessableEntity {
			t.Errorf("%s: %v, want 422", name, err)
		}
	}
}
