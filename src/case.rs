//! A case: a plan laid on a head, everything worked out that does not need a GPU.
//!
//! Head and field are made once. A new plan chooses dots and stubble from the field again, computes the skin again, and
//! returns what it changed ([`Changes`]).
//!
//! | file | holds |
//! |---|---|
//! | `laid` | [`Case`]: how it is made and what a new plan does to it |
//! | `in_motion` | a plan laid while a hand still changes it |
//! | `in_time`, `on_head`, `ribbons` | methods of a case about days, about places, and about its lines laid flat |
//! | `compared`, `roads` | figures of plans side by side, and of what can follow finished work |
//! | `heads`, `refined`, `relief`, `scars` | the head that plans are laid on, and the one that is drawn |
//! | `skin`, `treated`, `course`, `shaven` | the skin's optics, what the plan puts on each vertex, visits, a scan's colours without hair |
//! | `carried` | a scan as bytes, for pages that carry their head |
//! | `doubts` | what of a scan should be looked at before it is relied on |
//! | `shown`, `store`, `error` | parts that can be left out, the store for fields, errors |

mod carried;
mod changes;
mod compared;
mod course;
mod doubts;
mod error;
mod grown;
mod heads;
mod in_motion;
mod in_time;
mod laid;
mod moles;
mod on_head;
mod refined;
mod relief;
mod ribbons;
mod roads;
mod scars;
mod shaven;
mod shown;
mod skin;
mod store;
#[cfg(test)]
mod tests;
mod treated;

pub use crate::optics::OpticsError;
pub use changes::Changes;
pub use compared::{PlanDifference, PlanFigures, differences_of};
pub use doubts::doubts;
pub use error::{CaseError, CaseErrorKind};
pub use heads::built_in_head;
pub use in_time::DotRow;
pub use laid::{Case, CaseTimes};
pub use ribbons::{FREE_MM, HALF_WIDTH_MM, Ribbon, RibbonOf, RibbonSpot};
pub use roads::{Road, RoadFigures};
pub use shown::{Part, Shown};
pub use store::FieldStore;
