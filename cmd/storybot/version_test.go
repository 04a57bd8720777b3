package main

import (
	"runtime/debug"
	"testing"
)

func TestVersion(t *testing.T) {
	info := func(version, revision string) *debug.BuildInfo {
		i := &debug.BuildInfo{Main: debug.Module{Version: version}}
		if revision != "" {
			i.Settings = []debug.BuildSetting{{Key: "vcs.revision", Value: revision}}
		}
		return i
	}
	const commit = "0123456789abcdef"
	for _, test := range []struct {
		name, released  string
		info            *debug.BuildInfo
		semantic, shown string
	}{
		{"a release", "v0.1.0", info("(devel)", commit), "0.1.0", "0.1.0 (0123456789ab)"},
		{"go install of a tag", "", info("v0.2.0-rc.1", ""), "0.2.0-rc.1", "0.2.0-rc.1"},
		{"go install of a commit", "", info("v0.0.0-20261124120000-0123456789ab", ""), "0.0.0-20261124120000-0123456789ab", "0.0.0-20261124120000-0123456789ab"},
		{"a changed tree", "", info("v0.1.1-0.20261124120000-0123456789ab+dirty", commit), "0.1.1-0.20261124120000-0123456789ab+dirty", "0.1.1-0.20261124120000-0123456789ab+dirty (0123456789ab)"},
		{"go run", "", info("(devel)", ""), "0.0.0-dev", "0.0.0-dev"},
		{"a test", "", info("", ""), "0.0.0-dev", "0.0.0-dev"},
		{"nothing known", "", nil, "0.0.0-dev", "0.0.0-dev"},
		{"no version", "v1", info("(devel)", ""), "0.0.0-dev", "0.0.0-dev"},
	} {
		if got := semanticFrom(test.released, test.info); got != test.semantic {
			t.Errorf("%s: version %q, want %q", test.name, got, test.semantic)
		}
		if got := versionFrom(test.released, test.info); got != test.shown {
			t.Errorf("%s: shown as %q, want %q", test.name, got, test.shown)
		}
	}
}
