package plan

// singulars are the units that have another name for a single thing. Units are
// people's own words, so what is not here stays.
var singulars = map[string]string{
	"minutes": "minute", "hours": "hour", "seconds": "second", "units": "unit", "plants": "plant", "pages": "page",
	"glasses": "glass", "cups": "cup", "steps": "step", "foods": "food", "portions": "portion", "servings": "serving",
	"words": "word", "kilometres": "kilometre", "kilometers": "kilometer", "miles": "mile", "litres": "litre",
	"liters": "liter", "grams": "gram", "ounces": "ounce", "teaspoons": "teaspoon", "tablespoons": "tablespoon",
	"spoons": "spoon", "times": "time", "pieces": "piece", "drinks": "drink", "meals": "meal", "kinds": "kind",
	"things": "thing", "different things": "thing", "breaths": "breath", "sessions": "session", "sets": "set",
}

// UnitFor returns the name of a unit for n of it: minute for 1, minutes for 2.
func UnitFor(unit string, n Amount) string {
	if one, ok := singulars[unit]; ok && n == Whole {
		return one
	}
	return unit
}
