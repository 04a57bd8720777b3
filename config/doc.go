// Package config reads settings: those of the server process, from a file and
// the environment. It checks every one of them before anything starts and names
// the key of each that is wrong. It knows what a setting may be, not what is
// done with it.
package config
