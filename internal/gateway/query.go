package gateway

// The documents this package sends. A test validates each of them against
// GitHub's public schema.

// repoFragment is what both reading documents ask of the repository.
const repoFragment = `
fragment repo on Repository {
  id databaseId nameWithOwner url isPrivate
  defaultBranchRef { name target { oid } }
  labels(first: 100) { nodes { name color description } pageInfo { hasNextPage } }
}`

// talkFragments are what is asked of comments and of who wrote them.
const talkFragments = `
fragment actor on Actor {
  __typename login
  ... on User { databaseId name }
}
fragment comments on IssueCommentConnection {
  nodes { id fullDatabaseId body createdAt viewerDidAuthor author { ...actor } }
  pageInfo { hasNextPage endCursor }
}`

// reviewsFragment and threadsFragment are what is asked of reviews and their
// threads.
const (
	reviewsFragment = `
fragment reviews on PullRequestReviewConnection {
  nodes { databaseId body viewerDidAuthor submittedAt commit { oid } }
  pageInfo { hasNextPage endCursor }
}`

	threadsFragment = `
fragment threads on PullRequestReviewThreadConnection {
  nodes { id isResolved isOutdated path line comments(first: 1) { nodes { viewerDidAuthor body } } }
  pageInfo { hasNextPage endCursor }
}`
)

// openFragment asks for the texts of open issues that have one of some labels:
// with what else is read, when it is known which.
const openFragment = `
fragment open on Repository {
  issues(first: 50, states: [OPEN], labels: $labels, orderBy: {field: CREATED_AT, direction: DESC}) @include(if: $listed) {
    nodes { number title body }
  }
}`

// queryOpenIssues reads those alone.
const queryOpenIssues = `
query OpenIssues($owner: String!, $name: String!, $labels: [String!], $listed: Boolean!) {
  repository(owner: $owner, name: $name) { ...open }
}` + openFragment

// queryPullRequest reads everything about a pull request but the texts of its
// files. GitHub counts it as one point.
const queryPullRequest = `
query PullRequest($owner: String!, $name: String!, $number: Int!, $app: Int!, $labels: [String!], $listed: Boolean!) {
  repository(owner: $owner, name: $name) {
    ...repo
    ...open
    pullRequest(number: $number) {
      id number title body state isDraft merged viewerDidAuthor
      author { ...actor }
      assignees(first: 20) { nodes { login } }
      labels(first: 100) { nodes { name } }
      baseRefName baseRefOid headRefName headRefOid isCrossRepository
      headRepository { nameWithOwner }
      closingIssuesReferences(first: 10) {
        nodes { number author { ...actor } assignees(first: 10) { nodes { login } } }
      }
      comments(first: 100) { ...comments }
      reviews(first: 100) { ...reviews }
      reviewThreads(first: 50) { ...threads }
      commits(last: 1) {
        nodes { commit { oid checkSuites(first: 5, filterBy: {appId: $app}) { nodes {
          app { slug } createdAt
          checkRuns(first: 100) { nodes { databaseId name status conclusion externalId } }
        } } } }
      }
    }
  }
  viewer { login databaseId }
}` + repoFragment + openFragment + talkFragments + reviewsFragment + threadsFragment

// queryIssue reads an issue and the branches of ours that begin with $drafts.
const queryIssue = `
query Issue($owner: String!, $name: String!, $number: Int!, $drafts: String!, $labels: [String!], $listed: Boolean!) {
  repository(owner: $owner, name: $name) {
    ...repo
    ...open
    issue(number: $number) {
      id number title body state viewerDidAuthor
      author { ...actor }
      assignees(first: 20) { nodes { login } }
      labels(first: 100) { nodes { name } }
      comments(first: 100) { ...comments }
    }
    refs(refPrefix: "refs/heads/storybot/", query: $drafts, first: 100) {
      nodes {
        name
        target { oid ... on Commit { message committedDate author { email } signature { isValid wasSignedByGitHub } } }
        associatedPullRequests(first: 20) { nodes { number state title body createdAt viewerDidAuthor } }
      }
    }
  }
  viewer { login databaseId }
}` + repoFragment + openFragment + talkFragments

// queryDraft reads of a pull request what tells whether anybody but us worked on
// it.
const queryDraft = `
query DraftWork($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      number state viewerDidAuthor isCrossRepository headRefName headRefOid
      headRef { name }
      comments(first: 100) { ...comments }
      reviews(first: 100) { ...reviews }
      commits(first: 100) {
        nodes { commit { oid message author { email } signature { isValid wasSignedByGitHub } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
  viewer { login databaseId }
}` + talkFragments + reviewsFragment

// queryComments, queryReviews and queryThreads read further pages.
const (
	queryComments = `
query Comments($id: ID!, $after: String!) {
  node(id: $id) {
    ... on Issue { page: comments(first: 100, after: $after) { ...comments } }
    ... on PullRequest { page: comments(first: 100, after: $after) { ...comments } }
  }
}` + talkFragments

	queryReviews = `
query Reviews($id: ID!, $after: String!) {
  node(id: $id) { ... on PullRequest { page: reviews(first: 100, after: $after) { ...reviews } } }
}` + reviewsFragment

	queryThreads = `
query Threads($id: ID!, $after: String!) {
  node(id: $id) { ... on PullRequest { page: reviewThreads(first: 100, after: $after) { ...threads } } }
}` + threadsFragment
)

// mutationCommit makes one commit, signed by GitHub, on a branch that is still
// where we think it is.
const mutationCommit = `
mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid url } }
}`

// mutationReady and mutationDraft say whether a pull request is a draft. REST
// cannot.
const (
	mutationReady = `
mutation Ready($id: ID!) {
  markPullRequestReadyForReview(input: {pullRequestId: $id}) { pullRequest { id isDraft } }
}`

	mutationDraft = `
mutation Draft($id: ID!) {
  convertPullRequestToDraft(input: {pullRequestId: $id}) { pullRequest { id isDraft } }
}`
)

// mutationRetract takes a reaction of ours back. REST needs its id, which is not
// read.
const mutationRetract = `
mutation Retract($id: ID!, $content: ReactionContent!) {
  removeReaction(input: {subjectId: $id, content: $content}) { reaction { id } }
}`

// mutationResolve resolves a review thread.
const mutationResolve = `
mutation Resolve($id: ID!) {
  resolveReviewThread(input: {threadId: $id}) { thread { id isResolved } }
}`
