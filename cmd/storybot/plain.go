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
		var said string
		switch e := leaf.(type) {
		case *fs.PathError:
			said = e.Path + ": " + reason(e.Err)
		case *os.LinkError:
			said = e.Old + ": " + reason(e.Err)
		case *os.SyscallError:
			said = reason(e.Err)
		case *net.OpError:
			said = "can't " + e.Op
			if e.Addr != nil {
				said += " on " + e.Addr.String()
			}
			said += ": " + reason(e.Err)
		case *net.AddrError:
			said = `"` + e.Addr + `" is no address; it takes a host and a port, as 127.0.0.1:8080 has`
		default:
			continue
		}
		text = strings.ReplaceAll(text, leaf.Error(), said)
		if e, ok := leaf.(*fs.PathError); ok {
			text = strings.ReplaceAll(text, e.Path+": "+said, said) // who wraps it names the file as well
		}
	}
	return text
}

// leaves are the errors of the system somewhere within an error, outermost
// first; none is looked for within one.
func leaves(err error) []error {
	switch e := err.(type) { //nolint:errorlint // this is the walk that errors.As does, for every one of a kind
	case nil:
		return nil
	case *fs.PathError, *os.LinkError, *net.OpError, *net.AddrError, *os.SyscallError:
		return []error{err}
	case interface{ Unwrap() []error }:
		var all []error
		for _, one := range e.Unwrap() {
			all = append(all, leaves(one)...)
		}
		return all
	case interface{ Unwrap() error }:
		return leaves(e.Unwrap())
	}
	return nil
}

// reason is why the system refused something, and what to do about it where
// that is plain.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file or directory"
	case errors.Is(err, fs.ErrPermission):
		return "you don't have permission"
	case errors.Is(err, fs.ErrExist):
		return "it is there already"
	case errors.Is(err, syscall.EISDIR):
		return "it is a directory; name a file"
	case errors.Is(err, syscall.ENOTDIR):
		return "it is a file; name a directory"
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
		return `"` + address.Addr + `" is no address; it takes a host and a port, as 127.0.0.1:8080 has`
	case errors.As(err, &call):
		return call.Err.Error()
	}
	return err.Error()
}
