//! Churn and payments from a list of subscriptions, and what a customer is worth by them.

use std::num::NonZeroUsize;

use anyhow::{Result, bail};

use crate::cli::CacVsLtv;
use crate::commands::groups::gate::Gate;
use crate::commands::groups::table::Table;
use crate::commands::output::Output;
use crate::commands::{estimates, judge, progress, settings, talk, worksheet_report};
use crate::core::chance::comparison::proportions::Proportion;
use crate::core::chance::method::Method;
use crate::core::decimal::{self, Decimal};
use crate::core::lifetime::{self, Lifetime};
use crate::core::limit::rule::Rule;
use crate::core::metric::{Language, Metric, Unit};
use crate::core::period::{Date, Period};
use crate::core::series::Series;
use crate::core::subscription::{self, History, Movement};
use crate::core::worksheet::Worksheet;
use crate::exit::Exit;
use crate::ingest::list::subscriptions::{self, Subscriptions};
use crate::ingest::source::Input;
use crate::ingest::{Group, Request};
use crate::render::{Format, Layout, Style, number};
use crate::report::{Cell, Column, Note, Report};

use super::{acquisition, bounds};

/// The figures of a month.
const FIGURES: [Metric; 10] = [
    Metric::Subscribers,
    Metric::NewSubscribers,
    Metric::Churned,
    Metric::Churn,
    Metric::Mrr,
    Metric::LostMrr,
    Metric::ContractionMrr,
    Metric::ExpansionMrr,
    Metric::RevenueChurn,
    Metric::NetRevenueRetention,
];

/// Options that say how such a file is read; the others are for reports and leads.
const READING: [&str; 9] = [
    "--map",
    "--encoding",
    "--sheet",
    "--delimiter",
    "--decimal-mark",
    "--date-order",
    "--rate",
    "--rates",
    "--max-rejected",
];

pub(super) fn run(options: &CacVsLtv) -> Result<Exit> {
    let common = &options.common;
    let rules = common.limits.rules();
    refuse_previous(&rules)?;
    let with_ltv = asks_for_ltv(options)?;
    let (request, inputs) = request(options)?;
    let output = Output::open_for(&common.presentation, Layout::Auto, None, &inputs)?;
    let style = *output.style();
    let read = progress::shown(!common.quiet, &inputs, |progress| {
        subscriptions::read(&request, &request.leads, progress)
    })?;
    if common.verbose {
        read.details.iter().for_each(talk::say);
    }
    let latest = read.subscribers.latest_day();
    let as_of = options.subscription.as_of.or(latest);
    let history = as_of.map_or_else(|| Ok(History::default()), |day| read.subscribers.history(day))?;
    let sheet = match with_ltv {
        Some(margin_rate) => {
            let discount = options.discount.as_ref().map(Series::first);
            let lifetime = Lifetime::Observed { all: history.total.clone(), margin_rate, discount };
            lifetime::calculate(acquisition(&super::inputs(options).first())?, &lifetime)?
        }
        None => subscription::observed(Worksheet::new(), &history.total)?,
    };
    let mut notes = notes(&read, &history, as_of, options, &style);
    let total = history.total.with(sheet.clone());
    let groups: Vec<Group<Movement>> = history
        .months
        .into_iter()
        .map(|(month, tally)| Group { names: vec![Period::Month.of(month)], tally })
        .collect();
    let group_by = vec![Period::Month.name().to_owned()];
    let gate = Gate {
        groups: &groups,
        total: &total,
        group_by: &group_by,
        previous: None,
        confidence: common.confidence,
    };
    let limits = gate.judge(&rules)?;
    notes.splice(0..0, read.notes);
    let mut report = Report {
        currency: read.currency,
        group_by,
        limits,
        notes,
        sources: read.sources,
        ..Report::new("cac-vs-ltv")
    };
    fill(&mut report, &groups, &total, &sheet, options, &style)?;
    if with_ltv.is_some() {
        add_verdicts(&mut report, &sheet, &style)?;
        report.words.extend(bounds::in_words(&sheet, options, &style)?);
        report.notes.extend(bounds::note(options));
    }
    estimates::note(&mut report, &style);
    output.finish(&report, common)
}

/// The margin to compute an LTV with; none where nobody asks for one.
fn asks_for_ltv(options: &CacVsLtv) -> Result<Option<Decimal>> {
    let has_cac = options.cac.is_some() || options.spend_total.is_some();
    match (has_cac, options.margin_rate.as_ref().map(Series::first)) {
        (true, Some(margin_rate)) => Ok(Some(margin_rate)),
        (true, None) => bail!("--subscriptions: an LTV to set the CAC against needs --margin-rate"),
        (false, Some(_)) => {
            bail!("--margin-rate: is for an LTV, which needs --cac, or --spend-total with --customers")
        }
        (false, None) if options.discount.is_some() => {
            bail!("--discount: is for an LTV, which needs --margin-rate and a CAC")
        }
        (false, None) => Ok(None),
    }
}

