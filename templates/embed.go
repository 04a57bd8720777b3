// Package templates holds the texts storybot starts from: built-in story
// templates and the words of its comments. It holds text only.
package templates

import "embed"

// Stories holds the built-in story templates, one for each kind of story in
// the folder stories, named after the kind's directory.
//
//go:embed stories/*.md
var Stories embed.FS
