//! Readers under files that were changed at random: no panic, no input that takes 2 s, no memory beyond what a file of its size may take.
//!
//! `POINTILLE_MUTANTS=1000000 cargo test --release --test mutants` tries so many a format; a plain run, a few hundred. Each input follows
//! from its number alone: the message names the format and the number, and `POINTILLE_MUTANT=ply:1234` tries that one again.

#![allow(clippy::disallowed_macros, reason = "its figures are read by whoever asked for them")]

use pointille::head::import::{ImportOptions, read_mesh};
use pointille::low_level::field::hash2;
use pointille::plan::{Plan, presets};
use pointille::scene::Panorama;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Inputs a format where nobody asks for more.
const FEW: u32 = 300;
/// Longest time that an input may take.
const LONGEST: Duration = Duration::from_secs(2);
/// Memory that all readers together may come to hold at most, MiB: a picture of 2048 pixels squared, twice, and the tests' own.
const MOST_MIB: u64 = 256;

/// A format: what reads it, and sound files.
struct Target {
    name: &'static str,
    /// True where it is read, and no refusal.
    read: fn(&[u8]) -> bool,
    seeds: Vec<Vec<u8>>,
}

fn mesh_of(bytes: &[u8], name: &str) -> bool {
    read_mesh(bytes, name, &ImportOptions::default()).is_ok()
}

fn cases(ending: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("cases").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    let fit = paths.into_iter().filter(|path| path.extension().is_some_and(|e| e == ending));
    fit.map(|path| std::fs::read(path).expect("a file")).collect()
}

/// A binary glTF of the numbers that a text one keeps in a file beside it.
fn glb() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let text = std::fs::read_to_string(folder.join("two-files.gltf")).expect("a file");
    let mut numbers = std::fs::read(folder.join("two-files.bin")).expect("a file");
    let mut scene: serde_json::Value = serde_json::from_str(&text).expect("sound");
    scene["buffers"][0].as_object_mut().expect("a buffer").remove("uri");
    let mut words = scene.to_string().into_bytes();
    words.resize(words.len().next_multiple_of(4), b' ');
    numbers.resize(numbers.len().next_multiple_of(4), 0);
    let mut out = b"glTF".to_vec();
    let all = 12 + 8 + words.len() + 8 + numbers.len();
    [2, all as u32, words.len() as u32].iter().for_each(|x: &u32| out.extend(x.to_le_bytes()));
    out.extend(b"JSON");
    out.extend(words);
    out.extend((numbers.len() as u32).to_le_bytes());
    out.extend(b"BIN\0");
    out.extend(numbers);
    out
}

