package report

import (
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
)

// holdText is the data of the text "hold".
type holdText struct{ By, Reason string }

// held is the state of a pull request that is on hold: report and check run say
// so first, and by whom and why. The check run fails only where merging waits
// for it; that is what a hold is for.
func (t *Texts) held(c review.Case, want *gateway.State) error {
	hold := c.Memory.Hold
	if hold == nil || !c.IsPull() {
		return nil
	}
	data := holdText{By: quote.Mark(hold.By), Reason: quote.Mark(hold.Reason)}
	line, err := t.render("hold", data)
	if err != nil {
		return err
	}
	if want.Check == nil {
		want.Check = checkRun(c, "", "")
	}
	want.Check.Conclusion, want.Check.Title = "neutral", "On hold by "+data.By
	if data.Reason != "" {
		want.Check.Title += ": " + data.Reason
	}
	if c.Policy.CheckRequired {
		want.Check.Conclusion = "failure"
	}
	want.Check.Summary = line + "\n\n" + want.Check.Summary
	report := *want.Comment
	if report.OnlyEdit && want.Review == nil && len(want.Labels) == 0 {
		report.Body = line // there is nothing else to say
	} else {
		report.Body = line + "\n\n" + report.Body
	}
	report.OnlyEdit = false
	want.Comment = &report
	if c.Policy.HoldLabel != "" {
		want.Labels = append(want.Labels, gateway.Label{
			Name: quote.Line(c.Policy.HoldLabel, 50), Color: holdColor, Description: "Waits for somebody, see the pull request",
		})
	}
	return nil
}

// mutedText is the data of the text "muted".
type mutedText struct {
	By   string
	Pull bool
}

// muted is the state of what somebody muted: one line says so in place of all
// else that would be said. Labels and the check run go on.
func (t *Texts) muted(c review.Case, want *gateway.State) error {
	if c.Memory.Mute == nil {
		return nil
	}
	body, err := t.render("muted", mutedText{By: quote.Mark(c.Memory.Mute.By), Pull: c.IsPull()})
	if err != nil {
		return err
	}
	marker := IdeaMarker
	if c.IsPull() {
		marker = ReportMarker
	}
	want.Comment, want.Review, want.Replies = &gateway.Report{Marker: marker, Body: body}, nil, nil
	return nil
}
