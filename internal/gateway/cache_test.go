package gateway

import "testing"

func TestCacheKeepsWithinItsBudget(t *testing.T) {
	c := newCache[string](8)
	for _, key := range []string{"a", "b", "c", "d"} {
		c.put(key, "value of "+key, 2)
	}
	if _, ok := c.get("a"); !ok {
		t.Error("a went although there is room")
	}
	c.put("e", "value of e", 2) // b is the one that was used least recently
	for key, want := range map[string]bool{"a": true, "b": false, "c": true, "d": true, "e": true} {
		value, ok := c.get(key)
		if ok != want || ok && value != "value of "+key {
			t.Errorf("get %s: %q, %t, want it there: %t", key, value, ok, want)
		}
	}
	if c.used != 8 || c.order.Len() != len(c.byKey) {
		t.Errorf("used %d of 8 for %d values and %d keys", c.used, c.order.Len(), len(c.byKey))
	}
}

func TestCacheRefusesWhatWouldCrowdOutTheRest(t *testing.T) {
	c := newCache[string](8)
	c.put("large", "value", 3)
	if _, ok := c.get("large"); ok {
		t.Error("a value larger than a quarter of the budget is kept")
	}
	c.put("a", "first", 1)
	c.put("a", "second", 1)
	if value, _ := c.get("a"); value != "first" || c.used != 1 {
		t.Errorf("put twice: %q, used %d; what has an id never changes", value, c.used)
	}
}
