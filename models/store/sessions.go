package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"gloss/models"
	"gloss/models/auth"
)

// How long a session lasts, by the server's clock.
const (
	sessionIdle  = 30 * 24 * time.Hour  // without anything done in it
	sessionStays = 180 * 24 * time.Hour // at most
	sessionVisit = 24 * time.Hour       // at most, where the person did not ask to stay
	touchEvery   = 24 * time.Hour
	knownFor     = 30 * 24 * time.Hour // how long an address is known
)

// CreateSession signs a person in: it returns the token to send, of which only
// a digest is kept, and remembers the address as known. With stay the session
// may last for half a year, else for a day.
func (s *Store) CreateSession(ctx context.Context, userID, device, address string, stay bool) (string, models.Session, error) {
	now, token, lasts := s.now(), auth.NewToken(auth.SessionPrefix), sessionVisit
	if stay {
		lasts = sessionStays
	}
	session := models.Session{
		Digest: auth.Digest(token), UserID: userID, Device: device,
		CreatedAt: instant(now), SeenAt: instant(now), ExpiresAt: instant(now.Add(lasts)),
	}
	known := models.SignIn{UserID: userID, Address: addressOf(userID, address), At: instant(now)}
	err := s.inTx(ctx, "create session", func(tx *gorm.DB) error {
		if err := tx.Create(&session).Error; err != nil {
			return err
		}
		return tx.Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "user_id"}, {Name: "address"}},
			DoUpdates: clause.AssignmentColumns([]string{"at"}),
		}).Create(&known).Error
	})
	if err != nil {
		return "", models.Session{}, err
	}
	return token, session, nil
}

// addressOf returns what is kept of an address: nothing that could be compared
// between people.
func addressOf(userID, address string) string { return auth.Digest(userID + " " + address) }

// alive is the condition on a session that is neither over nor idle.
const alive = "s.expires_at > ? AND s.seen_at > ?"

func (s *Store) aliveAt() (now, idle int64) {
	t := s.now()
	return instant(t), instant(t.Add(-sessionIdle))
}

// SessionUser returns who the token signs in. It fails with ErrNotFound where
// the session has ended or the account is disabled. It writes nothing.
func (s *Store) SessionUser(ctx context.Context, token string) (models.User, models.Session, error) {
	var row struct {
		models.User
		S models.Session `gorm:"embedded;embeddedPrefix:s_"`
	}
	now, idle := s.aliveAt()
	found := s.read(ctx).Raw(`SELECT u.*, s.digest AS s_digest, s.user_id AS s_user_id, s.device AS s_device,
		s.created_at AS s_created_at, s.seen_at AS s_seen_at, s.expires_at AS s_expires_at
		FROM sessions s JOIN users u ON u.id = s.user_id
		WHERE s.digest = ? AND `+alive+` AND NOT u.disabled`, auth.Digest(token), now, idle).Find(&row)
	if err := one(found); err != nil {
		return models.User{}, models.Session{}, wrap("session", err)
	}
	return row.User, row.S, nil
}

// Touch notes that a session, unless it is over, is in use. It is for requests that change
// something, and writes at most once a day.
func (s *Store) Touch(ctx context.Context, digest string) error {
	now, idle := s.aliveAt()
	before := now - touchEvery.Milliseconds()
	var due bool
	err := s.read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM sessions s WHERE s.digest = ? AND s.seen_at <= ? AND "+alive+")",
		digest, before, now, idle).Find(&due).Error
	if err != nil || !due {
		return wrap("touch session", err)
	}
	return s.inTx(ctx, "touch session", func(tx *gorm.DB) error {
		return tx.Model(&models.Session{}).Where("digest = ? AND seen_at <= ?", digest, before).Update("seen_at", now).Error
	})
}

// Sessions returns the sessions of an account that have not ended, the one used
// last first.
func (s *Store) Sessions(ctx context.Context, userID string) ([]models.Session, error) {
	var sessions []models.Session
	now, idle := s.aliveAt()
	err := s.read(ctx).Table("sessions AS s").Where("s.user_id = ? AND "+alive, userID, now, idle).
		Order("s.seen_at DESC, s.created_at DESC, s.digest").Find(&sessions).Error
	return sessions, wrap("sessions", err)
}

// LastSeen returns when each account was last seen in a session that has not
// ended, in milliseconds UTC by the account's id. Accounts signed in nowhere are
// absent.
func (s *Store) LastSeen(ctx context.Context) (map[string]int64, error) {
	var rows []struct {
		UserID string
		Seen   int64
	}
	now, idle := s.aliveAt()
	err := s.read(ctx).Raw("SELECT s.user_id, max(s.seen_at) AS seen FROM sessions s WHERE "+alive+" GROUP BY s.user_id", now, idle).Find(&rows).Error
	seen := make(map[string]int64, len(rows))
	for _, r := range rows {
		seen[r.UserID] = r.Seen
	}
	return seen, wrap("last seen", err)
}

// EndSession ends one session of an account. It fails with ErrNotFound.
func (s *Store) EndSession(ctx context.Context, userID, digest string) error {
	return s.inTx(ctx, "end session", func(tx *gorm.DB) error {
		return one(tx.Where("user_id = ? AND digest = ?", userID, digest).Delete(&models.Session{}))
	})
}

// EndOtherSessions ends all sessions of an account but the one with the digest
// keep.
func (s *Store) EndOtherSessions(ctx context.Context, userID, keep string) error {
	return s.inTx(ctx, "end other sessions", func(tx *gorm.DB) error {
		return tx.Where("user_id = ? AND digest <> ?", userID, keep).Delete(&models.Session{}).Error
	})
}

// KnownAddress reports whether the account was signed in to from the address in
// the last 30 days.
func (s *Store) KnownAddress(ctx context.Context, userID, address string) (bool, error) {
	var known bool
	err := s.read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM sign_ins WHERE user_id = ? AND address = ? AND at > ?)",
		userID, addressOf(userID, address), instant(s.now().Add(-knownFor))).Find(&known).Error
	return known, wrap("known address", err)
}

// SweepSessions deletes sessions and links that have ended and addresses no
// longer known.
func (s *Store) SweepSessions(ctx context.Context) error {
	now, idle := s.aliveAt()
	return s.inTx(ctx, "sweep sessions", func(tx *gorm.DB) error {
		if err := tx.Where("expires_at <= ? OR seen_at <= ?", now, idle).Delete(&models.Session{}).Error; err != nil {
			return err
		}
		if err := tx.Where("expires_at <= ?", now).Delete(&models.Invitation{}).Error; err != nil {
			return err
		}
		return tx.Where("at <= ?", instant(s.now().Add(-knownFor))).Delete(&models.SignIn{}).Error
	})
}
