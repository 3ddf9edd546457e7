//! Words of pages on paper and on screen: one place, ready to be put into another language.

/// Advice for the first days, as practices give it; it is no medical advice.
pub const FIRST_DAYS: [&str; 6] = [
    "Keep the scalp dry for four days; then wash it gently with water alone.",
    "No sweating, sauna, swimming or sun until the crusts are gone.",
    "Do not scratch or pick: crusts fall off by themselves in a week or so.",
    "Do not shave before your practitioner says so, usually after four to seven days.",
    "Redness and dark dots are usual at first; much of the darkness goes with the crusts.",
    "Call your practice about swelling, fever, or redness that spreads.",
];
/// Advice for the time after healing.
pub const LONG_TERM: [&str; 5] = [
    "Shave as often as the result was planned for: the picture shows it freshly shaved.",
    "Sunscreen every day: sun is what fades pigment and darkens the skin about it.",
    "A matte lotion takes the shine off; acids and retinol speed up fading.",
    "Expect a touch-up after some years; the table tells the range.",
    "Tell laser clinics and doctors that the scalp is tattooed.",
];

/// Words of a calendar of visits.
#[cfg(feature = "record")]
#[derive(Clone, Copy, Debug)]
pub struct RecallWords {
    /// Name of a visit, before its number.
    pub visit: &'static str,
    /// Name of the look at the healed work.
    pub control: &'static str,
    /// Name of the day on which a fast fader's touch-up falls due.
    pub touch_up: &'static str,
    /// Word before the plan's digest.
    pub plan: &'static str,
}

/// Words of a calendar of visits, in English.
#[cfg(feature = "record")]
pub const RECALL_WORDS: RecallWords =
    RecallWords { visit: "Visit", control: "Look at the healed work", touch_up: "Touch-up may fall due", plan: "Plan" };

/// Words of the treatment record.
#[cfg(feature = "record")]
pub mod record {
    /// Title of the document and of its first page.
    pub const TITLE: &str = "Treatment record";
    /// Title of the second page.
    pub const OVER_TIME: &str = "Over the visits, the days and the years";
    /// Title of the third page.
    pub const AT_SCALE: &str = "The hairline at its true size";
    /// Title of the fourth page.
    pub const CARE: &str = "Aftercare and agreement";
    /// Beginning of every page's last line.
    pub const FOOT: &str = "Computer simulation, not a photograph and not a promise";
    /// Headings.
    pub const CLIENT: &str = "Client";
    pub const VIEWS: &str = "Before and healed, in hard light";
    pub const LINE: &str = "Hairline";
    pub const ZONES: &str = "Dots by zone";
    pub const VISITS: &str = "Ink and visits";
    pub const SIGN: &str = "Agreed as drawn";
    pub const SESSIONS: &str = "After each visit";
    pub const HEALING: &str = "The first ten days";
    pub const YEARS: &str = "The years, without a touch-up";
    pub const LIGHTS: &str = "The same healed work in other lights";
    pub const LIMITS: &str = "What it will not do";
    pub const FIRST_DAYS_HEAD: &str = "The first days";
    pub const LONG_TERM_HEAD: &str = "Later";
    pub const CHECKS: &str = "Told and asked";
    pub const NOTES: &str = "Notes of the practice";
    /// Columns of the tables.
    pub const ZONE_COLUMNS: [&str; 4] = ["zone", "cm²", "dots per cm²", "dots, about"];
    pub const VISIT_COLUMNS: [&str; 6] = ["visit", "day", "dots, about", "water : ink", "hours", "cost"];
    pub const ALL_VISITS: &str = "in all";
    /// Matters that the client signs for.
    pub const SIGNED_FOR: [&str; 3] =
        ["Shape and position of the hairline", "Shade of the dots", "Number of visits and their cost"];
    pub const SIGNATURES: [&str; 2] = ["client, date", "practitioner, date"];
    /// Limits, told before they are met.
    pub const LIMITS_TOLD: [&str; 7] = [
        "Dots are flat: from nearer than an arm's length, in raking light or beside longer hair they are seen as dots.",
        "They do not grow. Hair beside them that is left longer than the plan shows parts from them in look.",
        "Bare skin shines where stubble would not: the pictures shine as the plan's finish says.",
        "A scar keeps its relief and may take less pigment than the skin beside it.",
        "Pigment fades at a pace that nobody knows before the first visit has healed: the band shows how far paces lie apart.",
        "Hair that turns grey or falls out later does so beside dots that stay as they are.",
        "Screens and printers show colours differently: judge the shade on the skin, at the first visit.",
    ];
    /// Questions whose answers belong in the record.
    pub const QUESTIONS: [&str; 8] = [
        "Keloids or raised scars",
        "Psoriasis, eczema or infection of the scalp",
        "Blood thinners or a bleeding disorder",
        "Allergy to pigments, metals or local numbing",
        "Hair loss that may be temporary",
        "Laser on the scalp within 90 days; a scar younger than 9 months; a transplant within 6 months",
        "Retinoids or acids on the scalp",
        "A mole that has changed",
    ];
    pub const ANSWERS: [&str; 2] = ["yes", "no"];
    /// Sentence under the chart.
    pub const CHART: &str = "Contrast to bare skin, settled after 90 days = 100 %: line, the likely course; band, from a slow to a fast fader; dashed, \
         where a touch-up is usually wanted.";
    pub const QR: &str = "Code of the plan's digest";
}

