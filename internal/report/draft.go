package report

import (
	"cmp"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/scaffold"
)

// draftTrailer marks the commits /scaffold may replace by a newer one.
const draftTrailer = "Storybot-Draft"

// maxTitle is how many characters of somebody's text make a title.
const maxTitle = 200

// draftText is the data of the texts "draft" and "own_way".
type draftText struct {
	KindName, Path, EditURL, WriteURL string
	Idea                              int
	Shortened                         bool
}

// Draft is the branch, commit and draft pull request that begin the story of
// an idea; a *scaffold.Refusal says why it cannot be begun.
func (t *Texts) Draft(s *gateway.Snapshot, shelf Shelf, begin scaffold.Idea) (*gateway.Draft, error) {
	name, text, err := scaffold.File(shelf.Book, begin)
	if err != nil {
		return nil, err
	}
	link, err := WriteLink(s, shelf, begin)
	if err != nil {
		return nil, err
	}
	slug := strings.ReplaceAll(scaffold.Slug(begin.Title), "_", "-")
	branch := gateway.DraftBranchName(s.Subject.Number, slug)
	if len(s.Drafts) > 0 {
		branch = s.Drafts[0].Name
	}
	place := shelf.Outside(name)
	body, err := t.render("draft", draftText{
		KindName: quote.Mark(kindName(shelf, begin.Kind)), Idea: s.Subject.Number, Path: quote.Mark(path.Base(place)),
		EditURL: s.HTMLURL + "/edit/" + escapePath(branch) + "/" + escapePath(place), WriteURL: link.URL,
	})
	if err != nil {
		return nil, err
	}
	title := quote.MarkUpTo(begin.Title, maxTitle)
	return &gateway.Draft{
		Branch: branch, Base: s.HeadOID, BaseRef: s.DefaultBranch,
		Files:   map[string][]byte{place: text},
		Message: "Begin the story of idea " + strconv.Itoa(s.Subject.Number) + "\n\n" + credit(s.Subject.Author),
		Trailer: draftTrailer, Title: title, Body: body,
	}, nil
}

// OwnWay is the answer to somebody who cannot push here: the story begun in an
// editor of their own.
func (t *Texts) OwnWay(s *gateway.Snapshot, shelf Shelf, begin scaffold.Idea) (string, error) {
	link, err := WriteLink(s, shelf, begin)
	if err != nil {
		return "", err
	}
	return t.render("own_way", draftText{Idea: s.Subject.Number, WriteURL: link.URL, Shortened: link.Shortened})
}

func kindName(shelf Shelf, id string) string {
	if kind := shelf.Book.Conventions.Kind(id); kind != nil {
		return kind.Name
	}
	return id
}

// credit names the proposer as co-author, in the form GitHub reads. A bot or a
// deleted account gets none.
func credit(author gateway.User) string {
	if author.Bot || author.ID == 0 || author.Login == "" {
		return ""
	}
	name := cmp.Or(quote.Mark(author.Name), quote.Mark(author.Login))
	return fmt.Sprintf("Co-authored-by: %s <%d+%s@users.noreply.github.com>", name, author.ID, author.Login)
}
