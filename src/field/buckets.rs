//! Sites by the place of the chart they lie in: who needs those of a few places, or of a few ranks there, need not look at
//! all.

use super::Site;
use glam::Vec2;

/// Edge of a bucket, chart mm: some fifty sites at full density.
const EDGE_MM: f32 = 4.0;

/// A field's sites in square buckets of the chart.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Buckets {
    low: Vec2,
    columns: usize,
    starts: Vec<u32>,
    /// Of each site what decides whether it is looked at, bucket by bucket, lowest rank first.
    entries: Vec<Entry>,
    /// The least scalp among each bucket's sites.
    scalp: Vec<f32>,
}

/// One site.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub(crate) struct Entry {
    /// Its rank.
    pub rank: f32,
    /// Its number among the field's sites.
    pub number: u32,
    /// Its chart coordinates, mm.
    pub chart: Vec2,
    /// How far it is scalp.
    pub scalp: f32,
}

/// One bucket.
pub(crate) struct Bucket<'a> {
    /// Its corners, chart mm.
    pub low: Vec2,
    /// The other one.
    pub high: Vec2,
    /// Its sites, lowest rank first.
    pub entries: &'a [Entry],
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
        let mut starts = vec![0_u32; columns * rows + 1];
        homes.iter().for_each(|&b| starts[b as usize + 1] += 1);
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![Entry::default(); sites.len()];
        let mut scalp = vec![1.0_f32; columns * rows];
        for (k, (&b, site)) in homes.iter().zip(sites).enumerate() {
            let b = b as usize;
            entries[next[b] as usize] =
                Entry { rank: site.rank, number: k as u32, chart: site.chart, scalp: site.scalp };
            next[b] += 1;
            scalp[b] = scalp[b].min(site.scalp);
        }
        Self { low, columns, starts, entries, scalp }
    }

    /// How many buckets there are.
    pub(crate) fn len(&self) -> usize {
        self.scalp.len()
    }

    /// The `i`-th bucket.
    pub(crate) fn get(&self, i: usize) -> Bucket<'_> {
        let low = self.low + Vec2::new((i % self.columns) as f32, (i / self.columns) as f32) * EDGE_MM;
        Bucket {
            low,
            high: low + Vec2::splat(EDGE_MM),
            entries: &self.entries[self.starts[i] as usize..self.starts[i + 1] as usize],
            scalp: self.scalp[i],
        }
    }
}
