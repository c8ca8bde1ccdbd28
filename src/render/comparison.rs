//! Groups side by side: a table a figure for people, and sentences where there is no room for tables.

use crate::core::chance::interval::Interval;
use crate::core::chance::method::Method;
use crate::core::decimal::Decimal;
use crate::core::metric::{Language, Metric, Unit};
use crate::core::value::Value;
use crate::report::{Comparison, Needed, Outcome, Report, Scale};

use super::sheet::{Mark, Sheet, Text};
use super::{Style, number, wording};

/// How many reasons are listed below a table.
const REASONS: usize = 8;

/// A table below the main one, with what there is to say about it.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) sheet: Sheet,
    pub(super) lines: Vec<String>,
}

/// A table for each figure that groups are compared in.
pub(super) fn sections(report: &Report, style: &Style) -> Vec<Section> {
    let mut metrics: Vec<Metric> = Vec::new();
    for comparison in &report.comparisons {
        if !metrics.contains(&comparison.metric) {
            metrics.push(comparison.metric);
        }
    }
    let mut sections: Vec<Section> = metrics.iter().map(|metric| section(*metric, report, style)).collect();
    if let Some(last) = sections.last_mut() {
        last.lines.extend(legend(report, style.language));
    }
    sections
}

fn section(metric: Metric, report: &Report, style: &Style) -> Section {
    let compared: Vec<&Comparison> =
        report.comparisons.iter().filter(|comparison| comparison.metric == metric).collect();
    let is_needed = compared.iter().any(|comparison| needed(comparison).is_some());
    let mut rows: Vec<Vec<Text>> = compared.iter().map(|comparison| row(comparison, metric, style)).collect();
    let mut header = header(metric, &compared, report, style.language);
    if !is_needed {
        header.pop();
        for row in &mut rows {
            row.pop();
        }
    }
    Section {
        title: metric.label(style.language).to_owned(),
        lines: reasons(&compared, style.language).into_iter().collect(),
        sheet: Sheet { header, rows, names: 2 },
    }
}

/// Why some are not compared, each reason once.
fn reasons(compared: &[&Comparison], language: Language) -> Option<String> {
    let mut reasons: Vec<&str> = Vec::new();
    for reason in compared.iter().filter_map(|comparison| comparison.result.as_ref().err()) {
        if !reasons.contains(&reason.as_str()) {
            reasons.push(reason);
        }
    }
    let more = reasons.len().saturating_sub(REASONS);
    let listed = reasons.iter().take(REASONS).copied().collect::<Vec<_>>().join("; ");
    Some(match (language, more) {
        _ if reasons.is_empty() => return None,
        (Language::En, 0) => format!("Not compared: {listed}."),
        (Language::En, more) => format!("Not compared: {listed}; and {more} more."),
        (Language::Ru, 0) => format!("Не сравнить: {listed}."),
        (Language::Ru, more) => format!("Не сравнить: {listed}; и ещё {more}."),
    })
}

fn header(metric: Metric, compared: &[&Comparison], report: &Report, language: Language) -> Vec<Text> {
    let dimensions = report.group_by.iter().map(|name| wording::dimension(name, language));
    let label = short_label(metric, language);
    let outcome = compared.iter().find_map(|comparison| comparison.result.as_ref().ok());
    let confidence = outcome.map(|outcome| format!(" [{}]", outcome.interval.confidence)).unwrap_or_default();
    let is_ratio = metric.entry().unit != Unit::Percent;
    let words = match language {
        Language::En => {
            let effect = if is_ratio { "Ratio" } else { "Difference, points" };
            ["Against", "Verdict", &format!("{label} of that"), effect, "p (Holm)", "Test", "To tell"]
                .map(str::to_owned)
        }
        Language::Ru => {
            let effect = if is_ratio { "Отношение" } else { "Разница, п. п." };
            ["Против", "Вывод", &format!("{label} у него"), effect, "p (Холм)", "Критерий", "Не хватает"]
                .map(str::to_owned)
        }
    };
    let [against, verdict, of_other, effect, p_adjusted, test, needed] = words;
    vec![
        Text::name(dimensions.collect::<Vec<_>>().join(", ")),
        Text::name(against),
        Text::name(verdict),
        Text::heading(label),
        Text::heading(of_other),
        Text::heading(format!("{effect}{confidence}")),
        Text::heading("p"),
        Text::heading(p_adjusted),
        Text::name(test),
        Text::name(needed),
    ]
}

