package plan_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"gloss/models/plan"
)

func TestParseAmount(t *testing.T) {
	for _, c := range []struct {
		in   string
		want plan.Amount
	}{
		{"0", 0}, {"20", 20_000}, {" 20 ", 20_000}, {"1.5", 1_500}, {"1,5", 1_500}, {"1.50", 1_500}, {"0.001", 1}, {"0,500", 500},
		{".5", 500}, {"5.", 5_000}, {"007", 7_000}, {"1.2340", 1_234}, {"1.234", 1_234}, {"1234,5", 1_234_500}, {"-0", 0},
		{"1000000", plan.MaxAmount}, {"0000000000000000000000012", 12_000},
	} {
		if got, err := plan.ParseAmount(c.in); err != nil || got != c.want {
			t.Errorf("ParseAmount(%q) = %d, %v, want %d", c.in, got, err, c.want)
		}
	}
	for _, c := range []struct {
		in   string
		want error
	}{
		{"", plan.ErrAmountForm}, {".", plan.ErrAmountForm}, {",", plan.ErrAmountForm}, {"-", plan.ErrAmountForm},
		{"ten", plan.ErrAmountForm}, {"1 000", plan.ErrAmountForm}, {"1e3", plan.ErrAmountForm}, {"+5", plan.ErrAmountForm},
		{"1.5.2", plan.ErrAmountForm}, {"20 min", plan.ErrAmountForm}, {"--5", plan.ErrAmountForm}, {"NaN", plan.ErrAmountForm}, {"٥", plan.ErrAmountForm},
		{"10,000", plan.ErrAmountComma}, {"1,500", plan.ErrAmountComma}, {"1,000,000", plan.ErrAmountComma}, {"1,500.5", plan.ErrAmountComma},
		{"1.2345", plan.ErrAmountFine}, {"0.0001", plan.ErrAmountFine},
		{"-5", plan.ErrAmountRange}, {"-0.5", plan.ErrAmountRange}, {"1000000.001", plan.ErrAmountRange}, {"99999999999999999999999", plan.ErrAmountRange},
	} {
		if got, err := plan.ParseAmount(c.in); !errors.Is(err, c.want) || got != 0 {
			t.Errorf("ParseAmount(%q) = %d, %v, want %v", c.in, got, err, c.want)
		}
	}
}

func TestAmountIsWrittenShort(t *testing.T) {
	for a, want := range map[plan.Amount]string{
		0: "0", 1: "0.001", 10: "0.01", 1_500: "1.5", 20_000: "20", 1_050: "1.05", -500: "-0.5", -1_500: "-1.5", plan.MaxAmount: "1000000",
	} {
		if got := a.String(); got != want {
			t.Errorf("%d thousandths are written %s, want %s", int64(a), got, want)
		}
	}
}

func TestAmountsAndLimitsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := plan.Amount(rapid.Int64Range(0, int64(plan.MaxAmount)).Draw(t, "amount"))
		if got, err := plan.ParseAmount(a.String()); err != nil || got != a {
			t.Fatalf("%s reads %s, %v", a, got, err)
		}
		l := plan.Limit{Amount: a, Set: true}
		if rapid.Bool().Draw(t, "absent") {
			l = plan.Limit{}
		}
		scanned, text := plan.At(3), plan.At(3)
		v, _ := l.Value()
		if err := scanned.Scan(v); err != nil || scanned != l {
			t.Fatalf("%v stored as %v reads %v, %v", l, v, scanned, err)
		}
		b, _ := l.MarshalText()
		if err := text.UnmarshalText(b); err != nil || text != l {
			t.Fatalf("%v written %q reads %v, %v", l, b, text, err)
		}
	})
	var l plan.Limit
	if err := l.Scan("3"); err == nil {
		t.Error("a text was read as a limit")
	}
	if err := l.UnmarshalText([]byte("many")); err == nil || l.Set {
		t.Errorf("many was read as %v", l)
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"20", "1.5", "1,5", "-3", "1,000", "0.0001", "", ".", "1e9", "00.500"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := plan.ParseAmount(s)
		if err != nil {
			return
		}
		if a < 0 || a > plan.MaxAmount {
			t.Errorf("ParseAmount(%q) = %s", s, a)
		}
		if again, err := plan.ParseAmount(a.String()); err != nil || again != a {
			t.Errorf("%q became %s, which reads %s, %v", s, a, again, err)
		}
	})
}
