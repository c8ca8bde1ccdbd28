//! Whether those who bought would recommend: surveys in, a row a group out.

use anyhow::{Result, bail};

use crate::cli::Loyalty;
use crate::core::chance::confidence::Confidence;
use crate::core::limit::rule::Rule;
use crate::core::loyalty::{Answer, Answers, Kind, Scale, Word};
use crate::core::metric::{Better, Language, Metric, Unit};
use crate::core::value::Value;
use crate::exit::Exit;
use crate::ingest::answers::{self, Surveys};
use crate::ingest::source::Input;
use crate::ingest::{Dimension, Group};
use crate::render::{Format, Layout, Style};
use crate::report::{Cell, Column, Note, Report, Row};

use super::groups;
use super::groups::gate::Gate;
use super::groups::table::Table;
use super::output::Output;
use super::{estimates, judge, progress, settings, talk};

/// The figures of a survey. The score stands beside the number of answers, so that no break of a table parts them.
const FIGURES: [Metric; 8] = [
    Metric::Answers,
    Metric::Nps,
    Metric::Promoters,
    Metric::Passives,
    Metric::Detractors,
    Metric::PromoterShare,
    Metric::PassiveShare,
    Metric::DetractorShare,
];

pub(super) fn run(options: &Loyalty) -> Result<Exit> {
    let common = &options.common;
    let rules = common.limits.rules();
    refuse_previous(&rules)?;
    let (request, files) = settings::of_surveys(options, groups::dimensions(&options.by)?)?;
    let inputs: Vec<Input> = files.iter().map(|file| file.input.clone()).collect();
    let layout = if options.at_risk.is_some() { Layout::Rows } else { Layout::Auto };
    let output = Output::open_for(&common.presentation, layout, None, &inputs)?;
    let style = *output.style();
    let surveys = progress::shown(!common.quiet, &inputs, |progress| {
        answers::read(&request, &files, options.at_risk.as_ref(), progress)
    })?;
    if common.verbose {
        surveys.details.iter().for_each(talk::say);
    }
    let group_by: Vec<String> = request.dimensions.iter().map(Dimension::name).map(str::to_owned).collect();
    let gate = Gate {
        groups: &surveys.groups,
        total: &surveys.total,
        group_by: &group_by,
        previous: None,
        confidence: common.confidence,
    };
    let limits = gate.judge(&rules)?;
    let mut report = if options.at_risk.is_some() {
        at_risk(surveys, &style)
    } else {
        figures(options, surveys, group_by, &style)?
    };
    report.limits = limits;
    estimates::note(&mut report, &style);
    output.finish(&report, common)
}

/// There is no former run to compare with.
fn refuse_previous(rules: &[Rule]) -> Result<()> {
    for rule in rules {
        if rule.references().iter().any(|reference| reference.of_previous) {
            bail!("{}: a survey has no baseline; leave out previous.", judge::place(rule));
        }
    }
    Ok(())
}

/// A row a group, and the total.
fn figures(options: &Loyalty, surveys: Surveys, group_by: Vec<String>, style: &Style) -> Result<Report> {
    let common = &options.common;
    let table = Table {
        metrics: &FIGURES,
        total: &surveys.total,
        confidence: Some(common.confidence.unwrap_or_default()),
    };
    let shown = if options.distribution { given(&surveys.total) } else { Vec::new() };
    let row = |names: Vec<String>, answers: &Answers| -> Result<Row> {
        let mut row = table.row(names, None, answers)?;
        without_unasked(&mut row, common.confidence);
        let counts = shown.iter().map(|answer| Value::Known(answers.count(*answer).into()));
        row.cells.extend(counts.map(Cell::figure));
        Ok(row)
    };
    let is_grouped = !group_by.is_empty();
    let (mut rows, mut working) = (Vec::new(), Vec::new());
    if is_grouped {
        for Group { names, tally } in &surveys.groups {
            rows.push(row(names.clone(), tally)?);
            if common.explain {
                working.extend(table.working(names, tally)?);
            }
        }
    } else {
        rows.push(row(Vec::new(), &surveys.total)?);
    }
    if common.explain {
        working.extend(table.working(&[], &surveys.total)?);
    }
    // Without groups the one row is the total, and people need not read it twice.
    let has_total = if is_grouped { !rows.is_empty() } else { style.format == Format::Json };
    let total = if has_total { Some(row(Vec::new(), &surveys.total)?) } else { None };
    let columns = FIGURES.iter().map(|metric| Column::of(*metric, style.language));
    let distribution = shown.iter().map(|answer| column(*answer, style.language));
    Ok(Report {
        currency: None,
        group_by,
        columns: columns.chain(distribution).collect(),
        rows,
        total,
        working,
        notes: surveys.notes,
        sources: surveys.sources,
        ..Report::new("loyalty")
    })
}

