package advice

import "strings"

// class is what a word can be; one word can be several things.
type class uint32

const (
	isVerb      class = 1 << iota // the base of a verb that advice begins with
	isNoun                        // such a verb that is a noun as well: "exercise"
	isGerund                      // "walking"
	isPart                        // "avoided", "eaten"
	isThird                       // "walks", "helps"
	isAdverb                      // may stand before an imperative
	isDet                         // the, a, your, each
	isPronoun                     // it, them, yourself
	isPrep                        // in, on, after
	isFinite                      // is, can, will: what only a told sentence has
	isNumber                      //
	isPeople                      // whom advice is for
	isBody                        // whom it is not for: firms, doctors, researchers
	isOpener                      // and, so, however: may begin a sentence of advice
	isCondition                   // if, when, to: begins what leads to advice
	isDone                        // see, install: once, not by the day
	isState                       // become, get: no subject of "can help you"
	isClauseEnd                   // , ; : . ( ) – and the like
	isWord                        // a word that is in no table and ends as no verb form does: after "to", a verb
)

// family is a row of verbs that advice begins with: "/n" marks those that are
// nouns as well, so that their next word decides. yes is advice by one of them,
// no is a sentence in which the word is something else.
type family struct {
	of, verbs, yes, no string
}

// families are the verbs of advice.
var families = []family{
	{"eating and drinking", `eat drink/n sip/n water/n swallow chew/n taste/n cook/n boil bake roast grill/n steam/n fry season/n salt/n sprinkle
		drizzle snack/n dine breakfast/n consume offer/n ingest nibble bite/n feed serve snack/n hydrate rehydrate peel/n slice/n chop blend/n
		mix/n stir dip/n pour fill refill/n top/n sweeten savour savor soak/n ferment brew/n marinate juice/n defrost freeze chill`,
		"Chew each bite well.", "Drinks with sugar are common."},
	{"choosing food", `choose pick/n select swap/n switch/n replace substitute/n include add opt favour/n favor/n prefer prioritise
		prioritize order/n stock/n vary diversify balance/n combine pair/n trim/n portion/n measure/n weigh count/n read buy shop/n`,
		"Swap butter for olive oil.", "Stock is a clear soup."},
	{"moving", `walk/n run/n jog/n swim/n cycle/n bike/n ride/n row/n hike/n climb/n dance/n skip/n jump/n hop/n march/n move/n exercise/n
		train/n work/n warm/n cool/n stretch/n lift/n push/n pull/n squat/n lunge/n plank/n bend/n twist/n turn/n rotate roll/n swing/n kick/n step/n
		stroll/n garden/n play/n practise practice/n perform do repeat/n hold/n tense/n flex extend straighten tighten engage press/n lean
		reach/n raise/n lower/n tilt/n nod/n shrug/n circle/n tap/n point/n lie sit stand/n kneel crouch rise/n stay keep rest/n relax loosen
		shake/n release/n contract/n squeeze/n clench massage/n foam/n mobilise mobilize strengthen condition/n tone/n pace/n alternate
		accelerate slow/n speed/n race/n bounce/n balance/n place/n position/n cross/n grab/n hug/n arch/n drop/n slide/n return/n`,
		"Walk to the shop.", "Exercise lowers the risk of illness."},
	{"breathing and calm", `breathe inhale exhale meditate pray/n sigh/n smile/n laugh/n hum/n chant/n imagine visualise visualize picture/n
		focus/n concentrate notice/n observe listen pause/n stop/n unwind reflect contemplate acknowledge accept appreciate thank forgive
		savor journal/n write draw/n paint/n sing knit calm/n let allow welcome embrace/n savour count/n scan/n label/n name/n soothe
		recall/n remind cherish be trust/n respect/n praise/n reward/n celebrate enjoy express share/n`,
		"Breathe through the nose for a while.", "Calm is what many miss."},
	{"sleeping and the day", `sleep/n nap/n wake bed/n retire get go set/n establish maintain follow stick build begin start/n finish/n end/n
		plan/n schedule/n plan/n prepare dim darken block/n turn/n switch/n unplug charge/n leave remove put/n open/n close/n shut draw/n
		wind/n aim/n try/n strive make take give have spend use/n create develop organise organize arrange pack/n carry bring wear/n
		dress/n change/n adjust increase/n boost/n raise/n improve extend shift/n delay/n wait/n`,
		"Wake at the same hour each day.", "Sleep helps the mind."},
	{"sun, skin and eyes", `apply reapply rub/n smooth/n wash/n cleanse moisturise moisturize exfoliate shave/n pat/n dry/n rinse/n shower/n
		bathe bath/n dry/n soap lather/n cover/n protect shield/n shade/n seek expose tan/n blink/n look/n gaze/n view/n watch/n wipe/n clean/n scrub/n
		brush/n floss/n gargle/n spit/n comb/n trim/n file/n cut/n sanitise sanitize disinfect change/n flush/n urinate pee/n empty
		check/n inspect examine monitor/n track/n log/n record/n note/n test/n treat/n dab/n tie wet`,
		"Rinse the face with cool water.", "Floss is a thin thread."},
	{"leaving off", `avoid limit/n reduce minimise minimize cut/n quit stop/n eliminate exclude refrain abstain resist restrict decrease/n
		ditch drop/n curb cease skip/n lose swear steer beware ration/n moderate/n halve lessen omit forgo forego renounce
		neglect ignore forget hesitate overdo overeat worry/n rush/n sacrifice/n smoke/n vape/n exceed fast/n deny postpone discard`,
		"Skip the second glass.", "Fast food is everywhere."},
	{"people and the mind", `talk/n call/n phone/n text/n meet visit/n invite/n volunteer/n help/n hug/n care/n play/n learn study/n read teach
		challenge/n explore discover experiment/n solve join/n attend connect reconnect socialise socialize chat/n catch say tell ask see
		find consider remember think know understand recognise recognize identify decide commit allow encourage support/n
		surround distance/n disconnect declutter tidy simplify delegate prioritise prioritize manage tackle face/n handle/n address/n`,
		"Talk to a friend every day.", "Visits to the coast are dear."},
	{"keeping going", `ensure continue persist gradually progress/n double/n split/n break/n divide spread/n mark/n review/n revisit keep
		check/n compare evaluate scale/n ease/n dial/n lay research/n discuss assess book/n reserve/n install download/n register sign/n enrol enroll subscribe purchase/n invest consult contact/n
		speak store/n refrigerate replenish restock upgrade tackle attach fix/n secure hang fasten lock/n move/n sort
		watch/n mind/n remain act/n work/n live treat/n supplement/n incorporate integrate introduce implement adopt embrace/n
		pay hand/n feel wear/n warm expect bear rethink substitute/n park/n stand/n cultivate nurture foster nourish base/n air/n slather vacuum/n fuel/n replenish refuel
		walk/n rotate stimulate activate support/n recover heat/n ice/n elevate compress/n stack/n save/n earn donate regulate`,
		"Keep the room dark.", "Progress is slow."},
	{"household", `supervise sweep/n mop/n dust/n vacuum/n launder iron/n fold/n tidy sort declutter unclutter rearrange hose/n polish/n sponge/n bleach/n
		deodorise ventilate air/n humidify insulate unpack stash/n tuck/n drape muffle mute/n silence/n seal/n label/n wrap/n unwrap thaw reheat
		marinade/n toast/n simmer poach sauté saute mash/n grate whisk/n knead crush/n grind/n stew/n broil microwave/n barbecue/n garnish/n
		strain/n drain/n skim scoop/n crumble/n scatter/n spoon/n thicken preserve pickle/n`,
		"Ventilate the kitchen well.", "Polish is a wax."},
	{"body care", `pluck wax/n tweeze bandage/n plaster/n splint/n numb dampen moisten lubricate hydrate swab/n syringe/n douche/n inhale sniff
		blow/n sneeze/n cough/n yawn/n pop/n peel/n pick/n scratch/n rub/n buff detangle condition/n trim/n clip/n groom pamper soothe
		nurse/n burp/n swaddle/n cuddle/n rock/n cradle carry latch/n wean pump/n express breastfeed
		insert squirt/n slather smear/n spray/n spritz/n daub powder/n lotion/n medicate dose/n administer irrigate decongest`,
		"Moisten the lips now and then.", "Scratch is a card game."},
	{"exertion", `jiggle wiggle/n wriggle/n fidget shuffle/n stomp/n sprint/n skate/n ski/n paddle/n surf/n wade wander/n roam ramble/n
		saunter/n amble/n trek/n scramble/n crawl/n leap/n skip/n throw/n catch/n toss/n dribble/n box/n wrestle punch/n pedal/n spin/n
		strut/n tiptoe brace/n clasp grasp/n grip/n clutch pinch/n tuck/n hinge/n hug/n interlock press/n suck shrink draw/n
		elongate lengthen widen deepen broaden realign align uncross hunch slouch slump recline sprawl unclench soften unlock
		stabilise stabilize activate energise energize exert overtrain overexert overstretch overreach taper/n deload
		sweat/n pant jolt/n sway/n stagger limber flop tug/n heave hoist haul/n dig/n rake/n mow plant/n prune/n weed/n`,
		"Wiggle both feet under the desk.", "Sweat is salty."},
	{"mind and company", `lead/n touch/n fit/n mention report/n explain describe flag/n tape/n ring/n dial/n befriend greet welcome compliment/n apologise apologize confide admit affirm assert volunteer/n mentor/n coach/n negotiate
		argue vent/n cry/n grieve mourn ponder muse brainstorm doodle/n sketch/n sculpt craft/n sew crochet/n quilt/n whittle photograph/n
		hum/n whistle/n strum drum/n memorise memorize recite rehearse reread skim study/n revise translate compose jot type/n
		daydream/n ruminate dwell obsess overthink multitask procrastinate doomscroll scroll/n binge/n gamble/n compare judge/n blame/n
		criticise criticize complain gossip/n compete pretend overcommit overschedule overwork postpone reschedule unfollow unsubscribe
		delete block/n hide/n lock/n mute/n silence/n unplug log/n timebox batch/n monotask prioritise reframe refocus redirect
		recharge/n unload offload detach/n linger loiter relish/n treasure/n gladden amuse entertain tease`,
		"Reframe a setback as a lesson.", "Gossip is idle."},
	{"eating habits", `gobble gulp/n guzzle wolf/n scoff devour munch/n crunch/n graze/n slurp/n lick/n savour overindulge indulge binge/n gorge
		abstain fast/n breakfast/n lunch/n dine brunch/n sup picnic/n caffeinate dilute water/n fortify supplement/n presoak
		deseed hull/n shell/n core/n husk/n shred/n dice/n spiral spice/n pepper/n salt/n oil/n butter/n ration/n apportion plate/n serve/n pack/n
		decant sieve/n strain/n swirl/n swish/n spit/n chomp/n gnaw skip/n favour/n moderate/n taste/n`,
		"Dilute juice with water.", "Oil is a fat."},
	{"safety and order", `wedge/n anchor/n fence/n guard/n shelter/n screen/n shade/n test/n buckle/n strap/n fasten unfasten zip/n button/n lace/n loosen tighten
		reset/n recalibrate calibrate adjust tune/n tweak/n vary rotate alternate stagger space/n schedule/n time/n pencil/n allot allocate
		budget/n earmark designate dedicate devote reserve/n confine restrict stash/n relocate install remind nudge/n prompt/n alert/n warn
		resist outsmart outlast persevere perform practise uphold sustain retain regain rebuild restore revive renew resume redo retry
		restart relearn retrain refresh revamp overhaul/n streamline shorten simplify downsize upsize quadruple triple/n swap/n
		dim brighten lighten darken illuminate warm/n preheat precool cool/n chill/n aerate filter/n purify soften harden stiffen`,
		"Shorten the last meeting.", "Shelter is scarce."},
}

