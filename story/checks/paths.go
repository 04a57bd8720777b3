package checks

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/storybot-app/storybot/story/book"
)

// moved is a link's target as another file must write it.
func moved(target, from, to string) string {
	if path.Dir(from) == path.Dir(to) {
		return target
	}
	resolved := book.Resolve(from, target)
	if resolved == "" {
		return target
	}
	if _, fragment, ok := strings.Cut(target, "#"); ok {
		return relative(to, resolved) + "#" + fragment
	}
	return relative(to, resolved)
}

// relative is the path of one file of the book as another links it.
func relative(from, to string) string {
	rel, err := filepath.Rel(filepath.FromSlash(path.Dir(from)), filepath.FromSlash(to))
	if err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}
