package gateway

// State is how an issue or pull request should be. What is empty is left
// alone: [Plan] never removes what State does not speak of.
type State struct {
	// Title is what it should be called; "" leaves that alone.
	Title string
	// Draft says whether a pull request should be one; nil leaves that alone.
	Draft *Drafting
	// Labels are those it should wear because of us. A label in Placed that is
	// no longer there was taken off by a person and is not put back; a label
	// in Placed that is no longer wanted is taken off; any other is a
	// person's and stays.
	Labels []Label
	Placed []string
	// AddLabels and RemoveLabels are put on and taken off because somebody asked
	// for it, whatever is remembered of them.
	AddLabels    []Label
	RemoveLabels []string
	// Comment is the one report comment. With OnlyEdit none is posted, but
	// one that exists is brought up to date.
	Comment *Report
	Check   *Check
	Review  *SuggestionReview
	// Resolve are review threads of ours to be resolved.
	Resolve  []string
	Proposal *Proposal
	// Withdraw takes a proposal of ours back; then none is made.
	Withdraw *Withdrawal
	// Commit goes on top of the pull request's own branch.
	Commit *HeadCommit
	// Seen are reactions put on before everything else, Done those put on
	// after it.
	Seen, Done []Reaction
	// Retract are reactions of ours that are no longer true, Unsay the markers of
	// comments of ours that are not.
	Retract []Reaction
	Unsay   []string
	// Replies are comments, each found by its marker and edited, or made.
	Replies  []Report
	Assign   []Assignment
	Unassign []string
}

// Drafting is whether a pull request should be a draft. Where GitHub refuses
// that, it is left as it is, and Otherwise is posted, once by its marker.
type Drafting struct {
	Draft     bool
	Otherwise *Report
}

// TargetKind is a kind of text one can react to.
type TargetKind string

// What can be reacted to. A review cannot.
const (
	OnIssue         TargetKind = "issue" // or pull request, by number
	OnComment       TargetKind = "comment"
	OnReviewComment TargetKind = "review comment"
)

// Target is a text to react to: an issue by number, a comment by id.
type Target struct {
	Kind   TargetKind
	Number int
	ID     int64
	// NodeID is the comment's id in GraphQL, for reactions to be taken back.
	NodeID string
}

// Reaction is a reaction ("eyes", "rocket", "confused") to a text.
type Reaction struct {
	On      Target
	Content string
}

// Assignment is somebody who should be an assignee. GitHub silently leaves out
// people who cannot be: then Otherwise is posted, once by its marker.
type Assignment struct {
	Login     string
	Otherwise *Report
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
	Actions     []CheckAction // buttons, at most three
	// Afresh: somebody asked for the check run to be made again, though there
	// may be an equal one.
	Afresh bool
}

// CheckAction is a button of a check run; pressing it sends its identifier.
type CheckAction struct {
	Identifier, Label string // at most 20 characters each
	Description       string // at most 40
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

// HeadCommit changes files on the branch of a pull request. [Plan] makes it only
// where this App opened the pull request and the branch is still where it was
// read: whose branch it is says nothing, and a fork is somebody's own.
type HeadCommit struct {
	HeadOID   string
	Files     map[string][]byte
	Deletions []string
	// Message is a headline, an empty line and a body; the commands it was made
	// for are added to it.
	Message  string
	Commands []string
}

// Proposal is a branch with one commit and the pull request for it.
type Proposal struct {
	// Branch is used when there is none of ours yet; [Snapshot.ProposalBranch]
	// chooses it.
	Branch string
	// Base is the commit the branch starts from, BaseRef the branch the pull
	// request goes to.
	Base, BaseRef string
	Files         map[string][]byte
	// Deletions are paths to be taken out. Files of an earlier commit of ours
	// that are wanted no more need not be named.
	Deletions []string
	// Message is the commit's: a headline, an empty line, a body. Trailer, its
	// last line, tells one content from another.
	Message, Trailer string
	Title, Body      string
	Draft            bool // a draft pull request, where GitHub has them
	Recorded         Recorded
}

// Withdrawal closes a pull request and deletes its branch, as long as that is
// still at the commit that was looked at.
type Withdrawal struct {
	Number          int
	Branch, HeadOID string
}

// Recorded is what our own record says we made; zero if nothing. GitHub's word
// on who made a commit or pull request is taken besides, a branch's name and a
// commit's message are not: anybody can write those.
type Recorded struct {
	Branch, HeadOID string
	Number          int
}
