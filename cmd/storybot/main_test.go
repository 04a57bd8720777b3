package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"storybot": func() {
			os.Exit(run(context.Background(), os.Args[1:], os.Environ(), streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
		},
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Setup: func(env *testscript.Env) error {
		// A book in another language, which several packages test with.
		return os.CopyFS(filepath.Join(env.WorkDir, "backstube"), os.DirFS("../../internal/review/testdata/backstube"))
	}})
}
