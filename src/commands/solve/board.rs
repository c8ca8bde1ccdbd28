//! What follows, as a calculator's board, and the way to it.

use anyhow::Result;

use crate::core::decimal::{Decimal, Overflow};
use crate::core::expression::Expression;
use crate::core::metric::{FigureOverflow, Metric};
use crate::core::solve::equation;
use crate::core::solve::exact::Exact;
use crate::core::solve::path::{How, Path, Step};
use crate::core::solve::solution::{Found, Solution};
use crate::core::value::{Reason, Value};
use crate::core::worksheet::Worksheet;
use crate::report::Working;

/// Every figure that follows, the one that is wanted first, the others in the order of the dictionary.
pub(super) fn sheet(
    solution: &Solution,
    path: &Path,
    wanted: Option<Metric>,
) -> Result<Worksheet, FigureOverflow> {
    let others = equation::parts().iter().copied().filter(|metric| Some(*metric) != wanted);
    let mut sheet = Worksheet::new();
    let mut undefined = Vec::new();
    for metric in wanted.into_iter().chain(others) {
        match solution.find(metric) {
            Found::Known(value) => {
                let figure = decimal(metric, &value)?;
                let step = path.steps.iter().chain(&path.for_one).find(|step| step.metric == metric);
                sheet = match step.map(|step| &step.how) {
                    Some(How::By(formula)) => sheet.solved(metric, formula.clone(), figure),
                    Some(How::Together(_)) => sheet.found(metric, Value::Known(figure)),
                    Some(How::Given | How::ForOne) | None => sheet.given(metric, figure),
                };
            }
            Found::Undefined(without) if Some(metric) == wanted => {
                sheet = sheet.found(metric, Value::Undefined(Reason::Zero(without)));
            }
            Found::Undefined(_) => undefined.push(metric),
            Found::Open => {}
        }
    }
    // What divides by zero is told where all that it is computed from is there.
    undefined.into_iter().try_fold(sheet, Worksheet::derive)
}

/// The steps to the figure that is wanted, or to all.
pub(super) fn working(
    solution: &Solution,
    path: &Path,
    wanted: Option<Metric>,
) -> Result<Vec<Working>, FigureOverflow> {
    let path = match wanted {
        Some(wanted) => path.to(wanted),
        None => path.clone(),
    };
    let mut working = steps(&path.steps)?;
    // Of what is counted for one of something, only the way to what follows is told; the rest is shown as it is.
    let is_open =
        |step: &Step| path.steps.iter().all(|it| it.metric != step.metric) || step.how == How::ForOne;
    let has_answer = |step: &Step| solution.known(step.metric).is_some();
    if path.for_one.iter().any(|step| is_open(step) && has_answer(step)) {
        working.extend(steps(&path.for_one)?);
    }
    Ok(working)
}

fn steps(steps: &[Step]) -> Result<Vec<Working>, FigureOverflow> {
    let known = |metric: Metric| -> Result<Value<Decimal>, FigureOverflow> {
        match steps.iter().find(|step| step.metric == metric) {
            Some(step) => Ok(Value::Known(decimal(metric, &step.value)?)),
            None => Ok(Value::Absent(metric)),
        }
    };
    let working = |step: &Step| -> Result<Working, FigureOverflow> {
        let formula = match &step.how {
            How::By(formula) => Some(formula.clone()),
            How::Given | How::ForOne | How::Together(_) => None,
        };
        let inputs = formula.as_ref().map(Expression::metrics).unwrap_or_default();
        let inputs = inputs.into_iter().map(|metric| Ok((metric, false, known(metric)?)));
        Ok(Working {
            group: Vec::new(),
            metric: step.metric,
            found: false,
            aside: aside(step),
            inputs: inputs.collect::<Result<_, _>>()?,
            result: Value::Known(decimal(step.metric, &step.value)?),
            interval: None,
            formula,
        })
    };
    steps.iter().map(working).collect()
}

/// What is said above a step that no single formula gives.
fn aside(step: &Step) -> Vec<String> {
    match &step.how {
        How::Given | How::By(_) => Vec::new(),
        How::ForOne => {
            vec!["Nothing says how large it all is, so what follows is counted for one of these:".to_owned()]
        }
        How::Together(formulas) => {
            let first = format!("{} follows from these equations together:", step.metric);
            let equation = |metric: &Metric| format!("  {metric} = {}", metric.entry().formula);
            std::iter::once(first).chain(formulas.iter().map(equation)).collect()
        }
    }
}

fn decimal(metric: Metric, value: &Exact) -> Result<Decimal, FigureOverflow> {
    value.to_decimal().map_err(|Overflow| FigureOverflow { figure: metric })
}
