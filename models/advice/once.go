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
	{"decide|determine|figure|identify|think|find .. out|how|what|which|when|where|whether", "Decide how to fit it in.", "Work hard each day."},
	{"discuss", "Discuss it with the nurse.", "Discussing is free."},
	{"wear loose|comfortable .. clothing|clothes and", "Wear loose clothing and a hat.", "Wear a hat."},
	{"carefully? work out how|what|which|when|where|whether|why|if|a|an|the|your", "Work out how to fit it in.", "Work out for half an hour."},
	{"replace your|the|old|any .. mattress|pillow|pillows|bulbs|shoes|filter|filters|toothbrush", "Replace your pillow.", "Replace butter with oil."},
	{"go to the? hospital|emergency|doctor|clinic|a&e|er|website|site|www", "Go to the hospital.", "Go to the park."},
	{"share .. with .. doctor|provider|nurse", "Share it with your doctor.", "Share meals."},
	{"tell ... doctor|nurse|dentist|provider|family|friends|people", "Tell your dentist.", "Tell a story."},
	{"set a|an|your|yourself .. goal|goals|date|target|targets|limit|limits|budget", "Set a quit date.", "Set the table."},
	{"learn how|about|to|what|more|which|if", "Learn to swim.", "Learn ten words a day."},
	{"mark .. calendar", "Mark it on the calendar.", "Mark each day."},
	{"mention|report|explain|describe|show|raise|bring|take|share|discuss|review|run|flag|go|talk|check|clear .. to|with|by|past|over|through .. doctor|doctors|gp|physician|dentist|nurse|pharmacist|provider|professional|specialist|therapist|dietitian|dietician|optometrist|optician|dermatologist|vet|midwife|clinician|counselor|counsellor|practitioner|psychologist|pediatrician|paediatrician|surgeon|hygienist|physio|physiotherapist|consultant|audiologist|podiatrist|chiropodist|manager|hr",
		"Mention it to the nurse.", "Mention one good thing at dinner."},
	{"let your|a|the? doctor|doctors|gp|physician|dentist|nurse|pharmacist|provider|professional|specialist|therapist|dietitian|dietician|optometrist|optician|dermatologist|vet|midwife|clinician|counselor|counsellor|practitioner|psychologist|pediatrician|paediatrician|surgeon|hygienist|physio|physiotherapist|consultant|audiologist|podiatrist|chiropodist|manager|hr|team|school|family|employer know", "Let the nurse know.", "Let the tea cool."},
	{"inform|notify|alert|remind your|a|the? doctor|doctors|gp|physician|dentist|nurse|pharmacist|provider|professional|specialist|therapist|dietitian|dietician|optometrist|optician|dermatologist|vet|midwife|clinician|counselor|counsellor|practitioner|psychologist|pediatrician|paediatrician|surgeon|hygienist|physio|physiotherapist|consultant|audiologist|podiatrist|chiropodist|manager|hr|team|school|family|employer", "Inform the nurse.", "Remind yourself of what went well."},
	{"not|never ... without .. speaking|talking|asking|consulting|checking|discussing|advice|approval|permission|guidance", "Do not change the drops without asking a nurse.", "Do not sleep without a blanket."},
	{"get|have|book|arrange|request|schedule|undergo|go|attend|take .. exam|examination|check-ups|checkups|scan|study|assessment|diagnosis|x-ray|referral|ultrasound|biopsy|consultation|evaluation|physical|vaccine|booster|health-check|mot",
		"Get a sleep study.", "Get a good night of sleep."},
	{"get|have|book|arrange|request|go for? .. eye|eyes|hearing|blood|sight|vision|dental|skin|health|medical test|tests|check|checks|review|exam",
		"Book an eye test.", "Have your eyes closed."},
	{"replace|swap|change|renew|swapping|replacing|changing|renewing .. toothbrush|toothbrushes|mattress|mattresses|pillow|pillows|trainers|shoes|batteries|battery|bulb|filter|filters|sponge|helmet|lenses|cartridge", "Swap the toothbrush now and then.", "Swap the cream for yogurt."},
	{"adjust|set|position|place|put|raise|tilt|mount|arrange|angle|turn|move|lower|align|fit|fix|install|hang|buy|use .. monitor|monitors|screen|desk|chair|seat|backrest|armrest|armrests|headrest|brightness|contrast|thermostat|workstation|font|settings|height up|so|at|in|to|straight|until|about|an|and|level",
		"Raise the screen to the height of the eyes.", "Put the phone in a drawer."},
	{"be .. arm's|arms|eye|eyes|elbow|elbows|knee|hip length|level|height|distance|apart", "Your screen should be at eye level.", "Your room should be dark."},
	{"enlarge|increase|zoom .. text|font|letters", "Enlarge the text on the screen.", "Increase the walks."},
	{"switch|turn on|off .. limit|mode|setting|settings|feature", "Switch on the night mode of the phone.", "Switch off the phone."},
	{"bring|take|hand|carry|show .. sheet|list|leaflet|form|diary|card|record|medicines|records|results to|with|when|at|along", "Bring the form to the next visit.", "Bring a bottle with you."},
	{"choose|pick|select|look|opt|go for? a|an|the|one|ones .. brand|brands|model|product|products|that|with|without ... if|label|labelled|times|certified|fitted|preservative-free|block|blocks", "Choose a brand without scent if it stings.", "Choose a fruit."},
	{"look|opt|go for ones|brands|products|models|a|an .. with|that|labelled|block", "Look for ones with a wide brim.", "Look for the sun."},
	{"stick|put|pin|post|hang|tape|place|leave a|the .. note|notes|sign|poster|chart|sticker on|up|by|next|in|near", "Stick a note on the fridge.", "Put the phone in a drawer."},
	{"pick|choose|try|start|select with? just|only? one|two|three of|thing|this|habit|change|idea", "Pick one of these.", "Pick fruit as a snack."},
	{"pick|choose|try|start .. this|next week and|to|for", "Pick two this week and begin.", "Try soup this evening."},
	{"try it|them|this|that? for a|one|two|three|few? week|weeks|month", "Try it for a week.", "Try it without sugar."},
	{"give it|them|this .. days|weeks|months", "Give it three weeks.", "Give it a stir."},
	{"ring|dial|text|phone|call .. helpline|hotline|line|ambulance|surgery|clinic|office|ward|number|team", "Ring the helpline.", "Ring a friend."},
	{"call <number>|an|for ambulance|help|and|or|if", "Call 112 and wait.", "Call a friend."},
	{"add|pack|keep|carry|store|stow a|an|some .. spare|backup|flashlight|torch|first-aid|kit|emergency", "Keep a torch by the bed.", "Keep a bottle by the bed."},
	{"stop|start|change|alter|stopping|changing|starting taking? .. prescription|prescribed|medication|medications|medicine|medicines|antibiotics|pills|dose", "Do not stop taking the pills.", "Stop taking sugar in tea."},
	{"know|check|find|understand your|the .. history|risk|risks|numbers|status|rights|options|score|blood", "Know your risk.", "Know the song by heart."},
	{"print|bookmark|photocopy", "Print the list.", "Printing is free."},
	{"report .. early|promptly|to|immediately", "Report pain early.", "Reports are read."},
	{"try|test different|various|several .. until|to", "Try different pillows until one suits.", "Try different fruits."},
	{"resist|avoid the temptation|urge to .. last|final", "Resist the urge to cram at the last moment.", "Resist the urge to snack."},
	{"subscribe|register|enrol|sign|comment|vote|donate", "Register with us.", "Registers are long."},
	{"tape|taping|cover|covering over? the? little|small? .. lights|leds|leaks|vents", "Tape over the little lights.", "Cover the face."},
	{"make|be sure|certain there|all .. space|room|enough", "Make sure there is enough space for the legs.", "Make sure you stretch."},
	{"look|watch out? for .. signs|symptoms|changes|redness|swelling|bleeding", "Look out for signs of infection.", "Look for a bench in the sun."},
	{"watch out", "Watch out for cars.", "Watch the birds."},
	{"make|making sure|certain .. you|others|users|people can see", "Make sure others can see you.", "Make sure you chew."},
	{"let <det>|<people>|<pronoun> .. know", "Let the others know.", "Let the tea cool."},
	{"grab|claim|get|order my|our|your|a|the free", "Grab my free planner.", "Get your greens."},
	{"go to a & e", "Go to A&E.", "Go to a park."},
	{"ring|dial|phone|call 999|911|112|111|988|101|000", "Ring 999.", "Ring a friend."},
	{"ring|phone|call|dial your|the|a|an .. visitor|midwife|gp|doctor|nurse|dentist|vet|hospital|pharmacist", "Ring the health visitor.", "Ring a friend."},
	{"work with a|an|your .. teacher|therapist|dietitian|dietician|coach|trainer|doctor|professional|physiotherapist|instructor|specialist", "Work with a trained teacher.", "Work with a timer."},
	{"get|have|seek|obtain .. doctor's|doctors|gp's|physician's|dentist's|midwife's|doctor .. ok|okay|approval|permission|clearance|blessing|go-ahead", "Get your doctor's okay.", "Get some sleep."},
	{"assemble|bolt", "Assemble the frame.", "Use a frame."},
	{"plug|switch|turn|use|connect|start ... until|before|after|once|when .. assembled|installed|fitted|mounted", "Do not plug it in until the frame is assembled.", "Plug the phone in elsewhere."},
	{"stay|remain|stick on|at|in|with each|this|the|that level|stage|phase|step", "Stay at each level for a week.", "Stay in the shade."},
	{"put .. in writing|order", "Put it in writing.", "Put it in a jar."},
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
	from := []int{i}
	if i+1 < len(s.t) && light[s.t[i].word] {
		from = append(from, i+1)
		if word(s.t, i+1, "to") && i+2 < len(s.t) {
			from = append(from, i+2)
		}
	}
	if i > 0 && (s.t[i-1].word == "not" || s.t[i-1].word == "never") {
		from = append(from, i-1)
	}
	for _, p := range oncePatterns {
		for _, at := range from {
			if _, _, ok := p.match(s, at); ok {
				return true
			}
		}
	}
	return false
}
