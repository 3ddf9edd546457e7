//! Undo and redo of the plan: one step a gesture, each with its name, for as long as the window is open.

use crate::plan::Plan;
use undo::{Edit, Merged, Record};

/// One step of the history: the plan before and after it.
struct PlanStep {
    name: String,
    before: Plan,
    after: Plan,
    /// Number of the gesture that made it. Changes of one gesture are one step.
    gesture: u64,
}

impl Edit for PlanStep {
    type Target = Plan;
    type Output = ();

    fn edit(&mut self, plan: &mut Plan) {
        plan.clone_from(&self.after);
    }

    fn undo(&mut self, plan: &mut Plan) {
        plan.clone_from(&self.before);
    }

    fn merge(&mut self, next: Self) -> Merged<Self> {
        if self.gesture != next.gesture {
            return Merged::No(next);
        }
        if self.before == next.after {
            return Merged::Annul;
        }
        (self.after, self.name) = (next.after, next.name);
        Merged::Yes
    }
}

/// The plan as it stands, and the steps that led there and on.
pub struct History {
    plan: Plan,
    steps: Record<PlanStep>,
    gesture: u64,
    /// Plan at the beginning of the gesture, which names the step whole.
    since: Plan,
}

impl History {
    /// A history that begins with a plan.
    pub fn of(plan: Plan) -> Self {
        Self { since: plan.clone(), plan, steps: Record::new(), gesture: 0 }
    }

    /// The plan as it stands.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Begins another gesture: what changes from now on is another step.
    pub fn begin_gesture(&mut self) {
        self.gesture += 1;
        self.since.clone_from(&self.plan);
    }

    /// Takes a changed plan in, named by what it changed since the gesture began.
    pub fn record(&mut self, plan: &Plan, name: impl FnOnce(&Plan, &Plan) -> String) {
        if *plan == self.plan {
            return;
        }
        // A saved state would keep a gesture from going on past it.
        self.steps.clear_saved();
        let step = PlanStep {
            name: name(&self.since, plan),
            before: self.plan.clone(),
            after: plan.clone(),
            gesture: self.gesture,
        };
        self.steps.edit(&mut self.plan, step);
    }

    /// Goes one step back. None at the beginning, else the name of the step.
    pub fn undo(&mut self) -> Option<String> {
        let name = self.undo_name()?.to_owned();
        self.steps.undo(&mut self.plan)?;
        self.begin_gesture();
        Some(name)
    }

    /// Goes one step forward again. None at the end, else the name of the step.
    pub fn redo(&mut self) -> Option<String> {
        let name = self.redo_name()?.to_owned();
        self.steps.redo(&mut self.plan)?;
        self.begin_gesture();
        Some(name)
    }

    /// Name of the step that [`History::undo`] takes back.
    pub fn undo_name(&self) -> Option<&str> {
        self.name_at(self.steps.head().checked_sub(1)?)
    }

    /// Name of the step that [`History::redo`] brings back.
    pub fn redo_name(&self) -> Option<&str> {
        self.name_at(self.steps.head())
    }

    fn name_at(&self, index: usize) -> Option<&str> {
        self.steps.get_entry(index).map(|entry| entry.as_ref().name.as_str())
    }

    /// Names of all steps, the oldest first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.steps.entries().map(|entry| entry.as_ref().name.as_str())
    }

    /// Number of the steps that are done and not taken back.
    pub fn place(&self) -> usize {
        self.steps.head()
    }

    /// Goes to where so many steps are done.
    pub fn go_to(&mut self, place: usize) {
        self.steps.go_to(&mut self.plan, place);
        self.begin_gesture();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aged(plan: &Plan, age_years: f32) -> Plan {
        let mut plan = plan.clone();
        plan.client.age_years = age_years;
        plan
    }

    fn told(a: &Plan, b: &Plan) -> String {
        format!("{} to {}", a.client.age_years, b.client.age_years)
    }

    #[test]
    fn a_gesture_is_one_step_and_named_whole() {
        let first = Plan::default();
        let mut history = History::of(first.clone());
        for age in [40.0, 45.0, 50.0] {
            history.record(&aged(&first, age), told);
        }
        history.begin_gesture();
        history.record(&aged(&first, 60.0), told);
        assert_eq!(history.names().collect::<Vec<_>>(), ["38 to 50", "50 to 60"]);
        assert_eq!(history.undo().as_deref(), Some("50 to 60"));
        assert_eq!(history.plan(), &aged(&first, 50.0));
        assert_eq!(history.undo().as_deref(), Some("38 to 50"));
        assert_eq!(history.plan(), &first);
        assert_eq!(history.undo(), None);
        history.go_to(2);
        assert_eq!(history.plan(), &aged(&first, 60.0));
        assert_eq!(history.redo(), None);
    }

    #[test]
    fn a_gesture_that_ends_where_it_began_is_no_step() {
        let first = Plan::default();
        let mut history = History::of(first.clone());
        history.record(&aged(&first, 40.0), told);
        history.record(&first, told);
        assert_eq!((history.place(), history.undo()), (0, None));
    }

    #[test]
    fn fifty_steps_back_and_forth_give_equal_plans() {
        let mut history = History::of(Plan::default());
        let mut plans = vec![Plan::default()];
        for i in 0..50_u8 {
            let mut plan = history.plan().clone();
            match i % 5 {
                0 => plan.client.age_years = 20.0 + f32::from(i),
                1 => plan.hairline.height_mm = Some(60.0 + f32::from(i)),
                2 => plan.hairline.points = Some(vec![[f32::from(i), 60.0], [0.0, 70.0], [-50.0, 60.0]]),
                3 => plan.hairline.mirrored = !plan.hairline.mirrored,
                _ => plan.zones.front.density_per_cm2 = 100.0 + f32::from(i),
            }
            history.begin_gesture();
            history.record(&plan, |_, _| i.to_string());
            plans.push(plan);
        }
        for plan in plans.iter().rev() {
            assert_eq!(history.plan(), plan);
            history.undo();
        }
        for plan in &plans {
            assert_eq!(history.plan(), plan);
            history.redo();
        }
        // Another way from the middle: what lay ahead is gone.
        history.go_to(20);
        history.record(&aged(&plans[20], 77.0), |_, _| "another way".to_owned());
        assert_eq!((history.redo(), history.place(), history.names().count()), (None, 21, 21));
    }
}
