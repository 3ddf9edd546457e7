//! Import of a scan: from a file's bytes to a mesh in the head frame, mm, with a report of what was found and done.
//!
//! Nothing here opens a file, except for materials that an OBJ names, in the folder that the options give. The steps:
//! read, repair, find the head (pose and unit), move it into the head frame, cut what is far from it, simplify, close
//! the crown. Units, axes and pose are found from the shape and reported; the caller may overrule units and up-axis. A
//! mesh that is in the head frame and in mm already stays as it is, to the bit.

mod finer;
mod import_bytes;
mod import_options;
mod import_report;

pub use import_options::{ImportOptions, Units, UpAxis};
pub use import_report::ImportReport;

use super::align::{Fit, Hints, Pose, Reference, Subject, align, refine, seat_ears};
use super::reference_head::coarse_reference;
use crate::mesh::holes::{Hole, fill, holes};
use crate::mesh::raw_mesh::{RawMesh, ReadError};
use crate::mesh::read::read_mesh as read_raw;
use crate::mesh::repair::{Repair, drop_unused, repair};
use crate::mesh::simplify::simplify;
use crate::mesh::{MeshError, TriMesh};
use finer::finer;
use glam::{DVec3, Vec3};
use std::time::Duration;
use thiserror::Error;
use web_time::Instant;

/// A scan in the head frame, mm.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ImportedMesh {
    /// Surface of the head.
    pub mesh: TriMesh,
    /// Linear RGB, 0–1, one a vertex, where the file has colours.
    pub colors: Option<Vec<[f32; 3]>>,
    /// Findings and repairs.
    pub report: ImportReport,
    /// Durations, kept apart from the report because they differ each time.
    pub times: ImportTimes,
}

/// Durations of the parts of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportTimes {
    /// Time from bytes to triangles.
    pub parse: Duration,
    /// Time for seams, faces, winding and islands.
    pub mend: Duration,
    /// Time for unit and pose.
    pub find: Duration,
    /// Time for cutting, simplifying, closing the crown, normals.
    pub thin: Duration,
}

/// A reason for which a file does not become a head.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum ImportError {
    /// The bytes are no mesh.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// After repair nothing is left that makes a mesh.
    #[error("after repair: {0}")]
    Mesh(#[from] MeshError),
    /// The mesh is not of a head.
    #[error("this does not look like a head: {why}; give a scan of a head, or set its units and up-axis")]
    NotAHead {
        /// Reason against it.
        why: String,
    },
    /// The bytes are no imported scan ([`ImportedMesh::from_bytes`]).
    #[error("this is no imported head: {reason}; import the scan again")]
    Bytes {
        /// Reason against them.
        reason: &'static str,
    },
}

/// Reads the triangles of a file as they are.
///
/// # Errors
/// [`ImportError::Read`].
pub fn read_mesh(bytes: &[u8], file_name: &str, options: &ImportOptions) -> Result<RawMesh, ImportError> {
    Ok(read_raw(bytes, file_name, options.folder.as_deref(), options.pictures.as_deref(), options.max_bytes)?)
}

/// Reads a head from the bytes of a file; `file_name` is used only where the bytes do not show the format.
///
/// # Errors
/// [`ImportError`] where the bytes are no mesh, or the mesh is no head.
pub fn read_head(bytes: &[u8], file_name: &str, options: &ImportOptions) -> Result<ImportedMesh, ImportError> {
    read_head_like(bytes, file_name, options, &coarse_reference()?)
}

