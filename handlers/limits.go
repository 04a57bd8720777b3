package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// How many links /scaffold gives in a day to people who cannot push.
const (
	dailyPerPerson     = 3
	dailyPerRepository = 10
)

// withinLimits counts one more link for the asker, and tells whether today's
// limits allow it.
func (r *request) withinLimits(ctx context.Context) (bool, error) {
	key := fmt.Sprintf("%d/%s/scaffolds/%s", r.Repo.Installation, strings.ToLower(r.Repo.String()), r.Now().UTC().Format(time.DateOnly))
	raw, err := r.Ledger.Memory(ctx, key)
	if err != nil {
		return false, err
	}
	counts := map[string]int{}
	if raw != nil {
		if err := json.Unmarshal(raw, &counts); err != nil {
			return false, fmt.Errorf("read the count of drafts: %w", err)
		}
	}
	total := 0
	for _, n := range counts {
		total += n
	}
	who := strings.ToLower(r.Author.GetLogin())
	if counts[who] >= dailyPerPerson || total >= dailyPerRepository {
		return false, nil
	}
	counts[who]++
	if raw, err = json.Marshal(counts); err != nil {
		return false, fmt.Errorf("write the count of drafts: %w", err)
	}
	return true, r.Ledger.SetMemory(ctx, key, raw)
}
