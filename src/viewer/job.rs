//! Work beside the window, on a thread of its own, told of as it goes on and stopped when nobody wants it any more.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Hears how much is done, 0–1, and stops the work by false.
pub type Told<'a> = &'a mut dyn FnMut(f32) -> bool;

/// Work that ends in a `T`, or in words for a person.
pub struct Job<T> {
    /// Filled before the window is woken the last time.
    made: Arc<Mutex<Option<Result<T, String>>>>,
    /// Thousandths done.
    done: Arc<AtomicU32>,
    stop: Arc<AtomicBool>,
}

impl<T: Send + 'static> Job<T> {
    /// Begins; `wake` is called as it goes on and when it has ended.
    pub fn begin(
        wake: impl Fn() + Send + 'static,
        work: impl FnOnce(Told<'_>) -> Result<T, String> + Send + 'static,
    ) -> Self {
        let job = Self { made: Arc::default(), done: Arc::default(), stop: Arc::default() };
        let (made, done, stop) = (job.made.clone(), job.done.clone(), job.stop.clone());
        std::thread::spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| {
                work(&mut |share| {
                    done.store((share * 1000.0) as u32, Ordering::Relaxed);
                    wake();
                    !stop.load(Ordering::Relaxed)
                })
            }));
            let result = result.unwrap_or_else(|_| Err("the work broke off; nothing was changed".to_owned()));
            *made.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
            wake();
        });
        job
    }

    /// Share done, 0–1.
    pub fn share(&self) -> f32 {
        self.done.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// The result of the work, once there is one.
    pub fn take(&self) -> Option<Result<T, String>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Ends it without a result.
    pub fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn whoever_is_woken_last_finds_what_was_made() {
        for broken in [false, true] {
            let (woken, wakes) = channel();
            let job = Job::begin(
                move || woken.send(()).unwrap_or_default(),
                move |told| {
                    assert!(told(0.5) && !broken);
                    Ok(7)
                },
            );
            // The sender goes with the thread: the last wake is the last of these.
            let mut made = None;
            while made.is_none() && wakes.recv().is_ok() {
                made = job.take();
            }
            assert_eq!(
                made,
                Some(if broken { Err("the work broke off; nothing was changed".to_owned()) } else { Ok(7) })
            );
            assert_eq!((job.share(), job.take()), (0.5, None));
        }
    }

    #[test]
    fn work_that_nobody_wants_stops() {
        let (ended, ends) = channel();
        let job = Job::begin(
            || {},
            move |told| {
                while told(0.1) {
                    std::thread::yield_now();
                }
                ended.send(()).map_err(|e| e.to_string())
            },
        );
        job.stop();
        assert!(ends.recv().is_ok());
    }
}
