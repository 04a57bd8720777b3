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
		// Books with settings of their own, which several packages test with.
		for _, name := range []string{"backstube", "cuaderno", "allotment"} {
			if err := os.CopyFS(filepath.Join(env.WorkDir, name), os.DirFS("../../internal/review/testdata/"+name)); err != nil {
				return err
			}
		}
		return nil
	}})
}
