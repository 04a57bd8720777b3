// Package browser tests the demo's page in a real browser: what scripts and
// style sheets do, by keyboard, on a narrow screen and a wide one, light and
// dark.
//
// It is a module of its own, so that a browser's protocol is no dependency of
// the product, and it holds tests alone: they start the program and know of it
// only what its page shows. Whatever can be seen without a browser is tested
// beside the page.
package browser
