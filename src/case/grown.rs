//! Hair as a plan lets it grow: shafts and buried hairs, grown again only where something that they depend on has changed.

use crate::field::Field;
use crate::hair::{self, BeardParams, HairParams, Shaft};
use crate::head::Head;
use crate::plan::own_hair::OwnHair;

/// Share of the shadow under a beard that dots are set for where it runs up into the scalp (by eye).
const DOTS_SHADE: f32 = 0.7;

/// Work on hair when a plan is laid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HairWork {
    /// Hair that grows where the plan has it.
    Grown,
    /// Hair as it stands.
    AsItStands,
}

/// Everything that the hair on a head depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct HairWanted {
    /// Places where it grows.
    pub own: OwnHair,
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

    /// Lets hair grow on a head; `units_per_cm2` are the follicular units at each site of the field.
    pub fn grow(head: &Head, field: &Field, wanted: HairWanted, units_per_cm2: &[f32]) -> Self {
        let HairWanted { params, beard, brows, .. } = &wanted;
        let mut shafts = hair::grow(field, units_per_cm2, field.density_max_per_cm2(), params);
        if *brows {
            shafts = hair::merge(&shafts, &hair::brows(head, params));
        }
        shafts = hair::merge(&shafts, &hair::lashes(head, params));
        let mut buried_per_cm2 = hair::buried_density(head, field, units_per_cm2, params);
        if let Some(beard) = beard {
            // Where the scalp's own hair stands, a sideburn, no second growth stands between it.
            let mut density = hair::beard_density(head, beard);
            density.iter_mut().zip(&buried_per_cm2).for_each(|(beard, scalp)| *beard = (*beard - scalp).max(0.0));
            shafts = hair::merge(&shafts, &hair::beard(head, beard, &density, params));
            let shaded = hair::buried_beard(&density, beard, params);
            // On the scalp dots already stand for the shadow under a beard's upper end.
            let beside = |i: usize| 1.0 - DOTS_SHADE * head.maps.scalp.get(i).copied().unwrap_or(0.0);
            let all = buried_per_cm2.iter_mut().zip(shaded).enumerate();
            all.for_each(|(i, (scalp, beard))| *scalp += beard * beside(i));
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
