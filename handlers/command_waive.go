package handlers

import (
	"slices"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/analysis"
)

// waive leaves the findings of a rule out.
var waive = Command{
	Spec: command.Spec{
		Name: "waive", Usage: "/waive [RULE: REASON]", Where: command.OnPullRequests,
		Who:     []command.Right{command.Author, command.Member},
		Summary: "leaves a finding as it is, and says why",
		Detail: "Everything the rule finds on this pull request is left out from then on; the report shows " +
			"who decided that, and why. Without a name, it lists what you could leave. Only a member of this project can waive what every story needs; " +
			"the author can waive the rest, too.",
		Examples: []string{"/waive file-name: other pages link to this one already", "/waive sources: told in confidence"},
	},
	NeedsRole: true,
	Run:       runWaive,
}

// runWaive leaves what the rule finds on this pull request out of labels, report
// and check from now on.
func runWaive(r *request) (answer, error) {
	if r.args == "" {
		return answer{Text: report.Waivable(r.rulesHere())}, nil
	}
	rule, reason, err := command.ParseWaiver(r.args, ruleNames(), r.namesHere)
	if err != nil {
		return answer{}, err
	}
	if ruleNamed(rule).Decided(r.Book.Conventions) == analysis.Error && r.Asked.Role < gateway.RoleTriage {
		return refuse("`" + rule + "` is something every story needs, so only a member of this project can waive it. Say why in a comment, and one of them can."), nil
	}
	r.unwaive(rule)
	r.Memory.Waivers = append(r.Memory.Waivers, ledger.Waiver{Rule: rule, Reason: reason, By: r.Asked.Asker.Login, At: r.Now})
	return answer{}, nil
}

// unwaive takes a waiver back.
var unwaive = Command{
	Spec: command.Spec{
		Name: "unwaive", Usage: "/unwaive RULE", Where: command.OnPullRequests, NeedsArgs: true,
		Who:      []command.Right{command.Author, command.Member},
		Summary:  "checks again for a rule that was waived",
		Detail:   "It undoes `/waive`.",
		Examples: []string{"/unwaive file-name"},
	},
	Run: func(r *request) (answer, error) {
		var waived []string
		for _, w := range r.Memory.Waivers {
			waived = append(waived, w.Rule)
		}
		rule, err := command.ParseRule(r.args, ruleNames(), func() []string { return waived })
		if err != nil {
			return answer{}, err
		}
		if !r.unwaive(rule) {
			return refuse("`" + rule + "` isn't waived here, so there's nothing to undo."), nil
		}
		return answer{}, nil
	},
}

// unwaive takes the waiver of a rule back, and reports whether there was one.
func (r *request) unwaive(rule string) bool {
	before := len(r.Memory.Waivers)
	r.Memory.Waivers = slices.DeleteFunc(slices.Clone(r.Memory.Waivers), func(w ledger.Waiver) bool { return w.Rule == rule })
	return len(r.Memory.Waivers) < before
}
