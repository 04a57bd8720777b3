package handlers

import (
	"context"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/related"
)

// maxLibraries is of how many books the stories' own words are kept.
const maxLibraries = 8

// stories are the stories of the book at the head of the default branch. Their
// texts are read once a commit, those that changed alone.
func (b *bot) stories(ctx context.Context, s *gateway.Snapshot, shelf report.Shelf) ([]related.Doc, error) {
	key := s.Repo.String() + ":" + s.HeadOID
	if known, ok := b.libraries.Get(key); ok {
		return known, nil
	}
	tree, err := b.tree(ctx, s.Repo, s.HeadOID)
	if err != nil {
		return nil, err
	}
	texts, err := b.GitHub.ReadFiles(ctx, s.Repo, tree, shelf.StoryPaths())
	if err != nil {
		return nil, err
	}
	docs := shelf.Docs(texts)
	b.libraries.Add(key, docs)
	return docs, nil
}

// ideas are the open ideas but for the one that was read.
func (b *bot) ideas(ctx context.Context, s *gateway.Snapshot, shelf report.Shelf) ([]related.Doc, error) {
	labels := shelf.IdeaLabels(s.RepoLabels)
	issues, err := b.GitHub.OpenIssues(ctx, s, labels)
	if err != nil {
		return nil, err
	}
	var docs []related.Doc
	for _, issue := range issues {
		docs = append(docs, shelf.Idea(issue, labels))
	}
	return docs, nil
}

// near lists the stories and open ideas that speak of the same as a text.
func (b *bot) near(ctx context.Context, s *gateway.Snapshot, shelf report.Shelf, asked related.Doc) ([]related.Match, error) {
	stories, err := b.stories(ctx, s, shelf)
	if err != nil {
		return nil, err
	}
	ideas, err := b.ideas(ctx, s, shelf)
	if err != nil {
		return nil, err
	}
	docs := append(ideas, stories...)
	return shelf.Nearest(asked, docs)
}

// nearIdea lists what is near to the idea that was read; nothing if it is none.
func (b *bot) nearIdea(ctx context.Context, s *gateway.Snapshot, shelf report.Shelf) ([]related.Match, error) {
	asked, ok := ideaIn(s, shelf)
	if !ok {
		return nil, nil
	}
	return b.near(ctx, s, shelf, asked)
}

// ideaIn is the idea an issue proposes; false if it proposes none.
func ideaIn(s *gateway.Snapshot, shelf report.Shelf) (related.Doc, bool) {
	issue := gateway.OpenIssue{Number: s.Subject.Number, Title: s.Subject.Title, Body: s.Subject.Body}
	return shelf.Idea(issue, s.Subject.Labels), report.ReadIdea(s, shelf).IsIdea
}

// origin is the open idea that a pull request's new story may have been written
// for, 0 if it closes one already or none is near enough.
func (b *bot) origin(ctx context.Context, s *gateway.Snapshot, shelf report.Shelf, judged report.Judged) (int, error) {
	if !judged.New() || len(s.PullRequest.Closes) > 0 {
		return 0, nil
	}
	ideas, err := b.ideas(ctx, s, shelf)
	if err != nil || len(ideas) == 0 {
		return 0, err
	}
	stories, err := b.stories(ctx, s, shelf)
	if err != nil {
		return 0, err
	}
	told, _ := toldIn(s.PullRequest, shelf)
	return shelf.Origin(told, stories, ideas)
}

// toldIn is the first story a pull request brings, or else changes.
func toldIn(pull *gateway.PullRequest, shelf report.Shelf) (asked related.Doc, ok bool) {
	for _, status := range []string{"added", ""} {
		for _, file := range pull.Files {
			if !file.Read || status != "" && file.Status != status {
				continue
			}
			if docs := shelf.Docs(map[string][]byte{file.Path: file.Head}); len(docs) > 0 {
				return docs[0], true
			}
		}
	}
	return related.Doc{}, false
}
