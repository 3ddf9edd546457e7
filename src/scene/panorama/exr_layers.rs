//! What of an OpenEXR file the general decoder does not read, or believes too much of.
//!
//! The decoder takes the first layer with channels R, G and B. Cameras write luminance alone (Y), renderers name layers
//! (`beauty.R`). And it allocates what a block of DWA compression says that it holds, before it looks at how much there is.

use exr::prelude::{FlatSamples, ReadChannels, ReadLayers, read};
use std::io::Cursor;

/// Whole numbers at the beginning of a DWA block that say how large its parts are.
const DWA_SIZES: usize = 10;
/// Rows of the tallest block.
const BLOCK_ROWS: usize = 256;

/// Refuses a file whose header, or one of whose blocks, promises more than `max_bytes`, or more than a block of its size can hold.
pub(super) fn guard(bytes: &[u8], max_bytes: u64) -> Result<(), String> {
    let reader = exr::block::read(Cursor::new(bytes), false).map_err(|error| error.to_string())?;
    let of = |h: &exr::meta::header::Header| {
        (h.layer_size.width() as u64, h.layer_size.height() as u64, h.channels.bytes_per_pixel as u64)
    };
    let mut total = 0_u64;
    let mut most = Vec::new();
    for header in reader.headers() {
        let (width, height, pixel) = of(header);
        total = total.saturating_add(width.saturating_mul(height).saturating_mul(pixel));
        let block =
            width.saturating_mul(BLOCK_ROWS as u64).saturating_mul(pixel).saturating_mul(4).saturating_add(1 << 16);
        let dwa = matches!(
            header.compression,
            exr::compression::Compression::DWAA(_) | exr::compression::Compression::DWAB(_)
        );
        most.push(dwa.then_some(block));
    }
    if total > max_bytes {
        return Err(format!("it promises {} MiB of pixels, more than can be held", total >> 20));
    }
    if most.iter().all(Option::is_none) {
        return Ok(());
    }
    for chunk in reader.all_chunks(false).map_err(|error| error.to_string())? {
        use exr::block::chunk::CompressedBlock::{ScanLine, Tile};
        let chunk = chunk.map_err(|error| error.to_string())?;
        let data = match &chunk.compressed_block {
            ScanLine(block) => &block.compressed_pixels_le,
            Tile(block) => &block.compressed_pixels_le,
            _ => continue,
        };
        let Some(most) = most.get(chunk.layer_index).copied().flatten() else { continue };
        let sizes = data.chunks_exact(8).take(DWA_SIZES + 1).skip(1);
        for size in sizes.map(|b| u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]])) {
            if size > most {
                return Err("one of its blocks promises more than a block can hold".to_owned());
            }
        }
    }
    Ok(())
}

/// Width, height and pixels of the first layer that has colours under any name, or luminance; `None` where none has.
pub(super) fn read_layers(bytes: &[u8]) -> Option<(usize, usize, Vec<f32>)> {
    let image = read()
        .no_deep_data()
        .largest_resolution_level()
        .all_channels()
        .all_layers()
        .all_attributes()
        .from_buffered(Cursor::new(bytes))
        .ok()?;
    image.layer_data.iter().find_map(|layer| {
        let find = |name: &str| {
            let last = |full: &str| full.rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case(name));
            layer.channel_data.list.iter().find(|channel| last(&channel.name.to_string()))
        };
        let grey = ["Y", "L", "luminance", "grey", "gray"].iter().find_map(|name| find(name));
        let channels = match [find("R"), find("G"), find("B")] {
            [Some(r), Some(g), Some(b)] => [r, g, b],
            _ => [grey?; 3],
        };
        let (width, height) = (layer.size.width(), layer.size.height());
        let value = |samples: &FlatSamples, i: usize| match samples {
            FlatSamples::F16(all) => all.get(i).map(|x| x.to_f32()),
            FlatSamples::F32(all) => all.get(i).copied(),
            FlatSamples::U32(all) => all.get(i).map(|&x| x as f32),
        };
        let part = |i: usize| value(&channels[i % 3].sample_data, i / 3);
        let pixels: Option<Vec<f32>> = (0..3 * width * height).map(part).collect();
        Some((width, height, pixels?))
    })
}
