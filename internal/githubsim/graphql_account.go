package githubsim

import (
	"strings"

	"github.com/graph-gophers/graphql-go"
)

// actorLogin is a login as GraphQL shows it: a bot's without [bot].
func actorLogin(u *user) string { return strings.TrimSuffix(u.login, "[bot]") }

func accountURL(u *user) gqlText {
	if u.kind == "Bot" {
		return gqlText(u.site + "/apps/" + actorLogin(u))
	}
	return gqlText(u.site + "/" + u.login)
}

// qActor is an account of any kind, also as owner of a repository.
type qActor struct{ u *user }

// ID is the node id.
func (a *qActor) ID() graphql.ID { return gqlID(a.u.nodeID) }

// Login is the account's name.
func (a *qActor) Login() string { return actorLogin(a.u) }

// URL is the account's page.
func (a *qActor) URL() gqlText { return accountURL(a.u) }

// ToUser reports whether this is a person.
func (a *qActor) ToUser() (*qUser, bool) { return &qUser{a.u}, a.u.kind == "User" }

// ToBot reports whether this is an App's bot.
func (a *qActor) ToBot() (*qBot, bool) { return &qBot{a.u}, a.u.kind == "Bot" }

// ToOrganization reports whether this is an organization.
func (a *qActor) ToOrganization() (*qOrganization, bool) {
	return &qOrganization{qUser{a.u}}, a.u.kind == "Organization"
}

// qUser is a person; as viewer also the bot, which keeps its [bot] there.
type qUser struct{ u *user }

// ID is the node id.
func (x *qUser) ID() graphql.ID { return gqlID(x.u.nodeID) }

// DatabaseID is the id of the REST API.
func (x *qUser) DatabaseID() *int32 { return gqlInt(int(x.u.id)) }

// Login is the account's name.
func (x *qUser) Login() string { return x.u.login }

// Name is the name a person chose; null without.
func (x *qUser) Name() *string { return gqlString(x.u.name) }

// URL is the account's page.
func (x *qUser) URL() gqlText { return accountURL(x.u) }

// qOrganization is an organization.
type qOrganization struct{ qUser }

// qBot is an App's bot.
type qBot struct{ u *user }

// ID is the node id.
func (x *qBot) ID() graphql.ID { return gqlID(x.u.nodeID) }

// DatabaseID is the id of the REST API.
func (x *qBot) DatabaseID() *int32 { return gqlInt(int(x.u.id)) }

// Login is the slug of the App, without [bot].
func (x *qBot) Login() string { return actorLogin(x.u) }

// URL is the App's page.
func (x *qBot) URL() gqlText { return accountURL(x.u) }

// qNode is anything found by its id; ToX reports whether it is an X.
type qNode struct {
	id string
	x  any
}

// ID is the node id.
func (n *qNode) ID() graphql.ID { return gqlID(n.id) }

// ToRepository reports whether the node is one.
func (n *qNode) ToRepository() (*qRepo, bool) { return as[*qRepo](n) }

// ToIssue reports whether the node is one.
func (n *qNode) ToIssue() (*qIssue, bool) { return as[*qIssue](n) }

// ToPullRequest reports whether the node is one.
func (n *qNode) ToPullRequest() (*qPull, bool) { return as[*qPull](n) }

// ToIssueComment reports whether the node is one.
func (n *qNode) ToIssueComment() (*qComment, bool) { return as[*qComment](n) }

// ToPullRequestReview reports whether the node is one.
func (n *qNode) ToPullRequestReview() (*qReview, bool) { return as[*qReview](n) }

// ToPullRequestReviewThread reports whether the node is one.
func (n *qNode) ToPullRequestReviewThread() (*qThread, bool) { return as[*qThread](n) }

// ToPullRequestReviewComment reports whether the node is one.
func (n *qNode) ToPullRequestReviewComment() (*qReviewComment, bool) { return as[*qReviewComment](n) }

// ToLabel reports whether the node is one.
func (n *qNode) ToLabel() (*qLabel, bool) { return as[*qLabel](n) }

// ToCheckSuite reports whether the node is one.
func (n *qNode) ToCheckSuite() (*qSuite, bool) { return as[*qSuite](n) }

// ToCheckRun reports whether the node is one.
func (n *qNode) ToCheckRun() (*qRun, bool) { return as[*qRun](n) }

// ToUser reports whether the node is one.
func (n *qNode) ToUser() (*qUser, bool) { return n.account().ToUser() }

// ToBot reports whether the node is one.
func (n *qNode) ToBot() (*qBot, bool) { return n.account().ToBot() }

// ToOrganization reports whether the node is one.
func (n *qNode) ToOrganization() (*qOrganization, bool) { return n.account().ToOrganization() }

func (n *qNode) account() *qActor {
	if u, ok := n.x.(*user); ok {
		return &qActor{u}
	}
	return &qActor{&user{}}
}

func as[T any](n *qNode) (T, bool) {
	t, ok := n.x.(T)
	return t, ok
}
