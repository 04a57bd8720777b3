package demo

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// browser acts on the demo's page as one person does: it keeps the cookie,
// posts forms and follows where they lead.
type browser struct {
	site   string
	client *http.Client
}

// maxPage is how much of a page is read.
const maxPage = 8 << 20

func newBrowser(ctx context.Context, site, login string) (*browser, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, fmt.Errorf("make a cookie jar: %w", err)
	}
	b := &browser{site, &http.Client{Jar: jar}}
	_, err = b.post(ctx, "/-/person", url.Values{"login": {login}, "back": {"/"}})
	return b, err
}

// read fetches a page; address is of this site.
func (b *browser) read(ctx context.Context, address string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", address, err)
	}
	_, text, err := b.do(request)
	return text, err
}

var pageNumber = lazyregexp.New(`/(?:issues|pull)/(\d+)$`)

// post sends a form and returns the number of the issue or pull request the
// browser is led to, 0 for another page.
func (b *browser) post(ctx context.Context, path string, form url.Values) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, b.site+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, fmt.Errorf("post to %s: %w", path, err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Origin", b.site)
	end, _, err := b.do(request)
	if err != nil {
		return 0, err
	}
	found := pageNumber().FindStringSubmatch(end.Path)
	if found == nil {
		return 0, nil
	}
	return strconv.Atoi(found[1])
}

func (b *browser) do(request *http.Request) (end *url.URL, text string, err error) {
	response, err := b.client.Do(request)
	if err != nil {
		return nil, "", fmt.Errorf("%s %s: %w", request.Method, request.URL.Path, err)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(io.LimitReader(response.Body, maxPage))
	if err != nil {
		return nil, "", fmt.Errorf("%s %s: %w", request.Method, request.URL.Path, err)
	}
	if response.StatusCode != http.StatusOK {
		return nil, "", fmt.Errorf("%s %s: %s", request.Method, request.URL.Path, response.Status)
	}
	return response.Request.URL, string(page), nil
}
