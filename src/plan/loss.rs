//! Hair loss as masks: the share of hair that a stage of Norwood's or Ludwig's scale leaves at each place.
//!
//! The stages' definitions (Norwood 1975; Ludwig 1977) give positions: how far before or behind the coronal line
//! through the ear canals hair is lost, whether the crown is bare, how broad a bridge is left. Millimetres that they do
//! not give are ours. Each mask is a signed distance in mm (positive where hair is gone) with the share of hair that
//! stays inside. One mask serves the hair, feathered over a centimetre, and the dots, which run out further into the
//! hair.
//!
//! Frame: head frame, mm (z ≈ 0 is the coronal line).

use super::client::HairLoss;
use super::noise::noise;
use crate::ease::smoothstep;
use crate::head::Landmarks;
use glam::{Vec2, Vec3};

/// Measures of a head for the masks of hair loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadMeasures {
    /// Half the distance between the widest points of the sides, mm.
    pub half_breadth_mm: f32,
    /// Height of the top above the tragions, mm.
    pub height_mm: f32,
    /// Distance of the hairline's corners to the side of the midline, mm.
    pub corner_x_mm: f32,
    /// The mid-frontal point of the natural hairline, mm.
    pub trichion: Vec3,
    /// The whorl, mm.
    pub whorl: Vec3,
    /// Height of the top of the ears, mm.
    pub ear_top_mm: f32,
}

impl HeadMeasures {
    /// The measures of a head; `whorl` is its place on the skin.
    pub fn new(landmarks: &Landmarks, whorl: Vec3) -> Self {
        let half = 0.5 * (landmarks.tragion_left().x - landmarks.tragion_right().x).abs();
        Self {
            // The skull is some 4 mm wider above the ears than between the tragions.
            half_breadth_mm: half + 4.0,
            height_mm: landmarks.vertex().y.max(60.0),
            corner_x_mm: 0.5 * (landmarks.exocanthion_left().x - landmarks.exocanthion_right().x).abs() + 8.0,
            trichion: landmarks.trichion(),
            whorl,
            ear_top_mm: 0.5 * (landmarks.otobasion_left().y + landmarks.otobasion_right().y),
        }
    }

    /// Angle from the vertical, degrees: 0 at the top of the midline, 90 at the level of the tragions. It does not
    /// depend on the head's proportions.
    pub fn side_deg(&self, p: Vec3) -> f32 {
        libm::atan2f(p.x.abs() / self.half_breadth_mm, p.y / self.height_mm).to_degrees()
    }
}

/// A place on a head with the values that the masks need; equal for every plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NodeOnHead {
    /// Place on the skin, head frame, mm.
    pub point: Vec3,
    /// Angle from the vertical, degrees ([`HeadMeasures::side_deg`]).
    pub side_deg: f32,
    /// Distance behind the hairline before any loss, mm; negative in front of it.
    pub behind_mm: f32,
    /// Wandering of a mask's edge at this place, mm: no natural edge is straight.
    pub wander_mm: f32,
    /// Wandering of the edge of grown hair at this place, mm.
    pub hair_wander_mm: f32,
}

impl NodeOnHead {
    /// The values of a place on the skin and its chart point.
    pub fn new(measures: &HeadMeasures, point: Vec3, chart: Vec2, behind_mm: f32) -> Self {
        Self {
            point,
            side_deg: measures.side_deg(point),
            behind_mm,
            wander_mm: 4.0 * noise(chart, 55.0, 0x1055) + 2.0 * noise(chart, 21.0, 0x1056),
            hair_wander_mm: 2.4 * noise(chart, 50.0, 0x4a12) + 2.0 * noise(chart, 14.0, 0x4a13),
        }
    }
}

/// Hair that is left at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Left {
    /// Share of the hair that is left, 0 to 1.
    pub hair: f32,
    /// Share of the dots' full density that the place needs: 1 where hair is gone, running out into the hair.
    pub need: f32,
}

impl Left {
    /// A place without loss.
    pub const FULL: Self = Self { hair: 1.0, need: 0.0 };

    /// The result after another mask. `inside_mm` is the depth inside that mask, where a share `keeps` of the hair
    /// stays. The hair's edge is `feather_mm` wide; dots run `blend_mm` out into the hair.
    fn lose(self, inside_mm: f32, keeps: f32, feather_mm: f32, blend_mm: f32) -> Self {
        let gone = smoothstep(-0.5 * feather_mm, 0.5 * feather_mm, inside_mm) * (1.0 - keeps);
        let need = smoothstep(-blend_mm - 0.5, 0.5 * feather_mm, inside_mm) * (1.0 - keeps);
        Self { hair: self.hair * (1.0 - gone), need: 1.0 - (1.0 - self.need) * (1.0 - need) }
    }
}

