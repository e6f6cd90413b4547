//! A line on stderr for work that takes longer than a second.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// How long work may take before anything is said.
const PATIENCE: Duration = Duration::from_secs(1);

/// The progress of one piece of work.
pub struct Progress {
    label: String,
    start: Instant,
    said: Option<Instant>,
    is_terminal: bool,
}

impl Progress {
    /// Work that starts now.
    pub fn new(label: &str) -> Progress {
        Progress {
            label: label.to_owned(),
            start: Instant::now(),
            said: None,
            is_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Says how far it is, at most five times a second on a terminal and once a second in a log.
    pub fn tell(&mut self, done: usize, total: usize) {
        let now = Instant::now();
        let pause = if self.is_terminal { Duration::from_millis(200) } else { PATIENCE };
        if now - self.start < PATIENCE || self.said.is_some_and(|said| now - said < pause) {
            return;
        }
        self.said = Some(now);
        let line = format!("{} {done}/{total}", self.label);
        let mut err = std::io::stderr().lock();
        // Progress is a courtesy: work goes on when nobody can read it.
        let _ = if self.is_terminal { write!(err, "\r{line}\x1b[K") } else { writeln!(err, "{line}") };
        let _ = err.flush();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.said.is_some() && self.is_terminal {
            eprintln!();
        }
    }
}
