package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// slow is what a statement may take before the log tells of it.
const slow = 200 * time.Millisecond

// tracer hands GORM's statements to Options.Trace and slow ones to the log,
// always without their values, which are people's own.
type tracer struct{ s *Store }

func (t tracer) LogMode(logger.LogLevel) logger.Interface { return t }
func (tracer) Info(context.Context, string, ...any)       {}
func (tracer) Warn(context.Context, string, ...any)       {}
func (tracer) Error(context.Context, string, ...any)      {}
func (tracer) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}

// Trace is called after each statement.
func (t tracer) Trace(ctx context.Context, began time.Time, statement func() (string, int64), err error) {
	took := time.Since(began)
	failed := err != nil && !errors.Is(err, gorm.ErrRecordNotFound) && !errors.Is(err, context.Canceled)
	if t.s.trace == nil && took < slow && !failed {
		return
	}
	sql, rows := statement()
	if t.s.trace != nil {
		t.s.trace(sql)
	}
	if took >= slow {
		t.s.log.WarnContext(ctx, "slow statement", "sql", sql, "rows", rows, "took", took)
	}
}
