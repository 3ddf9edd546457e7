//! The engine inside a take-home page: the head itself is drawn in the browser, where the browser can, in place of the pictures.

use super::markup::escaped;
use super::page_words::PageWords;
use crate::plan::Plan;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt::Write as _;
use std::io::Write as _;

/// Engine, plan and head of a page that draws its head itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LiveHead {
    /// Script that defines the element `pointille-head`, with all that it needs inside.
    pub engine: String,
    /// Plan.
    pub plan: Plan,
    /// A scan, as the engine reads it; the built-in head without one.
    pub scan: Option<Vec<u8>>,
    /// Name of a built-in light.
    pub light: String,
    /// Background, by its name.
    pub background: String,
    /// Days after the first session, a time of the page each; the first, before treatment, counts for nothing.
    pub days: Vec<f32>,
    /// Degrees above the horizon, a row of the page each.
    pub elevations: Vec<f32>,
}

/// A plan without the words that a person wrote into it: names, notes, a file number.
fn nameless(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.name.clear();
    plan.client.code.clear();
    plan.practice.name.clear();
    plan.practice.logo.clear();
    plan.sessions.iter_mut().for_each(|session| session.note.clear());
    plan
}

/// Bytes in gzip, which browsers unpack themselves.
fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut zip = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail.
    let _ = zip.write_all(bytes);
    zip.finish().unwrap_or_default()
}

impl LiveHead {
    /// The element and its script.
    pub(super) fn html(&self, words: &PageWords) -> String {
        use base64::Engine;
        let tag = words.tag();
        let mut out = format!(
            "<pointille-head id=\"live\" lang=\"{tag}\" light=\"{}\" background=\"{}\">",
            escaped(&self.light),
            escaped(&self.background)
        );
        // No text of a nameless plan can end the element: what is left in it are numbers and the program's own names.
        let plan = nameless(&self.plan).to_toml().replace("</", "<\\u002f");
        let _ = write!(out, "<script type=\"text/plain\">{plan}</script>");
        if let Some(scan) = &self.scan {
            let scan = base64::engine::general_purpose::STANDARD.encode(zipped(scan));
            let _ = write!(out, "<script type=\"application/x-pointille-head\" data-name=\"head\">{scan}</script>");
        }
        let _ = write!(out, "</pointille-head><script>{}</script>", self.engine);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::head::import::{ImportOptions, ImportedMesh};
    use crate::output::Language;

    #[test]
    fn what_a_person_wrote_into_a_plan_does_not_leave_with_the_page() {
        let mut plan = Plan { name: "Anna </script><b>".to_owned(), ..Plan::default() };
        plan.client.code = "Anna-7".to_owned();
        plan.practice.name = "Anna's".to_owned();
        plan.practice.logo = "anna.png".to_owned();
        plan.sessions[0].note = "Anna was late".to_owned();
        let live = LiveHead { engine: "/* engine */".to_owned(), plan: plan.clone(), ..LiveHead::default() };
        let html = live.html(PageWords::of(Language::English));
        assert!(!html.to_lowercase().contains("anna"));
        assert_eq!(html.matches("</script>").count(), 2);
        // The dots are those of the plan: only words are gone.
        let text = html.split_once("text/plain\">").unwrap().1.split_once("</script>").unwrap().0;
        let read = Plan::from_toml(text).unwrap();
        assert_eq!(read, nameless(&plan));
        assert_eq!((read.zones, read.hairline, read.pigment), (plan.zones, plan.hairline, plan.pigment));
    }

    #[test]
    fn a_scan_goes_along_as_the_engine_reads_it() {
        use base64::Engine;
        use std::io::Read;
        let head = crate::head::reference_head::coarse_head().unwrap();
        let mut obj = Vec::new();
        crate::mesh::obj::write_obj(&head, "head", &mut obj).unwrap();
        let case = Case::scanned(Plan::default(), &obj, "scan.obj", &ImportOptions::default()).unwrap();
        let live = LiveHead { scan: case.scan_bytes(), ..LiveHead::default() };
        let html = live.html(PageWords::of(Language::English));
        let text = html.split_once("data-name=\"head\">").unwrap().1.split_once("</script>").unwrap().0;
        let zip = base64::engine::general_purpose::STANDARD.decode(text).unwrap();
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(&zip[..]).read_to_end(&mut bytes).unwrap();
        let read = ImportedMesh::from_bytes(&bytes).unwrap();
        assert_eq!(Some(&read.report), case.import());
        assert_eq!(read.mesh.triangles().len(), read.report.triangles_after);
        assert!(!html.contains("scan.obj"), "a file's name may be a person's");
    }
}
