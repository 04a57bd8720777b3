package report

import (
	"errors"
	"path"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/idea"
	"github.com/storybot-app/storybot/story/related"
	"github.com/storybot-app/storybot/story/scaffold"
)

// IdeaMarker begins the guidance comment of an idea.
const IdeaMarker = "<!-- storybot:idea:v1 -->"

// ideaText is the data of the text "idea".
type ideaText struct {
	KindName  string
	Kinds     string // the book's kinds, when the idea says none
	Wishes    []string
	Related   []relatedText
	WriteURL  string
	Shortened bool
	Hindrance string // why there is no WriteURL
}

// ReadIdea reads the idea an issue proposes; IsIdea is false when it is
// something else.
func ReadIdea(s *gateway.Snapshot, shelf Shelf) idea.Idea {
	return shelf.words.Read(s.Subject.Title, command.Without(s.Subject.Body), s.Subject.Labels, shelf.Book.Conventions)
}

// Idea is the state an idea's issue should be in; near are stories and ideas
// that speak of the same.
func (t *Texts) Idea(s *gateway.Snapshot, shelf Shelf, near []related.Match, placed []string) (gateway.State, error) {
	proposed := ReadIdea(s, shelf)
	if !proposed.IsIdea {
		return gateway.State{}, nil
	}
	data := ideaText{Related: relatedTexts(s, near)}
	var kinds []string
	if kind := shelf.Book.Conventions.Kind(proposed.Kind); kind != nil {
		kinds = []string{kind.ID}
		data.KindName = quote.Mark(kind.Name)
		link, err := WriteLink(s, shelf, Beginning(s, proposed))
		var refused *scaffold.Refusal
		if err != nil && !errors.As(err, &refused) {
			return gateway.State{}, err
		}
		data.WriteURL, data.Shortened = link.URL, link.Shortened
		if refused != nil {
			data.Hindrance = refused.Message
		}
	}
	if data.KindName == "" {
		data.Kinds = kindsOf(shelf)
	}
	data.Wishes = wishes(proposed)
	body, err := t.render("idea", data)
	return gateway.State{
		Labels:  labels(shelf.Book.Conventions, s.RepoLabels, true, kinds, proposed.Characters),
		Placed:  placed,
		Comment: &gateway.Report{Marker: IdeaMarker, Body: body},
	}, err
}

// kindsOf names the kinds of a book that has several: "status quo or shiny
// future".
func kindsOf(shelf Shelf) string {
	var names []string
	for _, kind := range shelf.Book.Conventions.Kinds {
		names = append(names, quote.Mark(kind.Name))
	}
	if len(names) < 2 {
		return ""
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// wishes is what would still be useful to know.
func wishes(proposed idea.Idea) []string {
	var missing []string
	if proposed.Summary == "" {
		missing = append(missing, "a sentence or two about what happens")
	}
	if len(proposed.Characters) == 0 {
		missing = append(missing, "which character could tell it best")
	}
	if len(proposed.Morals) == 0 {
		missing = append(missing, "the morals: what should a reader take away?")
	}
	if len(proposed.Sources) == 0 {
		missing = append(missing, "where it comes from: your own experience, a post, a talk")
	}
	return missing
}

// Beginning is what a story is begun from: the idea as its issue tells it.
func Beginning(s *gateway.Snapshot, proposed idea.Idea) scaffold.Idea {
	begin := scaffold.Idea{
		Kind: proposed.Kind, Title: proposed.Title, Summary: proposed.Summary,
		Morals: proposed.Morals, Sources: proposed.Sources,
		Source: s.HTMLURL + "/issues/" + strconv.Itoa(s.Subject.Number),
	}
	if len(proposed.Characters) > 0 {
		begin.Character = proposed.Characters[0]
	}
	return begin
}

// Link is an address that opens GitHub's editor with a story begun.
type Link struct {
	URL       string
	Shortened bool // the text was too long for an address
}

// WriteLink makes the address for an idea; a *scaffold.Refusal says why no
// story can be begun from it.
func WriteLink(s *gateway.Snapshot, shelf Shelf, begin scaffold.Idea) (Link, error) {
	name, text, err := scaffold.File(shelf.Book, begin)
	if err != nil {
		return Link{}, err
	}
	host := strings.TrimSuffix(s.HTMLURL, "/"+s.Repo.String())
	place := shelf.Outside(name)
	address, shortened := scaffold.PrefilledURL(host, s.Repo.Owner, s.Repo.Name, s.DefaultBranch,
		path.Dir(place), path.Base(place), string(text), scaffold.MaxURL)
	return Link{URL: address, Shortened: shortened}, nil
}
