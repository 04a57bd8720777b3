// Package command understands what people ask of the bot in comments: the
// grammar of a command, what can be said of each, who may give them, the words
// of a refusal, and the help and documentation made from the list of them.
//
// It is pure. It knows no GitHub, no stories and no state: kinds, characters
// and rules arrive as plain strings, and carrying a command out is the work of
// the handlers.
package command
