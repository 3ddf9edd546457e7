//! Pictures in a row as a film: H.264 in an MP4 file, an animated WebP, or a GIF.
//!
//! H.264 is encoded by Cisco's OpenH264, as 4:2:0 with BT.601's matrix and limited range over sRGB's primaries, which the file says. The
//! index stands in front, so that a browser plays it while it loads. A WebP has all colours, is larger, and plays in a page as a
//! picture does; libwebp compresses it (image-webp, which stills use, knows no animation). A GIF has 256 colours a picture: skin shows bands in it.
//! A WebM holds AV1, whose format nobody owns; it is encoded several times slower than H.264, so it is a feature of its own (`av1`).

use super::chroma_planes::ChromaPlanes;
use super::encode::with_xmp_in_webp;
use crate::render::{Picture, Pixels};
use crate::words::named;
use muxide::api::{Metadata, Muxer, MuxerBuilder, VideoCodec};
use openh264::OpenH264API;
use openh264::encoder::{
    BitRate, Encoder, EncoderConfig, FrameRate, FrameType, IntraFramePeriod, MatrixCoefficients, RateControlMode,
    UsageType, VuiConfig,
};
use std::path::Path;
use thiserror::Error;
use webp_animation::{EncoderOptions, EncodingConfig};

/// Kinds of film file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MovieFormat {
    /// H.264 in MP4, for browsers and telephones.
    Mp4,
    /// AV1 in WebM, free of patents' fees; only with the feature `av1`.
    WebM,
    /// Animated WebP, for pages.
    WebP,
    /// GIF, for where nothing else is taken.
    Gif,
}

named!(MovieFormat, "kind of film", { Mp4 = "mp4", WebM = "webm", WebP = "webp", Gif = "gif" });

/// Film that cannot be made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum MovieError {
    /// No format for the file's ending.
    #[error("{found:?} does not end like a film: use .mp4, .webm, .webp or .gif, or name a folder for single pictures")]
    UnknownEnding {
        /// Name of the file.
        found: String,
    },
    /// WebM, in a build that has no AV1.
    #[error(
        "this build writes no WebM: build it with `--features av1`, or name the film .mp4, which plays in every browser"
    )]
    NoAv1,
    /// Size that the encoder does not take.
    #[error("a film of {width}x{height} pixels cannot be encoded: ask for even numbers from 16 to 3840 by 2160")]
    Size {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// Picture that does not fit the film.
    #[error("picture {index} of the film is scene-linear or of another size")]
    Picture {
        /// Number of the picture, from 0.
        index: u32,
    },
    /// The encoder refused.
    #[error("the film cannot be encoded: {0}")]
    Encoder(String),
}

impl MovieFormat {
    /// Format that a file's name asks for.
    ///
    /// # Errors
    /// [`MovieError::UnknownEnding`].
    pub fn of(path: &Path) -> Result<Self, MovieError> {
        let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        ending.parse().map_err(|_| MovieError::UnknownEnding { found: path.display().to_string() })
    }
}

/// Bits of H.264 a pixel and picture: 10 Mbit/s at 1920 × 1080 and 30 pictures a second, at which skin's grain survives.
const BITS_PER_PIXEL: f32 = 0.16;
/// Least bits a second.
const LEAST_BITS: f32 = 1.0e6;
/// Quality of WebP, 0–100: skin's grain survives (by eye).
const WEBP_QUALITY: f32 = 80.0;
/// Seconds from one picture that stands alone to the next: a player can jump to any of them.
const KEY_SECONDS: u32 = 2;

/// Film in the making: pictures go in one by one, the file's bytes come out at the end.
pub struct Movie {
    size: (u32, u32),
    fps: u32,
    pictures: u32,
    track: Track,
}

enum Track {
    H264 {
        encoder: Box<Encoder>,
        muxer: Box<Muxer<Vec<u8>>>,
        planes: ChromaPlanes,
    },
    #[cfg(feature = "av1")]
    Av1 {
        encoder: Box<super::webm::WebmTrack>,
        planes: ChromaPlanes,
    },
    WebP(Box<webp_animation::Encoder>),
    Gif(gif::Encoder<Vec<u8>>),
}