// plain are words of one class each.
var plain = map[class]string{
	isAdverb: `always never just simply please also only then first next finally gradually slowly gently regularly instead carefully
		ideally usually generally often occasionally sometimes either still even better perhaps maybe now once second third lastly
		quickly immediately briefly thoroughly consciously deliberately mindfully deeply fully really actually especially definitely at-least not
		typically probably consistently lightly firmly daily basically normally mostly together again ever today twice thrice almost`,
	isDet: `the a an your my his her their our its this that these those each every any some all both no more less fewer enough
		plenty lots another most several many few half either extra`,
	isPronoun: `it them him you yourself yourselves me us something anything nothing everything someone anyone others one this that
		i we they she he himself herself themselves`,
	isPrep: `in on at after before with without within for from to into onto out off up down over under through throughout by of
		about around near between during until till towards toward upon across along against away back outside inside outdoors
		indoors per as like than past among amongst beneath underneath beside amid via`,
	isFinite: `is are was were am can could may might will would shall should must has had does did been came went became took gave shows suggests says tells finds found reports proves indicates reveals confirms helps means involves includes makes keeps requires contains becomes provides offers causes allows leads
		matters varies works tends counts vary cures damages protects remains lasts stays lowers reduces improves increases decreases affects seems appears comes depends`,
	isPeople: `you we i people adults adult children kids child women woman men man teens teenagers babies baby toddlers toddler infants infant newborns
		preschoolers everyone everybody anyone runners patients athletes parents individuals persons person smokers seniors beginners students
		drivers workers swimmers sleepers travellers travelers vegetarians vegans elders users readers diabetics mothers mums couples
		dieters staff employees wearers lovers drinkers eaters learners owners carers caregivers grown-ups grownups players commuters joggers
		residents members customers clients folk folks joggers gardeners cooks hikers skiers surfers boys girls grandparents husbands wives
		walkers cyclists pupils youngsters adolescents females males one someone those ones americans britons families`,
	isBody: `employers employer doctors gps physicians clinicians nurses pharmacists dentists schools companies company firms manufacturers
		industry government governments ministers authorities officials policymakers scientists researchers researcher studies providers
		restaurants supermarkets retailers shops labels label packs packaging councils council parliament meps regulators courts police
		insurers hospitals hotels airlines farmers farm trials trial team teams experts states state cities nations countries
		organisations organizations brands producers advertisers teachers therapists counselors counsellors app apps website
		websites device devices product products study evidence results findings data paper law laws nhs`,
	isOpener: `and but so also then finally however therefore thus plus instead again otherwise yet or next first second third lastly overall
		additionally moreover furthermore besides meanwhile still remember rather hence indeed likewise similarly alternatively secondly thirdly
		firstly fourth fifth sixth seventh eighth ninth tenth yes ideally generally typically usually sometimes basically`,
	isCondition: `if when whatever however whenever while before after as to in for at on with during once unless since because instead rather until whether
		without wherever where throughout by depending even though although from upon by despite given apart aside every each next
		following over first thirdly through like unlike immediately shortly right outside inside between beyond above regardless
		especially most except no later early late`,
	isState: `becoming being having getting feeling losing gaining making changing knowing understanding suffering smoking missing
		experiencing lacking dying ageing aging growing ageing`,
	isClauseEnd: `, ; : . ( ) – ! ? … " / •`,
}

