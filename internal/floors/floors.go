// Package floors holds the plan of the building: which package may import
// which. It has no code of its own; its tests prove that the plan is kept, that
// packages say what they are, and that the App asks GitHub for no more than it
// needs. Bans on libraries are the linter's work, not this package's.
package floors

import "slices"

// A Floor is one package and what of this module it may import.
type Floor struct {
	// Package is a path within the module.
	Package string
	// May lists packages of this module; "x/..." stands for x and all below.
	May []string
	// Never lists packages of the standard library that it must not import.
	Never []string
}

// Plan returns the floors, from the ground up: each may import only those
// above it in this list. A package that is not listed has no place yet.
func Plan() []Floor {
	return []Floor{
		{Package: "internal/lazyregexp", Never: outside()},
		{Package: "internal/subject", Never: outside()},
		{Package: "internal/quote", May: []string{"internal/lazyregexp"}, Never: outside()},

		// The story tower: what a story is. It does no I/O but through an fs.FS.
		{Package: "story", Never: outside()},
		{Package: "story/book", May: []string{"story"}, Never: outside()},
		{Package: "story/idea", May: []string{"story", "story/book"}, Never: outside()},
		{Package: "story/related", May: []string{"story"}, Never: outside()},
		{Package: "story/analysis", May: []string{"story", "story/book"}, Never: outside()},
		{Package: "story/analysis/analysistest", May: []string{"story", "story/book", "story/analysis"}},
		{Package: "story/checks", May: []string{"story", "story/book", "story/analysis"}, Never: outside()},
		{Package: "story/scaffold", May: []string{"story", "story/book", "story/idea"}, Never: outside()},

		// The plumbing tower: it knows no stories.
		{Package: "templates"},
		{Package: "config"},
		{Package: "internal/command", Never: outside()},
		{Package: "internal/queue"},
		{Package: "internal/gateway"},
		{Package: "internal/web", May: []string{"internal/queue"}},

		// Where the towers meet.
		{Package: "internal/report", May: slices.Concat(stories(), []string{"templates", "config", "internal/command", "internal/gateway"})},
		{Package: "handlers", May: slices.Concat(stories(), []string{
			"templates", "config", "internal/command", "internal/queue", "internal/gateway", "internal/report",
		})},
		{Package: "internal/server", May: slices.Concat(stories(), []string{
			"templates", "config", "internal/command", "internal/queue", "internal/gateway", "internal/report", "handlers", "internal/web",
		})},

		// GitHub on this machine. The product is a stranger to it.
		{Package: "internal/referee"},
		{Package: "internal/githubsim", May: []string{"internal/referee"}},

		// The whole product against that GitHub, and the commands people type.
		{Package: "internal/demo", May: []string{"..."}},
		{Package: "internal/replay", May: []string{"..."}},
		{Package: "cmd/storybot", May: []string{"..."}},

		{Package: "internal/floors"},
	}
}

// Ground returns what every package may stand on.
func Ground() []string { return []string{"internal/lazyregexp", "internal/subject", "internal/quote"} }

// stories is the story tower for those who join it to the rest.
func stories() []string {
	return []string{"story", "story/book", "story/idea", "story/related", "story/analysis", "story/checks", "story/scaffold"}
}

// outside is what pure code has no business with: the network, the process and
// its files, the clock's cancellation, and logs.
func outside() []string {
	return []string{"context", "log", "log/slog", "net", "net/http", "os", "os/exec"}
}
