//! `leadcalc loyalty`

use crate::ingest::answers::Respondent;
use crate::ingest::table::mapping::Mapping;
use crate::ingest::{EncodingName, MaxRejected, Order, typed};

use super::Common;
use super::reading::yes_or_no;

/// Whether those who bought would recommend: the Net Promoter Score of a survey, with its interval
///
/// Each row is an answer: a whole number from 0 to 10, of which 9 and 10 are promoters, 7 and 8 passives and the others detractors; or
/// one of five words, would strongly dissuade, would dissuade, neither, would recommend (a passive) and would strongly recommend (a
/// promoter; the other three are detractors), in English or Russian (настоятельно отговорил бы … настоятельно рекомендовал бы). NPS is
/// the share of promoters less that of detractors, in points from -100 to 100. Rows without an answer are left out and counted.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  leadcalc loyalty --survey examples/survey.csv
  leadcalc loyalty --survey examples/survey.csv --by channel --distribution
  leadcalc loyalty --survey examples/survey.csv --at-risk
  leadcalc loyalty --survey answers.xlsx --map answer='How was it?' --fail-if 'nps < 0' --confidence 95%")]
pub struct Loyalty {
    /// Surveys, an answer a row; CHANNEL=FILE gives all rows of a file their channel; - is stdin
    #[arg(long, value_name = "FILE", num_args = 1.., required = true, help_heading = "Input")]
    pub survey: Vec<String>,

    /// What a header means: answer=Score, date=Timestamp, respondent='Customer no.'; repeatable
    #[arg(long, value_name = "NAME=HEADER", value_parser = Mapping::parse, help_heading = "Input")]
    pub map: Vec<Mapping>,

    /// Encoding of the files, like windows-1251 [default: found, file by file]
    #[arg(long, value_name = "NAME", value_parser = EncodingName::parse, help_heading = "Input")]
    pub encoding: Option<EncodingName>,

    /// Sheet of a workbook, by its name [default: the one with known columns]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub sheet: Option<String>,

    /// What separates cells: one character, or comma, semicolon, tab [default: found]
    #[arg(long, value_name = "CHAR", value_parser = typed::delimiter, help_heading = "Input")]
    pub delimiter: Option<u8>,

    /// What comes first in dates like 03/04/2026: the day or the month [default: found]
    #[arg(long, value_name = "ORDER", help_heading = "Input")]
    pub date_order: Option<Order>,

    /// How many unreadable rows to put up with: a number, or a share like 1% [default: 0]
    #[arg(long, value_name = "N|RATE", value_parser = typed::max_rejected, help_heading = "Input")]
    pub max_rejected: Option<MaxRejected>,

    /// Compare names byte by byte: capitals and blanks make a difference
    #[arg(
        long,
        value_name = "yes|no",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "yes",
        hide_possible_values = true,
        value_parser = yes_or_no(),
        help_heading = "Input"
    )]
    pub exact_names: Option<bool>,

    /// What to group by: day, week, month, quarter, year, channel or any other header [default: all answers together]
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Selection")]
    pub by: Vec<String>,

    /// How many gave each answer
    #[arg(long, help_heading = "Output")]
    pub distribution: bool,

    /// List the respondents to win back, by their id alone: the detractors, each once [default: the column known for it]
    #[arg(
        long,
        value_name = "HEADER",
        num_args = 0..=1,
        default_missing_value = "",
        value_parser = respondent,
        conflicts_with_all = ["by", "distribution", "explain"],
        help_heading = "Output"
    )]
    pub at_risk: Option<Respondent>,

    /// What every calculation has.
    #[command(flatten)]
    pub common: Common,
}

/// The column that says who has answered.
#[expect(clippy::unnecessary_wraps, reason = "clap asks for a result")]
fn respondent(header: &str) -> Result<Respondent, std::convert::Infallible> {
    let header = header.trim();
    Ok(if header.is_empty() { Respondent::Known } else { Respondent::Header(header.to_owned()) })
}
