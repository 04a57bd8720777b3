package command_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/command"
)

func kinds() []string { return []string{"status-quo", "shiny-future"} }
func names() []string { return []string{"Alan", "Grace", "Niklaus", "Barbara", "Mary Ann"} }

func TestParseScaffold(t *testing.T) {
	tests := []struct {
		args    string
		want    command.Scaffold
		refusal string // part of it
	}{
		{args: ""},
		{args: "alan", want: command.Scaffold{Character: "Alan"}},
		{args: "Status Quo grace", want: command.Scaffold{Kind: "status-quo", Character: "Grace"}},
		{args: "GRACE, shiny_future.", want: command.Scaffold{Kind: "shiny-future", Character: "Grace"}},
		{args: "statusquo mary ann", want: command.Scaffold{Kind: "status-quo", Character: "Mary Ann"}},
		{args: "`shiny-future` [Alan]", want: command.Scaffold{Kind: "shiny-future", Character: "Alan"}},
		{args: `"Alan waits" alan`, want: command.Scaffold{Character: "Alan", Title: "Alan waits"}},
		{args: `alan "Alan waits, again."`, want: command.Scaffold{Character: "Alan", Title: "Alan waits, again."}},
		{args: "alan “Alan waits” status-quo", want: command.Scaffold{Kind: "status-quo", Character: "Alan", Title: "Alan waits"}},
		{args: "„Alan wartet“", want: command.Scaffold{Title: "Alan wartet"}},
		{args: `“Alan waits"`, want: command.Scaffold{Title: "Alan waits"}},
		{args: `"Alan waits`, want: command.Scaffold{Title: "Alan waits"}},
		{args: `"Alan says "no" to locks" alan`, want: command.Scaffold{Character: "Alan", Title: `Alan says "no" to locks`}},
		{args: `"Alan says \"no\""`, want: command.Scaffold{Title: `Alan says "no"`}},
		{args: `"status quo" alan`, want: command.Scaffold{Kind: "status-quo", Character: "Alan"}},
		{args: "corta alan", want: command.Scaffold{Character: "Alan", Template: "corta"}},
		{args: "corta larga", refusal: "a template (larga or corta) and a title"},
		{args: `"../../etc/passwd"`, want: command.Scaffold{Title: "../../etc/passwd"}},
		{args: `""`, refusal: "is empty"},
		{args: `"`, refusal: "is empty"},
		{args: "alan grace", refusal: "`grace`"},
		{args: "quickly please", refusal: "`quickly`"},
		{args: "@everyone", refusal: "`@everyone`"},
		{args: strings.Repeat("x", 5000), refusal: "`" + strings.Repeat("x", 40) + "…`"},
	}
	for _, tt := range tests {
		got, err := command.ParseScaffold(tt.args, kinds(), names(), []string{"larga", "corta"})
		checkRefusal(t, tt.args, err, tt.refusal)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("ParseScaffold(%.60q) (-want +got):\n%s", tt.args, diff)
		}
	}
}

func TestParseCharacters(t *testing.T) {
	tests := []struct {
		args    string
		want    []string
		refusal string
	}{
		{args: "alan", want: []string{"Alan"}},
		{args: "Alan, BARBARA and mary-ann & alan.", want: []string{"Alan", "Barbara", "Mary Ann"}},
		{args: "`grace` **niklaus**", want: []string{"Grace", "Niklaus"}},
		{args: "allan", refusal: "Did you mean Alan?"},
		{args: "alan bob", refusal: "called `bob`. You can choose from Alan, Grace, Niklaus, Barbara and Mary Ann."},
		{args: "a`b@c", refusal: "`ab@c`"},
		{args: "  ,,; ", refusal: "Which character?"},
		{args: "and", refusal: "Which character?"},
	}
	for _, tt := range tests {
		got, err := command.ParseCharacters(tt.args, names())
		checkRefusal(t, tt.args, err, tt.refusal)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("ParseCharacters(%q) (-want +got):\n%s", tt.args, diff)
		}
	}
}

func TestParseRule(t *testing.T) {
	tests := []struct{ args, want, refusal string }{
		{args: "morals", want: "morals"},
		{args: "`File Name`.", want: "file-name"},
		{args: "morals please", want: "morals"},
		{args: "moral", refusal: "Did you mean `morals`?"},
		{args: "morals: what for?", want: "morals"},
		{args: "everything", refusal: "There's no check called `everything`. You can choose from `morals`, `file-name` and `title`."},
		{args: "", refusal: "Which check do you mean? You can choose from `morals`, `file-name` and `title`."},
	}
	for _, tt := range tests {
		got, err := command.ParseRule(tt.args, []string{"morals", "file-name", "title"}, nil)
		checkRefusal(t, tt.args, err, tt.refusal)
		if got != tt.want {
			t.Errorf("ParseRule(%q) = %q, want %q", tt.args, got, tt.want)
		}
	}
}

