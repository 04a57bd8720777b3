package report

import (
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/markdown"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/words"
	"github.com/storybot-app/storybot/story"
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
	Told      *toldText // the story, if the issue holds it; else nil
	Related   []relatedText
	Twins     string // open ideas with the same title: "#3 and #5"; "" if there are none
	WriteURL  string
	Section   string // what to put into the page at WriteURL, fenced; "" where the address holds the text
	Shortened bool
	Hindrance string // why there is no WriteURL
	Claimant  string // who claimed it, "" if nobody did
	Draft     int    // the pull request with its story, 0 if there is none
	Merged    bool   // that was merged
	Closed    bool   // the idea is
}

// idea is the state an idea's issue should be in; an issue that proposes no
// story is left alone, but for labels that we put on while it did. Somebody who
// tells what could become one is told how, once.
func (t *Texts) idea(c review.Case) (gateway.State, error) {
	want := gateway.State{Placed: c.Memory.Labels.Placed}
	if !c.Proposed.IsIdea {
		if !c.Proposed.Near || c.Snapshot.Subject.Author.Bot {
			return want, nil
		}
		body, err := t.render("near", nearText{Kinds: c.Book.Kinds()})
		want.Comment = &gateway.Report{Marker: IdeaMarker, Body: body}
		return want, err
	}
	data, err := t.ideaData(c)
	if err != nil {
		return gateway.State{}, err
	}
	var kinds []string
	if c.Book.Conventions.Kind(c.Proposed.Kind) != nil {
		kinds = []string{c.Proposed.Kind}
	}
	body, err := t.render("idea", data)
	want.Labels = labels(c.Book.Conventions, c.Snapshot.RepoLabels, true, kinds, c.Proposed.Characters)
	want.Comment = &gateway.Report{Marker: IdeaMarker, Body: body}
	return want, err
}

// nearText is the data of the text "near".
type nearText struct {
	Kinds []string // ids
}

// closedIdea is the state of an idea's issue that is closed: our comment there
// says so, and nothing else is touched.
func (t *Texts) closedIdea(c review.Case) (gateway.State, error) {
	data := ideaText{Closed: true}
	data.draft(c)
	body, err := t.render("idea", data)
	return gateway.State{Comment: &gateway.Report{Marker: IdeaMarker, Body: body, OnlyEdit: true}}, err
}

// ideaData is what is said of an open idea.
func (t *Texts) ideaData(c review.Case) (ideaText, error) {
	data := ideaText{
		Related: relatedTexts(c.Snapshot, review.Related(c)), Wishes: wishes(c.Proposed, c.Book), Claimant: quote.Mark(c.Claimant()),
	}
	data.draft(c)
	var twins []string
	kind := c.Book.Conventions.Kind(c.Proposed.Kind)
	if kind == nil {
		data.Kinds = kindsOf(c.Book)
		return data, nil
	}
	data.KindName = quote.Mark(kind.Name)
	begin := Beginning(c)
	for _, number := range review.Twins(c) {
		twins = append(twins, "#"+strconv.Itoa(number))
	}
	data.Twins = words.List(twins, "and")
	if data.Draft == 0 {
		data.Told = toldData(review.ToldStory(c, begin))
	}
	if data.Told != nil {
		data.Wishes = nil
	}
	link, err := WriteLink(c, begin)
	if refused, ok := errors.AsType[*scaffold.Refusal](err); ok {
		data.Hindrance = refused.Message
		return data, nil
	}
	data.WriteURL, data.Section, data.Shortened = link.URL, link.Section, link.Shortened
	return data, err
}

// draft notes the pull request that an idea's story is in.
func (data *ideaText) draft(c review.Case) {
	begun := c.Snapshot.Begun(Recorded(c.Memory.Proposal))
	if begun == nil {
		return
	}
	if begun.Open || begun.Merged {
		data.Draft, data.Merged = begun.Number, begun.Merged
	} else if begun.Number == 0 {
		data.Draft = begun.Taken
	}
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
func wishes(proposed idea.Idea, book review.Book) []string {
	var missing []string
	if proposed.Summary == "" {
		missing = append(missing, "a sentence or two about what happens")
	}
	if len(proposed.Characters) == 0 && len(book.Cast()) > 0 {
		missing = append(missing, "which character could tell it best")
	}
	if len(proposed.Morals) == 0 && asksFor(book, proposed.Kind, "morals", "key-attributes") {
		missing = append(missing, "the morals: what should a reader take away?")
	}
	if len(proposed.Sources) == 0 && asksFor(book, proposed.Kind, "sources", "morals", "key-attributes") {
		missing = append(missing, "where it comes from: your own experience, a post, a talk")
	}
	return missing
}

// asksFor reports whether one of these questions is asked of stories of a kind,
// or of any where the kind is not known.
func asksFor(book review.Book, kind string, ids ...string) bool {
	asks := func(q story.Question) bool { return slices.Contains(ids, q.ID) }
	return slices.ContainsFunc(book.Conventions.Kinds, func(k story.Kind) bool {
		return (kind == "" || k.ID == kind) && (slices.ContainsFunc(k.Questions, asks) || slices.ContainsFunc(k.Earlier, asks))
	})
}

// Beginning is what a story is begun from: the idea as its issue tells it.
func Beginning(c review.Case) scaffold.Idea {
	begin := scaffold.Proposed(c.Proposed, c.Book.Conventions)
	begin.Source = c.Snapshot.HTMLURL + "/issues/" + strconv.Itoa(c.Snapshot.Subject.Number)
	return begin
}

// maxSection is how many bytes of a section are shown in a comment.
const maxSection = 10_000

// Link is an address that opens GitHub's editor with a story begun, or with the
// page that a section is to be put into.
type Link struct {
	URL       string
	Section   string // the section, fenced; "" for a story with a file of its own
	Shortened bool   // the text was too long for an address or a comment
}

// WriteLink makes the address for an idea; a *scaffold.Refusal says why no
// story can be begun from it.
func WriteLink(c review.Case, begin scaffold.Idea) (Link, error) {
	begun, err := scaffold.Begin(c.Book.Book, begin)
	if err != nil {
		return Link{}, err
	}
	return linkTo(c, begun), nil
}

// linkTo is the address for a story that was begun.
func linkTo(c review.Case, begun scaffold.Begun) Link {
	s := c.Snapshot
	host := strings.TrimSuffix(s.HTMLURL, "/"+s.Repo.String())
	place := c.Book.Outside(begun.Path)
	if begun.Section == "" {
		address, shortened := scaffold.PrefilledURL(host, s.Repo.Owner, s.Repo.Name, s.DefaultBranch,
			path.Dir(place), path.Base(place), string(begun.Text), scaffold.MaxURL)
		return Link{URL: address, Shortened: shortened}
	}
	short, shortened := scaffold.Short(quote.Plain(begun.Section), maxSection)
	fence := markdown.FenceAround(short)
	return Link{
		URL:       scaffold.EditURL(host, s.Repo.Owner, s.Repo.Name, s.DefaultBranch, place),
		Section:   fence + "markdown\n" + short + fence,
		Shortened: shortened,
	}
}
