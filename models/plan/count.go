package plan

import "gloss/models/date"

// counter adds up days the way a kind asks.
type counter struct {
	kind  Kind
	sum   Amount
	items map[string]int
}

func newCounter(k Kind) counter {
	c := counter{kind: k}
	if k == Variety {
		c.items = map[string]int{}
	}
	return c
}

func (c *counter) add(e Entry) { c.count(e, 1) }

func (c *counter) count(e Entry, n int) {
	switch c.kind {
	case Tick:
		if e.Amount > 0 {
			c.sum += Amount(n) * Whole
		}
	case Sum:
		c.sum += Amount(n) * e.Amount
	case Variety:
		for _, item := range e.Items {
			if c.items[item] += n; c.items[item] == 0 {
				delete(c.items, item)
			}
		}
	}
}

func (c *counter) total() Amount {
	if c.kind == Variety {
		return Amount(len(c.items)) * Whole
	}
	return c.sum
}

// Total adds up the entries of r as kind counts them.
func Total(kind Kind, entries Entries, r date.Range) Amount {
	count := newCounter(kind)
	for d := r.From; d <= r.To; d++ {
		count.add(entries.At(d))
	}
	return count.total()
}
