// Package review decides what there is to find in an issue or pull request.
//
// It is the pure middle of the life of a delivery: everything that was read
// comes in as one [Case]; what is found goes out as [Found], and what is to be
// done, once internal/report has put it into words, as one [Outcome]. The
// package has no context, clock, client or database: internal/floors proves
// it, and its tests run in milliseconds. It words nothing that people read.
package review
