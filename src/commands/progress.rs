//! How far the reading has come, as a line on the terminal that is gone before anything else is said.

use std::fmt;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::ingest::progress::Progress;
use crate::ingest::source::Input;
use crate::render::number;

use super::interrupt;

/// What is read sooner than this needs no line.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long a line stands before it is drawn anew.
const PACE: Duration = Duration::from_millis(100);

/// Cells of the bar.
const CELLS: u128 = 20;

/// Reads the inputs and shows meanwhile how far it has come, unless stderr is no terminal that could show it.
pub(super) fn shown<T>(is_wanted: bool, inputs: &[Input], work: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress::default();
    // Hidden is also what TERM calls dumb: a terminal that cannot take a line back.
    let is_hidden = || ProgressDrawTarget::stderr().is_hidden();
    // The line would be drawn into what somebody types.
    let is_typed = || inputs.iter().any(Input::is_stdin) && io::stdin().is_terminal();
    if !is_wanted || is_hidden() || is_typed() {
        return work(&progress);
    }
    thread::scope(|scope| {
        // Nothing is ever sent; that the sender is gone says that the work is done.
        let (working, is_working) = mpsc::channel::<()>();
        let progress = &progress;
        let watch = move || watch(progress, &is_working);
        // Without a thread to spare nothing is shown, and the work is done all the same.
        let _ = thread::Builder::new().spawn_scoped(scope, watch);
        let result = work(progress);
        drop(working);
        result
    })
}

/// Draws the line from when it is due until the work is done.
fn watch(progress: &Progress, is_working: &Receiver<()>) {
    let started = Instant::now();
    let lasts = |wait| is_working.recv_timeout(wait) == Err(RecvTimeoutError::Timeout);
    if !lasts(PATIENCE) {
        return;
    }
    interrupt::heed();
    interrupt::leftovers().line = Some(Line::on(ProgressDrawTarget::stderr()));
    loop {
        if let Some(line) = &interrupt::leftovers().line {
            line.draw(&Seen::of(progress, started.elapsed()));
        }
        if !lasts(PACE) {
            break;
        }
    }
    if let Some(line) = interrupt::leftovers().line.take() {
        line.clear();
    }
}

/// The line on the terminal.
pub(super) struct Line(ProgressBar);

impl Line {
    fn on(target: ProgressDrawTarget) -> Self {
        // One piece of text that is cut at the terminal's width: a line that is wrapped could not be taken back whole.
        let style = ProgressStyle::with_template("{wide_msg}").expect("a template that the tests draw");
        Self(ProgressBar::with_draw_target(None, target).with_style(style))
    }

    fn draw(&self, seen: &Seen) {
        self.0.set_message(seen.to_string());
    }

    /// Takes the line off the terminal.
    pub(super) fn clear(self) {
        self.0.finish_and_clear();
    }
}

/// How far the reading has come at a moment.
struct Seen {
    expected: u64,
    bytes: u64,
    rows: u64,
    elapsed: Duration,
}

impl Seen {
    fn of(progress: &Progress, elapsed: Duration) -> Self {
        Self { expected: progress.expected(), bytes: progress.bytes(), rows: progress.rows(), elapsed }
    }

    /// How many bytes there are to read. Nobody knows where a pipe is among the files, which shows in more bytes read than
    /// expected at the latest.
    fn total(&self) -> Option<u64> {
        Some(self.expected).filter(|expected| *expected > 0 && *expected >= self.bytes)
    }

    fn rows_a_second(&self) -> Option<u64> {
        let milliseconds = self.elapsed.as_millis();
        if self.rows == 0 || milliseconds == 0 {
            return None;
        }
        u64::try_from(u128::from(self.rows) * 1000 / milliseconds).ok()
    }