/// A binary PLY and a binary STL of one triangle.
fn binary() -> [Vec<u8>; 2] {
    let corners = [[0.0_f32, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
    let floats = || corners.iter().flatten().flat_map(|x| x.to_le_bytes());
    let header = "ply\nformat binary_little_endian 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n\
                  element face 1\nproperty list uchar int vertex_indices\nend_header\n";
    let mut ply = header.as_bytes().to_vec();
    ply.extend(floats());
    ply.push(3);
    (0..3_i32).for_each(|i| ply.extend(i.to_le_bytes()));
    let mut stl = vec![b' '; 80];
    stl.extend(1_u32.to_le_bytes());
    stl.extend([0; 12]);
    stl.extend(floats());
    stl.extend([0; 2]);
    [ply, stl]
}

fn panoramas() -> Vec<Vec<u8>> {
    let mut flat = b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 8 +X 16\n".to_vec();
    flat.extend((0..8 * 16).flat_map(|i| [100 + i, 90, 80, 128]));
    let mut packed = b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 8 +X 16\n".to_vec();
    for _ in 0..8 {
        packed.extend([2, 2, 0, 16]);
        (0..4).for_each(|channel| packed.extend([128 + 16, 120 + channel]));
    }
    let float = image::Rgb32FImage::from_fn(16, 8, |x, y| image::Rgb([x as f32, y as f32, 1.0]));
    let mut exr = std::io::Cursor::new(Vec::new());
    float.write_to(&mut exr, image::ImageFormat::OpenExr).expect("an EXR");
    vec![flat, packed, exr.into_inner()]
}

fn targets() -> Vec<Target> {
    let [ply, stl] = binary();
    let with = |mut seeds: Vec<Vec<u8>>, more: Vec<u8>| {
        seeds.push(more);
        seeds
    };
    let mut lights = panoramas();
    let exr = vec![lights.remove(2)];
    vec![
        Target { name: "obj", read: |b| mesh_of(b, "a.obj"), seeds: cases("obj") },
        Target { name: "ply", read: |b| mesh_of(b, "a.ply"), seeds: with(cases("ply"), ply) },
        Target { name: "stl", read: |b| mesh_of(b, "a.stl"), seeds: with(cases("stl"), stl) },
        Target { name: "gltf", read: |b| mesh_of(b, "a.gltf"), seeds: cases("gltf") },
        Target { name: "glb", read: |b| mesh_of(b, "a.glb"), seeds: vec![glb()] },
        Target { name: "hdr", read: |b| Panorama::read(b).is_ok(), seeds: lights },
        Target { name: "exr", read: |b| Panorama::read(b).is_ok(), seeds: exr },
        Target {
            name: "plan",
            read: |b| Plan::from_toml(&String::from_utf8_lossy(b)).is_ok(),
            seeds: presets::all().iter().map(|(_, text)| text.as_bytes().to_vec()).collect(),
        },
    ]
}

/// A sound file with one to eight faults: bits turned, bytes set to telling values, parts cut out, doubled, or brought from another place.
fn mutant(seeds: &[Vec<u8>], number: u32) -> Vec<u8> {
    let mut state = number;
    let mut draw = |below: usize| {
        state = hash2(state, 0x5eed);
        state as usize % below.max(1)
    };
    let mut bytes = seeds[draw(seeds.len())].clone();
    for _ in 0..=draw(8) {
        if bytes.is_empty() {
            break;
        }
        let at = draw(bytes.len());
        let run = draw(64).min(bytes.len() - at);
        match draw(7) {
            0 => bytes[at] ^= 1 << draw(8),
            1 => bytes[at] = [0, 0xff, 0x7f, 0x80, b'-', b'9', b'e', b'\n'][draw(8)],
            2 => drop(bytes.drain(at..at + run)),
            3 => {
                let part = bytes[at..at + run].to_vec();
                bytes.splice(at..at, part);
            }
            4 => {
                let from = draw(bytes.len() - run + 1);
                bytes.copy_within(from..from + run, at);
            }
            5 => {
                let number = [u32::MAX, 0x7fff_ffff, 0x8000_0000, 1 << 30, 0x7fc0_0000, 0x7f80_0000][draw(6)];
                let end = (at + 4).min(bytes.len());
                bytes[at..end].copy_from_slice(&number.to_le_bytes()[..end - at]);
            }
            _ => bytes.truncate(at),
        }
    }
    bytes
}

/// Time that this thread has worked, where the system tells: a busy machine is no fault of a reader's. Else the clock's.
fn worked() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default(), Duration::from_nanos)
}

/// Largest memory that the process has held, MiB; 0 where the system does not tell.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse::<u64>().ok());
    peak.unwrap_or(0) / 1024
}

#[test]
fn no_changed_file_makes_a_reader_panic_hang_or_take_memory() {
    let asked: Option<u32> = std::env::var("POINTILLE_MUTANTS").ok().and_then(|count| count.parse().ok());
    let single = std::env::var("POINTILLE_MUTANT").ok();
    let mut wrong = Vec::new();
    for target in targets() {
        let one = single.as_ref().and_then(|one| one.strip_prefix(target.name)?.strip_prefix(':')?.parse::<u32>().ok());
        let numbers = match (one, &single) {
            (Some(number), _) => number..number + 1,
            (None, Some(_)) => continue,
            (None, None) => 0..asked.unwrap_or(FEW),
        };
        let (mut slowest, mut sound, count) = (Duration::ZERO, 0, numbers.len());
        for number in numbers {
            let bytes = mutant(&target.seeds, number);
            let started = worked();
            match catch_unwind(AssertUnwindSafe(|| (target.read)(&bytes))) {
                Ok(read) => sound += usize::from(read),
                Err(_) => wrong.push(format!("{}:{number} panics", target.name)),
            }
            let took = worked().saturating_sub(started);
            slowest = slowest.max(took);
            if asked.is_some() && took > LONGEST {
                wrong.push(format!("{}:{number} takes {:.1} s", target.name, took.as_secs_f64()));
            }
        }
        let peak = peak_mib();
        let slowest = slowest.as_secs_f64();
        println!(
            "{:>5}: {count} inputs, {sound} read, the slowest {slowest:.3} s, at most {peak} MiB so far",
            target.name
        );
        // Faults in what no reader reads anyway would try its first lines alone.
        if !target.seeds.iter().any(|seed| (target.read)(seed)) {
            wrong.push(format!("{}: none of its files is read as it is", target.name));
        }
        if peak > MOST_MIB {
            wrong.push(format!("{}: {peak} MiB", target.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
