// Package command understands what people ask of the bot in comments: the
// grammar of a command, the one list of commands there are, who may give them,
// the words of a refusal, and the help and documentation made from that list.
//
// It is pure. It knows no GitHub, no stories and no state: kinds, characters
// and rules arrive as plain strings, and carrying a command out is the work of
// the handlers.
package command
