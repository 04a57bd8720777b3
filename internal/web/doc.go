// Package web is what storybot shows on its port: the webhook intake, health
// and metrics.
//
// The intake answers fast and remembers: it checks that a delivery is genuine,
// reads the few fields that say where it belongs, and hands it to the queue,
// which makes it durable before the answer goes out. It decodes nothing else,
// decides nothing about stories, and never logs what people wrote.
package web
