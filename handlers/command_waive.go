package handlers

import (
	"context"
	"slices"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/analysis"
)

// waive answers /waive: what the rule finds on this pull request is left out
// of labels, report and check from now on.
func waive(ctx context.Context, r *request) (answer, error) {
	rule, reason, err := command.ParseWaiver(r.args, ruleNames())
	if err != nil {
		return answer{}, err
	}
	if ruleCalled(rule).Severity == analysis.Error {
		role, err := r.askRole(ctx)
		if err != nil {
			return answer{}, err
		}
		if role < gateway.RoleTriage {
			return refuse("`" + rule + "` asks for something every story has, so a member of this project decides to leave it out. Say in a comment why, and one of them can."), nil
		}
	}
	r.forget(rule)
	r.memory.Waivers = append(r.memory.Waivers, report.Waiver{Rule: rule, Reason: reason, By: r.Author.GetLogin()})
	return answer{Look: true}, r.keepMemory(ctx, r.subject, r.memory)
}

// unwaive answers /unwaive.
func unwaive(ctx context.Context, r *request) (answer, error) {
	rule, err := command.ParseRule(r.args, ruleNames())
	if err != nil {
		return answer{}, err
	}
	if !r.forget(rule) {
		return refuse("`" + rule + "` is not waived here, so there is nothing to take back."), nil
	}
	return answer{Look: true}, r.keepMemory(ctx, r.subject, r.memory)
}

// forget takes the waiver of a rule back, and tells whether there was one.
func (r *request) forget(rule string) bool {
	before := len(r.memory.Waivers)
	r.memory.Waivers = slices.DeleteFunc(r.memory.Waivers, func(w report.Waiver) bool { return w.Rule == rule })
	return len(r.memory.Waivers) < before
}
