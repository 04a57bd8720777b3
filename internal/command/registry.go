package command

// Registry returns every command there is, in the order help lists them. To
// add one, add it here and give it a handler.
func Registry() []Spec {
	return []Spec{
		{
			Name: "help", Usage: "/help [VERB]", Where: Anywhere, Who: []Right{Anyone},
			Summary:  "lists the commands, or tells about one of them",
			Detail:   "With the name of a command it answers with everything about that one.",
			Examples: []string{"/help", "/help scaffold"},
		},
		{
			Name: "check", Usage: "/check", Where: Anywhere, Who: []Right{Anyone},
			Summary: "looks again and brings labels and report up to date",
			Detail: "There is seldom a need to: every change is looked at by itself. " +
				"It works once a minute.",
			Examples: []string{"/check"},
		},
		{
			Name: "explain", Usage: "/explain RULE", Where: Anywhere, Who: []Right{Anyone}, NeedsArgs: true,
			Summary: "tells what a finding means, why it matters, and shows an example",
			Detail: "The name of the rule stands with each finding in the report. A finding never says that a " +
				"story is wrong: a story cannot be wrong.",
			Examples: []string{"/explain morals", "/explain file-name"},
		},
		{
			Name: "related", Usage: "/related", Where: Anywhere, Who: []Right{Anyone},
			Summary: "names up to three stories and open ideas that speak of the same",
			Detail: "It compares the words of texts: nothing is sent anywhere. Two that are near may still tell " +
				"of different things, and it says nothing rather than something far-fetched.",
			Examples: []string{"/related"},
		},
		{
			Name: "claim", Usage: "/claim", Where: OnIdeas, Who: []Right{Anyone},
			Summary: "says that you will write this idea up",
			Detail: "You become the assignee. Where GitHub does not allow that, a note says that the idea is " +
				"yours. Anybody may claim, the proposer too.",
			Examples: []string{"/claim"},
		},
		{
			Name: "unclaim", Usage: "/unclaim", Where: OnIdeas, Who: []Right{Anyone},
			Summary:  "gives back an idea you claimed, so that somebody else can write it",
			Detail:   "It undoes your own `/claim` and touches nobody else's.",
			Examples: []string{"/unclaim"},
		},
		{
			Name: "scaffold", Usage: `/scaffold [KIND] [CHARACTER] ["TITLE"]`, Where: OnIdeas,
			Who:     []Right{Author, Claimant, Member},
			Summary: "starts the story: the template, filled with what the idea already says",
			Detail: "Kind, character and title are taken from the idea where you leave them out, and may come in " +
				"any order; a title stands in quotation marks.\n\n" +
				"If you can push to this repository, or a member asks, the bot makes a branch with the new file and " +
				"a draft pull request that credits the proposer and closes the idea when it is merged. Otherwise you " +
				"get a link that opens the same text in an editor on your own fork. Asking again updates the draft, " +
				"as long as nobody has written in it.",
			Examples: []string{"/scaffold", "/scaffold grace", `/scaffold status-quo alan "Alan waits for a lock"`},
		},
		{
			Name: "character", Usage: "/character NAME…", Where: Anywhere, NeedsArgs: true,
			Who:      []Right{Author, Claimant, Member},
			Summary:  "says who tells the story",
			Detail:   "Adds the label of each character you name. Several may tell one story.",
			Examples: []string{"/character grace", "/character alan, barbara"},
		},
		{
			Name: "remove-character", Usage: "/remove-character NAME…", Where: Anywhere, NeedsArgs: true,
			Who:      []Right{Author, Claimant, Member},
			Summary:  "takes a character's label off again",
			Detail:   "It undoes `/character`. The bot does not put the label back by itself.",
			Examples: []string{"/remove-character alan"},
		},
		{
			Name: "waive", Usage: "/waive RULE: REASON", Where: OnPullRequests, NeedsArgs: true,
			Who:     []Right{Author, Member},
			Summary: "says that a finding is to stay as it is, and why",
			Detail: "Everything the rule finds on this pull request is left out from then on; the report shows " +
				"who decided it and the reason. Where something is still to be answered, a member of this project decides; " +
				"anything else the author may waive too.",
			Examples: []string{"/waive file-name: other pages link to this one already", "/waive sources: told in confidence"},
		},
		{
			Name: "unwaive", Usage: "/unwaive RULE", Where: OnPullRequests, NeedsArgs: true,
			Who:      []Right{Author, Member},
			Summary:  "looks for what was waived again",
			Detail:   "It undoes `/waive`.",
			Examples: []string{"/unwaive file-name"},
		},
	}
}

// Find returns the command of that name, with or without its slash.
func Find(name string) (Spec, bool) {
	_, spec, ok := find(Registry(), name)
	return spec, ok
}
