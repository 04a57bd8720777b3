package demo

// Person is somebody as whom a visitor of the page can act.
type Person struct {
	Login string
	// About says what the person can do, in a few words.
	About string
	// Role in the repository as GitHub names it; "" for an outsider.
	Role string
}

// Logins of the people. They are called by what they do in the story.
const (
	maintainer = "maintainer"
	writer     = "writer"
	reader     = "reader"
	outsider   = "outsider"
)

// People are the people of the demo.
func People() []Person {
	return []Person{
		{maintainer, "can merge", "maintain"},
		{writer, "can push", "write"},
		{reader, "can't push", ""},
		{outsider, "can't push, first visit", ""},
	}
}

// person finds somebody by login; a stranger is the outsider.
func person(login string) Person {
	people := People()
	for _, p := range people {
		if p.Login == login {
			return p
		}
	}
	return people[len(people)-1]
}

// Pushes reports whether the person may push to the repository.
func (p Person) Pushes() bool { return p.Role == "write" || p.Role == "maintain" }
