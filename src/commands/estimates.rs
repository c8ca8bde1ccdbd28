//! Notes on estimates: why some have no interval, and what was rounded for the others.

use std::collections::BTreeMap;

use crate::core::metric::{Language, Unit};
use crate::render::{self, Style};
use crate::report::{Cell, Note, Report};

/// How many figures a note names.
const NAMED: usize = 6;

/// Adds the notes to a report. Programs find the reasons beside the figures.
pub(super) fn note(report: &mut Report, style: &Style) {
    report.notes.extend(rounded(report));
    if style.format.is_for_people() {
        let missing = missing(report);
        report.notes.extend(missing);
    }
}

/// Ad systems attribute fractions of a conversion; intervals count whole ones.
fn rounded(report: &Report) -> Option<Note> {
    let has_interval = |cell: &Cell| matches!(cell, Cell::Figure { interval: Some(Ok(_)), .. });
    if !report.rows.iter().any(|row| row.cells.iter().any(has_interval)) {
        return None;
    }
    let is_broken = |place: usize| {
        let figures = report.rows.iter().filter_map(|row| row.cells[place].known());
        figures.into_iter().any(|figure| !figure.fract().is_zero())
    };
    let counts = report.columns.iter().enumerate().filter(|(_, column)| column.unit == Unit::Count);
    let broken: Vec<&str> =
        counts.filter(|(place, _)| is_broken(*place)).map(|(_, column)| column.key.as_ref()).collect();
    (!broken.is_empty()).then(|| Note {
        code: "fractions-rounded",
        message: format!(
            "intervals count whole events: fractions in {} are rounded for them",
            broken.join(", ")
        ),
    })
}

/// A note for each reason why there is no interval, with the figures that it holds for.
fn missing(report: &Report) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut figures: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in &report.rows {
        let names: Vec<String> =
            row.group.iter().map(|name| render::group_name(name, Language::En)).collect();
        for (cell, column) in row.cells.iter().zip(&report.columns) {
            if let Cell::Figure { interval: Some(Err(refusal)), .. } = cell {
                let of = if names.is_empty() { String::new() } else { format!(" of {}", names.join(", ")) };
                figures.entry(refusal.to_string()).or_default().push(format!("{}{of}", column.key));
            }
        }
    }
    for (reason, figures) in figures {
        let more = match figures.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let named = figures.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        notes.push(Note { code: "no-interval", message: format!("no interval for {named}{more}: {reason}") });
    }
    notes
}
