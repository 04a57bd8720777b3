package githubsim

// routeTable lists every REST route; what is not here answers 501. The third
// column is the permission GitHub asks for, in its own notation.
func (s *Server) routeTable() []route {
	const repo = "repos/{owner}/{repo}/"
	list := []route{
		{"GET", "app", "app", false, (*call).getApp, nil},
		{"GET", "app/installations", "app", false, (*call).listInstallations, nil},
		{"GET", "app/installations/{installation}", "app", false, (*call).getInstallation, nil},
		{"POST", "app/installations/{installation}/access_tokens", "app", false, (*call).createToken, nil},
		{"GET", "app/hook/config", "app", false, (*call).getHookConfig, nil},
		{"PATCH", "app/hook/config", "app", false, (*call).patchHookConfig, nil},
		{"GET", "app/hook/deliveries", "app", false, (*call).listDeliveries, nil},
		{"GET", "app/hook/deliveries/{delivery}", "app", false, (*call).getDelivery, nil},
		{"POST", "app/hook/deliveries/{delivery}/attempts", "app", false, (*call).attemptDelivery, nil},
		{"GET", "repos/{owner}/{repo}/installation", "app", false, (*call).getRepoInstallation, nil},
		{"GET", "orgs/{user}/installation", "app", false, (*call).getUserInstallation, nil},
		{"GET", "users/{user}/installation", "app", false, (*call).getUserInstallation, nil},
		{"GET", "installation/repositories", "", false, (*call).installationRepos, nil},
		{"GET", "rate_limit", "", false, (*call).getRateLimit, nil},
		{"GET", "users/{user}", "", false, (*call).getUser, nil},
		{"GET", "repos/{owner}/{repo}", "metadata=read", false, (*call).getRepo, nil},

		{"GET", repo + "issues", "issues=read", false, (*call).listIssues, nil},
		{"POST", repo + "issues", "issues=write", true, (*call).createIssue, nil},
		{"GET", repo + "issues/comments/{id}", "issues=read; pull_requests=read", false, (*call).getComment, nil},
		{"PATCH", repo + "issues/comments/{id}", "issues=write; pull_requests=write", false, (*call).editComment, nil},
		{"DELETE", repo + "issues/comments/{id}", "issues=write; pull_requests=write", false, (*call).deleteComment, nil},
		{"GET", repo + "issues/comments/{id}/reactions", "issues=read", false, (*call).listReactions, nil},
		{"POST", repo + "issues/comments/{id}/reactions", "issues=write", false, (*call).reactToComment, nil},
		{"DELETE", repo + "issues/comments/{id}/reactions/{reaction}", "issues=write", false, (*call).removeReaction, nil},
		{"GET", repo + "issues/{number}", "issues=read; pull_requests=read", false, (*call).getIssue, nil},
		{"PATCH", repo + "issues/{number}", "issues=write; pull_requests=write", false, (*call).patchIssue, nil},
		{"GET", repo + "issues/{number}/comments", "issues=read; pull_requests=read", false, (*call).listComments, nil},
		{"POST", repo + "issues/{number}/comments", "issues=write; pull_requests=write", true, (*call).createComment, nil},
		{"POST", repo + "issues/{number}/reactions", "issues=write", false, (*call).reactToIssue, nil},
		{"GET", repo + "issues/{number}/labels", "issues=read; pull_requests=read", false, (*call).listIssueLabels, nil},
		{"POST", repo + "issues/{number}/labels", "issues=write; pull_requests=write", false, (*call).addIssueLabels, nil},
		{"PUT", repo + "issues/{number}/labels", "issues=write; pull_requests=write", false, (*call).setIssueLabels, nil},
		{"DELETE", repo + "issues/{number}/labels/{name}", "issues=write; pull_requests=write", false, (*call).removeIssueLabel, nil},
		{"POST", repo + "issues/{number}/assignees", "issues=write; pull_requests=write", false, (*call).addAssignees, nil},
		{"DELETE", repo + "issues/{number}/assignees", "issues=write; pull_requests=write", false, (*call).removeAssignees, nil},
		{"GET", repo + "issues/{number}/timeline", "issues=read; pull_requests=read", false, (*call).listTimeline, nil},
		{"GET", repo + "assignees/{user}", "issues=read", false, (*call).checkAssignee, nil},
		{"GET", repo + "collaborators/{user}/permission", "metadata=read", false, (*call).getPermission, nil},

		{"GET", repo + "labels", "issues=read; pull_requests=read", false, (*call).listRepoLabels, nil},
		{"POST", repo + "labels", "issues=write; pull_requests=write", false, (*call).createLabel, nil},
		{"GET", repo + "labels/{name}", "issues=read; pull_requests=read", false, (*call).getLabel, nil},
		{"PATCH", repo + "labels/{name}", "issues=write; pull_requests=write", false, (*call).updateLabel, nil},
		{"DELETE", repo + "labels/{name}", "issues=write; pull_requests=write", false, (*call).deleteLabel, nil},

		{"GET", repo + "contents", "contents=read", false, (*call).getContents, nil},
		{"GET", repo + "contents/{path...}", "contents=read", false, (*call).getContents, nil},
		{"GET", repo + "branches/{branch...}", "contents=read", false, (*call).getBranch, nil},
		{"GET", repo + "compare/{basehead...}", "contents=read", false, (*call).compareCommits, nil},
		{"GET", repo + "commits", "contents=read", false, (*call).listCommits, nil},
		{"GET", repo + "commits/{ref...}/check-runs", "checks=read", false, (*call).commitRuns, nil},
		{"GET", repo + "commits/{ref...}/pulls", "pull_requests=read; contents=read", false, (*call).commitPulls, nil},
		{"GET", repo + "commits/{ref...}", "contents=read", false, (*call).getCommit, nil},
		{"GET", repo + "git/ref/{ref...}", "contents=read", false, (*call).getRef, nil},
		{"GET", repo + "git/matching-refs/{ref...}", "contents=read", false, (*call).matchingRefs, nil},
		{"POST", repo + "git/refs", "contents=write", false, (*call).createRef, nil},
		{"PATCH", repo + "git/refs/{ref...}", "contents=write", false, (*call).updateRef, nil},
		{"DELETE", repo + "git/refs/{ref...}", "contents=write", false, (*call).deleteRef, nil},
		{"GET", repo + "git/trees/{sha...}", "contents=read", false, (*call).getTree, nil},
		{"POST", repo + "git/trees", "contents=write", false, (*call).createTree, nil},
		{"GET", repo + "git/blobs/{sha}", "contents=read", false, (*call).getBlob, nil},
		{"POST", repo + "git/blobs", "contents=write", false, (*call).createBlob, nil},
		{"GET", repo + "git/commits/{sha}", "contents=read", false, (*call).getGitCommit, nil},
		{"POST", repo + "git/commits", "contents=write", false, (*call).createGitCommit, nil},

		{"GET", repo + "pulls", "pull_requests=read", false, (*call).listPulls, nil},
		{"POST", repo + "pulls", "pull_requests=write", true, (*call).createPull, nil},
		{"GET", repo + "pulls/comments/{id}", "pull_requests=read", false, (*call).getReviewComment, nil},
		{"PATCH", repo + "pulls/comments/{id}", "pull_requests=write", false, (*call).editReviewComment, nil},
		{"POST", repo + "pulls/comments/{id}/reactions", "pull_requests=write", false, (*call).reactToReviewComment, nil},
		{"GET", repo + "pulls/{number}", "pull_requests=read", false, (*call).getPull, nil},
		{"PATCH", repo + "pulls/{number}", "pull_requests=write", false, (*call).patchPull, nil},
		{"GET", repo + "pulls/{number}/files", "pull_requests=read", false, (*call).listPullFiles, nil},
		{"GET", repo + "pulls/{number}/commits", "pull_requests=read", false, (*call).listPullCommits, nil},
		{"PUT", repo + "pulls/{number}/merge", "contents=write", false, (*call).mergePull, nil},
		{"GET", repo + "pulls/{number}/reviews", "pull_requests=read", false, (*call).listReviews, nil},
		{"POST", repo + "pulls/{number}/reviews", "pull_requests=write", true, (*call).createReview, nil},
		{"PUT", repo + "pulls/{number}/reviews/{review}", "pull_requests=write", false, (*call).updateReview, nil},
		{"PUT", repo + "pulls/{number}/reviews/{review}/dismissals", "pull_requests=write", false, (*call).dismissReview, nil},
		{"GET", repo + "pulls/{number}/comments", "pull_requests=read", false, (*call).listReviewComments, nil},
		{"POST", repo + "pulls/{number}/comments", "pull_requests=write", true, (*call).createReviewComment, nil},
		{"POST", repo + "pulls/{number}/comments/{id}/replies", "pull_requests=write", true, (*call).replyReviewComment, nil},

		{"POST", repo + "check-runs", "checks=write", false, (*call).createCheckRun, nil},
		{"GET", repo + "check-runs/{run}", "checks=read", false, (*call).getCheckRun, nil},
		{"PATCH", repo + "check-runs/{run}", "checks=write", false, (*call).updateCheckRun, nil},
		{"GET", repo + "check-runs/{run}/annotations", "checks=read", false, (*call).listAnnotations, nil},
	}
	return withFilters(append(unknownRoutes(), list...))
}

// unknownRoutes are paths of GitHub's that would be taken for a branch or a
// commit with slashes in its name. They have no function: they answer 501.
func unknownRoutes() []route {
	var list []route
	add := func(below string, names ...string) {
		for _, name := range names {
			list = append(list, route{method: "GET", pattern: "repos/{owner}/{repo}/" + below + name})
		}
	}
	add("commits/{ref...}/", "status", "statuses", "comments", "check-suites", "branches-where-head")
	add("branches/{branch...}/", "protection")
	add("branches/{branch...}/protection/", "enforce_admins", "required_pull_request_reviews", "required_signatures",
		"required_status_checks", "required_status_checks/contexts", "restrictions", "restrictions/apps",
		"restrictions/teams", "restrictions/users")
	return list
}
