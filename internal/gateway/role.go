package gateway

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

// Role is what somebody may do in a repository, in ascending order.
type Role int

// The roles GitHub knows. A custom role counts as the one it is built on.
const (
	RoleNone Role = iota
	RoleRead
	RoleTriage
	RoleWrite
	RoleMaintain
	RoleAdmin
)

// Role asks what a person may do. Everybody reads a public repository; a
// person GitHub does not know has no role.
func (g *Gateway) Role(ctx context.Context, repo Repo, login string) (Role, error) {
	client, err := g.rest(repo)
	if err != nil {
		return RoleNone, err
	}
	request, err := client.NewRequest(http.MethodGet, "repos/"+repo.Owner+"/"+repo.Name+"/collaborators/"+url.PathEscape(login)+"/permission", nil)
	if err != nil {
		return RoleNone, fmt.Errorf("ask what somebody may do in %s: %w", repo, err)
	}
	var level struct { // the library's type lacks role_name
		RoleName   string `json:"role_name"`
		Permission string `json:"permission"`
	}
	response, err := client.Do(ctx, request, &level)
	if response != nil && response.StatusCode == http.StatusNotFound {
		return RoleNone, nil
	}
	if err != nil {
		return RoleNone, fmt.Errorf("ask what somebody may do in %s: %w", repo, g.failed(repo, err))
	}
	roles := map[string]Role{
		"read": RoleRead, "triage": RoleTriage, "write": RoleWrite, "maintain": RoleMaintain, "admin": RoleAdmin,
	}
	if role, ok := roles[level.RoleName]; ok {
		return role, nil
	}
	return roles[level.Permission], nil // a custom role, or an answer without role name
}
