//! The window itself: winit's events in, egui over wgpu out. Survives resizing, minimising, other screens, a lost surface
//! and a lost device. Draws only when something has changed.

use super::display::ViewerError;
use super::new_window::new_window;
use super::opening::Opening;
use super::painter::Painter;
use super::phases::phases;
use super::plan_file::PlanFile;
use super::preparing;
use super::state::App;
use super::trace::{Trace, controls};
use super::wake::{Wake, hear, wake_by};
use crate::case::Case;
use crate::live::Refinement;
use crate::render::{Backend, GpuError, WindowFrame, WindowSurface};
use crate::studio::Studio;
use std::sync::Arc;
use std::time::{Duration, Instant};
use winit::application::ApplicationHandler;
use winit::event::{StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use winit::window::{Fullscreen, Window, WindowId};

/// Opens the viewer on a case, whose plan is kept in `file`, and returns when it is closed.
///
/// # Errors
/// [`ViewerError`].
pub fn run(case: Case, file: PlanFile, opening: Opening, backend: Backend) -> Result<(), ViewerError> {
    let event_loop = EventLoop::with_user_event().build().map_err(|e| ViewerError::NoDisplay(e.to_string()))?;
    let trace = opening.trace.as_deref().map(Trace::open).transpose();
    let trace = trace.map_err(|e| ViewerError::Window(format!("the trace cannot be written: {e}")))?;
    let size = opening.size;
    let controls = opening.trace_controls;
    let app = App::of(file, opening);
    if controls {
        app.context().enable_accesskit();
    }
    let proxy = event_loop.create_proxy();
    wake_by(&app.context(), proxy.clone());
    let case = Some(case);
    let mut shell = AppShell { backend, case, open: None, app, failed: None, trace, controls, size, proxy, faults: 0 };
    event_loop.run_app(&mut shell).map_err(|e| ViewerError::Window(e.to_string()))?;
    shell.failed.map_or(Ok(()), Err)
}

/// Everything that dies with the device.
struct WindowState {
    window: Arc<Window>,
    surface: WindowSurface<Arc<Window>>,
    studio: Studio,
    painter: Painter,
    input: egui_winit::State,
    /// Time at which egui wants to be asked again (a blinking cursor, say).
    wake: Option<Instant>,
    visible: bool,
    title: String,
}

/// Parts of a window that outlive a device.
type KeptWindow = (Arc<Window>, egui_winit::State);

struct AppShell {
    backend: Backend,
    case: Option<Case>,
    open: Option<WindowState>,
    app: App,
    failed: Option<ViewerError>,
    trace: Option<Trace>,
    /// True where the trace tells of the controls.
    controls: bool,
    /// Width and height of the window, pixels, where they were asked for.
    size: Option<(u32, u32)>,
    /// Way of requests to the window.
    proxy: EventLoopProxy<Wake>,
    /// Faults of the device since a picture was last finished.
    faults: u32,
}

/// Faults of the device, one after the other and without a finished picture between them, after which the window gives up.
const MOST_FAULTS: u32 = 5;

/// Time in which the next event of a hand that moves is waited for.
const AFTER_EVENT: Duration = Duration::from_millis(40);

impl AppShell {
    fn open(&mut self, event_loop: &ActiveEventLoop, kept: Option<KeptWindow>) -> Result<(), ViewerError> {
        let again = kept.is_some();
        let (window, mut input) = match kept {
            Some(kept) => kept,
            None => new_window(event_loop, self.size, self.app.context(), self.proxy.clone())?,
        };
        let display = Box::new(event_loop.owned_display_handle());
        let (mut surface, gpu) =
            WindowSurface::open(window.clone(), display, window.inner_size().into(), self.backend)?;
        input.set_max_texture_side(gpu.device().limits().max_texture_dimension_2d as usize);
        if let Some(monitor) = window.current_monitor() {
            let scale = window.scale_factor();
            self.app.suit_screen((f64::from(monitor.size().height) / scale) as f32);
        }
        let painter = if again {
            Painter::again(&gpu, surface.format(), &self.app.context())
        } else {
            let mut painter = Painter::new(&gpu, surface.format());
            preparing::show(&self.app, &gpu, &mut surface, &mut painter, &mut input)?;
            painter
        };
        let Some(case) = self.case.clone() else {
            return Err(ViewerError::Window("there is nothing to show".to_owned()));
        };
        let studio = Studio::with_gpu(case, gpu)?;
        self.case = None;
        if again {
            self.app.resume(&studio);
        } else {
            self.app.attach(&studio);
        }
        window.request_redraw();
        self.open = Some(WindowState {
            window,
            surface,
            studio,
            painter,
            input,
            wake: None,
            visible: true,
            title: String::new(),
        });
        Ok(())
    }

    /// A device that failed: the same window, everything else made anew from the case.
    fn reopen(&mut self, event_loop: &ActiveEventLoop) -> Result<(), ViewerError> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let WindowState { window, input, studio, surface, painter, .. } = open;
        self.app.forget_device();
        // What still lies on the old device is let go before the new one takes as much.
        studio.renderer().gpu().device().destroy();
        self.case = Some(studio.into_case());
        drop((surface, painter));
        self.open(event_loop, Some((window, input)))
    }

    fn fail(&mut self, event_loop: &ActiveEventLoop, error: ViewerError) {
        self.failed = Some(error);
        event_loop.exit();
    }

    fn redraw(&mut self, event_loop: &ActiveEventLoop) {
        let Some(open) = &mut self.open else { return };
        match open.draw(&mut self.app) {
            Ok(_) if self.app.wants_to_close() => event_loop.exit(),
            Ok(true) => {
                if let Some(trace) = &mut self.trace {
                    trace.shown(&self.app);
                }
            }
            Ok(false) => {}
            Err(error) => self.gpu_failed(event_loop, error),
        }
    }

    /// Makes everything on the device anew, whatever failed: it was lost, ran out of memory or refused a command. Where that does not
    /// help, the window closes with the reason; unsaved work is kept beside it.
    fn gpu_failed(&mut self, event_loop: &ActiveEventLoop, error: GpuError) {
        self.faults += 1;
        if self.faults > MOST_FAULTS {
            return self.fail(event_loop, error.into());
        }
        log::warn!("{error}; opening the device again");
        if let Err(error) = self.reopen(event_loop) {
            self.fail(event_loop, error);
        }
    }

    /// Draws a piece more of the picture, now that there is no input to look at. Returns how long the window may sleep.
    fn refine(&mut self, event_loop: &ActiveEventLoop) -> ControlFlow {
        let Some(open) = &mut self.open else { return ControlFlow::Wait };
        let wake = |at: Option<Instant>| at.map_or(ControlFlow::Wait, ControlFlow::WaitUntil);
        if !open.visible {
            return wake(open.wake);
        }
        match self.app.refine(&mut open.studio) {
            Ok(Refinement::Done) => {
                self.faults = 0;
                wake(open.wake)
            }
            Ok(Refinement::Later(at)) => wake(open.wake.map_or(Some(at), |wake| Some(wake.min(at)))),
            Ok(Refinement::Drawn) => ControlFlow::Poll,
            Ok(Refinement::Shown) => {
                open.window.request_redraw();
                ControlFlow::Poll
            }
            Err(error) => {
                self.gpu_failed(event_loop, error);
                ControlFlow::Poll
            }
        }
    }
}

