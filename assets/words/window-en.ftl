# Words of the window, in English.
# A key stands in every language, with the same variables.

## Languages and units

language-name = English
unit-mm = mm
unit-inch = in
window-preparing = The picture is being prepared …
menu-language = Language
menu-lengths = Lengths
menu-mm = millimetres
menu-inch = inches

## The bar

bar-plan = Plan
bar-plan-hint = Show or hide the plan (N)
bar-undo = Undo
bar-redo = Redo
bar-nothing = nothing
bar-undo-hint = Undo: { $name } (Ctrl + Z)
bar-redo-hint = Redo: { $name } (Ctrl + Shift + Z)
bar-divider = Divider
bar-divider-hint = Before and after; drag the line (D)
bar-beside = Side by side
bar-beside-hint = Before and after beside each other, turned together (S)
bar-ghost = Ghost
bar-ghost-hint = The day before treatment as a ghost over the picture, while time goes on (G)
bar-ghost-share = share of the day before treatment
bar-light = Light: { $name }
bar-turned = turned
bar-client = Show client
bar-client-hint = The head alone, full screen (F11)
bar-help = Help
look-front = Front
look-three-quarter-left = ¾ left
look-left = Left
look-back = Back
look-right = Right
look-three-quarter-right = ¾ right
look-top = Top
look-crown = Crown

## Before and after, plan A and plan B

seen-before = Before
seen-after = After
seen-a = Plan A
seen-b = Plan B
seen-bare = before
seen-day = simulation, { $day }
seen-side = { $side }: { $day }
seen-ghost = { $shown }, under { $share } % of the day before treatment
seen-ghost-a = plan B under { $share } % of plan A, { $day }
ab-keep = Keep as A
ab-keep-hint = Keeps the plan as it is now: edit on, and compare A with B
ab-kept = the plan is kept as A; what is edited from now on is B
ab-menu = A/B
ab-menu-comes = A/B …
ab-against-before = compare with before
ab-against-a = compare with A
ab-again = keep the plan of now as A
ab-back = go back to A
ab-let-go = let go of A

## The client's face

face-just-done = Just done
face-healed = Healed
face-year = 1 year
face-five-years = 5 years
face-ten-years = 10 years
face-compare = Compare
face-healed-on = Healed · { $time }
face-caption = { $fading } · { $light } light · simulation, not a promise
face-slow = slow fading
face-typical = typical fading
face-fast = fast fading

## The time line

days-name = Day after the first session
days-play = play
days-stop = stop
days-play-hint = Play (P)
days-bare = bare
days-first = day 0
days-healed = healed
days-1-y = 1 y
days-3-y = 3 y
days-5-y = 5 y
days-10-y = 10 y
days-1-w = 1 w
days-1-mo = 1 mo
days-3-mo = 3 mo
days-due-hint = When the contrast to bare skin is likely to be too low; in brackets fast and slow fader.
days-due = touch-up due after { $due }
days-due-next = next touch-up due after { $due }
days-not-due = no touch-up due for as long as can be told
days-not-due-next = no next touch-up due for as long as can be told
days-not-due-fast = no touch-up due for as long as can be told (fast fader: after { $years } y)
days-not-due-fast-next = no next touch-up due for as long as can be told (fast fader: after { $years } y)
days-session = session { $number }, { $day }: { $share } % of the dots
days-touch-up = touch-up, { $day }: { $share } % of the dots
days-touch-up-due = { $due }: { $share } % of the dots
days-lightening = lightening, { $day }: { $share } % goes

## Files

