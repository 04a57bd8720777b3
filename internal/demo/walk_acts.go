package demo

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/lazyregexp"
)

func (w *walk) comment(ctx context.Context, who string, n int, text string) error {
	_, err := w.people[who].post(ctx, "/-/comment", url.Values{"number": {strconv.Itoa(n)}, "body": {text}})
	return err
}

// push pushes the text of a pull request's only file.
func (w *walk) push(ctx context.Context, who string, n int, text string) error {
	item, err := w.api.item(ctx, n)
	if err != nil {
		return err
	}
	_, err = w.people[who].post(ctx, "/-/push", url.Values{"number": {strconv.Itoa(n)}, "path": {item.Pull.Path}, "text": {text}})
	return err
}

func (w *walk) button(ctx context.Context, who string, n int, what string) error {
	_, err := w.people[who].post(ctx, "/-/change", url.Values{"number": {strconv.Itoa(n)}, "what": {what}})
	return err
}

// mergeAndClose merges a story and looks at the idea it came from.
func (w *walk) mergeAndClose(ctx context.Context, pull int, idea *int) error {
	return w.take(ctx, plan{
		title: "The story is merged, and the idea is closed", who: maintainer, did: "merges #" + strconv.Itoa(pull), item: idea,
		do: func() error { return w.button(ctx, maintainer, pull, "merge") },
		expect: func(s *seen) {
			s.want("the idea is closed", s.State == "closed", s.State)
			merged, err := w.api.item(ctx, pull)
			s.want("the story is merged", err == nil && merged.Pull.Merged, err)
			if err == nil {
				_, err = w.api.file(ctx, w.d.repo.Name(), "main", merged.Pull.Path)
				s.want("it is in the book", err == nil, err)
			}
		},
	})
}

var link = lazyregexp.New(`\]\((http[^)\s]+)\)`)

// deadLinks follows the links to this site that the bot wrote, and returns
// those that lead nowhere.
func (w *walk) deadLinks(ctx context.Context, s *seen) []string {
	texts := []string{}
	if s.Author == botLogin {
		texts = append(texts, s.Body)
	}
	for _, c := range s.botComments() {
		texts = append(texts, c.Body)
	}
	var dead []string
	for _, found := range link().FindAllStringSubmatch(strings.Join(texts, "\n"), -1) {
		if !strings.HasPrefix(found[1], w.d.URL+"/") {
			continue
		}
		if _, err := w.people[reader].read(ctx, found[1]); err != nil {
			dead = append(dead, found[1])
		}
	}
	return dead
}

// writes counts what the bot has written so far.
func (w *walk) writes() int {
	reads := []string{"Issue", "PullRequest", "Blobs"} // of the gateway's queries
	n := 0
	for _, r := range w.d.sim.Requests() {
		reading := r.Method == http.MethodGet || strings.HasSuffix(r.Path, "/access_tokens") || r.Path == "graphql" && slices.Contains(reads, r.Operation)
		if !reading {
			n++
		}
	}
	return n
}

// deliverAgain repeats the opening of a pull request: by the button that
// GitHub has for it, and as a new delivery that says the same.
func (w *walk) deliverAgain(ctx context.Context, who *browser) error {
	deliveries := w.d.sim.Deliveries()
	at := slices.IndexFunc(deliveries, func(d githubsim.Delivery) bool { return d.Event == "pull_request" && d.Action == "opened" })
	if at < 0 {
		return errors.New("no pull request was opened")
	}
	if _, err := who.post(ctx, "/-/redeliver", url.Values{"guid": {deliveries[at].GUID}}); err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.d.URL+"/webhook", bytes.NewReader(deliveries[at].Payload))
	if err != nil {
		return err
	}
	mac := hmac.New(sha256.New, []byte(w.d.secret))
	mac.Write(deliveries[at].Payload) // a hash takes everything
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-GitHub-Event", deliveries[at].Event)
	request.Header.Set("X-GitHub-Delivery", uuid.NewString())
	request.Header.Set("X-Hub-Signature-256", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusAccepted {
		return fmt.Errorf("the bot answers a delivery with %s", response.Status)
	}
	return nil
}

// withAnswer puts an answer below the question that has these words.
func withAnswer(text, question, answer string) string {
	lines := strings.Split(text, "\n")
	at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "### ") && strings.Contains(l, question) })
	if at < 0 {
		return text
	}
	end := at + 1
	for end < len(lines) && !strings.HasPrefix(lines[end], "#") {
		end++
	}
	return strings.Join(slices.Concat(lines[:at+1], []string{"", answer, ""}, lines[end:]), "\n")
}

var hint = lazyregexp.New(`(?m)^\*[A-Z][^*\n]*\*\n\n?`)

// withoutHints takes out the template's lines in italics.
func withoutHints(text string) string { return hint().ReplaceAllString(text+"\n", "") }

var notice = lazyregexp.New(`(?s)## [^\n]*Draft status.*?\n(## )`)

// withoutNotice takes out the section that says the story may change.
func withoutNotice(text string) string { return notice().ReplaceAllString(text, "$1") }
