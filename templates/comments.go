package templates

import "embed"

// Comments holds the words storybot writes into issues and pull requests, as
// text/template files in the folder comments.
//
//go:embed comments/*.md.tmpl
var Comments embed.FS
