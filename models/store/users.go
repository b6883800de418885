package store

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"gloss/models"
)

// NewUser is an account to be made. Its week starts on Monday and its day at
// midnight until it is told otherwise.
type NewUser struct {
	Name     string
	Email    string // optional
	Password string // the hash to keep, never the password
	Zone     string // IANA name
}

func (n NewUser) user(owner bool, now int64) (models.User, error) {
	bad := models.Invalid{}
	models.ValidateName(n.Name, bad)
	models.ValidateEmail(n.Email, bad)
	u := models.User{
		Name: models.CleanName(n.Name), NameKey: models.NameKey(n.Name), Email: n.Email,
		Password: n.Password, Owner: owner, Zone: n.Zone, WeekStart: time.Monday,
		CreatedAt: now, PasswordAt: now,
	}
	u.Settings().Validate(bad)
	if err := bad.Or(); err != nil {
		return models.User{}, err
	}
	id, err := uuid.NewV7()
	u.ID = id.String()
	return u, err
}

// CreateOwner makes the first account, which owns the server. It fails with
// ErrClosed when there is an account, and with Invalid. Of two at the same time
// one is refused.
func (s *Store) CreateOwner(ctx context.Context, n NewUser) (models.User, error) {
	u, err := n.user(true, instant(s.now()))
	if err != nil {
		return models.User{}, err
	}
	return u, s.inTx(ctx, "create owner", func(tx *gorm.DB) error {
		var there int64
		if err := tx.Model(&models.User{}).Count(&there).Error; err != nil {
			return err
		}
		if there > 0 {
			return models.ErrClosed
		}
		return tx.Create(&u).Error
	})
}

// CreateUser makes an account that owns nothing but itself. It fails with
// Invalid, also for a name that is taken.
func (s *Store) CreateUser(ctx context.Context, n NewUser) (models.User, error) {
	u, err := n.user(false, instant(s.now()))
	if err != nil {
		return models.User{}, err
	}
	return u, s.inTx(ctx, "create user", func(tx *gorm.DB) error {
		return taken(tx.Create(&u).Error)
	})
}

// taken turns the database's word for a name in use into ours.
func taken(err error) error {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return models.Invalid{"name": "That name is taken. Choose another."}
	}
	return err
}

// HasUsers reports whether there is any account.
func (s *Store) HasUsers(ctx context.Context) (bool, error) {
	var has bool
	err := s.read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM users)").Find(&has).Error
	return has, wrap("has users", err)
}

// UserByName returns the account of that name, however it is spelt. It fails
// with ErrNotFound.
func (s *Store) UserByName(ctx context.Context, name string) (models.User, error) {
	var u models.User
	err := s.read(ctx).Where("name_key = ?", models.NameKey(name)).Take(&u).Error
	return u, wrap("user by name", err)
}

// User returns an account by its id. It fails with ErrNotFound.
func (s *Store) User(ctx context.Context, id string) (models.User, error) {
	var u models.User
	err := s.read(ctx).Where("id = ?", id).Take(&u).Error
	return u, wrap("user", err)
}

// Users returns all accounts, the oldest first.
func (s *Store) Users(ctx context.Context) ([]models.User, error) {
	var users []models.User
	err := s.read(ctx).Order("created_at, id").Find(&users).Error
	return users, wrap("users", err)
}

// UpdateProfile changes the name and the e-mail address of an account. It fails
// with Invalid and ErrNotFound.
func (s *Store) UpdateProfile(ctx context.Context, userID, name, email string) error {
	bad := models.Invalid{}
	models.ValidateName(name, bad)
	models.ValidateEmail(email, bad)
	if err := bad.Or(); err != nil {
		return err
	}
	return s.updateUser(ctx, "update profile", userID, map[string]any{
		"name": models.CleanName(name), "name_key": models.NameKey(name), "email": email,
	})
}

// UpdateDay changes when a day and a week begin for an account: dayStart is an
// hour from 0 to 6. It fails with Invalid and ErrNotFound.
func (s *Store) UpdateDay(ctx context.Context, userID, zone string, dayStart int, weekStart time.Weekday) error {
	bad := models.Invalid{}
	models.Settings{Zone: zone, DayStart: dayStart, WeekStart: weekStart}.Validate(bad)
	if err := bad.Or(); err != nil {
		return err
	}
	return s.updateUser(ctx, "update day", userID, map[string]any{
		"zone": zone, "day_start": dayStart, "week_start": weekStart,
	})
}

// UpdateShown changes whether Today leaves out what needs nothing more. It fails
// with ErrNotFound.
func (s *Store) UpdateShown(ctx context.Context, userID string, hideSettled bool) error {
	return s.updateUser(ctx, "update shown", userID, map[string]any{"hide_settled": hideSettled})
}

func (s *Store) updateUser(ctx context.Context, what, userID string, fields map[string]any) error {
	return s.inTx(ctx, what, func(tx *gorm.DB) error {
		done := tx.Model(&models.User{}).Where("id = ?", userID).Updates(fields)
		return taken(one(done))
	})
}

// SetPassword keeps another hash and ends every session of the account but the
// one with the digest keep, every token, and every reset link for it. It fails
// with ErrNotFound.
func (s *Store) SetPassword(ctx context.Context, userID, hash, keep string) error {
	return s.inTx(ctx, "set password", func(tx *gorm.DB) error {
		return setPassword(tx, userID, hash, keep, instant(s.now()))
	})
}

func setPassword(tx *gorm.DB, userID, hash, keep string, now int64) error {
	if err := one(tx.Model(&models.User{}).Where("id = ?", userID).Updates(map[string]any{
		"password": hash, "password_at": now,
	})); err != nil {
		return err
	}
	return endAll(tx, userID, keep)
}

// RemoveUser deletes an account with every row that is its own. The last owner
// goes only when nobody else is left; otherwise it fails with Invalid. It fails
// with ErrNotFound.
func (s *Store) RemoveUser(ctx context.Context, userID string) error {
	err := s.inTx(ctx, "remove user", func(tx *gorm.DB) error {
		var u models.User
		if err := tx.Where("id = ?", userID).Take(&u).Error; err != nil {
			return err
		}
		var others, owners int64
		if err := tx.Raw("SELECT count(*), count(CASE WHEN owner THEN 1 END) FROM users WHERE id <> ?", userID).
			Row().Scan(&others, &owners); err != nil {
			return err
		}
		if u.Owner && others > 0 && owners == 0 {
			return models.Invalid{"": "This account owns the server, and others have accounts on it. Remove theirs first."}
		}
		if err := tx.Where("reset_for = ?", userID).Delete(&models.Invitation{}).Error; err != nil {
			return err
		}
		return one(tx.Where("id = ?", userID).Delete(&models.User{})) // all else goes with it
	})
	if err != nil {
		return err
	}
	if err := s.RemoveUploads(userID); err != nil { // they are swept, as nobody's
		s.log.Warn("files of an account that was deleted are still there", "error", err)
	}
	// What is deleted must not stay readable in the log until it is written over.
	var busy, frames, done int
	err = s.writer.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &done)
	if err == nil && busy != 0 {
		s.log.Info("the write-ahead log could not be emptied after a deletion; it will be with the next")
	}
	return wrap("remove user: empty the log", err)
}
