package checks

// Home is where this program is at home, and Docs where its rules are documented.
const (
	Home = "https://github.com/storybot-app/storybot"
	Docs = Home + "/blob/main/docs/rules.md"
)

// Page is the address of a rule's page.
func Page(rule string) string { return Docs + "#" + rule }
