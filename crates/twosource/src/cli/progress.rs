//! Progress on standard error, for more than a second's work and only on a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::RefCell;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// A line on standard error that says what is being done.
pub(crate) struct Line {
    bar: ProgressBar,
    start: Instant,
    stage: RefCell<String>,
}

impl Line {
    /// A line that shows itself only where there is somebody to see it.
    pub(crate) fn new(quiet: bool) -> Self {
        let seen = !quiet && std::io::stderr().is_terminal();
        let target = if seen {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            bar.set_style(style);
        }
        Self {
            bar,
            start: Instant::now(),
            stage: RefCell::new(String::new()),
        }
    }

    fn say(&self, message: String) {
        if self.start.elapsed() > Duration::from_secs(1) {
            self.bar.enable_steady_tick(Duration::from_millis(120));
            self.bar.set_message(message);
        }
    }
}

impl engine::Progress for Line {
    fn stage(&self, name: &str) {
        name.clone_into(&mut self.stage.borrow_mut());
        self.say(name.to_owned());
    }

    fn read(&self, reports: usize) {
        let message = format!("{} {reports} reports", self.stage.borrow());
        self.say(message);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
