package gateway

// State is how an issue or pull request should be. What is empty is left
// alone: [Plan] never removes what State does not speak of.
type State struct {
	// Labels are those it should wear because of us. A label in Placed that is
	// no longer there was taken off by a person and is not put back; a label
	// in Placed that is no longer wanted is taken off; any other is a
	// person's and stays.
	Labels []Label
	Placed []string
	// Comment is the one report comment. With OnlyEdit none is posted, but
	// one that exists is brought up to date.
	Comment *Report
	Check   *Check
	Review  *SuggestionReview
	// Resolve are review threads of ours to be resolved.
	Resolve []string
	Draft   *Draft
}

// Report is the report comment: Marker on its first line and then Body.
type Report struct {
	Marker   string // an HTML comment, unique to this kind of comment
	Body     string
	OnlyEdit bool
}

// Text is the comment as GitHub stores it.
func (c Report) Text() string { return c.Marker + "\n" + c.Body }

// Check is the check run a commit should have.
type Check struct {
	Name       string // at most 100 characters
	HeadOID    string
	Conclusion string // "success", "neutral" or "failure"
	Title      string // at most 255 characters
	Summary    string // Markdown, at most 65,535 characters
	DetailsURL string
	// ExternalID names the pull request; Plan adds a digest of the content, so
	// that an equal check run is not written again.
	ExternalID  string
	Annotations []Annotation
}

// Annotation is one remark of a check run at lines of a file.
type Annotation struct {
	Path     string
	From, To int    // lines, from 1
	Level    string // "notice", "warning" or "failure"
	Title    string // at most 255 characters
	Message  string // at most 64 KB
}

// SuggestionReview is one review of suggestions for the head commit.
type SuggestionReview struct {
	Marker      string
	HeadOID     string
	Body        string
	Suggestions []Suggestion
}

// Suggestion replaces lines of the new text by others. The lines must lie
// within one hunk of the file's patch; Plan leaves out those that do not.
type Suggestion struct {
	Path     string
	From, To int
	Text     string // the new lines, without the last line end
	Body     string // what stands above it
}

// Draft is a branch with files and the draft pull request for it.
type Draft struct {
	// Branch is used when the idea has none of ours yet.
	Branch string
	// Base is the commit the branch starts from.
	Base  string
	Files map[string][]byte
	// Message is the commit's: a headline, an empty line, a body. Trailer, its
	// last line, marks commits that may be replaced by a newer one.
	Message, Trailer string
	Title, Body      string
	BaseRef          string
}
