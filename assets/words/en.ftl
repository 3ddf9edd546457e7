# Words of printed pages and of the take-home page, in English.
# Figures come in as they are to be shown. A key stands in every language, with the same variables.

## Shared

language = en
simulation = computer simulation
simulation-foot = Computer simulation, not a photograph and not a promise
subject = Computer simulation of scalp micropigmentation; not a photograph and not a promise
honesty = A simulation, not a photograph and not a promise. How fast pigment fades differs from person to person.
made-by = Pointille { $version }, plan { $digest }
page-of = { $page } of { $pages }
logo = Logo of the practice
logo-of = Logo of { $practice }
figure = Simulated head, { $caption }
range = { $likely } ({ $low } to { $high })
first-days-head = The first days
long-term-head = Later
notes = Notes of the practice
in-all = in all
touch-up-after = { $likely } y ({ $earliest } to { $latest })
touch-up-later = later
touch-up-unknown = later than can be told (fast fader { $earliest } y)

## Times

time-before = before
time-healed = healed
time-healed-on = healed, { $time }
time-just-done = just done
time-hours = { $n ->
    [one] { $amount } hour
   *[other] { $amount } hours
}
time-day = day { $amount }
time-weeks = { $n ->
    [one] { $amount } week
   *[other] { $amount } weeks
}
time-months = { $n ->
    [one] { $amount } month
   *[other] { $amount } months
}
time-years = { $n ->
    [one] { $amount } year
   *[other] { $amount } years
}
time-years-short = { $amount } y
time-after-visit = after visit { $number }

## Names of what a plan holds

zone-front = front
zone-mid-scalp = mid-scalp
zone-crown = crown
zone-temples = temples
zone-sides = sides
zone-donor = donor
ink-carbon = carbon
ink-iron-oxide = iron oxide
light-clinic = clinic
light-daylight = daylight
light-sun = sun
light-window = window
light-ring = ring
light-studio = studio
light-evening = evening
loss-none = none
loss-vertex = Norwood III vertex
loss-diffuse = diffuse
loss-total = total
view-front = front
view-profile = profile
view-three-quarter = three-quarter
view-left = left
view-top = top
side-caption = { $view }, { $time }

## Aftercare; it is no medical advice

first-days-1 = Keep the scalp dry for four days; then wash it gently with water alone.
first-days-2 = No sweating, sauna, swimming or sun until the crusts are gone.
first-days-3 = Do not scratch or pick: crusts fall off by themselves in a week or so.
first-days-4 = Do not shave before your practitioner says so, usually after four to seven days.
first-days-5 = Redness and dark dots are usual at first; much of the darkness goes with the crusts.
first-days-6 = Call your practice about swelling, fever, or redness that spreads.
long-term-1 = Shave as often as the result was planned for: the picture shows it freshly shaved.
long-term-2 = Sunscreen every day: sun is what fades pigment and darkens the skin about it.
long-term-3 = A matte lotion takes the shine off; acids and retinol speed up fading.
long-term-4 = Expect a touch-up after some years; the table tells the range.
long-term-5 = Tell laser clinics and doctors that the scalp is tattooed.
care-touch-up = Touch-up: due after { $when }, counted from the first visit.

## Calendar of visits

recall-visit = Visit { $number }
recall-control = Look at the healed work
recall-touch-up = Touch-up may fall due
recall-plan = Plan { $digest }

## Treatment record

