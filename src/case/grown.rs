//! Hair as a plan lets it grow: shafts and buried hairs, grown again only where something that they depend on has changed.

use crate::field::Field;
use crate::hair::{self, BeardParams, HairParams, Shaft};
use crate::head::Head;

/// Everything that the hair on a head depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct HairWanted {
    /// Follicular units per cm² at each site of the field.
    pub units_per_cm2: Vec<f32>,
    /// Kind and length of the hair.
    pub params: HairParams,
    /// The beard, where there is one.
    pub beard: Option<BeardParams>,
    /// True where brows are drawn.
    pub brows: bool,
}

/// Hair as it grows.
#[derive(Clone, Debug, Default)]
pub struct GrownHair {
    wanted: Option<HairWanted>,
    /// Shafts in rank order.
    shafts: Vec<Shaft>,
    /// Density of buried hairs at each vertex of the head, per cm².
    buried_per_cm2: Vec<f32>,
}

impl GrownHair {
    /// True where this is the wanted hair.
    pub fn is(&self, wanted: &HairWanted) -> bool {
        self.wanted.as_ref() == Some(wanted)
    }

    /// Lets hair grow on a head.
    pub fn grow(head: &Head, field: &Field, wanted: HairWanted) -> Self {
        let HairWanted { units_per_cm2, params, beard, brows } = &wanted;
        let mut shafts = hair::grow(field, units_per_cm2, field.density_max_per_cm2(), params);
        if *brows {
            shafts = hair::merge(&shafts, &hair::brows(head, params));
        }
        shafts = hair::merge(&shafts, &hair::lashes(head, params));
        let mut buried_per_cm2 = hair::buried_density(head, field, units_per_cm2, params);
        if let Some(beard) = beard {
            let density = hair::beard_density(head, beard);
            shafts = hair::merge(&shafts, &hair::beard(head, beard, &density, params));
            let shaded = hair::buried_beard(&density, beard, params);
            buried_per_cm2.iter_mut().zip(shaded).for_each(|(scalp, beard)| *scalp += beard);
        }
        Self { wanted: Some(wanted), shafts, buried_per_cm2 }
    }

    /// Shafts in rank order.
    pub fn shafts(&self) -> &[Shaft] {
        &self.shafts
    }

    /// Density of buried hairs at each vertex of the head, per cm².
    pub fn buried_per_cm2(&self) -> &[f32] {
        &self.buried_per_cm2
    }
}
