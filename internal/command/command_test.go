package command_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/quote"
)

func TestLookup(t *testing.T) {
	tests := []struct {
		verb, name string
		miss       command.Miss
	}{
		{"claim", "claim", command.Found},
		{"clam", "claim", command.Similar},
		{"claims", "claim", command.Similar},
		{"clims", "", command.Unknown},
		{"hlep", "help", command.Similar},
		{"chekc", "check", command.Similar},
		{"hpel", "", command.Unknown},
		{"halp", "help", command.Similar},
		{"scafold", "scaffold", command.Similar},
		{"scafolt", "scaffold", command.Similar},
		{"scafol", "", command.Unknown},
		{"charakters", "character", command.Similar},
		{"remove-charackter", "remove-character", command.Similar},
		{"hold", "", command.Unknown},
		{"area", "", command.Unknown},
		{"assign", "", command.Unknown},
		{"home", "", command.Unknown},
		{strings.Repeat("check", 10_000), "", command.Unknown},
		{"", "", command.Unknown},
	}
	for _, tt := range tests {
		spec, miss := registry().Lookup(command.Invocation{Verb: tt.verb})
		if spec.Name != tt.name || miss != tt.miss {
			t.Errorf("Lookup(%.40q) = %q, %v, want %q, %v", tt.verb, spec.Name, miss, tt.name, tt.miss)
		}
	}
}

func TestUnknown(t *testing.T) {
	for _, tt := range []struct {
		text        string
		pullRequest bool
		want        string
	}{
		{"/chek", true, "I don't know `/chek`. Did you mean `/check`? `/help` lists everything I can do."},
		{"/clam", false, "I don't know `/clam`. Did you mean `/claim`? `/help` lists everything I can do."},
		{"/clam", true, "I don't know `/clam`. `/help` lists everything I can do."},
		{"@storybot foobar", true, "I don't know `/foobar`. `/help` lists everything I can do."},
		{"@storybot /foobar", true, "I don't know `/foobar`. `/help` lists everything I can do."},
		{"/foobar", true, "I don't know `/foobar`. `/help` lists everything I can do."},
	} {
		found := registry().Parse(tt.text, "storybot")
		if len(found) != 1 {
			t.Errorf("%q: read as %v", tt.text, found)
			continue
		}
		if diff := cmp.Diff(tt.want, quote.Plain(registry().Unknown(found[0], tt.pullRequest))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
	for _, text := range []string{
		"@storybot thanks", "@storybot thanks!", "@storybot brilliant!", "@storybot is great", "Ask @storybot foobar", "/lgtm", "/foobar now", "Look:\n/foobar", "/foobar\n/barfoo",
		"> /foobar", "`/foobar`", "/usr/bin", "/foobar and more",
	} {
		if found := registry().Parse(text, "storybot"); len(found) != 0 {
			t.Errorf("%q is answered: %v", text, found)
		}
	}
}

func TestAllowed(t *testing.T) {
	tests := []struct {
		verb   string
		asker  command.Asker
		ok     bool
		reason string
	}{
		{verb: "help", ok: true},
		{verb: "claim", asker: command.Asker{Unchecked: true}, ok: true},
		{verb: "scaffold", asker: command.Asker{IsAuthor: true, Unchecked: true}, ok: true},
		{verb: "scaffold", asker: command.Asker{IsClaimant: true}, ok: true},
		{verb: "scaffold", asker: command.Asker{IsMember: true}, ok: true},
		{
			verb: "scaffold",
			reason: "Only the author, whoever claimed the idea or a member of this project can use `/scaffold` here. " +
				"You can `/claim` the idea first if you'd like to write it.",
		},
		{
			verb: "character",
			reason: "Only the author, whoever claimed the idea or a member of this project can use `/character` here. " +
				"Say what you have in mind in a comment, and the author or a member of this project can do it for you.",
		},
		{
			verb: "scaffold", asker: command.Asker{Unchecked: true},
			reason: "GitHub didn't tell me whether you can use `/scaffold`, so I left everything as it is. Please try again in a few minutes.",
		},
	}
	for _, tt := range tests {
		spec, _ := registry().Find(tt.verb)
		ok, reason := command.Allowed(spec, tt.asker)
		if ok != tt.ok {
			t.Errorf("Allowed(%s, %+v) = %v, want %v", tt.verb, tt.asker, ok, tt.ok)
		}
		if diff := cmp.Diff(tt.reason, reason); diff != "" {
			t.Errorf("reason for %s, %+v (-want +got):\n%s", tt.verb, tt.asker, diff)
		}
	}
}

func TestNeedsMembership(t *testing.T) {
	scaffold, _ := registry().Find("scaffold")
	help, _ := registry().Find("help")
	if !command.NeedsMembership(scaffold, command.Asker{IsMember: true}) {
		t.Error("NeedsMembership(scaffold, a stranger) = false, want true")
	}
	if command.NeedsMembership(scaffold, command.Asker{IsAuthor: true}) || command.NeedsMembership(help, command.Asker{}) {
		t.Error("NeedsMembership asks GitHub where the answer is known")
	}
}

func TestPlaces(t *testing.T) {
	claim, _ := registry().Find("/CLAIM")
	if !claim.Where.Holds(false) || claim.Where.Holds(true) {
		t.Error("/claim must work on ideas only")
	}
	want := "`/claim` only works on ideas."
	if got := command.Misplaced(claim); got != want {
		t.Errorf("Misplaced = %q, want %q", got, want)
	}
	for place, want := range map[command.Place][2]bool{
		command.OnIdeas: {true, false}, command.OnPullRequests: {false, true}, command.Anywhere: {true, true},
	} {
		if got := [2]bool{place.Holds(false), place.Holds(true)}; got != want {
			t.Errorf("%q on issue, on pull request = %v, want %v", place, got, want)
		}
	}
	explain, _ := registry().Find("explain")
	want = "`/explain` needs a bit more: `/explain RULE`. For example: `/explain morals`."
	if got := command.NeedsWords(explain); got != want {
		t.Errorf("NeedsWords = %q, want %q", got, want)
	}
}

func TestHelp(t *testing.T) {
	all := registry().HelpOn("")
	for _, spec := range registry() {
		if !strings.Contains(all, "| `"+spec.Usage+"` |") {
			t.Errorf("help does not list %s", spec.Usage)
		}
		one := registry().HelpOn(" /" + strings.ToUpper(spec.Name) + ". please")
		if !strings.Contains(one, spec.Detail) {
			t.Errorf("help on %s lacks its detail:\n%s", spec.Name, one)
		}
	}
	if got := quote.Plain(registry().HelpOn("<script>frobnicate now")); got != "There's no command `/<script>frobnicate`.\n\n"+all {
		t.Errorf("help on nonsense is not the list:\n%s", got)
	}
}
