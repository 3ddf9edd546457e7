//! Sites by the place of the chart they lie in: who needs those of a few places, or of a few ranks there, need not look at
//! all.

use super::Site;
use crate::spatial::CellLists;
use glam::Vec2;
use rayon::prelude::*;

/// Edge of a bucket, chart mm: some fifty sites at full density.
const EDGE_MM: f32 = 4.0;

/// A field's sites in square buckets of the chart.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Buckets {
    low: Vec2,
    columns: usize,
    lists: CellLists,
    /// The sites once more, bucket by bucket, lowest rank first: what is looked at together lies together.
    sites: Vec<Site>,
    /// Their ranks alone: which of a bucket's are looked at is found without touching the others.
    ranks: Vec<f32>,
    /// The least scalp among each bucket's sites.
    scalp: Vec<f32>,
}

/// One bucket.
pub(crate) struct Bucket<'a> {
    /// Its corners, chart mm.
    pub low: Vec2,
    /// The other one.
    pub high: Vec2,
    /// Number of its first site among all buckets'.
    pub first: usize,
    /// Its sites, lowest rank first.
    pub sites: &'a [Site],
    /// Their ranks.
    pub ranks: &'a [f32],
    /// The least scalp among them.
    pub scalp: f32,
}

impl Buckets {
    pub(super) fn new(sites: &[Site]) -> Self {
        let Some(first) = sites.first() else { return Self::default() };
        let (low, high) = sites.iter().fold((first.chart, first.chart), |(l, h), s| (l.min(s.chart), h.max(s.chart)));
        let cells = |length: f32| (length / EDGE_MM) as usize + 1;
        let (columns, rows) = (cells(high.x - low.x), cells(high.y - low.y));
        let home = |s: &Site| {
            let p = (s.chart - low) / EDGE_MM;
            (p.y as usize).min(rows - 1) * columns + (p.x as usize).min(columns - 1)
        };
        let homes: Vec<u32> = sites.iter().map(|s| home(s) as u32).collect();
        let lists = CellLists::new(&homes, columns * rows);
        let mut scalp = vec![1.0_f32; columns * rows];
        for (site, &b) in sites.iter().zip(&homes) {
            scalp[b as usize] = scalp[b as usize].min(site.scalp);
        }
        let ranks = lists.items().iter().map(|&k| sites[k as usize].rank).collect();
        let sites = lists.items().par_iter().map(|&k| sites[k as usize]).collect();
        Self { low, columns, lists, sites, ranks, scalp }
    }

    /// Number of buckets.
    pub(crate) fn len(&self) -> usize {
        self.scalp.len()
    }

    /// Every site, bucket by bucket.
    pub(crate) fn all(&self) -> &[Site] {
        &self.sites
    }

    /// The `i`-th bucket.
    pub(crate) fn get(&self, i: usize) -> Bucket<'_> {
        let low = self.low + Vec2::new((i % self.columns) as f32, (i / self.columns) as f32) * EDGE_MM;
        let range = self.lists.range(i..i + 1);
        Bucket {
            low,
            high: low + Vec2::splat(EDGE_MM),
            first: range.start,
            sites: &self.sites[range.clone()],
            ranks: &self.ranks[range],
            scalp: self.scalp[i],
        }
    }
}