file-menu = File
file-open = Open…
file-save = Save
file-save-as = Save as…
file-built-in-head = Built-in head
file-copy-picture = Copy picture
file-save-picture = Save picture…
file-sheet = Consultation sheet…
file-stop = Stop
file-drawing = drawing, { $share } % ×
file-copied = the picture is on the clipboard
file-saved-to = saved to { $path }
file-save-hint = Save to { $path } (Ctrl + S)
file-save-new-hint = Save to a new file in the current folder (Ctrl + S)
file-drop-here = Drop a plan, a scan, a photograph or a panorama
file-all-kinds = plans, scans, photographs, panoramas
file-plans = plans
file-scans = scans of a head
file-panoramas = panoramas as light
file-photographs = photographs
file-pictures = pictures
file-ask-open = Open a plan, a scan, a photograph or a panorama
file-ask-photograph = Bring a photograph of the client
file-ask-save-as = Save the plan as
file-ask-picture = Save the picture
file-ask-sheet = Save a consultation sheet
file-no-dialog = This system shows no dialog for files. Drop a file on the window, or type its path.
file-path = path of the file
file-reading = reading { $path } …
file-opened-plan = opened { $name }
file-opened-plan-on-scan = opened { $name }; it is laid on the scan that is open
file-opened-scan = Scan { $path }
file-opened-built-in = the built-in head
file-look-at = Look at: { $doubt }
file-lit-by = lit by { $name }

## What is refused

refused = That could not be opened
refused-file = { $path }: { $why }
refused-not-text = it is not text, and a plan is
refused-unknown-kind = only a plan (.toml), a scan (.obj, .ply, .stl, .glb), a photograph (.jpg, .png, .webp) or a panorama (.hdr, .exr) can be opened
refused-no-file = there is no such file; check its name and folder
refused-folder = it is a folder; choose a file in it
refused-large = it is larger than { $most } MiB: that is too much
refused-heic = it is a HEIC photograph, which only some telephones read; save it as JPEG first
refused-photo-large = it has more pixels than can be held; save it smaller, 4000 pixels wide are plenty
refused-photo-small = it has too few pixels to trace anything on; bring the photograph itself, not its preview
refused-photo = it cannot be read as a photograph ({ $why }); bring a JPEG, PNG or WebP

## Questions

ask-ok = OK
ask-cancel = Cancel
ask-not-saved = “{ $name }” is not saved
ask-save-and-close = Save and close
ask-close-unsaved = Close without saving
ask-save-and-open = Save and open
ask-open-unsaved = Open without saving
ask-stay = Stay
ask-unsaved-work = Go on with unsaved work?
ask-continue = Go on with it
ask-throw-away = Throw it away
ask-later = Later
ask-offered = A window ended without being closed. Changes to { $file } were kept { $when }. The file itself is as it was saved last.
ask-no-file = a plan without a file
ask-just-now = less than a minute ago
ask-minutes-ago = { $n ->
    [one] a minute ago
   *[other] { $n } minutes ago
}
ask-hours-ago = { $n } hours ago
ask-days-ago = { $n } days ago
ask-recovered = unsaved work is back; save it to keep it
ask-not-kept = unsaved work is not kept against a crash: { $why }; save the plan by Ctrl + S
ask-other-head = This plan was drawn on a scan
ask-head-missing = { $path } is not there any more. What is shown is another head; open the scan to see the plan on it.

## The plan's panel

plan-name-hint = Name of the plan. No client's name.
plan-saved = saved
plan-not-saved = not saved
plan-dots = { $count } dots on { $area } cm² of scalp
plan-hairline = Hairline
plan-edges = Edges by hand
plan-photograph = Photograph
plan-density = Density and shade
plan-brush = Brush
plan-skin = Skin and hair
plan-fading = Fading
plan-person = Person
plan-head = Head
plan-history = History
plan-picture = Picture
plan-tone-map = tone map
plan-exposure = exposure, stops
plan-match = match dots to hair
plan-match-stop = stop matching ({ $share } %)
plan-match-hint = Finds the density and the shade at which healed dots pass for the client's own hair at 400 mm.
plan-matched = dots and shaved hair: ΔE00 { $now } in the mean, { $before } before
plan-matched-limited = dots and shaved hair: ΔE00 { $now } in the mean, { $before } before; a limit was reached
plan-matched-dark = { $told }; the shade is as dark as this skin bears, the hair stays darker
plan-as-opened = as opened
plan-undone = undone: { $name } (Ctrl + Shift + Z does it again)
plan-redone = done again: { $name }
plan-steps-none = the plan as it was opened
plan-steps = { $n ->
    [one] after the first step
   *[other] after { $n } steps
}
zones-all = all zones

## The hairline

