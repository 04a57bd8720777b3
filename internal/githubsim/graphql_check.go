package githubsim

import "github.com/graph-gophers/graphql-go"

// qSuite is the App's suite of checks of one commit.
type qSuite struct {
	c  *gqlCall
	cs *checkSuite
}

// ID is the node id.
func (x *qSuite) ID() graphql.ID { return gqlID(x.cs.nodeID) }

// DatabaseID is the id of the REST API.
func (x *qSuite) DatabaseID() *int32 { return gqlInt(int(x.cs.id)) }

// App is who made it.
func (x *qSuite) App() *qApp { return &qApp{&x.c.s.app} }

// Commit is what was checked.
func (x *qSuite) Commit() *qCommit { return x.c.commit(x.cs.repo, x.cs.headOID) }

// CreatedAt is when it was made.
func (x *qSuite) CreatedAt() gqlTime { return gqlTime{x.cs.created.UTC()} }

// Status is what its runs add up to.
func (x *qSuite) Status() string {
	status, _ := x.cs.state()
	return *gqlEnum(status)
}

// Conclusion is null until all runs are completed.
func (x *qSuite) Conclusion() *string {
	_, conclusion := x.cs.state()
	return gqlEnum(conclusion)
}

// CheckRuns are its runs, the newest of each name.
func (x *qSuite) CheckRuns(args pageArgs) (*connection[qRun], error) {
	return connect(x.cs.latest(), args, func(run *checkRun) *qRun { return &qRun{run} })
}

// latest are the newest runs of each name, in order of creation.
func (cs *checkSuite) latest() []*checkRun {
	newest := map[string]*checkRun{}
	for _, run := range cs.runs {
		newest[run.name] = run
	}
	var list []*checkRun
	for _, run := range cs.runs {
		if newest[run.name] == run {
			list = append(list, run)
		}
	}
	return list
}

// qApp is the App.
type qApp struct{ a *appInfo }

// ID is the node id.
func (x *qApp) ID() graphql.ID { return gqlID(x.a.nodeID) }

// DatabaseID is the id of the REST API.
func (x *qApp) DatabaseID() *int32 { return gqlInt(int(x.a.id)) }

// Name is what the App is called: its slug, here.
func (x *qApp) Name() string { return x.a.slug }

// Slug is the App's name in addresses.
func (x *qApp) Slug() string { return x.a.slug }

// qRun is a check run.
type qRun struct{ run *checkRun }

// ID is the node id.
func (x *qRun) ID() graphql.ID { return gqlID(x.run.nodeID) }

// DatabaseID is the id of the REST API.
func (x *qRun) DatabaseID() *int32 { return gqlInt(int(x.run.id)) }

// Name is what the run is called.
func (x *qRun) Name() string { return x.run.name }

// Status is QUEUED, IN_PROGRESS or COMPLETED.
func (x *qRun) Status() string { return *gqlEnum(x.run.status) }

// Conclusion is null until completed.
func (x *qRun) Conclusion() *string { return gqlEnum(x.run.conclusion) }

// ExternalID is the App's own name of the run.
func (x *qRun) ExternalID() *string { return &x.run.externalID }

// DetailsURL is where the App tells more.
func (x *qRun) DetailsURL() *gqlText {
	if x.run.detailsURL == "" {
		return nil
	}
	return new(gqlText(x.run.detailsURL))
}

// Title heads the output.
func (x *qRun) Title() *string { return gqlString(x.run.title) }

// Summary is the output's first text.
func (x *qRun) Summary() *string { return gqlString(x.run.summary) }

// Text is the output's second text.
func (x *qRun) Text() *string { return gqlString(x.run.text) }

// StartedAt is when the run began.
func (x *qRun) StartedAt() *gqlTime { return gqlDate(x.run.started) }

// CompletedAt is null until completed.
func (x *qRun) CompletedAt() *gqlTime { return gqlDate(x.run.completed) }
