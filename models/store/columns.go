package store

import (
	"gorm.io/gorm"

	"gloss/models"
)

// What every page reads is read column by column: finding out by reflection
// where each belongs would take longer than reading it.

// scan reads the columns of a row.
type scan = func(into ...any) error

// each takes the rows of a query one after the other.
func each(query *gorm.DB, take func(scan) error) error {
	rows, err := query.Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := take(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// habitColumns are those of a habit h.
const habitColumns = `h.id, h.user_id, h.name, h.guide_id, h.advice_id, h.passages, h.careful, h.reason, h.cue, h.hue, h.icon, h.reminder,
	h.position, h.since, h.created_at, h.archived_at, h.deleted_at`

// habitFields are where habitColumns belong.
func habitFields(h *models.Habit) []any {
	return []any{
		&h.ID, &h.UserID, &h.Name, &h.GuideID, &h.AdviceID, &h.Passages, &h.Careful, &h.Reason, &h.Cue, &h.Hue, &h.Icon, &h.Reminder,
		&h.Position, &h.Since, &h.CreatedAt, &h.ArchivedAt, &h.DeletedAt,
	}
}

// progressColumns are those of a joined progress g, as_of NULL where none is
// kept.
const progressColumns = `g.as_of AS p_as_of, g.read_from AS p_read_from, coalesce(g.streak, 0) AS p_streak,
	coalesce(g.streak_unit, '') AS p_streak_unit, g.streak_from AS p_streak_from, g.streak_to AS p_streak_to,
	coalesce(g.best, 0) AS p_best, coalesce(g.best_unit, '') AS p_best_unit, g.best_from AS p_best_from, g.best_to AS p_best_to,
	g.reserve_week AS p_reserve_week, coalesce(g.reserve_used, 0) AS p_reserve_used, coalesce(g.strength, 0) AS p_strength,
	coalesce(g.known, FALSE) AS p_known`

// progressFields are where progressColumns belong.
func progressFields(p *models.Progress) []any {
	return []any{
		&p.AsOf, &p.ReadFrom, &p.Streak, &p.StreakUnit, &p.StreakFrom, &p.StreakTo, &p.Best, &p.BestUnit, &p.BestFrom, &p.BestTo,
		&p.ReserveWeek, &p.ReserveUsed, &p.Strength, &p.Known,
	}
}

// planColumns are those of a plan p.
const planColumns = `p.habit_id, p.from_day, p.anchor_day, p.kind, p.period, p.days, p.min, p.max, p.unit, p.step, p.due,
	p.day_window, p.reserve, p.week_start`

// planFields are where planColumns belong.
func planFields(p *models.Plan) []any {
	return []any{
		&p.HabitID, &p.From, &p.Anchor, &p.Kind, &p.Period, &p.Days, &p.Min, &p.Max, &p.Unit, &p.Step, &p.Due,
		&p.Window, &p.Reserve, &p.WeekStart,
	}
}
