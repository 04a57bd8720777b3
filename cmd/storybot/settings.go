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

// decidedFor is what the repository around a book decided about it.
func decidedFor(root string) (*story.Conventions, error) {
	settings, err := settingsFor(root)
	if err != nil {
		return nil, err
	}
	return review.Conventions(settings.Book), nil
}

// settingsFor are the settings of the repository around a book: those in the
// nearest directory that has them, from the book's root up to the repository's.
func settingsFor(root string) (config.Repo, error) {
	dir, err := filepath.Abs(root)
	if err != nil {
		return config.Repo{}, fmt.Errorf("find %s: %w", root, err)
	}
	for {
		name := filepath.Join(dir, filepath.FromSlash(config.RepoPath))
		text, err := readUpTo(name, config.MaxRepo)
		if err == nil {
			settings, err := config.ParseRepo(text)
			if err != nil {
				return config.Repo{}, fmt.Errorf("%s: %w", dir, err)
			}
			return settings, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return config.Repo{}, fmt.Errorf("read the settings %s: %w", name, err)
		}
		_, err = os.Stat(filepath.Join(dir, ".git"))
		if parent := filepath.Dir(dir); err != nil && parent != dir {
			dir = parent
			continue
		}
		return config.Repo{}, nil
	}
}