record-title = Treatment record
record-over-time = Over the visits, the days and the years
record-at-scale = The hairline at its true size
record-care = Aftercare and agreement
record-client = Client
record-views = Before and healed, in hard light
record-line = Hairline
record-zones = Dots by zone
record-visits = Ink and visits
record-sign = Agreed as drawn
record-sessions = After each visit
record-healing = The first ten days
record-years = The years, without a touch-up
record-lights = The same healed work in other lights
record-limits = What it will not do
record-checks = Told and asked
zone-column-1 = zone
zone-column-2 = cm²
zone-column-3 = dots per cm²
zone-column-4 = dots, about
visit-column-1 = visit
visit-column-2 = day
visit-column-3 = dots, about
visit-column-4 = water : ink
visit-column-5 = hours
visit-column-6 = cost
visit-cost-in = cost, { $currency }
signed-for-1 = Shape and position of the hairline
signed-for-2 = Shade of the dots
signed-for-3 = Number of visits and their cost
signature-1 = client, date
signature-2 = practitioner, date
limit-1 = Dots are flat: from nearer than an arm's length, in raking light or beside longer hair they are seen as dots.
limit-2 = They do not grow. Hair beside them that is left longer than the plan shows parts from them in look.
limit-3 = Bare skin shines where stubble would not: the pictures shine as the plan's finish says.
limit-4 = A scar keeps its relief and may take less pigment than the skin beside it.
limit-5 = Pigment fades at a pace that nobody knows before the first visit has healed: the band shows how far paces lie apart.
limit-6 = Hair that turns grey or falls out later does so beside dots that stay as they are.
limit-7 = Screens and printers show colours differently: judge the shade on the skin, at the first visit.
question-1 = Keloids or raised scars
question-2 = Psoriasis, eczema or infection of the scalp
question-3 = Blood thinners or a bleeding disorder
question-4 = Allergy to pigments, metals or local numbing
question-5 = Hair loss that may be temporary
question-6 = Laser on the scalp within 90 days; a scar younger than 9 months; a transplant within 6 months
question-7 = Retinoids or acids on the scalp
question-8 = A mole that has changed
answer-1 = yes
answer-2 = no
record-chart = Contrast to bare skin, settled after 90 days = 100 %: line, the likely course; band, from a slow to a fast fader; dashed, where a touch-up is usually wanted.
record-chart-due = Touch-up due after { $when }.
record-qr = Code of the plan's digest
client-code = code
client-age = age
client-age-band = { $from } to { $to } years
client-skin = skin
client-loss = hair loss
client-hair = hair
skin-scanned = as scanned
skin-monk = Monk { $step } (about Fitzpatrick { $kind }, ITA { $ita }°)
skin-lab = L*a*b* { $lab }, ITA { $ita }° (Fitzpatrick { $kind })
skin-fitzpatrick = Fitzpatrick { $kind } (ITA { $ita }°, Monk { $monk })
hair-clipped = clipped to { $mm } mm
hair-shaved = shaved { $hours } hours before
hair-no-guard = clipped without a guard
hair-white = { $worn }, { $share } % white
line-height = middle above glabella
line-height-is = { $mm } mm along the skin
line-corners = corners behind it
line-corners-are = right { $right } mm, left { $left } mm
line-unlike = right to left
line-unlike-is = { $mm } mm unlike
line-fade = fade-in
line-fade-is = { $mm } mm wide
line-length = length, ear to ear
line-drawn = { $mm } mm, drawn by hand
line-measured = { $mm } mm, by measures
record-ink = Ink: { $ink }; needle { $needle } mm; pigment at { $depth } mm depth; the hairline's first rows { $lighter } parts lighter. Next touch-up due after { $due }.

## A visit as it was

visit-name = Visit { $number } of { $count }
visit-touch-up = Touch-up { $number }
visit-facts = What was done
visit-seen = What was seen
visit-pictures = Photograph and simulation
visit-planned = as planned
visit-done = as done
visit-date = date
visit-day = day { $day }
visit-needle = needle
visit-lot = lot of the pigment
visit-dilution = water : ink
visit-dots = dots
visit-dots-about = about { $dots }
visit-nothing = Nothing was noted.
visit-photograph = Photograph, { $caption }
visit-beside = Left, the client; right, the computer simulation of the same day from the same side, with the same lens. Light and camera of the photograph may differ.

## Film for the skin