/// Time at which a picture begins, ms.
fn ends_ms(index: u32, fps: u32) -> i32 {
    (f64::from(index) * 1000.0 / f64::from(fps)).round() as i32
}

fn told(error: impl std::fmt::Display) -> MovieError {
    MovieError::Encoder(error.to_string())
}

impl Movie {
    /// Film of pictures of one size (pixels), `fps` of them a second (1 to 60), with a title for players.
    ///
    /// # Errors
    /// [`MovieError::Size`], [`MovieError::NoAv1`] and [`MovieError::Encoder`].
    pub fn new(format: MovieFormat, size: (u32, u32), fps: u32, title: &str) -> Result<Self, MovieError> {
        let (width, height) = size;
        let fps = fps.clamp(1, 60);
        let most = width.max(height) <= 3840 && width.min(height) <= 2160;
        if !most || width.min(height) < 16 || width % 2 != 0 || height % 2 != 0 {
            return Err(MovieError::Size { width, height });
        }
        let track = match format {
            MovieFormat::Mp4 => {
                let bits = (width as f32 * height as f32 * fps as f32 * BITS_PER_PIXEL).max(LEAST_BITS);
                let config = EncoderConfig::new()
                    .bitrate(BitRate::from_bps(bits as u32))
                    .max_frame_rate(FrameRate::from_hz(fps as f32))
                    .rate_control_mode(RateControlMode::Quality)
                    .usage_type(UsageType::CameraVideoRealTime)
                    .skip_frames(false)
                    // Blocks that it takes for background keep specks of the head that has passed over them.
                    .background_detection(false)
                    .intra_frame_period(IntraFramePeriod::from_num_frames(KEY_SECONDS * fps))
                    .vui(VuiConfig::bt709().matrix_coefficients(MatrixCoefficients::Smpte170M));
                let encoder = Encoder::with_api_config(OpenH264API::from_source(), config).map_err(told)?;
                let muxer = MuxerBuilder::new(Vec::new())
                    .video(VideoCodec::H264, width, height, f64::from(fps))
                    .with_metadata(Metadata::new().with_title(title))
                    .with_fast_start(true)
                    .build()
                    .map_err(told)?;
                let planes = ChromaPlanes::new(size);
                Track::H264 { encoder: Box::new(encoder), muxer: Box::new(muxer), planes }
            }
            #[cfg(feature = "av1")]
            MovieFormat::WebM => {
                let encoder = Box::new(super::webm::WebmTrack::new(size, fps, KEY_SECONDS * fps).map_err(told)?);
                Track::Av1 { encoder, planes: ChromaPlanes::new(size) }
            }
            #[cfg(not(feature = "av1"))]
            MovieFormat::WebM => return Err(MovieError::NoAv1),
            MovieFormat::WebP => {
                let options = EncoderOptions {
                    kmin: KEY_SECONDS as isize * fps as isize - 1,
                    kmax: KEY_SECONDS as isize * fps as isize,
                    encoding_config: Some(EncodingConfig::new_lossy(WEBP_QUALITY)),
                    ..EncoderOptions::default()
                };
                let encoder = webp_animation::Encoder::new_with_options(size, options);
                Track::WebP(Box::new(encoder.map_err(|error| told(format!("{error:?}")))?))
            }
            MovieFormat::Gif => {
                let mut encoder = gif::Encoder::new(Vec::new(), width as u16, height as u16, &[]).map_err(told)?;
                encoder.set_repeat(gif::Repeat::Infinite).map_err(told)?;
                Track::Gif(encoder)
            }
        };
        Ok(Self { size, fps, pictures: 0, track })
    }

