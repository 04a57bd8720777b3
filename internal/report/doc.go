// Package report joins what storybot knows of stories with what it knows of
// GitHub: from a snapshot and the findings on its stories it computes the state
// an issue or a pull request should be in, and it prints the same findings for a
// terminal or a program. It decides and words; it reads and writes nothing.
package report
