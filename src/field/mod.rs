//! The field of sites: the places on a head where a follicle or a dot may be, in an order that makes every density a
//! prefix.
//!
//! # The idea
//! Follicles stand at fixed places of a real scalp; so do sites. A [`Field`] is made once for each head: points over
//! its scalp in progressive blue-noise order. A density is then a threshold on [`Site::rank`], and an edit only moves
//! thresholds; it never samples again. Dots far from an edit stay, and more density only adds.
//! # Frame and units
//! Head frame, mm; densities per cm²; angles in radians.
//!
//! # Same bits everywhere
//! Sites are chosen with + − × ÷ and √ on `f32`/`f64` in one order, whatever the number of threads.

pub(crate) mod bytes;
pub(crate) mod hash;
pub(crate) mod power_spectrum;
pub(crate) mod quality;
pub(crate) mod spacing;

pub(crate) mod buckets;
mod candidates;
mod domain;
mod missed;
mod progressive;
mod rebalance;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use power_spectrum::PowerSpectrum;
pub use quality::{Evenness, FieldQuality, PrefixQuality};
pub use spacing::Spacing;

use crate::fnv::Fnv64;
use crate::head::Head;
use crate::par::*;
use buckets::Buckets;
use glam::{Vec2, Vec3};
use thiserror::Error;

/// Version of the algorithm: raised whenever a head would get other sites than before. Part of every digest.
pub const ALGORITHM_VERSION: u32 = 3;

/// A place on the scalp for one follicle or one dot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Site {
    /// Position on the surface, head frame, mm.
    pub position: Vec3,
    /// Unit normal of the surface, outward.
    pub normal: Vec3,
    /// Unit direction in which hair lies at the site, tangent to the surface.
    pub hair_direction: Vec3,
    /// Angle between shaft and skin, radians.
    pub hair_angle: f32,
    /// Chart coordinates, mm.
    pub chart: Vec2,
    /// Share of scalp at the site, 0 to 1.
    pub scalp: f32,
    /// Index of the mesh's triangle in which it lies.
    pub triangle: u32,
    /// Weights of that triangle's first and second corner; the third's is 1 minus their sum.
    pub barycentric: [f32; 2],
    /// Rank in the order, [0, 1): sites of a lower rank than D/D_max make a blue noise of density D.
    pub rank: f32,
    /// Distance, mm, to the nearest site that has a lower rank or a rank below [`Field::ROOM_DENSITY_PER_CM2`]'s. A
    /// hand may miss by this without touching a neighbour.
    pub room_mm: f32,
    /// Hash from which the site's individual variation is made.
    pub hash: u32,
}

/// Options of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct FieldOptions {
    /// Sites per cm² when all are taken.
    pub density_max_per_cm2: f32,
    /// Mean number of candidates from which a site is chosen: more give wider spacing and cost more.
    pub candidates_per_site: f32,
    /// Seed: another one gives another field of equal quality.
    pub seed: u32,
}

impl Default for FieldOptions {
    fn default() -> Self {
        Self { density_max_per_cm2: 300.0, candidates_per_site: 4.0, seed: 1 }
    }
}

impl FieldOptions {
    /// The options with another density of all sites, per cm².
    #[must_use]
    pub fn density_max_per_cm2(self, density_max_per_cm2: f32) -> Self {
        Self { density_max_per_cm2, ..self }
    }

    /// The options with another seed.
    #[must_use]
    pub fn seed(self, seed: u32) -> Self {
        Self { seed, ..self }
    }
}

/// A reason for which there is no field.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum FieldError {
    /// The head has no scalp to put sites on.
    #[error("head `{head}` has no scalp: no vertex is marked as one; import it with its landmarks, or mark the scalp")]
    NoScalp {
        /// The head's name.
        head: String,
    },
    /// The head's maps do not fit its mesh.
    #[error("head `{head}`: map `{map}` has {found} entries for {vertices} vertices; make the head anew from its mesh")]
    MapLength {
        /// The head's name.
        head: String,
        /// Name of the map.
        map: &'static str,
        /// Length of the map.
        found: usize,
        /// Vertices of the mesh.
        vertices: usize,
    },
    /// An option lies outside its range.
    #[error("field option `{option}` is {value}, but must be {range}")]
    Option {
        /// Name of the option.
        option: &'static str,
        /// Value that was asked for.
        value: f32,
        /// Values that are possible.
        range: &'static str,
    },
    /// More sites than the engine can hold.
    #[error("the field would have {sites:.0} sites, more than {limit}: is the head in mm? lower `density_max_per_cm2`")]
    TooMany {
        /// Sites asked for.
        sites: f64,
        /// Sites allowed.
        limit: u32,
    },
    /// Stored bytes are not the field of this head and these options.
    #[error("stored field: {reason}; make it anew")]
    Bytes {
        /// Fault of the bytes.
        reason: &'static str,
    },
}

