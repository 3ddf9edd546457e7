//! Which head the plan is for, as far as a document can say it: the built-in head's proportions, landmarks that somebody
//! has set by hand, and the whorl.
//!
//! A scan is named on the command line, not here: a plan travels without the client's face.

use crate::head::builtin::HeadShape;
use crate::head::{LandmarkOverrides, Whorl};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The head that the plan is for.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HeadPlan {
    /// Proportions of the built-in head; a scan has its own. Left out: an average man's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<HeadShape>,
    /// Landmarks set by hand, in place of those found: each a point [x, y, z] in mm, as `pointille check` prints it. The
    /// head frame, the scalp's border and the hairline follow.
    #[serde(skip_serializing_if = "LandmarkOverrides::is_empty")]
    pub landmarks: LandmarkOverrides,
    /// Whorl of the crown, about which the hair turns.
    pub whorl: Whorl,
}
