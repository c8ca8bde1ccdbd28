//! `leadcalc loyalty`

use crate::ingest::answers::Respondent;
use crate::ingest::table::mapping::Mapping;

use super::{AnyTable, Common};

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

    /// How the table in a file is read.
    #[command(flatten)]
    pub table: AnyTable,

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