fn row(comparison: &Comparison, metric: Metric, style: &Style) -> Vec<Text> {
    let unit = metric.entry().unit;
    let [a, b] = [Some(&comparison.a), comparison.b.as_ref()].map(|names| name(names, style.language));
    let [value_a, value_b] = comparison.values.map(|value| Text::figure(figure(value, unit, style)));
    let (verdict, mark) = match &comparison.result {
        Err(_) => (not_compared(style.language), Mark::Plain),
        Ok(Outcome { is_better: Some(true), .. }) => (verdict(Some(true), style.language), Mark::Best),
        Ok(Outcome { is_better: Some(false), .. }) => (verdict(Some(false), style.language), Mark::Worst),
        Ok(Outcome { is_better: None, .. }) => (verdict(None, style.language), Mark::Plain),
    };
    let mut row = vec![Text::name(a), Text::name(b), Text::words(verdict, mark), value_a, value_b];
    match &comparison.result {
        Err(_) => {
            let nothing = || Text::figure(number::NOTHING);
            let empty = || Text::words("", Mark::Plain);
            row.extend([nothing(), nothing(), nothing(), empty(), empty()]);
        }
        Ok(outcome) => {
            let interval = range(outcome.interval, outcome.scale, style);
            let effect = match effect(outcome, style) {
                Some(effect) => format!("{effect} [{interval}]"),
                None => interval,
            };
            row.extend([
                Text::figure(effect),
                Text::figure(number::probability(outcome.p, style)),
                Text::figure(number::probability(outcome.p_adjusted, style)),
                Text::words(test(outcome.test, style.language), Mark::Plain),
                Text::words(missing(comparison, style), Mark::Plain),
            ]);
        }
    }
    row
}

fn not_compared(language: Language) -> &'static str {
    match language {
        Language::En => "not compared",
        Language::Ru => "не сравнить",
    }
}

/// `−16.67` points, or `1.78` times as much; `None` where one of the figures does not exist.
fn effect(outcome: &Outcome, style: &Style) -> Option<String> {
    match outcome.scale {
        Scale::Difference => {
            outcome.difference.map(|difference| number::difference(difference, Unit::Percent, style))
        }
        Scale::Ratio => outcome.ratio.map(|ratio| number::for_people(ratio, Unit::Multiple, style)),
    }
}

/// Both bounds as text, where there are any.
fn bounds(interval: Interval, scale: Scale, style: &Style) -> [Option<String>; 2] {
    let text = |bound: Decimal| match scale {
        Scale::Difference => number::difference(bound, Unit::Percent, style),
        Scale::Ratio => number::for_people(bound, Unit::Multiple, style),
    };
    // No ratio of costs is below zero: that says nothing.
    let low = interval.low.filter(|low| scale == Scale::Difference || !low.is_zero());
    [low.map(text), interval.high.map(text)]
}

/// `−29.71…−7.40`, `> 0.74`: in a cell.
fn range(interval: Interval, scale: Scale, style: &Style) -> String {
    match bounds(interval, scale, style) {
        [Some(low), Some(high)] => format!("{low}…{high}"),
        [Some(low), None] => format!("> {low}"),
        [None, Some(high)] => format!("< {high}"),
        [None, None] => number::NOTHING.to_owned(),
    }
}

/// `−29.71 to −7.40`, `above 0.74`: in a sentence.
fn reach(interval: Interval, scale: Scale, style: &Style) -> String {
    match bounds(interval, scale, style) {
        [Some(low), Some(high)] => format!("{low} to {high}"),
        [Some(low), None] => format!("above {low}"),
        [None, Some(high)] => format!("below {high}"),
        [None, None] => number::NOTHING.to_owned(),
    }
}

fn figure(value: Value<Decimal>, unit: Unit, style: &Style) -> String {
    value.known().map_or_else(|| number::NOTHING.to_owned(), |value| number::for_people(value, unit, style))
}

fn verdict(is_better: Option<bool>, language: Language) -> &'static str {
    match (is_better, language) {
        (Some(true), Language::En) => "better",
        (Some(true), Language::Ru) => "лучше",
        (Some(false), Language::En) => "worse",
        (Some(false), Language::Ru) => "хуже",
        (None, Language::En) => "cannot tell",
        (None, Language::Ru) => "сказать нельзя",
    }
}

/// A test's name in a cell or a bracket.
pub(super) fn test(method: Method, language: Language) -> &'static str {
    match (method, language) {
        (Method::ChiSquare, Language::En) => "chi-square",
        (Method::ChiSquare, Language::Ru) => "хи-квадрат",
        (Method::Fisher, Language::En) => "Fisher",
        (Method::Fisher, Language::Ru) => "Фишер",
        (Method::Conditional, Language::En) => "conditional",
        (Method::Conditional, Language::Ru) => "условный",
        (method, _) => method.label(),
    }
}

fn test_in_full(method: Method, language: Language) -> &'static str {
    match (method, language) {
        (Method::ChiSquare, Language::Ru) => "хи-квадрат без поправки на непрерывность",
        (Method::Fisher, Language::Ru) => "точный критерий Фишера",
        (Method::Conditional, Language::Ru) => "условный: точное сравнение частот при данных расходах",
        (method, _) => method.label(),
    }
}

fn needed(comparison: &Comparison) -> Option<&Needed> {
    comparison.result.as_ref().ok()?.needed.as_ref()
}

/// How much more there would have to be on either side, and of what. An estimate has no cents.
fn more(needed: &Needed, style: &Style) -> ([String; 2], String) {
    let more = needed.more.map(|more| number::for_people(more.ceil(), Unit::Count, style));
    (more, needed.of.label(style.language).to_lowercase())
}