func TestParseRuleNamesWhatWasFound(t *testing.T) {
	_, err := command.ParseRule("everything", []string{"morals", "file-name", "title"}, func() []string { return []string{"title"} })
	checkRefusal(t, "everything", err, "On this pull request you can ask about `title`.")
}

// TestWhatWasFoundIsAskedForOnlyIfNeeded: to find out, all rules are run.
func TestWhatWasFoundIsAskedForOnlyIfNeeded(t *testing.T) {
	asked := false
	here := func() []string { asked = true; return nil }
	for _, args := range []string{"title", "Title.", "title: it is a quotation"} {
		_, err := command.ParseRule(args, []string{"title"}, here)
		_, _, _ = command.ParseWaiver(args, []string{"title"}, here)
		if err != nil || asked {
			t.Errorf("%q: %v, asked: %v", args, err, asked)
		}
	}
}

func TestParseLogin(t *testing.T) {
	for _, tt := range []struct{ args, want, refusal string }{
		{args: "@niklaus", want: "niklaus"},
		{args: "`@Niklaus`,", want: "Niklaus"},
		{args: "niklaus_acme", want: "niklaus_acme"},
		{args: "(@a-b-1).", want: "a-b-1"},
		{args: "", refusal: "name one person"},
		{args: "@niklaus and @grace", refusal: "name one person"},
		{args: "@acme/writers", refusal: "isn't a name GitHub knows"},
		{args: "@-niklaus", refusal: "isn't a name"},
		{args: "../../x", refusal: "isn't a name"},
		{args: strings.Repeat("a", 40), refusal: "isn't a name"},
		{args: "niklauß", refusal: "`niklauß` isn't a name"},
	} {
		got, err := command.ParseLogin(tt.args)
		checkRefusal(t, tt.args, err, tt.refusal)
		if got != tt.want {
			t.Errorf("ParseLogin(%q) = %q, want %q", tt.args, got, tt.want)
		}
	}
}

func TestParseTitle(t *testing.T) {
	for _, tt := range []struct{ args, want, refusal string }{
		{args: "Alan waits", want: "Alan waits"},
		{args: `"Alan waits"`, want: "Alan waits"},
		{args: "“Alan waits”", want: "Alan waits"},
		{args: `"Alan" waits`, want: `"Alan" waits`},
		{args: "Alan says \u202e“wait”", want: "Alan says “wait”"},
		{args: `""`, refusal: "is empty"},
		{args: "\u200b", refusal: "is empty"},
	} {
		got, err := command.ParseTitle(tt.args)
		checkRefusal(t, tt.args, err, tt.refusal)
		if got != tt.want {
			t.Errorf("ParseTitle(%q) = %q, want %q", tt.args, got, tt.want)
		}
	}
}

func TestParseWaiver(t *testing.T) {
	tests := []struct{ args, rule, reason, refusal string }{
		{args: "morals: told: in confidence", rule: "morals", reason: "told: in confidence"},
		{args: "`File name`: it is linked", rule: "file-name", reason: "it is linked"},
		{args: "title it is a quotation", rule: "title", reason: "it is a quotation"},
		{args: "morals", refusal: "Please add a reason"},
		{args: "morals: \u202e \u200b", refusal: "Please add a reason"},
		{args: "everything: please", refusal: "You can choose from `morals`, `file-name` and `title`."},
	}
	for _, tt := range tests {
		rule, reason, err := command.ParseWaiver(tt.args, []string{"morals", "file-name", "title"}, nil)
		checkRefusal(t, tt.args, err, tt.refusal)
		if rule != tt.rule || reason != tt.reason {
			t.Errorf("ParseWaiver(%q) = %q, %q; want %q, %q", tt.args, rule, reason, tt.rule, tt.reason)
		}
	}
}

func checkRefusal(t *testing.T, args string, err error, want string) {
	t.Helper()
	var refusal *command.Refusal
	switch {
	case want == "" && err != nil:
		t.Errorf("%.60q: %v", args, err)
	case want != "" && !errors.As(err, &refusal):
		t.Errorf("%.60q: error %v, want a refusal with %q", args, err, want)
	case want != "" && !strings.Contains(refusal.Error(), want):
		t.Errorf("%.60q: refusal %q lacks %q", args, refusal.Error(), want)
	}
}
