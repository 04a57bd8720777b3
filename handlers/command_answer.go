package handlers

import (
	"errors"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/story/scaffold"
)

// maxWords is how many characters of somebody's text go into a story by one
// command.
const maxWords = 1000

// inTheStory is how the commands that write in a story do so.
const inTheStory = "\n\nOn a draft that the bot started, that's a commit in your name, too. On any other pull request, it's a suggestion that " +
	"the author can commit with one click. If the pull request has several stories, comment on a line of the one you mean."

// moral adds a moral.
var moral = Command{
	Spec: command.Spec{
		Name: "moral", Usage: "/moral TEXT", Where: command.OnPullRequests, NeedsArgs: true,
		Who:      []command.Right{command.Author, command.Claimant, command.Member},
		Summary:  "adds a moral to the story",
		Detail:   "It goes under the question for the morals, in place of the template's prompt or below what's there." + inTheStory,
		Examples: []string{"/moral Waiting for a lock costs more than it seems."},
	},
	Run: func(r *request) (answer, error) {
		return r.answerQuestion(deed{"moral", "Add a moral"}, "morals", "A moral from ")
	},
}

// source adds a source.
var source = Command{
	Spec: command.Spec{
		Name: "source", Usage: "/source URL-OR-TEXT", Where: command.OnPullRequests, NeedsArgs: true,
		Who:      []command.Right{command.Author, command.Claimant, command.Member},
		Summary:  "adds a source to the story",
		Detail:   "It goes under the question for the sources, in place of the template's prompt or below what's there." + inTheStory,
		Examples: []string{"/source https://example.org/notes", "/source A conversation with a maintainer"},
	},
	Run: func(r *request) (answer, error) {
		return r.answerQuestion(deed{"source", "Add a source"}, "sources", "A source from ")
	},
}

// faq adds a question.
var faq = Command{
	Spec: command.Spec{
		Name: "faq", Usage: "/faq QUESTION", Where: command.OnPullRequests, NeedsArgs: true,
		Who:     []command.Right{command.Anyone},
		Summary: "adds your question to the story's FAQ",
		Detail: "Whoever writes the story can answer it there, where later readers find it, too." + inTheStory +
			" Anyone can ask; only the author, whoever claimed the idea and members get a commit.",
		Examples: []string{"/faq Why didn't Grace use a queue?"},
	},
	NeedsRole: true,
	Run:       runFAQ,
}

// answerQuestion adds what follows the command to the answer of a question.
func (r *request) answerQuestion(d deed, question, why string) (answer, error) {
	t, no := r.storyMeant()
	if no.Refused {
		return no, nil
	}
	if utf8.RuneCountInString(r.args) > maxWords {
		return refuse("That's too long for one line. Please put it in the story itself."), nil
	}
	words := scaffold.Within(string(t.file.Text), r.args)
	text, err := checks.Answer(r.Book.Book, t.file, t.index, question, words)
	if err != nil {
		return r.noPlace(err, t)
	}
	r.put(d, t.path, text, why+quote.Mark(r.Asked.Asker.Login)+":")
	return answer{}, nil
}

func runFAQ(r *request) (answer, error) {
	t, no := r.storyMeant()
	if no.Refused {
		return no, nil
	}
	if utf8.RuneCountInString(r.args) > maxWords/4 {
		return refuse("That's too long for a question. Can you put it more briefly?"), nil
	}
	text, err := checks.Ask(r.Book.Book, t.file, t.index, scaffold.WithinLine(r.args))
	if err != nil {
		return r.noPlace(err, t)
	}
	r.put(deed{"faq", "Add a question to the FAQ"}, t.path, text, "A question from "+quote.Mark(r.Asked.Asker.Login)+", to be answered below it:")
	return answer{}, nil
}

// noPlace is the answer where somebody's words cannot be put into a story.
func (r *request) noPlace(err error, t target) (answer, error) {
	name := quote.Mark(t.story().Name)
	switch {
	case errors.Is(err, checks.ErrThere):
		return answer{Text: "“" + name + "” says that already."}, nil
	case errors.Is(err, checks.ErrNotAsked):
		return refuse("The template of “" + name + "” has no such question."), nil
	case errors.Is(err, checks.ErrNoPlace):
		return refuse("I'm not sure where that belongs in “" + name + "”, so I've changed nothing. Please add it by hand."), nil
	}
	return answer{}, err
}
