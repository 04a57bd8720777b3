package githubsim

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-github/v60/github"
)

func TestDeliveryHeaders(t *testing.T) {
	w := newWorld(t)
	must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	last := w.hooks(t)[1]
	for _, name := range []string{"X-GitHub-Delivery", "X-GitHub-Hook-ID", "X-GitHub-Hook-Installation-Target-ID", "User-Agent"} {
		if last.header.Get(name) == "" {
			t.Errorf("header %s is missing", name)
		}
	}
	if got := last.header.Get("X-GitHub-Hook-Installation-Target-Type"); got != "integration" {
		t.Errorf("target type = %s", got)
	}
}

func TestBotWritesFireWebhooks(t *testing.T) {
	w := newWorld(t)
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	check(t, w.comment(t, n))
	list := w.hooks(t)
	event, err := github.ParseWebHook("issue_comment", list[len(list)-1].body)
	check(t, err)
	e, ok := event.(*github.IssueCommentEvent)
	if !ok || e.GetSender().GetLogin() != "storybot[bot]" || e.GetSender().GetType() != "Bot" || e.GetInstallation().GetID() != w.InstallationID("lovelace") {
		t.Errorf("event = %v", event)
	}
}

func TestDeliveryModes(t *testing.T) {
	w := newWorld(t)
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	say := func(bodies ...string) []string {
		t.Helper()
		w.names(t)
		for _, body := range bodies {
			must[int64](t)(w.repo.Comment("ada", n, body))
		}
		var got []string
		for _, r := range w.hooks(t) {
			var e github.IssueCommentEvent
			check(t, unmarshal(r.body, &e))
			got = append(got, e.GetComment().GetBody())
		}
		return got
	}
	w.SetDeliveryMode(Duplicate, 0)
	if got := say("a", "b"); !slices.Equal(got, []string{"a", "a", "b", "b"}) {
		t.Errorf("duplicate: %q", got)
	}
	w.SetDeliveryMode(Drop, 0)
	if got := say("c"); len(got) != 0 {
		t.Errorf("drop: %q", got)
	}
	w.SetDeliveryMode(Reorder, 0)
	if got := say("d", "e", "f"); !slices.Equal(got, []string{"f", "e", "d"}) {
		t.Errorf("reorder: %q", got)
	}
	w.SetDeliveryMode(Late, 30*time.Millisecond)
	start := time.Now()
	if got := say("g"); len(got) != 1 || time.Since(start) < 30*time.Millisecond {
		t.Errorf("late: %q", got)
	}
}

func TestRedeliveryAPI(t *testing.T) {
	w := newWorld(t)
	w.hook.answer(http.StatusInternalServerError)
	must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	first := w.hooks(t)
	w.hook.answer(http.StatusAccepted)
	app := w.asApp(t)
	list, resp, err := app.Apps.ListHookDeliveries(t.Context(), &github.ListCursorOptions{PerPage: 1})
	check(t, err)
	if len(list) != 1 || list[0].GetEvent() != "issues" || list[0].GetStatusCode() != 500 || resp.Cursor == "" {
		t.Fatalf("deliveries = %v, cursor = %q", list, resp.Cursor)
	}
	older, resp, err := app.Apps.ListHookDeliveries(t.Context(), &github.ListCursorOptions{PerPage: 1, Cursor: resp.Cursor})
	check(t, err)
	if len(older) != 1 || older[0].GetEvent() != "installation" || resp.Cursor != "" {
		t.Errorf("older = %v, cursor = %q", older, resp.Cursor)
	}
	full, _, err := app.Apps.GetHookDelivery(t.Context(), list[0].GetID())
	check(t, err)
	if full.Request == nil || full.Request.Headers["X-Github-Delivery"] != list[0].GetGUID() || full.Response == nil {
		t.Errorf("delivery = %v", full)
	}
	_, _, err = app.Apps.RedeliverHookDelivery(t.Context(), list[0].GetID())
	if accepted := new(github.AcceptedError); err != nil && !errors.As(err, &accepted) {
		t.Fatal(err)
	}
	all := w.hooks(t)
	if len(all) != 3 || all[2].header.Get("X-GitHub-Delivery") != first[1].header.Get("X-GitHub-Delivery") {
		t.Errorf("%d deliveries, the last with GUID %s", len(all), all[len(all)-1].header.Get("X-GitHub-Delivery"))
	}
	attempts := w.Deliveries()
	got := []bool{attempts[1].Redelivery, attempts[2].Redelivery}
	if diff := cmp.Diff([]bool{false, true}, got); diff != "" || attempts[2].StatusCode != 202 {
		t.Errorf("attempts = %+v", attempts)
	}
}

func TestRedeliverByHand(t *testing.T) {
	w := newWorld(t)
	must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	w.names(t)
	all := w.Deliveries()
	check(t, w.Redeliver(all[len(all)-1].GUID))
	if diff := cmp.Diff([]string{"issues opened"}, w.names(t)); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
	if err := w.Redeliver("none"); err == nil {
		t.Error("an unknown delivery was sent again")
	}
}
