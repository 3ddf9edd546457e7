//! All that decides where the client's own hair grows under a plan: most edits change none of it.

use super::StrokePaints;
use super::marks::Mark;
use super::placement::Placement;

/// Densities of own hair over a head. Two that are equal give every site of the field the same hair.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnHair {
    /// Follicular units per cm² at the raster's nodes.
    nodes: Vec<f32>,
    /// Scars, and strokes of hair too fine for the raster.
    marks: Vec<Mark>,
    /// Units per cm² of full hair.
    full_per_cm2: f32,
}

impl Placement<'_> {
    /// The client's own hair, without working it out for every site.
    pub fn own_hair(&self) -> OwnHair {
        let thins = |mark: &&Mark| match mark {
            Mark::Stroke { stroke, .. } => stroke.paints == StrokePaints::Hair,
            Mark::Scar { .. } => true,
        };
        OwnHair {
            nodes: self.node_hair().collect(),
            marks: self.marks().iter().filter(thins).cloned().collect(),
            full_per_cm2: self.plan.hair.units_per_cm2,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::field::testing::head_and_field;
    use crate::plan::head_raster::HeadRaster;
    use crate::plan::placement::Placement;
    use crate::plan::{HairLoss, Plan, Scar, ScarShape};

    #[test]
    fn own_hair_is_equal_exactly_where_every_site_has_the_same() {
        let (head, field) = head_and_field();
        let ground = HeadRaster::new(head);
        let mut worn = Plan::default();
        worn.client.hair_loss = HairLoss::Norwood3;
        let edited = |edit: fn(&mut Plan)| {
            let mut plan = worn.clone();
            edit(&mut plan);
            plan
        };
        let plans = [
            worn.clone(),
            edited(|plan| plan.zones.front.density_per_cm2 = 40.0),
            edited(|plan| plan.zones.crown.dot_diameter_mm = 0.5),
            edited(|plan| plan.hairline.softness_mm = Some(4.0)),
            edited(|plan| plan.hairline.height_mm = Some(90.0)),
            edited(|plan| plan.client.hair_loss = HairLoss::Norwood5),
            edited(|plan| plan.hair.units_per_cm2 *= 0.5),
            edited(|plan| {
                plan.scars =
                    vec![Scar::new(ScarShape::Strip { points: vec![[-20.0, -90.0], [20.0, -90.0]], width_mm: 3.0 })];
            }),
        ];
        let laid: Vec<Placement<'_>> = plans.iter().map(|plan| Placement::new(plan, &ground, field)).collect();
        let (mut alike, mut unlike) = (0, 0);
        for other in &laid[1..] {
            let same = laid[0].hair_per_cm2() == other.hair_per_cm2();
            assert!(same || laid[0].own_hair() != other.own_hair(), "other hair at a site: {:?}", other.plan);
            if same && laid[0].own_hair() == other.own_hair() { alike += 1 } else { unlike += 1 }
        }
        assert!(alike >= 2 && unlike >= 3, "{alike} {unlike}");
    }
}
