package advice

// once are actions that are done one time, or now and then: no habit. Each is
// tried where the action begins; yes is an example, no a habit that is near.
var once = []struct{ pattern, yes, no string }{
	{"see|visit|consult|contact|tell|ask|call|phone|talk|speak|seek|check|discuss ... doctor|doctors|gp|physician|dentist|nurse|pharmacist|provider|professional|specialist|therapist|dietitian|dietician|optometrist|optician|dermatologist|vet|midwife|health-visitor|clinician|counselor|counsellor|advice|help|attention|practitioner|psychologist|team|hospital|911|999|111|hotline|helpline|quitline",
		"See a doctor about the pain.", "See friends every week."},
	{"seek ... care|treatment|support|guidance|emergency", "Seek emergency care.", "Seek shade at noon."},
	{"ask", "Ask for a fresh towel.", "Asking is free."},
	{"call|contact|phone|text us|<number>|(|the|our|your", "Call the office.", "Call a friend."},
	{"consult", "Consult the list.", "Consulting is free."},
	{"have|get .. checked|tested|vaccinated|screened|examined|measured|fitted|treated|assessed|vaccination|vaccinations|immunised|immunized|shot|jab|checkup|checkups|check-up|screening|test|tests|mammogram|prescription", "Get your eyes tested.", "Get enough sleep."},
	{"make|book|schedule|arrange|set .. appointment|appointments|checkup|visit|plan", "Make an appointment.", "Make the bed each day."},
	{"make|create|develop|write|form a|an|your .. plan", "Make a plan to quit.", "Make a pot of tea."},
	{"install|buy|purchase|order|download|register|enrol|enroll|subscribe|join|sign|upgrade|hire|shop|invest|purchasing|buying|installing|investing", "Buy a soft pillow.", "Bake with oats."},
	{"make|be sure|certain .. carpet|carpets|rugs|stairs|stairwells|handrails|furniture|alarm|alarms|wiring", "Be sure the stairs are lit.", "Be sure to stretch."},
	{"add .. fixtures|lights|rails|ramp|bars|lighting", "Add ceiling lights.", "Add oats."},
	{"set up|your", "Set up a quiet corner.", "Set the table early."},
	{"plan your|a|the route|trip|week|plan", "Plan your route.", "Plan meals."},
	{"choose|pick|select|find|get|use|look a|an|the|your|for .. chair|mattress|pillow|pillows|shoes|trainers|desk|gym|class|trainer|coach|partner|buddy|app|sturdy|program|programme|club|group|provider|therapist|dentist|doctor", "Choose a solid chair.", "Choose a fruit."},
	{"avoid chairs|stools|mattresses|shoes", "Avoid chairs with arms.", "Avoid long sitting."},
	{"keep|start .. diary|log|record|journal ... for a|one|two|few|<number> week|weeks|month", "Keep a diary for a week.", "Keep a diary."},
	{"use our|this|the .. app|timer|calculator|tool|chart|form|website|template|guide|link|code", "Use our free timer.", "Use a timer."},
	{"track .. with|using|in our|the .. app|timer", "Track fasts in our app.", "Track your steps."},
	{"research", "Research the symptoms.", "Researching is free."},
	{"follow|use|try these|the|our|this .. suggestions|tips|steps|instructions|guidelines|advice|below", "Follow the suggestions below.", "Follow a bedtime routine."},
	{"decide|determine|figure|work|identify|think|find .. out|how|what|which|when|where|whether", "Work out how to fit it in.", "Work hard each day."},
	{"discuss", "Discuss it with the nurse.", "Discussing is free."},
	{"wear loose|comfortable .. clothing|clothes and", "Wear loose clothing and a hat.", "Wear a hat."},
	{"carefully? work out", "Work out how to fit it in.", "Work at a desk."},
	{"replace your|the|old|any .. mattress|pillow|pillows|bulbs|shoes|filter|filters|toothbrush", "Replace your pillow.", "Replace butter with oil."},
	{"go to the? hospital|emergency|doctor|clinic|a&e|er|website|site|www", "Go to the hospital.", "Go to the park."},
	{"share .. with .. doctor|provider|nurse", "Share it with your doctor.", "Share meals."},
	{"tell ... doctor|nurse|dentist|provider|family|friends|people", "Tell your dentist.", "Tell a story."},
	{"set a|an|your|yourself .. goal|goals|date|target|targets|limit|limits|budget", "Set a quit date.", "Set the table."},
	{"learn how|about|to|what|more|which|if", "Learn to swim.", "Learn ten words a day."},
	{"mark .. calendar", "Mark it on the calendar.", "Mark each day."},
}

var oncePatterns = func() []pattern {
	var out []pattern
	for _, r := range once {
		out = append(out, compile(r.pattern))
	}
	return out
}()

// light are verbs that leave to the next what is done: "consider buying".
var light = words("consider try start begin remember")

// isOnce says whether the action at token i is done one time.
func (s *sentence) isOnce(i int) bool {
	if i+1 < len(s.t) && light[s.t[i].word] {
		i++
		if word(s.t, i, "to") && i+1 < len(s.t) {
			i++
		}
	}
	for _, p := range oncePatterns {
		if _, _, ok := p.match(s, i); ok {
			return true
		}
	}
	return false
}