/// Reads a head as [`read_head`] does, with the caller's reference head.
///
/// # Errors
/// Errors of [`read_head`].
pub fn read_head_like(
    bytes: &[u8],
    file_name: &str,
    options: &ImportOptions,
    reference: &Reference,
) -> Result<ImportedMesh, ImportError> {
    let mut clock = Instant::now();
    let mut lap = || {
        let last = std::mem::replace(&mut clock, Instant::now());
        clock - last
    };
    let mut raw = read_mesh(bytes, file_name, options)?;
    let parse = lap();
    let triangles_before = raw.triangles.len();
    let mut repairs = repair(&mut raw);
    if raw.triangles.is_empty() {
        return Err(MeshError::Empty.into());
    }
    let mend = lap();
    let found = find(&raw, reference, options)?;
    let find = lap();
    let pose = found.pose;
    if !found.unmoved {
        raw.positions.iter_mut().for_each(|p| *p = pose.apply(p.as_dvec3()).as_vec3());
    }
    if let Some(vertex) = raw.positions.iter().position(|p| !p.is_finite()) {
        return Err(MeshError::NotFinite { vertex }.into());
    }
    cut(&mut raw, &mut repairs);
    let from = raw.triangles.len();
    simplify(&mut raw, options.max_triangles);
    if raw.triangles.len() < from {
        repairs.push(Repair::Simplified { from, to: raw.triangles.len() });
    }
    let open_holes = close_crown(&mut raw, &mut repairs);
    // Patches may exceed the limit again.
    simplify(&mut raw, options.max_triangles);
    let mut notes = std::mem::take(&mut raw.notes);
    if found.units == Units::Auto {
        notes.push("no common unit gives a head's size; brought to the mean head's".to_owned());
    }
    if found.fit.coverage < 0.8 {
        let missing = 100.0 * (1.0 - found.fit.coverage);
        notes.push(format!("some {missing:.0} % of a head is missing or unlike one (a scan from the front?)"));
    }
    let colors = raw.colors.take();
    let (mesh, colors) =
        finer(TriMesh::new(raw.positions, raw.triangles)?, colors, options.max_triangles, &mut repairs)?;
    let report = ImportReport {
        format: raw.format,
        units: found.units,
        units_overruled: options.units != Units::Auto,
        mm_per_unit: pose.scale,
        up: UpAxis::nearest(pose.rotation.transpose() * DVec3::Y),
        up_overruled: options.up != UpAxis::Auto,
        unmoved: found.unmoved,
        turned_deg: pose.angle_rad().to_degrees(),
        // Columns of the transpose are rows.
        rotation: pose.rotation.transpose().to_cols_array_2d(),
        // Where what was taken from the file's coordinates would have come to lie.
        file_origin_mm: (pose.translation_mm - pose.rotation * DVec3::from_array(raw.origin) * pose.scale).to_array(),
        rms_mm: found.fit.rms_mm,
        face_mm: found.fit.face_mm,
        coverage: found.fit.coverage,
        confidence: found.fit.confidence(),
        triangles_before,
        triangles_after: mesh.triangles().len(),
        colored: colors.is_some(),
        repairs,
        open_holes,
        notes,
    };
    Ok(ImportedMesh { mesh, colors, report, times: ImportTimes { parse, mend, find, thin: lap() } })
}

/// A pose, and how it was found.
struct Found {
    fit: Fit,
    /// Pose of the fit, at the unit's own scale, with its origin between the ears.
    pose: Pose,
    units: Units,
    unmoved: bool,
}

/// Cost above which other scales are tried before giving up.
const POOR_COST_MM: f64 = 6.0;
/// Largest ratio between a free fit's scale and a unit: people's heads do not differ by more.
const SIZE_RATIO: f64 = 1.3;

fn find(raw: &RawMesh, reference: &Reference, options: &ImportOptions) -> Result<Found, ImportError> {
    let subject = &Subject::new(&raw.positions, &raw.triangles);
    if let Some(found) = in_place(subject, reference, options) {
        return Ok(found);
    }
    let size = crate::mesh::Bounds::of(&raw.positions).map_or(0.0, |b| f64::from(b.size().max_element()));
    if !(size > 0.0 && size.is_finite()) {
        return Err(no_head("it has no extent".to_owned()));
    }
    let known: Vec<f64> = match options.units.mm() {
        Some(mm) => vec![mm],
        // From a face without a neck to a body with its arms spread.
        None => {
            Units::KNOWN.iter().filter_map(|u| u.mm()).filter(|mm| (130.0..2700.0).contains(&(size * mm))).collect()
        }
    };
    let up = options.up.direction();
    let mut fit = align(subject, reference, Hints { scales: &known, up });
    if options.units == Units::Auto && fit.is_none_or(|f| f.cost() > POOR_COST_MM) {
        let scales: Vec<f64> = [180.0, 230.0, 300.0, 390.0, 500.0, 900.0, 1750.0].map(|mm| mm / size).to_vec();
        let free = align(subject, reference, Hints { scales: &scales, up });
        // Only where it is clearly better, since a scale that fits a unit is likelier.
        fit = match (fit, free) {
            (Some(a), Some(b)) if a.cost() < b.cost() + 0.8 => Some(a),
            (a, b) => b.or(a),
        };
    }
    let Some(fit) = fit else {
        let why = format!("it is {size:.3} units across, which makes no head in any common unit");
        return Err(no_head(why));
    };
    if !fit.is_head() {
        let percent = 100.0 * fit.coverage;
        let why = format!(
            "at best its face stays {:.1} mm, the rest {:.1} mm from a head's shape, with {percent:.0} % of a head there",
            fit.face_mm, fit.rms_mm
        );
        return Err(no_head(why));
    }
    let ratio = |mm: f64| (mm / fit.pose.scale).max(fit.pose.scale / mm);
    let units = match options.units {
        Units::Auto => Units::KNOWN
            .into_iter()
            .filter(|u| u.mm().is_some_and(|mm| ratio(mm) < SIZE_RATIO))
            .reduce(|a, b| if b.mm().map(ratio) < a.mm().map(ratio) { b } else { a })
            .unwrap_or(Units::Auto),
        given => given,
    };
    let mut pose = fit.pose;
    // Cranium and face decide the fit, but the origin lies between the ears, which sit higher on some people. A little
    // less than the found shift is applied, since ears differ in shape, too.
    if let Some((higher, _)) = seat_ears(subject, reference, fit.pose) {
        pose.translation_mm.y -= 0.85 * higher;
    }
    let pose = pose.with_scale(units.mm().unwrap_or(pose.scale));
    Ok(Found { fit, pose, units, unmoved: false })
}

