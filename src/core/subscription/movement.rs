//! The figures of a month, and of all of them.

use super::super::decimal::{self, Overflow};
use super::super::fraction::Fraction;
use super::super::metric::{FigureOverflow, Metric, Scope, Sums};
use super::super::value::{Reason, Value};
use super::super::worksheet::Worksheet;
use super::{Decimal, add};

/// Who was there at the start of a month, who came, who left, and what that did to the revenue. Months add up.
#[derive(Debug, Clone, Default)]
pub struct Movement {
    /// Active at the start of the month; of several months, customer-months.
    pub subscribers: u64,
    /// Who began, for the first time or again.
    pub new_subscribers: u64,
    /// Who left, of those active at the start.
    pub churned: u64,
    /// What those active at the start pay a month.
    pub mrr: Decimal,
    /// What those who left had paid.
    pub lost: Decimal,
    /// How much less those pay who stayed and pay less.
    pub contraction: Decimal,
    /// How much more those pay who stayed and pay more.
    pub expansion: Decimal,
    /// What follows from all months, and is not asked of a single one.
    sheet: Option<Worksheet>,
}

/// Why a month has no LTV.
const OF_ALL: Reason = Reason::Elsewhere("only for all months together");

impl Movement {
    /// Adds another month.
    ///
    /// **Errors**: [`FigureOverflow`] where a sum does not fit in 28 digits.
    pub fn merge(&mut self, other: &Self) -> Result<(), FigureOverflow> {
        for (count, more) in [
            (&mut self.subscribers, other.subscribers),
            (&mut self.new_subscribers, other.new_subscribers),
            (&mut self.churned, other.churned),
        ] {
            *count = count.saturating_add(more);
        }
        add(Metric::Mrr, &mut self.mrr, other.mrr)?;
        add(Metric::LostMrr, &mut self.lost, other.lost)?;
        add(Metric::ContractionMrr, &mut self.contraction, other.contraction)?;
        add(Metric::ExpansionMrr, &mut self.expansion, other.expansion)
    }

    /// The same, with what was made of it on a sheet.
    #[must_use]
    pub fn with(self, sheet: Worksheet) -> Self {
        Self { sheet: Some(sheet), ..self }
    }

    /// Notes what somebody who stayed pays before and after.
    pub(super) fn change(&mut self, before: Decimal, after: Decimal) -> Result<(), FigureOverflow> {
        let (figure, sum, [more, less]) = if after > before {
            (Metric::ExpansionMrr, &mut self.expansion, [after, before])
        } else {
            (Metric::ContractionMrr, &mut self.contraction, [before, after])
        };
        let change = decimal::subtract(more, less).map_err(|Overflow| FigureOverflow { figure })?;
        add(figure, sum, change)
    }

    fn sum(&self, metric: Metric) -> Option<Decimal> {
        Some(match metric {
            Metric::Subscribers => self.subscribers.into(),
            Metric::NewSubscribers => self.new_subscribers.into(),
            Metric::Churned => self.churned.into(),
            Metric::Mrr => self.mrr,
            Metric::LostMrr => self.lost,
            Metric::ContractionMrr => self.contraction,
            Metric::ExpansionMrr => self.expansion,
            _ => return None,
        })
    }

    fn value_of(&self, metric: Metric) -> Option<Value<Fraction>> {
        let per_subscriber = |sum: Decimal| {
            let quotient = Fraction::from(sum).over(Fraction::from(Decimal::from(self.subscribers)));
            match quotient {
                Some(Ok(quotient)) => Value::Known(quotient),
                Some(Err(Overflow)) | None => Value::Undefined(Reason::Zero("no subscribers")),
            }
        };
        match metric {
            Metric::Churn => Some(per_subscriber(self.churned.into())),
            Metric::RevenuePerMonth => Some(per_subscriber(self.mrr)),
            _ => self.sum(metric).map(|sum| Value::Known(Fraction::from(sum))),
        }
    }
}

/// What all months say of a customer, as lines of a sheet: churn a month, revenue a month, lifetime.
///
/// **Formula**: `churn = churned / subscribers`, `revenue_per_month = mrr / subscribers`, `lifetime_months = subscribers / churned`,
/// each over all customer-months.
///
/// **Errors**: [`FigureOverflow`] where a figure does not fit in 28 digits.
///
/// **Source**: the mean of a geometric lifetime; the estimate is that of greatest likelihood where churn is the same in every month.
pub fn observed(sheet: Worksheet, all: &Movement) -> Result<Worksheet, FigureOverflow> {
    sheet
        .given(Metric::Subscribers, all.subscribers.into())
        .given(Metric::Churned, all.churned.into())
        .given(Metric::Mrr, all.mrr)
        .derive_by(Metric::Churn, "churned / subscribers", "no subscribers")?
        .derive_by(Metric::RevenuePerMonth, "mrr / subscribers", "no subscribers")?
        .derive(Metric::LifetimeMonths)
}

/// A month's figures beside those of all months.
struct InAll<'a> {
    part: &'a Movement,
    all: &'a Movement,
}

impl Scope for InAll<'_> {
    fn value_of(&self, metric: Metric) -> Option<Value<Fraction>> {
        self.part.value_of(metric).or_else(|| {
            let of_all = self.all.sheet.as_ref()?.value_of(metric)?;
            Some(if std::ptr::eq(self.part, self.all) { of_all } else { Value::Undefined(OF_ALL) })
        })
    }

    fn value_in_total(&self, metric: Metric) -> Option<Value<Fraction>> {
        self.all.value_of(metric)
    }

    fn comparable(&self, _: &[Metric]) -> Result<(), Reason> {
        Ok(())
    }
}

impl Sums for Movement {
    fn within<'a>(&'a self, total: &'a Self) -> impl Scope + 'a {
        InAll { part: self, all: total }
    }

    fn is_partial(&self, _: &Self, _: Metric) -> bool {
        false
    }
}
