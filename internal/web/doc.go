// Package web is what storybot shows on its port: the webhook intake, health
// and metrics.
//
// The intake answers fast and remembers: it checks that a delivery is genuine,
// reads the few fields that say where it belongs, and hands it to the queue,
// which makes it durable before the answer goes out. It decodes nothing else,
// decides nothing about stories, and never logs what people wrote.
//
// Anybody may send a body, and only the whole of it proves who did. Until then
// a body has little memory, whatever its size: it is hashed while it comes, and
// what is more than 32 KiB is written to a temporary file. Places and disk are
// bounded for all bodies together, and who needs more takes it from the one
// that has made no progress for the longest time (see lobby), so a stranger who
// sends slowly is in nobody's way, and one who sends fast is soon refused.
// Limits by address would do nothing: behind a proxy all have the same.
package web
