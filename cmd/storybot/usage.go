package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/storybot-app/storybot/internal/words"
)

// usageError is a command line that asks for something there isn't. It says
// what was probably meant, and always where to read on.
type usageError struct {
	cmd  *cobra.Command
	text string
}

func (e *usageError) Error() string {
	return e.text + "\nRun '" + e.cmd.CommandPath() + " --help' to see what it can do."
}

// unknownVerb refuses a word that is no command.
func unknownVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	text := fmt.Sprintf("there's no command %q.", args[0])
	if meant := meantVerb(cmd, args[0]); meant != "" {
		text += fmt.Sprintf(" Did you mean '%s %s'?", cmd.CommandPath(), meant)
	} else if _, err := os.Stat(args[0]); err == nil && !cmd.HasParent() {
		text += fmt.Sprintf(" Did you mean 'storybot check %s'?", args[0])
	}
	return &usageError{cmd, text}
}

// meantVerb is the command that was probably meant by a word, "" if none.
func meantVerb(cmd *cobra.Command, word string) string {
	var names []string
	for _, sub := range cmd.Commands() {
		if !sub.IsAvailableCommand() && sub.Name() != "help" {
			continue
		}
		if slices.Contains(sub.SuggestFor, strings.ToLower(word)) {
			return sub.Name()
		}
		names = append(names, sub.Name())
	}
	return nearest(word, names)
}

// wrongFlag says in plain words what is wrong with a flag.
func wrongFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	text := err.Error()
	switch {
	case errors.As(err, &unknown):
		text = unknownFlag(cmd, unknown)
	case errors.As(err, &valueless):
		text = fmt.Sprintf("%s needs a value.", dashed(valueless.GetSpecifiedName()))
	case errors.As(err, &invalid):
		text = fmt.Sprintf("--%s takes %s, not %q.", invalid.GetFlag().Name, valueOf(invalid.GetFlag()), invalid.GetValue())
	case errors.As(err, &syntax):
		text = fmt.Sprintf("%q isn't a flag: its name is missing.", syntax.GetSpecifiedFlag())
	}
	return &usageError{cmd, text}
}

func unknownFlag(cmd *cobra.Command, e *pflag.NotExistError) string {
	name := e.GetSpecifiedName()
	text := fmt.Sprintf("there's no flag %s.", dashed(name))
	if len(name) == 1 {
		if cmd.Flags().Lookup(name) == nil && e.GetSpecifiedShortnames() != name {
			return fmt.Sprintf("there's no flag -%s (in -%s).", name, e.GetSpecifiedShortnames())
		}
		return text
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	if meant := nearest(name, names); meant != "" {
		text += fmt.Sprintf(" Did you mean --%s?", meant)
	}
	return text
}

// dashed is a flag's name as it is typed.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// valueOf says what values a flag takes.
func valueOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "bool":
		return "true or false"
	case "int":
		return "a whole number"
	case "float64":
		return "a number"
	}
	return "a " + f.Value.Type()
}

// nearest is the known word that was probably meant: one that begins as the
// word does, or has few other letters.
func nearest(word string, known []string) string {
	word = strings.ToLower(word)
	for _, name := range known {
		if len(word) >= 3 && (strings.HasPrefix(name, word) || strings.HasPrefix(word, name)) {
			return name
		}
	}
	return words.Nearest(word, known, min(2, (len(word)+1)/3))
}

// oneArgument asks for one argument, and says what it is.
func oneArgument(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch len(args) {
		case 1:
			return nil
		case 0:
			return &usageError{cmd, fmt.Sprintf("%s needs one argument: %s.", cmd.Name(), what)}
		}
		return &usageError{cmd, fmt.Sprintf("%s takes one argument, %s, but got %d: %s.", cmd.Name(), what, len(args), strings.Join(args, " "))}
	}
}

// noArguments refuses arguments to a command that has only flags.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &usageError{cmd, fmt.Sprintf("%s takes no arguments, but got %q.", cmd.Name(), args[0])}
	}
	return nil
}

// oneOf refuses a value that is none of those a flag takes.
func oneOf(cmd *cobra.Command, flag, value string, values []string) error {
	if slices.Contains(values, value) {
		return nil
	}
	text := fmt.Sprintf("--%s can't be %q. Choose one of %s.", flag, value, strings.Join(values, ", "))
	if meant := nearest(value, values); meant != "" {
		text = fmt.Sprintf("--%s can't be %q. Did you mean %s? Choose one of %s.", flag, value, meant, strings.Join(values, ", "))
	}
	return &usageError{cmd, text}
}

// atMostOne refuses flags that cannot be given together.
func atMostOne(cmd *cobra.Command, names ...string) error {
	var given []string
	for _, name := range names {
		if cmd.Flags().Changed(name) {
			given = append(given, "--"+name)
		}
	}
	if len(given) > 1 {
		return &usageError{cmd, fmt.Sprintf("%s can't be given together: choose one.", words.List(given, "and"))}
	}
	return nil
}

// newHelp is the help command: it refuses topics there are not, which cobra's
// own answers with the page of the program and success.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help about any command",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, left, err := cmd.Root().Find(args)
			if err != nil || len(left) > 0 {
				return unknownVerb(cmd.Root(), args[len(args)-max(1, len(left)):])
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if len(args) == 0 {
				for _, sub := range cmd.Root().Commands() {
					if sub.IsAvailableCommand() {
						names = append(names, sub.Name()+"\t"+sub.Short)
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}
