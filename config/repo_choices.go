package config

// RuleNames are the names of all rules, which settings may name.
func RuleNames() []string {
	return []string{
		"title", "character", "morals", "sources", "retells", "source-link", "why-character", "other-characters", "question",
		"template-text", "draft-notice", "undefined-reference", "file-name", "location", "summary", "index", "encoding", "unclosed-fence",
		"leftover-note", "html-link", "broken-link",
	}
}

// Rules are what was decided about rules, by their names.
type Rules map[string]Severity

func (Rules) keys() []string { return RuleNames() }

// A Severity is what a rule's findings count as; "" is what the rule says.
type Severity string

// Off turns a rule off.
const Off Severity = "off"

func (Severity) choices() []string { return []string{"error", "warning", "hint", string(Off)} }

// A Teller says who tells the stories; "" is TellerCast.
type Teller string

// Who tells the stories.
const (
	TellerCast   Teller = "cast"
	TellerAnyone Teller = "anyone"
	TellerNobody Teller = "nobody"
)

func (Teller) choices() []string {
	return []string{string(TellerCast), string(TellerAnyone), string(TellerNobody)}
}

// Claims says what happens to claims without a sign of life; "" is ClaimsRelease.
type Claims string

// What happens to claims.
const (
	ClaimsRelease Claims = "release"
	ClaimsRemind  Claims = "remind"
	ClaimsOff     Claims = "off"
)

func (Claims) choices() []string {
	return []string{string(ClaimsRelease), string(ClaimsRemind), string(ClaimsOff)}
}

// Asks says how a template asks; "" is AsksQuestions.
type Asks string

// How a template asks.
const (
	AsksQuestions Asks = "questions"
	AsksHeadings  Asks = "headings"
)

func (Asks) choices() []string { return []string{string(AsksQuestions), string(AsksHeadings)} }
