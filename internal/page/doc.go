// Package page makes the parts that every page for people is built of: text as
// GitHub would render it, made harmless; labels in their colours; a diff; and
// the frame around it all with its style sheet.
//
// Whatever it renders may be hostile: no text reaches beyond its own box, runs
// anything, fetches anything, or needs memory out of proportion to its size.
// The package knows neither stories nor GitHub, does no I/O, and does not know
// which pages there are or how they are served.
//
// Those who use it give it their own templates, which stand beside its own:
// see [Templates].
package page