// done are the verbs that are done once, or now and then.
const done = `see install download buy purchase book register sign enrol enroll subscribe consult contact ask visit join invest
	order call phone research discuss speak talk decide`

// rarelyNouns are verbs whose noun hardly ever begins a clause.
const rarelyNouns = "stay wear offer live wait reach feel grab hug supplement embrace handle put aim try add give stand move open close keep set wipe scrub hold push pull turn place remain look seek carry pause finish begin"

// lexicon is the class of each word that has one.
var lexicon = func() map[string]class {
	table, plural := map[string]class{}, map[string]bool{}
	for _, f := range families {
		for _, v := range strings.Fields(f.verbs) {
			base, noun := strings.CutSuffix(v, "/n")
			table[base] |= isVerb
			if noun {
				table[base] |= isNoun
			}
			table[gerund(base)] |= isGerund
			table[past(base)] |= isPart
			table[third(base)] |= isThird
			if noun {
				plural[third(base)] = true
			}
		}
	}
	for w := range plural {
		table[w] |= isNoun
	}
	for c, list := range plain {
		for w := range words(list) {
			table[w] |= c
		}
	}
	for w := range words(done) {
		table[w] |= isDone
	}
	for w := range words(rarelyNouns) {
		table[w] &^= isNoun
	}
	for w := range words("gradually") {
		table[w] &^= isVerb | isThird | isGerund | isPart
	}
	return table
}()

