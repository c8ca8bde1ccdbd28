//! A first leadcalc.toml: what was found in some files, commented, and what is open about them.

use std::fmt::Write;
use std::path::Path;

use crate::report::inspection::{Inspection, Open};

/// The configuration file for these files, as far as it can be known.
#[must_use]
pub fn toml(files: &[Inspection]) -> String {
    let mut text =
        String::from("# Settings of leadcalc for this folder. Options on the command line go before them.\n");
    let mut currencies: Vec<&str> = files.iter().filter_map(|file| file.currency.as_deref()).collect();
    currencies.sort_unstable();
    currencies.dedup();
    match currencies[..] {
        [] => text += "\n# No file names a currency.\n# currency = \"RUB\"\n",
        [code] => line(&mut text, &format!("\n# The currency that the files name.\ncurrency = {code:?}")),
        _ => {
            let codes = currencies.join(", ");
            line(
                &mut text,
                &format!(
                    "\n# CHOOSE: the files are in {codes}. One is the result's, the others need a rate."
                ),
            );
            line(&mut text, &format!("# currency = {:?}", currencies[0]));
        }
    }
    vat(&mut text, files);
    statuses(&mut text, files);
    // Tables come last: what stands below one belongs to it.
    if let [_, others @ ..] = &currencies[..]
        && !others.is_empty()
    {
        line(&mut text, "\n# What the other currencies are worth.\n# [rates]");
        for code in others {
            line(&mut text, &format!("# {code} = \"\""));
        }
    }
    line(
        &mut text,
        "\n# Names that are one: the spelling itself, a pattern with *, or /a regular expression/.",
    );
    line(&mut text, "# [aliases.channel]\n# \"Google Ads\" = [\"google / cpc\", \"adwords*\"]");
    for file in files {
        entry(&mut text, file);
    }
    text
}

/// Which of two costs is wanted: of all files the same one.
fn vat(text: &mut String, files: &[Inspection]) {
    let mut choices: &[String] = &[];
    for open in files.iter().flat_map(|file| &file.open).filter(|open| is_for_all(open)) {
        line(text, &format!("{}# CHOOSE: {}", if choices.is_empty() { "\n" } else { "" }, open.message));
        choices = &open.choices;
    }
    for choice in choices {
        line(text, &format!("# vat = {choice}"));
    }
}

/// Whether a choice is made for all files at once.
fn is_for_all(open: &Open) -> bool {
    open.setting.as_deref() == Some("vat")
}

/// What the words in status columns mean, where that is not known.
fn statuses(text: &mut String, files: &[Inspection]) {
    let unknown = || files.iter().flat_map(|file| &file.statuses).filter(|status| status.is_unknown);
    if unknown().next().is_none() {
        return;
    }
    line(
        text,
        "\n# CHOOSE: these statuses are in no list and count as plain leads. A list replaces the built-in one, so it has",
    );
    line(text, "# to name every status that means the same.");
    for status in unknown() {
        line(text, &format!("#   {:?} ({})", status.status, status.rows));
    }
    for (key, meaning) in [("won", "order"), ("qualified", "qualified lead"), ("rejected", "no lead")] {
        let known = files.iter().flat_map(|file| &file.statuses).filter(|status| status.meaning == meaning);
        let known: Vec<String> = known.map(|status| format!("{:?}", status.status)).collect();
        line(text, &format!("# {key} = [{}]", known.join(", ")));
    }
}

fn entry(text: &mut String, file: &Inspection) {
    let name = Path::new(&file.file)
        .file_name()
        .map_or_else(|| file.file.clone(), |name| name.to_string_lossy().into_owned());
    let kind = if file.side == "spend" { "a report" } else { "a lead list" };
    line(text, &format!("\n# {kind}; {}, header in {}", file.text, file.header));
    for column in &file.columns {
        if let Some(meaning) = &column.meaning {
            line(text, &format!("#   {:?} is {meaning}", column.header));
        }
    }
    line(text, "[[file]]");
    line(text, &format!("match = {name:?}"));
    let (columns, plain): (Vec<&Open>, Vec<&Open>) = file
        .open
        .iter()
        .filter(|open| !is_for_all(open))
        .partition(|open| open.setting.as_deref().is_some_and(|setting| setting.starts_with("columns.")));
    for open in plain {
        line(text, &format!("# CHOOSE: {}", open.message));
        for choice in &open.choices {
            line(text, &format!("# {} = {choice}", open.setting.as_deref().unwrap_or_default()));
        }
    }
    if !columns.is_empty() {
        line(text, "[file.columns]");
    }
    for open in columns {
        line(text, &format!("# CHOOSE: {}", open.message));
        let meaning =
            open.setting.as_deref().and_then(|setting| setting.strip_prefix("columns.")).unwrap_or_default();
        for choice in &open.choices {
            line(text, &format!("# {meaning} = {choice}"));
        }
    }
}

fn line(text: &mut String, line: &str) {
    // A string takes whatever is written to it.
    let _ = writeln!(text, "{line}");
}
