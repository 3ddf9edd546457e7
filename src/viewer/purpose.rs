//! What a file is asked for.

/// Purpose of a file that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A plan, a scan or a panorama to be brought in.
    Open,
    /// A photograph of the client to be brought in.
    Photograph,
    /// A new file for the plan.
    SaveAs,
    /// A new file for the picture.
    SavePicture,
    /// A new file for the consultation sheet.
    SaveSheet,
}
