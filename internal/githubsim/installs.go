package githubsim

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Suspend takes the App's access to an owner's repositories away for a while:
// its tokens stop working and no webhooks come, but the one that says so.
func (s *Server) Suspend(owner string) error {
	return s.onInstallation(owner, func(in *installation) {
		in.suspended = s.now()
		s.emitInstallation(in, "suspend")
	})
}

// Unsuspend gives the access back.
func (s *Server) Unsuspend(owner string) error {
	return s.onInstallation(owner, func(in *installation) {
		in.suspended = time.Time{}
		s.emitInstallation(in, "unsuspend")
	})
}

// Uninstall removes the App from an owner's account.
func (s *Server) Uninstall(owner string) error {
	return s.onInstallation(owner, func(in *installation) {
		s.emitInstallation(in, "deleted")
		s.installs = slices.DeleteFunc(s.installs, func(x *installation) bool { return x == in })
		for value, tok := range s.tokens {
			if tok.install == in {
				delete(s.tokens, value)
			}
		}
	})
}

func (s *Server) onInstallation(owner string, do func(*installation)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, in := range s.installs {
		if strings.EqualFold(in.account.login, owner) {
			do(in)
			return nil
		}
	}
	return fmt.Errorf("githubsim: installation of %s: %w", owner, ErrNotFound)
}
