// Package config reads settings: those of the server process, from a file and
// the environment, and those of a repository. It checks every one of them and
// says which is wrong, and where; both kinds of file are walked by one walker.
// It knows what a setting may be, not what is done with it.
package config