line-shape = shape
line-by-hand = drawn by hand
line-soft-square = soft square
line-youthful = youthful
line-mature = mature
line-mature-high = mature, high
line-receded = receded
line-rounded = rounded
line-straight = edged up, straight
line-widows-peak = widow's peak
line-soft = soft, broken
line-notched = with notches
line-womans = woman's
line-above-brows = { $unit } above the brows
line-recess = { $unit } corner recess
line-softness = { $unit } soft edge
line-irregularity = broken edge
line-symmetry = symmetry
line-usual = show what is usual at this age
line-raises-all = Measured on the head, along the skin. Raises and lowers the whole drawn line.
line-recess-by-hand = Measured on the head. Drag the points of the line to change it.
line-behind = corners { $right } behind at the right, { $left } at the left
line-softness-hint = Width over which the dots fade in.
line-irregularity-hint = 0 is drawn with a ruler, 1 as grown, 2 scattered.
line-symmetry-hint = 1 is a mirror image, 0 the widest natural difference.
line-points = points shown
line-points-hint = drag a point on the picture along the skin; double click on the line adds one, right click takes one away
line-points-rule = This edge is drawn by hand: drag its points, or take them away with “as measured again”.
line-as-measured = as measured again
line-as-measured-hint = Takes the control points away.
line-fewest = { $least } points are the fewest that draw this edge; drag one instead, or take all of them away with “as measured again”
line-mirrored = mirrored from the client's left
line-nape-raise = { $unit } raised at the nape
line-sideburn-raise = { $unit } shorter sideburns
line-edge-none = none
line-edge-hairline = hairline
line-edge-nape = nape
line-edge-sideburn-left = left sideburn
line-edge-sideburn-right = right sideburn
line-edge-crown = crown
line-held = line { $height } above the brows ({ $off } { $than } than usual) · { $side }
line-lower = lower
line-higher = higher
line-in-the-middle = in the middle
line-left-of-middle = { $length } left of the middle
line-right-of-middle = { $length } right of the middle

## Density and shade

dots-density = dots/cm², { $zone }
dots-shade = shade
dots-soft = soft
dots-soft-hint = Light fill: healed skin keeps some 84 % of its light.
dots-natural = natural
dots-natural-hint = As most finished work: some 68 %.
dots-strong = strong
dots-strong-hint = A dense buzz cut: some 56 %, by more, wider and darker dots.
dots-own = own hair
dots-own-hint = As dark as the client's own hair as it is worn.
dots-water = parts of water (shade)
dots-water-hint = Parts of water to one of pigment: fewer are darker.
dots-diameter = { $unit } healed dot
dots-hand = hand
dots-hand-hint = How evenly dots are set and take.
dots-hand-even = even
dots-hand-ordinary = ordinary
dots-hand-poor = poor
dots-uptake = uneven uptake
dots-uptake-hint = How much pigment differs from place to place.
dots-depth = { $unit } deep

## Skin and hair

skin-loss = hair loss
skin-loss-none = no loss
skin-loss-diffuse = diffuse
skin-loss-total = total
skin-worn = worn
skin-worn-natural = natural
skin-matte = matte
skin-by-fitzpatrick = skin, by Fitzpatrick
skin-by-monk = skin, by Monk
hair = hair
hair-kind-hint = Colour, density, width, growth and white hairs as measured.
hair-european = European
hair-east-asian = East Asian
hair-african = African
hair-colour = colour of the hair
hair-colour-one = Colour of the client's own hair: { $colour }
tint-black = black
tint-dark-brown = dark brown
tint-brown = brown
tint-blond = blond
tint-red = red
tint-grey = grey
tint-white = white
hair-length = { $unit } stubble
hair-grey-share = grey

## Fading

fade-slow = slow
fade-typical = typical
fade-fast = fast fader
fade-sun = sun
fade-sun-protected = protected
fade-sun-ordinary = ordinary
fade-sun-outdoor = outdoor
fade-sun-tropics = tropics
fade-scalp = scalp
fade-dry = dry
fade-normal = normal
fade-oily = oily
fade-acids = acids, retinoids or scrubs
fade-seen = a healed visit was seen
fade-seen-hint = Tells more than any guess above.
fade-seen-days = days after it
fade-seen-left = of the darkness left
fade-aftercare = aftercare kept
fade-touch-up = touch up as it fades
fade-touch-up-under = of the contrast left
fade-touch-up-hint = A touch-up falls due when less is left of the healed contrast.

