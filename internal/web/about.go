package web

import (
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/subject"
)

// find finds what a delivery is about. A number that is not positive means that
// it is about nothing we know, unless it is the whole repository.
func (a About) find(r *routing) (subject.Kind, int) {
	switch a {
	case AboutPullRequest:
		return aboutPull(r)
	case AboutCheckRun:
		return aboutCheckRun(r)
	case AboutCheckSuite:
		return aboutCheckSuite(r)
	}
	return aboutIssue(r)
}

// aboutIssue: GitHub speaks of a pull request's conversation as of an issue's.
func aboutIssue(r *routing) (subject.Kind, int) {
	if r.issue.Get("pull_request").IsObject() {
		return subject.PullRequest, positive(r.issue.Get("number").Raw)
	}
	return subject.Issue, positive(r.issue.Get("number").Raw)
}

func aboutPull(r *routing) (subject.Kind, int) {
	return subject.PullRequest, positive(r.pull.Get("number").Raw)
}

// aboutCheckRun: a check run of a fork lists no pull requests, so we put the
// number into its external id ("7" or "7:digest").
func aboutCheckRun(r *routing) (subject.Kind, int) {
	digits, _, _ := strings.Cut(r.check.Get("external_id").Str, ":")
	if number := positive(digits); number > 0 {
		return subject.PullRequest, number
	}
	return subject.PullRequest, positive(r.check.Get("pull_requests.0.number").Raw)
}

// aboutCheckSuite: the suite of a fork lists none either, and a commit may be
// that of several. What it is about then has to be found out.
func aboutCheckSuite(r *routing) (subject.Kind, int) {
	if pulls := r.suite.Get("pull_requests"); pulls.IsArray() && pulls.Get("#").Int() == 1 {
		if number := positive(pulls.Get("0.number").Raw); number > 0 {
			return subject.PullRequest, number
		}
	}
	return subject.Repository, 0
}

// positive is the number that digits are, or 0 when they are none that an issue
// or pull request can have.
func positive(digits string) int {
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil {
		return 0
	}
	return int(max(n, 0))
}