/// Sites over one head's scalp, in the order of their rank.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    sites: Vec<Site>,
    buckets: Buckets,
    density_max_per_cm2: f32,
    area_cm2: f32,
    digest: u64,
    missed: missed::Kept,
}

/// Most sites in a field; a scalp in mm has some 200,000.
const SITES_MAX: u32 = 4_000_000;

/// Stored part of a site; the rest follows from the head.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seat {
    triangle: u32,
    barycentric: [f32; 2],
    rank: f32,
    room_mm: f32,
    hash: u32,
}

impl Field {
    /// Density up to which [`Site::room_mm`] holds for all sites together, per cm².
    pub const ROOM_DENSITY_PER_CM2: f32 = 160.0;

    /// The field of a head: some 165,000 sites on a man's scalp.
    ///
    /// # Errors
    /// [`FieldError`] where the head has no scalp, its maps do not fit its mesh, or an option is out of range.
    pub fn generate(head: &Head, options: &FieldOptions) -> Result<Self, FieldError> {
        check(head, options)?;
        let domain = domain::Domain::of(head);
        if domain.triangles.is_empty() {
            return Err(FieldError::NoScalp { head: head.name.clone() });
        }
        let sites = domain.area_mm2 * 0.01 * f64::from(options.density_max_per_cm2);
        if sites * f64::from(options.candidates_per_site) > f64::from(SITES_MAX) * 4.0 {
            return Err(FieldError::TooMany { sites, limit: SITES_MAX });
        }
        let count = (sites + 0.5) as usize;
        let per_mm2 = options.density_max_per_cm2 * 0.01 * options.candidates_per_site;
        let candidates = candidates::scatter(&head.mesh, &domain.triangles, per_mm2, options.seed);
        let order = progressive::progressive(&candidates.points, &candidates.normals, count, options.seed);
        let order = rebalance::rebalanced(&head.mesh, &domain.triangles, &candidates, &order);
        let per_site = 1.0 / count.max(1) as f64;
        let scalp = &head.maps.scalp;
        let shared = Self::ROOM_DENSITY_PER_CM2 / options.density_max_per_cm2;
        let kept: Vec<(usize, f32, &progressive::Chosen)> = order
            .iter()
            .enumerate()
            .map(|(k, chosen)| (k, ((k as f64 + 0.5) * per_site) as f32, chosen))
            .filter(|(_, _, chosen)| {
                let at = chosen.candidate as usize;
                let corners = head.mesh.triangles()[candidates.triangles[at] as usize];
                let [u, v] = candidates.barycentric[at];
                blend(corners.map(|i| scalp[i as usize]), u, v) > SCALP_MIN
            })
            .collect();
        let points: Vec<Vec3> = kept.iter().map(|(_, _, c)| candidates.points[c.candidate as usize]).collect();
        let first = kept.partition_point(|&(_, rank, _)| rank < shared);
        let reach = 1.3 * spacing::hexagonal_spacing_mm(Self::ROOM_DENSITY_PER_CM2);
        let rooms = spacing::nearest_distances_mm(&points[..first], reach);
        let seats: Vec<Seat> = kept
            .iter()
            .enumerate()
            .map(|(k, &(number, rank, chosen))| Seat {
                triangle: candidates.triangles[chosen.candidate as usize],
                barycentric: candidates.barycentric[chosen.candidate as usize],
                rank,
                room_mm: rooms.get(k).copied().unwrap_or(chosen.gap_mm),
                hash: hash::hash2(number as u32, SITE_PURPOSE),
            })
            .collect();
        Ok(Self::seated(head, &seats, options.density_max_per_cm2, domain.scalp_cm2, digest(head, options)))
    }

