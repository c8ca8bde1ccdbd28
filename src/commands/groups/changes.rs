//! What has become of the groups since a former run, and whether that is more than chance.

use std::collections::{BTreeMap, HashSet};

use anyhow::Result;

use crate::core::chance::confidence::Confidence;
use crate::core::decimal::{self, Decimal};
use crate::core::metric::Metric;
use crate::core::previous::Previous;
use crate::core::tally::{InTotal, Tally};
use crate::core::value::{Reason, Value};
use crate::ingest::Group;
use crate::report::{Change, Outcome};

use super::absent;
use super::pair::{self, Question, Side};

/// The figures whose changes are shown unless others are asked for.
pub(in crate::commands) const SHOWN: [Metric; 9] = [
    Metric::Spend,
    Metric::Leads,
    Metric::Cpl,
    Metric::Cr,
    Metric::Orders,
    Metric::CloseRate,
    Metric::Cpo,
    Metric::Revenue,
    Metric::Roas,
];

/// Why a group that is gone has no figure, and one that is new had none.
const NOT_NOW: &str = "not in these files";
const NOT_THEN: &str = "not in the baseline";

/// A group, or the total, in both runs.
struct Place<'a> {
    /// Its names; `None` for the total.
    names: Option<&'a [String]>,
    /// Its sums; `None` where it is gone.
    now: Option<&'a Tally>,
    /// Its figures in the baseline; `None` where it is new.
    then: Option<&'a BTreeMap<Metric, Value<Decimal>>>,
}

/// What has changed since a former run, if there is one, in each group, in those that are gone, and in the total. Figures that only
/// one of the runs has are left out.
pub(in crate::commands) fn changes(
    groups: &[Group],
    total: &Tally,
    previous: Option<&Previous>,
    metrics: &[Metric],
    confidence: Confidence,
) -> Result<Vec<Change>> {
    let Some(previous) = previous else { return Ok(Vec::new()) };
    let mut given = Vec::new();
    for metric in metrics {
        if previous.metrics.contains(metric) && absent(*metric, total)?.is_none() {
            given.push(*metric);
        }
    }
    let mut found = Found { changes: Vec::new(), questions: Vec::new(), total, metrics: &given };
    let mut seen = HashSet::new();
    for group in groups {
        let then = previous.groups.get(&group.names);
        seen.extend(then.map(|then| &then.names));
        let then = then.map(|then| &then.figures);
        found.push(&Place { names: Some(&group.names), now: Some(&group.tally), then })?;
    }
    for group in previous.groups.iter().filter(|group| !seen.contains(&group.names)) {
        found.push(&Place { names: Some(&group.names), now: None, then: Some(&group.figures) })?;
    }
    if let Some(figures) = &previous.total {
        found.push(&Place { names: None, now: Some(total), then: Some(figures) })?;
    }
    Ok(found.settled(confidence))
}

impl Place<'_> {
    /// What a figure was.
    fn old(&self, metric: Metric) -> Value<Decimal> {
        let missing = Value::Undefined(Reason::Elsewhere(NOT_THEN));
        self.then.and_then(|figures| figures.get(&metric)).copied().unwrap_or(missing)
    }

    /// What is to be asked of chance about a figure: the new one against the old.
    fn question(&self, metric: Metric, new: Value<Decimal>) -> Question {
        match (self.now, self.then) {
            (None, _) => Question::refused(metric, NOT_NOW.to_owned()),
            (_, None) => Question::refused(metric, NOT_THEN.to_owned()),
            (Some(now), Some(then)) => {
                question(metric, new, &|sum: Metric| sum.fact().map(|fact| now.sum(fact)), then)
            }
        }
    }
}

/// A figure of a group beside what it was in a former run.
pub(in crate::commands) fn question(
    metric: Metric,
    new: Value<Decimal>,
    sum_now: &dyn Fn(Metric) -> Option<Decimal>,
    then: &BTreeMap<Metric, Value<Decimal>>,
) -> Question {
    let sum_then = |sum: Metric| then.get(&sum).copied().and_then(Value::known);
    if let Some(missing) = pair::sums(metric).into_iter().find(|sum| sum_then(*sum).is_none()) {
        return Question::refused(metric, format!("the baseline has no {missing}"));
    }
    let missing = Value::Undefined(Reason::Elsewhere(NOT_THEN));
    let old = then.get(&metric).copied().unwrap_or(missing);
    let new = Side { name: "now".to_owned(), value: new, sum: sum_now };
    let old = Side { name: "in the baseline".to_owned(), value: old, sum: &sum_then };
    Question::new(metric, &[new, old])
}

