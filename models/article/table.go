package article

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxCell is how many blocks a cell may hold before its table is taken for a
// way to lay out a page.
const maxCell = 6

// table makes a row of blocks of each row, or the blocks of the cells where the
// table only puts text into columns.
func (w *walker) table(n *html.Node, at place) {
	rows := rowsOf(n)
	if role := attribute(n.Attr, "role"); role == "presentation" || role == "none" || at.kind == Row || lays(n, rows) {
		w.children(n, at)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			w.children(c, place{kind: Paragraph, list: Block{Level: at.list.Level, List: at.list.List}})
			w.flush()
		}
	}
	w.build.tables++
	for _, row := range rows {
		w.row(row, Block{Kind: Row, Level: at.list.Level, List: at.list.List, Table: w.build.tables})
	}
}

func (w *walker) row(n *html.Node, block Block) {
	cells := cellsOf(n)
	block.Header = len(cells) > 0
	for _, c := range cells {
		block.Header = block.Header && (c.DataAtom == atom.Th || n.Parent.DataAtom == atom.Thead)
	}
	w.start(block)
	for i, c := range cells {
		if i > 0 {
			w.build.cell()
		}
		w.cell(c)
	}
	w.flush()
}

// cell writes what stands in a cell into the row, its blocks with a space
// between them.
func (w *walker) cell(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && isBlock[c.DataAtom]:
			w.build.write(" ")
			w.cell(c)
			w.build.write(" ")
		case c.Type == html.TextNode:
			w.build.write(c.Data)
		case c.DataAtom == atom.Br:
			w.build.write(" ")
		case isBlockWithin(c):
			w.cell(c)
		default:
			w.inline(c, place{kind: Row})
		}
	}
}

func isBlockWithin(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isBlock[c.DataAtom] || isBlockWithin(c) {
			return true
		}
	}
	return false
}

// rowsOf are the rows of a table and not those of one within it.
func rowsOf(n *html.Node) []*html.Node {
	var rows []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			rows = append(rows, rowsOf(c)...)
		}
	}
	return rows
}

func cellsOf(row *html.Node) []*html.Node {
	var cells []*html.Node
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells = append(cells, c)
		}
	}
	return cells
}

// lays says whether a table only lays out: it has a single column, or a table,
// a heading or much else within a cell.
func lays(n *html.Node, rows []*html.Node) bool {
	most := 0
	for _, row := range rows {
		most = max(most, len(cellsOf(row)))
	}
	if most < 2 {
		return true
	}
	blocks := 0
	var count func(*html.Node) bool
	count = func(n *html.Node) bool {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Td, atom.Th:
				blocks = 0
			case atom.Table, atom.H1, atom.H2, atom.H3, atom.Article, atom.Section:
				return true
			case atom.P, atom.Li, atom.Div, atom.Blockquote:
				if blocks++; blocks > maxCell {
					return true
				}
			}
			if count(c) {
				return true
			}
		}
		return false
	}
	return count(n)
}
