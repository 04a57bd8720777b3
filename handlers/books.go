package handlers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/subject"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/related"
)

const (
	// maxBooks is how many parsed books are kept.
	maxBooks = 32
	// maxLibraries is of how many books the stories' own words are kept.
	maxLibraries = 8
)

// books keeps what was made of commits, which never change.
type books struct {
	parsed  *lru.Cache[string, review.Book]   // by commit and settings
	stories *lru.Cache[string, []related.Doc] // by commit
}

func newBooks() (*books, error) {
	parsed, err := lru.New[string, review.Book](maxBooks)
	if err != nil {
		return nil, err
	}
	stories, err := lru.New[string, []related.Doc](maxLibraries)
	return &books{parsed: parsed, stories: stories}, err
}

// book is the book an issue or pull request is judged by: the one at the head of
// the default branch, asking what the templates at the merge base ask.
func (b *bot) book(ctx context.Context, s *gateway.Snapshot) (review.Book, review.Policy, error) {
	tree, err := b.tree(ctx, s.Repo, s.HeadOID)
	if err != nil {
		return review.Book{}, review.Policy{}, err
	}
	settings, err := b.settings(ctx, s.Repo, tree)
	if err != nil {
		return review.Book{}, review.Policy{}, err
	}
	policy := review.Policy{CheckRequired: settings.Checks.Required, HoldLabel: settings.Labels.Hold, Claims: settings.Claims}
	now, err := b.bookAt(ctx, s.Repo, s.HeadOID, tree, settings)
	if err != nil || s.PullRequest == nil || s.PullRequest.MergeBase == "" || s.PullRequest.MergeBase == s.HeadOID {
		return now, policy, err
	}
	if tree, err = b.tree(ctx, s.Repo, s.PullRequest.MergeBase); err != nil {
		return review.Book{}, policy, err
	}
	then, err := b.bookAt(ctx, s.Repo, s.PullRequest.MergeBase, tree, settings)
	return now.WithTemplates(then), policy, err
}

// tree is all we look at of a commit; the gateway remembers it.
func (b *bot) tree(ctx context.Context, repo subject.Repo, commit string) (*gateway.Tree, error) {
	return b.GitHub.ReadTree(ctx, repo, commit, func(path string) bool {
		return book.Needs(path) || path == config.RepoPath
	})
}

// bookAt is the book at a commit, as the settings want it read.
func (b *bot) bookAt(ctx context.Context, repo subject.Repo, commit string, tree *gateway.Tree, settings settings) (review.Book, error) {
	key := repo.String() + ":" + commit + ":" + settings.digest
	if known, ok := b.books.parsed.Get(key); ok {
		return known, nil
	}
	files, err := b.withNamed(ctx, repo, tree, settings)
	if err != nil {
		return review.Book{}, err
	}
	opened, err := review.OpenBook(files, tree.Paths(), b.Templates, settings.Book)
	if err != nil {
		return review.Book{}, fmt.Errorf("read the book of %s at %s: %w", repo, commit, err)
	}
	b.books.parsed.Add(key, opened)
	return opened, nil
}

// withNamed is a commit's tree with the texts that only the settings tell are
// needed: templates that they name, pages whose sections are stories.
func (b *bot) withNamed(ctx context.Context, repo subject.Repo, tree *gateway.Tree, settings settings) (fs.FS, error) {
	names := review.Named(tree.Paths(), settings.Book)
	if len(names) == 0 {
		return tree.FS(), nil
	}
	texts, err := b.GitHub.ReadFiles(ctx, repo, tree, names)
	if err != nil {
		return nil, err
	}
	return overlaid{tree.FS(), texts}, nil
}

// overlaid is a tree with the texts of some more of its files.
type overlaid struct {
	fs.FS
	texts map[string][]byte
}

// ReadFile implements fs.ReadFileFS.
func (o overlaid) ReadFile(name string) ([]byte, error) {
	if text, ok := o.texts[name]; ok {
		return text, nil
	}
	return fs.ReadFile(o.FS, name)
}

// Stat implements fs.StatFS.
func (o overlaid) Stat(name string) (fs.FileInfo, error) { return fs.Stat(o.FS, name) }

// ReadDir implements fs.ReadDirFS.
func (o overlaid) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(o.FS, name) }

// stories are the stories of the book at the head of the default branch. Their
// texts are read once a commit, those that changed alone.
func (b *bot) stories(ctx context.Context, s *gateway.Snapshot, from review.Book) ([]related.Doc, error) {
	key := s.Repo.String() + ":" + s.HeadOID
	if known, ok := b.books.stories.Get(key); ok {
		return known, nil
	}
	tree, err := b.tree(ctx, s.Repo, s.HeadOID)
	if err != nil {
		return nil, err
	}
	texts, err := b.GitHub.ReadFiles(ctx, s.Repo, tree, from.StoryPaths())
	if err != nil {
		return nil, err
	}
	docs := from.Docs(texts)
	b.books.stories.Add(key, docs)
	return docs, nil
}

// settings are what a repository decided.
type settings struct {
	config.Repo
	digest string // of the text they are read from; "" for the defaults
}

// settings reads what a repository decided from the tree of its default branch.
// Where an error makes that unreadable, what could be read last stays in force:
// a typing error must not change how stories are judged.
func (b *bot) settings(ctx context.Context, repo subject.Repo, tree *gateway.Tree) (settings, error) {
	if _, err := fs.Stat(tree.FS(), config.RepoPath); errors.Is(err, fs.ErrNotExist) {
		return settings{}, nil
	}
	last, err := b.Ledger.Settings(ctx, repo)
	if err != nil {
		return settings{}, err
	}
	text, parsed := []byte(nil), settings{}
	if text, err = fs.ReadFile(tree.FS(), config.RepoPath); errors.Is(err, fs.ErrNotExist) {
		err = config.ErrTooLong() // it is there, and the gateway did not read it
	} else if err == nil {
		parsed, err = parseSettings(text)
	}
	if err != nil {
		b.Logger.Warn().Err(err).Stringer("repository", repo).Msg("settings can't be read; the last valid ones apply")
		last, _ := parseSettings(last) // what once could be read, or nothing
		return last, nil
	}
	if string(last) == string(text) || b.GitHub.IsDryRun() {
		return parsed, nil
	}
	return parsed, b.Ledger.SaveSettings(ctx, repo, text)
}

func parseSettings(text []byte) (settings, error) {
	parsed, err := config.ParseRepo(text)
	if err != nil {
		return settings{}, err
	}
	sum := sha256.Sum256(text)
	return settings{Repo: parsed, digest: hex.EncodeToString(sum[:8])}, nil
}
