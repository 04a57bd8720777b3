package report

import (
	"errors"
	"path"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/words"
	"github.com/storybot-app/storybot/story/idea"
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

// idea is the state an idea's issue should be in; an issue that proposes no
// story is left alone.
func (t *Texts) idea(c review.Case) (gateway.State, error) {
	if !c.Proposed.IsIdea {
		return gateway.State{}, nil
	}
	data := ideaText{Related: relatedTexts(c.Snapshot, review.Related(c)), Wishes: wishes(c.Proposed)}
	var kinds []string
	if kind := c.Book.Conventions.Kind(c.Proposed.Kind); kind != nil {
		kinds = []string{kind.ID}
		data.KindName = quote.Mark(kind.Name)
		link, err := WriteLink(c, Beginning(c))
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
		data.Kinds = kindsOf(c.Book)
	}
	body, err := t.render("idea", data)
	return gateway.State{
		Labels:  labels(c.Book.Conventions, c.Snapshot.RepoLabels, true, kinds, c.Proposed.Characters),
		Placed:  c.Memory.Labels.Placed,
		Comment: &gateway.Report{Marker: IdeaMarker, Body: body},
	}, err
}

// kindsOf names the kinds of a book that has several: "status quo or shiny
// future".
func kindsOf(book review.Book) string {
	var names []string
	for _, kind := range book.Conventions.Kinds {
		names = append(names, quote.Mark(kind.Name))
	}
	if len(names) < 2 {
		return ""
	}
	return words.List(names, "or")
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
func Beginning(c review.Case) scaffold.Idea {
	proposed := c.Proposed
	begin := scaffold.Idea{
		Kind: proposed.Kind, Title: proposed.Title, Summary: proposed.Summary,
		Morals: proposed.Morals, Sources: proposed.Sources,
		Source: c.Snapshot.HTMLURL + "/issues/" + strconv.Itoa(c.Snapshot.Subject.Number),
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
func WriteLink(c review.Case, begin scaffold.Idea) (Link, error) {
	s := c.Snapshot
	name, text, err := scaffold.File(c.Book.Book, begin)
	if err != nil {
		return Link{}, err
	}
	host := strings.TrimSuffix(s.HTMLURL, "/"+s.Repo.String())
	place := c.Book.Outside(name)
	address, shortened := scaffold.PrefilledURL(host, s.Repo.Owner, s.Repo.Name, s.DefaultBranch,
		path.Dir(place), path.Base(place), string(text), scaffold.MaxURL)
	return Link{URL: address, Shortened: shortened}, nil
}
