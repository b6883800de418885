package passage

import (
	"cmp"
	"slices"
)

// Mark is a stretch of a text, in code points, End excluded, and the name of
// whatever marks it. A mark of no length covers nothing, but cuts the text.
type Mark struct {
	Start, End int
	Key        string
}

// Piece is a stretch of a text within which no mark begins or ends. Keys names
// the marks that cover it, each once, in the order in which the marks were
// given; it is nil where there are none.
type Piece struct {
	Start, End int
	Keys       []string
}

// Split cuts the stretch from start to end wherever a mark begins or ends
// within it. The pieces, joined, are the stretch; a stretch of no length has
// none. Marks may overlap and may reach beyond the stretch.
func Split(start, end int, marks []Mark) []Piece {
	if end <= start {
		return nil
	}
	edges, opening := []int{start, end}, make([]int, 0, len(marks))
	for i, m := range marks {
		for _, edge := range [2]int{m.Start, m.End} {
			if start < edge && edge < end {
				edges = append(edges, edge)
			}
		}
		if m.Start < m.End {
			opening = append(opening, i)
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	slices.SortStableFunc(opening, func(a, b int) int { return cmp.Compare(marks[a].Start, marks[b].Start) })

	pieces := make([]Piece, 0, len(edges)-1)
	var open []int
	for i, from := range edges[:len(edges)-1] {
		open = slices.DeleteFunc(open, func(m int) bool { return marks[m].End <= from })
		for ; len(opening) > 0 && marks[opening[0]].Start <= from; opening = opening[1:] {
			if m := opening[0]; marks[m].End > from {
				at, _ := slices.BinarySearch(open, m)
				open = slices.Insert(open, at, m)
			}
		}
		pieces = append(pieces, Piece{Start: from, End: edges[i+1], Keys: keys(marks, open)})
	}
	return pieces
}

func keys(marks []Mark, open []int) []string {
	var names []string
	for _, m := range open {
		if !slices.Contains(names, marks[m].Key) {
			names = append(names, marks[m].Key)
		}
	}
	return names
}