/// Figures of one Norwood stage; `None` or zero for parts that it does not have.
#[derive(Clone, Copy)]
struct Norwood {
    /// Retreat of the middle of the front, mm, and the share of hair left there.
    middle_mm: f32,
    /// Coordinate z of the recess's deepest point, mm; `None` without a recess.
    apex_z_mm: Option<f32>,
    /// Half the width of the forelock at its front, mm, and the share of hair left in it.
    forelock_mm: f32,
    forelock: f32,
    /// Width of the bare crown, mm.
    crown_mm: f32,
    /// Share of hair on the top between front and crown (the bridge).
    bridge: f32,
    /// Coordinate z to which the whole front has gone back, mm.
    front_z_mm: Option<f32>,
    /// Angle from the vertical above which everything is bare, degrees.
    side_deg: f32,
    /// Retreat of the temples' hair behind its line, mm.
    temple_mm: f32,
}

const FULL_HEAD: Norwood = Norwood {
    middle_mm: 0.0,
    apex_z_mm: None,
    forelock_mm: 40.0,
    forelock: 1.0,
    crown_mm: 0.0,
    bridge: 1.0,
    front_z_mm: None,
    side_deg: 0.0,
    temple_mm: 0.0,
};

fn norwood(stage: HairLoss) -> Norwood {
    let base = FULL_HEAD;
    match stage {
        HairLoss::Norwood1 => Norwood { middle_mm: 4.0, ..base },
        HairLoss::Norwood2 => Norwood { middle_mm: 9.0, apex_z_mm: Some(26.0), forelock_mm: 42.0, ..base },
        HairLoss::Norwood3 => Norwood { middle_mm: 13.0, apex_z_mm: Some(11.0), forelock_mm: 36.0, ..base },
        HairLoss::Norwood3Vertex => {
            Norwood { middle_mm: 10.0, apex_z_mm: Some(20.0), crown_mm: 52.0, bridge: 0.9, ..base }
        }
        HairLoss::Norwood4 => Norwood {
            middle_mm: 18.0,
            apex_z_mm: Some(-2.0),
            forelock_mm: 30.0,
            forelock: 0.5,
            crown_mm: 72.0,
            bridge: 0.65,
            temple_mm: 6.0,
            ..base
        },
        HairLoss::Norwood5 => Norwood {
            middle_mm: 24.0,
            apex_z_mm: Some(-16.0),
            forelock_mm: 22.0,
            forelock: 0.2,
            crown_mm: 92.0,
            bridge: 0.35,
            temple_mm: 10.0,
            ..base
        },
        HairLoss::Norwood6 => {
            Norwood { middle_mm: 30.0, crown_mm: 104.0, bridge: 0.05, side_deg: 42.0, temple_mm: 30.0, ..base }
        }
        HairLoss::Norwood7 => {
            Norwood { middle_mm: 40.0, crown_mm: 120.0, bridge: 0.0, side_deg: 63.0, temple_mm: 34.0, ..base }
        }
        HairLoss::Norwood2a => Norwood { middle_mm: 18.0, front_z_mm: Some(38.0), ..base },
        HairLoss::Norwood3a => Norwood { front_z_mm: Some(2.0), forelock: 0.1, ..base },
        HairLoss::Norwood4a => Norwood { front_z_mm: Some(-30.0), forelock: 0.05, bridge: 0.8, ..base },
        HairLoss::Norwood5a => Norwood { front_z_mm: Some(-52.0), forelock: 0.0, bridge: 0.6, ..base },
        _ => base,
    }
}

/// Width over which hair turns to bare skin, mm.
const FEATHER_MM: f32 = 24.0;

/// Hair that a stage leaves at a place.
///
/// `blend_mm` is the distance over which dots run into the hair. `crown_mm` is the distance inside the crown's drawn
/// edge, if there is one; it then decides the crown's need of dots.
pub fn left(stage: HairLoss, measures: &HeadMeasures, at: &NodeOnHead, blend_mm: f32, crown_mm: Option<f32>) -> Left {
    let left = by_stage(stage, measures, at, blend_mm, crown_mm.is_some());
    let Some(crown_mm) = crown_mm else { return left };
    let crown = Left::FULL.lose(crown_mm + at.wander_mm, 0.0, FEATHER_MM, blend_mm);
    Left { need: 1.0 - (1.0 - left.need) * (1.0 - crown.need), ..left }
}

