package report

import (
	"cmp"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/filename"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story/scaffold"
)

// draftTrailer marks the commits /scaffold may replace by a newer one.
const draftTrailer = "Storybot-Draft"

// Begins reports whether a commit of ours does nothing but begin a story.
func Begins(message string) bool {
	message = strings.TrimSpace(message)
	return strings.HasPrefix(message[strings.LastIndexByte(message, '\n')+1:], draftTrailer+": ")
}

// maxTitle is how many characters of somebody's text make a title.
const maxTitle = 200

// draftText is the data of the texts "draft" and "own_way".
type draftText struct {
	KindName, Path, EditURL, WriteURL string
	Section                           string // see Link
	Idea                              int
	Shortened                         bool
}

// Draft is the branch, commit and draft pull request that begin the story of
// an idea; a *scaffold.Refusal says why it cannot be begun.
func (t *Texts) Draft(c review.Case, begin scaffold.Idea) (*gateway.Proposal, error) {
	s := c.Snapshot
	begun, err := scaffold.Begin(c.Book.Book, begin)
	if err != nil {
		return nil, err
	}
	link := linkTo(c, begun)
	slug := strings.ReplaceAll(filename.Slug(begin.Title), "_", "-")
	recorded := Recorded(c.Memory.Proposal)
	branch := s.ProposalBranch(gateway.DraftBranchName(s.Subject.Number, slug), recorded)
	place := c.Book.Outside(begun.Path)
	body, err := t.render("draft", draftText{
		KindName: quote.Mark(kindName(c.Book, begin.Kind)), Idea: s.Subject.Number, Path: quote.Mark(path.Base(place)),
		EditURL: s.HTMLURL + "/edit/" + escapePath(branch) + "/" + escapePath(place), WriteURL: link.URL, Section: link.Section,
	})
	if err != nil {
		return nil, err
	}
	title := quote.MarkUpTo(begin.Title, maxTitle)
	return &gateway.Proposal{
		Branch: branch, Base: s.HeadOID, BaseRef: s.DefaultBranch,
		Files:   map[string][]byte{place: begun.Text},
		Message: "Start the story of idea " + strconv.Itoa(s.Subject.Number) + "\n\n" + Credit(s.Subject.Author),
		Trailer: draftTrailer, Title: title, Body: body, Draft: true,
		Recorded: recorded,
	}, nil
}

// Recorded is what we remember to have made, as the gateway takes it.
func Recorded(p *ledger.Proposal) gateway.Recorded {
	if p == nil {
		return gateway.Recorded{}
	}
	return gateway.Recorded{Branch: p.Branch, HeadOID: p.HeadOID, Number: p.Number}
}

// OwnWay is the answer to somebody who cannot push here: the story begun in an
// editor of their own.
func (t *Texts) OwnWay(c review.Case, begin scaffold.Idea) (string, error) {
	link, err := WriteLink(c, begin)
	if err != nil {
		return "", err
	}
	return t.render("own_way", draftText{Idea: c.Snapshot.Subject.Number, WriteURL: link.URL, Section: link.Section, Shortened: link.Shortened})
}

func kindName(book review.Book, id string) string {
	if kind := book.Conventions.Kind(id); kind != nil {
		return kind.Name
	}
	return id
}

// Credit names the proposer as co-author, in the form GitHub reads. A bot or a
// deleted account gets none.
func Credit(author gateway.User) string {
	if author.Bot || author.ID == 0 || author.Login == "" {
		return ""
	}
	name := cmp.Or(quote.Mark(author.Name), quote.Mark(author.Login))
	return fmt.Sprintf("Co-authored-by: %s <%d+%s@users.noreply.github.com>", name, author.ID, author.Login)
}
