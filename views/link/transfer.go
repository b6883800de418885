package link

import "net/url"

// Addresses where history comes in and leaves.
const (
	Import = "/you/import"
	Export = "/you/export"
)

// DataPart is the part of the page about oneself that leads there.
const DataPart = "data"

// ImportOf is where a person sees what they gave, and has it brought in.
func ImportOf(id string) string { return Import + "/" + url.PathEscape(id) }

// ForgetImport is where what was given is removed.
func ForgetImport(id string) string { return ImportOf(id) + "/remove" }

// ExportFile is a file of all that a person has, by what it is called.
func ExportFile(name string) string { return Export + "/" + url.PathEscape(name) }
