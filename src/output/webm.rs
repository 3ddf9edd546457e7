//! AV1 in a WebM file: the film whose format nobody owns.
//!
//! rav1e encodes it, as 4:2:0 in limited range with the same colours as the film in H.264; libwebm writes the file, with its length and
//! its index. The encoder looks some pictures ahead, so the last of them come out when the film ends.

use openh264::formats::YUVSource;
use rav1e::prelude::*;
use std::io::Cursor;
use webm::mux::{
    ColorPrimaries as Primaries, ColorRange, ColorSubsampling, MatrixCoefficients as Matrix, Segment, SegmentBuilder,
    TransferCharacteristics as Transfer, VideoCodecId, VideoTrack, Writer,
};

/// Preset of the encoder, 0–10: the fastest.
const SPEED: u8 = 10;
/// Step of the encoder's quantiser, 0–255: about as many bits as H.264's at which skin's grain survives (by eye).
const QUANTIZER: usize = 90;
/// Parts of a picture that are encoded side by side.
const TILES: usize = 4;
/// Nanoseconds in a second.
const SECOND_NS: u64 = 1_000_000_000;

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Film in AV1 in the making.
pub(super) struct WebmTrack {
    encoder: Context<u8>,
    segment: Segment<Cursor<Vec<u8>>>,
    track: VideoTrack,
    fps: u32,
}

impl WebmTrack {
    /// Film of pictures of one size (pixels, even numbers), `fps` of them a second; of `keys` pictures one stands alone at least.
    pub(super) fn new((width, height): (u32, u32), fps: u32, keys: u32) -> Result<Self, String> {
        let keys = u64::from(keys);
        let mut config = EncoderConfig {
            width: width as usize,
            height: height as usize,
            time_base: Rational::new(1, u64::from(fps)),
            chroma_sampling: ChromaSampling::Cs420,
            pixel_range: PixelRange::Limited,
            color_description: Some(ColorDescription {
                color_primaries: ColorPrimaries::BT709,
                transfer_characteristics: TransferCharacteristics::SRGB,
                matrix_coefficients: MatrixCoefficients::BT601,
            }),
            quantizer: QUANTIZER,
            tiles: TILES,
            ..EncoderConfig::with_speed_preset(SPEED)
        };
        // Films have no cuts to look for.
        config.speed_settings.scene_detection_mode = SceneDetectionSpeed::None;
        config.set_key_frame_interval(keys.min(12), keys);
        let encoder: Context<u8> = Config::new().with_encoder_config(config).new_context().map_err(said)?;
        let halved = ColorSubsampling { chroma_horizontal: 1, chroma_vertical: 1 };
        let (builder, track) = SegmentBuilder::new(Writer::new(Cursor::new(Vec::new())))
            .and_then(|builder| builder.set_writing_app(concat!("pointille ", env!("CARGO_PKG_VERSION"))))
            .and_then(|builder| builder.add_video_track(width, height, VideoCodecId::AV1, None))
            .map_err(said)?;
        let segment = builder
            .set_codec_private(track, &encoder.container_sequence_header())
            .and_then(|builder| builder.set_color(track, 8, halved, ColorRange::Broadcast))
            .and_then(|builder| builder.set_primaries(track, Primaries::Bt709))
            .and_then(|builder| builder.set_transfer_characteristics(track, Transfer::Iec61966_2_1))
            .and_then(|builder| builder.set_matrix_coefficients(track, Matrix::Bt601))
            .map_err(said)?
            .build();
        Ok(Self { encoder, segment, track, fps })
    }

    /// Adds a picture.
    pub(super) fn push(&mut self, yuv: &impl YUVSource) -> Result<(), String> {
        let (y_stride, u_stride, v_stride) = yuv.strides();
        let mut frame = self.encoder.new_frame();
        for (plane, (bytes, stride)) in
            frame.planes.iter_mut().zip([(yuv.y(), y_stride), (yuv.u(), u_stride), (yuv.v(), v_stride)])
        {
            plane.copy_from_raw_u8(bytes, stride, 1);
        }
        self.encoder.send_frame(frame).map_err(said)?;
        self.drain()
    }

