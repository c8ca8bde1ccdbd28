//! Limits on groups: which groups a rule is for, and what becomes of it there.

use anyhow::{Result, anyhow, bail};

use crate::commands::judge;
use crate::core::chance::confidence::Confidence;
use crate::core::chance::interval::Interval;
use crate::core::decimal::Decimal;
use crate::core::limit::reference::{Figure, Figures, Reference};
use crate::core::limit::rule::Rule;
use crate::core::limit::{Selector, Verdict};
use crate::core::metric::{FigureOverflow, Language, Metric, Sums};
use crate::core::previous::Previous;
use crate::core::tally::Tally;
use crate::core::value::Value;
use crate::ingest::Group;
use crate::render::{self, number};
use crate::report::JudgedLimit;

use super::{absent, changes, pair};

/// How many names a message lists.
const NAMED: usize = 12;

/// What rules are judged on.
pub(in crate::commands) struct Gate<'a, S = Tally> {
    /// Every group, whether or not it is shown.
    pub(in crate::commands) groups: &'a [Group<S>],
    pub(in crate::commands) total: &'a S,
    /// What the groups are grouped by.
    pub(in crate::commands) group_by: &'a [String],
    pub(in crate::commands) previous: Option<&'a Previous>,
    /// How sure a verdict has to be where a rule says nothing about it.
    pub(in crate::commands) confidence: Option<Confidence>,
}

impl<S: Sums> Gate<'_, S> {
    /// Judges all rules.
    ///
    /// **Errors**: whatever is wrong with any of them, all of it at once.
    pub(in crate::commands) fn judge(&self, rules: &[Rule]) -> Result<Vec<JudgedLimit>> {
        let mut judged = Vec::new();
        let mut problems = Vec::new();
        for rule in rules {
            match self.judge_rule(rule) {
                Ok(of_rule) => judged.extend(of_rule),
                Err(problem) => problems.push(problem.to_string()),
            }
        }
        if problems.is_empty() { Ok(judged) } else { Err(anyhow!(problems.join("\n"))) }
    }

    fn judge_rule(&self, rule: &Rule) -> Result<Vec<JudgedLimit>> {
        let place = judge::place(rule);
        if self.groups.is_empty() {
            let verdict = Verdict::NotJudged("no rows".to_owned());
            let group = if rule.is_of_total { None } else { Some(Vec::new()) };
            return Ok(vec![judge::with_verdict(rule, group, verdict)]);
        }
        for Reference { metric, of_previous, .. } in rule.references() {
            if of_previous {
                self.check_baseline(metric, &place)?;
            } else if let Some(missing) = absent(metric, self.total)? {
                return Err(judge::no_column_gives(&place, metric, missing));
            }
        }
        let mut judged = Vec::new();
        if rule.is_of_total {
            judged.push(self.judge_one(rule, None, self.total)?);
        } else {
            for group in self.chosen(rule, &place)? {
                judged.push(self.judge_one(rule, Some(group.names.clone()), &group.tally)?);
            }
        }
        // A rule that all groups are too small for has judged nothing.
        if judged.iter().all(|judged| judged.is_exempt) {
            for judged in &mut judged {
                judged.is_exempt = false;
            }
        }
        Ok(judged)
    }

    fn check_baseline(&self, metric: Metric, place: &str) -> Result<()> {
        let Some(previous) = self.previous else {
            bail!("{place}: there is nothing to compare with; give the JSON of a former run with --baseline");
        };
        if previous.metrics.contains(&metric) {
            return Ok(());
        }
        bail!("{place}: {} has no {metric}; write it without --columns", previous.file)
    }

    /// The groups that a rule is for.
    fn chosen(&self, rule: &Rule, place: &str) -> Result<Vec<&Group<S>>> {
        let mut chosen: Vec<&Group<S>> = self.groups.iter().collect();
        for selector in rule.selectors() {
            let Some(at) = self.group_by.iter().position(|dimension| *dimension == selector.dimension) else {
                let grouped = match self.group_by {
                    [] => "rows are not grouped".to_owned(),
                    by => format!("rows are grouped by {}", by.join(", ")),
                };
                bail!("{place}: {grouped}, and so have no {}; add it to --by", selector.dimension);
            };
            chosen.retain(|group| selector.name.matches(&group.names[at]));
            if chosen.is_empty() && self.groups.iter().any(|group| selector.name.matches(&group.names[at])) {
                let named =
                    |selector: &Selector| format!("{} {:?}", selector.dimension, selector.name.text());
                let all = rule.selectors().map(named).collect::<Vec<_>>().join(" and ");
                bail!("{place}: no group is {all} at once, so that nothing would be judged");
            }
            if chosen.is_empty() {
                let mut names: Vec<&str> = self.groups.iter().map(|group| group.names[at].as_str()).collect();
                names.sort_unstable();
                names.dedup();
                let more = names.len().saturating_sub(NAMED);
                let listed: Vec<String> =
                    names.iter().take(NAMED).map(|name| render::group_name(name, Language::En)).collect();
                let more = if more == 0 { String::new() } else { format!(" and {more} more") };
                bail!(
                    "{place}: no {} is {:?}, so that nothing would be judged; there are {}{more}",
                    selector.dimension,
                    selector.name.text(),
                    listed.join(", ")
                );
            }
        }
        Ok(chosen)
    }

    fn judge_one(&self, rule: &Rule, names: Option<Vec<String>>, part: &S) -> Result<JudgedLimit> {
        let on_group = OnGroup {
            gate: self,
            part,
            names: names.as_deref(),
            confidence: rule.confidence.or(self.confidence),
        };
        if let Some(reason) = on_group.too_small(&rule.minimums)? {
            let verdict = Verdict::NotJudged(reason);
            return Ok(JudgedLimit { is_exempt: true, ..judge::with_verdict(rule, names, verdict) });
        }
        Ok(judge::judged(rule, names.clone(), &on_group)?)
    }
}

