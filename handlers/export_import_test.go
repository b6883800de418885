package handlers

import "time"

// Pulse ends what does not move any more.
type Pulse struct{ *pulse }

// NewPulse is newPulse with bounds of its own.
func NewPulse(deadline func(time.Time) error, idle, all time.Duration) Pulse {
	return Pulse{pulseOf(deadline, idle, all)}
}

// End ends it.
func (p Pulse) End() { p.end() }

// Beat keeps it going.
func (p Pulse) Beat() { p.beat() }

// TakeTurns has all that is brought in wait until they are given back.
func (a *App) TakeTurns() (back func()) {
	for range importsAtOnce {
		a.turns <- struct{}{}
	}
	return func() {
		for range importsAtOnce {
			<-a.turns
		}
	}
}
