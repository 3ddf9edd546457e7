//! Interrupted, the program ends as it is told to, but with no half-written file beside its output.

/// Sets handlers for an interrupt and a request to end. Both wait for the file that is being written, then end the program as usual.
#[cfg(unix)]
pub fn leave_nothing_behind() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    let wait = move || {
        for signal in signals.forever() {
            let held = pointille::output::save::hold();
            // Ends the process. Where it does not, it goes on as before.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
            drop(held);
        }
    };
    // Without a thread signals do what they always do.
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(wait);
}

/// Nothing to do: elsewhere the system removes what a program leaves.
#[cfg(not(unix))]
pub fn leave_nothing_behind() {}
