package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story"
)

// decidedFor is what the repository around a book decided about it: the
// settings in the nearest directory that has them, from the book's root up to
// the repository's; nil if there are none.
func decidedFor(root string) (*story.Conventions, error) {
	dir, err := filepath.Abs(root)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", root, err)
	}
	for {
		name := filepath.Join(dir, filepath.FromSlash(config.RepoPath))
		text, err := readUpTo(name, config.MaxRepo)
		if err == nil {
			return conventionsIn(dir, text)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("read the settings %s: %w", name, err)
		}
		_, err = os.Stat(filepath.Join(dir, ".git"))
		if parent := filepath.Dir(dir); err != nil && parent != dir {
			dir = parent
			continue
		}
		return nil, nil
	}
}

func conventionsIn(dir string, text []byte) (*story.Conventions, error) {
	settings, err := config.ParseRepo(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return review.Conventions(settings.Book), nil
}
