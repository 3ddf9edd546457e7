//! Input cut into phases: a press and a release that come in one frame are two, and a pointer that has moved on since is a
//! third. A slow frame then loses no click, and takes a slider to where the hand let go of it.

use egui::{Event, RawInput};

/// Parts of an input in order, with no more than one press or release in each part.
pub fn phases(input: RawInput) -> Vec<RawInput> {
    let switches = |event: &Event| matches!(event, Event::PointerButton { .. });
    if !input.events.iter().any(switches) {
        return vec![input];
    }
    let mut parts = vec![Vec::new()];
    let mut rest = input.events.iter().peekable();
    while let Some(event) = rest.next() {
        let last = parts.len() - 1;
        parts[last].push(event.clone());
        if switches(event) && rest.peek().is_some() {
            parts.push(Vec::new());
        }
    }
    let count = parts.len();
    let part = |(i, events): (usize, Vec<Event>)| RawInput {
        events,
        // What was dropped is taken once.
        dropped_files: if i + 1 == count { input.dropped_files.clone() } else { Vec::new() },
        ..input.clone()
    };
    parts.into_iter().enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Modifiers, PointerButton, Pos2, pos2};

    fn button(pos: Pos2, pressed: bool) -> Event {
        Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
    }

    /// A slider's value after what came in one frame, its middle at 50.
    fn slid(events: Vec<Event>, cut: bool) -> f32 {
        let context = egui::Context::default();
        let (mut value, mut rect) = (10.0_f32, egui::Rect::NOTHING);
        let mut pass = |input: RawInput| {
            let mut output = context.run_ui(input, |ui| {
                rect = ui.add(egui::Slider::new(&mut value, 0.0..=100.0).show_value(false)).rect;
            });
            output.textures_delta.clear();
            (value, rect)
        };
        let screen = Some(egui::Rect::from_min_size(Pos2::ZERO, egui::vec2(400.0, 300.0)));
        let frame = |events| RawInput { events, screen_rect: screen, ..RawInput::default() };
        pass(frame(Vec::new()));
        let (_, rect) = pass(frame(Vec::new()));
        let moved = |event: Event| match event {
            Event::PointerButton { pos, button, pressed, modifiers } => {
                Event::PointerButton { pos: rect.center() + pos.to_vec2(), button, pressed, modifiers }
            }
            Event::PointerMoved(pos) => Event::PointerMoved(rect.center() + pos.to_vec2()),
            other => other,
        };
        let input = frame(events.into_iter().map(moved).collect());
        let parts = if cut { phases(input) } else { vec![input] };
        parts.into_iter().for_each(|part| {
            pass(part);
        });
        pass(frame(Vec::new())).0
    }

    #[test]
    fn a_quick_click_on_a_slider_sets_what_was_clicked() {
        let (here, away) = (pos2(0.0, 0.0), pos2(190.0, 120.0));
        let click = || vec![Event::PointerMoved(here), button(here, true), button(here, false)];
        let gone = || [click(), vec![Event::PointerMoved(away)]].concat();
        assert!((slid(click(), true) - 50.0).abs() < 2.0, "{}", slid(click(), true));
        assert!((slid(gone(), true) - 50.0).abs() < 2.0, "{}", slid(gone(), true));
        // Whole, the frame loses the click or takes it where the pointer went.
        assert!((slid(gone(), false) - 50.0).abs() > 2.0);
    }

    #[test]
    fn nothing_is_lost_or_told_twice() {
        let at = pos2(3.0, 4.0);
        let events = vec![Event::PointerMoved(at), button(at, true), button(at, false), Event::Copy];
        let parts = phases(RawInput { events: events.clone(), ..RawInput::default() });
        assert_eq!(parts.len(), 3);
        assert_eq!(parts.into_iter().flat_map(|part| part.events).collect::<Vec<_>>(), events);
        let still = RawInput { events: vec![Event::Copy], ..RawInput::default() };
        assert_eq!(phases(still).len(), 1);
    }
}
