//! Dots as tables: CSV for people and spreadsheets, PLY for viewers of meshes. One row a dot, in order:
//! the column `rank` holds [`crate::plan::dots::Dot::order`]. Second hits and touch-ups of a dot are rows of their own.

use crate::case::DotRow;
use std::fmt::Write as _;

/// Names of the columns of both tables, in order.
pub const COLUMNS: [&str; 11] =
    ["x_mm", "y_mm", "z_mm", "nx", "ny", "nz", "radius_mm", "depth_mm", "optical_depth", "session", "rank"];

/// A table with a line of headings, comma-separated. Sessions count from 1.
pub fn csv(rows: &[DotRow]) -> String {
    let mut out = COLUMNS.join(",");
    out.push('\n');
    for row in rows {
        let (p, n) = (row.dot.position, row.dot.normal);
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{:.4},{:.4},{:.4},{:.4},{:.4},{:.4},{:.4},{:.4},{:.4},{},{:.6}",
            p.x,
            p.y,
            p.z,
            n.x,
            n.y,
            n.z,
            row.radius_mm,
            row.depth_mm,
            row.optical_depth,
            u32::from(row.dot.session) + 1,
            row.dot.order
        );
    }
    out
}

/// A point cloud with the same columns as properties (binary, little-endian).
pub fn ply(rows: &[DotRow]) -> Vec<u8> {
    let mut header = String::from("ply\nformat binary_little_endian 1.0\ncomment dots of a Pointille plan, mm\n");
    let _ = writeln!(header, "element vertex {}", rows.len());
    for name in ["x", "y", "z", "nx", "ny", "nz", "radius_mm", "depth_mm", "optical_depth"] {
        let _ = writeln!(header, "property float {name}");
    }
    header.push_str("property uchar session\nproperty float rank\nend_header\n");
    let mut out = header.into_bytes();
    for row in rows {
        let (p, n) = (row.dot.position, row.dot.normal);
        for value in [p.x, p.y, p.z, n.x, n.y, n.z, row.radius_mm, row.depth_mm, row.optical_depth] {
            out.extend_from_slice(&value.to_le_bytes());
        }
        out.push(row.dot.session + 1);
        out.extend_from_slice(&row.dot.order.to_le_bytes());
    }
    out
}
