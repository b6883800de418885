package plan

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Amount is a quantity in thousandths of its unit, so that sums never drift.
// A ticked day and one item of variety each count Whole.
type Amount int64

// Whole is one unit.
const Whole Amount = 1000

// MaxAmount is the largest amount Gloss accepts: a million units.
const MaxAmount = 1_000_000 * Whole

// Faults of a written amount. The texts are for people.
var (
	ErrAmountForm  = errors.New("write a number such as 20 or 1.5")
	ErrAmountComma = errors.New("write thousands without a comma, as in 1500")
	ErrAmountFine  = errors.New("use at most three decimals")
	ErrAmountRange = errors.New("use a number from 0 to 1,000,000")
)

// A comma before three digits may mean thousands or thousandths. Guessing wrong
// would log a thousandth of what was meant, so neither is taken.
var ambiguous = regexp.MustCompile(`^-?[1-9][0-9]{0,2}(,[0-9]{3})+([.][0-9]*)?$`)

// ParseAmount reads a decimal number of units, with a point or a comma and at
// most three decimals, from 0 to MaxAmount.
func ParseAmount(s string) (Amount, error) {
	s = strings.TrimSpace(s)
	if ambiguous.MatchString(s) {
		return 0, ErrAmountComma
	}
	s, negative := strings.CutPrefix(s, "-")
	whole, frac, _ := strings.Cut(strings.Replace(s, ",", ".", 1), ".")
	if whole+frac == "" || !digits(whole) || !digits(frac) {
		return 0, ErrAmountForm
	}
	whole, frac = strings.TrimLeft(whole, "0"), strings.TrimRight(frac, "0")
	if len(frac) > 3 {
		return 0, ErrAmountFine
	}
	n, err := strconv.ParseInt("0"+whole+frac+"000"[len(frac):], 10, 64)
	if err != nil || Amount(n) > MaxAmount || negative && n != 0 {
		return 0, ErrAmountRange
	}
	return Amount(n), nil
}

func digits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// String writes a in units with no more decimals than it has: 20, 1.5.
func (a Amount) String() string {
	s := strconv.FormatInt(int64(a/Whole), 10)
	if a < 0 && a > -Whole {
		s = "-0"
	}
	if frac := abs(a % Whole); frac != 0 {
		s += "." + strings.TrimRight(fmt.Sprintf("%03d", frac), "0")
	}
	return s
}

func abs(a Amount) Amount {
	if a < 0 {
		return -a
	}
	return a
}

// Limit is an amount that may be absent: a plan's minimum or maximum.
type Limit struct {
	Amount Amount
	Set    bool
}

// At returns a limit of n whole units.
func At(n int) Limit { return Limit{Amount(n) * Whole, true} }

// Value stores an absent limit as NULL.
func (l Limit) Value() (driver.Value, error) {
	if !l.Set {
		return nil, nil
	}
	return int64(l.Amount), nil
}

// Scan reads what Value stored.
func (l *Limit) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*l = Limit{}
		return nil
	case int64:
		*l = Limit{Amount(v), true}
		return nil
	}
	return fmt.Errorf("plan: cannot read a limit from %T", src)
}

// GormDataType names the column type.
func (Limit) GormDataType() string { return "bigint" }

// MarshalText writes l in units, and an absent limit as nothing.
func (l Limit) MarshalText() ([]byte, error) {
	if !l.Set {
		return nil, nil
	}
	return []byte(l.Amount.String()), nil
}

// UnmarshalText reads what MarshalText wrote.
func (l *Limit) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*l = Limit{}
		return nil
	}
	a, err := ParseAmount(string(b))
	*l = Limit{a, err == nil}
	return err
}
