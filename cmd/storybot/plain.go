package main

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"strings"
	"syscall"
)

// plainly is an error as a reader of the terminal needs it: what is wrong with
// which file, without the names of system calls.
func plainly(err error) string {
	if errors.Is(err, context.Canceled) {
		return "interrupted; not everything was done"
	}
	text := err.Error()
	for _, leaf := range leaves(err) {
		text = strings.ReplaceAll(text, leaf.text, leaf.plain)
		if leaf.path != "" {
			text = strings.ReplaceAll(text, leaf.path+": "+leaf.plain, leaf.plain) // who wraps it names the file as well
		}
	}
	return text
}

// A leaf is an error of the system within others: its text, what to say instead,
// and the file it is about, if any.
type leaf struct{ text, plain, path string }

// leaves are the errors of the system within an error; none is looked for
// within one.
func leaves(err error) []leaf {
	switch e := err.(type) { //nolint:errorlint // this is the walk that errors.As does, for every one of them
	case *fs.PathError:
		return []leaf{{e.Error(), e.Path + ": " + reason(e.Err), e.Path}}
	case *os.LinkError:
		return []leaf{{e.Error(), e.Old + ": " + reason(e.Err), e.Old}}
	case *os.SyscallError:
		return []leaf{{e.Error(), reason(e.Err), ""}}
	case *net.AddrError:
		return []leaf{{e.Error(), noAddress(e), ""}}
	case *net.OpError:
		where := ""
		if e.Addr != nil {
			where = " on " + e.Addr.String()
		}
		return []leaf{{e.Error(), "can't " + e.Op + where + ": " + reason(e.Err), ""}}
	case interface{ Unwrap() []error }:
		var all []leaf
		for _, one := range e.Unwrap() {
			all = append(all, leaves(one)...)
		}
		return all
	case interface{ Unwrap() error }:
		return leaves(e.Unwrap())
	}
	return nil
}

func noAddress(e *net.AddrError) string {
	return `"` + e.Addr + `" isn't an address; use a host and a port, such as 127.0.0.1:8080`
}

// reason is why the system refused something, and what to do about it where
// that is plain.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there's no such file or directory"
	case errors.Is(err, fs.ErrPermission):
		return "you don't have permission"
	case errors.Is(err, fs.ErrExist):
		return "it already exists"
	case errors.Is(err, syscall.EISDIR):
		return "it's a directory; name a file"
	case errors.Is(err, syscall.ENOTDIR):
		return "it's a file; name a directory"
	case errors.Is(err, syscall.EADDRINUSE):
		return "another program is listening there; choose another address"
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full"
	case errors.Is(err, syscall.EROFS):
		return "the disk is read-only"
	}
	var address *net.AddrError
	var call *os.SyscallError
	switch {
	case errors.As(err, &address):
		return noAddress(address)
	case errors.As(err, &call):
		return call.Err.Error()
	}
	return err.Error()
}
