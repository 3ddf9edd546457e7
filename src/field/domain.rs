//! The triangles on which sites are chosen: the scalp and a margin around it.
//!
//! A farthest-point order lines its points up along a free border. So the order is made on the scalp and a margin, and
//! cut to the scalp afterwards: the scalp's border then runs through blue noise like any other curve.

use crate::head::Head;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Margin around the scalp, mm: two spacings of the sparsest density of interest (20 per cm²).
const MARGIN_MM: f32 = 5.0;

/// Triangles on which candidates are scattered.
pub(super) struct Domain {
    /// Indices of the triangles, in the mesh's order.
    pub triangles: Vec<u32>,
    /// Area of the triangles, mm².
    pub area_mm2: f64,
    /// Area of the triangles whose share of scalp is above ½, cm².
    pub scalp_cm2: f32,
}

impl Domain {
    /// The triangles of a head's scalp and of a margin around it.
    pub(super) fn of(head: &Head) -> Self {
        let (mesh, scalp) = (&head.mesh, &head.maps.scalp);
        let inside = grown(head);
        let mut out = Self { triangles: Vec::new(), area_mm2: 0.0, scalp_cm2: 0.0 };
        let mut scalp_mm2 = 0.0_f64;
        for (t, corners) in mesh.triangles().iter().enumerate() {
            if corners.iter().any(|&v| inside[v as usize]) {
                let area = f64::from(mesh.triangle_area_mm2(t));
                out.triangles.push(t as u32);
                out.area_mm2 += area;
                let over = corners.iter().filter(|&&v| scalp[v as usize] > 0.5).count();
                scalp_mm2 += area * over as f64 / 3.0;
            }
        }
        out.scalp_cm2 = (scalp_mm2 * 0.01) as f32;
        out
    }
}

/// Mask of the vertices on the scalp or within the margin of it, along edges.
fn grown(head: &Head) -> Vec<bool> {
    let (mesh, scalp) = (&head.mesh, &head.maps.scalp);
    let mut inside: Vec<bool> = scalp.iter().map(|&s| s > super::SCALP_MIN).collect();
    let mut distance = vec![f32::INFINITY; scalp.len()];
    // Only neighbours of vertices outside: the scalp itself needs no search.
    let mut edges: Vec<(u32, u32)> = mesh
        .triangles()
        .iter()
        .filter(|t| t.iter().any(|&v| !inside[v as usize]))
        .flat_map(|&[a, b, c]| [(a, b), (b, a), (b, c), (c, b), (c, a), (a, c)])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let mut queue = BinaryHeap::new();
    for &(a, _) in &edges {
        if inside[a as usize] && distance[a as usize] > 0.0 {
            distance[a as usize] = 0.0;
            queue.push(Reverse((0_u32, a)));
        }
    }
    // Bits of non-negative floats sort as the floats do.
    while let Some(Reverse((bits, a))) = queue.pop() {
        let d = f32::from_bits(bits);
        if d > distance[a as usize] {
            continue;
        }
        let first = edges.partition_point(|e| e.0 < a);
        for &(_, b) in edges[first..].iter().take_while(|e| e.0 == a) {
            let next = d + mesh.positions()[a as usize].distance(mesh.positions()[b as usize]);
            if next <= MARGIN_MM && next < distance[b as usize] {
                distance[b as usize] = next;
                inside[b as usize] = true;
                queue.push(Reverse((next.to_bits(), b)));
            }
        }
    }
    inside
}