film-title = Film for the skin, 1:1
film-more = Film for the skin, 1:1, continued
film-how = Print at 100 %, never “fit to page”, and measure the box. Cut along the dashed edges; lay the red line by the midline mark, printed side up, and press it on from the middle outwards. Slit the edge where it stands up. Ticks are 10 mm apart.
film-how-short = Print at 100 %, and measure the box. Ticks are 10 mm apart; the midline counts from the glabella.
film-mirrored = Mirrored, for transfer paper: what is printed comes off the right way round on the skin. Only words are not turned over.
film-measure = measure me: 100 mm
film-foot = Seen from outside, up is towards the crown; right and left are the client's; plan { $digest }
film-midline = midline
film-hairline = hairline
film-arc = arc from tragus to tragus
film-moles = { $count ->
    [one] One mole lies on the scalp: keep { $mm } mm free about it; one beside a line is ringed in blue.
   *[other] { $count } moles lie on the scalp: keep { $mm } mm free about each; those beside a line are ringed in blue.
}
film-front = Hairline, from corner to corner
film-temple-right = Right temple, from the sideburn to the corner
film-temple-left = Left temple, from the corner to the sideburn
film-nape = Edge at the nape
film-crown = Ring about the crown
film-midline-line = Midline, from the glabella backwards
film-scar = Scar
film-tragus-arc = Arc over the head, from the right ear to the left
film-to-face = to the face
film-to-back = to the back
film-right-sideburn = right sideburn
film-corner = corner
film-left-sideburn = left sideburn
film-right = client's right
film-left = client's left
film-piece = , { $number } of { $count }
film-about = { $name }{ $piece }: { $length } mm along the line; laid round the head it is off by { $off } mm at most, its edges are { $edge }
film-edge-same = as long as the skin
film-edge-long = up to { $mm } mm too long: slit and overlap them
film-edge-short = up to { $mm } mm too short: slit and spread them

## Sheets and comparisons

develop-phone = as a telephone shows it, not for shades
sheet-title = Consultation sheet
sheet-about = { $dots } dots; before and { $after }; light: { $light }; plan { $digest }
compare-title = Plans side by side
compare-about = one camera, one light ({ $light }); { $plans }
roads-title = Twenty years, three roads
roads-about = touched up when due, left to fade, or taken away by laser; plan { $digest }
road-touched-up = touched up
road-left = left
road-laser = laser

## Views, films, strips and models

before-treatment = before treatment
wipe-caption = left: { $time }; right: before treatment
growth-caption = { $time }, { $days } days after a shave
strip-title = Over the years
strip-about = { $touch-ups }; plan { $digest }
strip-next = a touch-up falls due after { $next }
strip-touch-ups = touch-ups: { $planned }; the next falls due after { $next }
strip-lines = lines: likely course; bands: slow to fast fader
strip-pigment = pigment left, %
strip-tone = ΔE by pigment alone; rings: these pictures
strip-weeks = { $n } w
strip-years = { $n } y
strip-months = { $n } mo
variant-bare = bare
clinical-front = front
clinical-frontal = forelock
clinical-midline = midline
clinical-vertex = vertex
clinical-temporal-left = left temple
clinical-temporal-right = right temple
clinical-left = left
clinical-right = right
clinical-back = back
clinical-brows = brows
clinical-hairline = hairline
clinical-temple-left = left temple
clinical-temple-right = right temple
clinical-sideburn-left = left sideburn
clinical-sideburn-right = right sideburn
clinical-nape = nape
clinical-top = top
clinical-occiput = back of the head
clinical-half-left = half left
clinical-half-right = half right
clinical-crown = crown
clinical-donor = donor area

## Take-home page

page-heading = Your simulation
page-picture = Picture of the head
page-noscript = Scripts are switched off: this is one picture of the simulation; the plan stands beside it.
page-time = Time
page-turn = Turn
page-divider = Before on the left of the line
page-no-webgpu = This browser cannot draw the head itself: these are pictures made beforehand. Chrome and Edge from 113, Safari from 26 and Firefox from 141 (Windows) can, on a device with a graphics processor.
page-view = View
page-plan = Your plan
page-aftercare = Aftercare
page-around = around
page-from-above = from above
page-from-behind = from behind
fact-hairline = Hairline above the brows
fact-dots = Dots
fact-dots-on = { $dots } on { $area } cm²
fact-density = Density, { $zone }
fact-density-is = { $density } dots per cm²
fact-visits = Visits
fact-visits-on = { $count } (days { $days })
fact-hours = Hours in all
fact-cost = Cost in all
fact-cost-is = { $likely } { $currency } ({ $low } to { $high })
fact-touch-up = Touch-up due after