    /// The film's bytes, of `pictures` pictures.
    pub(super) fn finish(mut self, pictures: u32) -> Result<Vec<u8>, String> {
        self.encoder.flush();
        self.drain()?;
        let lasts = self.begins_ns(u64::from(pictures));
        let writer = self.segment.finalize(Some(lasts / 1_000_000)).map_err(|_| "the file cannot be closed")?;
        Ok(writer.into_inner().into_inner())
    }

    /// Writes what the encoder has ready.
    fn drain(&mut self) -> Result<(), String> {
        loop {
            match self.encoder.receive_packet() {
                Ok(packet) => {
                    let key = packet.frame_type == FrameType::KEY;
                    let begins = self.begins_ns(packet.input_frameno);
                    self.segment.add_frame(self.track, &packet.data, begins, key).map_err(said)?;
                }
                Err(EncoderStatus::Encoded) => {}
                Err(EncoderStatus::NeedMoreData | EncoderStatus::LimitReached) => return Ok(()),
                Err(error) => return Err(said(error)),
            }
        }
    }

    /// Time at which a picture begins, ns.
    fn begins_ns(&self, index: u64) -> u64 {
        index * SECOND_NS / u64::from(self.fps)
    }
}

#[cfg(test)]
mod tests {
    use crate::output::{Movie, MovieFormat};
    use crate::render::{Picture, Pixels};

    /// Elements that hold elements: segment, information, tracks, track, cluster.
    const HOLDERS: [u32; 5] = [0x1853_8067, 0x1549_A966, 0x1654_AE6B, 0xAE, 0x1F43_B675];

    /// A number of EBML at the front, with (an identity) or without (a size) the bits that say how long it is; and that length.
    fn number(bytes: &[u8], whole: bool) -> (u64, usize) {
        let length = bytes[0].leading_zeros() as usize + 1;
        let first = if whole { u64::from(bytes[0]) } else { u64::from(bytes[0]) & (0xff >> length) };
        (bytes[1..length].iter().fold(first, |sum, byte| sum << 8 | u64::from(*byte)), length)
    }

    /// All elements in their order, those inside others too, as identity and content.
    fn elements(mut bytes: &[u8]) -> Vec<(u32, &[u8])> {
        let mut all = Vec::new();
        while !bytes.is_empty() {
            let (id, long) = number(bytes, true);
            let (size, more) = number(&bytes[long..], false);
            let (body, rest) = bytes[long + more..].split_at(size as usize);
            all.push((id as u32, body));
            if HOLDERS.contains(&(id as u32)) {
                all.extend(elements(body));
            }
            bytes = rest;
        }
        all
    }

    #[test]
    fn a_webm_holds_every_picture_in_its_order_and_says_how_long_it_lasts() {
        let mut movie = Movie::new(MovieFormat::WebM, (64, 48), 30, "test").unwrap();
        for grey in 0..75_u8 {
            let pixels = Pixels::Srgb8([60 + grey, 120, 90, 255].repeat(64 * 48));
            movie.push(&Picture { width: 64, height: 48, pixels }).unwrap();
        }
        let webm = movie.finish().unwrap();
        let all = elements(&webm);
        let of = |id: u32| all.iter().filter(move |element| element.0 == id).map(|element| element.1);
        assert_eq!(of(0x1A45_DFA3).count(), 1, "it is EBML");
        assert_eq!(of(0x86).next().unwrap(), b"V_AV1");
        // The configuration of ISO/IEC 14496-15's kind for AV1 begins with a marker and its version.
        assert_eq!(of(0x63A2).next().unwrap()[0], 0x81);
        let lasts = f32::from_be_bytes(of(0x4489).next().unwrap().try_into().unwrap());
        assert_eq!(lasts, 2500.0, "75 pictures, 30 a second, in ms");
        // A block's flags stand behind its track and its time; the highest bit marks one that stands alone.
        let alone: Vec<bool> = of(0xA3).map(|block| block[3] & 0x80 != 0).collect();
        assert_eq!(alone.len(), 75);
        let keys: Vec<usize> = (0..75).filter(|i| alone[*i]).collect();
        assert_eq!(keys, [0, 60], "one can jump to every second second");
    }
}
