//! A head to look at elsewhere: a binary glTF file with the skin bare, healed and years on as variants (`KHR_materials_variants`).
//!
//! Colours are albedos, without light: viewers bring their own. Skin, pigment and hair are painted on one picture a variant,
//! hair flat along the skin; pores, gloss by region and light under the skin are left out, and so is fresh
//! work, whose crusts and swellings no picture of colours holds.

mod atlas;
mod coat;
mod flat_triangle;
mod globes;
#[cfg(test)]
mod model_tests;
mod parts;
mod strand;
mod texels;

use super::encode::{EncodeError, PictureFormat, encode};
use super::page_words::{Language, PageWords};
use super::stamp::SIMULATION;
use crate::case::Case;
use crate::head::drawn::{DrawnHead, DrawnVertex};
use crate::render::{CLOTH_ALBEDO, Picture, Pixels};
use crate::time::When;
use atlas::Atlas;
use coat::Coat;
use parts::{ModelFile, ModelPart, ModelWords};
use serde_json::json;
use texels::{Painted, Texels, painted};
use thiserror::Error;

/// Edges of the skin's pictures, texels.
pub const TEXTURE_PX: [u32; 3] = [1024, 2048, 4096];
/// Most times in one model.
pub const MOST_TIMES: usize = 8;
/// Roughness of the globes, which tears keep smooth, and of cloth.
const EYE_ROUGHNESS: f32 = 0.12;
const CLOTH_ROUGHNESS: f32 = 0.9;

/// Choices of a model.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct HeadModelSpec {
    /// Times to show besides bare skin, from healed on; the first is shown until another is chosen.
    pub at: Vec<When>,
    /// Edge of the skin's pictures, texels: one of [`TEXTURE_PX`].
    pub texture_px: u32,
    /// Language of the variants' names.
    pub language: Language,
}

impl Default for HeadModelSpec {
    fn default() -> Self {
        let years = [1.0, 5.0, 10.0].map(|years| When::AfterFirstSession(years * crate::time::DAYS_PER_YEAR));
        Self {
            at: std::iter::once(When::Healed).chain(years).collect(),
            texture_px: 2048,
            language: Language::default(),
        }
    }
}

/// A reason for which no model is made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum HeadModelError {
    /// The size is none of [`TEXTURE_PX`].
    #[error("a model's texture is 1024, 2048 or 4096 pixels wide, not {0}")]
    Texture(u32),
    /// The times are none, or too many.
    #[error("a model shows 1 to {MOST_TIMES} times besides bare skin, not {0}")]
    Times(usize),
    /// A time lies before the work has healed.
    #[error(
        "a model shows healed work: {at} comes before day {healed:.0}; use healed or a later time, or a still for fresh work"
    )]
    Fresh {
        /// The time.
        at: String,
        /// Day on which the work counts as healed.
        healed: f32,
    },
    /// The head falls into more charts than the texture has room for.
    #[error("the head's surface is too ragged for a texture of {0} pixels: take a larger one, or a smoother scan")]
    Ragged(u32),
    /// The work was stopped.
    #[error("the model was stopped")]
    Stopped,
    /// A picture cannot be encoded.
    #[error(transparent)]
    Picture(#[from] EncodeError),
    /// The file cannot be put together.
    #[error("the model cannot be written: {0}")]
    File(String),
}

/// Finds out before a head is made whether a model can be.
///
/// # Errors
/// [`HeadModelError::Texture`] and [`HeadModelError::Times`].
pub fn check(spec: &HeadModelSpec) -> Result<(), HeadModelError> {
    if !TEXTURE_PX.contains(&spec.texture_px) {
        return Err(HeadModelError::Texture(spec.texture_px));
    }
    if spec.at.is_empty() || spec.at.len() > MOST_TIMES {
        return Err(HeadModelError::Times(spec.at.len()));
    }
    Ok(())
}

/// The bytes of a GLB file with a case's head, in metres, +Y up, the face to +Z. `progress` hears how much is done, 0–1, and stops the
/// work by false.
///
/// # Errors
/// [`HeadModelError`].
pub fn glb(
    case: &Case,
    spec: &HeadModelSpec,
    progress: &mut dyn FnMut(f32) -> bool,
) -> Result<Vec<u8>, HeadModelError> {
    check(spec)?;
    let healed = case.healed_day();
    let days: Vec<f32> = spec.at.iter().map(|&when| case.days(when)).collect();
    if let Some((at, _)) = spec.at.iter().zip(&days).find(|(_, day)| **day < healed - 0.5) {
        return Err(HeadModelError::Fresh { at: at.to_string(), healed });
    }
    let head = case.drawn_geometry();
    let triangles = &head.near.triangles;
    let atlas =
        Atlas::new(&head.vertices, triangles, spec.texture_px).ok_or(HeadModelError::Ragged(spec.texture_px))?;
    let densest = atlas.texels_per_mm.iter().copied().fold(1e-3, f32::max);
    let coat = Coat::new(case, &head.vertices, &days, 1.0 / densest);
    if !progress(0.1) {
        return Err(HeadModelError::Stopped);
    }
    let painted = painted(&atlas, &head.vertices, &coat, days.len(), &mut |share| progress(0.1 + 0.75 * share))
        .ok_or(HeadModelError::Stopped)?;
    let words = PageWords::of(spec.language);
    let bare = std::iter::once(words.say("variant-bare"));
    let names = bare.chain(spec.at.iter().zip(&days).map(|(when, &day)| match when {
        When::Healed => words.say("time-healed"),
        When::AfterFirstSession(_) => words.day(day),
    }));
    put_together(case, head, (&atlas, painted), names.collect(), progress)
}

