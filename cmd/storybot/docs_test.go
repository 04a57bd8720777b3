package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

var update = flag.Bool("update", false, "write docs/cli.md anew")

// TestCommandLinePage keeps docs/cli.md as the commands themselves say.
func TestCommandLinePage(t *testing.T) {
	const name = "../../docs/cli.md"
	want := commandLinePage(newRoot(streams{}, nil))
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("docs/cli.md is out of date; run `go test ./cmd/storybot -run Page -update` (-want +got)\n%s", diff)
	}
}

func commandLinePage(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("# The command line\n\n<!-- Made from cmd/storybot by `go test ./cmd/storybot -run Page -update`. -->\n\n" +
		"What `storybot COMMAND --help` says, on one page. [In CI and before a commit](ci.md) shows how to use it there, and\n" +
		"[the rules](rules.md) have a page of their own. Manual pages come with a release.\n\n" +
		"Every command exits with 0 if all went well and with 2 if it couldn't do what it was asked to; `check` and `replay`\nexit with 1 for what they found.\n")
	for _, cmd := range root.Commands() {
		if cmd.Hidden || cmd.Name() == "help" || cmd.Name() == "completion" {
			continue
		}
		fmt.Fprintf(&b, "\n## storybot %s\n\n%s.\n", cmd.Name(), cmd.Short)
		if cmd.Long != "" {
			fmt.Fprintf(&b, "\n%s\n", cmd.Long)
		}
		fmt.Fprintf(&b, "\n```console\n$ storybot %s\n```\n", cmd.Use)
		writeFlags(&b, cmd)
		if cmd.Example != "" {
			fmt.Fprintf(&b, "\nFor example:\n\n```console\n%s\n```\n", strings.ReplaceAll("$ "+strings.TrimSpace(cmd.Example), "\n  ", "\n$ "))
		}
	}
	return b.String()
}

func writeFlags(b *strings.Builder, cmd *cobra.Command) {
	lines := ""
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if value != "" {
			name += " " + strings.ToUpper(value)
		}
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
			usage += " (default `" + f.DefValue + "`)"
		}
		lines += fmt.Sprintf("| `%s` | %s |\n", name, strings.ReplaceAll(usage, "|", "\\|"))
	})
	if lines != "" {
		b.WriteString("\n| flag | what |\n| --- | --- |\n" + lines)
	}
}