func classOf(w string) class {
	if c, ok := lexicon[w]; ok {
		return c
	}
	switch {
	case w[0] < 'a' || w[0] > 'z':
		return 0
	case len(w) < 5 || misleading[w]:
	case strings.HasSuffix(w, "ly"):
		return isAdverb
	case strings.HasSuffix(w, "ed"):
		return isPart
	case len(w) > 5 && strings.HasSuffix(w, "ing"):
		return isGerund
	case strings.HasSuffix(w, "s"):
		return 0
	}
	return isWord
}

// misleading words end as adverbs, participles and gerunds do.
var misleading = words(`family belly jelly supply reply apply rely friendly elderly daily weekly monthly nightly yearly assembly likely
	lovely italy early healthy costly butterfly seed indeed breed bleed naked sacred hundred thing nothing something anything everything
	morning evening during spring string being clothing ceiling wedding king wing ring sibling offspring lightning pudding`)

// irregular are the participles that do not end in -ed.
var irregular = map[string]string{"eat": "eaten", "drink": "drunk", "take": "taken", "do": "done", "wear": "worn", "put": "put",
	"cut": "cut", "keep": "kept", "give": "given", "choose": "chosen", "make": "made", "hold": "held", "set": "set", "run": "run",
	"build": "built", "get": "gotten", "see": "seen", "write": "written", "read": "read", "leave": "left", "quit": "quit", "feed": "fed",
	"find": "found", "bring": "brought", "buy": "bought", "lose": "lost", "break": "broken", "draw": "drawn", "freeze": "frozen",
	"spread": "spread", "spend": "spent", "split": "split", "swim": "swum", "teach": "taught", "think": "thought", "shut": "shut",
	"let": "let", "begin": "begun", "forget": "forgotten", "know": "known", "lie": "lain", "ride": "ridden", "sleep": "slept", "bend": "bent",
	"go": "gone", "have": "had", "be": "been", "say": "said", "tell": "told", "pay": "paid", "meet": "met", "stick": "stuck", "bite": "bitten"}

