//! What is made of a survey's rows.

use crate::core::loyalty::{Answer, Kind, Scale};
use crate::ingest::audit::counted;
use crate::ingest::field::number;
use crate::ingest::file::{File, shortened};
use crate::ingest::list::{List, Row, Stop, Taken};
use crate::ingest::{Error, Request};
use crate::report::Note;

use super::cell::{self, Said};
use super::groups::Groups;
use super::passed_over;

/// The reason for a row without an answer.
const NO_ANSWER: &str = "no answer";

/// The answers of a file.
pub(super) struct Survey {
    /// Where it stands who has answered, if that is asked for.
    respondent: Option<usize>,
    /// The first number and the first word, with their places.
    met: [Option<String>; 2],
    /// The names of the row at hand.
    names: Vec<String>,
    pub(super) groups: Groups,
    unanswered: u64,
    pub(super) at_risk: Vec<String>,
    pub(super) nameless: u64,
}

impl Survey {
    pub(super) fn new(request: &Request, respondent: Option<usize>) -> Self {
        Self {
            respondent,
            met: [None, None],
            names: Vec::new(),
            groups: Groups::new(&request.dimensions, request.exact_names, &request.aliases),
            unanswered: 0,
            at_risk: Vec::new(),
            nameless: 0,
        }
    }

    /// The scale of the answers, once one was met.
    fn scale(&self) -> Option<Scale> {
        Scale::ALL.into_iter().find(|scale| self.met[*scale as usize].is_some())
    }

    /// What was answered; none where nothing was.
    fn answer(&mut self, row: &Row<'_, '_>) -> Result<Option<Answer>, Stop> {
        let file = row.file();
        let Some(column) = file.plan.answer else { return Ok(None) };
        let text = row.raw(column);
        match cell::read(text) {
            Said::Nothing => Ok(None),
            Said::Other => Err(row.problem(column, cell::expected(self.scale()))),
            Said::Answer(answer) => {
                let met = &mut self.met[answer.scale() as usize];
                if met.is_none() {
                    let text = shortened(number::text(text).trim());
                    *met = Some(format!("{text:?} in {}", row.place()));
                }
                match &self.met {
                    [Some(number), Some(word)] => Err(Stop::Run(Error::MixedAnswers {
                        file: file.name.clone(),
                        column: file.raw_headers()[column].clone(),
                        number: number.clone(),
                        word: word.clone(),
                    })),
                    _ => Ok(Some(answer)),
                }
            }
        }
    }
}

impl List for Survey {
    fn take(&mut self, row: &mut Row<'_, '_>) -> Result<Taken, Stop> {
        let Some(answer) = self.answer(row)? else {
            self.unanswered += 1;
            return Ok(Taken::LeftOut(NO_ANSWER));
        };
        let days = row.days()?;
        row.names(days, &mut self.names)?;
        self.groups.add(self.names.iter().map(String::as_str), answer);
        if let (Some(respondent), Kind::Detractor) = (self.respondent, answer.kind()) {
            match row.text(respondent) {
                "" => self.nameless += 1,
                id => self.at_risk.push(id.to_owned()),
            }
        }
        Ok(Taken::Used)
    }

    /// Each file is on one scale of its own.
    fn merge(&mut self, later: Self) -> Result<(), Error> {
        self.groups.merge(later.groups);
        self.at_risk.extend(later.at_risk);
        self.nameless += later.nameless;
        Ok(())
    }

    fn notes(&self, file: &File, books: Vec<Note>) -> Vec<Note> {
        let without_answer = (self.unanswered > 0).then(|| Note {
            code: "no-answer",
            message: format!(
                "{}: left out: {} without an answer",
                file.name,
                counted(self.unanswered, "row")
            ),
        });
        passed_over(file).into_iter().chain(books).chain(without_answer).collect()
    }

    fn details(&self, file: &File) -> Option<String> {
        self.scale().map(|scale| format!("{}: {}", file.name, scale.in_words()))
    }
}