## Person and head

person-code = code
person-code-hint = A file number of the practice's own. Never a name.
person-age = years old
person-scan = a scan keeps its own face
person-eyes = eyes
person-eyes-open = open
person-eyes-closed = closed
person-irises = irises
person-iris-dark-brown = dark brown
person-iris-brown = brown
person-iris-hazel = hazel
person-iris-green = green
person-iris-blue = blue
person-iris-grey = grey
person-wears = wears
person-wears-nothing = nothing
person-wears-crew-neck = crew neck
person-wears-cape = cape
beard = beard
beard-none = none
beard-shaved = shaved
beard-stubble = stubble
beard-short = short
beard-full = full
beard-length = { $unit } long
beard-density = of a full beard
beard-grey = grey
shape-look = look
shape-man = man
shape-woman = woman
shape-long-narrow = long and narrow
shape-short-wide = short and wide
shape-length = { $unit } long
shape-breadth = { $unit } broad
shape-height = { $unit } high above the ears
shape-face = { $unit } of face
shape-jaw = { $unit } of jaw
shape-ear = { $unit } long ears
shape-ear-off = { $unit } that ears stand off
shape-neck = { $unit } round the neck
shape-masculinity = female to male
shape-years = years

## The brush

brush-fill = fill
brush-fill-hint = Brings the skin under the brush to the density beside it.
brush-thin = thin
brush-thin-hint = Leaves six of ten dots; again and again for fewer.
brush-erase = erase
brush-erase-hint = Takes the dots away; Shift does so with every brush.
brush-paint = Paint
brush-paint-hint = Paint on the head: drag over the skin; beside the head a drag turns it (B, Esc)
brush-wide = { $unit } wide
brush-wide-hint = Alt + wheel, [ and ]
brush-density = dots/cm² to fill to
brush-both = on both sides alike
brush-strokes = { $n ->
    [one] 1 stroke
   *[other] { $n } strokes
}
brush-take-last = take the last away
brush-take-all = take all away

## A photograph to trace from

