use super::*;
use image::{ImageBuffer, Rgb};

/// A grey room, an ochre floor, a small hot lamp, and a broad bluish window.
fn room(d: Vec3) -> Vec3 {
    let wall = if d.y < -0.3 { Vec3::new(0.3, 0.25, 0.2) } else { Vec3::splat(0.4) };
    let lamp = Vec3::new(0.3, 0.9, 0.3).normalize_or(Vec3::Y);
    let window = Vec3::new(-0.95, 0.2, 0.2).normalize_or(Vec3::Y);
    if d.dot(lamp) > 0.04_f32.cos() {
        Vec3::splat(300.0)
    } else if d.dot(window) > 0.3_f32.cos() {
        Vec3::new(7.0, 8.0, 9.0)
    } else {
        wall
    }
}

/// Irradiance by adding up every cell.
fn summed(panorama: &Panorama, n: Vec3) -> Vec3 {
    let each = panorama.radiance.iter().enumerate();
    each.map(|(i, c)| *c * (direction(i).dot(n).max(0.0) * solid_angle(i))).sum()
}

fn encoded(panorama: &Panorama, format: ImageFormat) -> Vec<u8> {
    let picture = ImageBuffer::from_fn(COLUMNS as u32, ROWS as u32, |x, y| {
        Rgb(panorama.radiance[y as usize * COLUMNS + x as usize].to_array())
    });
    let mut bytes = Cursor::new(Vec::new());
    image::DynamicImage::ImageRgb32F(picture).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn cells_cover_the_sphere_once_and_know_where_they_are() {
    let all: f64 = (0..ROWS * COLUMNS).map(|i| f64::from(solid_angle(i))).sum();
    assert!((all - 4.0 * std::f64::consts::PI).abs() < 1e-4, "{all}");
    for i in [0, 77, COLUMNS * 100 + 511, COLUMNS * 128 + 256, ROWS * COLUMNS - 1] {
        assert_eq!(cell(direction(i)), i, "{}", direction(i));
    }
    assert!(direction(COLUMNS * 128 + 256).z > 0.99, "the middle is what the head faces");
    assert!(direction(COLUMNS * 128 + 384).x < -0.99, "right of it lies the head's right");
}

#[test]
fn the_rig_gives_a_surface_what_the_panorama_would() {
    let panorama = Panorama::of(room).unwrap();
    let rig = panorama.measured_rig();
    for n in [Vec3::Y, Vec3::Z, Vec3::NEG_X, Vec3::new(0.4, 0.8, 0.45), Vec3::new(-0.6, 0.64, 0.48)] {
        let (found, asked) = (rig.irradiance(n.normalize_or(Vec3::Y)), summed(&panorama, n.normalize_or(Vec3::Y)));
        assert!((found - asked).abs().max_element() < 0.03 * asked.max_element(), "{n}: {found} for {asked}");
    }
}

#[test]
fn lamp_and_window_come_out_where_and_as_large_as_they_are() {
    let rig = Panorama::of(room).unwrap().measured_rig();
    assert_eq!(rig.lights.len(), 2);
    let (window, lamp) = (rig.lights[0], rig.lights[1]);
    assert!(window.direction.dot(Vec3::new(-0.95, 0.2, 0.2).normalize_or(Vec3::Y)) > 0.03_f32.cos());
    assert!((window.angular_radius_rad - 0.3).abs() < 0.02, "{}", window.angular_radius_rad);
    assert!(window.irradiance.b > window.irradiance.r);
    assert!(lamp.direction.dot(Vec3::new(0.3, 0.9, 0.3).normalize_or(Vec3::Y)) > 0.01_f32.cos());
    assert!((lamp.angular_radius_rad - 0.04).abs() < 0.006, "{}", lamp.angular_radius_rad);
    assert!(window.casts_shadow && lamp.casts_shadow);
}

#[test]
fn an_even_sky_has_no_lamp_and_is_exposed_all_the_same() {
    let rig = Panorama::of(|_| Vec3::splat(7.0)).unwrap().rig();
    assert!(rig.lights.is_empty());
    assert!((rig.irradiance(Vec3::Z) - Vec3::splat(PI)).abs().max_element() < 0.01);
}

#[test]
fn brightness_of_the_file_does_not_change_the_exposed_rig() {
    let (once, many) = (Panorama::of(room).unwrap().rig(), Panorama::of(|d| room(d) * 40.0).unwrap().rig());
    for n in [Vec3::Y, Vec3::Z, Vec3::X] {
        assert!((once.irradiance(n) - many.irradiance(n)).length() < 1e-3 * once.irradiance(n).length());
    }
}

#[test]
fn both_formats_read_back_as_the_room_they_hold() {
    let panorama = Panorama::of(room).unwrap();
    for (format, tolerance) in [(ImageFormat::OpenExr, 1e-5), (ImageFormat::Hdr, 0.02)] {
        let read = Panorama::read(&encoded(&panorama, format)).unwrap();
        for (a, b) in read.radiance.iter().zip(&panorama.radiance) {
            assert!((*a - *b).abs().max_element() <= tolerance * b.max_element(), "{format:?}: {a} for {b}");
        }
    }
}

#[test]
fn what_is_no_panorama_says_so() {
    let error = |bytes: &[u8]| Panorama::read(bytes).unwrap_err().to_string();
    assert!(error(b"hello").contains(".hdr"));
    assert!(error(b"").contains(".hdr"));
    let mut png = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(64, 32).write_to(&mut png, ImageFormat::Png).unwrap();
    assert!(error(png.get_ref()).contains(".exr"));
    let square = |w, h| {
        let mut bytes = Cursor::new(Vec::new());
        image::DynamicImage::ImageRgb32F(ImageBuffer::new(w, h)).write_to(&mut bytes, ImageFormat::OpenExr).unwrap();
        bytes.into_inner()
    };
    assert!(error(&square(64, 64)).contains("64x64"));
    assert!(error(&square(64, 32)).contains("black"));
    let whole = encoded(&Panorama::of(room).unwrap(), ImageFormat::Hdr);
    for end in [3, 20, 60, whole.len() / 2] {
        assert!(!error(&whole[..end]).is_empty());
    }
    // A header that promises more than the file, and the memory, could hold.
    let promise = b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 30000 +X 60000\n".to_vec();
    assert!(!error(&promise).is_empty());
}

#[test]
fn values_that_are_no_brightness_do_not_spread() {
    let mut picture = ImageBuffer::from_pixel(64, 32, Rgb([0.5_f32, 0.5, 0.5]));
    picture.put_pixel(3, 9, Rgb([f32::NAN, -4.0, 0.5]));
    picture.put_pixel(40, 9, Rgb([f32::INFINITY; 3]));
    let mut bytes = Cursor::new(Vec::new());
    image::DynamicImage::ImageRgb32F(picture).write_to(&mut bytes, ImageFormat::OpenExr).unwrap();
    let rig = Panorama::read(bytes.get_ref()).unwrap().rig();
    assert_eq!(rig.lights.len(), 1);
    assert!(rig.irradiance(Vec3::Y).is_finite() && rig.irradiance(Vec3::Y).min_element() >= 0.0);
}

#[test]
fn radiance_pictures_are_read_as_programs_write_them() {
    let panorama = Panorama::of(room).unwrap();
    let plain = encoded(&panorama, ImageFormat::Hdr);
    let header = plain.windows(2).position(|w| w == b"\n\n").unwrap() + 2;
    let size = header + plain[header..].iter().position(|&b| b == b'\n').unwrap() + 1;
    let whole = Panorama::read(&plain).unwrap();
    let with = |head: &str, size_line: &str| {
        let mut file = head.as_bytes().to_vec();
        file.extend_from_slice(size_line.as_bytes());
        file.extend_from_slice(&plain[size..]);
        Panorama::read(&file).unwrap().radiance
    };
    let line = format!("-Y {ROWS} +X {COLUMNS}\n");
    for head in [
        "#?RGBE\nFORMAT=32-bit_rle_rgbe\n\n",
        "#?RADIANCE\r\n# made\r\nFORMAT=32-bit_rle_rgbe\r\n\r\n",
        "#?RADIANCE\n\n",
    ] {
        assert_eq!(with(head, &line), whole.radiance, "{head:?}");
        assert_eq!(with(head, &line.replace('\n', "\r\n")), whole.radiance, "{head:?}");
    }
    let head = "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n";
    let upwards = with(head, &line.replace("-Y", "+Y"));
    let leftwards = with(head, &line.replace("+X", "-X"));
    for (x, y) in [(0, 0), (70, 20), (COLUMNS - 1, ROWS - 1)] {
        let at = |all: &[Vec3], x: usize, y: usize| all[y * COLUMNS + x];
        assert_eq!(at(&upwards, x, y), at(&whole.radiance, x, ROWS - 1 - y));
        assert_eq!(at(&leftwards, x, y), at(&whole.radiance, COLUMNS - 1 - x, y));
    }
}

/// An OpenEXR file of 16 by 8 pixels whose channels of these names hold 1, 2, 3 … times the column.
fn exr_of(names: &[&str], compression: exr::compression::Compression) -> Vec<u8> {
    use exr::prelude::*;
    let channel = |(k, name): (usize, &&str)| {
        let samples = (0..128).map(|i| ((k + 1) * (i % 16)) as f32).collect();
        AnyChannel::new(*name, FlatSamples::F32(samples))
    };
    let channels = AnyChannels::sort(names.iter().enumerate().map(channel).collect());
    let encoding = Encoding { compression, ..Encoding::FAST_LOSSLESS };
    let layer = Layer::new((16, 8), LayerAttributes::named("all"), encoding, channels);
    let mut out = Cursor::new(Vec::new());
    Image::from_layer(layer).write().to_buffered(&mut out).unwrap();
    out.into_inner()
}

#[test]
fn luminance_alone_and_named_layers_are_light() {
    use exr::compression::Compression;
    let radiance = |names: &[&str]| Panorama::read(&exr_of(names, Compression::ZIP1)).unwrap().radiance;
    let (plain, grey) = (radiance(&["R", "G", "B"]), radiance(&["Y"]));
    assert_eq!(radiance(&["beauty.R", "beauty.G", "beauty.B"]), plain);
    assert_eq!(plain[COLUMNS / 2].y, 2.0 * plain[COLUMNS / 2].x);
    assert!(grey.iter().zip(&plain).all(|(g, p)| *g == Vec3::splat(p.x)));
    assert!(Panorama::read(&exr_of(&["Z"], Compression::ZIP1)).is_err());
}

#[test]
fn a_block_that_promises_gigabytes_is_refused() {
    use exr::compression::Compression;
    let whole = exr_of(&["R", "G", "B"], Compression::DWAA(None));
    assert!(Panorama::read(&whole).is_ok());
    // The block's sizes lie behind its row and length: a version, then ten numbers.
    let block = whole.len() - (exr_block_length(&whole) - 8);
    for k in 1..=10 {
        let mut lies = whole.clone();
        lies[block + 8 * k..block + 8 * k + 8].copy_from_slice(&(1_u64 << 36).to_le_bytes());
        assert!(Panorama::read(&lies).unwrap_err().to_string().contains("promises more"), "{k}");
    }
}

/// Bytes of the only block of a file, its row and length with it.
fn exr_block_length(file: &[u8]) -> usize {
    (8..file.len() - 8)
        .find(|&n| {
            let at = file.len() - n;
            let word = |at: usize| u32::from_le_bytes([file[at], file[at + 1], file[at + 2], file[at + 3]]) as usize;
            word(at) == 0 && word(at + 4) == n - 8
        })
        .unwrap()
}
