//! Requests that come to the window from beside it: work that is done, and screen readers.

use egui::accesskit::ActionRequest;
use egui_winit::accesskit_winit::{Event, WindowEvent};
use winit::event_loop::EventLoopProxy;

/// A request to the window, from any thread.
pub enum Wake {
    /// A frame is asked for.
    Frame,
    /// A screen reader asks for something.
    Reader(WindowEvent),
}

impl From<Event> for Wake {
    fn from(event: Event) -> Self {
        Self::Reader(event.window_event)
    }
}

/// Lets work beside the window wake it: a request for a frame comes while the window sleeps.
pub fn wake_by(context: &egui::Context, proxy: EventLoopProxy<Wake>) {
    context.set_request_repaint_callback(move |request| {
        if request.delay.is_zero() {
            // A window that has been closed needs no waking.
            let _ = proxy.send_event(Wake::Frame);
        }
    });
}

/// Hears a screen reader: frames tell it of every control from when it asks until it goes. Returns what it does to one.
/// `always` where somebody else reads the controls, too.
pub fn hear(event: WindowEvent, context: &egui::Context, always: bool) -> Option<ActionRequest> {
    match event {
        WindowEvent::InitialTreeRequested => context.enable_accesskit(),
        WindowEvent::AccessibilityDeactivated if always => {}
        WindowEvent::AccessibilityDeactivated => context.disable_accesskit(),
        WindowEvent::ActionRequested(request) => return Some(request),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::plan::Plan;
    use crate::studio::Studio;
    use crate::viewer::App;
    use egui::accesskit::{Action, Node, NodeId, TreeId, TreeUpdate};

    /// A frame of the window; what it tells a screen reader.
    fn frame(app: &mut App, studio: &mut Studio, events: Vec<egui::Event>) -> Option<TreeUpdate> {
        let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 720.0)));
        let input = egui::RawInput { screen_rect, events, ..egui::RawInput::default() };
        let mut output = app.context().run_ui(input, |ui| app.ui(ui, studio, false));
        output.textures_delta.clear();
        output.platform_output.accesskit_update
    }

    fn named<'a>(update: &'a TreeUpdate, name: &str) -> Option<&'a (NodeId, Node)> {
        update.nodes.iter().find(|(_, node)| node.label() == Some(name))
    }

    #[test]
    fn a_screen_reader_that_comes_is_told_and_obeyed_until_it_goes() {
        let mut app = App::default();
        let mut studio = Studio::headless(Case::built_in(Plan::default()).unwrap()).unwrap();
        app.attach(&studio);
        let context = app.context();
        assert!(frame(&mut app, &mut studio, Vec::new()).is_none(), "nobody listens: nothing is worked out");
        assert!(hear(WindowEvent::InitialTreeRequested, &context, false).is_none());
        frame(&mut app, &mut studio, Vec::new());
        let told = frame(&mut app, &mut studio, Vec::new()).unwrap();
        assert!(named(&told, &app.voice.say("head-name")).is_some());
        let (help, node) = named(&told, "Help").unwrap();
        assert!(node.supports_action(Action::Click));
        let click = ActionRequest { action: Action::Click, target_tree: TreeId::ROOT, target_node: *help, data: None };
        let click = hear(WindowEvent::ActionRequested(click), &context, false).unwrap();
        assert!(!app.help_open);
        frame(&mut app, &mut studio, vec![egui::Event::AccessKitActionRequest(click)]);
        frame(&mut app, &mut studio, Vec::new());
        assert!(app.help_open, "pressed by a screen reader");
        hear(WindowEvent::AccessibilityDeactivated, &context, true);
        assert!(frame(&mut app, &mut studio, Vec::new()).is_some(), "somebody else reads, too");
        hear(WindowEvent::AccessibilityDeactivated, &context, false);
        assert!(frame(&mut app, &mut studio, Vec::new()).is_none());
    }
}