impl WindowState {
    /// Takes the window's size, and draws it.
    fn fit(&mut self) {
        self.surface.resize(self.studio.renderer().gpu(), self.window.inner_size().into());
        self.window.request_redraw();
    }

    /// Draws a frame. True where it has been shown.
    fn draw(&mut self, app: &mut App) -> Result<bool, GpuError> {
        let size = self.window.inner_size();
        if size.width == 0 || size.height == 0 || !self.visible {
            return Ok(false);
        }
        let gpu = self.studio.renderer().gpu().clone();
        self.surface.resize(&gpu, size.into());
        // egui's renderer panics on a device that is lost.
        gpu.look()?;
        let raw = self.input.take_egui_input(&self.window);
        let context = app.context();
        let mut output = egui::FullOutput::default();
        for part in phases(raw) {
            output.append(context.run_ui(part, |ui| app.ui(ui, &mut self.studio, self.painter.has_picture())));
        }
        // At once: egui tells each change of a texture once only, and there may be no frame to draw into.
        self.painter.take(&gpu, &mut output.textures_delta);
        if let Some(update) = &output.platform_output.accesskit_update {
            app.controls = controls(update);
        }
        self.input.handle_platform_output(&self.window, output.platform_output);
        let fills = app.fills_screen();
        if fills != self.window.fullscreen().is_some() {
            self.window.set_fullscreen(fills.then_some(Fullscreen::Borderless(None)));
        }
        let title = app.title();
        if title != self.title {
            self.window.set_title(&title);
            self.title = title;
        }
        let points = output.pixels_per_point;
        if (app.draw(&mut self.studio, points)? || !self.painter.has_picture())
            && let [Some(picture), beside] = app.shown()
            && self.painter.set_pictures(&gpu, picture, beside)
        {
            // This pass of the interface did not know it yet.
            self.window.request_redraw();
        }
        let frame = match self.surface.frame(&gpu)? {
            WindowFrame::Ready(frame) => frame,
            WindowFrame::Hidden => return Ok(false),
            WindowFrame::Again => {
                self.window.request_redraw();
                return Ok(false);
            }
        };
        let view = frame.texture.create_view(&wgpu::TextureViewDescriptor::default());
        let jobs = context.tessellate(output.shapes, points);
        gpu.look()?;
        self.painter.paint(&gpu, &jobs, points, &view, self.surface.size());
        self.window.pre_present_notify();
        gpu.queue().present(frame);
        self.painter.let_go();
        gpu.check()?;
        let delay = output.viewport_output.get(&egui::ViewportId::ROOT).map_or(Duration::MAX, |v| v.repaint_delay);
        // egui asks for a second frame after every event. While a hand moves, its next event brings one, and would wait for this one.
        let delay = if context.input(|i| i.pointer.any_down()) { delay.max(AFTER_EVENT) } else { delay };
        if app.wants_frame() || delay.is_zero() {
            self.window.request_redraw();
            self.wake = None;
        } else {
            self.wake = Instant::now().checked_add(delay);
        }
        Ok(true)
    }
}

