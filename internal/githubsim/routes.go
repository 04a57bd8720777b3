package githubsim

// routeTable lists every REST route; what is not here answers 501. The third
// column is the permission GitHub asks for, in its own notation.
func (s *Server) routeTable() []route {
	const repo = "repos/{owner}/{repo}/"
	list := []route{
		{"GET", "app", "app", false, (*call).getApp, nil, nil},
		{"GET", "app/installations", "app", false, (*call).listInstallations, nil, nil},
		{"GET", "app/installations/{installation}", "app", false, (*call).getInstallation, nil, nil},
		{"POST", "app/installations/{installation}/access_tokens", "app", false, (*call).createToken, nil, nil},
		{"GET", "app/hook/config", "app", false, (*call).getHookConfig, nil, nil},
		{"PATCH", "app/hook/config", "app", false, (*call).patchHookConfig, nil, nil},
		{"GET", "app/hook/deliveries", "app", false, (*call).listDeliveries, nil, nil},
		{"GET", "app/hook/deliveries/{delivery}", "app", false, (*call).getDelivery, nil, nil},
		{"POST", "app/hook/deliveries/{delivery}/attempts", "app", false, (*call).attemptDelivery, nil, nil},
		{"GET", "repos/{owner}/{repo}/installation", "app", false, (*call).getRepoInstallation, nil, nil},
		{"GET", "orgs/{user}/installation", "app", false, (*call).getUserInstallation, nil, nil},
		{"GET", "users/{user}/installation", "app", false, (*call).getUserInstallation, nil, nil},
		{"GET", "installation/repositories", "", false, (*call).installationRepos, nil, nil},
		{"GET", "rate_limit", "", false, (*call).getRateLimit, nil, nil},
		{"GET", "users/{user}", "", false, (*call).getUser, nil, nil},
		{"GET", "repos/{owner}/{repo}", "metadata=read", false, (*call).getRepo, nil, nil},

		{"GET", repo + "issues", "issues=read", false, (*call).listIssues, nil, nil},
		{"POST", repo + "issues", "issues=write", true, (*call).createIssue, nil, nil},
		{"GET", repo + "issues/comments/{id}", "issues=read; pull_requests=read", false, (*call).getComment, nil, nil},
		{"PATCH", repo + "issues/comments/{id}", "issues=write; pull_requests=write", false, (*call).editComment, nil, nil},
		{"DELETE", repo + "issues/comments/{id}", "issues=write; pull_requests=write", false, (*call).deleteComment, nil, nil},
		{"GET", repo + "issues/comments/{id}/reactions", "issues=read", false, (*call).listReactions, nil, nil},
		{"POST", repo + "issues/comments/{id}/reactions", "issues=write", false, (*call).reactToComment, nil, nil},
		{"DELETE", repo + "issues/comments/{id}/reactions/{reaction}", "issues=write", false, (*call).removeReaction, nil, nil},
		{"GET", repo + "issues/{number}", "issues=read; pull_requests=read", false, (*call).getIssue, nil, nil},
		{"PATCH", repo + "issues/{number}", "issues=write; pull_requests=write", false, (*call).patchIssue, nil, nil},
		{"GET", repo + "issues/{number}/comments", "issues=read; pull_requests=read", false, (*call).listComments, nil, nil},
		{"POST", repo + "issues/{number}/comments", "issues=write; pull_requests=write", true, (*call).createComment, nil, nil},
		{"POST", repo + "issues/{number}/reactions", "issues=write", false, (*call).reactToIssue, nil, nil},
		{"GET", repo + "issues/{number}/labels", "issues=read; pull_requests=read", false, (*call).listIssueLabels, nil, nil},
		{"POST", repo + "issues/{number}/labels", "issues=write; pull_requests=write", false, (*call).addIssueLabels, nil, nil},
		{"PUT", repo + "issues/{number}/labels", "issues=write; pull_requests=write", false, (*call).setIssueLabels, nil, nil},
		{"DELETE", repo + "issues/{number}/labels/{name}", "issues=write; pull_requests=write", false, (*call).removeIssueLabel, nil, nil},
		{"POST", repo + "issues/{number}/assignees", "issues=write; pull_requests=write", false, (*call).addAssignees, nil, nil},
		{"DELETE", repo + "issues/{number}/assignees", "issues=write; pull_requests=write", false, (*call).removeAssignees, nil, nil},
		{"GET", repo + "issues/{number}/timeline", "issues=read; pull_requests=read", false, (*call).listTimeline, nil, nil},
		{"GET", repo + "assignees/{user}", "issues=read", false, (*call).checkAssignee, nil, nil},
		{"GET", repo + "collaborators/{user}/permission", "metadata=read", false, (*call).getPermission, nil, nil},

		{"GET", repo + "labels", "issues=read; pull_requests=read", false, (*call).listRepoLabels, nil, nil},
		{"POST", repo + "labels", "issues=write; pull_requests=write", false, (*call).createLabel, nil, nil},
		{"GET", repo + "labels/{name}", "issues=read; pull_requests=read", false, (*call).getLabel, nil, nil},
		{"PATCH", repo + "labels/{name}", "issues=write; pull_requests=write", false, (*call).updateLabel, nil, nil},
		{"DELETE", repo + "labels/{name}", "issues=write; pull_requests=write", false, (*call).deleteLabel, nil, nil},

		{"GET", repo + "contents", "contents=read", false, (*call).getContents, nil, nil},
		{"GET", repo + "contents/{path...}", "contents=read", false, (*call).getContents, nil, nil},
		{"GET", repo + "branches/{branch...}", "contents=read", false, (*call).getBranch, nil, nil},
		{"GET", repo + "compare/{basehead...}", "contents=read", false, (*call).compareCommits, nil, nil},
		{"GET", repo + "commits", "contents=read", false, (*call).listCommits, nil, nil},
		{"GET", repo + "commits/{ref...}/check-runs", "checks=read", false, (*call).commitRuns, nil, nil},
		{"GET", repo + "commits/{ref...}/pulls", "pull_requests=read; contents=read", false, (*call).commitPulls, nil, nil},
		{"GET", repo + "commits/{ref...}", "contents=read", false, (*call).getCommit, nil, nil},
		{"GET", repo + "git/ref/{ref...}", "contents=read", false, (*call).getRef, nil, nil},
		{"GET", repo + "git/matching-refs/{ref...}", "contents=read", false, (*call).matchingRefs, nil, nil},
		{"POST", repo + "git/refs", "contents=write", false, (*call).createRef, nil, nil},
		{"PATCH", repo + "git/refs/{ref...}", "contents=write", false, (*call).updateRef, nil, nil},
		{"DELETE", repo + "git/refs/{ref...}", "contents=write", false, (*call).deleteRef, nil, nil},
		{"GET", repo + "git/trees/{sha...}", "contents=read", false, (*call).getTree, nil, nil},
		{"POST", repo + "git/trees", "contents=write", false, (*call).createTree, nil, nil},
		{"GET", repo + "git/blobs/{sha}", "contents=read", false, (*call).getBlob, nil, nil},
		{"POST", repo + "git/blobs", "contents=write", false, (*call).createBlob, nil, nil},
		{"GET", repo + "git/commits/{sha}", "contents=read", false, (*call).getGitCommit, nil, nil},
		{"POST", repo + "git/commits", "contents=write", false, (*call).createGitCommit, nil, nil},

		{"GET", repo + "pulls", "pull_requests=read", false, (*call).listPulls, nil, nil},
		{"POST", repo + "pulls", "pull_requests=write", true, (*call).createPull, nil, nil},
		{"GET", repo + "pulls/comments/{id}", "pull_requests=read", false, (*call).getReviewComment, nil, nil},
		{"PATCH", repo + "pulls/comments/{id}", "pull_requests=write", false, (*call).editReviewComment, nil, nil},
		{"POST", repo + "pulls/comments/{id}/reactions", "pull_requests=write", false, (*call).reactToReviewComment, nil, nil},
		{"GET", repo + "pulls/{number}", "pull_requests=read", false, (*call).getPull, nil, nil},
		{"PATCH", repo + "pulls/{number}", "pull_requests=write", false, (*call).patchPull, nil, nil},
		{"GET", repo + "pulls/{number}/files", "pull_requests=read", false, (*call).listPullFiles, nil, nil},
		{"GET", repo + "pulls/{number}/commits", "pull_requests=read", false, (*call).listPullCommits, nil, nil},
		{"PUT", repo + "pulls/{number}/merge", "contents=write", false, (*call).mergePull, nil, nil},
		{"GET", repo + "pulls/{number}/reviews", "pull_requests=read", false, (*call).listReviews, nil, nil},
		{"POST", repo + "pulls/{number}/reviews", "pull_requests=write", true, (*call).createReview, nil, nil},
		{"PUT", repo + "pulls/{number}/reviews/{review}", "pull_requests=write", false, (*call).updateReview, nil, nil},
		{"PUT", repo + "pulls/{number}/reviews/{review}/dismissals", "pull_requests=write", false, (*call).dismissReview, nil, nil},
		{"GET", repo + "pulls/{number}/comments", "pull_requests=read", false, (*call).listReviewComments, nil, nil},
		{"POST", repo + "pulls/{number}/comments", "pull_requests=write", true, (*call).createReviewComment, nil, nil},
		{"POST", repo + "pulls/{number}/comments/{id}/replies", "pull_requests=write", true, (*call).replyReviewComment, nil, nil},

		{"POST", repo + "check-runs", "checks=write", false, (*call).createCheckRun, nil, nil},
		{"GET", repo + "check-runs/{run}", "checks=read", false, (*call).getCheckRun, nil, nil},
		{"PATCH", repo + "check-runs/{run}", "checks=write", false, (*call).updateCheckRun, nil, nil},
		{"GET", repo + "check-runs/{run}/annotations", "checks=read", false, (*call).listAnnotations, nil, nil},
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
