package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// graphqlError is one error of an answer. GitHub sends them with status 200.
type graphqlError struct {
	Type    string `json:"type"`
	Message string `json:"message"`
	Path    []any  `json:"path"`
}

// graphqlErrors are the errors of an answer without usable data.
type graphqlErrors []graphqlError

// Error joins the messages.
func (e graphqlErrors) Error() string {
	var messages []string
	for _, one := range e {
		messages = append(messages, strings.TrimSpace(one.Type+" "+one.Message))
	}
	return strings.Join(messages, "; ")
}

// has reports whether one of the errors has the type.
func (e graphqlErrors) has(kind string) bool {
	for _, one := range e {
		if one.Type == kind {
			return true
		}
	}
	return false
}

// graphql sends a document and decodes the data of its answer into out.
func (g *Gateway) graphql(ctx context.Context, repo Repo, document string, variables map[string]any, out any) error {
	client, err := g.rest(repo)
	if err != nil {
		return err
	}
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return fmt.Errorf("encode a query: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, g.graphqlURL, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("make a query: %w", err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Client().Do(request)
	if err != nil {
		return g.failed(repo, err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return g.failed(repo, statusError(response))
	}
	answer := struct {
		Data   any           `json:"data"`
		Errors graphqlErrors `json:"errors"`
	}{Data: out}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return fmt.Errorf("read GitHub's answer: %w", err)
	}
	if len(answer.Errors) == 0 {
		return nil
	}
	return g.failedQuery(repo, response.Header, answer.Errors)
}

// failedQuery turns the errors of an answer into those a caller can match.
func (g *Gateway) failedQuery(repo Repo, header http.Header, found graphqlErrors) error {
	switch {
	case found.has("RATE_LIMITED"), strings.Contains(found.Error(), "secondary rate limit"):
		return g.limited(repo, header)
	case found.has("STALE_DATA"):
		return fmt.Errorf("%w: %w", ErrStale, found)
	case found.has("NOT_FOUND"):
		return fmt.Errorf("%w: %w", ErrNotFound, found)
	case strings.Contains(found.Error(), "archived"):
		return final{fmt.Errorf("%w, the repository is archived: %w", ErrForbidden, found)}
	case found.has("UNPROCESSABLE"):
		return final{fmt.Errorf("%w: %w", ErrRefused, found)}
	case found.has("FORBIDDEN"):
		return fmt.Errorf("%w: %w", ErrForbidden, found)
	}
	return found
}

// Errors a caller may match with errors.Is.
var (
	// ErrNotFound: the issue, pull request, branch or file is not there, or
	// not for us to see.
	ErrNotFound = errors.New("GitHub does not find it")
	// ErrForbidden: the App lacks a permission.
	ErrForbidden = errors.New("GitHub does not allow it")
	// ErrLocked: the conversation is locked, and takes no comments from an App.
	ErrLocked = errors.New("the conversation is locked")
	// ErrRefused: GitHub understands what is asked and does not do it (422).
	ErrRefused = errors.New("GitHub refuses it")
	// ErrTooLarge: a tree is larger than GitHub lists at once, or an answer than
	// we read. Trying again does not help, which its method Final says.
	ErrTooLarge error = tooLarge{}
	// ErrStale: a branch moved between reading and writing; read again.
	ErrStale = errors.New("the branch moved meanwhile")
)
