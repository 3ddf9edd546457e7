//! Sets of clinical views: the pictures of a head that a record wants, by name and in order.
//!
//! The sets follow the UK working group's three (pattern loss; frontal fibrosis and traction; patches; doi 10.1093/ced/llae341), the global
//! photographs of Canfield (vertex, midline, frontal, temporal) and the views of the ISHRS as practices retell them. Those papers name
//! views; the angles and the widths of close views here are our own.

use super::camera::Camera;
use super::focus::Focus;
use super::preset::CameraPreset;
use super::view::Viewpoint;
use crate::head::Head;
use crate::words::named;
use glam::Vec3;

/// Set of clinical views.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ViewSet {
    /// Pattern hair loss: face, hairline, parting, vertex, temples, back.
    #[default]
    Pattern,
    /// Frontal fibrosis and traction: brows, hairline, temples and sideburns close, nape.
    Frontal,
    /// Patches: all sides, from above and from below.
    Areata,
    /// Before and after a transplant: face, halves, profiles, top, crown, donor.
    Ishrs,
}

named!(ViewSet, "set of views", { Pattern = "pattern", Frontal = "frontal", Areata = "areata", Ishrs = "ishrs" });

/// One view of a set.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ClinicalView {
    /// Name, fit for a file: lower case, with hyphens.
    pub name: &'static str,
    /// Direction that the picture is taken from.
    pub from: Viewpoint,
    /// Place of the head in the picture's middle.
    pub focus: Focus,
    /// Height of what a close view shows, mm at the focus; `None` shows the whole head.
    pub height_mm: Option<f32>,
}

const fn view(name: &'static str, azimuth_deg: f32, elevation_deg: f32) -> ClinicalView {
    ClinicalView { name, from: Viewpoint::Angles { azimuth_deg, elevation_deg }, focus: Focus::Head, height_mm: None }
}

const fn close(name: &'static str, at: (f32, f32), focus: Focus, height_mm: f32) -> ClinicalView {
    ClinicalView {
        name,
        from: Viewpoint::Angles { azimuth_deg: at.0, elevation_deg: at.1 },
        focus,
        height_mm: Some(height_mm),
    }
}

const PATTERN: [ClinicalView; 8] = [
    view("front", 0.0, 3.0),
    close("frontal", (0.0, 40.0), Focus::Trichion, 200.0),
    view("midline", 0.0, 75.0),
    view("vertex", 180.0, 60.0),
    close("temporal-left", (62.0, 18.0), Focus::TempleLeft, 190.0),
    close("temporal-right", (-62.0, 18.0), Focus::TempleRight, 190.0),
    view("left", 90.0, 3.0),
    view("back", 180.0, 8.0),
];

const FRONTAL: [ClinicalView; 9] = [
    view("front", 0.0, 3.0),
    close("brows", (0.0, 3.0), Focus::Face, 170.0),
    close("hairline", (0.0, 25.0), Focus::Trichion, 150.0),
    close("temple-left", (60.0, 15.0), Focus::TempleLeft, 140.0),
    close("temple-right", (-60.0, 15.0), Focus::TempleRight, 140.0),
    close("sideburn-left", (90.0, 3.0), Focus::EarLeft, 150.0),
    close("sideburn-right", (-90.0, 3.0), Focus::EarRight, 150.0),
    view("midline", 0.0, 75.0),
    close("nape", (180.0, 0.0), Focus::Nape, 180.0),
];

const AREATA: [ClinicalView; 9] = [
    view("front", 0.0, 3.0),
    view("left", 90.0, 3.0),
    view("back", 180.0, 8.0),
    view("right", -90.0, 3.0),
    view("top", 0.0, 75.0),
    view("vertex", 180.0, 60.0),
    close("occiput", (180.0, 8.0), Focus::Occiput, 190.0),
    close("nape", (180.0, 0.0), Focus::Nape, 180.0),
    close("brows", (0.0, 3.0), Focus::Face, 170.0),
];

const ISHRS: [ClinicalView; 8] = [
    view("front", 0.0, 3.0),
    view("half-left", 45.0, 3.0),
    view("half-right", -45.0, 3.0),
    view("left", 90.0, 3.0),
    view("right", -90.0, 3.0),
    view("top", 0.0, 75.0),
    view("crown", 180.0, 45.0),
    view("donor", 180.0, 3.0),
];

impl ViewSet {
    /// Views of the set, in the order of the record.
    pub fn views(self) -> &'static [ClinicalView] {
        match self {
            Self::Pattern => &PATTERN,
            Self::Frontal => &FRONTAL,
            Self::Areata => &AREATA,
            Self::Ishrs => &ISHRS,
        }
    }
}

impl ClinicalView {
    /// Camera of the view on a head, held as `preset` has it; `focus` is the place of [`Self::focus`] on that head, mm, head frame.
    ///
    /// A close view comes nearer than the preset's distance until the lens shows [`Self::height_mm`].
    pub fn camera(&self, head: &Head, focus: Vec3, preset: Option<CameraPreset>) -> Camera {
        let standard = self.from.camera();
        let aimed = if self.focus == Focus::Head { standard } else { Camera { target: focus, ..standard } };
        let held = preset.map_or(aimed, |preset| preset.held(aimed, head));
        match self.height_mm {
            Some(height) => Camera { distance_mm: 0.5 * height / (0.5 * held.fov_y_rad).tan(), ..held }.sane(),
            None => held,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::ellipsoid;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_files_names_and_stand_once_in_a_set() {
        for set in ViewSet::ALL {
            let names: BTreeSet<_> = set.views().iter().map(|view| view.name).collect();
            assert_eq!(names.len(), set.views().len(), "{set:?}");
            assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')), "{names:?}");
        }
    }

    #[test]
    fn a_close_view_is_as_high_as_it_says_with_every_lens() {
        let head = ellipsoid(40, 1.0);
        let focus = Vec3::new(0.0, 80.0, 60.0);
        for preset in [None, Some(CameraPreset::Clinic), Some(CameraPreset::Portrait), Some(CameraPreset::Phone)] {
            let camera = close("x", (0.0, 40.0), Focus::Trichion, 200.0).camera(&head, focus, preset);
            let (_, up) = camera.right_up();
            let edge = camera.ndc(focus + up * 100.0, 1.0).expect("before the eye");
            assert!((edge.y - 1.0).abs() < 1e-3, "{preset:?}: {edge}");
        }
    }
}
