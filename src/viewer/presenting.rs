//! Where a presentation to a client stands.

/// State of the client's face.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ClientFace {
    /// Number of the prepared picture that was shown last.
    pub place: Option<usize>,
    /// True while the screen is black.
    pub black: bool,
    /// Time at which the pointer moved last, seconds.
    pub moved_at: f64,
}
