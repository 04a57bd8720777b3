// Package demo runs the whole product on one loopback port: the simulated
// GitHub, the bot, and a page that shows both as a person would see them.
//
// The page acts as one of a few people and keeps nothing itself: all it shows
// is read from the simulator, all it does is done there. The walkthrough
// drives the same page by HTTP, reads back through the simulator's REST API,
// and reports whether the bot did what it should. The package knows no rules of
// stories and never speaks to a real GitHub.
//
// # Reading order
//
// demo.go starts and stops everything, with world.go for the simulated GitHub
// and port.go for the port; pages.go lists the page's addresses,
// with page_*.go for what they show and act_*.go for what people do there;
// walk.go is the walkthrough, and walk_branch.go and walk_fork.go what it tells.
package demo
