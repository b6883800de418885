package advice

// need is what a sentence must hold beside the words of a cue.
type need uint8

const (
	nothing   need = iota
	amount         // an amount, a frequency or a time of day
	hours          // a time of day
	number         // a number of any kind
	people         // a subject that is named as a reader
	nobody         // "no one" or "nobody"
	reader         // a subject that the advice is for: you, adults, your child
	anybody        // any subject but firms, doctors, researchers
	aim            // the words before the cue are no study's
	inItem         // an item of a list that advises
	heading        // the text goes on without a full stop: a goal or an item
	deed           // the action is more than a state such as "feeling better"
	fragment       // no verb, but an amount and how often
	verbless       // no verb that tells something
	thing          // a thing that has a name is the subject
	mine           // the text is about what its author does
	inRoutine      // the section is a routine
)

// cue is a rule: where its pattern is found in a sentence that holds what it
// needs, the sentence is advice. Yes is a sentence in which it finds advice,
// no one in which it finds none. A cue without a marked action has it from the
// words around it.
type cue struct {
	rule, pattern string
	needs         need
	confidence    float64
	polarity      Polarity // where the cue decides it, not its verb
	why           string
	yes, no       string
}

// cues are the rules, best first. Orders ("Drink water") are found apart.
var cues = []cue{
	// What one should.
	{"should not", "should|must|ought|shall|may to? not|never <adverb>* =<base>", reader, .8, Avoid, "It says “should not”.",
		"Children should not play in the sun at noon.", "Companies should not sell to children."},
	{"should", "should|must <adverb>* all|both? <adverb>* =<base>", reader, .8, "", "It says what people should do.",
		"You should stretch both legs.", "Employers should offer a quiet room."},
	{"should be done", "should|must|ought|need|needs|has|have to? <adverb>* not? be <adverb>* =<done>", anybody, .7, "", "It says what should be done.",
		"Greens should be eaten with lunch.", "Medicines must be tested by firms."},
	{"need to", "ought|need|needs to <adverb>* =<base>", reader, .7, "", "It says what people need to do.",
		"You need to drink before you are thirsty.", "Schools need to teach cooking."},
	{"have to", "have|got to <adverb>* =<verb>", people, .55, "", "It says what people have to do.",
		"You have to eat enough iron.", "Drivers had to wait."},
	{"advised to", "is|are|be|been <adverb>* advised|encouraged|urged|recommended|told|asked|warned|reminded <adverb>* not|never? to <adverb>* =<base>", anybody, .65, "", "It says what people are advised to do.",
		"Swimmers are advised to rinse their ears.", "Ears are small."},
	{"supposed to", "are|is <adverb>* supposed|meant to =<base>", people, .6, "", "It says what people are supposed to do.",
		"You are supposed to chew each bite.", "Light is meant to shine."},
	{"best done", "is|are <adverb>* best <adverb>* =<done>", anybody, .6, "", "It says what is best done.",
		"Tea is best kept for the morning.", "Tea is best."},
	{"should be so", "should|must|ought to? <adverb>* be|stay|remain|feel =<base>|<done>|<prep>|<adverb>|no|as", thing, .5, "", "It says how something should be.",
		"Baths should be lukewarm.", "It should be cold."},
	{"should have none", "should|must <adverb>* have|get|eat|drink =no|none|nothing", anybody, .82, Avoid, "It says no to something.",
		"Toddlers should have no screens.", "They had no milk."},
	{"no one should", "nobody|one should|must ever? =<base>", nobody, .82, Avoid, "It says that no one should.",
		"No one should stare at the sun.", "One should nap."},
	{"not suitable", "is|are not <adverb>* suitable|appropriate|safe|meant|allowed|fit for|in <adverb>* =<people>", anybody, .55, Avoid, "It says for whom it is not.",
		"Energy drinks are not suitable for children.", "Tea is not suitable here."},
	{"had better", "had better not? =<verb>", anybody, .7, "", "It says what one had better do.",
		"You had better rinse the cut.", "Things had got better."},
	{"needs an amount", "need|needs|require|requires|want|wants", amount, .8, Do, "It says how much people need.",
		"Most adults need 8 hours of sleep a night.", "The lamp needs 40 watts."},

	// What is recommended.
	{"recommended that", "recommend|recommends|recommended|advise|advises|suggest|suggests|encourage|encourages|urge|urges|propose|proposes|say|says that? <adverb>* .. <people> should|to|not|<adverb>* =<verb>",
		aim, .7, "", "It passes on what somebody recommends.",
		"The panel recommends that adults walk each day.", "The study suggests that people sleep badly in June."},
	{"recommends doing", "recommend|recommends|advise|advises|encourage|encourages|urge|urges|suggest|suggests|recommended|propose|proposes <adverb>* against? not? =<gerund>",
		aim, .7, "", "It passes on what somebody recommends.",
		"Dentists recommend brushing for two minutes.", "He recommends the film."},
	{"recommends an amount", "recommend|recommends|advise|advises|suggest|suggests|encourage|encourages", amount, .65, "", "It recommends an amount.",
		"Many coaches suggest 20 minutes of stretching a day.", "He suggests a new name."},
	{"ceiling", "ceiling|limit|maximum|cap .. is|are|:", amount, .55, Limit, "It names the most that is safe.",
		"The upper limit is 400 mg a day.", "The limit was moved."},
	{"recommends none", "recommend|recommends|suggest|suggests|advise|advises no|nothing .. after|before|between|from|at|until|for|in|time", aim, .7, Avoid, "It passes on what somebody advises against.",
		"Coaches recommend no coffee at night.", "They recommend nothing new."},
	{"I recommend", "i|we would? <adverb>* recommend|suggest|advise|encourage", nothing, .65, "", "Its author recommends it.",
		"I recommend a short walk after lunch.", "We recommended nothing."},
	{"I tell people", "i|we <adverb>* tell|advise|urge|encourage|ask|remind|warn my|our? <people> not? to not? =<base>", nothing, .6, "", "Its author tells people to.",
		"I tell runners to stretch the calves.", "I told people the news."},
	{"our recommendation", "^ our|my recommendation|recommendations|advice|tip|suggestion is|are|:", nothing, .6, "", "It is called a recommendation.",
		"My advice is a short walk.", "The advice was taken."},
	{"not recommended", "is|are not|never <adverb>* recommended|advised|advisable", nothing, .65, Avoid, "It is said not to be recommended.",
		"Late coffee is not recommended.", "The bridge is not used."},
	{"is recommended", "is|are <adverb>* recommended|advised|advisable", aim, .6, "", "It is said to be recommended.",
		"A short nap is recommended.", "A nap is common."},
	{"guideline", "recommended|recommendation|recommendations|guideline|guidelines|target|rule .. is|are|: ...", amount, .6, "", "It states a recommended amount.",
		"The recommended amount is 30 minutes of walking a day.", "The rule is old."},
	{"enough", "is|are|would|should be? a|an|the|good|fine|sensible|reasonable? classic|usual|right|standard|safe|upper? <adverb>* sufficient|most|dose|ceiling|enough|plenty|adequate|ideal|optimal|recommended|all|right|target|goal|minimum|maximum|limit", amount, .6, Do, "It names the amount that is enough.",
		"Ten minutes each day is enough.", "One chair is enough."},
	{"ideal lasts", "ideal|optimal|best|perfect|recommended .. lasts|takes|is ...", amount, .55, Do, "It names the amount that is ideal.",
		"The ideal nap lasts 15 to 20 minutes.", "The best film lasts for ever."},
	{"is a target", "is|are|makes|make .. good|reasonable|sensible|fair|decent|realistic|better target|aim|goal|amount|start|than", amount, .55, Do, "It names an amount to aim at.",
		"Five minutes away from the desk in every hour is a reasonable target.", "The club is a good target."},
	{"best time is", "best|ideal|optimal|right|perfect|safest time|times|window|hours .. is|are", hours, .56, Do, "It names the best time of day.",
		"The best time for it is between 4 and 6 pm.", "The best time is now."},
	{"best time", "best|ideal|optimal|perfect|right time|times|window|hours .. to =<verb>", hours, .55, Do, "It names the best time of day.",
		"From 7 to 9 am is the best time of day to get light.", "The best time is now."},

	// What it is good to do.
	{"it is best to", "it is|would <adverb>* be? a|an|the? <adverb>* important|best|essential|vital|crucial|critical|good|great|helpful|useful|wise|sensible|better|smart|necessary|advisable|recommended|advised|key|worth|healthier|worthwhile|imperative|safest|idea .. to <adverb>* =<base>",
		nothing, .75, "", "It says that it is good to do this.", "It is best to rise early.", "It is easy to forget."},
	{"no good idea", "not|never|no|bad|poor <adverb>* be? a|an? <adverb>* good|wise|safe|smart|recommended|advisable|healthy|best|idea idea? to =<base>", nothing, .6, Avoid, "It calls this no good idea.",
		"It is not a good idea to nap late.", "It is not good."},
	{"it is important that", "it is <adverb>* important|best|essential|vital|crucial|recommended|critical .. that .. <people> <adverb>* =<verb>", nothing, .7, "", "It says that this matters.",
		"It is vital that you drink enough.", "It is sad that few rest."},
	{"it can help to", "it|this can|may|might <adverb>* be <adverb>* helpful|useful|good|beneficial|best|wise|worth|worthwhile .. to =<base>", nothing, .6, "", "It says that it can help to do this.",
		"It can be useful to keep a list.", "It can be hard to sleep."},
	{"helps to", "it can|may|might|could|does|will? <adverb>* help|helps|pay|pays to =<base>", nothing, .6, "", "It says that it helps to do this.",
		"It helps to dim the lamps.", "It helps the heart."},
	{"it is worth", "is|be <adverb>* worth =<gerund>", nothing, .6, "", "It says that this is worth doing.",
		"It is worth keeping a list.", "It is worth a fortune."},
	{"found helpful", "find|finds it helpful|useful|best to <adverb>* =<verb>", nothing, .55, "", "It says what people find helpful.",
		"Some people find it useful to write lists.", "Some people find it hard to sleep."},
	{"good idea", "good|great|smart|wise idea|move|habit|rule|practice to =<base>", nothing, .7, "", "It calls this a good idea.",
		"Naps are a good habit to keep.", "A good idea is rare."},
	{"best way", "best|safest|healthiest|wisest|easiest|simplest|good|great|surest|another|one|first|effective|easy|simple|safest|quickest|only|better|other way|ways|step|steps|thing|things|tip|trick|approach|fix|solution|change|habit|remedy|antidote|hack|rule|strategy|key|guide|option|choice|bet|method .. is|are|: <adverb>* by|to? try|trying? to? <adverb>* =<verb>|<gerund>",
		nothing, .6, "", "It says which way is a good one.",
		"The best way to rest is to lie down.", "The best way was closed."},
	{"first step", "^ =<gerund> ... is|are <adverb>* a|an|the|one? <adverb>* first|best|great|good|key|simple|easy|important|essential|crucial|vital|excellent|effective|wonderful|perfect", deed, .5, "", "It calls doing this a good thing.",
		"Keeping a list is the first step.", "Becoming ill is a great worry."},
	{"it would be to", "it|this|that|thing|advice|tip|change|step|rule|habit would be to =<verb>", nothing, .55, "", "It says what its author would have done.",
		"If I had one wish, it would be to walk each day.", "It would be a shame."},
	{"is the way", "^ =<gerund> ... is|are <adverb>* .. way|ways|thing|things|step|idea|start|trick|strategy|tool|choice|rule|tip|key|habit|habits|steps|option|move|approach|essential|must|recommended|vital|crucial", deed, .5, "", "It calls doing this the way.",
		"Keeping a list is the surest way to remember.", "Becoming ill is what he feared."},
	{"makes a difference", "=<gerund> ... can|could <adverb>* both|all? <adverb>* help|make|go .. difference|way|help", nothing, .5, "", "It says that doing this makes a difference.",
		"Keeping a list can make a real difference.", "Becoming ill can be hard."},
	{"better to", "better|safer|wiser|healthier|best|wisest|safest <adverb>* not? to =<base>", nothing, .6, "", "It says what is better.",
		"It is therefore better to keep sweets for mealtimes.", "It is better than tea."},
	{"is a bad idea", "is|are a|an? <adverb>* bad|poor|terrible|lousy idea|habit|choice|plan|mix|move", nothing, .5, Avoid, "It calls this a bad idea.",
		"Caffeine after noon is a bad idea.", "His car is a bad buy."},
	{"benefit from", "benefit|benefits|thrive|do|does fine|well|best? from|on|with ...", amount, .55, Do, "It names the amount that does people good.",
		"Most people benefit from ten minutes of light a day.", "They benefit from it."},
	{"is a must", "is|are a|an? must|musts", anybody, .55, Do, "It says what is a must.",
		"A hat is a must at noon.", "A hat is a thing."},
	{"can help", "^ =<gerund> ... can|could|will|may|might <adverb>* both|all|also|really? help $", deed, .5, "", "It says that doing this can help.",
		"Switching to decaf can help.", "Doctors can help."},
	{"nice way", "^ a|an ... is|are <adverb>* a|an|the|another .. way|ways to <verb>", nothing, .5, Do, "It calls this a good way.",
		"A warm bath is a nice way to wind down.", "A bath is dear."},
	{"the key is", "key|trick|secret|goal|aim|idea|point|thing|solution|answer is|are <adverb>* not? to <adverb>* =<verb>", nothing, .55, "", "It says what the aim is.",
		"The key is to move every hour.", "The key is lost."},
	{"as simple as", "as simple|easy|little|straightforward as not? =<gerund>", nothing, .55, "", "It says that it is as simple as doing this.",
		"It is as simple as standing up each hour.", "It is as simple as that."},
	{"ideal", "^ optimal|ideal|best|recommended .. :|is|are ...", number, .55, Do, "It names what is ideal.",
		"Ideal room temperature: 18 °C", "Best wishes: Anna"},
	{"what helps", "^ what .. help|helps|works|matters .. is|are", nothing, .55, "", "It says what helps.",
		"What does help is a short walk.", "What is sleep?"},
	{"time to", "now|here|this is|'s the? time|moment|chance to =<verb>", nothing, .55, "", "It says that now is the time.",
		"Now is the time to plan meals.", "It took time to heal."},
	{"would do well", "do|does well to =<verb>", anybody, .6, "", "It says what one would do well to do.",
		"Runners do well to rest on Sundays.", "They do well in tests."},

	// How something can be had.
	{"by doing", "can|could|will|may|help|helps ... by <adverb>* =<gerund>", reader, .6, "", "It says how you can have something good.",
		"You can ease the pain by walking a little.", "They won by cheating."},
	{"you will, if", "^ you will|can ... if|when|once you =<verb>", deed, .5, "", "It says how you can have something good.",
		"You'll fall asleep sooner if you choose a dark room.", "You'll see."},
	{"by doing, you", "^ by <adverb>* =<gerund> ... , you|we can|will|may", nothing, .5, "", "It says how you can have something good.",
		"By walking a little, you can ease the pain.", "By then you will sleep."},
	{"doing it can help", "^ =<gerund> ... can <adverb>* help <adverb>* you|your|to|lower|reduce|prevent|improve|keep|the|with", deed, .5, "", "It says that doing this can help.",
		"Keeping a list can help you rest.", "Becoming ill can help nobody."},
	{"try doing", "you|we can|could|might|may <adverb>* try|consider|start =<gerund>|a|an|to", nothing, .6, "", "It suggests something to try.",
		"You could try standing at work.", "You could fail."},
	{"you will want to", "you will|would|'ll <adverb>* want to <adverb>* =<verb>", nothing, .6, "", "It says what you will want to do.",
		"You'll want to drink before you start.", "You will want for nothing."},
	{"you may want to", "you may|might|could <adverb>* want|need|wish|like|choose to <adverb>* =<verb>", nothing, .4, "", "It says what you may want to do.",
		"You may want to eat earlier.", "You may wait."},
	{"you can", "you|we can|could <adverb>* =<verb>", nothing, .35, "", "It says what you can do.",
		"You can swap the cream for milk.", "Can you see it?"},
	{"why not", "^ why not =<verb>", nothing, .6, "", "It asks why not.", "Why not walk home?", "Why not?"},
	{"how about", "^ how|what about =<gerund>", nothing, .55, "", "It asks how about it.", "How about walking home?", "How about it?"},

	// How a programme goes.
	{"programme", "plan|method|routine|programme|program|regimen|protocol|schedule|diet|challenge|workout|practice <adverb>* involves|includes|means|requires|calls|asks|consists|recommends|suggests|combines",
		amount, .6, "", "It tells how a programme goes.",
		"The plan involves 3 walks a week.", "The plan was old."},
	{"is built on", "plan|schedule|programme|program|routine|week|method is|are <adverb>* built|based|structured|organised|organized around|on|upon", amount, .55, Do, "It tells how a programme goes.",
		"The schedule is built around four runs a week.", "The plan was based on nothing."},
	{"this means doing", "^ this|that|it <adverb>* means|involves|entails <adverb>* =<gerund>", amount, .55, "", "It says what this means in practice.",
		"This usually means eating between 9 am and 5 pm.", "This means war."},
	{"habit of", "habit|habits|routine|tips|strategies|steps|changes <adverb>* .. include|includes|are|is|were|involve <adverb>* .. not? =<gerund>", nothing, .55, "", "It names habits that are good.",
		"Healthy habits include walking to work.", "His habits were strange."},
	{"habit such as", "habit|habits|routine|strategies|steps|changes .. like|as <adverb>* =<gerund>", nothing, .5, "", "It names habits that are good.",
		"Small habits like walking to work add up.", "Habits like his are rare."},
	{"none at a time", "^ no|zero|none|nothing .. after|before|within|during|past|until|from|between", verbless, .55, Avoid, "It says no to something at a time.",
		"No coffee after 2 pm.", "No tea was left after lunch."},
	{"more of this", "^ more|less|fewer .. <sign> and? more|less|fewer", verbless, .5, "", "It says what there should be more and less of.",
		"Less sitting, more moving.", "More people came, fewer stayed and were glad."},
	{"none at a place", "^ no|zero .. at|in|on|with the|your|my|our? table|bed|bedroom|meals|meal|mealtimes|dinner|night|car|room|house|evening|evenings|morning|mornings|kitchen", verbless, .5, Avoid, "It says no to something.",
		"No phones at the table.", "No phones were at the table."},
	{"none then", "<sign> but|and? no|none|nothing .. after|before|within|past|until|from|between", hours, .5, Avoid, "It says no to something at a time.",
		"Under five, no beach from 10 am to 3 pm.", "In short, no shop closed yesterday."},
	{"amount alone", "^", fragment, .5, "", "It names an amount and how often, and nothing else.",
		"Knee bends: 3 sets of 10, twice a day.", "Knee bends were done twice a day."},
	{"you at a time", "^ you <adverb>* do? not? =<verb>", hours, .5, "", "It tells how a programme goes by the clock.",
		"You eat only between 9 am and 7 pm.", "You eat at 9 am."},
	{"your routine", "^ you|we|i <adverb>* =<verb>", inRoutine, .5, "", "It tells a routine to follow.",
		"My routine\n\nYou stretch for 5 minutes, then you shower.", "You know the song."},

	// What its author does, in a piece of tips.
	{"I will", "^ i will <adverb>* =<verb>", heading, .6, "", "It is a promise to take over.",
		"I will walk to work each day", "I will never know."},
	{"I do", "^ in|at|on|after|before <det>? morning|mornings|evening|evenings|night|lunch|dinner|breakfast|afternoon i <adverb>* =<verb>", nothing, .5, "", "It tells what its author does.",
		"In the evening I write a list.", "In the evening I was ill."},
	{"I do it", "i <adverb>* do? not|never|always|no? longer? <adverb>* =<verb>", mine, .5, "", "It tells what its author does, in a piece about that.",
		"My morning routine\n\nI charge my phone in the hall.", "I charge my phone in the hall."},
	{"I no longer", "i have <adverb>* stopped|quit|given|ditched|dropped|cut up|out? =<gerund>", mine, .5, Avoid, "It tells what its author has left off.",
		"My morning routine\n\nI have stopped checking the news.", "I have stopped checking the news."},
	{"I would not", "i would not|never =<base>", nothing, .5, Avoid, "Its author would not do this.",
		"I wouldn't drink it late in the day.", "I wouldn't."},
	{"I always", "^ i <adverb>* always|only|never|usually|try|aim|make|like to|sure|a? .. =<verb>", nothing, .4, "", "It tells what its author does.",
		"I always drink tea after lunch.", "I drank tea."},
	{"with a limit", "can|may be =provided|given|eaten|taken|consumed|used|drunk|enjoyed|offered|served|allowed", amount, .5, Do, "It allows so much and no more.",
		"Up to 2 cups a day can be given.", "It can be given."},

	// What is told of, rather than told to do.
	{"when we", "^ when|if <adverb>* you|we <adverb>* =<verb> ... , it|this|you|they|we|that|your|our", deed, .3, "", "It says what good comes of doing this.",
		"When we walk a lot, it feeds the muscles.", "When it rains, it pours."},
	{"good of doing", "^ =<gerund> ... helps|reduces|lowers|improves|boosts|keeps|prevents|promotes|supports|strengthens|increases|is|makes|can|may|will", deed, .3, "", "It says what good comes of doing this.",
		"Walking to work lowers the pressure.", "Becoming ill is hard."},
	{"simply by doing", "by simply|just =<gerund>", nothing, .35, "", "It says how simply it is done.",
		"We all get there by simply walking.", "It simply stopped."},
}
