package handlers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
)

// settings are what a repository decided.
type settings struct {
	config.Repo
	digest string // of the text they stand in; "" for the defaults
}

// settings reads what a repository decided from the tree of its default
// branch. Where a slip makes that unreadable, what could be read last stays in
// force: a typing error must not change how stories are judged.
func (b *bot) settings(ctx context.Context, repo gateway.Repo, tree *gateway.Tree) (settings, error) {
	text, err := fs.ReadFile(tree.FS(), config.RepoPath)
	if errors.Is(err, fs.ErrNotExist) {
		return settings{}, nil
	}
	if err != nil {
		return settings{}, fmt.Errorf("read %s of %s: %w", config.RepoPath, repo, err)
	}
	last, err := b.lastSettings(ctx, repo)
	if err != nil {
		return settings{}, err
	}
	parsed, err := parseSettings(text)
	if err != nil {
		b.Logger.Warn().Err(err).Str("repository", repo.String()).Msg("settings cannot be read; the last good ones stay in force")
		last, _ := parseSettings(last) // what once could be read, or nothing
		return last, nil
	}
	if string(last) == string(text) {
		return parsed, nil
	}
	return parsed, b.keepSettings(ctx, repo, text)
}

func parseSettings(text []byte) (settings, error) {
	parsed, err := config.ParseRepo(text)
	if err != nil {
		return settings{}, err
	}
	sum := sha256.Sum256(text)
	return settings{Repo: parsed, digest: hex.EncodeToString(sum[:8])}, nil
}

// lastSettings is the text of the last settings that could be read, nil if
// there were none.
func (b *bot) lastSettings(ctx context.Context, repo gateway.Repo) ([]byte, error) {
	raw, err := b.Ledger.Memory(ctx, settingsKey(repo))
	if err != nil || raw == nil {
		return nil, err
	}
	var text []byte
	if err := json.Unmarshal(raw, &text); err != nil {
		return nil, fmt.Errorf("read the last settings of %s: %w", repo, err)
	}
	return text, nil
}

func (b *bot) keepSettings(ctx context.Context, repo gateway.Repo, text []byte) error {
	raw, err := json.Marshal(text)
	if err != nil {
		return fmt.Errorf("keep the settings of %s: %w", repo, err)
	}
	return b.Ledger.SetMemory(ctx, settingsKey(repo), raw)
}

func settingsKey(repo gateway.Repo) string {
	return fmt.Sprintf("%d/%s/settings", repo.Installation, strings.ToLower(repo.String()))
}
