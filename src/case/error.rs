//! Reasons for which a plan cannot be laid on a head.

use crate::field::FieldError;
use crate::head::import::ImportError;
use crate::head::{HeadError, LandmarkError, builtin};
use crate::optics::OpticsError;
use crate::plan::PlanError;
use crate::render::contract::MAX_SESSIONS;
use thiserror::Error;

/// A reason for which a plan cannot be laid on a head.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CaseError {
    /// The plan contradicts itself.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The proportions of the built-in head are outside what a head can have.
    #[error(transparent)]
    Shape(#[from] builtin::ShapeError),
    /// The file is no head.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The landmarks do not lie on a head, or the mesh shows no scalp near them.
    #[error(transparent)]
    Head(#[from] HeadError),
    /// The landmarks of the head cannot be found.
    #[error(transparent)]
    Landmarks(#[from] LandmarkError),
    /// The field of sites cannot be made on this head.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// The skin's tone or colour is outside its scale.
    #[error(transparent)]
    Skin(#[from] OpticsError),
    /// The plan has more visits than a picture can hold.
    #[error("the plan has {found} sessions and touch-ups; a picture holds {MAX_SESSIONS}: leave some out")]
    TooManyVisits {
        /// Visits of the plan, touch-ups included.
        found: usize,
    },
    /// The plan takes its skin from a scan (`skin = "scan"`), and the head has no colours.
    #[error(
        "the plan says skin = \"scan\", but the head brings no colours: name a skin type, or give a scan with vertex colours"
    )]
    NoScanColour,
}

/// Party whose mistake a [`CaseError`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CaseErrorKind {
    /// The plan asks for what cannot be: another plan is needed.
    Plan,
    /// The head's file cannot be used: another scan, or other options, are needed.
    Head,
}

impl CaseError {
    /// The party whose mistake it is.
    pub fn kind(&self) -> CaseErrorKind {
        match self {
            Self::Plan(_) | Self::Shape(_) | Self::Skin(_) | Self::TooManyVisits { .. } | Self::NoScanColour => {
                CaseErrorKind::Plan
            }
            Self::Import(_) | Self::Head(_) | Self::Landmarks(_) | Self::Field(_) => CaseErrorKind::Head,
        }
    }
}
