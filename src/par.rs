//! Work on all cores: rayon's iterators where there are threads. A browser gives one; there the same names are the plain iterators, since rayon
//! would only make the page larger. Results are the same.

#[cfg(not(target_arch = "wasm32"))]
pub use rayon::{current_num_threads as threads, join, prelude::*};
#[cfg(target_arch = "wasm32")]
pub use single::*;

#[cfg(target_arch = "wasm32")]
mod single {
    use std::slice::{Chunks, ChunksExact, ChunksExactMut, ChunksMut, Iter, IterMut};

    /// Number of threads.
    pub fn threads() -> usize {
        1
    }

    /// Results of two pieces of work.
    pub fn join<A, B>(a: impl FnOnce() -> A, b: impl FnOnce() -> B) -> (A, B) {
        (a(), b())
    }

    /// Iterators over what is given away.
    pub trait IntoParallelIterator: IntoIterator + Sized {
        /// Iterator over the items.
        fn into_par_iter(self) -> Self::IntoIter {
            self.into_iter()
        }
    }

    impl<I: IntoIterator> IntoParallelIterator for I {}

    /// Iterators over parts of a slice, and its sorting.
    pub trait ParallelSlice<T> {
        /// Iterator over the items.
        fn par_iter(&self) -> Iter<'_, T>;
        /// Iterator over the items, to be changed.
        fn par_iter_mut(&mut self) -> IterMut<'_, T>;
        /// Iterator over pieces, the last one perhaps shorter.
        fn par_chunks(&self, size: usize) -> Chunks<'_, T>;
        /// Iterator over pieces to be changed, the last one perhaps shorter.
        fn par_chunks_mut(&mut self, size: usize) -> ChunksMut<'_, T>;
        /// Iterator over pieces of one size.
        fn par_chunks_exact(&self, size: usize) -> ChunksExact<'_, T>;
        /// Iterator over pieces of one size, to be changed.
        fn par_chunks_exact_mut(&mut self, size: usize) -> ChunksExactMut<'_, T>;
        /// Sorts; equal items may change places.
        fn par_sort_unstable(&mut self)
        where
            T: Ord;
        /// Sorts by a key; items with equal keys may change places.
        fn par_sort_unstable_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
    }

    impl<T> ParallelSlice<T> for [T] {
        fn par_iter(&self) -> Iter<'_, T> {
            self.iter()
        }

        fn par_iter_mut(&mut self) -> IterMut<'_, T> {
            self.iter_mut()
        }

        fn par_chunks(&self, size: usize) -> Chunks<'_, T> {
            self.chunks(size)
        }

        fn par_chunks_mut(&mut self, size: usize) -> ChunksMut<'_, T> {
            self.chunks_mut(size)
        }

        fn par_chunks_exact(&self, size: usize) -> ChunksExact<'_, T> {
            self.chunks_exact(size)
        }

        fn par_chunks_exact_mut(&mut self, size: usize) -> ChunksExactMut<'_, T> {
            self.chunks_exact_mut(size)
        }

        fn par_sort_unstable(&mut self)
        where
            T: Ord,
        {
            self.sort_unstable();
        }

        fn par_sort_unstable_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
            self.sort_unstable_by_key(key);
        }
    }

    /// Methods that rayon's iterators have and plain ones do not.
    pub trait ParallelIterator: Iterator + Sized {
        /// Iterator as it is: a piece has a least size only where there are several.
        fn with_min_len(self, _: usize) -> Self {
            self
        }

        /// Iterator over the items of what each item gives.
        fn flat_map_iter<U: IntoIterator>(self, of: impl FnMut(Self::Item) -> U) -> impl Iterator<Item = U::Item> {
            self.flat_map(of)
        }
    }

    impl<I: Iterator> ParallelIterator for I {}
}
