package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// RepoPath is where a repository keeps its settings; they are read from its
// default branch only.
const RepoPath = ".github/storybot.yml"

// Repo is what a repository decided. The zero value is the default.
type Repo struct {
	Checks Checks `yaml:"checks"`
}

// Checks is the part of Repo about the check run.
type Checks struct {
	// Required says that merging waits for the check run: it then fails
	// while questions are open, and stands, green, on pull requests without a
	// story too.
	Required bool `yaml:"required"`
}

// ParseRepo reads a repository's settings. The error names the line of an
// unknown key or a wrong value.
func ParseRepo(text []byte) (Repo, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	var r Repo
	if err := decoder.Decode(&r); err != nil && !errors.Is(err, io.EOF) {
		return Repo{}, fmt.Errorf("read %s: %w", RepoPath, err)
	}
	return r, nil
}
