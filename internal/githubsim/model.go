package githubsim

import (
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/storage/memory"
)

// user is a person, an organization or the App's bot.
type user struct {
	id      int64
	nodeID  string
	login   string // with [bot] for the App's bot, as REST and webhooks show it
	name    string
	kind    string // "User", "Organization" or "Bot"
	site    string // root of the links about the account
	created time.Time
}

// Repo is one repository. A fork shares the objects of its parent and has
// refs of its own, as on GitHub.
type Repo struct {
	s             *Server
	id            int64
	nodeID        string
	owner         *user
	name          string
	private       bool
	parent        *Repo // nil unless this is a fork
	forks         []*Repo
	deleted       bool // a fork that its owner deleted
	defaultBranch string
	git           *memory.Storage
	roles         map[string]string // lower-case login → read triage write maintain admin
	labels        []*label
	issues        []*issue // issues and pull requests; number n is at n-1
	suites        []*checkSuite
	runs          []*checkRun
	created       time.Time
	pushed        time.Time
}

// label is one label of a repository; issues point at it, so that renaming
// renames it everywhere.
type label struct {
	id          int64
	nodeID      string
	repo        *Repo
	name        string
	description string
	color       string // six hex digits, no #
	isDefault   bool
}

// issue is an issue, or a pull request when pull is set.
type issue struct {
	id          int64
	nodeID      string
	repo        *Repo
	number      int
	title       string
	body        string
	state       string // "open" or "closed"
	stateReason string // "", "completed", "not_planned", "reopened"
	author      *user
	byApp       bool // written with the App's token
	assignees   []*user
	labels      []*label
	comments    []*comment
	reactions   []*reaction
	events      []*event
	created     time.Time
	updated     time.Time
	closedAt    time.Time // zero while open
	closedBy    *user
	pull        *pull // nil for an issue
}

// pull is what a pull request has beyond an issue.
type pull struct {
	id              int64 // the issue has an id of its own
	nodeID          string
	issue           *issue
	draft           bool
	headRepo        *Repo // the fork, or the repository itself
	headRef         string
	headOID         plumbing.Hash
	baseRef         string
	baseOID         plumbing.Hash // tip of the base branch when last looked at
	merged          bool
	mergedAt        time.Time
	mergedBy        *user
	mergeCommit     plumbing.Hash
	trial           trial
	maintainerEdits bool
	reviews         []*review
	threads         []*thread
}

// comment is a comment on an issue or on the conversation of a pull request.
type comment struct {
	id        int64
	nodeID    string
	issue     *issue
	author    *user
	byApp     bool
	body      string
	created   time.Time
	updated   time.Time
	reactions []*reaction
	minimized string // GraphQL classifier such as "OUTDATED"; empty while shown
}

type reaction struct {
	id      int64
	nodeID  string
	user    *user
	content string
	created time.Time
}

// event is one line of a timeline: what happened, besides comments.
type event struct {
	kind    string // labeled unlabeled assigned unassigned closed reopened renamed merged ready_for_review convert_to_draft head_ref_force_pushed committed
	actor   *user
	label   *label
	subject *user
	text    string
	at      time.Time
}

// review is a submitted review; its comments also stand in threads.
type review struct {
	id        int64
	nodeID    string
	pull      *pull
	author    *user
	byApp     bool
	body      string
	state     string // COMMENTED APPROVED CHANGES_REQUESTED DISMISSED
	commitOID plumbing.Hash
	submitted time.Time
	updated   time.Time
	comments  []*reviewComment
}

// thread is a place in the diff and the comments made there.
type thread struct {
	nodeID       string
	pull         *pull
	path         string
	side         string // LEFT or RIGHT
	startLine    int    // in the newest commit; 0 unless the place has several lines
	line         int    // in the newest commit; 0 when outdated
	origStart    int    // startLine in commitOID
	origLine     int    // line in commitOID
	origPosition int
	commitOID    plumbing.Hash
	resolved     bool
	resolvedBy   *user
	outdated     bool
	comments     []*reviewComment
}

type reviewComment struct {
	id        int64
	nodeID    string
	thread    *thread
	review    *review
	replyTo   int64
	author    *user
	byApp     bool
	body      string
	diffHunk  string
	created   time.Time
	updated   time.Time
	reactions []*reaction
}

// checkSuite gathers the App's check runs of one commit.
type checkSuite struct {
	id         int64
	nodeID     string
	repo       *Repo
	headOID    plumbing.Hash
	headBranch string // empty when the commit is only in a fork
	before     plumbing.Hash
	runs       []*checkRun
	created    time.Time
	updated    time.Time
}

type checkRun struct {
	id          int64
	nodeID      string
	suite       *checkSuite
	name        string
	headOID     plumbing.Hash
	externalID  string
	detailsURL  string
	status      string // queued in_progress completed
	conclusion  string // empty until completed
	started     time.Time
	completed   time.Time
	title       string
	summary     string
	text        string
	annotations []annotation
	actions     []obj
}

// annotation is one remark of a check run, in GitHub's own JSON.
type annotation struct {
	Path            string `json:"path"`
	StartLine       int    `json:"start_line"`
	EndLine         int    `json:"end_line"`
	StartColumn     *int   `json:"start_column"`
	EndColumn       *int   `json:"end_column"`
	AnnotationLevel string `json:"annotation_level"`
	Title           string `json:"title"`
	Message         string `json:"message"`
	RawDetails      string `json:"raw_details"`
}

// installation is the App installed for all repositories of one owner.
type installation struct {
	id        int64
	nodeID    string
	account   *user
	created   time.Time
	suspended time.Time
}

// token is what a request is made with. A nil token is an anonymous request.
type token struct {
	value   string
	kind    string        // "jwt" (the App itself), "installation" or "user"
	install *installation // of an installation token
	user    *user         // who acts: the bot, or the person of a user token
	repos   map[int64]bool
	perms   map[string]string // permission → "read" or "write"
	expires time.Time
}

// obj is a JSON object under construction.
type obj = map[string]any
