//! Colours of an OBJ file's vertices, from the materials of the faces around them.

use super::materials::{Paint, paints};
use super::prescan::Prescan;
use glam::Vec3;
use std::collections::HashMap;
use std::path::Path;

/// Triangles with their materials.
pub(super) struct FaceTable<'a> {
    pub(super) vertices: usize,
    pub(super) triangles: &'a [[u32; 3]],
    pub(super) mesh: &'a tobj::Mesh,
    pub(super) told: &'a Prescan,
}

impl FaceTable<'_> {
    /// Linear colours of the vertices, from the materials of the faces around them; `None`, with a note, where some
    /// face has none. Plain colours without any picture are used only where `plain_too`.
    pub(super) fn paint(&self, folder: &Path, plain_too: bool, notes: &mut Vec<String>) -> Option<Vec<[f32; 3]>> {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut names: Vec<String> = Vec::new();
        // Triangles before the first `usemtl` have no material.
        let mut runs = vec![(0, None)];
        for (from, name) in &self.told.uses {
            let number = *numbers.entry(name).or_insert_with(|| {
                names.push(name.clone());
                names.len() - 1
            });
            runs.push((*from, Some(number)));
        }
        let (paints, mut told) = paints(folder, &self.told.libraries, &names);
        notes.append(&mut told);
        if !plain_too && !paints.iter().flatten().any(|p| matches!(p, Paint::Texture(_))) {
            return None;
        }
        let mut sums = vec![(Vec3::ZERO, 0.0_f32); self.vertices];
        let mut bare = 0;
        let ends = runs.iter().skip(1).map(|run| run.0).chain([self.triangles.len()]);
        for (&(from, number), to) in runs.iter().zip(ends) {
            let paint = number.and_then(|n| paints[n].as_ref());
            for face in from..to {
                for (k, &vertex) in self.triangles[face].iter().enumerate() {
                    let color = match paint {
                        Some(Paint::Plain(color)) => *color,
                        Some(Paint::Texture(picture)) => match self.place(face, k) {
                            // Rows of a picture run down, texture coordinates up.
                            Some([u, v]) => picture.at(u, 1.0 - v),
                            None => continue,
                        },
                        _ => continue,
                    };
                    let sum = &mut sums[vertex as usize];
                    sum.0 += Vec3::from_array(color);
                    sum.1 += 1.0;
                }
                bare += usize::from(self.triangles[face].iter().any(|&v| sums[v as usize].1 <= 0.0));
            }
        }
        if bare > 0 {
            notes.push(format!(
                "{bare} of {} faces have no material with a colour: colours left aside",
                self.triangles.len()
            ));
            return None;
        }
        Some(sums.into_iter().map(|(sum, count)| (sum / count.max(1.0)).to_array()).collect())
    }

    /// The texture coordinate of a face's corner; `None` where the file has none (`tobj` then invents one).
    fn place(&self, face: usize, corner: usize) -> Option<[f32; 2]> {
        let runs = &self.told.textured;
        let (_, textured) = *runs.get(runs.partition_point(|run| run.0 <= face).checked_sub(1)?)?;
        let at = 2 * *self.mesh.texcoord_indices.get(3 * face + corner)? as usize;
        Some([*self.mesh.texcoords.get(at)?, *self.mesh.texcoords.get(at + 1)?]).filter(|_| textured)
    }
}
