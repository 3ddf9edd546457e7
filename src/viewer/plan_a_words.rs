//! Words about plan A and plan B.

/// Both sides of the comparison: the bare head and the plan, or plan A and the one that is edited.
pub const SIDES: [&str; 2] = ["Before", "After"];
pub const SIDES_AB: [&str; 2] = ["Plan A", "Plan B"];
/// Menu of plan A.
pub const KEEP_AS_A: &str = "Keep as A";
pub const KEEP_AS_A_HINT: &str = "Keeps the plan as it is now: edit on, and compare A with B";
pub const KEPT_AS_A: &str = "the plan is kept as A; what is edited from now on is B";
pub const PLAN_A: &str = "A/B";
pub const PLAN_A_COMES: &str = "A/B …";
pub const AGAINST_BEFORE: &str = "compare with before";
pub const AGAINST_A: &str = "compare with A";
pub const KEEP_AGAIN: &str = "keep the plan of now as A";
pub const BACK_TO_A: &str = "go back to A";
pub const LET_GO_OF_A: &str = "let go of A";
