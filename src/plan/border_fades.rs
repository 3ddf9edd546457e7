//! Fades at the scalp's border: how grown hair and dots come in behind it, by place.
//!
//! In front the line decides, and the border only where it comes before the line: at the temples. At nape and sideburns
//! the border itself is the edge, which a plan softens and raises. All lengths are mm; x runs to the client's left, z
//! forward. Places and widths without a source were set by eye on the built-in heads.

use super::edges::{Edge, Edges};
use crate::ease::smoothstep;
use glam::Vec3;

/// Share of scalp at a site under which nothing grows and no dot is set; the border's interpolation is not to be trusted
/// there.
pub(super) const SCALP_LEAST: f32 = 0.15;
/// Share of scalp at a site from which it counts as wholly scalp.
const SCALP_FULL: f32 = 0.85;
/// Width behind the scalp's border over which grown hair comes in at the temples: about twice that of the dots, so
/// that neither edge shows in the other.
const TEMPLE_HAIR_MM: f32 = 26.0;
/// Width over which grown hair comes in around the ears and at a sideburn's edges: photographs show it at its full density a few millimetres
/// from the ear.
const EAR_HAIR_MM: f32 = 4.0;
/// Width by which it comes in more slowly at the nape than around the ears.
const NAPE_HAIR_MM: f32 = 18.0;
/// Distances under the ears' tops over which hair behind them becomes the nape's.
const NAPE_LOW_MM: [f32; 2] = [0.0, 40.0];
/// Distances under the ears' tops, and before their holes, over which a temple becomes a sideburn.
const SIDEBURN_LOW_MM: [f32; 2] = [-8.0, 6.0];
const SIDEBURN_Z_MM: [f32; 2] = [-8.0, 4.0];
/// Distance by which a sideburn's hair counts as standing further behind the line: half the width of the temples' fade, for it is as dense
/// as the hair above it right to its edges.
const SIDEBURN_BEHIND_MM: f32 = 12.0;
/// Distances behind the ears' holes between which the border becomes the nape's.
const NAPE_Z_MM: [f32; 2] = [-5.0, -50.0];
/// Distances before the ears' holes between which the border becomes the temple's.
const TEMPLE_Z_MM: [f32; 2] = [20.0, 45.0];
/// Distance from the midline, inward of the line's corners, over which a front becomes a temple.
const CORNER_MM: f32 = 15.0;
/// Distance behind the ears' holes from which the edge is drawn as the nape.
const NAPE_EDGE_Z_MM: f32 = -20.0;

/// Share of a density that is kept where a site lies at the scalp's border; `scalp` is the site's share of scalp.
pub(super) fn kept_at_border(scalp: f32) -> f32 {
    smoothstep(SCALP_LEAST, SCALP_FULL, scalp)
}

/// Place at the scalp's border.
#[derive(Clone, Copy)]
pub(super) struct AtBorder {
    point: Vec3,
    /// Share of the temple, 0 in the middle of the front.
    temple: f32,
    /// Distance under the ears' tops; negative above them.
    low_mm: f32,
}

impl AtBorder {
    /// The place of a point on the head, where the hairline's corners lie `corner_x_mm` from the midline and the ears' tops
    /// at the height `ear_top_mm`.
    pub(super) fn new(point: Vec3, corner_x_mm: f32, ear_top_mm: f32) -> Self {
        let temple = smoothstep(corner_x_mm - CORNER_MM, corner_x_mm, point.x.abs());
        Self { point, temple, low_mm: ear_top_mm - point.y }
    }

    /// Share of sideburn: 1 beside the ears and before them.
    pub(super) fn sideburn(self) -> f32 {
        let [[high, low], [back, fore]] = [SIDEBURN_LOW_MM, SIDEBURN_Z_MM];
        smoothstep(high, low, self.low_mm) * smoothstep(back, fore, self.point.z)
    }

    /// Distance by which hair here counts as standing further behind the line.
    pub(super) fn sideburn_mm(self) -> f32 {
        SIDEBURN_BEHIND_MM * self.sideburn()
    }

    /// True where the hairline, and not the border, is the edge.
    fn is_front(self) -> bool {
        self.point.z > TEMPLE_Z_MM[1]
    }

    /// Share left by a fade over `width_mm` behind the border: all of it in the middle of the front, where the line decides. At the
    /// temples the border may come before the line; hair and dots fade out there instead of ending abruptly.
    fn faded(self, width_mm: f32, inside_mm: f32) -> f32 {
        1.0 - self.temple * (1.0 - smoothstep(0.0, width_mm, inside_mm))
    }

    /// Share of grown hair at a distance inside the border: it thins out towards the nape and the temples and, over less,
    /// around the ears.
    pub(super) fn hair(self, inside_mm: f32) -> f32 {
        if self.is_front() {
            return self.faded(TEMPLE_HAIR_MM, inside_mm);
        }
        let nape = smoothstep(NAPE_Z_MM[0], NAPE_Z_MM[1], self.point.z)
            * smoothstep(NAPE_LOW_MM[0], NAPE_LOW_MM[1], self.low_mm);
        let temple = smoothstep(TEMPLE_Z_MM[0], TEMPLE_Z_MM[1], self.point.z) * (1.0 - self.sideburn());
        let fringe_mm = EAR_HAIR_MM + NAPE_HAIR_MM * nape + (TEMPLE_HAIR_MM - EAR_HAIR_MM) * temple;
        smoothstep(0.0, fringe_mm, inside_mm)
    }

    /// Share of the dots at a distance inside the border, by the plan's edges. An edge that the plan draws is not raised.
    pub(super) fn dots(self, edges: &Edges, is_drawn: impl Fn(Edge) -> bool, inside_mm: f32) -> f32 {
        let (soft_mm, raise_mm, edge) = match self.point {
            p if p.z < NAPE_EDGE_Z_MM => (edges.nape_softness_mm, edges.nape_raise_mm, Edge::Nape),
            p if p.x < 0.0 => (edges.sideburn_softness_mm, edges.sideburn_raise_mm, Edge::SideburnRight),
            _ => (edges.sideburn_softness_mm, edges.sideburn_raise_mm, Edge::SideburnLeft),
        };
        if self.is_front() {
            return self.faded(soft_mm, inside_mm);
        }
        let raise_mm = if is_drawn(edge) { 0.0 } else { raise_mm };
        smoothstep(0.0, soft_mm, inside_mm - raise_mm)
    }
}
