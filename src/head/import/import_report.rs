//! Report of an import, for people and for programs.

use super::{Units, UpAxis};
use crate::mesh::raw_mesh::Format;
use crate::mesh::repair::Repair;
use serde::{Deserialize, Serialize};

/// Findings about a scan, and the repairs to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ImportReport {
    /// Format of the file.
    pub format: Format,
    /// Unit of the file; [`Units::Auto`] where no unit gives a head's size, and the mesh was scaled to the mean head's.
    pub units: Units,
    /// True where the caller gave the unit.
    pub units_overruled: bool,
    /// Millimetres a unit of the file.
    pub mm_per_unit: f64,
    /// The file's axis nearest to up.
    pub up: UpAxis,
    /// True where the caller gave the up-axis.
    pub up_overruled: bool,
    /// True where the mesh was in the head frame and in mm already and stays unmoved.
    pub unmoved: bool,
    /// Angle by which the mesh was rotated, degrees.
    pub turned_deg: f64,
    /// Rotation from the file's axes to the head frame's, row by row: a point of the file lies at `rotation ·
    /// (mm_per_unit · point) + file_origin_mm`.
    pub rotation: [[f64; 3]; 3],
    /// Origin of the file in the head frame, mm.
    pub file_origin_mm: [f64; 3],
    /// Root mean square distance to a coarse head, mm, where the scan has a surface.
    pub rms_mm: f64,
    /// Mean distance of its face from a coarse head's, mm.
    pub face_mm: f64,
    /// Share of a head, above the chin, that the scan has, 0–1.
    pub coverage: f64,
    /// Confidence in the pose, 0–1: how much nearer this pose came to a head than the next best one.
    pub confidence: f64,
    /// Triangles in the file.
    pub triangles_before: usize,
    /// Triangles kept.
    pub triangles_after: usize,
    /// True where the file gives colours.
    pub colored: bool,
    /// Repairs, in order.
    pub repairs: Vec<Repair>,
    /// Holes left open: the neck's end, and holes off the crown.
    pub open_holes: usize,
    /// Notes for a person.
    pub notes: Vec<String>,
}

impl std::fmt::Display for ImportReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let told = |overruled: bool| if overruled { "as told" } else { "found" };
        writeln!(f, "format      {}, {} triangles, {} kept", self.format, self.triangles_before, self.triangles_after)?;
        writeln!(f, "units       {} ({}; {} mm)", self.units, told(self.units_overruled), self.mm_per_unit)?;
        writeln!(f, "up          {} ({})", self.up, told(self.up_overruled))?;
        if self.unmoved {
            writeln!(f, "pose        in the head frame already; left as it is")?;
        } else {
            let [x, y, z] = self.file_origin_mm;
            writeln!(f, "pose        turned by {:.1}°, its origin at ({x:.0}, {y:.0}, {z:.0}) mm", self.turned_deg)?;
        }
        let sure = match self.confidence {
            c if c >= 0.7 => "sure",
            c if c >= 0.4 => "fairly sure",
            _ => "unsure: look at it before you rely on it",
        };
        let percent = 100.0 * self.coverage;
        writeln!(f, "likeness    {:.1} mm from a coarse head, {percent:.0} % of it there; {sure}", self.rms_mm)?;
        write!(f, "open holes  {}", self.open_holes)?;
        self.repairs.iter().try_for_each(|r| write!(f, "\n- {r}"))?;
        self.notes.iter().try_for_each(|n| write!(f, "\n- {n}"))
    }
}