func past(v string) string {
	if p, ok := irregular[v]; ok {
		return p
	}
	switch {
	case strings.HasSuffix(v, "e"):
		return v + "d"
	case strings.HasSuffix(v, "y") && !vowel(v, 2):
		return v[:len(v)-1] + "ied"
	case doubles(v):
		return v + v[len(v)-1:] + "ed"
	}
	return v + "ed"
}

func gerund(v string) string {
	switch {
	case v == "be" || strings.HasSuffix(v, "ee"):
		return v + "ing"
	case strings.HasSuffix(v, "ie"):
		return v[:len(v)-2] + "ying"
	case strings.HasSuffix(v, "e"):
		return v[:len(v)-1] + "ing"
	case doubles(v):
		return v + v[len(v)-1:] + "ing"
	}
	return v + "ing"
}

func third(v string) string {
	switch {
	case v == "have":
		return "has"
	case v == "be":
		return "is"
	case strings.HasSuffix(v, "y") && !vowel(v, 2):
		return v[:len(v)-1] + "ies"
	case strings.HasSuffix(v, "s"), strings.HasSuffix(v, "h"), strings.HasSuffix(v, "x"), strings.HasSuffix(v, "z"), strings.HasSuffix(v, "o"):
		return v + "es"
	}
	return v + "s"
}

// doubles says whether the last letter is doubled before -ing and -ed: one
// vowel before one consonant, in a word stressed there.
func doubles(v string) bool {
	if n := len(v); n < 3 || strings.ContainsAny(v[n-1:], "aeiouwxy") || !vowel(v, 2) || vowel(v, 3) && v != "quit" {
		return false
	}
	return len(v) <= 4 || doubling[v]
}

var doubling = words("begin omit commit forget permit refer unplug admit")

// vowel says whether the letter n from the end of v is one.
func vowel(v string, n int) bool {
	return len(v) >= n && strings.ContainsAny(v[len(v)-n:len(v)-n+1], "aeiou")
}

// words makes a set of the words of a table.
func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
