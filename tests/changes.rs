//! What has become of the figures since a former run, as each format shows it.

use leadcalc::core::chance::comparison::proportions::{self, Proportion};
use leadcalc::core::decimal::{self, Decimal};
use leadcalc::core::metric::{Language, Metric};
use leadcalc::core::value::{Reason, Value};
use leadcalc::render::{Format, Layout, Style, findings, render};
use leadcalc::report::{Cell, Change, Column, Outcome, Report, Row, Scale};

fn decimal(text: &str) -> Decimal {
    decimal::parse(text).expect("a decimal")
}

fn change(group: Option<&str>, metric: Metric, old: &str, new: &str) -> Change {
    Change {
        group: group.map(|name| vec![name.to_owned()]),
        metric,
        old: Value::Known(decimal(old)),
        new: Value::Known(decimal(new)),
        difference: Some(decimal(new) - decimal(old)),
        result: None,
    }
}

/// From 16 leads of 300 clicks to 60, or 18.
fn cr(group: Option<&str>, new: u64, is_better: Option<bool>) -> Change {
    let [then, now] = [16, new].map(|successes| Proportion { successes, trials: 300 });
    let compared = proportions::compare(now, then, "95%".parse().expect("a level")).expect("a comparison");
    let new = decimal::divide(new.into(), 300.into()).expect("a share");
    let outcome = Outcome {
        difference: Some(compared.difference),
        ratio: None,
        interval: compared.interval,
        scale: Scale::Difference,
        p: compared.p,
        p_adjusted: compared.p,
        test: compared.test,
        is_better,
        needed: None,
    };
    let old = "0.0533333333333333333333333333";
    Change { result: Some(Ok(outcome)), ..change(group, Metric::Cr, old, &new.to_string()) }
}

fn report() -> Report {
    let gone = Change {
        new: Value::Undefined(Reason::Elsewhere("not in these files")),
        difference: None,
        result: Some(Err("not in these files".to_owned())),
        ..change(Some("Gone"), Metric::Cpl, "300", "0")
    };
    Report {
        group_by: vec!["channel".to_owned()],
        columns: vec![Column::of(Metric::Spend, Language::En)],
        rows: vec![Row {
            group: vec!["Lenses".to_owned()],
            others: None,
            cells: vec![Cell::figure(Value::Known(13_500.into()))],
        }],
        changes: vec![
            change(Some("Lenses"), Metric::Spend, "15000", "13500"),
            change(Some("Lenses"), Metric::Leads, "0", "16"),
            cr(Some("Lenses"), 60, Some(true)),
            change(Some("Sunglasses"), Metric::Spend, "15000", "15000"),
            gone,
            cr(None, 18, None),
        ],
        ..Report::new("compare-channels")
    }
}

fn style(format: Format, language: Language) -> Style {
    Style { format, precision: None, language, color: false, layout: Layout::Auto, width: 100 }
}

fn shown(report: &Report, format: Format, language: Language) -> String {
    let mut out = Vec::new();
    render(report, &style(format, language), &mut out).expect("memory takes it");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn people_see_what_is_not_as_it_was() {
    insta::assert_snapshot!("changes_table", shown(&report(), Format::Table, Language::En));
    insta::assert_snapshot!("changes_markdown_russian", shown(&report(), Format::Markdown, Language::Ru));
}

#[test]
fn programs_see_all() {
    insta::assert_snapshot!("changes_json", shown(&report(), Format::Json, Language::En));
}

#[test]
fn formats_of_one_table_have_sentences() {
    assert_eq!(
        findings(&report(), &style(Format::Csv, Language::Ru)),
        [
            "spend of Lenses is 13 500.00, was 15 000.00 (−1 500.00, −10.00 %)",
            "leads of Lenses is 16, was 0 (+16)",
            "cr of Lenses is 20.00 %, was 5.33 % (+14.67 points, +275.00 %): better, p < 0.0001, adjusted < 0.0001 (chi-square)",
            "cpl of Gone is —, was 300.00: not compared: not in these files",
            "cr of Total is 6.00 %, was 5.33 % (+0.67 points, +12.50 %): may be noise, p 0.724, adjusted 0.724 (chi-square)",
        ]
    );
}

#[test]
fn where_nothing_has_changed_there_is_no_table() {
    let same = Report { changes: vec![change(None, Metric::Spend, "1", "1")], ..report() };
    let text = shown(&same, Format::Markdown, Language::En);
    assert!(text.ends_with("**Changes since the baseline**\n\nFigures as they were: 1.\n"), "{text}");
    let nothing = Report { changes: Vec::new(), ..report() };
    for format in [Format::Table, Format::Markdown, Format::Json] {
        assert!(!shown(&nothing, format, Language::En).to_lowercase().contains("changes"));
    }
}
