package advice

import "strings"

// unitKind says what a unit measures, which decides how it may be read.
type unitKind uint8

const (
	inTime unitKind = iota + 1
	inMass
	inVolume
	inPieces   // servings, steps, cigarettes: what is counted out
	inTimes    // repetitions
	occasions  // runs, days, sessions: what is counted by the week
	inFraction // per cent
	inLength
)

type unit struct {
	name string // as it is written in a plan, in the plural
	kind unitKind
}

// units are what amounts are counted in: the name, and how it is spelled.
var units = func() map[string]unit {
	table := map[string]unit{}
	for _, row := range []struct {
		name, spellings string
		kind            unitKind
	}{
		{"seconds", "second seconds sec secs", inTime},
		{"minutes", "minute minutes min mins minuets", inTime},
		{"hours", "hour hours hr hrs h", inTime},
		{"g", "g gram grams gm gms gramme grammes", inMass},
		{"mg", "mg milligram milligrams", inMass},
		{"mcg", "mcg µg", inMass},
		{"micrograms", "microgram micrograms", inMass},
		{"kg", "kg kgs kilo kilos kilogram kilograms", inMass},
		{"pounds", "lb lbs pound pounds", inMass},
		{"ounces", "oz ounce ounces", inMass},
		{"ml", "ml mls millilitre millilitres milliliter milliliters", inVolume},
		{"litres", "l litre litres liter liters", inVolume},
		{"pints", "pint pints", inVolume},
		{"quarts", "quart quarts", inVolume},
		{"gallons", "gallon gallons", inVolume},
		{"glasses", "glass glasses glassful glassfuls", inVolume},
		{"cups", "cup cups cupful mug mugs", inVolume},
		{"teaspoons", "teaspoon teaspoons tsp tsps", inVolume},
		{"tablespoons", "tablespoon tablespoons tbsp tbsps", inVolume},
		{"spoons", "spoon spoons spoonful spoonfuls", inVolume},
		{"bottles", "bottle bottles", inVolume},
		{"bowls", "bowl bowls", inVolume},
		{"cans", "can cans", inPieces},
		{"servings", "serving servings", inPieces},
		{"portions", "portion portions", inPieces},
		{"helpings", "helping helpings", inPieces},
		{"handfuls", "handful handfuls", inPieces},
		{"pieces", "piece pieces", inPieces},
		{"slices", "slice slices", inPieces},
		{"drops", "drop drops", inPieces},
		{"drinks", "drink drinks", inPieces},
		{"units", "unit units", inPieces},
		{"steps", "step steps", inPieces},
		{"calories", "calorie calories kcal kcals", inPieces},
		{"IU", "iu", inPieces},
		{"meals", "meal meals", inPieces},
		{"snacks", "snacks", inPieces},
		{"exercises", "exercises", inPieces},
		{"sets", "set sets", inPieces},
		{"breaths", "breath breaths", inPieces},
		{"pages", "page pages", inPieces},
		{"cigarettes", "cigarette cigarettes", inPieces},
		{"eggs", "eggs", inPieces},
		{"fruits", "fruits", inPieces},
		{"vegetables", "vegetables veggies", inPieces},
		{"plants", "plants", inPieces},
		{"pieces", "pieces", inPieces},
		{"squats", "squats", inPieces},
		{"laps", "laps", inPieces},
		{"tablets", "tablet tablets", inPieces},
		{"capsules", "capsule capsules", inPieces},
		{"pills", "pill pills", inPieces},
		{"sachets", "sachet sachets", inPieces},
		{"scoops", "scoop scoops", inPieces},
		{"puffs", "puff puffs", inPieces},
		{"lengths", "lengths", inPieces},
		{"colours", "colours colors", inPieces},
		{"shot-glasses", "shot-glass shot-glasses shots", inVolume},
		{"times", "time times x rep reps repetition repetitions lifts", inTimes},
		{"days", "days nights mornings evenings afternoons day night evening morning", occasions},
		{"times", "sessions session runs walks workouts swims classes occasions rides practices rounds meetings", occasions},
		{"%", "% percent percentage", inFraction},
		{"km", "km kms kilometre kilometres kilometer kilometers", inLength},
		{"miles", "mile miles", inLength},
	} {
		for _, s := range strings.Fields(row.spellings) {
			if _, taken := table[s]; !taken {
				table[s] = unit{row.name, row.kind}
			}
		}
	}
	return table
}()

// single are the units that "a" and "an" count one of.
var single = words(`hour minute serving portion helping glass cup handful teaspoon tablespoon spoonful pint litre liter slice piece
	spoon bowl mug kilogram quart`)

// between a number and its unit these say nothing about the amount.
var qualifiers = words(`more extra additional full small large big big alcoholic standard good whole consecutive moderate solid straight
	short brief separate different total daily further good-quality quality uninterrupted healthy medium light regular back fresh heaped
	level uk metric fluid dry active long deep slow main balanced`)

// unitAt reads a unit at token i, after qualifiers and hyphens; hyphen is true
// for "30-minute".
func unitAt(t []token, i int) (u unit, end int, hyphen bool, ok bool) {
	if word(t, i, "-") || word(t, i, "–") {
		hyphen = true
		i++
	}
	for n := 0; n < 2 && !hyphen; n++ {
		if i < len(t) && qualifiers[t[i].word] {
			i++
		} else if word(t, i, "good") && word(t, i+1, "-") {
			i += 3
		} else {
			break
		}
	}
	if i >= len(t) {
		return unit{}, i, false, false
	}
	if end := describedUnit(t, i); end > i && !hyphen {
		return units[t[end-1].word], end, false, true
	}
	if word(t, i, "per") && word(t, i+1, "cent") {
		return unit{"%", inFraction}, i + 2, hyphen, true
	}
	if word(t, i, "shot") && (word(t, i+1, "glass") || word(t, i+1, "glasses")) {
		return unit{"shot-glasses", inVolume}, i + 2, hyphen, true
	}
	if word(t, i, "fl") || word(t, i, "fluid") {
		i++
	}
	u, ok = lookUnit(t, i)
	return u, i + 1, hyphen, ok
}

// describedUnit is the end of a unit with words before it that tell what kind:
// "palm-sized portion", "fingertip unit", "boiled eggs". It is i for none.
func describedUnit(t []token, i int) int {
	for k := i; k < len(t) && k < i+4; k++ {
		u := units[t[k].word]
		switch {
		case k > i && (u.kind == inPieces || u.kind == inVolume) && u.name != "":
			return k + 1
		case t[k].word == "-" && t[k].glued && k > i, t[k].is(isWord|isPart) && !t[k].is(isPrep|isFinite|isDet|isPronoun|isPeople|isNumber) && u.name == "":
		default:
			return i
		}
	}
	return i
}

func lookUnit(t []token, i int) (unit, bool) {
	if i >= len(t) {
		return unit{}, false
	}
	// One letter is a unit only where it clings to its number.
	if w := t[i].word; len(w) == 1 && (w == "s" || w == "h" || w == "l" || w == "g" || w == "x") && !t[i].glued && w != "g" {
		return unit{}, false
	}
	u, ok := units[t[i].word]
	return u, ok
}
