//! Why a plan cannot be laid on a head.

use crate::field::FieldError;
use crate::head::import::ImportError;
use crate::head::{HeadError, LandmarkError, builtin};
use crate::optics::OpticsError;
use crate::plan::PlanError;
use crate::render::contract::MAX_SESSIONS;
use thiserror::Error;

/// Why a plan cannot be laid on a head.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CaseError {
    /// The plan contradicts itself.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The built-in head's measures are no head's.
    #[error(transparent)]
    Shape(#[from] builtin::ShapeError),
    /// The file is no head.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The mesh cannot be treated.
    #[error(transparent)]
    Head(#[from] HeadError),
    /// Its landmarks cannot be found.
    #[error(transparent)]
    Landmarks(#[from] LandmarkError),
    /// No sites.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// No such skin.
    #[error(transparent)]
    Skin(#[from] OpticsError),
    /// More visits than a picture holds.
    #[error("the plan has {found} sessions and touch-ups; a picture holds {MAX_SESSIONS}: leave some out")]
    TooManyVisits {
        /// How many.
        found: usize,
    },
    /// `skin = "scan"` without a scan's colours.
    #[error(
        "the plan says skin = \"scan\", but the head brings no colours: name a skin type, or give a scan with vertex colours"
    )]
    NoScanColour,
}

/// Whose mistake a [`CaseError`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CaseErrorKind {
    /// The plan asks for what cannot be: another plan is needed.
    Plan,
    /// The head's file cannot be used: another scan, or other options, are needed.
    Head,
}

impl CaseError {
    /// Whose mistake it is.
    pub fn kind(&self) -> CaseErrorKind {
        match self {
            Self::Plan(_) | Self::Shape(_) | Self::Skin(_) | Self::TooManyVisits { .. } | Self::NoScanColour => {
                CaseErrorKind::Plan
            }
            Self::Import(_) | Self::Head(_) | Self::Landmarks(_) | Self::Field(_) => CaseErrorKind::Head,
        }
    }
}