photo-bring = Bring a photograph…
photo-bring-hint = A JPEG, PNG or WebP of the client, to trace the hairline from. It stays in memory and is written nowhere.
photo-away = Put it away
photo-opened = { $name }: it stays in memory and is written nowhere
photo-places = Places
photo-places-hint = Click the same places on the head and on the photograph; the camera is matched from them
photo-line = Trace the line
photo-line-hint = Draw the hairline on the photograph, or click along it
photo-beside = beside
photo-beside-hint = The photograph beside the head; the wheel enlarges it
photo-over = over
photo-over-hint = The photograph over the head, as seen from its camera
photo-divided = divided
photo-divided-hint = The photograph on one side of a line, the head on the other; drag the line
photo-opacity = of the photograph
photo-look = Look from its camera
photo-look-hint = The head as the photograph's camera saw it
photo-no-places = Take all places away
photo-new-line = Begin the line anew
photo-new-line-hint = The next stroke begins another line; what lies on the head stays (Ctrl + Z takes it back)
photo-needs-camera = Click at least four places on both first: the camera is matched from them
photo-pane = Photograph, to click places and to trace on
photo-next-line = Draw the hairline on the photograph, or click along it; it lies on the head when you let go
photo-next-on-photo = Place { $number }: click it on the photograph, too
photo-next-on-head = Place { $number }: click it on the head, too
photo-next-place = Place { $number } of at least { $least }: click it on the head and on the photograph (a corner of an eye, the nose's tip, an ear, the chin)
photo-next-more = Click more places to make the camera surer, or trace the line
photo-unmatched = camera not matched yet: { $places } of { $least } places
photo-matched = camera matched, off by { $error } over { $places } places
photo-matched-worst = { $told }; place { $number } is off by { $error }: drag it, or right-click it away
photo-matched-one-more = { $told }; one place more tells whether that is true
photo-beside-the-head = the line lies beside the head as it was matched; trace it over the head, or correct the places

## The picture and the help

head-name = Head, to be turned by dragging and looked at closely by the wheel
help-title = Keys and mouse
help-keys-1 = drag
help-does-1 = turn the head
help-keys-2 = right or middle drag, Shift + drag
help-does-2 = pan
help-keys-3 = wheel, pinch
help-does-3 = zoom to the pointer
help-keys-4 = double click
help-does-4 = look closely at that place
help-keys-5 = drag a point of an edge
help-does-5 = take it along the skin
help-keys-6 = double click on the edge
help-does-6 = add a point
help-keys-7 = right click or Delete on a point
help-does-7 = take it away
help-keys-8 = 1 – 8
help-does-8 = front, ¾ left, left, back, right, ¾ right, top, crown
help-keys-9 = Space
help-does-9 = before, after
help-keys-10 = D
help-does-10 = divider; drag the line
help-keys-11 = S
help-does-11 = before and after side by side
help-keys-12 = G
help-does-12 = ghost of the day before treatment
help-keys-13 = arrow keys
help-does-13 = back and forth in time
help-keys-14 = P
help-does-14 = play time
help-keys-15 = L
help-does-15 = next light
help-keys-16 = E
help-does-16 = points of the hairline
help-keys-17 = B
help-does-17 = brush for dots; Shift erases
help-keys-18 = [ and ], Alt + wheel
help-does-18 = narrower, wider brush
help-keys-19 = N
help-does-19 = show or hide the plan
help-keys-20 = Home
help-does-20 = back to the start
help-keys-21 = F11
help-does-21 = client's face, full screen; Esc leaves it
help-keys-22 = Page Up, Page Down, .
help-does-22 = in it: through prepared pictures; black
help-keys-23 = Tab
help-does-23 = next control
help-keys-24 = Esc
help-does-24 = leave what was opened last
help-keys-25 = Ctrl + Z
help-does-25 = undo
help-keys-26 = Ctrl + Shift + Z, Ctrl + Y
help-does-26 = redo
help-keys-27 = Ctrl + O, or drop a file
help-does-27 = open a plan, a scan, a photograph or a panorama
help-keys-28 = Ctrl + S, Ctrl + Shift + S
help-does-28 = save the plan, save it as another
help-keys-29 = F12
help-does-29 = save the picture
help-keys-30 = Ctrl + plus, minus, 0
help-does-30 = larger, smaller, usual size of the controls
help-keys-31 = Ctrl + Q
help-does-31 = close
help-drawn-by = Drawn by { $device }
help-no-gpu = No GPU: drawn on the CPU by { $device }

## Steps of the history

step-from-to = { $what }: { $from } to { $to }
step-to = { $what }: { $to }
step-yes = yes
step-no = no
step-name = name of the plan
step-code = client's code
step-age = age
step-skin = skin
step-hair-loss = hair loss
step-oil = scalp's oil
step-finish = finish
step-sun = sun
step-acids = acids, retinoids or scrubs
step-fading = fading
step-observed = healed visit seen
step-client = client
step-look = look of the head
step-proportions = head's proportions
step-eyes = eyes
step-irises = irises
step-clothing = clothing
step-head = head
step-hair-kind = kind of hair
step-hair-length = length of hair
step-hair-grey = grey hair
step-hair-colour = colour of hair
step-hair = hair
step-beard-length = length of the beard
step-beard-density = density of the beard
step-beard-grey = grey of the beard
step-beard = beard
step-line-shape = hairline's shape
step-line-height = height of the hairline
step-line-recess = recess of the corners
step-line-softness = soft edge
step-line-irregularity = broken edge
step-line-symmetry = symmetry
step-line-points = hairline by hand
step-line-mirrored = mirrored edges
step-nape-points = nape by hand
step-sideburn-left-points = left sideburn by hand
step-sideburn-right-points = right sideburn by hand
step-crown-points = crown by hand
step-nape-height = nape's height
step-sideburns = length of the sideburns
step-edges = edges
step-line = hairline
step-density-front = density in front
step-density-mid-scalp = density on top
step-density-crown = density of the crown
step-density-temples = density of the temples
step-zones = density and dots
step-dilution = dilution
step-shade = shade
step-uptake = uneven uptake
step-hand = hand
step-pigment = pigment
step-aftercare = aftercare
step-rates = rates
step-visits = visits
step-touch-ups = touch-ups
step-lightening = lightening
step-scars = scars
step-brush = brush
step-plan = plan

## Advice on a plan, beside what it concerns

advice-low = The hairline lies { $found } above the brows. That looks too young for this age, more so each year, and it cannot be raised again; usual is { $usual }.
advice-closed = The corners lie { $found } behind the middle. Closed corners frame the face like a boy's; at this age they usually lie about { $usual } behind.
advice-temples = The temples' points stand { $found } forward. Closed temples give the work away at this age; usual is { $usual }.
advice-square = The corners are square and the fade is narrow: together they read as cut with a ruler. Usual are rounded corners.
advice-unbroken = The line is hardly broken ({ $found }). What grows has about 1; 0 is a ruler.
advice-mirror = Left and right are nearly mirror images ({ $found }). Natural lines differ in height by some millimetres.
advice-hard = The fade at the line is { $found } wide and reads as an outline; usual is { $usual }.
advice-dense = { $found } dots per cm²: beyond { $usual } they join into one tone; 150 is usual.
advice-thin = { $found } dots per cm²: below 40 they read as specks; { $usual } is usual even between hair.
advice-dots-fine = Healed dots of { $found }: finer than { $usual } they vanish as they heal.
advice-dots-wide = Healed dots of { $found }: wider than { $usual } they look like spots, not follicles.
advice-helmet = So many dots of this width leave { $found } % of the skin's light. Finished work leaves 60 to 78 %; less than { $usual } % reads as a helmet.
advice-shallow = Pigment { $found } deep sheds with the skin's surface within weeks; from { $usual } on it lasts.
advice-deep = Pigment { $found } deep blurs and turns blue; down to { $usual } it stays crisp.
advice-shade-out-of-reach = This shade would leave { $found } % of the skin's light. These dots in the darkest ink leave { $usual } %; more or wider dots come nearer.
advice-dark = { $found } parts of water are darker than this skin and hair bear: the dots turn blue and show. About { $usual } suit.
advice-pale = { $found } parts of water are pale beside this hair and soon gone. About { $usual } suit.
advice-white-hair = White stubble does not darken the sides: dots on top will stand alone there.
advice-no-visit = There is no visit, so there are no dots; three are usual.
advice-one-visit = One visit: how the skin takes pigment shows only afterwards. Two to four are usual.
advice-many-visits = { $found } visits; two to four are usual.
advice-visits-close = { $found } days after the visit before, the skin has not healed; 7 to 14 are usual.
advice-visits-short = The visits set { $found } % of the dots that the zones ask for.
advice-needle-fine = A needle of { $found }: dots so fine vanish as they heal; { $usual } and more are in use.
advice-needle-wide = A needle of { $found }: wider ones than { $usual } are for filling and leave spots.
advice-hair-long = Hair of { $found } stands out beside dots, which lie flat; keep it below { $usual }.
advice-scar-young = A scar of { $found } months has not settled, and pigment may spread; better wait for { $usual }.
advice-scar-raised = A scar that stands up by { $found } keeps its shadow and its shine under any pigment.
advice-scar-sunken = A scar that lies { $found } deep keeps its shadow and its shine under any pigment.

## Faults of plans, scans and files

fault-at-line = line { $line }, column { $column }
fault-in-plan = the plan
fault-syntax = { $place }: this is not valid TOML ({ $why })
fault-unknown-key = { $place }: no plan has the key `{ $key }`; { $meant }
fault-missing-key = { $place }: the key `{ $key }` is missing{ $meant }
fault-wrong-value = { $place }: this cannot be { $found }; possible is { $expected }
fault-out-of-range = { $place }: { $found } is impossible; it lies between { $least } and { $most }{ $unit }
fault-newer = { $place }: the plan is of version { $found }, and this program reads versions 0 to { $known }; use a newer program
fault-no-head = this does not look like a head ({ $why }); bring a scan of a head
fault-changed = { $path } was changed by another program since it was opened; save again to write this plan into it
fault-no-name = { $path } holds plans of this name up to the hundredth; rename the plan, or save it under another name
