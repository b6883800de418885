package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/store"
)

// household returns a server with its owner, a member and a clock.
func household(t *testing.T) (s *store.Store, now *clock, owner models.User, member *person) {
	t.Helper()
	now = newClock()
	s = open(t, t.TempDir(), func(o *store.Options) { o.Now = now.now })
	owner, err := s.CreateOwner(t.Context(), newUser("olga"))
	if err != nil {
		t.Fatal(err)
	}
	return s, now, owner, newPerson(t, s, "ana")
}

func TestInvitations(t *testing.T) {
	s, now, owner, ana := household(t)
	ctx := t.Context()
	secret, inv, err := s.Invite(ctx, owner.ID)
	if err != nil || len(secret) != 22 || inv.Digest == secret || inv.ExpiresAt-inv.CreatedAt != (7*day).Milliseconds() {
		t.Fatalf("%q, %+v, %v", secret, inv, err)
	}
	if got, err := s.Invitation(ctx, secret); err != nil || got != inv {
		t.Errorf("looked at: %+v, %v", got, err)
	}
	var bad models.Invalid
	if _, err := s.CreateInvited(ctx, secret, newUser("Olga")); !errors.As(err, &bad) || bad["name"] == "" {
		t.Errorf("by a name that is taken: %v", err)
	}
	if _, err := s.ResetByLink(ctx, secret, "$argon2id$x"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("an invitation for a reset link: %v", err)
	}
	ben, err := s.CreateInvited(ctx, secret, newUser("ben"))
	if err != nil || ben.Owner {
		t.Fatalf("%+v, %v", ben, err)
	}
	if _, err := s.CreateInvited(ctx, secret, newUser("carl")); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("used twice: %v", err)
	}
	open, _, _ := s.Invite(ctx, owner.ID)
	late, _, _ := s.Invite(ctx, owner.ID)
	gone, revoked, _ := s.Invite(ctx, owner.ID)
	if list, err := s.Invitations(ctx, owner.ID); err != nil || len(list) != 3 || list[0].ID != revoked.ID {
		t.Errorf("listed %+v, %v", list, err)
	}
	if err := s.Revoke(ctx, ana.id, revoked.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("taken back by another: %v", err)
	}
	if err := s.Revoke(ctx, owner.ID, revoked.ID); err != nil {
		t.Error(err)
	}
	now.pass(7*day - time.Second)
	if _, err := s.CreateInvited(ctx, open, newUser("carl")); err != nil {
		t.Errorf("within seven days: %v", err)
	}
	now.pass(time.Second)
	for what, secret := range map[string]string{"used": secret, "late": late, "taken back": gone, "made up": "x", "empty": "", "digest": inv.Digest} {
		if _, err := s.Invitation(ctx, secret); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
		if _, err := s.CreateInvited(ctx, secret, newUser("dora "+what)); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s makes an account: %v", what, err)
		}
	}
	if list, err := s.Invitations(ctx, owner.ID); err != nil || len(list) != 0 {
		t.Errorf("listed when too late %+v, %v", list, err)
	}
	if err := s.SweepSessions(ctx); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := s.Reader().QueryRow("SELECT count(*) FROM invitations").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d links are kept that cannot be used, %v", n, err)
	}
}