fn no_head(why: String) -> ImportError {
    ImportError::NotAHead { why }
}

/// The identity pose, if the mesh is in the head frame and in mm already.
fn in_place(subject: &Subject, reference: &Reference, options: &ImportOptions) -> Option<Found> {
    let allowed =
        matches!(options.units, Units::Auto | Units::Millimetres) && matches!(options.up, UpAxis::Auto | UpAxis::PlusY);
    if !allowed {
        return None;
    }
    let fit = refine(subject, reference, Pose::IDENTITY);
    let near = fit.is_head()
        && fit.cost() < POOR_COST_MM
        && fit.pose.angle_rad() < 0.1
        && fit.pose.translation_mm.length() < 14.0
        && (1.0 / SIZE_RATIO..SIZE_RATIO).contains(&fit.pose.scale);
    if !near {
        return None;
    }
    let (ears, _) = seat_ears(subject, reference, fit.pose).unwrap_or((0.0, 0.0));
    let off = fit.pose.translation_mm - DVec3::new(0.0, 0.85 * ears, 0.0);
    let fit = Fit { margin: 2.0, ..fit };
    (off.length() < 8.0).then_some(Found { fit, pose: Pose::IDENTITY, units: Units::Millimetres, unmoved: true })
}

/// Lower corner of the box around a head that is kept, mm: a bust, not a body.
const BUST_MIN_MM: Vec3 = Vec3::new(-280.0, -300.0, -260.0);
const BUST_MAX_MM: Vec3 = Vec3::new(280.0, 260.0, 260.0);

fn cut(raw: &mut RawMesh, repairs: &mut Vec<Repair>) {
    let outside = |p: Vec3| p.cmplt(BUST_MIN_MM).any() || p.cmpgt(BUST_MAX_MM).any();
    let before = raw.triangles.len();
    let positions = &raw.positions;
    raw.triangles.retain(|t| !t.iter().any(|&i| outside(positions[i as usize])));
    let faces = before - raw.triangles.len();
    if faces > 0 {
        repairs.push(Repair::Cut { faces });
        drop_unused(raw);
    }
}

/// Longest rim that is closed, mm; longer ones are missing backs of heads.
const LARGEST_HOLE_MM: f64 = 450.0;

