package demo

import (
	"context"
	"fmt"
	"strconv"
)

// ItemState is an issue or pull request as the REST API tells it.
type ItemState struct {
	Number    int                `json:"number"`
	URL       string             `json:"url"`
	Title     string             `json:"title"`
	Author    string             `json:"author"`
	State     string             `json:"state"`
	Body      string             `json:"body"`
	Labels    []string           `json:"labels"`
	Assignees []string           `json:"assignees"`
	Comments  []CommentState     `json:"comments"`
	Pull      *PullState         `json:"pull_request,omitempty"`
	Checks    []CheckRunState    `json:"checks,omitempty"`
	Lines     []LineCommentState `json:"review_comments,omitempty"`
}

// CommentState is a comment of the conversation.
type CommentState struct {
	ID        int64          `json:"id"`
	Author    string         `json:"author"`
	Body      string         `json:"body"`
	Reactions map[string]int `json:"reactions"`
}

// PullState is what only pull requests have.
type PullState struct {
	Draft    bool   `json:"draft"`
	Merged   bool   `json:"merged"`
	HeadRepo string `json:"head_repository"`
	Head     string `json:"head"`
	HeadOID  string `json:"head_sha"`
	Path     string `json:"path"` // of its first file
}

// CheckRunState is a check run of the head commit.
type CheckRunState struct {
	Name        string `json:"name"`
	Conclusion  string `json:"conclusion"`
	Title       string `json:"title"`
	Summary     string `json:"summary"`
	Annotations int    `json:"annotations"`
}

// LineCommentState is a comment on a line.
type LineCommentState struct {
	ID   int64  `json:"id"`
	Path string `json:"path"`
	Line int    `json:"line"`
	Body string `json:"body"`
}

type login struct{ Login string }

// item reads everything about one issue or pull request.
func (c *apiClient) item(ctx context.Context, n int) (ItemState, error) {
	var issue struct {
		Title, State, Body string
		HTMLURL            string `json:"html_url"`
		User               login
		Labels             []struct{ Name string }
		Assignees          []login
		PullRequest        *struct{} `json:"pull_request"`
	}
	number := strconv.Itoa(n)
	if err := c.get(ctx, "issues/"+number, &issue); err != nil {
		return ItemState{}, err
	}
	item := ItemState{
		Number: n, URL: issue.HTMLURL, Title: issue.Title, Author: issue.User.Login, State: issue.State, Body: issue.Body,
		Labels: []string{}, Assignees: []string{}, Comments: []CommentState{},
	}
	for _, l := range issue.Labels {
		item.Labels = append(item.Labels, l.Name)
	}
	for _, a := range issue.Assignees {
		item.Assignees = append(item.Assignees, a.Login)
	}
	err := c.comments(ctx, &item)
	if err == nil && issue.PullRequest != nil {
		err = c.pull(ctx, &item)
	}
	if err != nil {
		return ItemState{}, fmt.Errorf("read #%d: %w", n, err)
	}
	return item, nil
}

func (c *apiClient) comments(ctx context.Context, item *ItemState) error {
	var comments []struct {
		ID        int64
		Body      string
		User      login
		Reactions map[string]any
	}
	if err := c.get(ctx, fmt.Sprintf("issues/%d/comments?per_page=100", item.Number), &comments); err != nil {
		return err
	}
	for _, cm := range comments {
		state := CommentState{ID: cm.ID, Author: cm.User.Login, Body: cm.Body, Reactions: map[string]int{}}
		for name, count := range cm.Reactions {
			if n, ok := count.(float64); ok && n > 0 && name != "total_count" {
				state.Reactions[name] = int(n)
			}
		}
		item.Comments = append(item.Comments, state)
	}
	return nil
}

func (c *apiClient) pull(ctx context.Context, item *ItemState) error {
	var pull struct {
		Draft, Merged bool
		Head          struct {
			Ref, SHA string
			Repo     struct {
				FullName string `json:"full_name"`
			}
		}
	}
	var files []struct{ Filename string }
	number := strconv.Itoa(item.Number)
	if err := c.get(ctx, "pulls/"+number, &pull); err != nil {
		return err
	}
	if err := c.get(ctx, "pulls/"+number+"/files?per_page=100", &files); err != nil {
		return err
	}
	item.Pull = &PullState{Draft: pull.Draft, Merged: pull.Merged, HeadRepo: pull.Head.Repo.FullName, Head: pull.Head.Ref, HeadOID: pull.Head.SHA}
	if len(files) > 0 {
		item.Pull.Path = files[0].Filename
	}
	if err := c.get(ctx, "pulls/"+number+"/comments?per_page=100", &item.Lines); err != nil {
		return err
	}
	return c.checks(ctx, item)
}

func (c *apiClient) checks(ctx context.Context, item *ItemState) error {
	var runs struct {
		CheckRuns []struct {
			Name, Conclusion string
			Output           struct {
				Title, Summary string
				Annotations    int `json:"annotations_count"`
			}
		} `json:"check_runs"`
	}
	if err := c.get(ctx, "commits/"+item.Pull.HeadOID+"/check-runs", &runs); err != nil {
		return err
	}
	for _, run := range runs.CheckRuns {
		item.Checks = append(item.Checks, CheckRunState{
			Name: run.Name, Conclusion: run.Conclusion, Title: run.Output.Title, Summary: run.Output.Summary, Annotations: run.Output.Annotations,
		})
	}
	return nil
}
