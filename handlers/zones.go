package handlers

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"time"

	"gloss/views/ui"
)

// zonesText names the places of the IANA time zone database, and the older
// names that browsers still give for some of them.
//
//go:embed zones.txt
var zonesText string

// zone is a time zone this system knows.
type zone struct {
	name string
	at   *time.Location
}

var zones = sync.OnceValue(func() []zone {
	var all []zone
	for name := range strings.FieldsSeq(zonesText) {
		if at, err := time.LoadLocation(name); err == nil {
			all = append(all, zone{name, at})
		}
	}
	return all
})

// zoneOptions are the zones to choose from, each with what its clocks show. One
// that is chosen already is among them whatever it is.
func zoneOptions(now time.Time, chosen string) []ui.OptionArgs {
	all := zones()
	options := make([]ui.OptionArgs, 0, len(all)+1)
	for _, z := range all {
		options = append(options, zoneOption(z, now))
	}
	if slices.ContainsFunc(all, func(z zone) bool { return z.name == chosen }) {
		return options
	}
	if at, err := time.LoadLocation(chosen); err == nil && chosen != "" && chosen != "Local" {
		options = append(options, zoneOption(zone{chosen, at}, now))
	}
	return options
}

func zoneOption(z zone, now time.Time) ui.OptionArgs {
	return ui.OptionArgs{
		Value: z.name,
		Label: strings.ReplaceAll(z.name, "_", " ") + ", now " + now.In(z.at).Format("15:04"),
	}
}
