//! What the reader of the figures of subscriptions should know.

use crate::cli::CacVsLtv;
use crate::core::chance::comparison::proportions::Proportion;
use crate::core::chance::method::Method;
use crate::core::decimal::{self, Decimal};
use crate::core::metric::{Language, Unit};
use crate::core::period::{Date, Period};
use crate::core::subscription::History;
use crate::ingest::list::subscriptions::Subscriptions;
use crate::render::{Style, number};
use crate::report::Note;

/// All notes but those of the reading.
pub(super) fn all(
    read: &Subscriptions,
    history: &History,
    as_of: Option<Date>,
    options: &CacVsLtv,
    style: &Style,
) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |code, message| notes.push(Note { code, message });
    if let Some(day) = as_of {
        let left_out = history.broken_off.map(|month| Period::Month.of(month));
        match (left_out, options.subscription.as_of.is_some()) {
            (Some(month), true) => {
                note(
                    "known-until",
                    format!("left out: {month}, which is not over on {day}, the day of --as-of"),
                );
            }
            (Some(month), false) => note(
                "known-until",
                format!(
                    "left out: {month}, which is not over on {day}, the latest day in the file; --as-of DAY says otherwise"
                ),
            ),
            (None, true) => {}
            (None, false) => note(
                "known-until",
                format!(
                    "the months are those up to {day}, the latest day in the file; --as-of DAY says otherwise"
                ),
            ),
        }
        let ending = read.subscribers.ending_on(day);
        if ending > 0 {
            note(
                "ending-on-the-last-day",
                format!(
                    "customers paid for until {day}, the last day that is known: {ending}; they count as going on, and a later \
                     --as-of says that they have left"
                ),
            );
        }
        let later = read.subscribers.begun_after(day);
        if later > 0 {
            note("begun-later", format!("left out: subscriptions that begin after {day}: {later}"));
        }
    }
    let repeated = read.subscribers.repeated();
    if repeated > 0 {
        note(
            "repeated-subscriptions",
            format!(
                "rows like another one of the same customer in every column: {repeated}; they count as subscriptions of their own"
            ),
        );
    }
    if history.brief > 0 {
        note(
            "brief-subscribers",
            format!(
                "customers who came and left within one month: {}; they are new, and in no churn",
                history.brief
            ),
        );
    }
    notes.extend(churn_by_age(history, options, style));
    notes
}

/// A warning where churn depends on age: a lifetime of 1 / churn holds for neither the young nor the old then.
fn churn_by_age(history: &History, options: &CacVsLtv, style: &Style) -> Option<Note> {
    let confidence = options.common.confidence.unwrap_or_default();
    let split = history.ages.split()?;
    let compared = split.compare(confidence).ok()?;
    let risk = decimal::subtract(Decimal::ONE, confidence.level()).ok()?;
    if compared.p >= risk {
        return None;
    }
    let style = Style { language: Language::En, precision: None, ..*style };
    let share = |part: Proportion| {
        let share = decimal::divide(part.successes.into(), part.trials.into()).unwrap_or_default();
        format!(
            "{} ({} of {})",
            number::for_people(share, Unit::Percent, &style),
            part.successes,
            part.trials
        )
    };
    let test = match compared.test {
        Method::Fisher => "Fisher's exact test",
        _ => "chi-square",
    };
    Some(Note {
        code: "churn-by-age",
        message: format!(
            "churn is not the same at every age: {} a month up to month {} of a customer, {} later, p = {} by {test}; \
             a lifetime of 1 / churn then holds for neither",
            share(split.young),
            split.until,
            share(split.old),
            number::probability(compared.p, &style)
        ),
    })
}
