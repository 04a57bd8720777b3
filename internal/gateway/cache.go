package gateway

import (
	"container/list"
	"strconv"
	"strings"
	"sync"
)

// repoKey names a repository in what is kept: by its id, which stays when it is
// renamed, or by its name while the id is not known.
func repoKey(repo Repo) string {
	if repo.ID != 0 {
		return strconv.FormatInt(repo.ID, 10)
	}
	return strings.ToLower(repo.String())
}

// cache keeps what never changes (blobs and trees by their ids) within a
// budget of bytes; the least recently used goes first.
type cache[V any] struct {
	mu     sync.Mutex
	budget int
	used   int
	order  *list.List // of *cached[V], most recent first
	byKey  map[string]*list.Element
}

type cached[V any] struct {
	key   string
	value V
	size  int
}

func newCache[V any](budget int) *cache[V] {
	return &cache[V]{budget: budget, order: list.New(), byKey: make(map[string]*list.Element)}
}

// get returns what is kept for the key.
func (c *cache[V]) get(key string) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.byKey[key]
	if !ok {
		var none V
		return none, false
	}
	c.order.MoveToFront(element)
	return element.Value.(*cached[V]).value, true
}

// put keeps a value of this size; one larger than a quarter of the budget is
// not kept.
func (c *cache[V]) put(key string, value V, size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok || size > c.budget/4 {
		return
	}
	c.byKey[key] = c.order.PushFront(&cached[V]{key, value, size})
	c.used += size
	for c.used > c.budget {
		oldest := c.order.Back()
		entry := oldest.Value.(*cached[V])
		c.order.Remove(oldest)
		delete(c.byKey, entry.key)
		c.used -= entry.size
	}
}
