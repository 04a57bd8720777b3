package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	ticks := make(chan time.Time)
	p := startProgress(&out, 7, ticks)
	p.file()
	for range quietTicks {
		ticks <- time.Time{}
	}
	p.clear() // nothing was shown yet
	p.file()
	p.show()
	p.clear()
	p.end()
	if diff := cmp.Diff("\r\x1b[K2 of 7 files\r\x1b[K", out.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestProgressNowhere(*testing.T) {
	p := startProgress(nil, 1, nil)
	p.file()
	p.clear()
	p.end()
}