    /// How long the rest takes if it goes on as it went.
    fn left(&self) -> Option<Duration> {
        let rest = self.total()? - self.bytes;
        let milliseconds =
            (self.elapsed.as_millis() * u128::from(rest)).checked_div(u128::from(self.bytes))?;
        Some(Duration::from_millis(u64::try_from(milliseconds).ok()?))
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        let mut bar = String::new();
        if let Some(total) = self.total() {
            let full = u128::from(self.bytes) * CELLS / u128::from(total);
            bar = (0..CELLS).map(|cell| if cell < full { '=' } else { ' ' }).collect();
            parts.push(format!("{} of {}", size(self.bytes), size(total)));
        } else if self.bytes > 0 {
            parts.push(size(self.bytes));
        }
        parts.extend(self.rows_a_second().map(|rows| format!("{} rows/s", number::count(rows))));
        parts.push(match self.left() {
            Some(left) => format!("{} left", time(left)),
            None => format!("{} so far", time(self.elapsed)),
        });
        let bar = if bar.is_empty() { bar } else { format!(" [{bar}]") };
        write!(f, "reading{bar}: {}", parts.join(", "))
    }
}

/// A number of bytes, in decimal units: one decimal where there is a single digit before it.
fn size(bytes: u64) -> String {
    let units = [("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000)];
    match units.into_iter().rev().find(|(_, unit)| bytes >= *unit) {
        None => format!("{bytes} B"),
        Some((name, unit)) if bytes < 10 * unit => {
            format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit)
        }
        Some((name, unit)) => format!("{} {name}", number::count(bytes / unit)),
    }
}

/// A time, in whole seconds.
fn time(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds:02} s"),
        (hours, minutes, _) => format!("{hours} h {minutes:02} min"),
    }
}

#[cfg(test)]
mod tests {
    use indicatif::{InMemoryTerm, TermLike};

    use super::*;

    fn seen(bytes: u64, expected: u64, rows: u64, seconds: u64) -> Seen {
        Seen { expected, bytes, rows, elapsed: Duration::from_secs(seconds) }
    }

    #[test]
    fn a_line_says_what_is_known() {
        for (seen, line) in [
            (seen(0, 0, 0, 1), "reading: 1 s so far"),
            (seen(0, 978_000_000, 0, 1), "reading [                    ]: 0 B of 978 MB, 1 s so far"),
            (
                seen(412_000_000, 978_000_000, 9_643_701, 3),
                "reading [========            ]: 412 MB of 978 MB, 3 214 567 rows/s, 4 s left",
            ),
            (seen(500, 500, 20, 1), "reading [====================]: 500 B of 500 B, 20 rows/s, 0 s left"),
            (seen(412_000_000, 0, 9_643_701, 3), "reading: 412 MB, 3 214 567 rows/s, 3 s so far"),
            (seen(412_000_000, 1_000, 3, 3), "reading: 412 MB, 1 rows/s, 3 s so far"),
            (
                seen(u64::MAX / 2, u64::MAX, u64::MAX, 1),
                "reading [=========           ]: 9 223 372 TB of 18 446 744 TB, \
                 18 446 744 073 709 551 615 rows/s, 1 s left",
            ),
        ] {
            assert_eq!(seen.to_string(), line);
        }
    }

    #[test]
    fn sizes_and_times_are_short() {
        for (bytes, text) in [
            (999, "999 B"),
            (1_000, "1.0 kB"),
            (9_999, "9.9 kB"),
            (10_000, "10 kB"),
            (1_234_567_890, "1.2 GB"),
        ] {
            assert_eq!(size(bytes), text);
        }
        for (seconds, text) in
            [(59, "59 s"), (61, "1 min 01 s"), (3_600, "1 h 00 min"), (90_000, "25 h 00 min")]
        {
            assert_eq!(time(Duration::from_secs(seconds)), text);
        }
    }

    #[test]
    fn the_line_is_cut_at_the_width_and_gone_when_it_is_cleared() {
        let terminal = InMemoryTerm::new(5, 30);
        terminal.write_line("$ leadcalc").unwrap();
        let line = Line::on(ProgressDrawTarget::term_like(Box::new(terminal.clone())));
        line.draw(&seen(0, 978_000_000, 0, 1));
        line.draw(&seen(412_000_000, 978_000_000, 9_643_701, 3));
        assert_eq!(terminal.contents(), "$ leadcalc\nreading [========            ]");
        line.clear();
        assert_eq!(terminal.contents(), "$ leadcalc");
    }

    #[test]
    fn a_short_work_is_not_held_up() {
        let started = Instant::now();
        assert_eq!(shown(true, &[], |_| 7), 7);
        assert!(started.elapsed() < PATIENCE);
    }
}
