package web

import (
	"net/http"
	"time"

	"github.com/rs/zerolog"
)

// log writes one line about a request. It names what the sender of a signed
// delivery says about itself, and nothing that a person wrote.
func (i *intake) log(r *http.Request, v visit, no *refusal, took time.Duration) {
	level, cause := zerolog.InfoLevel, error(nil)
	if no != nil {
		level, cause = zerolog.WarnLevel, no.cause
	}
	var about, key string
	if v.Subject.Kind != "" {
		about, key = v.Subject.String(), v.Subject.Key()
	}
	i.logger.WithLevel(level).Err(cause).
		Str("delivery", v.GUID).Str("event", v.Event).Str("action", clip(v.Action)).Str("subject", about).Str("key", key).
		Str("remote", r.RemoteAddr).Int("status", v.status).Str("outcome", v.outcome).Dur("took", took).
		Msg("delivery")
}

// eventLabel keeps the metrics' labels few, whatever is sent.
func (i *intake) eventLabel(event string) string {
	if _, known := i.routes[event]; known || event == "ping" {
		return event
	}
	return "other"
}

// isName reports whether a repository or its owner could be called so.
func isName(s string) bool {
	return isWord(s) && s != "." && s != ".."
}

// isWord reports whether s is 1 to 128 letters, digits, '-', '_' or '.'.
func isWord(s string) bool {
	if s == "" || len(s) > 128 {
		return false
	}
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') && s[i] != '-' && s[i] != '_' && s[i] != '.' {
			return false
		}
	}
	return true
}

func clip(s string) string {
	if isWord(s) || s == "" {
		return s
	}
	return "?"
}
