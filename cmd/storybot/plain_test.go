package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"syscall"
	"testing"
)

func TestPlainly(t *testing.T) {
	opened := &fs.PathError{Op: "open", Path: "a.md", Err: syscall.ENOENT}
	for _, test := range []struct {
		err  error
		want string
	}{
		{errors.New("no book here"), "no book here"},
		{fmt.Errorf("read a.md: %w", opened), "read a.md: there's no such file or directory"},
		{fmt.Errorf("read it: %w", opened), "read it: a.md: there's no such file or directory"},
		{errors.Join(fmt.Errorf("read a.md: %w", opened), &fs.PathError{Op: "read", Path: "b", Err: syscall.EISDIR}), "read a.md: there's no such file or directory\nb: it's a directory; name a file"},
		{&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.EACCES}, "a: you don't have permission"},
		{&net.OpError{Op: "listen", Net: "tcp", Err: os.NewSyscallError("bind", syscall.EADDRINUSE)}, "can't listen: another program is listening there; choose another address"},
		{fmt.Errorf("check: %w", context.Canceled), "interrupted; not everything was done"},
	} {
		if got := plainly(test.err); got != test.want {
			t.Errorf("%v: %q, want %q", test.err, got, test.want)
		}
	}
}