    /// Adds a picture.
    ///
    /// # Errors
    /// [`MovieError::Picture`] where it does not fit, [`MovieError::Encoder`] where the encoder refuses.
    pub fn push(&mut self, picture: &Picture) -> Result<(), MovieError> {
        let index = self.pictures;
        let Pixels::Srgb8(rgba) = &picture.pixels else { return Err(MovieError::Picture { index }) };
        if (picture.width, picture.height) != self.size {
            return Err(MovieError::Picture { index });
        }
        let (width, height) = (self.size.0 as usize, self.size.1 as usize);
        match &mut self.track {
            Track::H264 { encoder, muxer, planes } => {
                let yuv = planes.of(rgba).map_err(told)?;
                let stream = encoder.encode(&yuv).map_err(told)?;
                let key = matches!(stream.frame_type(), FrameType::IDR | FrameType::I);
                let seconds = f64::from(index) / f64::from(self.fps);
                muxer.write_video(seconds, &stream.to_vec(), key).map_err(told)?;
            }
            #[cfg(feature = "av1")]
            Track::Av1 { encoder, planes } => {
                encoder.push(&planes.of(rgba).map_err(told)?).map_err(told)?;
            }
            Track::WebP(encoder) => {
                encoder.add_frame(rgba, ends_ms(index, self.fps)).map_err(|error| told(format!("{error:?}")))?;
            }
            Track::Gif(encoder) => {
                let mut bytes = rgba.clone();
                let mut frame = gif::Frame::from_rgba_speed(width as u16, height as u16, &mut bytes, 10);
                // Hundredths of a second, rounded so that the whole keeps its length.
                let ends = |i: u32| (f64::from(i) * 100.0 / f64::from(self.fps)).round() as u16;
                frame.delay = ends(index + 1) - ends(index);
                encoder.write_frame(&frame).map_err(told)?;
            }
        }
        self.pictures += 1;
        Ok(())
    }

