//! Buckets: sites grouped by squares of the chart, so that a few places, or the lowest ranks there, are found without a
//! look at all sites.

use super::Site;
use crate::par::*;
use crate::spatial::CellLists;
use glam::Vec2;

/// Edge of a bucket, chart mm; at full density it holds some fifty sites.
const EDGE_MM: f32 = 4.0;

/// A field's sites in square buckets of the chart.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Buckets {
    low: Vec2,
    columns: usize,
    lists: CellLists,
    /// Copies of the sites, bucket by bucket, lowest rank first, so that sites used together lie together in memory.
    sites: Vec<Site>,
    /// Ranks of `sites`, apart from them, so that a search for a rank reads no others.
    ranks: Vec<f32>,
    /// Least share of scalp among each bucket's sites.
    scalp: Vec<f32>,
}

/// A bucket: a square of the chart with its sites, lowest rank first.
pub(crate) struct Bucket<'a> {
    /// Lowest corner of the square, chart mm.
    pub low: Vec2,
    /// Highest corner of the square, chart mm.
    pub high: Vec2,
    /// Index of the bucket's first site in the order of [`Buckets::all`].
    pub first: usize,
    /// Sites of the bucket, lowest rank first.
    pub sites: &'a [Site],
    /// Ranks of those sites.
    pub ranks: &'a [f32],
    /// Least share of scalp among those sites.
    pub scalp: f32,
}

impl Buckets {
    /// Buckets of these sites, which are in rank order.
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

    /// All sites, bucket by bucket.
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
