//! How files are read, told: text for people, JSON for programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::inspection::{Inspection, SeenColumn};

use super::json::SCHEMA_VERSION;

/// The inspections as JSON.
#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    command: &'static str,
    files: &'a [Inspection],
}

/// Writes inspections as JSON.
///
/// **Errors**: those of `out`.
pub fn json(inspections: &[Inspection], out: &mut dyn Write) -> io::Result<()> {
    let document = Document { schema_version: SCHEMA_VERSION, command: "inspect", files: inspections };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes inspections as text.
///
/// **Errors**: those of `out`.
pub fn text(inspections: &[Inspection], out: &mut dyn Write) -> io::Result<()> {
    for (index, inspection) in inspections.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        one(inspection, out)?;
    }
    Ok(())
}

fn one(seen: &Inspection, out: &mut dyn Write) -> io::Result<()> {
    let kind = if seen.side == "spend" { "a report" } else { "a lead list" };
    writeln!(out, "{}: {kind} (--{})", seen.file, seen.side)?;
    let mut facts = vec![seen.text.clone()];
    facts.extend(seen.delimiter.as_ref().map(|delimiter| format!("{delimiter}-separated")));
    facts.push(format!("header in {}", seen.header));
    facts.extend(seen.currency.as_ref().map(|code| format!("amounts in {code}")));
    line(out, "format", &facts.join(", "))?;
    if !seen.preamble.is_empty() {
        line(out, "above it", &quoted(&seen.preamble))?;
    }
    if let Some(period) = &seen.period {
        line(out, "days", &format!("all rows cover {} to {}", period.first, period.last))?;
    }
    columns(&seen.columns, out)?;
    rows(seen, out)?;
    for row in &seen.first_rows {
        let cells: Vec<String> =
            row.cells.iter().map(|cell| format!("{} {}", cell.meaning, cell.value)).collect();
        line(out, &row.place, &cells.join(", "))?;
    }
    for status in &seen.statuses {
        line(out, "status", &format!("{:?} ({}): {}", status.status, status.rows, status.meaning))?;
    }
    for problem in &seen.unreadable {
        line(out, "unreadable", problem)?;
    }
    for note in &seen.notes {
        line(out, "note", note.message.trim_start_matches(&format!("{}: ", seen.file)))?;
    }
    for open in &seen.open {
        line(out, "open", open.message.trim_start_matches(&format!("{}: ", seen.file)))?;
    }
    Ok(())
}

fn columns(columns: &[SeenColumn], out: &mut dyn Write) -> io::Result<()> {
    for column in columns {
        let Some(meaning) = &column.meaning else { continue };
        let evidence = column.evidence.as_ref().map(|evidence| format!(" ({evidence})")).unwrap_or_default();
        line(out, "column", &format!("{:?} is {meaning}{evidence}", column.header))?;
    }
    let unused: Vec<String> = columns
        .iter()
        .filter(|column| column.meaning.is_none() && !column.header.is_empty())
        .map(|column| column.header.clone())
        .collect();
    if unused.is_empty() { Ok(()) } else { line(out, "not used", &quoted(&unused)) }
}

fn rows(seen: &Inspection, out: &mut dyn Write) -> io::Result<()> {
    let Some(source) = &seen.source else {
        return line(out, "rows", "not read, for what is open");
    };
    let mut facts = vec![format!("{} read, {} used", source.rows, source.used)];
    facts.extend(source.excluded.iter().map(|(reason, rows)| format!("{rows} left out: {reason}")));
    if source.rejected > 0 {
        facts.push(format!("{} unreadable", source.rejected));
    }
    if seen.identical_rows > 0 {
        facts.push(format!("{} the same as an earlier one", seen.identical_rows));
    }
    if seen.repeated_lead_ids > 0 {
        facts.push(format!("{} with the lead id of an earlier one", seen.repeated_lead_ids));
    }
    line(out, "rows", &facts.join("; "))?;
    let sums: Vec<String> = seen.sums.iter().map(|sum| format!("{} {}", sum.key, sum.sum)).collect();
    if sums.is_empty() { Ok(()) } else { line(out, "sums", &sums.join(", ")) }
}

fn line(out: &mut dyn Write, what: &str, text: &str) -> io::Result<()> {
    writeln!(out, "  {what:<10}  {text}")
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>().join(", ")
}
