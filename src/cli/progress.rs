//! Progress on long work: a bar on a terminal, nothing anywhere else.

use std::borrow::Cow;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A line that moves while something takes long.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A line that counts, without knowing how far.
    pub(super) fn counting(what: impl Into<Cow<'static, str>>) -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {human_pos}  {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    pub(super) fn at(&self, count: u64) {
        self.0.set_position(count);
    }

    pub(super) fn say(&self, what: impl Into<Cow<'static, str>>) {
        self.0.set_message(what);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
