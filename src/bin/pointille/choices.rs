//! What options choose among: each its words and what they stand for.

use clap::ValueEnum;
use pointille::scene::LightName;
use std::path::PathBuf;
use std::str::FromStr;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UnitsArg {
    Auto,
    M,
    Cm,
    Mm,
    Inch,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UpArg {
    Auto,
    #[value(name = "+x")]
    PlusX,
    #[value(name = "-x")]
    MinusX,
    #[value(name = "+y")]
    PlusY,
    #[value(name = "-y")]
    MinusY,
    #[value(name = "+z")]
    PlusZ,
    #[value(name = "-z")]
    MinusZ,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BackendArg {
    Auto,
    Vulkan,
    Metal,
    Dx12,
    Gl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FaderArg {
    Slow,
    Typical,
    Fast,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ToneMapArg {
    Neutral,
    Agx,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum QualityArg {
    /// One sample a pixel.
    Draft,
    /// Eight.
    Standard,
    /// Sixty-four, and light that spreads below the skin from pixel to pixel.
    Final,
}

impl QualityArg {
    pub fn samples(self) -> u32 {
        match self {
            Self::Draft => 1,
            Self::Standard => 8,
            Self::Final => 64,
        }
    }

    /// Whether light spreads below the skin from pixel to pixel.
    pub fn is_careful(self) -> bool {
        self == Self::Final
    }
}

/// A built-in light, or a file that holds one.
#[derive(Clone, Debug)]
pub enum LightArg {
    Named(LightName),
    File(PathBuf),
}

impl FromStr for LightArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            Ok(name) => Ok(Self::Named(name)),
            Err(_) if text.contains(['.', '/', '\\']) => Ok(Self::File(text.into())),
            Err(error) => Err(format!("{error}, or a panorama's file (.hdr, .exr)")),
        }
    }
}
