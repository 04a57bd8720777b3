package handlers

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/command"
)

var update = flag.Bool("update", false, "write docs/commands.md anew")

func registry() command.Registry { return commands(Commands()).registry() }

// TestEveryCommandActs keeps a command that does nothing out of the list.
func TestEveryCommandActs(t *testing.T) {
	for _, one := range Commands() {
		if one.Run == nil {
			t.Errorf("/%s is listed and does nothing", one.Name)
		}
	}
}

func TestRegistryIsWhole(t *testing.T) {
	all := registry()
	seen := map[string]bool{}
	for _, spec := range all {
		if seen[spec.Name] {
			t.Errorf("/%s is there twice", spec.Name)
		}
		seen[spec.Name] = true
		if !strings.HasPrefix(spec.Usage, "/"+spec.Name) {
			t.Errorf("/%s: usage %q does not start with the command", spec.Name, spec.Usage)
		}
		if spec.Summary == "" || strings.HasSuffix(spec.Summary, ".") || spec.Detail == "" || len(spec.Who) == 0 {
			t.Errorf("/%s: want a summary without full stop, detail and who may", spec.Name)
		}
		if !strings.Contains(spec.Usage, "[") && strings.Contains(spec.Usage, " ") != spec.NeedsArgs {
			t.Errorf("/%s: usage %q does not fit NeedsArgs %v", spec.Name, spec.Usage, spec.NeedsArgs)
		}
		if len(spec.Examples) == 0 {
			t.Errorf("/%s has no example", spec.Name)
		}
		for _, example := range spec.Examples {
			got := all.Parse(example, "storybot")
			if len(got) != 1 || got[0].Verb != spec.Name || spec.NeedsArgs && got[0].Args == "" {
				t.Errorf("/%s: example %q is read as %v", spec.Name, example, got)
			}
		}
	}
}

// TestOwnWordsAreNoCommands keeps the bot, and every other bot, from obeying
// its own examples.
func TestOwnWordsAreNoCommands(t *testing.T) {
	all := registry()
	texts := []string{command.Help(all...), all.Doc()}
	for _, spec := range all {
		texts = append(texts, all.HelpOn(spec.Name), command.Misplaced(spec), command.NeedsWords(spec))
	}
	for _, text := range texts {
		if got := all.Parse(text, "storybot"); got != nil {
			t.Errorf("own words are read as commands: %v in\n%s", got, text)
		}
	}
}

func TestDocIsWritten(t *testing.T) {
	all := registry()
	const path = "../docs/commands.md"
	if *update {
		if err := os.WriteFile(path, []byte(all.Doc()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(all.Doc(), string(got)); diff != "" {
		t.Errorf("docs/commands.md is stale, run go test ./handlers -update (-want +got):\n%s", diff)
	}
}
