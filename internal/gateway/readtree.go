package gateway

import (
	"context"
	"fmt"

	"github.com/google/go-github/v60/github"
)

// ReadTree reads the paths of a commit's tree and the texts of those files
// that needs picks: one request and one query, only for the texts that changed
// when another commit of the repository was read before, and nothing at all
// when this one was. A tree too large for one answer is ErrTooLarge.
func (g *Gateway) ReadTree(ctx context.Context, repo Repo, commit string, needs func(path string) bool) (*Tree, error) {
	key := repoKey(repo) + ":" + commit
	if tree, ok := g.trees.get(key); ok {
		return tree, nil
	}
	client, err := g.rest(repo)
	if err != nil {
		return nil, err
	}
	listing, _, err := client.Git.GetTree(ctx, repo.Owner, repo.Name, commit, true)
	if err != nil {
		return nil, fmt.Errorf("read the tree of %s at %s: %w", repo, commit, g.failed(repo, err))
	}
	if listing.GetTruncated() {
		return nil, fmt.Errorf("read the tree of %s at %s: %w", repo, commit, ErrTooLarge)
	}
	tree, wanted, size := plant(listing.Entries, needs)
	texts, _, err := g.blobTexts(ctx, repo, wanted.ids)
	if err != nil {
		return nil, fmt.Errorf("read the book of %s at %s: %w", repo, commit, err)
	}
	for i, name := range wanted.paths {
		if text, ok := texts[wanted.ids[i]]; ok {
			tree.fill(name, text)
			size += len(text)
		}
	}
	g.trees.put(key, tree, size)
	return tree, nil
}

// ReadFiles reads the texts of some of a tree's files: those that did not
// change since they were last read are known. Files that are not there, binary
// or too large are left out, and so is what exceeds 8 MB together.
func (g *Gateway) ReadFiles(ctx context.Context, repo Repo, tree *Tree, names []string) (map[string][]byte, error) {
	var ids []string
	for _, name := range names {
		if entry := tree.files[name]; entry != nil && !entry.dir {
			ids = append(ids, entry.id)
		}
	}
	texts, _, err := g.blobTexts(ctx, repo, ids)
	if err != nil {
		return nil, fmt.Errorf("read %d files of %s: %w", len(names), repo, err)
	}
	files := make(map[string][]byte, len(names))
	for _, name := range names {
		if entry := tree.files[name]; entry != nil {
			if text, ok := texts[entry.id]; ok {
				files[name] = text
			}
		}
	}
	return files, nil
}

// wantedBlobs are files by path, and the ids of their texts.
type wantedBlobs struct{ paths, ids []string }

// plant makes a tree of its listing; size is about what it takes in memory.
func plant(entries []*github.TreeEntry, needs func(path string) bool) (tree *Tree, wanted wantedBlobs, size int) {
	tree = newTree()
	for _, entry := range entries {
		if !plainFile(entry) {
			continue
		}
		tree.add(entry.GetPath(), entry.GetSHA())
		size += 140 + len(entry.GetPath())
		if needs(entry.GetPath()) && entry.GetSize() <= maxText {
			wanted.paths = append(wanted.paths, entry.GetPath())
			wanted.ids = append(wanted.ids, entry.GetSHA())
		}
	}
	return tree, wanted, size
}

// plainFile leaves out directories, submodules and symbolic links.
func plainFile(entry *github.TreeEntry) bool {
	return entry.GetType() == "blob" && entry.GetMode() != "120000"
}
