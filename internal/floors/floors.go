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
		{Package: "internal/markdown", Never: outside()},
		{Package: "internal/words", Never: outside()},
		{Package: "internal/linediff", Never: outside()},
		{Package: "internal/subject", Never: outside()},
		{Package: "internal/quote", May: []string{"internal/lazyregexp"}, Never: outside()},
		{Package: "internal/filename", May: []string{"internal/lazyregexp", "internal/quote"}, Never: outside()},

		// The story tower: what a story is. It does no I/O but through an fs.FS.
		{Package: "story", Never: outside()},
		{Package: "story/book", May: []string{"story"}, Never: outside()},
		{Package: "story/idea", May: []string{"story", "story/book"}, Never: outside()},
		{Package: "story/form", May: []string{"story", "story/idea"}, Never: outside()},
		{Package: "story/related", May: []string{"story"}, Never: outside()},
		{Package: "story/split", May: []string{"story", "story/book"}, Never: outside()},
		{Package: "story/morals", May: []string{"story", "story/book", "story/related"}, Never: outside()},
		{Package: "story/index", May: []string{"story", "story/book"}, Never: outside()},
		{Package: "story/analysis", May: []string{"story", "story/book"}, Never: outside()},
		{Package: "story/analysis/analysistest", May: []string{"story", "story/book", "story/analysis"}},
		{Package: "story/checks", May: []string{"story", "story/book", "story/analysis"}, Never: outside()},
		{Package: "story/scaffold", May: []string{"story", "story/book", "story/idea"}, Never: outside()},

		// The plumbing tower: it knows no stories.
		{Package: "templates"},
		{Package: "config"},
		{Package: "internal/command", Never: outside()},
		{Package: "internal/store"},
		{Package: "internal/queue", May: []string{"internal/store"}},
		{Package: "internal/ledger", May: []string{"internal/store"}},
		{Package: "internal/gateway"},
		{Package: "internal/page", Never: outside()},
		{Package: "internal/web", May: []string{"internal/queue"}},

		// Where the towers meet.
		{Package: "internal/review", May: slices.Concat(stories(), []string{
			"config", "internal/command", "internal/gateway", "internal/ledger",
		}), Never: pure()},
		{Package: "internal/amend", May: []string{"internal/gateway"}, Never: pure()},
		{Package: "internal/report", May: slices.Concat(stories(), []string{
			"templates", "config", "internal/gateway", "internal/ledger", "internal/review",
		}), Never: pure()},
		{Package: "internal/starter", May: slices.Concat(stories(), []string{"config"}), Never: pure()},
		{Package: "internal/format", May: []string{"story", "story/analysis", "story/checks", "story/morals"}, Never: pure()},
		{Package: "handlers", May: slices.Concat(stories(), []string{
			"templates", "config", "internal/command", "internal/queue", "internal/ledger", "internal/gateway", "internal/web", "internal/review", "internal/report", "internal/amend",
		})},
		{Package: "internal/server", May: slices.Concat(stories(), []string{
			"templates", "config", "internal/command", "internal/queue", "internal/store", "internal/ledger", "internal/gateway", "internal/web",
			"internal/review", "internal/report", "internal/amend", "handlers",
		})},

		// GitHub on this machine. The product is a stranger to it.
		{Package: "internal/referee"},
		{Package: "internal/githubsim", May: []string{"internal/referee"}},
		{Package: "internal/githubsim/clients", May: []string{"internal/githubsim"}},

		// The whole product against that GitHub, and the commands people type.
		{Package: "internal/demo", May: []string{"..."}},
		{Package: "internal/replay", May: []string{"..."}},
		{Package: "cmd/storybot", May: []string{"..."}},

		{Package: "cmd/release"},
		{Package: "internal/floors"},
	}
}

// Ground returns what every package may stand on.
func Ground() []string {
	return []string{"internal/lazyregexp", "internal/markdown", "internal/subject", "internal/quote", "internal/filename", "internal/words", "internal/linediff"}
}

// stories is the story tower for those who join it to the rest.
func stories() []string {
	return []string{"story", "story/book", "story/index", "story/idea", "story/form", "story/related", "story/morals", "story/analysis", "story/checks", "story/scaffold"}
}

// Values says, for packages that decide and do nothing, which packages that do
// something they may use the types of. What is listed here are the names that
// would do it.
func Values() map[string][]string {
	return map[string][]string{
		"internal/gateway": {"Gateway", "New", "NewClients", "Clients", "Options"},
		"internal/ledger":  {"Ledger", "New"},
		"time":             {"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"},
	}
}

// Deciding returns the packages that decide, and so use values only.
func Deciding() []string {
	return []string{"internal/review", "internal/report", "internal/amend"}
}

// pure is what the middle has no business with: what pure code has not, and
// databases and GitHub's client.
func pure() []string {
	return slices.Concat(outside(), []string{
		"database/sql", "math/rand", "math/rand/v2", "crypto/rand", "time/tzdata", "github.com/google/go-github/v60/github",
	})
}

// outside is what pure code has no business with: the network, the process and
// its files, the clock's cancellation, and logs.
func outside() []string {
	return []string{"context", "log", "log/slog", "net", "net/http", "os", "os/exec"}
}
