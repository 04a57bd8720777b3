package githubsim

import (
	"context"
	"slices"

	"github.com/graph-gophers/graphql-go"
)

// reactionNames are GraphQL's names of what the REST API writes as content.
var reactionNames = map[string]string{
	"+1": "THUMBS_UP", "-1": "THUMBS_DOWN", "laugh": "LAUGH", "hooray": "HOORAY",
	"confused": "CONFUSED", "heart": "HEART", "rocket": "ROCKET", "eyes": "EYES",
}

// reactable is anything people react to.
type reactable interface {
	ID() graphql.ID
	DatabaseID() *int32
	Reactions(args reactionArgs) (*reactionPage, error)
	ViewerCanReact() bool
	// reactions is where the reactions are kept, and what is needed to add one.
	reactions() (list *[]*reaction, r *Repo, permission string)
}

// qReactable is anything people react to; ToX reports whether it is an X.
type qReactable struct{ reactable }

// ToIssue reports whether this is an issue.
func (x *qReactable) ToIssue() (*qIssue, bool) { q, ok := x.reactable.(*qIssue); return q, ok }

// ToPullRequest reports whether this is a pull request.
func (x *qReactable) ToPullRequest() (*qPull, bool) { q, ok := x.reactable.(*qPull); return q, ok }

// ToIssueComment reports whether this is a comment of a conversation.
func (x *qReactable) ToIssueComment() (*qComment, bool) {
	q, ok := x.reactable.(*qComment)
	return q, ok
}

// ToPullRequestReviewComment reports whether this is a comment on the diff.
func (x *qReactable) ToPullRequestReviewComment() (*qReviewComment, bool) {
	q, ok := x.reactable.(*qReviewComment)
	return q, ok
}

// reactionArgs ask for a page of reactions, of one kind if told.
type reactionArgs struct {
	pageArgs
	Content *string
}

// reactionPage is one page of reactions.
type reactionPage struct {
	*connection[qReaction]
	mine bool
}

// ViewerHasReacted reports whether one of all these reactions is of who asks.
func (p *reactionPage) ViewerHasReacted() bool { return p.mine }

func (c *gqlCall) reactions(x reactable, args reactionArgs) (*reactionPage, error) {
	all, _, _ := x.reactions()
	var list []*reaction
	mine := false
	for _, re := range *all {
		if args.Content == nil || *args.Content == reactionNames[re.content] {
			list = append(list, re)
			mine = mine || c.wrote(re.user)
		}
	}
	page, err := connect(list, args.pageArgs, func(re *reaction) *qReaction { return &qReaction{re, x} })
	return &reactionPage{page, mine}, err
}

func (c *gqlCall) mayReact(x reactable) bool {
	_, r, permission := x.reactions()
	return c.mayAny(r, "write", permission)
}

// qReaction is one reaction to something.
type qReaction struct {
	re *reaction
	to reactable
}

// ID is the node id.
func (x *qReaction) ID() graphql.ID { return gqlID(x.re.nodeID) }

// DatabaseID is the id of the REST API.
func (x *qReaction) DatabaseID() *int32 { return gqlInt(int(x.re.id)) }

// Content is the emoji's name.
func (x *qReaction) Content() string { return reactionNames[x.re.content] }

// CreatedAt is when it was left.
func (x *qReaction) CreatedAt() gqlTime { return gqlTime{x.re.created.UTC()} }

// User is who reacted; null for a bot.
func (x *qReaction) User() *qUser {
	if x.re.user.kind == "Bot" {
		return nil
	}
	return &qUser{x.re.user}
}

// Reactable is what the reaction is to.
func (x *qReaction) Reactable() *qReactable { return &qReactable{x.to} }

// addReactionInput names something and an emoji.
type addReactionInput struct {
	ClientMutationID *string
	Content          string
	SubjectID        graphql.ID
}

// addReactionPayload is a reaction and what it is to.
type addReactionPayload struct {
	client   *string
	reaction *qReaction
}

// ClientMutationID is what the caller sent.
func (p *addReactionPayload) ClientMutationID() *string { return p.client }

// Reaction is the reaction, new or not; of one that was removed, what it was.
func (p *addReactionPayload) Reaction() *qReaction { return p.reaction }

// Subject is what the reaction is to.
func (p *addReactionPayload) Subject() *qReactable { return p.reaction.Reactable() }

// AddReaction reacts to something; once is enough.
func (*gqlRoot) AddReaction(ctx context.Context, args struct{ Input addReactionInput }) (*addReactionPayload, error) {
	c, in := callOf(ctx), args.Input
	x, ok := c.wrap(c.s.node(string(in.SubjectID))).(reactable)
	if !ok {
		return nil, unknownNode(in.SubjectID)
	}
	if !c.mayReact(x) {
		return nil, gqlForbidden()
	}
	list, _, _ := x.reactions()
	at := slices.IndexFunc(reactionContents, func(content string) bool { return reactionNames[content] == in.Content })
	re, _ := c.s.react(list, c.tok.user, reactionContents[at])
	return &addReactionPayload{in.ClientMutationID, &qReaction{re, x}}, nil
}

// RemoveReaction takes back the reaction of who asks.
func (*gqlRoot) RemoveReaction(ctx context.Context, args struct{ Input addReactionInput }) (*addReactionPayload, error) {
	c, in := callOf(ctx), args.Input
	x, ok := c.wrap(c.s.node(string(in.SubjectID))).(reactable)
	if !ok {
		return nil, unknownNode(in.SubjectID)
	}
	if !c.mayReact(x) {
		return nil, gqlForbidden()
	}
	list, _, _ := x.reactions()
	at := slices.IndexFunc(*list, func(re *reaction) bool { return c.wrote(re.user) && reactionNames[re.content] == in.Content })
	if at < 0 {
		return nil, gqlNotFound("Could not find a reaction of `%s` by the viewer.", in.Content)
	}
	re := (*list)[at]
	*list = slices.Delete(slices.Clone(*list), at, at+1)
	return &addReactionPayload{in.ClientMutationID, &qReaction{re, x}}, nil
}
