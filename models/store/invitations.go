package store

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/auth"
)

// How long a link works, by the server's clock.
const (
	inviteLasts = 7 * 24 * time.Hour
	resetLasts  = time.Hour
)

// Invite makes a link by which one account can be made within seven days. It
// returns the secret of 128 bits to send, of which only a digest is kept. It
// fails with ErrForbidden for anyone but an owner of the server.
func (s *Store) Invite(ctx context.Context, ownerID string) (string, models.Invitation, error) {
	return s.link(ctx, "invite", ownerID, "", inviteLasts)
}

// ResetLink makes a link by which the password of an account can be set within
// an hour, in place of any such link before. It fails with ErrForbidden for
// anyone but an owner of the server, and with ErrNotFound.
func (s *Store) ResetLink(ctx context.Context, ownerID, userID string) (string, models.Invitation, error) {
	if userID == "" {
		return "", models.Invitation{}, wrap("reset link", models.ErrNotFound)
	}
	return s.link(ctx, "reset link", ownerID, userID, resetLasts)
}

func (s *Store) link(ctx context.Context, what, ownerID, resetFor string, lasts time.Duration) (string, models.Invitation, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return "", models.Invitation{}, err
	}
	now, secret := s.now(), auth.NewPageID()
	inv := models.Invitation{
		ID: id.String(), Digest: auth.Digest(secret), CreatedBy: ownerID, ResetFor: resetFor,
		CreatedAt: instant(now), ExpiresAt: instant(now.Add(lasts)),
	}
	err = s.inTx(ctx, what, func(tx *gorm.DB) error {
		if err := owns(tx, ownerID); err != nil {
			return err
		}
		if resetFor != "" {
			if err := tx.Where("id = ?", resetFor).Take(&models.User{}).Error; err != nil {
				return err
			}
			if err := tx.Where("reset_for = ?", resetFor).Delete(&models.Invitation{}).Error; err != nil {
				return err
			}
		}
		return tx.Create(&inv).Error
	})
	if err != nil {
		return "", models.Invitation{}, err
	}
	return secret, inv, nil
}

// owns fails with ErrForbidden where the account does not own the server.
func owns(tx *gorm.DB, userID string) error {
	var owner bool
	err := tx.Raw("SELECT EXISTS (SELECT 1 FROM users WHERE id = ? AND owner AND NOT disabled)", userID).Find(&owner).Error
	if err == nil && !owner {
		return models.ErrForbidden
	}
	return err
}

// works is the condition on a link that can still be used: whoever made it must
// own the server yet.
const works = "used_at = 0 AND expires_at > ? AND created_by IN (SELECT id FROM users WHERE owner AND NOT disabled)"

// Invitations returns the links an owner made that can still be used,
// invitations and reset links, the newest first.
func (s *Store) Invitations(ctx context.Context, ownerID string) ([]models.Invitation, error) {
	var list []models.Invitation
	err := s.read(ctx).Where("created_by = ? AND "+works, ownerID, instant(s.now())).Order("created_at DESC, id DESC").Find(&list).Error
	return list, wrap("invitations", err)
}

// Revoke takes back a link that an owner made. It fails with ErrNotFound.
func (s *Store) Revoke(ctx context.Context, ownerID, id string) error {
	return s.inTx(ctx, "revoke", func(tx *gorm.DB) error {
		return one(tx.Where("id = ? AND created_by = ?", id, ownerID).Delete(&models.Invitation{}))
	})
}

// Invitation returns what a link's secret stands for: an account to be made, or,
// with ResetFor, a password to be set. It fails with ErrNotFound when the link
// was used, taken back or is too old.
func (s *Store) Invitation(ctx context.Context, secret string) (models.Invitation, error) {
	inv, err := s.invitation(s.read(ctx), secret)
	return inv, wrap("invitation", err)
}

func (s *Store) invitation(tx *gorm.DB, secret string) (models.Invitation, error) {
	var inv models.Invitation
	err := tx.Where("digest = ? AND "+works, auth.Digest(secret), instant(s.now())).Take(&inv).Error
	return inv, err
}

// CreateInvited makes an account by an invitation, which is used by that. It
// fails with ErrNotFound when the invitation cannot be used, and with Invalid,
// which leaves it as it is.
func (s *Store) CreateInvited(ctx context.Context, secret string, n NewUser) (models.User, error) {
	u, err := n.user(false, instant(s.now()))
	if err != nil {
		return models.User{}, err
	}
	err = s.inTx(ctx, "create invited", func(tx *gorm.DB) error {
		inv, err := s.invitation(tx, secret)
		if err != nil {
			return err
		}
		if inv.ResetFor != "" {
			return models.ErrNotFound
		}
		if err := one(tx.Model(&models.Invitation{}).Where("id = ? AND used_at = 0", inv.ID).Update("used_at", u.CreatedAt)); err != nil {
			return err
		}
		return taken(tx.Create(&u).Error)
	})
	if err != nil {
		return models.User{}, err
	}
	return u, nil
}

// ResetByLink keeps another hash by a reset link, which is used by that, ends
// every session and token of the account, and returns the account. It fails with
// ErrNotFound when the link cannot be used.
func (s *Store) ResetByLink(ctx context.Context, secret, hash string) (models.User, error) {
	var u models.User
	err := s.inTx(ctx, "reset by link", func(tx *gorm.DB) error {
		inv, err := s.invitation(tx, secret)
		if err != nil {
			return err
		}
		if inv.ResetFor == "" {
			return models.ErrNotFound
		}
		if err := setPassword(tx, inv.ResetFor, hash, "", instant(s.now())); err != nil {
			return err
		}
		return tx.Where("id = ?", inv.ResetFor).Take(&u).Error
	})
	if err != nil {
		return models.User{}, err
	}
	return u, nil
}

// SetDisabled shuts an account out or lets it in again. Shutting out ends every
// session, token and reset link of it. It fails with ErrForbidden for anyone but
// an owner of the server, with Invalid for the owner's own account, and with
// ErrNotFound.
func (s *Store) SetDisabled(ctx context.Context, ownerID, userID string, disabled bool) error {
	return s.inTx(ctx, "set disabled", func(tx *gorm.DB) error {
		if err := owns(tx, ownerID); err != nil {
			return err
		}
		if userID == ownerID {
			return models.Invalid{"": "Nobody can shut themselves out."}
		}
		if err := one(tx.Model(&models.User{}).Where("id = ?", userID).Update("disabled", disabled)); err != nil || !disabled {
			return err
		}
		return endAll(tx, userID, "")
	})
}

// endAll ends every way into an account but the session with the digest keep.
func endAll(tx *gorm.DB, userID, keep string) error {
	return errors.Join(
		tx.Where("user_id = ? AND digest <> ?", userID, keep).Delete(&models.Session{}).Error,
		tx.Where("user_id = ?", userID).Delete(&models.Token{}).Error,
		tx.Where("reset_for = ?", userID).Delete(&models.Invitation{}).Error,
	)
}
