// Package scaffold begins a story: it puts what an idea says into the places
// the book's own template keeps for it, and names the file.
//
// What people write is data here. It is never read as a template and never
// becomes a path; it is changed only as far as its structure would otherwise
// reach beyond its place (a heading, an open fence, a definition that would
// replace one of the template's). The package writes no files: it returns
// text.
package scaffold