/// Hair that a stage by itself leaves. Where the crown is drawn by hand, its mask takes hair but asks for no dots.
fn by_stage(stage: HairLoss, measures: &HeadMeasures, at: &NodeOnHead, blend_mm: f32, crown_drawn: bool) -> Left {
    let NodeOnHead { point: p, behind_mm, wander_mm, .. } = *at;
    let top_mm = |side_deg: f32| (side_deg - at.side_deg).to_radians() * measures.half_breadth_mm * 1.2;
    let lose = |l: Left, inside_mm: f32, keeps: f32| l.lose(inside_mm + wander_mm, keeps, FEATHER_MM, blend_mm);
    match stage {
        HairLoss::None => Left::FULL,
        HairLoss::Total => Left { hair: 0.0, need: 1.0 },
        HairLoss::Diffuse => {
            // As far as the crown's lower rim: the back of the head keeps its hair.
            let inside_mm = top_mm(46.0).min(behind_mm - 8.0).min(p.y - (measures.whorl.y - 38.0));
            Left::FULL.lose(inside_mm + wander_mm, 0.55, 30.0, blend_mm)
        }
        HairLoss::Ludwig1 | HairLoss::Ludwig2 | HairLoss::Ludwig3 => {
            let keeps = match stage {
                HairLoss::Ludwig1 => 0.8,
                HairLoss::Ludwig2 => 0.5,
                _ => 0.08,
            };
            // An oval of 140 × 100 mm on the midline, behind a strip of 20 mm that keeps its hair.
            let along_z = measures.trichion.z - 16.0 - 70.0 - p.z;
            let side = p.x.abs();
            let oval = libm::sqrtf((along_z / 70.0) * (along_z / 70.0) + (side / 50.0) * (side / 50.0));
            let inside_mm = ((1.0 - oval) * 55.0).min(behind_mm - 20.0);
            Left::FULL.lose(inside_mm + wander_mm, keeps, 26.0, blend_mm)
        }
        _ => {
            let n = norwood(stage);
            let mut out = Left::FULL;
            if n.bridge < 1.0 && n.side_deg == 0.0 {
                // The skin between front and crown, thinned.
                out = lose(out, top_mm(36.0).min(p.z - measures.whorl.z + 20.0), n.bridge);
            }
            if n.middle_mm > 0.0 {
                // The middle goes back; hair at the temples keeps its line.
                out = lose(out, (n.middle_mm - behind_mm).min(measures.corner_x_mm - p.x.abs()), 0.0);
            }
            if n.temple_mm > 0.0 {
                // The temples' points go back in the later stages; the sideburns stay, up to where they meet the hair over the ears.
                let low_mm = p.y - (measures.ear_top_mm + 4.0);
                let inside_mm = (n.temple_mm - behind_mm).min(p.x.abs() - measures.corner_x_mm + 12.0).min(low_mm);
                out = out.lose(inside_mm + wander_mm, 0.0, 14.0, blend_mm);
            }
            if let Some(apex_z_mm) = n.apex_z_mm {
                out = lose(out, recess_mm(measures, p, apex_z_mm, n.forelock_mm), 0.0);
                if n.forelock < 1.0 {
                    let inside_mm = (p.z - apex_z_mm.max(0.0)).min(measures.corner_x_mm - p.x.abs());
                    out = lose(out, inside_mm, n.forelock);
                }
            }
            if let Some(front_z_mm) = n.front_z_mm {
                // One front: bare before a line that bends forward at the sides.
                let x = p.x / measures.half_breadth_mm;
                let line = front_z_mm + 26.0 * x * x;
                out = lose(out, (p.z - line).min(top_mm(50.0)), n.forelock.min(0.1));
                if n.bridge < 1.0 {
                    out = lose(out, (p.z - line + 45.0).min(top_mm(36.0)), n.bridge);
                }
            }
            if n.crown_mm > 0.0 {
                let without = lose(out, 0.5 * n.crown_mm - p.distance(measures.whorl), 0.03);
                out = if crown_drawn { Left { need: out.need, ..without } } else { without };
            }
            if n.side_deg > 0.0 {
                // The whole top: out to the sides' edge, and back to the crown's lower edge (VII: down to the ears'
                // tops).
                let back_mm = if stage == HairLoss::Norwood7 {
                    p.y - (measures.ear_top_mm + 12.0)
                } else {
                    // The crown's rim continues downward at the sides.
                    p.z - (measures.whorl.z - 12.0)
                };
                out = lose(out, top_mm(n.side_deg).min(back_mm), n.bridge.min(0.02));
            }
            out
        }
    }
}

/// Distance inside the recess at the hairline's corner, mm: a rounded triangle with its apex at the back.
fn recess_mm(measures: &HeadMeasures, p: Vec3, apex_z_mm: f32, forelock_mm: f32) -> f32 {
    let side = p.x.abs();
    let apex = Vec2::new(measures.corner_x_mm, apex_z_mm);
    let here = Vec2::new(side, p.z);
    // Towards the middle: from the apex to the front corner of the forelock.
    let front = Vec2::new(forelock_mm, measures.trichion.z - 4.0);
    let inner = (front - apex).try_normalize().unwrap_or(Vec2::Y);
    let to_inner = (here - apex).perp_dot(inner);
    // Towards the temple: from the apex forward and out.
    let outer = Vec2::new(0.35, 0.94);
    let to_outer = -(here - apex).perp_dot(outer);
    // A smooth minimum rounds the apex over 10 mm.
    let (a, b, k) = (to_inner, to_outer, 10.0);
    let h = (0.5 + 0.5 * (b - a) / k).clamp(0.0, 1.0);
    b + (a - b) * h - k * h * (1.0 - h)
}
