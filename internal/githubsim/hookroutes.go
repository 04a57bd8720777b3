package githubsim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
)

// getHookConfig shows the webhook's settings; the secret never comes back.
func (c *call) getHookConfig() (any, error) {
	c.s.hooks.mu.Lock()
	defer c.s.hooks.mu.Unlock()
	return c.s.hooks.config(), nil
}

func (h *hookSender) config() obj {
	o := obj{"content_type": "json", "insecure_ssl": "0", "url": h.url}
	if h.secret != "" {
		o["secret"] = "********"
	}
	return o
}

// patchHookConfig changes URL and secret, as an App does to rotate it.
func (c *call) patchHookConfig() (any, error) {
	var in struct {
		URL    *string `json:"url"`
		Secret *string `json:"secret"`
	}
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	c.s.hooks.mu.Lock()
	defer c.s.hooks.mu.Unlock()
	if in.URL != nil {
		c.s.hooks.url = *in.URL
	}
	if in.Secret != nil {
		c.s.hooks.secret = *in.Secret
	}
	return c.s.hooks.config(), nil
}

func (c *call) listDeliveries() (any, error) {
	h := c.s.hooks
	h.mu.Lock()
	defer h.mu.Unlock()
	_, perPage := c.bounds()
	before := int64(1) << 62
	if cursor := c.query("cursor"); cursor != "" {
		n, err := strconv.ParseInt(cursor, 10, 64)
		if err != nil {
			return nil, fail(http.StatusBadRequest, "Invalid cursor")
		}
		before = n
	}
	list := []obj{}
	for _, d := range slices.Backward(h.log) {
		failed := d.statusCode < 200 || d.statusCode >= 300
		if d.id >= before || d.status == "pending" || c.query("status") == "success" && failed || c.query("status") == "failure" && !failed {
			continue
		}
		if len(list) == perPage {
			c.linkCursor(list[perPage-1]["id"].(int64))
			break
		}
		list = append(list, d.json())
	}
	return list, nil
}

func (c *call) linkCursor(id int64) {
	q := c.req.URL.Query()
	q.Set("cursor", strconv.FormatInt(id, 10))
	c.headers.Set("Link", fmt.Sprintf(`<%s%s?%s>; rel="next"`, c.s.URL, c.req.URL.EscapedPath(), q.Encode()))
}

func (c *call) delivery() (*delivery, error) {
	id, err := c.id("delivery")
	if err != nil {
		return nil, err
	}
	for _, d := range c.s.hooks.log {
		if d.id == id {
			return d, nil
		}
	}
	return nil, notFound()
}

func (c *call) getDelivery() (any, error) {
	c.s.hooks.mu.Lock()
	defer c.s.hooks.mu.Unlock()
	d, err := c.delivery()
	if err != nil {
		return nil, err
	}
	o := d.json()
	o["url"] = c.s.hooks.url
	o["request"] = obj{"headers": d.reqHeaders, "payload": json.RawMessage(d.payload)}
	o["response"] = obj{"headers": d.respHeaders, "payload": d.respBody}
	return o, nil
}

func (c *call) attemptDelivery() (any, error) {
	c.s.hooks.mu.Lock()
	defer c.s.hooks.mu.Unlock()
	d, err := c.delivery()
	if err != nil {
		return nil, err
	}
	c.s.hooks.again(d)
	return answer{http.StatusAccepted, obj{}}, nil
}

func (d *delivery) json() obj {
	o := obj{
		"id": d.id, "guid": d.guid, "delivered_at": stamp(d.at), "redelivery": d.redelivery,
		"duration": d.took.Seconds(), "status": d.status, "status_code": d.statusCode,
		"event": d.event, "action": null(d.action), "installation_id": d.install, "repository_id": nil, "throttled_at": nil,
	}
	if d.repo != 0 {
		o["repository_id"] = d.repo
	}
	return o
}
