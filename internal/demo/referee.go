package demo

// newReferee makes the judge of all requests; nil while there is none.
func newReferee() (judge, error) { return nil, nil }
