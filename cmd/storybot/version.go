package main

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// released is the version of a release, as in v0.1.0; the linker sets it
// (-X main.released=v0.1.0). It is empty in every other build.
var released string

// unreleased is the version of a build that knows none.
const unreleased = "0.0.0-dev"

func newVersion(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  noArguments,
		RunE:  func(*cobra.Command, []string) error { return printVersion(s) },
	}
}

func printVersion(s streams) error {
	_, err := fmt.Fprintln(s.out, "storybot "+version())
	return err
}

// version is the version of this program, with the commit it was built from if
// that is known.
func version() string {
	info, _ := debug.ReadBuildInfo()
	return versionFrom(released, info)
}

func versionFrom(released string, info *debug.BuildInfo) string {
	text := semanticFrom(released, info)
	if info == nil {
		return text
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && len(setting.Value) >= 12 {
			return text + " (" + setting.Value[:12] + ")"
		}
	}
	return text
}

// semanticVersion is the version of this program as semantic versioning has it:
// of a release and of what go install made, theirs; else one that says it is
// none.
func semanticVersion() string {
	info, _ := debug.ReadBuildInfo()
	return semanticFrom(released, info)
}

var semantic = lazyregexp.New(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$`)

func semanticFrom(released string, info *debug.BuildInfo) string {
	text := released
	if info != nil {
		text = cmp.Or(released, info.Main.Version)
	}
	if text = strings.TrimPrefix(text, "v"); semantic().MatchString(text) {
		return text
	}
	return unreleased
}
