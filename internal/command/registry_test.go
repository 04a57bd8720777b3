package command_test

import "github.com/storybot-app/storybot/internal/command"

// registry is a list of commands to test with.
func registry() command.Registry {
	anyone := []command.Right{command.Anyone}
	people := []command.Right{command.Author, command.Claimant, command.Member}
	authors := []command.Right{command.Author, command.Member}
	spec := func(usage, name string, where command.Place, needsArgs bool, who []command.Right) command.Spec {
		return command.Spec{
			Name: name, Usage: usage, Where: where, Who: who, NeedsArgs: needsArgs,
			Summary: "does " + name, Detail: "All about " + name + ".", Examples: []string{usage},
		}
	}
	all := command.Registry{
		spec("/help [VERB]", "help", command.Anywhere, false, anyone),
		spec("/check", "check", command.Anywhere, false, anyone),
		spec("/explain RULE", "explain", command.Anywhere, true, anyone),
		spec("/related", "related", command.Anywhere, false, anyone),
		spec("/claim", "claim", command.OnIdeas, false, anyone),
		spec("/unclaim", "unclaim", command.OnIdeas, false, anyone),
		spec(`/scaffold [KIND] [CHARACTER] ["TITLE"]`, "scaffold", command.OnIdeas, false, people),
		spec("/character NAME…", "character", command.Anywhere, true, people),
		spec("/remove-character NAME…", "remove-character", command.Anywhere, true, people),
		spec("/waive RULE: REASON", "waive", command.OnPullRequests, true, authors),
		spec("/unwaive RULE", "unwaive", command.OnPullRequests, true, authors),
	}
	all[2].Examples = []string{"/explain morals"}
	return all
}
