# Words of the page in a browser, in English. What the printed pages and the window say already is taken from their files.
# A key stands in every language, with the same variables.

## The page

web-title = Pointille: scalp micropigmentation, seen before it is done
web-tagline = Scalp micropigmentation, seen before it is done
web-skip = To the controls
web-head = Simulated head
web-keys = Arrow keys turn, plus and minus enlarge, space shows before and after, Home goes back.
web-hint-mouse = Drag turns · wheel enlarges
web-hint-touch = One finger turns · two move and enlarge
web-starting = The head is being drawn …
web-lost = The graphics device was lost; the picture is drawn again …
web-nothing-sent = Nothing you open or change leaves this page.

## Under the picture

web-compare = Before and after
web-divider-at = Divider: before on the right of it
web-time = Time after the first visit
web-whole = Whole head
web-hairline-close = Hairline close up
web-single-dots = Single dots
web-full-screen = Full screen
web-band = Line: the likely course. Band: from a slow to a fast fader.
web-due-short = touch-up

## The tabs

web-tabs = What to change
web-tab-plans = Plans
web-tab-skin = Skin
web-tab-line = Hairline
web-tab-view = View
web-tab-figures = Figures
web-views = Sides
web-lights = Light
web-near = How near
web-fading = How fast pigment fades
web-shade = Shade of the dots
web-loss = Hair loss
web-line-height = Height above the brows
web-line-recess = Corners behind the middle
web-line-softness = Width of the soft edge
web-millimetres = { $mm } mm

## The plans

web-folder-plans = Plans of this practice
web-built-in-plans = Plans to begin with
web-plan-full-head = Full head
web-plan-full-head-about = The whole top is bare; the sides are kept shaved.
web-plan-mature-hairline = Mature hairline
web-plan-mature-hairline-about = Only the corners, filled to a grown man's line.
web-plan-crown = Crown only
web-plan-crown-about = A bare disc at the back of the top; the front stays.
web-plan-diffuse = Thin all over
web-plan-diffuse-about = A shadow between the hairs that are left.
web-plan-womens-parting = Women's parting
web-plan-womens-parting-about = Density behind a hairline that has stayed; shown cropped.
web-plan-strip-scar = Strip scar
web-plan-strip-scar-about = The long scar of a transplant across the back.
web-plan-fue-scars = Dot scars
web-plan-fue-scars-about = Many small pale scars of single grafts.
web-plan-soft-square = Square line, softened
web-plan-soft-square-about = Edged up as a barber does it, made to look grown.
web-plan-dark-skin = Dark skin
web-plan-dark-skin-about = A rounded line in the darkest ink.
web-plan-whole-scalp = Whole scalp
web-plan-whole-scalp-about = No hair at all: sides, nape and sideburns as well.

## Figures

web-advice = Worth talking about
web-advice-none = Nothing stands out in this plan.
web-doubts = About this scan
web-figures-plan = The plan
web-hours-are = { $hours } h
web-advice-hairline-low = The hairline is lower than suits the age.
web-advice-hairline-closed = The corners are more closed than suits the age.
web-advice-hairline-drawn = The line looks drawn with a ruler; grown ones are broken and uneven.
web-advice-hairline-hard = The edge is hard; a soft one looks grown.
web-advice-density = Density is outside of what hair has.
web-advice-tone = So many dots join into one tone.
web-advice-dot-size = The dots are smaller or larger than heal well.
web-advice-depth = The pigment lies too shallow or too deep.
web-advice-shade = The shade is too dark or too light for this skin and hair.
web-advice-visits = Visits are too few, too many, too close or do not add up.
web-advice-hair-length = The hair is longer than dots can pass for.
web-advice-scar = The scar has not settled yet.
web-advice-other = There is advice on this plan.

## Files

web-menu = Menu
web-open = Open a plan or a scan …
web-open-about = Plan: TOML. Scan of a head: OBJ, GLB, PLY or STL. It stays in this page.
web-save-plan = Save the plan
web-save-picture = Save the picture
web-copy-link = Copy a link to this
web-link-about = The link itself holds the plan with its remarks, never a scan. No server sees it; whoever gets it can read it.
web-link-copied = The link is copied.
web-link-shown = The link stands in the address bar: copy it there.
web-link-broken = The link holds no plan that can be read; the built-in one is shown. Perhaps a part of the link is missing.
web-drop = Drop a plan or a scan. It stays in this page.
web-opened = { $name } is open.
web-opening = { $name } is being read …
web-saved = { $name } is saved.
web-drawing-picture = The picture is being drawn …
web-which-file = { $name }: not a plan (.toml) and not a scan (.obj, .glb, .ply, .stl). Choose one of those.
web-which-one = One file at a time: a plan or a scan.
web-file-large = { $name } is larger than { $most } MB: that is too much for a browser. Make the scan coarser.

## When something fails

web-failed = That did not work
web-told-in-english = Told in English:
web-close-message = Close
web-no-gpu = Pictures drawn beforehand
web-no-gpu-why = This browser offers no WebGPU, so the head cannot be drawn here. You can turn it and let time pass, but not change the plan.
web-no-gpu-cure = With WebGPU: Chrome or Edge from 113, Safari from 26, Firefox from 141 on Windows. “Hardware acceleration” must be on in the browser's settings; on Linux Firefox needs dom.webgpu.enabled in about:config.
web-turn = Turn