fn put_together(
    case: &Case,
    head: &DrawnHead,
    (atlas, painted): (&Atlas, Painted),
    variants: Vec<String>,
    progress: &mut dyn FnMut(f32) -> bool,
) -> Result<Vec<u8>, HeadModelError> {
    let Painted { skins, openness } = painted;
    let mut file = ModelFile::default();
    let side = [atlas.side; 2];
    // How open a place is changes slowly: half the edge holds it.
    let openness = file.picture(&jpeg(halved(&openness, atlas.side as usize), [atlas.side / 2; 2])?);
    let roughness = case.appearance().roughness;
    let mut materials = Vec::new();
    let count = skins.len();
    for (i, (texels, name)) in skins.into_iter().zip(&variants).enumerate() {
        let picture = file.picture(&jpeg(texels, side)?);
        materials.push(file.material(json!({
            "name": format!("skin, {name}"),
            "pbrMetallicRoughness": {
                "baseColorTexture": { "index": picture }, "metallicFactor": 0.0, "roughnessFactor": roughness
            },
            "occlusionTexture": { "index": openness },
        })));
        if !progress(0.85 + 0.15 * (i + 1) as f32 / count as f32) {
            return Err(HeadModelError::Stopped);
        }
    }
    file.part(&skin(atlas, &head.vertices), materials[1], &materials);
    let globes = globes::part(head);
    if let Some(eye) = head.eyes.first() {
        let picture = globes::picture(case.appearance(), eye.radius_mm);
        let picture = file.picture(&jpeg(picture, globes::SIZE)?);
        let eyes = file.material(json!({
            "name": "eyes",
            "pbrMetallicRoughness": {
                "baseColorTexture": { "index": picture }, "metallicFactor": 0.0, "roughnessFactor": EYE_ROUGHNESS
            },
        }));
        file.part(&globes, eyes, &[]);
    }
    let cloth = ModelPart {
        positions: head.cloth.vertices.iter().map(|v| v.position).collect(),
        normals: head.cloth.vertices.iter().map(|v| v.normal).collect(),
        places: Vec::new(),
        triangles: head.cloth.triangles.clone(),
    };
    if !cloth.triangles.is_empty() {
        let color = CLOTH_ALBEDO.extend(1.0).to_array();
        let material = file.material(json!({
            "name": "cloth",
            "doubleSided": true,
            "pbrMetallicRoughness": {
                "baseColorFactor": color, "metallicFactor": 0.0, "roughnessFactor": CLOTH_ROUGHNESS
            },
        }));
        file.part(&cloth, material, &[]);
    }
    let words = ModelWords {
        name: "head".to_owned(),
        copyright: format!("{SIMULATION}, not a photograph and not a promise"),
        extras: json!({
            "simulation": true,
            "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
            "plan": case.plan().digest(),
        }),
        variants,
    };
    file.bytes(&words).map_err(HeadModelError::File)
}

fn skin(atlas: &Atlas, vertices: &[DrawnVertex]) -> ModelPart {
    let like = |v: &atlas::AtlasVertex| &vertices[v.like as usize];
    ModelPart {
        positions: atlas.vertices.iter().map(|v| like(v).position).collect(),
        normals: atlas.vertices.iter().map(|v| like(v).normal).collect(),
        places: atlas.vertices.iter().map(|v| (v.at / atlas.side as f32).to_array()).collect(),
        triangles: atlas.triangles.clone(),
    }
}

fn jpeg(texels: Texels, [width, height]: [u32; 2]) -> Result<Vec<u8>, EncodeError> {
    let rgba = texels.into_iter().flat_map(|[r, g, b]| [r, g, b, 255]).collect();
    encode(&Picture { width, height, pixels: Pixels::Srgb8(rgba) }, PictureFormat::Jpeg, &[])
}

/// A square picture at half its edge.
fn halved(texels: &[[u8; 3]], side: usize) -> Texels {
    let half = side / 2;
    let mean = |at: usize| {
        let corner = 2 * (at / half) * side + 2 * (at % half);
        let four = [corner, corner + 1, corner + side, corner + side + 1];
        [0, 1, 2].map(|k| (four.iter().map(|&i| u32::from(texels[i][k])).sum::<u32>() / 4) as u8)
    };
    (0..half * half).map(mean).collect()
}