    /// Sites from seats: adds place, normal and hair direction from the head.
    fn seated(head: &Head, seats: &[Seat], density_max_per_cm2: f32, area_cm2: f32, digest: u64) -> Self {
        let (mesh, maps) = (&head.mesh, &head.maps);
        let sites: Vec<Site> = seats
            .par_iter()
            .map(|seat| {
                let corners = mesh.triangles()[seat.triangle as usize].map(|i| i as usize);
                let [u, v] = seat.barycentric;
                let w = 1.0 - u - v;
                let mix = |of: &[Vec3]| of[corners[0]] * u + of[corners[1]] * v + of[corners[2]] * w;
                let normal = mix(mesh.normals()).try_normalize().unwrap_or(mesh.normals()[corners[0]]);
                let along = mix(&maps.hair_direction);
                let hair_direction = (along - normal * along.dot(normal))
                    .try_normalize()
                    .unwrap_or_else(|| normal.any_orthonormal_vector());
                Site {
                    position: mix(mesh.positions()),
                    normal,
                    hair_direction,
                    hair_angle: blend(corners.map(|i| maps.hair_angle[i]), u, v),
                    chart: maps.chart[corners[0]] * u + maps.chart[corners[1]] * v + maps.chart[corners[2]] * w,
                    scalp: blend(corners.map(|i| maps.scalp[i]), u, v),
                    triangle: seat.triangle,
                    barycentric: seat.barycentric,
                    rank: seat.rank,
                    room_mm: seat.room_mm,
                    hash: seat.hash,
                }
            })
            .collect();
        let buckets = Buckets::new(&sites);
        Self { sites, buckets, density_max_per_cm2, area_cm2, digest, missed: missed::Kept::default() }
    }

    /// The sites, lowest rank first.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// The sites of a rank below `share`: those of a uniform density of `share` × [`Field::density_max_per_cm2`].
    pub fn prefix(&self, share: f32) -> &[Site] {
        &self.sites[..self.sites.partition_point(|s| s.rank < share)]
    }

    /// Sites grouped by their place in the chart.
    pub(crate) fn buckets(&self) -> &Buckets {
        &self.buckets
    }

    /// Sites per cm² when all are taken.
    pub fn density_max_per_cm2(&self) -> f32 {
        self.density_max_per_cm2
    }

    /// Area of the scalp (where its share is above ½), cm².
    pub fn area_cm2(&self) -> f32 {
        self.area_cm2
    }

    /// Digest of the head's surface and scalp, the options and the algorithm: equal digests mean equal fields.
    pub fn digest(&self) -> u64 {
        self.digest
    }
}

/// Least share of scalp at which a site is kept.
const SCALP_MIN: f32 = 0.02;
/// Purpose of a site's own hash.
const SITE_PURPOSE: u32 = 0x517e;

fn blend(corners: [f32; 3], u: f32, v: f32) -> f32 {
    corners[0] * u + corners[1] * v + corners[2] * (1.0 - u - v)
}

fn check(head: &Head, options: &FieldOptions) -> Result<(), FieldError> {
    let out_of = |option, value, range| Err(FieldError::Option { option, value, range });
    if !(10.0..=1000.0).contains(&options.density_max_per_cm2) {
        return out_of("density_max_per_cm2", options.density_max_per_cm2, "from 10 to 1000 per cm²");
    }
    if !(1.5..=16.0).contains(&options.candidates_per_site) {
        return out_of("candidates_per_site", options.candidates_per_site, "from 1.5 to 16");
    }
    let (maps, vertices) = (&head.maps, head.mesh.positions().len());
    let lengths = [
        ("scalp", maps.scalp.len()),
        ("hair_direction", maps.hair_direction.len()),
        ("hair_angle", maps.hair_angle.len()),
        ("chart", maps.chart.len()),
    ];
    match lengths.into_iter().find(|&(_, found)| found != vertices) {
        Some((map, found)) => Err(FieldError::MapLength { head: head.name.clone(), map, found, vertices }),
        None => Ok(()),
    }
}

/// Digest of the field that [`Field::generate`] would make of these.
pub fn digest(head: &Head, options: &FieldOptions) -> u64 {
    let mut digest = Fnv64::from_digest(head.mesh.digest());
    let mut eat = |word: u32| digest.word(word);
    eat(ALGORITHM_VERSION);
    eat(options.density_max_per_cm2.to_bits());
    eat(options.candidates_per_site.to_bits());
    eat(options.seed);
    head.maps.scalp.iter().for_each(|s| eat(s.to_bits()));
    let h = digest.digest();
    h ^ (h >> 29)
}
