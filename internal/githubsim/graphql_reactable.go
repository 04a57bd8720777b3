package githubsim

// What makes issues, pull requests and comments open to reactions. Those of
// a conversation need the permission for issues, also on pull requests.

func (x *qTopic) reactions() (list *[]*reaction, r *Repo, permission string) {
	return &x.i.reactions, x.i.repo, "issues"
}

// Reactions are the reactions to the description, oldest first.
func (x *qIssue) Reactions(args reactionArgs) (*reactionPage, error) { return x.c.reactions(x, args) }

// ViewerCanReact reports whether who asks may add one.
func (x *qIssue) ViewerCanReact() bool { return x.c.mayReact(x) }

// Reactions are the reactions to the description, oldest first.
func (x *qPull) Reactions(args reactionArgs) (*reactionPage, error) { return x.c.reactions(x, args) }

// ViewerCanReact reports whether who asks may add one.
func (x *qPull) ViewerCanReact() bool { return x.c.mayReact(x) }

func (x *qComment) reactions() (list *[]*reaction, r *Repo, permission string) {
	return &x.cm.reactions, x.cm.issue.repo, "issues"
}

// Reactions are the reactions to the comment, oldest first.
func (x *qComment) Reactions(args reactionArgs) (*reactionPage, error) { return x.c.reactions(x, args) }

// ViewerCanReact reports whether who asks may add one.
func (x *qComment) ViewerCanReact() bool { return x.c.mayReact(x) }

func (x *qReviewComment) reactions() (list *[]*reaction, r *Repo, permission string) {
	return &x.rc.reactions, x.rc.thread.pull.issue.repo, "pull_requests"
}

// Reactions are the reactions to the comment, oldest first.
func (x *qReviewComment) Reactions(args reactionArgs) (*reactionPage, error) {
	return x.c.reactions(x, args)
}

// ViewerCanReact reports whether who asks may add one.
func (x *qReviewComment) ViewerCanReact() bool { return x.c.mayReact(x) }
