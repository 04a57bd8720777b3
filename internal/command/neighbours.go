package command

import "strings"

// neighbours are the slash commands of others that share a comment box with
// this bot. A word of theirs is never answered, however like one of ours it is.
var neighbours = map[string]string{
	"GitHub": "alerts code details saved-replies table tasklist template",
	"Prow": "approve area assign auto-cc bark bug-review cc cherry-pick cherrypick close committee " +
		"concern-resolved easycla check-cla check-dco check-required-labels cla close-issue duplicate draft " +
		"good-first-issue goose help-wanted hold honk joke jira kind label lgtm lifecycle lint lock meow merge-method milestone " +
		"ok-to-test override pipeline pony priority project rebase refresh remove-approve remove-area remove-assign " +
		"remove-cc remove-close remove-committee remove-good-first-issue remove-help remove-help-wanted remove-hold remove-kind " +
		"remove-label remove-lgtm remove-lifecycle remove-lint remove-priority remove-sig remove-transfer " +
		"remove-triage remove-wg reopen retest retest-required retitle rotten shrug sig skip stale status " +
		"test test-all tide transfer transfer-issue triage unassign uncc unclose unhold unlock unshrug " +
		"verify-owners wg woof",
	"triagebot":       "author blocked blocker concern merge note nominate ping prioritize ready relabel resolve review reviewer second",
	"Bors and homu":   "bors r rollup try delegate delegation queue",
	"Dependabot":      "dependabot cancel ignore recreate squash unignore show",
	"Renovate":        "renovate rebase retry",
	"GitLab":          "board clone confidential copy due estimate iteration move promote reassign relate spend subscribe todo unlabel unsubscribe weight wip zoom",
	"Azure Pipelines": "azp azurepipelines run where list",
	"Slash dispatch":  "backport benchmark bench build ci deploy e2e fmt format preview release regenerate rerun snapshot update",
	"Others":          "allow-edits attempt attest bounty checkout coderabbit copilot gemini gcbrun mergify packit sync take trunk undeploy",
}

func belongsToAnother(word string) bool {
	for _, words := range neighbours {
		if strings.Contains(" "+words+" ", " "+word+" ") {
			return true
		}
	}
	return false
}
