//! Any bytes as STL: an error or a sound mesh, in memory that follows the file's size.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| pointille_fuzz::keeps_its_word(pointille::low_level::mesh::read_stl(bytes)));
