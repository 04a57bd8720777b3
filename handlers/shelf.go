package handlers

import (
	"context"
	"fmt"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/book"
)

// maxShelves is how many parsed books are kept.
const maxShelves = 32

// shelves keeps books that were parsed, by commit and settings: neither ever
// changes.
type shelves = lru.Cache[string, report.Shelf]

// shelfFor is the book an issue or pull request is judged by: the one at the
// head of the default branch, asking what the templates at the merge base ask.
func (b *bot) shelfFor(ctx context.Context, s *gateway.Snapshot) (report.Shelf, error) {
	tree, err := b.tree(ctx, s.Repo, s.HeadOID)
	if err != nil {
		return report.Shelf{}, err
	}
	settings, err := b.settings(ctx, s.Repo, tree)
	if err != nil {
		return report.Shelf{}, err
	}
	now, err := b.shelf(s.Repo, s.HeadOID, tree, settings)
	if err != nil || s.PullRequest == nil || s.PullRequest.MergeBase == s.HeadOID {
		return now, err
	}
	if tree, err = b.tree(ctx, s.Repo, s.PullRequest.MergeBase); err != nil {
		return report.Shelf{}, err
	}
	then, err := b.shelf(s.Repo, s.PullRequest.MergeBase, tree, settings)
	if err != nil {
		return report.Shelf{}, err
	}
	now.Book = now.Book.WithTemplates(then.Book)
	return now, nil
}

// tree is all we look at of a commit; the gateway remembers it.
func (b *bot) tree(ctx context.Context, repo gateway.Repo, commit string) (*gateway.Tree, error) {
	return b.GitHub.ReadTree(ctx, repo, commit, func(path string) bool {
		return book.Needs(path) || path == config.RepoPath
	})
}

// shelf is the book at a commit, as the settings want it read.
func (b *bot) shelf(repo gateway.Repo, commit string, tree *gateway.Tree, settings settings) (report.Shelf, error) {
	key := repo.String() + ":" + commit + ":" + settings.digest
	if known, ok := b.shelves.Get(key); ok {
		return known, nil
	}
	shelf, err := report.OpenShelf(tree.FS(), tree.Paths(), b.Templates, settings.Book)
	if err != nil {
		return report.Shelf{}, fmt.Errorf("read the book of %s at %s: %w", repo, commit, err)
	}
	shelf.Policy = report.Policy{CheckRequired: settings.Checks.Required}
	b.shelves.Add(key, shelf)
	return shelf, nil
}
