//! The few words that formats for people add of their own, and names made safe to print.

use crate::core::metric::{Language, Unit};
use crate::report::{Column, Report, Row};

/// The word over the total.
pub(super) fn total(language: Language) -> &'static str {
    match language {
        Language::En => "Total",
        Language::Ru => "Итого",
    }
}

/// The name of a dimension over its column.
pub(super) fn dimension(name: &str, language: Language) -> String {
    let known = match (name, language) {
        ("channel", Language::Ru) => "Канал",
        ("campaign", Language::Ru) => "Кампания",
        ("source", Language::Ru) => "Источник",
        ("medium", Language::Ru) => "Тип трафика",
        ("day", Language::Ru) => "День",
        ("week", Language::Ru) => "Неделя",
        ("month", Language::Ru) => "Месяц",
        ("quarter", Language::Ru) => "Квартал",
        ("year", Language::Ru) => "Год",
        ("cohort", Language::Ru) => "Когорта",
        _ => {
            let mut letters = name.chars();
            return match letters.next() {
                Some(first) => printable(&format!("{}{}", first.to_uppercase(), letters.as_str())),
                None => String::new(),
            };
        }
    };
    known.to_owned()
}

/// A column's label with the currency of its money.
pub(super) fn label(column: &Column, report: &Report) -> String {
    match &report.currency {
        Some(currency) if column.unit == Unit::Money => format!("{}, {currency}", column.label),
        _ => column.label.clone().into_owned(),
    }
}

/// A row's name in each dimension, as people read it.
pub(super) fn names(row: &Row, language: Language) -> Vec<String> {
    if let Some(others) = row.others {
        let name = match language {
            Language::En => format!("others ({others})"),
            Language::Ru => format!("прочие ({others})"),
        };
        let rest = std::iter::repeat_n(String::new(), row.group.len().saturating_sub(1));
        return std::iter::once(name).chain(rest).collect();
    }
    row.group.iter().map(|name| group_name(name, language)).collect()
}

/// The name of a group in one dimension, as people read it.
#[must_use]
pub fn group_name(name: &str, language: Language) -> String {
    match (name, language) {
        ("", Language::En) => "(none)".to_owned(),
        ("", Language::Ru) => "(нет)".to_owned(),
        ("(no lead)", Language::Ru) => "(без лида)".to_owned(),
        (name, _) => printable(name),
    }
}

/// A text of the input without what would move the cursor, colour the terminal or reverse the line.
pub(super) fn printable(text: &str) -> String {
    let is_safe =
        |c: char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.chars().all(is_safe) {
        return text.to_owned();
    }
    text.chars().map(|c| if is_safe(c) { c.to_string() } else { c.escape_unicode().to_string() }).collect()
}