/// There is no former run to compare with.
fn refuse_previous(rules: &[Rule]) -> Result<()> {
    for rule in rules {
        if rule.references().iter().any(|reference| reference.of_previous) {
            bail!("{}: subscriptions have no baseline; leave out previous.", judge::place(rule));
        }
    }
    Ok(())
}

/// What the reading is asked for; the files stand in the place of lists of leads.
fn request(options: &CacVsLtv) -> Result<(Request, Vec<Input>)> {
    let common = &options.common;
    if let Some(option) = options.reading.given().iter().find(|option| !READING.contains(option)) {
        bail!("{option}: is not for subscriptions; leave it out");
    }
    let inputs: Vec<Input> =
        options.subscription.subscriptions.iter().map(|text| Input::parse(text)).collect();
    let mut effective =
        settings::effective(&options.reading, common.currency.as_deref(), common.config.as_deref())?;
    let request = settings::request(&mut effective, &[], &inputs, Vec::new(), NonZeroUsize::MIN)?;
    // Settings for leads of all runs say nothing about subscriptions.
    Ok((Request { dedupe: None, ..request }, inputs))
}

/// The months, and all of them together. Records have no total, so where an LTV is asked for they are one, of all months.
fn fill(
    report: &mut Report,
    groups: &[Group<Movement>],
    total: &Movement,
    sheet: &Worksheet,
    options: &CacVsLtv,
    style: &Style,
) -> Result<()> {
    let common = &options.common;
    let (has_total, only_all) = (has_total(style), !has_total(style) && options.margin_rate.is_some());
    let mut metrics = FIGURES.to_vec();
    if only_all || style.format == Format::Json {
        let of_all = sheet.lines().iter().map(|line| line.metric).filter(|metric| !FIGURES.contains(metric));
        metrics.extend(of_all);
    }
    let table = Table { metrics: &metrics, total, confidence: common.confidence };
    if only_all {
        report.group_by = Vec::new();
        report.rows.push(table.row(Vec::new(), None, total)?);
    }
    for Group { names, tally } in groups.iter().filter(|_| !only_all) {
        report.rows.push(table.row(names.clone(), None, tally)?);
        if common.explain {
            let of_month = Table { metrics: &FIGURES, ..table };
            report.working.extend(of_month.working(names, tally)?);
        }
    }
    report.columns = metrics.iter().map(|metric| Column::of(*metric, style.language)).collect();
    if has_total && !groups.is_empty() {
        report.total = Some(table.row(Vec::new(), None, total)?);
    }
    if common.explain {
        report.working.extend(worksheet_report::working(sheet, common.confidence)?);
    }
    report.words.extend(in_words(total, sheet, style)?);
    Ok(())
}

/// Whether a format shows a total beside its rows.
fn has_total(style: &Style) -> bool {
    style.format.is_for_people() || style.format == Format::Json
}

/// Churn, what it rests on, and the lifetime that follows.
fn in_words(total: &Movement, sheet: &Worksheet, style: &Style) -> Result<Option<String>> {
    let Some(churn) = sheet.figure(Metric::Churn)?.known() else { return Ok(None) };
    let count = |count: u64| number::for_people(count.into(), Unit::Count, style);
    let (left, months) = (count(total.churned), count(total.subscribers));
    let churn = number::for_people(churn, Unit::Percent, style);
    let pays = sheet.figure(Metric::RevenuePerMonth)?.known().unwrap_or_default();
    let pays = number::for_people(pays, Unit::Money, style);
    let stays = sheet.figure(Metric::LifetimeMonths)?.known();
    let stays = stays.map(|stays| number::for_people(stays, Unit::Months, style));
    Ok(Some(match (style.language, stays) {
        (Language::En, Some(stays)) => format!(
            "Of {months} customer-months {left} ended with a customer leaving: churn {churn} a month, lifetime {stays} months; \
             a customer pays {pays} a month."
        ),
        (Language::En, None) => {
            format!("Nobody has left in {months} customer-months; a customer pays {pays} a month.")
        }
        (Language::Ru, Some(stays)) => format!(
            "Из {months} клиенто-месяцев уходом закончились {left}: отток {churn} в месяц, срок жизни {stays} мес.; \
             клиент платит {pays} в месяц."
        ),
        (Language::Ru, None) => {
            format!("За {months} клиенто-месяцев никто не ушёл; клиент платит {pays} в месяц.")
        }
    }))
}

/// What the reader of the figures should know.
fn notes(
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

/// Programs get the verdicts beside the figures of all months.
fn add_verdicts(report: &mut Report, sheet: &Worksheet, style: &Style) -> Result<()> {
    let verdicts = super::judge(sheet, report, style)?;
    if style.format.is_for_people() {
        return Ok(());
    }
    for (key, verdict) in verdicts {
        let of_rows = if has_total(style) { "" } else { verdict };
        worksheet_report::push_text(report, key, "Verdict", of_rows);
        if let Some(total) = &mut report.total {
            total.cells.push(Cell::Text(verdict.to_owned()));
        }
    }
    Ok(())
}