/// The changes before all p values are known.
struct Found<'a> {
    changes: Vec<Change>,
    /// The places of those that are tested.
    questions: Vec<(usize, Question)>,
    total: &'a Tally,
    metrics: &'a [Metric],
}

impl Found<'_> {
    fn push(&mut self, place: &Place<'_>) -> Result<()> {
        for metric in self.metrics.iter().copied() {
            let old = place.old(metric);
            let new = match place.now {
                Some(part) => metric.evaluate(&InTotal { part, total: self.total })?,
                None => Value::Undefined(Reason::Elsewhere(NOT_NOW)),
            };
            if (old.known(), new.known()) == (None, None) {
                continue;
            }
            if pair::can_be_compared(metric) {
                self.questions.push((self.changes.len(), place.question(metric, new)));
            }
            let difference = old.known().zip(new.known());
            self.changes.push(Change {
                group: place.names.map(<[String]>::to_vec),
                metric,
                old,
                new,
                difference: difference.and_then(|(old, new)| decimal::subtract_rounded(new, old).ok()),
                result: None,
            });
        }
        Ok(())
    }

    fn settled(self, confidence: Confidence) -> Vec<Change> {
        let (places, questions): (Vec<usize>, Vec<Question>) = self.questions.into_iter().unzip();
        let mut changes = self.changes;
        for (place, outcome) in places.into_iter().zip(pair::outcomes(&questions, confidence)) {
            // There will never be more of what was.
            changes[place].result = Some(outcome.map(|outcome| Outcome { needed: None, ..outcome }));
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::fact::Fact;
    use crate::core::previous::PreviousGroup;
    use crate::report::Scale;

    fn tally(clicks: i64, spend: i64, leads: i64) -> Tally {
        Tally::of(&[(Fact::Clicks, clicks.into()), (Fact::Spend, spend.into()), (Fact::Leads, leads.into())])
    }

    fn group(name: &str, tally: &Tally) -> Group {
        Group { names: vec![name.to_owned()], tally: tally.clone() }
    }

    /// The figures of a former run. A reason is not read back from it, only that there is one.
    fn figures(tally: &Tally) -> BTreeMap<Metric, Value<Decimal>> {
        let metrics = [Metric::Clicks, Metric::Spend, Metric::Leads, Metric::Cpl, Metric::Cr];
        let read = |metric: Metric| match metric.evaluate(&InTotal { part: tally, total: tally }) {
            Ok(Value::Known(figure)) => Value::Known(figure),
            _ => Value::Undefined(Reason::Elsewhere("undefined in the baseline")),
        };
        metrics.into_iter().map(|metric| (metric, read(metric))).collect()
    }

    fn previous(groups: &[(&str, &Tally)], total: Option<&Tally>) -> Previous {
        let group = |(name, tally): &(&str, &Tally)| PreviousGroup {
            names: vec![(*name).to_owned()],
            figures: figures(tally),
        };
        Previous {
            metrics: figures(&tally(1, 1, 1)).into_keys().collect(),
            groups: groups.iter().map(group).collect(),
            total: total.map(figures),
            ..Previous::default()
        }
    }

    fn changed(groups: &[(&str, &Tally)], total: &Tally, previous: &Previous) -> Vec<Change> {
        let groups: Vec<Group> = groups.iter().map(|(name, tally)| group(name, tally)).collect();
        changes(&groups, total, Some(previous), &SHOWN, "95%".parse().unwrap()).unwrap()
    }

    fn find<'a>(changes: &'a [Change], group: Option<&str>, metric: Metric) -> &'a Change {
        let is_it = |change: &&Change| {
            change.metric == metric && change.group.as_ref().map(|names| names[0].as_str()) == group
        };
        changes.iter().find(is_it).unwrap()
    }

    fn outcome(change: &Change) -> &Outcome {
        change.result.as_ref().unwrap().as_ref().unwrap()
    }

    fn reason(change: &Change) -> &str {
        change.result.as_ref().unwrap().as_ref().unwrap_err()
    }

    #[test]
    fn groups_of_now_come_first_then_those_that_are_gone_then_the_total() {
        let (small, large) = (tally(100, 500, 9), tally(300, 500, 16));
        let now = [("New", &small), ("google  ads", &large)];
        let then = previous(&[("Gone", &small), ("Google Ads", &small)], Some(&large));
        let changes = changed(&now, &large, &then);
        let names: Vec<_> =
            changes.iter().map(|it| it.group.as_ref().map(|names| names[0].as_str())).collect();
        let order = [Some("New"), Some("google  ads"), Some("Gone"), None];
        assert_eq!(names, order.map(|name| [name; 4]).concat());
        // What only one of the runs has is left out, and so are figures that nobody asked for.
        let metrics: Vec<Metric> = changes.iter().take(4).map(|change| change.metric).collect();
        assert_eq!(metrics, [Metric::Spend, Metric::Leads, Metric::Cpl, Metric::Cr]);
        for (group, missing) in [("New", NOT_THEN), ("Gone", NOT_NOW)] {
            let spend = find(&changes, Some(group), Metric::Spend);
            assert_eq!((spend.difference, &spend.result), (None, &None));
            assert_eq!(reason(find(&changes, Some(group), Metric::Cpl)), missing);
        }
        let leads = find(&changes, Some("google  ads"), Metric::Leads);
        assert_eq!((leads.difference, &leads.result), (Some(7.into()), &None));
    }

    #[test]
    fn names_that_differ_by_capitals_keep_their_own_figures() {
        let (cheap, dear) = (tally(100, 500, 50), tally(100, 1000, 10));
        let then = previous(&[("Lenses", &dear), ("lenses", &cheap)], None);
        let changes = changed(&[("lenses", &dear), ("Lenses", &dear)], &dear, &then);
        let was = |group| find(&changes, Some(group), Metric::Cpl).old.known();
        assert_eq!((was("lenses"), was("Lenses")), (Some(10.into()), Some(100.into())));
        // Where only one of them is left, the other is gone.
        let changes = changed(&[("Lenses", &dear)], &dear, &then);
        assert_eq!(
            find(&changes, Some("lenses"), Metric::Cpl).new,
            Value::Undefined(Reason::Elsewhere(NOT_NOW))
        );
    }

    #[test]
    fn the_new_is_compared_with_the_old() {
        let (then, now) = (tally(300, 5000, 16), tally(300, 5000, 60));
        let changes = changed(&[("A", &now)], &now, &previous(&[("A", &then)], None));
        assert_eq!(changes.len(), 4);
        let cr = outcome(find(&changes, Some("A"), Metric::Cr));
        assert_eq!((cr.is_better, cr.scale), (Some(true), Scale::Difference));
        assert!(cr.difference > Some(Decimal::ZERO));
        let cpl = outcome(find(&changes, Some("A"), Metric::Cpl));
        assert_eq!((cpl.is_better, cpl.scale), (Some(true), Scale::Ratio));
        assert!(cpl.ratio < Some(Decimal::ONE));
        // The two are corrected together: the smaller p counts twice.
        let (smaller, larger) = if cr.p < cpl.p { (cr, cpl) } else { (cpl, cr) };
        assert_eq!(smaller.p_adjusted, (smaller.p * Decimal::TWO).normalize());
        assert_eq!(larger.p_adjusted, larger.p.max(smaller.p_adjusted));
    }

    #[test]
    fn a_small_change_may_be_noise() {
        let (then, now) = (tally(300, 5000, 16), tally(300, 5000, 18));
        let changes = changed(&[("A", &now)], &now, &previous(&[("A", &then)], None));
        let cpl = outcome(find(&changes, Some("A"), Metric::Cpl));
        assert_eq!((cpl.is_better, &cpl.needed), (None, &None));
    }

    #[test]
    fn no_leads_then_are_compared_and_no_count_of_them_is_not() {
        let (then, now) = (tally(300, 5000, 0), tally(300, 5000, 18));
        let mut former = previous(&[("A", &then)], None);
        let changes = changed(&[("A", &now)], &now, &former);
        let cpl = find(&changes, Some("A"), Metric::Cpl);
        assert_eq!((cpl.old.known(), cpl.difference), (None, None));
        assert_eq!(outcome(cpl).is_better, Some(true));

        let mut group = former.groups.iter().next().unwrap().clone();
        group.figures.remove(&Metric::Leads);
        former.groups = std::iter::once(group).collect();
        let changes = changed(&[("A", &now)], &now, &former);
        assert_eq!(reason(find(&changes, Some("A"), Metric::Cpl)), "the baseline has no leads");
    }

    #[test]
    fn a_figure_that_neither_run_has_in_a_group_is_left_out() {
        let none = tally(0, 0, 0);
        let changes = changed(&[("A", &none)], &none, &previous(&[("A", &none)], None));
        let metrics: Vec<Metric> = changes.iter().map(|change| change.metric).collect();
        assert_eq!(metrics, [Metric::Spend, Metric::Leads]);
    }
}
