//! How much each input matters: moved down and up, the others kept.

use anyhow::{Result, anyhow, bail};

use crate::core::decimal::{self, Decimal};
use crate::core::metric::{Better, Language, Metric, Scope, Unit};
use crate::core::solve::crossing;
use crate::core::solve::exact::Exact;
use crate::core::value::Value;
use crate::core::worksheet::Worksheet;
use crate::render::{Style, number};
use crate::report::{Cell, Column, Report, Row};

use super::{Calculator, Point, break_even, heading, name};

/// The figures that matter most, where none is asked for.
const RESULTS: &[Metric] = &[
    Metric::ProfitPerLead,
    Metric::Profit,
    Metric::LtvCacFull,
    Metric::LtvCac,
    Metric::LtvCacRevenue,
    Metric::Ltv,
    Metric::LtvRevenue,
    Metric::LeadPrice,
    Metric::Cpo,
    Metric::Cpl,
    Metric::Cpc,
];

/// Blocks of the longest bar.
const LONGEST: u32 = 10;

/// The most decimals that a value is rounded to, and how small a part of it the computing may have lost.
const DECIMALS: u32 = 28;
const LOST: Decimal = Decimal::from_parts(1, 0, 0, false, 18);

/// What is left of nothing where figures that have no end were rounded on the way, of 28 digits.
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 25);

/// What may be left where the value itself has no end, as a part of what is there at the ends: what is no straight line leaves more.
const NEAR: Decimal = Decimal::from_parts(1, 0, 0, false, 15);

/// What moving an input does.
struct Effect {
    input: Metric,
    ends: [(Decimal, Value<Decimal>); 2],
    size: Option<Decimal>,
    break_even: Option<Decimal>,
}

/// The report with a row an input, the one that matters most first.
pub(super) fn report(
    calculator: &Calculator<'_>,
    by: Decimal,
    show: Option<Metric>,
    style: &Style,
) -> Result<(Report, Worksheet)> {
    let base = calculator.inputs.first();
    let sheet = (calculator.board)(&base)?;
    let is_there = |metric: &Metric| sheet.value_of(*metric).is_some();
    let result = match show {
        Some(show) if is_there(&show) => show,
        Some(show) => bail!("--show {show}: is no figure of this calculation"),
        None => RESULTS
            .iter()
            .copied()
            .find(is_there)
            .ok_or_else(|| anyhow!("--sensitivity: which figure is it about? name it with --show"))?,
    };
    let mut effects = Vec::new();
    for (input, value) in base.values().filter(|(input, _)| *input != result) {
        effects.push(effect(calculator, &base, (input, value), by, result)?);
    }
    effects.sort_by_key(|effect| std::cmp::Reverse(effect.size));
    let longest = effects.iter().filter_map(|effect| effect.size).max().unwrap_or_default();
    let mut columns = columns(result, style);
    let mut report = Report {
        group_by: vec![match style.language {
            Language::Ru if style.format.is_for_people() => "Показатель".to_owned(),
            _ => "input".to_owned(),
        }],
        ..Report::new(calculator.command)
    };
    report.words.extend(title(&sheet, result, by, style)?);
    for effect in &effects {
        report.rows.push(row(effect, longest, style));
    }
    if !style.format.is_for_people() {
        columns.pop();
    }
    report.columns = columns;
    Ok((report, sheet))
}

fn effect(
    calculator: &Calculator<'_>,
    base: &Point,
    (input, value): (Metric, Decimal),
    by: Decimal,
    result: Metric,
) -> Result<Effect> {
    let moved = |factor: Decimal| decimal::multiply_rounded(value, factor);
    let (low, high) = (moved(Decimal::ONE - by)?, moved(Decimal::ONE + by)?);
    let is_rate = input.entry().unit == Unit::Percent && value <= Decimal::ONE;
    let high = if is_rate { high.min(Decimal::ONE) } else { high };
    // A value that cannot be, like more sales than leads, has no result.
    let at = |value: Decimal| (calculator.board)(&base.with(input, value)).ok();
    let figure = |value: Decimal| -> Result<Value<Decimal>> {
        Ok(at(value).map_or(Ok(Value::Absent(result)), |sheet| sheet.figure(result))?)
    };
    let ends = [(low, figure(low)?), (high, figure(high)?)];
    let now = figure(value)?.known();
    let change = |(_, end): &(Decimal, Value<Decimal>)| {
        Some(decimal::subtract_rounded(end.known()?, now?).ok()?.abs())
    };
    let size = ends.iter().filter_map(change).max();
    let balance = |value: Decimal| break_even(&at(value)?, result).ok().flatten();
    Ok(Effect { input, ends, size, break_even: crossing(input, [value, low, high], &balance) })
}