    /// The film as a file's bytes.
    ///
    /// # Errors
    /// [`MovieError::Encoder`].
    pub fn finish(self) -> Result<Vec<u8>, MovieError> {
        match self.track {
            Track::H264 { mut muxer, .. } => {
                muxer.finish_in_place().map_err(told)?;
                Ok(muxer.into_writer())
            }
            #[cfg(feature = "av1")]
            Track::Av1 { encoder, .. } => encoder.finish(self.pictures).map_err(told),
            Track::WebP(encoder) => {
                let ends = ends_ms(self.pictures, self.fps);
                let bytes = encoder.finalize(ends).map_err(|error| told(format!("{error:?}")))?;
                Ok(with_xmp_in_webp(bytes.to_vec()))
            }
            Track::Gif(encoder) => encoder.into_inner().map_err(told),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openh264::decoder::Decoder;
    use openh264::formats::YUVSource;

    fn plain(rgb: [u8; 3], (width, height): (u32, u32)) -> Picture {
        let pixels = Pixels::Srgb8([rgb[0], rgb[1], rgb[2], 255].repeat((width * height) as usize));
        Picture { width, height, pixels }
    }

    fn movie(format: MovieFormat, colours: &[[u8; 3]]) -> Vec<u8> {
        let mut movie = Movie::new(format, (64, 48), 30, "test").unwrap();
        for &rgb in colours {
            movie.push(&plain(rgb, (64, 48))).unwrap();
        }
        movie.finish().unwrap()
    }

    /// The raw stream of an MP4: Annex B units, from the lengths in front of each.
    fn units(mp4: &[u8]) -> Vec<u8> {
        let at = mp4.windows(4).position(|w| w == b"mdat").expect("a film has its media");
        let size = u32::from_be_bytes(mp4[at - 4..at].try_into().unwrap()) as usize;
        let mut rest = &mp4[at + 4..at - 4 + size];
        let mut out = Vec::new();
        while rest.len() > 4 {
            let n = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
            out.extend_from_slice(&[0, 0, 0, 1]);
            out.extend_from_slice(&rest[4..4 + n]);
            rest = &rest[4 + n..];
        }
        out
    }

    #[test]
    fn an_mp4_begins_with_its_index_and_keeps_the_colours() {
        let skin = [196, 148, 122];
        let mp4 = movie(MovieFormat::Mp4, &[skin; 12]);
        let place = |name: &[u8]| mp4.windows(4).position(|w| w == name).expect("box");
        assert!(place(b"ftyp") < place(b"moov") && place(b"moov") < place(b"mdat"), "the index stands in front");
        // The first unit after the parameter sets decodes to the colour that went in.
        let parameters = {
            let at = place(b"avcC") + 4;
            let sps = u16::from_be_bytes([mp4[at + 6], mp4[at + 7]]) as usize;
            let pps_at = at + 8 + sps + 1;
            let pps = u16::from_be_bytes([mp4[pps_at], mp4[pps_at + 1]]) as usize;
            let mut out = vec![0, 0, 0, 1];
            out.extend_from_slice(&mp4[at + 8..at + 8 + sps]);
            out.extend_from_slice(&[0, 0, 0, 1]);
            out.extend_from_slice(&mp4[pps_at + 2..pps_at + 2 + pps]);
            out
        };
        let stream = [parameters, units(&mp4)].concat();
        let mut decoder = Decoder::new().unwrap();
        let mut last = None;
        for unit in openh264::nal_units(&stream) {
            if let Ok(Some(yuv)) = decoder.decode(unit) {
                let mut rgb = vec![0; 64 * 48 * 3];
                assert_eq!(yuv.dimensions(), (64, 48));
                yuv.write_rgb8(&mut rgb);
                last = Some([rgb[0], rgb[1], rgb[2]]);
            }
        }
        let found = last.expect("a decoded picture");
        assert!(found.iter().zip(skin).all(|(a, b)| a.abs_diff(b) <= 3), "{found:?} for {skin:?}");
    }

    #[test]
    fn a_gif_lasts_as_long_as_it_was_told() {
        let gif = movie(MovieFormat::Gif, &[[10, 20, 30], [200, 20, 30], [10, 220, 30]]);
        let mut decoder = gif::DecodeOptions::new().read_info(&gif[..]).unwrap();
        let mut delays = Vec::new();
        while let Some(frame) = decoder.read_next_frame().unwrap() {
            delays.push(frame.delay);
        }
        assert_eq!(delays, [3, 4, 3], "a tenth of a second in all");
    }

    #[test]
    fn a_webp_moves_lasts_as_long_as_it_was_told_and_says_what_it_is() {
        let colours = [[10, 20, 30], [200, 20, 30], [10, 220, 30]];
        let webp = movie(MovieFormat::WebP, &colours);
        let size = u32::from_le_bytes(webp[4..8].try_into().unwrap()) as usize;
        assert_eq!(size + 8, webp.len(), "the file says how long it is");
        let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(&webp)).unwrap();
        assert!(decoder.is_animated() && decoder.num_frames() == 3);
        let xmp = decoder.xmp_metadata().unwrap().unwrap();
        assert!(String::from_utf8(xmp).unwrap().contains("algorithmicMedia"));
        let mut bytes = vec![0; decoder.output_buffer_size().unwrap()];
        let channels = bytes.len() / (64 * 48);
        let mut lasts = 0;
        for rgb in colours {
            lasts += decoder.read_frame(&mut bytes).unwrap();
            assert!((0..3).all(|k| bytes[channels * 1000 + k].abs_diff(rgb[k]) <= 8), "{rgb:?}");
        }
        assert_eq!(lasts, 100, "a tenth of a second in all");
    }

    #[test]
    fn sizes_and_pictures_that_do_not_fit_are_refused() {
        for size in [(15, 48), (64, 49), (8, 8), (5000, 200)] {
            assert!(matches!(Movie::new(MovieFormat::Mp4, size, 30, ""), Err(MovieError::Size { .. })), "{size:?}");
        }
        let mut movie = Movie::new(MovieFormat::Mp4, (64, 48), 30, "").unwrap();
        assert!(matches!(movie.push(&plain([1, 2, 3], (32, 48))), Err(MovieError::Picture { index: 0 })));
        assert!(MovieFormat::of(Path::new("a.avi")).unwrap_err().to_string().contains(".mp4"));
    }
}
