package githubsim

import (
	"net/http"
	"slices"
)

func (c *call) listComments() (any, error) {
	since, err := c.timeQuery("since")
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(slices.Clone(c.issue.comments), func(x *comment) bool { return x.updated.Before(since) })
	return paged(c, list, (*comment).json), nil
}

func (c *call) createComment() (any, error) {
	body, err := c.bodyText("IssueComment")
	if err != nil {
		return nil, err
	}
	return created(c.s.addComment(c.issue, c.actor(), true, body).json()), nil
}

// comment finds {id} among the repository's comments. A permission for pull
// requests alone does not reach comments on issues.
func (c *call) comment() (*comment, error) {
	id, err := c.id("id")
	if err != nil {
		return nil, err
	}
	for _, i := range c.repo.issues {
		for _, cm := range i.comments {
			if cm.id == id {
				return cm, nil
			}
		}
	}
	return nil, notFound()
}

func (c *call) getComment() (any, error) {
	cm, err := c.comment()
	if err != nil {
		return nil, err
	}
	return cm.json(), nil
}

func (c *call) editComment() (any, error) {
	cm, err := c.comment()
	if err != nil {
		return nil, err
	}
	body, err := c.bodyText("IssueComment")
	if err != nil {
		return nil, err
	}
	c.s.editComment(cm, body, c.actor())
	return cm.json(), nil
}

func (c *call) deleteComment() (any, error) {
	cm, err := c.comment()
	if err != nil {
		return nil, err
	}
	c.s.deleteComment(cm, c.actor())
	return noContent(), nil
}

// reactTo adds the reaction of the body: 201 when it is new, 200 when not.
func (c *call) reactTo(list *[]*reaction) (any, error) {
	var in struct {
		Content string `json:"content"`
	}
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	if !slices.Contains(reactionContents, in.Content) {
		return nil, invalid("Reaction", "content", "invalid", "")
	}
	re, fresh := c.s.react(list, c.actor(), in.Content)
	if fresh {
		return created(re.json()), nil
	}
	return re.json(), nil
}

func (c *call) reactToIssue() (any, error) { return c.reactTo(&c.issue.reactions) }

func (c *call) reactToComment() (any, error) {
	cm, err := c.comment()
	if err != nil {
		return nil, err
	}
	return c.reactTo(&cm.reactions)
}

func (c *call) reactToReviewComment() (any, error) {
	rc, err := c.reviewComment()
	if err != nil {
		return nil, err
	}
	return c.reactTo(&rc.reactions)
}

func (c *call) listReactions() (any, error) {
	cm, err := c.comment()
	if err != nil {
		return nil, err
	}
	list := cm.reactions
	if content := c.query("content"); content != "" {
		list = slices.DeleteFunc(slices.Clone(list), func(re *reaction) bool { return re.content != content })
	}
	return paged(c, list, (*reaction).json), nil
}

func (c *call) removeReaction() (any, error) {
	cm, err := c.comment()
	if err != nil {
		return nil, err
	}
	id, err := c.id("reaction")
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(cm.reactions, func(re *reaction) bool { return re.id == id })
	if at < 0 {
		return nil, notFound()
	}
	if cm.reactions[at].user != c.actor() {
		return nil, fail(http.StatusForbidden, "Resource not accessible by integration")
	}
	cm.reactions = slices.Delete(slices.Clone(cm.reactions), at, at+1)
	return noContent(), nil
}
