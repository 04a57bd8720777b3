package book

import (
	"path"
	"path/filepath"
	"strings"
)

// Moved is the target of a link in the file from as the file to must write it.
func Moved(target, from, to string) string {
	if path.Dir(from) == path.Dir(to) {
		return target
	}
	resolved := Resolve(from, target)
	if resolved == "" {
		return target
	}
	if _, fragment, ok := strings.Cut(target, "#"); ok {
		return strings.ReplaceAll(Relative(to, resolved), " ", "%20") + "#" + fragment
	}
	return strings.ReplaceAll(Relative(to, resolved), " ", "%20")
}

// Relative is the path of one file of the book as another links it.
func Relative(from, to string) string {
	rel, err := filepath.Rel(filepath.FromSlash(path.Dir(from)), filepath.FromSlash(to))
	if err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}
