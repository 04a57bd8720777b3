package web

// Use says what becomes of one action of an event.
type Use uint8

// The uses there are; an action is either an edge or level.
const (
	// Edge: carries something of its own (a command, a click) and is handled itself.
	Edge Use = 1 << iota
	// Level: only says "look again"; a later one makes it superfluous.
	Level
	// Echo: when our own bot did it, it is our own write coming back.
	Echo
	// People: of no use when a bot did it, because bots give no commands.
	People
)

// About says where a payload names what it is about.
type About uint8

// The places there are.
const (
	AboutIssue About = iota // or pull request, of which it speaks as of an issue
	AboutPullRequest
	AboutCheckRun
	AboutCheckSuite
)

// Route is where the deliveries of one event go.
type Route struct {
	About About
	// Actions that have a use. Any other is answered with 200 and forgotten.
	Actions map[string]Use
}