/// `691 and 491 more clicks`: what there would have to be more of to tell, in the order of the row's names.
fn missing(comparison: &Comparison, style: &Style) -> String {
    let Some(needed) = needed(comparison) else { return String::new() };
    let ([a, b], of) = more(needed, style);
    match style.language {
        Language::En => format!("{a} and {b} more {of}"),
        Language::Ru => format!("{of}: {a} и {b}"),
    }
}

/// `; to tell, it takes 691 more clicks of Sunglasses, 491 of Lenses`.
fn missing_in_words(comparison: &Comparison, names: &[String; 2], style: &Style) -> Option<String> {
    let needed = needed(comparison)?;
    let (more, of) = more(needed, style);
    let lacking = needed.more.iter().zip(more.iter().zip(names)).filter(|(more, _)| !more.is_zero());
    let mut lacking = lacking.map(|(_, lacking)| lacking);
    let (more, name) = lacking.next()?;
    let other = lacking.next().map(|(more, name)| format!(", {more} for {name}")).unwrap_or_default();
    Some(format!("; to tell, it takes {more} more {of} for {name}{other}"))
}

/// What the tables mean: how sure, how corrected, by which tests.
fn legend(report: &Report, language: Language) -> Option<String> {
    let outcomes: Vec<&Outcome> =
        report.comparisons.iter().filter_map(|comparison| comparison.result.as_ref().ok()).collect();
    let confidence = outcomes.first()?.interval.confidence;
    let mut tests: Vec<&str> = Vec::new();
    for outcome in &outcomes {
        let name = test_in_full(outcome.test, language);
        if !tests.contains(&name) {
            tests.push(name);
        }
    }
    let (tests, count) = (tests.join("; "), outcomes.len());
    let needed = if !outcomes.iter().any(|outcome| outcome.needed.is_some()) {
        ""
    } else if language == Language::En {
        " To tell: how much more of the one and of the other would tell a difference of this size, four times in five."
    } else {
        " Не хватает: сколько ещё нужно того и другого, чтобы заметить такую разницу в четырёх случаях из пяти."
    };
    Some(match language {
        Language::En => format!(
            "Verdicts at {confidence} by p (Holm), which is p corrected for the number of comparisons, {count}; intervals are each \
             for themselves. Tests: {tests}.{needed}"
        ),
        Language::Ru => format!(
            "Выводы с надёжностью {confidence} по p (Холм): это p с поправкой на число сравнений, {count}; интервалы каждый сам по \
             себе. Критерии: {tests}.{needed}"
        ),
    })
}

/// What was found, a sentence a comparison, in the language of messages.
pub(super) fn sentences(report: &Report, style: &Style) -> Vec<String> {
    let style = Style { language: Language::En, ..*style };
    report.comparisons.iter().map(|comparison| sentence(comparison, &style)).collect()
}

fn sentence(comparison: &Comparison, style: &Style) -> String {
    let metric = comparison.metric;
    let unit = metric.entry().unit;
    let names = [Some(&comparison.a), comparison.b.as_ref()].map(|names| name(names, style.language));
    let [a, b] = &names;
    let outcome = match &comparison.result {
        Err(reason) => return format!("{metric} of {a} is not compared with that of {b}: {reason}"),
        Ok(outcome) => outcome,
    };
    let found = match outcome.is_better {
        Some(_) => format!("is {} than that of {b}", verdict(outcome.is_better, style.language)),
        None => format!("cannot be told from that of {b}"),
    };
    let [value_a, value_b] = comparison.values.map(|value| match value {
        Value::Undefined(reason) => reason.to_string(),
        value => figure(value, unit, style),
    });
    let (kind, points) = match outcome.scale {
        Scale::Difference => ("difference", " points"),
        Scale::Ratio => ("ratio", ""),
    };
    let interval = reach(outcome.interval, outcome.scale, style);
    let effect = match effect(outcome, style) {
        Some(effect) => format!("{kind} {effect}{points} ({interval})"),
        None => format!("{kind} {interval}{points}"),
    };
    let [p, p_adjusted] = [outcome.p, outcome.p_adjusted].map(|p| number::probability(p, style));
    let missing = missing_in_words(comparison, &names, style).unwrap_or_default();
    format!(
        "{metric} of {a} {found}: {value_a} against {value_b}, {effect}, p {p}, adjusted {p_adjusted} ({}){}",
        test(outcome.test, style.language),
        missing
    )
}

/// A group's name in one line; all others together for `None`.
pub(super) fn name(names: Option<&Vec<String>>, language: Language) -> String {
    match (names, language) {
        (None, Language::En) => "the rest".to_owned(),
        (None, Language::Ru) => "остальные".to_owned(),
        (Some(names), _) => {
            let names = names.iter().map(|name| wording::group_name(name, language));
            names.collect::<Vec<_>>().join(", ")
        }
    }
}

/// A figure's label without what explains it: `CR`.
fn short_label(metric: Metric, language: Language) -> &'static str {
    let label = metric.label(language);
    label.split(" (").next().unwrap_or(label)
}