/// The shares have their intervals where somebody asks for a confidence; the score always has its own.
fn without_unasked(row: &mut Row, confidence: Option<Confidence>) {
    for (cell, metric) in row.cells.iter_mut().zip(FIGURES) {
        if let Cell::Figure { interval, .. } = cell
            && confidence.is_none()
            && metric != Metric::Nps
        {
            *interval = None;
        }
    }
}

/// The answers of the scales that were answered on.
fn given(total: &Answers) -> Vec<Answer> {
    let is_on =
        |scale: &Scale| total.is_on(*scale) || (*scale == Scale::Numbers && !total.is_on(Scale::Words));
    Scale::ALL.into_iter().filter(is_on).flat_map(Scale::answers).collect()
}

/// The column of how many gave an answer.
fn column(answer: Answer, language: Language) -> Column {
    const NUMBERS: [[&str; 3]; 11] = [
        ["answers_0", "Answer 0", "Ответ 0"],
        ["answers_1", "Answer 1", "Ответ 1"],
        ["answers_2", "Answer 2", "Ответ 2"],
        ["answers_3", "Answer 3", "Ответ 3"],
        ["answers_4", "Answer 4", "Ответ 4"],
        ["answers_5", "Answer 5", "Ответ 5"],
        ["answers_6", "Answer 6", "Ответ 6"],
        ["answers_7", "Answer 7", "Ответ 7"],
        ["answers_8", "Answer 8", "Ответ 8"],
        ["answers_9", "Answer 9", "Ответ 9"],
        ["answers_10", "Answer 10", "Ответ 10"],
    ];
    let [key, en, ru] = match answer {
        Answer::Number(number) => NUMBERS[usize::from(number).min(NUMBERS.len() - 1)],
        Answer::Word(Word::StronglyDissuade) => {
            ["would_strongly_dissuade", "Would strongly dissuade", "Настоятельно отговорил бы"]
        }
        Answer::Word(Word::Dissuade) => ["would_dissuade", "Would dissuade", "Отговорил бы"],
        Answer::Word(Word::Neither) => ["would_do_neither", "Would do neither", "Ни то ни другое"],
        Answer::Word(Word::Recommend) => ["would_recommend", "Would recommend", "Рекомендовал бы"],
        Answer::Word(Word::StronglyRecommend) => {
            ["would_strongly_recommend", "Would strongly recommend", "Настоятельно рекомендовал бы"]
        }
    };
    let label = match language {
        Language::En => en,
        Language::Ru => ru,
    };
    Column { key: key.into(), label: label.into(), unit: Unit::Count, better: Better::Neither, formula: None }
}

/// Who is to be won back, and nothing else about them.
fn at_risk(surveys: Surveys, style: &Style) -> Report {
    let label = match style.language {
        Language::En => "Respondent",
        Language::Ru => "Респондент",
    };
    let mut notes = surveys.notes;
    let (listed, detractors) = (surveys.at_risk.len(), surveys.total.of_kind(Kind::Detractor));
    let without = match surveys.nameless {
        0 => String::new(),
        nameless => format!("; without an id: {nameless}"),
    };
    notes.push(Note {
        code: "at-risk",
        message: format!("answers of detractors: {detractors}; respondents listed: {listed}{without}"),
    });
    let row = |id: String| Row { group: Vec::new(), others: None, cells: vec![Cell::Text(id)] };
    Report {
        columns: vec![Column::text("respondent", label)],
        rows: surveys.at_risk.into_iter().map(row).collect(),
        notes,
        sources: surveys.sources,
        ..Report::new("loyalty")
    }
}
