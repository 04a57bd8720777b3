package handlers

import (
	"context"

	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/related"
)

// relatedTo answers /related with what is near to an idea or a story.
func relatedTo(ctx context.Context, r *request) (answer, error) {
	shelf, err := r.book(ctx)
	if err != nil {
		return answer{}, err
	}
	asked, ok := r.told(shelf)
	if !ok {
		return refuse("I see no story here and no idea for one, so I cannot tell what is near to it."), nil
	}
	near, err := r.near(ctx, r.s, shelf, asked)
	if err != nil {
		return answer{}, err
	}
	text, err := r.Texts.Related(r.s, near)
	return answer{Text: text}, err
}

// told is the idea or the story that the request is about.
func (r *request) told(shelf report.Shelf) (related.Doc, bool) {
	if r.Pull {
		return toldIn(r.s.PullRequest, shelf)
	}
	return ideaIn(r.s, shelf)
}
