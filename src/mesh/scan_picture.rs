//! A picture of a scan, decoded.

/// Picture of a scan as its decoder gives it: sRGB bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct ScanPicture {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

/// A picture of a scan, or a few words that say why there is none.
pub type DecodedPicture = Result<ScanPicture, String>;

impl ScanPicture {
    /// A picture of three bytes a pixel, row by row from the top; `None` where they are not as many as the size asks for, or none at all.
    pub fn new(width: u32, height: u32, rgb: Vec<u8>) -> Option<Self> {
        let bytes = 3 * u64::from(width) * u64::from(height);
        (bytes > 0 && rgb.len() as u64 == bytes).then_some(Self { width, height, rgb })
    }

    /// Width and height, pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Red, green and blue of a pixel, from the left and the top. A place outside of the picture is its last pixel.
    pub fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        let (x, y) = (x.min(self.width - 1), y.min(self.height - 1));
        let at = 3 * (y as usize * self.width as usize + x as usize);
        [self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]]
    }
}

impl std::fmt::Debug for ScanPicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ScanPicture({} x {})", self.width, self.height)
    }
}