/// Closes holes in hair-bearing skin, and returns how many other holes stay open.
fn close_crown(raw: &mut RawMesh, repairs: &mut Vec<Repair>) -> usize {
    let all = holes(&raw.positions, &raw.triangles);
    let on_crown = |hole: &Hole| {
        let lowest = hole.rim.iter().map(|&i| raw.positions[i as usize].y).fold(f32::INFINITY, f32::min);
        let face = hole.middle.z > 55.0 && hole.middle.y < 75.0;
        hole.perimeter < LARGEST_HOLE_MM && hole.middle.y > 20.0 && lowest > -10.0 && !face
    };
    let (crown, others): (Vec<Hole>, Vec<Hole>) = all.into_iter().partition(on_crown);
    let mut faces = 0;
    for hole in &crown {
        faces += fill(&mut raw.positions, &mut raw.triangles, raw.colors.as_mut(), hole);
    }
    if !crown.is_empty() {
        repairs.push(Repair::HolesFilled { holes: crown.len(), faces });
    }
    others.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::reference_head::coarse_head;
    use crate::mesh::obj::write_obj;

    fn obj(mesh: &TriMesh) -> Vec<u8> {
        let mut out = Vec::new();
        write_obj(mesh, "head", &mut out).unwrap();
        out
    }

    fn import(bytes: &[u8]) -> Result<ImportedMesh, ImportError> {
        read_head(bytes, "scan.obj", &ImportOptions::default())
    }

    /// The coarse head in inches, +Z up and the face towards −Y, with a hole beside the vertex.
    fn lying() -> TriMesh {
        let head = coarse_head().unwrap();
        let hole = Vec3::new(20.0, 120.0, -20.0);
        let keep = |t: &&[u32; 3]| head.positions()[t[0] as usize].distance(hole) > 10.0;
        let triangles = head.triangles().iter().filter(keep).copied().collect();
        let positions = head.positions().iter().map(|p| Vec3::new(p.x, -p.z, p.y) / 25.4 + Vec3::new(9.0, 1.0, 4.0));
        TriMesh::new(positions.collect(), triangles).unwrap()
    }

    #[test]
    fn a_head_in_place_stays_to_the_bit() {
        let head = coarse_head().unwrap();
        let got = import(&obj(&head)).unwrap();
        assert!(got.report.unmoved && got.report.units == Units::Millimetres);
        // The pole's many vertices become one, and nothing moves.
        assert!(got.mesh.positions().iter().all(|p| head.positions().contains(p)));
        assert_eq!(got.mesh.bounds(), head.bounds());
    }

    #[test]
    fn units_up_and_pose_are_found_and_the_crown_is_closed() {
        let got = import(&obj(&lying())).unwrap();
        let report = &got.report;
        assert_eq!((report.units, report.up), (Units::Inches, UpAxis::PlusZ));
        assert!(report.repairs.iter().any(|r| matches!(r, Repair::HolesFilled { holes: 1, .. })), "{report}");
        assert_eq!(report.open_holes, 1, "the neck");
        let (found, meant) = (got.mesh.bounds(), coarse_head().unwrap().bounds());
        assert!((found.min - meant.min).abs().max_element() < 4.0, "{found:?}");
        assert!((found.max - meant.max).abs().max_element() < 4.0, "{found:?}");
    }

    #[test]
    fn what_is_told_overrules() {
        let bytes = obj(&lying());
        let options =
            ImportOptions { units: Units::Inches, up: UpAxis::PlusZ, max_triangles: 3_000, ..ImportOptions::default() };
        let got = read_head(&bytes, "scan.obj", &options).unwrap();
        assert!(got.report.up_overruled && got.report.units_overruled);
        assert!(got.mesh.triangles().len() <= 3_000);
        let options = ImportOptions { max_bytes: 100, ..ImportOptions::default() };
        assert!(matches!(read_head(&bytes, "scan.obj", &options), Err(ImportError::Read(ReadError::TooLarge { .. }))));
    }

    #[test]
    fn what_is_no_head_is_told_so() {
        let mut cube = String::new();
        for i in 0..8 {
            cube += &format!("v {} {} {}\n", 200 * (i & 1), 100 * (i & 2), 50 * (i & 4));
        }
        cube += "f 1 3 4 2\nf 5 6 8 7\nf 1 2 6 5\nf 3 7 8 4\nf 1 5 7 3\nf 2 4 8 6\n";
        assert!(matches!(import(cube.as_bytes()), Err(ImportError::NotAHead { .. })));
        assert!(matches!(import(b"v 0 0 0\nv 1 0 0\nv 1 0 0\nf 1 2 3\n"), Err(ImportError::Mesh(MeshError::Empty))));
        let line = import(b"v 0 0 0\nv 1 0 0\nv 2 0 0\nf 1 2 3\n");
        assert!(matches!(line, Err(ImportError::NotAHead { .. })), "{line:?}");
        for (bytes, name) in [(&b""[..], "x.obj"), (b" \n", "x.stl"), (b"PK\x03\x04", "x.usdz"), (b"v 0 0 0", "x.obj")]
        {
            assert!(matches!(read_head(bytes, name, &ImportOptions::default()), Err(ImportError::Read(_))), "{name}");
        }
    }
}
