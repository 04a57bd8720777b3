package handlers

import (
	"context"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/report"
)

// request is one text's commands with all that was read to answer them.
type request struct {
	*bot
	origin
	s      *gateway.Snapshot
	memory memory
	args   string // of the command being run

	role    gateway.Role
	roleErr error
	asked   bool // the role was asked for
}

// answer is what came of one command.
type answer struct {
	Text    string // a reply, safe to post; "" when a reaction says enough
	Refused bool
	Look    bool // labels and report must be brought up to date
}

// refuse is an answer that says why not.
func refuse(text string) answer { return answer{Text: text, Refused: true} }

// action carries out one command.
type action func(context.Context, *request) (answer, error)

// actions says what each command of the registry does; a test holds the two
// lists against each other.
func actions() map[string]action {
	return map[string]action{
		"help":             help,
		"check":            check,
		"explain":          explain,
		"related":          relatedTo,
		"claim":            claim,
		"unclaim":          unclaim,
		"scaffold":         scaffoldStory,
		"character":        addCharacter,
		"remove-character": removeCharacter,
		"waive":            waive,
		"unwaive":          unwaive,
	}
}

// request reads what the commands of a text are about.
func (b *bot) request(ctx context.Context, o origin) (*request, error) {
	read := b.GitHub.ReadIssue
	if o.Pull {
		read = b.GitHub.ReadPullRequest
	}
	s, err := read(ctx, o.Repo, o.Number)
	if err != nil {
		return nil, err
	}
	m, err := b.remember(ctx, o.subject, s.Subject.Labels)
	if err != nil {
		return nil, err
	}
	return &request{bot: b, origin: o, s: s, memory: m}, nil
}

// run checks place, words and permission of one command, and does it.
func (r *request) run(ctx context.Context, asked command.Invocation) (answer, error) {
	spec, miss := command.Lookup(asked)
	if miss != command.Found {
		return refuse(command.DidYouMean([]command.Invocation{asked})), nil
	}
	if !spec.Where.Holds(r.Pull) {
		return refuse(command.Misplaced(spec)), nil
	}
	if spec.NeedsArgs && asked.Args == "" {
		return refuse(command.NeedsWords(spec)), nil
	}
	asker := r.asker()
	if command.NeedsMembership(spec, asker) {
		role, err := r.askRole(ctx)
		if err != nil {
			asker.Unchecked = true
		}
		asker.IsMember = role >= gateway.RoleTriage
	}
	if ok, reason := command.Allowed(spec, asker); !ok {
		return refuse(reason), nil
	}
	r.args = asked.Args
	return actions()[spec.Name](ctx, r)
}

// asker is the standing of whoever wrote the commands, membership aside.
func (r *request) asker() command.Asker {
	login := r.Author.GetLogin()
	a := command.Asker{Login: login, IsAuthor: sameLogin(login, r.s.Subject.Author.Login), IsClaimant: r.claimed(login)}
	if pull := r.s.PullRequest; pull != nil && pull.Mine {
		for _, idea := range pull.Closes { // a draft we made belongs to the idea's people
			a.IsAuthor = a.IsAuthor || sameLogin(login, idea.Author.Login)
			a.IsClaimant = a.IsClaimant || slices.ContainsFunc(idea.Assignees, func(who string) bool { return sameLogin(login, who) })
		}
	}
	return a
}

// claimed tells whether somebody claimed the idea.
func (r *request) claimed(login string) bool {
	return sameLogin(login, r.memory.Claimant) ||
		slices.ContainsFunc(r.s.Subject.Assignees, func(who string) bool { return sameLogin(login, who) })
}

func sameLogin(a, b string) bool { return a != "" && strings.EqualFold(a, b) }

// askRole asks GitHub, at most once, what the asker may do.
func (r *request) askRole(ctx context.Context) (gateway.Role, error) {
	if !r.asked {
		r.role, r.roleErr = r.GitHub.Role(ctx, r.Repo, r.Author.GetLogin())
		r.asked = true
	}
	return r.role, r.roleErr
}

// lookAgain brings labels and report up to date with what was just read.
func (r *request) lookAgain(ctx context.Context) error {
	if !r.s.Subject.Open {
		return nil
	}
	if r.Pull {
		return r.reviewPull(ctx, r.subject, r.s)
	}
	return r.guideIdea(ctx, r.subject, r.s)
}

// book is the book the request is about.
func (r *request) book(ctx context.Context) (report.Shelf, error) { return r.shelfFor(ctx, r.s) }

// names are the cast of a book.
func names(shelf report.Shelf) []string {
	var all []string
	for _, character := range shelf.Book.Conventions.Cast {
		all = append(all, character.Name)
	}
	return all
}