/// Words of the film for the skin.
#[cfg(feature = "record")]
pub mod film {
    use crate::case::RibbonOf;

    pub const TITLE: &str = "Film for the skin, 1:1";
    pub const MORE: &str = "Film for the skin, 1:1, continued";
    pub const HOW: &str = "Print at 100 %, never “fit to page”, and measure the box. Cut along the dashed edges; lay the red line by the \
        midline mark, printed side up, and press it on from the middle outwards. Slit the edge where it stands up. Ticks are 10 mm apart.";
    pub const HOW_SHORT: &str =
        "Print at 100 %, and measure the box. Ticks are 10 mm apart; the midline counts from the glabella.";
    pub const MIRRORED: &str = "Mirrored, for transfer paper: what is printed comes off the right way round on the skin. Only words are not turned over.";
    pub const MEASURE: &str = "measure me: 100 mm";
    pub const FOOT: &str = "Seen from outside, up is towards the crown; right and left are the client's";
    pub const MIDLINE: &str = "midline";
    pub const HAIRLINE: &str = "hairline";
    pub const ARC: &str = "arc from tragus to tragus";

    /// Sentence about moles; `None` where none is known.
    pub fn moles(count: usize, free_mm: f32) -> Option<String> {
        let what = if count == 1 { "One mole lies".to_owned() } else { format!("{count} moles lie") };
        (count > 0).then(|| {
            format!(
                "{what} on the scalp: keep {free_mm:.0} mm free about each; those beside a line are ringed in blue."
            )
        })
    }

    /// Name of a line.
    pub fn name(of: RibbonOf) -> &'static str {
        match of {
            RibbonOf::Front => "Hairline, from corner to corner",
            RibbonOf::TempleRight => "Right temple, from the sideburn to the corner",
            RibbonOf::TempleLeft => "Left temple, from the corner to the sideburn",
            RibbonOf::Nape => "Edge at the nape",
            RibbonOf::Crown => "Ring about the crown",
            RibbonOf::Midline => "Midline, from the glabella backwards",
            RibbonOf::Scar => "Scar",
            RibbonOf::TragusArc => "Arc over the head, from the right ear to the left",
        }
    }

    /// Words at both ends of a line.
    pub fn ends(of: RibbonOf) -> [&'static str; 2] {
        match of {
            RibbonOf::Midline => ["to the face", "to the back"],
            RibbonOf::TempleRight => ["right sideburn", "corner"],
            RibbonOf::TempleLeft => ["corner", "left sideburn"],
            RibbonOf::Crown | RibbonOf::Scar => ["", ""],
            _ => ["client's right", "client's left"],
        }
    }

    /// Length of a ribbon's edges beside the skin's.
    pub fn edge(too_long_mm: f32) -> String {
        if too_long_mm.abs() < 0.5 {
            "as long as the skin".to_owned()
        } else if too_long_mm > 0.0 {
            format!("up to {too_long_mm:.1} mm too long: slit and overlap them")
        } else {
            format!("up to {:.1} mm too short: slit and spread them", -too_long_mm)
        }
    }
}
