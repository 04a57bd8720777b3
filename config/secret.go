package config

import (
	"fmt"
	"io"
)

const hidden = "[hidden]"

// Secret is text that must not get into logs, errors or dumps: however it is
// printed or encoded, it shows as "[hidden]". Reveal gives the text.
type Secret struct{ text string }

// NewSecret hides a text.
func NewSecret(text string) Secret { return Secret{text} }

// Reveal is the hidden text.
func (s Secret) Reveal() string { return s.text }

// Format implements fmt.Formatter for every verb.
func (s Secret) Format(w fmt.State, _ rune) {
	// fmt.State has no way to report an error.
	_, _ = io.WriteString(w, hidden)
}

// MarshalText implements encoding.TextMarshaler, for JSON, YAML and slog alike.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