impl ApplicationHandler<Wake> for AppShell {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if self.open.is_none()
            && let Err(error) = self.open(event_loop, None)
        {
            self.fail(event_loop, error);
        }
    }

    fn new_events(&mut self, _: &ActiveEventLoop, cause: StartCause) {
        if let (StartCause::ResumeTimeReached { .. }, Some(open)) = (cause, &mut self.open)
            && open.wake.is_some_and(|at| at <= Instant::now())
        {
            open.wake = None;
            open.window.request_redraw();
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let Some(open) = &mut self.open else { return };
        match &event {
            WindowEvent::CloseRequested => {
                self.app.ask_to_close();
                open.window.request_redraw();
            }
            WindowEvent::RedrawRequested => return self.redraw(event_loop),
            WindowEvent::Occluded(hidden) => {
                open.visible = !hidden;
                open.window.request_redraw();
            }
            WindowEvent::Resized(_) | WindowEvent::ScaleFactorChanged { .. } => open.fit(),
            _ => {}
        }
        if open.input.on_window_event(&open.window, &event).repaint {
            open.window.request_redraw();
        }
    }

    fn user_event(&mut self, _: &ActiveEventLoop, wake: Wake) {
        let context = self.app.context();
        let done = match wake {
            Wake::Frame => None,
            Wake::Reader(event) => hear(event, &context, self.controls),
        };
        if let Some(open) = &mut self.open {
            if let Some(request) = done {
                open.input.on_accesskit_action_request(request);
            }
            open.window.request_redraw();
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        let flow = self.refine(event_loop);
        event_loop.set_control_flow(flow);
    }
}
