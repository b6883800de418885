package passage

// matcher counts the edits (a code point put in, taken out or exchanged) that
// lead from its pattern to stretches of a text: Myers' bit vectors (Journal of
// the ACM 46, 1999, 395-415), in the blocks of 64 that Hyyrö describes. Its
// time is the text's length times the number of blocks, whatever they say.
type matcher struct {
	size  int
	sign  map[rune]int // which row of equal
	low   [128]int     // the same for ASCII, 0 where the pattern lacks it
	equal [][]uint64   // by sign: where it stands in the pattern
}

const word = 64

func newMatcher(pattern []rune) *matcher {
	blocks := (len(pattern) + word - 1) / word
	m := &matcher{size: len(pattern), sign: map[rune]int{}, equal: [][]uint64{make([]uint64, blocks)}}
	for i, r := range pattern {
		row := m.sign[r]
		if row == 0 {
			row = len(m.equal)
			m.sign[r] = row
			m.equal = append(m.equal, make([]uint64, blocks))
		}
		m.equal[row][i/word] |= 1 << (i % word)
	}
	for r := range m.low {
		m.low[r] = m.sign[rune(r)]
	}
	return m
}

func (m *matcher) row(r rune) []uint64 {
	if uint32(r) < uint32(len(m.low)) {
		return m.equal[m.low[r]]
	}
	return m.equal[m.sign[r]]
}

// run tells, after each code point of text, how many edits lie between the
// pattern and the text up to there: from its beginning where anchored, else
// from wherever they are fewest.
func (m *matcher) run(text []rune, anchored bool, each func(end, edits int)) {
	blocks := len(m.equal[0])
	up, down := make([]uint64, blocks), make([]uint64, blocks)
	for i := range up {
		up[i] = ^uint64(0)
	}
	var first uint64
	if anchored {
		first = 1
	}
	last := uint64(1) << ((m.size - 1) % word)
	edits := m.size
	for i, r := range text {
		equal := m.row(r)
		more, less := first, uint64(0) // what the block above hands down
		for b := range blocks {
			top := uint64(1) << (word - 1)
			if b == blocks-1 {
				top = last
			}
			more, less = advance(&up[b], &down[b], equal[b], more, less, top)
		}
		edits += int(more) - int(less)
		each(i+1, edits)
	}
}

// advance takes one block over one code point. up and down say where the count
// of edits grows and shrinks from one code point of the pattern to the next;
// more and less, 0 or 1, where it does from one of the text to the next, above
// the block and, returned, at its bit top.
func advance(up, down *uint64, equal, more, less, top uint64) (grows, shrinks uint64) {
	across := equal | *down
	equal |= less
	along := (((equal & *up) + *up) ^ *up) | equal
	plus := *down | ^(along | *up)
	minus := *up & along
	if plus&top != 0 {
		grows = 1
	}
	if minus&top != 0 {
		shrinks = 1
	}
	plus, minus = plus<<1|more, minus<<1|less
	*up = minus | ^(across | plus)
	*down = plus & across
	return grows, shrinks
}