/// The value of an input at which no money is made or lost; it is put back, and has to give exactly that.
fn crossing(
    input: Metric,
    values: [Decimal; 3],
    balance: &dyn Fn(Decimal) -> Option<Decimal>,
) -> Option<Decimal> {
    let [first, second, third] = values;
    let point = |value: Decimal| Some((Exact::from(value), Exact::from(balance(value)?)));
    let zero = crossing::zero_of(&[point(first)?, point(second)?, point(third)?])?.to_decimal().ok()?;
    let is_within = |value: Decimal, bound: Decimal| balance(value).is_some_and(|left| left.abs() <= bound);
    let value = shortest(zero)?;
    let far = values.into_iter().filter_map(balance).map(|left| left.abs()).max()?;
    if !is_within(value, ROUNDING) && !is_within(value, decimal::multiply_rounded(far, NEAR).ok()?) {
        return None;
    }
    let can_be = value >= Decimal::ZERO && (input.entry().unit != Unit::Percent || value <= Decimal::ONE);
    can_be.then(|| value.normalize())
}

/// The value with the fewest decimals that computing cannot tell from this one.
fn shortest(value: Decimal) -> Option<Decimal> {
    let lost = decimal::multiply_rounded(value.abs(), LOST).ok()?;
    let rounded = |decimals: u32| decimal::round(value, decimals);
    let is_same =
        |rounded: &Decimal| decimal::subtract_rounded(*rounded, value).is_ok_and(|off| off.abs() <= lost);
    (0..=DECIMALS).map(rounded).find(is_same)
}

/// What is moved, by how much, and from where.
fn title(sheet: &Worksheet, result: Metric, by: Decimal, style: &Style) -> Result<Option<String>> {
    let Some(now) = sheet.figure(result)?.known() else { return Ok(None) };
    let now = number::for_people(now, result.entry().unit, style);
    let by = number::in_formula(by, Unit::Percent, style);
    let label = result.label(style.language);
    Ok(Some(match style.language {
        Language::En => {
            format!("{label} is {now}; each input is moved down and up by {by}, the others kept.")
        }
        Language::Ru => {
            format!("{label}: {now}; каждый показатель меняется на {by} вниз и вверх, остальные те же.")
        }
    }))
}

/// The last one is for people.
fn columns(result: Metric, style: &Style) -> Vec<Column> {
    let of_result = |end: &str, label: String| Column {
        key: format!("{result}_{end}").into(),
        label: label.into(),
        better: Better::Neither,
        ..Column::of(result, style.language)
    };
    let [low, high, down, up, size, break_even] = match style.language {
        Language::En => ["Low", "High", "At low", "At high", "Effect", "Break-even at"],
        Language::Ru => ["Меньше", "Больше", "При меньшем", "При большем", "Влияние", "Безубыточно при"],
    };
    vec![
        Column::text("low", low),
        Column::text("high", high),
        of_result("at_low", down.to_owned()),
        of_result("at_high", up.to_owned()),
        of_result("effect", size.to_owned()),
        Column::text("break_even", break_even),
        Column::text("bar", ""),
    ]
}

fn row(effect: &Effect, longest: Decimal, style: &Style) -> Row {
    let unit = effect.input.entry().unit;
    let [(low, at_low), (high, at_high)] = effect.ends;
    let size = effect.size.map_or(at_low, Value::Known);
    // A count of things that has no end is shown to people with four decimals.
    let is_long = unit == Unit::Count && style.format.is_for_people();
    let shown = |value: Decimal| if is_long { decimal::round(value, 4).normalize() } else { value };
    let break_even = effect.break_even.map(|value| name(shown(value), unit, style)).unwrap_or_default();
    let mut cells = vec![
        Cell::Text(name(low, unit, style)),
        Cell::Text(name(high, unit, style)),
        Cell::figure(at_low),
        Cell::figure(at_high),
        Cell::figure(size),
        Cell::Text(break_even),
    ];
    if style.format.is_for_people() {
        cells.push(Cell::Text(bar(effect.size.unwrap_or_default(), longest)));
    }
    Row { group: vec![heading(effect.input, style)], others: None, cells }
}

/// A bar as long as its part of the longest.
fn bar(size: Decimal, longest: Decimal) -> String {
    let part = decimal::divide(size, longest).unwrap_or_default();
    let blocks = decimal::round(part * Decimal::from(LONGEST), 0);
    "█".repeat(usize::try_from(blocks).unwrap_or_default())
}
