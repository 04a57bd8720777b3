package handlers

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/book"
)

// maxShelves is how many parsed books are kept.
const maxShelves = 32

// shelf is the book at a commit. What it holds never changes, so it is read
// and parsed once.
func (b *bot) shelf(ctx context.Context, repo gateway.Repo, commit string) (report.Shelf, error) {
	key := repo.String() + ":" + commit
	if known, ok := b.shelves.Load(key); ok {
		return known.(report.Shelf), nil
	}
	tree, err := b.GitHub.ReadTree(ctx, repo, commit, func(path string) bool {
		return book.Needs(path) || path == config.RepoPath
	})
	if err != nil {
		return report.Shelf{}, err
	}
	shelf, err := report.OpenShelf(tree.FS(), tree.Paths(), b.Templates)
	if err != nil {
		return report.Shelf{}, fmt.Errorf("read the book of %s at %s: %w", repo, commit, err)
	}
	if shelf.Policy, err = policy(tree.FS()); err != nil {
		// A slip in the settings must not silence the bot: the defaults apply.
		b.Logger.Warn().Err(err).Str("repository", repo.String()).Msg("settings of the repository are not readable")
	}
	b.keep(key, shelf)
	return shelf, nil
}

// keep remembers a book; when there are many all others are forgotten.
func (b *bot) keep(key string, shelf report.Shelf) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shelved++; b.shelved > maxShelves {
		b.shelves.Clear()
		b.shelved = 1
	}
	b.shelves.Store(key, shelf)
}

// shelfFor is the book a pull request is judged by: the one at the head of the
// default branch, asking what the templates at the merge base ask.
func (b *bot) shelfFor(ctx context.Context, s *gateway.Snapshot) (report.Shelf, error) {
	now, err := b.shelf(ctx, s.Repo, s.HeadOID)
	if err != nil || s.PullRequest == nil || s.PullRequest.MergeBase == s.HeadOID {
		return now, err
	}
	then, err := b.shelf(ctx, s.Repo, s.PullRequest.MergeBase)
	if err != nil {
		return report.Shelf{}, err
	}
	now.Book = now.Book.WithTemplates(then.Book)
	return now, nil
}

// policy is what the repository's settings decide; without settings, or with
// ones that cannot be read, it is the default.
func policy(tree fs.FS) (report.Policy, error) {
	text, err := fs.ReadFile(tree, config.RepoPath)
	if errors.Is(err, fs.ErrNotExist) {
		return report.Policy{}, nil
	}
	if err != nil {
		return report.Policy{}, err
	}
	settings, err := config.ParseRepo(text)
	return report.Policy{CheckRequired: settings.Checks.Required}, err
}
