package githubsim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

var sixHex = lazyregexp.New(`^[0-9a-fA-F]{6}$`)

// checkLabel checks the fields of a label; nil is not sent.
func checkLabel(name, color, description *string) error {
	switch {
	case name != nil && strings.TrimSpace(*name) == "":
		return invalid("Label", "name", "missing_field", "")
	case name != nil && chars(*name) > maxLabelName:
		return tooLong("Label", "name", maxLabelName)
	case color != nil && !sixHex().MatchString(*color):
		return invalid("Label", "color", "invalid", "")
	case description != nil && chars(*description) > maxLabelText:
		return tooLong("Label", "description", maxLabelText)
	}
	return nil
}

type labelBody struct {
	Name        *string `json:"name"`
	NewName     *string `json:"new_name"`
	Color       *string `json:"color"`
	Description *string `json:"description"`
}

func (c *call) listRepoLabels() (any, error) {
	list := slices.Clone(c.repo.labels)
	slices.SortFunc(list, func(a, b *label) int { return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)) })
	return paged(c, list, (*label).json), nil
}

func (c *call) createLabel() (any, error) {
	var in labelBody
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	if in.Name == nil {
		return nil, invalid("Label", "name", "missing_field", "")
	}
	if err := checkLabel(in.Name, in.Color, in.Description); err != nil {
		return nil, err
	}
	if c.repo.label(*in.Name) != nil {
		return nil, invalid("Label", "name", "already_exists", "")
	}
	color, description := defaultColor, ""
	if in.Color != nil {
		color = *in.Color
	}
	if in.Description != nil {
		description = *in.Description
	}
	return created(c.s.newLabel(c.repo, *in.Name, color, description, c.actor()).json()), nil
}

// defaultColor is the grey of labels made without a colour.
const defaultColor = "ededed"

func (c *call) namedLabel() (*label, error) {
	if l := c.repo.label(c.args["name"]); l != nil {
		return l, nil
	}
	return nil, notFound()
}

func (c *call) getLabel() (any, error) {
	l, err := c.namedLabel()
	if err != nil {
		return nil, err
	}
	return l.json(), nil
}

func (c *call) updateLabel() (any, error) {
	l, err := c.namedLabel()
	if err != nil {
		return nil, err
	}
	var in labelBody
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	name := in.NewName
	if name == nil {
		name = in.Name // go-github sends it so; GitHub takes both
	}
	if err := checkLabel(name, in.Color, in.Description); err != nil {
		return nil, err
	}
	if name != nil {
		if other := c.repo.label(*name); other != nil && other != l {
			return nil, invalid("Label", "name", "already_exists", "")
		}
	}
	c.s.editLabel(l, name, in.Color, in.Description, c.actor())
	return l.json(), nil
}

// editLabel changes what is not nil and fires label edited.
func (s *Server) editLabel(l *label, name, color, description *string, actor *user) {
	changes := obj{}
	set := func(field string, to *string, at *string) {
		if to != nil && *to != *at {
			changes[field] = obj{"from": *at}
			*at = *to
		}
	}
	set("name", name, &l.name)
	set("color", color, &l.color)
	set("description", description, &l.description)
	if len(changes) > 0 {
		s.emit(l.repo, "label", "edited", actor, obj{"label": l.json(), "changes": changes})
	}
}

func (c *call) deleteLabel() (any, error) {
	l, err := c.namedLabel()
	if err != nil {
		return nil, err
	}
	isIt := func(x *label) bool { return x == l }
	for _, i := range c.repo.issues {
		i.labels = slices.DeleteFunc(slices.Clone(i.labels), isIt)
	}
	c.repo.labels = slices.DeleteFunc(slices.Clone(c.repo.labels), isIt)
	c.s.emit(c.repo, "label", "deleted", c.actor(), obj{"label": l.json()})
	return noContent(), nil
}

func (c *call) listIssueLabels() (any, error) { return paged(c, c.issue.labels, (*label).json), nil }

// labelNames reads {"labels": […]} or, as GitHub also takes it, a bare list;
// entries are names or objects with a name.
func (c *call) labelNames() ([]string, error) {
	list := c.body
	if strings.HasPrefix(strings.TrimSpace(string(c.body)), "{") {
		var in struct {
			Labels json.RawMessage `json:"labels"`
		}
		if err := c.decode(&in); err != nil {
			return nil, err
		}
		list = in.Labels
	}
	var entries []json.RawMessage
	if len(list) > 0 && json.Unmarshal(list, &entries) != nil {
		return nil, fail(http.StatusBadRequest, "Problems parsing JSON")
	}
	var names []string
	for _, raw := range entries {
		var name string
		var named struct {
			Name string `json:"name"`
		}
		if json.Unmarshal(raw, &name) != nil {
			if err := json.Unmarshal(raw, &named); err != nil {
				return nil, fail(http.StatusUnprocessableEntity, "Invalid request.\n\nFor 'items', %s is not a string.", raw)
			}
			name = named.Name
		}
		names = append(names, name)
	}
	return names, c.checkNames(names)
}

func (c *call) checkNames(names []string) error {
	for _, name := range names {
		if err := checkLabel(&name, nil, nil); err != nil {
			return err
		}
	}
	if len(names) > maxLabels {
		return invalid("Issue", "labels", "custom", fmt.Sprintf("labels is too long (maximum is %d)", maxLabels))
	}
	return nil
}

// labelsByName finds labels; a name nobody has used becomes a new, grey label.
func (c *call) labelsByName(names []string) []*label {
	var list []*label
	for _, name := range names {
		l := c.repo.label(name)
		if l == nil {
			l = c.s.newLabel(c.repo, name, defaultColor, "", c.actor())
		}
		list = append(list, l)
	}
	return list
}

func (c *call) addIssueLabels() (any, error) {
	names, err := c.labelNames()
	if err != nil {
		return nil, err
	}
	if err := c.checkRoom(names); err != nil {
		return nil, err
	}
	c.s.addLabels(c.issue, c.labelsByName(names), c.actor())
	return labelsJSON(c.issue.labels), nil
}

func (c *call) checkRoom(names []string) error {
	n := len(c.issue.labels)
	for _, name := range names {
		if l := c.repo.label(name); l == nil || !slices.Contains(c.issue.labels, l) {
			n++
		}
	}
	if n > maxLabels {
		return invalid("Issue", "labels", "custom", fmt.Sprintf("an issue cannot have more than %d labels", maxLabels))
	}
	return nil
}

func (c *call) setIssueLabels() (any, error) {
	names, err := c.labelNames()
	if err != nil {
		return nil, err
	}
	c.replaceLabels(names)
	return labelsJSON(c.issue.labels), nil
}

func (c *call) replaceLabels(names []string) {
	want := c.labelsByName(names)
	gone := slices.DeleteFunc(slices.Clone(c.issue.labels), func(l *label) bool { return slices.Contains(want, l) })
	c.s.removeLabels(c.issue, gone, c.actor())
	c.s.addLabels(c.issue, want, c.actor())
}

func (c *call) removeIssueLabel() (any, error) {
	l := c.repo.label(c.args["name"])
	if l == nil || !slices.Contains(c.issue.labels, l) {
		return nil, fail(http.StatusNotFound, "Label does not exist")
	}
	c.s.removeLabels(c.issue, []*label{l}, c.actor())
	return labelsJSON(c.issue.labels), nil
}