/// The figures of a group, beside those of its total and of a former run.
struct OnGroup<'a, S> {
    gate: &'a Gate<'a, S>,
    part: &'a S,
    names: Option<&'a [String]>,
    confidence: Option<Confidence>,
}

impl<S: Sums> OnGroup<'_, S> {
    /// Why the group is not judged, where it has less than it has to have at least.
    fn too_small(&self, minimums: &[(Metric, Decimal)]) -> Result<Option<String>, FigureOverflow> {
        let scope = self.part.within(self.gate.total);
        for (metric, least) in minimums {
            let has = metric.evaluate(&scope)?.known().unwrap_or_default();
            if has < *least {
                let [has, least] = [has, *least].map(number::in_reason);
                return Ok(Some(format!("{metric} is {has}, and the rule asks for {least} at least")));
            }
        }
        Ok(None)
    }
}

impl<S: Sums> Figures for OnGroup<'_, S> {
    fn figure(&self, reference: Reference) -> Result<Figure, FigureOverflow> {
        let Reference { metric, of_total, of_previous } = reference;
        if of_previous {
            let names = self.names.filter(|_| !of_total);
            let value = self.gate.previous.map(|previous| previous.figure(names, metric));
            return Ok(Figure::exact(value.unwrap_or(Value::Absent(metric))));
        }
        let total = self.gate.total;
        let part = if of_total { total } else { self.part };
        let is_partial = metric.fact().is_some() && part.is_partial(total, metric);
        judge::figure(metric, &part.within(total), is_partial, self.confidence)
    }

    fn beside_previous(&self, judged: Reference) -> Result<Option<Result<Interval, String>>, FigureOverflow> {
        let Reference { metric, of_total, .. } = judged;
        let then = self.gate.previous.and_then(|previous| previous.figures(self.names.filter(|_| !of_total)));
        let (Some(then), Some(confidence), true) = (then, self.confidence, pair::can_be_compared(metric))
        else {
            return Ok(None);
        };
        let total = self.gate.total;
        let part = if of_total { total } else { self.part };
        let scope = part.within(total);
        let sum = |sum: Metric| sum.evaluate(&scope).ok().and_then(Value::known);
        let question = changes::question(metric, metric.evaluate(&scope)?, &sum, then);
        Ok(Some(question.first_beside_second(confidence)))
    }
}
