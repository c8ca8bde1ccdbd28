//! What other values of what is typed beside the files would come to; the files are read once.

use anyhow::{Result, bail};

use crate::cli::{CacVsLtv, OtherCosts};
use crate::commands::groups::absent;
use crate::commands::groups::gate::Gate;
use crate::commands::judge;
use crate::commands::output::Output;
use crate::commands::what_if::{self, Beside, Calculator, Inputs, Point};
use crate::core::limit::rule::Rule;
use crate::core::metric::Metric;
use crate::core::series;
use crate::exit::Exit;
use crate::render::Style;
use crate::report::{JudgedLimit, Note, Report};

use super::groups::Members;
use super::table::{self, Combination, Shown};
use super::{COMMAND, refuse_unused};

/// What can be typed beside files.
pub(super) fn typed(options: &CacVsLtv) -> Inputs {
    Inputs::new(&[
        (Metric::OtherCosts, options.other_costs.as_ref().and_then(OtherCosts::amounts)),
        (Metric::MarginRate, options.margin_rate.as_ref()),
        (Metric::Discount, options.discount.as_ref()),
    ])
}

/// Whether what is asked for is told of all customers together: in a matrix, and where inputs are moved or replaced.
pub(super) fn is_of_all(options: &CacVsLtv, typed: &Inputs) -> bool {
    let asked = &options.what_if;
    let is_matrix = asked.show.is_some() && typed.varied().len() == 2;
    is_matrix || asked.sensitivity.is_some() || asked.scenario.is_some()
}

/// What cannot be varied, whatever the files say.
pub(super) fn check(options: &CacVsLtv, typed: &Inputs) -> Result<()> {
    let asked = &options.what_if;
    if asked.sensitivity.is_some() && typed.first().values().next().is_none() {
        bail!(
            "--sensitivity: nothing is typed that could be moved; give --margin-rate, --discount or --other-costs with an amount"
        );
    }
    if is_of_all(options, typed) {
        let given = [
            ("--by", !options.from_orders.by.is_empty()),
            ("--share-costs", options.from_orders.share_costs.is_some()),
        ];
        if let Some((option, _)) = given.into_iter().find(|(_, is_given)| *is_given) {
            bail!("{option}: is for rows of groups, and this is over all customers together; leave it out");
        }
    }
    what_if::refuse_to_show_varied(asked.show, &typed.varied_metrics())
}

/// A row a group and combination of values, with the limits judged on each.
pub(super) fn rows(
    options: &CacVsLtv,
    members: &Members<'_>,
    typed: &Inputs,
    rules: &[Rule],
    style: &Style,
) -> Result<(Report, Option<Combination>)> {
    let varied = typed.varied_metrics();
    let points = typed.points()?;
    if points.len().saturating_mul(members.len()) > series::MOST {
        bail!(
            "{} combinations of values for {} groups are more than {} rows; give fewer values, or fewer groups with --by",
            points.len(),
            members.len(),
            series::MOST
        );
    }
    if let Some(rule) = rules.iter().find(|rule| rule.is_of_total && !varied.is_empty()) {
        bail!(
            "{}: there is no total of several values; give each input one, or write the limit without total.",
            judge::place(rule)
        );
    }
    for rule in rules {
        let mut selectors = rule.selectors();
        if let Some(selector) = selectors.find(|it| varied.iter().any(|input| input.key() == it.dimension)) {
            bail!(
                "{}: it is judged at every value of {}; write the limit without it",
                judge::place(rule),
                selector.dimension
            );
        }
    }
    let combination = |point: &Point| -> Result<Combination> {
        let groups = members.groups(point).map_err(|error| in_context(error, point, &varied))?;
        Ok(Combination { values: what_if::names(point, &varied, style), groups })
    };
    let combinations = points.iter().map(combination).collect::<Result<Vec<_>>>()?;
    let shown = Shown { varied: &varied, figure: options.what_if.show };
    if let (Some(show), Some(first)) = (shown.figure, combinations.first())
        && absent(show, &first.groups.total)?.is_some()
    {
        bail!("--show {show}: is no figure of this calculation; leave --show out to see which there are");
    }
    let mut report = table::report(options, &combinations, shown, style)?;
    for Combination { values, groups } in &combinations {
        let gate = Gate {
            groups: &groups.lifetimes,
            total: &groups.total,
            group_by: &groups.by,
            previous: None,
            confidence: options.common.confidence,
        };
        let with_values = |judged: JudgedLimit| JudgedLimit {
            group: judged.group.map(|names| [names.as_slice(), values].concat()),
            ..judged
        };
        let limits = gate.judge(rules)?;
        if groups.lifetimes.is_empty() {
            // Nothing is judged, whatever the values.
            report.limits = limits;
            break;
        }
        report.limits.extend(limits.into_iter().map(with_values));
    }
    Ok((report, combinations.into_iter().next()))
}

/// The values that an error holds for, where there are several.
fn in_context(error: anyhow::Error, point: &Point, varied: &[Metric]) -> anyhow::Error {
    if varied.is_empty() { error } else { error.context(point.in_words()) }
}

/// What a reader of rows with several values should know.
pub(super) fn note_on_rows(varied: &[Metric]) -> Option<Note> {
    let first = varied.first()?;
    let names: Vec<&str> = varied.iter().map(|metric| metric.key()).collect();
    let costs = if varied.contains(&Metric::OtherCosts) {
        "; other_costs of a row is all that is shared out, not its part"
    } else {
        ""
    };
    let each = if varied.len() == 1 { first.key().to_owned() } else { names.join(" and ") };
    Some(Note {
        code: "several-values",
        message: format!(
            "a row is a group at a value of {each}; a total and the best channel would be others for each value, and are left out{costs}"
        ),
    })
}

/// A matrix, inputs that are moved, or scenarios: over all customers.
pub(super) fn all(
    options: &CacVsLtv,
    members: &Members<'_>,
    typed: &Inputs,
    mut beside: Beside,
    output: Output,
) -> Result<Exit> {
    beside.notes.push(Note {
        code: "all-customers",
        message: "every figure is over all customers together; without --show, --sensitivity and --scenario there is a row a group".to_owned(),
    });
    let first = typed.first();
    if options.what_if.sensitivity.is_some() && first.get(Metric::Discount).is_some() {
        beside.notes.push(Note {
            code: "no-break-even",
            message: "break-even of discount is not looked for: what is bought month by month is no straight line in it".to_owned(),
        });
    }
    let shown = table::of_all(&members.total(&first)?)?;
    let board = |point: &Point| {
        if point.get(Metric::OtherCosts).is_some() && options.from_orders.spend.is_empty() {
            bail!("other_costs: there is no spend that they stand beside; give --spend too");
        }
        let sheet = table::sheet(&members.total(point)?, point)?;
        refuse_unused(&sheet, point, &first)?;
        Ok(sheet)
    };
    let calculator = Calculator { command: COMMAND, inputs: typed, shown: &shown, board: &board, beside };
    what_if::run(&calculator, &options.what_if, &options.common, output.rounding_counts())
}