// A link of one who does not own the server any more is worth nothing.
func TestInvitationsEndWithTheirOwner(t *testing.T) {
	s, _, owner, _ := household(t)
	for _, column := range []string{"owner = FALSE", "owner = TRUE, disabled = TRUE"} {
		secret, _, err := s.Invite(t.Context(), owner.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Writer().Exec("UPDATE users SET " + column + " WHERE name = 'olga'"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.CreateInvited(t.Context(), secret, newUser("ben")); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: %v", column, err)
		}
		if _, err := s.Writer().Exec("UPDATE users SET owner = TRUE, disabled = FALSE WHERE name = 'olga'"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestInvitationMakesOneAccount(t *testing.T) {
	s, _, owner, _ := household(t)
	secret, _, err := s.Invite(t.Context(), owner.ID)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	results := make([]error, 8)
	for i := range results {
		wait.Go(func() { _, results[i] = s.CreateInvited(t.Context(), secret, newUser(fmt.Sprintf("guest %d", i))) })
	}
	wait.Wait()
	made := 0
	for _, err := range results {
		if err == nil {
			made++
		} else if !errors.Is(err, models.ErrNotFound) {
			t.Error(err)
		}
	}
	if users, err := s.Users(t.Context()); err != nil || made != 1 || len(users) != 3 {
		t.Errorf("%d accounts by one invitation, %d in all, %v", made, len(users), err)
	}
}

func TestResetLink(t *testing.T) {
	s, now, owner, ana := household(t)
	ctx := t.Context()
	token, _, err := s.CreateSession(ctx, ana.id, "Firefox", "192.0.2.1", true)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Writer().Exec("INSERT INTO tokens VALUES ('t', ?, 'Kitchen', 'd', 'log', 0, 0, 0)", ana.id); err != nil {
		t.Fatal(err)
	}
	former, _, err := s.ResetLink(ctx, owner.ID, ana.id)
	if err != nil {
		t.Fatal(err)
	}
	secret, inv, err := s.ResetLink(ctx, owner.ID, ana.id)
	if err != nil || inv.ResetFor != ana.id || inv.ExpiresAt-inv.CreatedAt != time.Hour.Milliseconds() {
		t.Fatalf("%+v, %v", inv, err)
	}
	if _, err := s.CreateInvited(ctx, secret, newUser("mallory")); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a reset link for an invitation: %v", err)
	}
	now.pass(59 * time.Minute)
	if _, err := s.ResetByLink(ctx, former, "$argon2id$new"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a link that another replaced: %v", err)
	}
	u, err := s.ResetByLink(ctx, secret, "$argon2id$new")
	if err != nil || u.ID != ana.id || u.Password != "$argon2id$new" {
		t.Fatalf("%+v, %v", u, err)
	}
	if _, _, err := s.SessionUser(ctx, token); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a session after the reset: %v", err)
	}
	var tokens int
	if err := s.Reader().QueryRow("SELECT count(*) FROM tokens").Scan(&tokens); err != nil || tokens != 0 {
		t.Errorf("%d tokens after the reset, %v", tokens, err)
	}
	if _, err := s.ResetByLink(ctx, secret, "$argon2id$again"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("used twice: %v", err)
	}
	secret, _, _ = s.ResetLink(ctx, owner.ID, ana.id)
	now.pass(time.Hour)
	if _, err := s.ResetByLink(ctx, secret, "$argon2id$late"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("after an hour: %v", err)
	}
	for _, id := range []string{"", "nobody"} {
		if _, _, err := s.ResetLink(ctx, owner.ID, id); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("for %q: %v", id, err)
		}
	}
}

func TestOnlyTheOwnerRulesPeople(t *testing.T) {
	s, _, owner, ana := household(t)
	ctx := t.Context()
	ben := newPerson(t, s, "ben")
	_, _, invite := s.Invite(ctx, ana.id)
	_, _, reset := s.ResetLink(ctx, ana.id, ben.id)
	for what, err := range map[string]error{"invite": invite, "reset link": reset, "disable": s.SetDisabled(ctx, ana.id, ben.id, true)} {
		if !errors.Is(err, models.ErrForbidden) {
			t.Errorf("%s by another: %v, want ErrForbidden", what, err)
		}
	}
	token, _, err := s.CreateSession(ctx, ana.id, "Firefox", "192.0.2.1", true)
	if err != nil {
		t.Fatal(err)
	}
	link, _, err := s.ResetLink(ctx, owner.ID, ana.id)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetDisabled(ctx, owner.ID, ana.id, true); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.SessionUser(ctx, token); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a session of a disabled account: %v", err)
	}
	if _, err := s.Invitation(ctx, link); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a reset link of a disabled account: %v", err)
	}
	if err := s.SetDisabled(ctx, owner.ID, ana.id, false); err != nil {
		t.Fatal(err)
	}
	if u, err := s.User(ctx, ana.id); err != nil || u.Disabled {
		t.Errorf("let in again: %+v, %v", u, err)
	}
	if _, _, err := s.SessionUser(ctx, token); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a session that came back: %v", err)
	}
	var bad models.Invalid
	if err := s.SetDisabled(ctx, owner.ID, owner.ID, true); !errors.As(err, &bad) || !strings.Contains(bad[""], "themselves") {
		t.Errorf("the owner shut out: %v", err)
	}
	if err := s.SetDisabled(ctx, owner.ID, "nobody", true); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("nobody shut out: %v", err)
	}
}
