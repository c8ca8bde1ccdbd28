//! What can be wrong with the inputs: what failed, because of what, and what to do about it.

use std::io;

use crate::core::metric::FigureOverflow;
use crate::core::period::Date;

use super::audit::Unreadable;
use super::bytes;
use super::field::money::vat::Vat;
use super::file::Place;

/// Why files could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system did not give it.
    #[error("{file}: cannot be read: {cause}")]
    Unreadable {
        /// Which file.
        file: String,
        /// What the system said.
        cause: io::Error,
    },
    /// Given twice.
    #[error("{file}: is given twice, and its rows would count twice; name it once")]
    Repeated {
        /// Which file.
        file: String,
    },
    /// Stdin for both kinds.
    #[error("stdin: is given both as --spend and as --leads, and can be only one of them")]
    StdinTwice,
    /// Nothing in it.
    #[error("{file}: is empty; a header row and data rows are expected")]
    Empty {
        /// Which file.
        file: String,
    },
    /// A quote without an end.
    #[error(
        "{file}, {place}: a quotation mark in the row that begins here is never closed; close or double it"
    )]
    OpenQuote {
        /// Which file.
        file: String,
        /// Where the row begins.
        place: Place,
    },
    /// No header that is known.
    #[error(
        "{file}: no column of its first row is known ({headers}); \
         name the columns with --map, as in --map {column}=HEADER, or the delimiter with --delimiter"
    )]
    NoKnownColumn {
        /// Which file.
        file: String,
        /// The headers found.
        headers: String,
        /// A column that such files have.
        column: &'static str,
    },
    /// A list without a column that each of its rows needs.
    #[error("{file}: has no {column} column ({headers}); name it with --map {side}.{column}=HEADER")]
    NoColumn {
        /// Which file.
        file: String,
        /// What is missing.
        column: &'static str,
        /// The headers found.
        headers: String,
        /// Which kind of file, as `--map` has it.
        side: &'static str,
    },
    /// No column with anything to add up.
    #[error(
        "{file}: has nothing to add up ({headers}); name a column with --map, as in --map spend=HEADER{hint}"
    )]
    NoFacts {
        /// Which file.
        file: String,
        /// The headers found.
        headers: String,
        /// What else could be the matter.
        hint: &'static str,
    },
    /// Orders without a day of their own, which counts.
    #[error(
        "{file}: has no column that says when an order was ({headers}); name it with --map closed_at=HEADER, or leave \
         out --date-basis"
    )]
    NoOrderDate {
        /// Which file.
        file: String,
        /// The headers found.
        headers: String,
    },
    /// A survey without answers.
    #[error("{file}: has no column of answers ({headers}); name it with --map answer=HEADER")]
    NoAnswers {
        /// Which file.
        file: String,
        /// The headers found.
        headers: String,
    },
    /// Answers on two scales in one column.
    #[error(
        "{file}: {column:?} has answers in numbers ({number}) and in words ({word}), which are two scales; \
         put them into two files"
    )]
    MixedAnswers {
        /// Which file.
        file: String,
        /// The column's header.
        column: String,
        /// A number, and its place.
        number: String,
        /// A word, and its place.
        word: String,
    },
    /// No column that says who has answered.
    #[error("{file}: has no column that says who has answered ({headers}); name it, as in --at-risk HEADER")]
    NoRespondent {
        /// Which file.
        file: String,
        /// The headers found.
        headers: String,
    },
    /// Two headers for one meaning.
    #[error(
        "{file}: {first:?} and {second:?} can both be the {meaning}; settle it with --map {side}.{meaning}={first_quoted}"
    )]
    TwoColumns {
        /// Which file.
        file: String,
        /// What both could be.
        meaning: &'static str,
        /// One header.
        first: String,
        /// The other.
        second: String,
        /// Which kind of file, as `--map` has it.
        side: &'static str,
        /// The first header as a shell takes it.
        first_quoted: String,
    },
    /// A cost with VAT and one without.
    #[error(
        "{file}: {first:?} and {second:?} are both the cost; settle it with --vat included or --vat excluded"
    )]
    TwoCosts {
        /// Which file.
        file: String,
        /// One header.
        first: String,
        /// The other.
        second: String,
    },
    /// A product with two costs.
    #[error("{product:?} costs {first} and {second}; leave the one that holds")]
    TwoCostsOfGoods {
        /// The product, as names are compared.
        product: String,
        /// One cost, and its place.
        first: String,
        /// The other, and its place.
        second: String,
    },
    /// Two mappings for one meaning.
    #[error(
        "{file}: has a column for --map {first} and one for --map {second}; only one of them can be meant"
    )]
    TwoMappings {
        /// Which file.
        file: String,
        /// One mapping.
        first: String,
        /// The other.
        second: String,
    },
    /// A lead list that is a report.
    #[error("{file}: has a column {header:?}, so its rows are not single leads; give the file as --spend")]
    ReportAsLeads {
        /// Which file.
        file: String,
        /// The header that tells.
        header: String,
    },
    /// The same header twice.
    #[error(
        "{file}: has two columns named {header:?}, and either can be the {meaning}; rename or remove one"
    )]
    SameHeader {
        /// Which file.
        file: String,
        /// The header.
        header: String,
        /// What it means.
        meaning: &'static str,
    },
    /// A column that grouping or a period needs.
    #[error("{file}: has no {dimension} column to group by ({headers}); {way_out}")]
    NoDimension {
        /// Which file.
        file: String,
        /// What is missing.
        dimension: String,
        /// The headers found.
        headers: String,
        /// What to do.
        way_out: String,
    },
    /// A period without a date.
    #[error(
        "{file}: has no date column, which {needed_for} needs ({headers}); name it with --map {side}.date=HEADER"
    )]
    NoDate {
        /// Which file.
        file: String,
        /// The option.
        needed_for: String,
        /// The headers found.
        headers: String,
        /// Which kind of file, as `--map` has it.
        side: &'static str,
    },
    /// A mapping that no file has.
    #[error("--map {mapping}: no file has a column {header:?} ({headers})")]
    UnusedMapping {
        /// As it was typed.
        mapping: String,
        /// The header that was looked for.
        header: String,
        /// Which headers there are.
        headers: String,
    },
    /// A mapping for a kind of file that was not given.
    #[error("--map {mapping}: is for --{side} files, and none is given")]
    IdleMapping {
        /// As it was typed.
        mapping: String,
        /// The kind of file.
        side: &'static str,
    },
    /// Both decimal marks.
    #[error(
        "{file}: {column:?} has decimal points ({point}) and decimal commas ({comma}); \
         settle it with --decimal-mark point or --decimal-mark comma"
    )]
    BothMarks {
        /// Which file.
        file: String,
        /// The column's header.
        column: String,
        /// A value with a point, and its place.
        point: String,
        /// A value with a comma, and its place.
        comma: String,
    },
    /// No evidence for either mark.
    #[error(
        "{file}, {place}: {value:?} in {column:?} can be a number with decimals or one with thousands, \
         and nothing in the file decides; settle it with --decimal-mark point or --decimal-mark comma"
    )]
    UndecidedMark {
        /// Which file.
        file: String,
        /// Where.
        place: Place,
        /// The column's header.
        column: String,
        /// What stands there.
        value: String,
    },
    /// Two currencies.
    #[error(
        "two currencies: {first} in {first_files}; {second} in {second_files}; \
         say what one of them is worth, as in --rate {second}=RATE with --currency {first}"
    )]
    TwoCurrencies {
        /// One currency.
        first: String,
        /// The files that have it, with their numbers of amounts.
        first_files: String,
        /// The other currency.
        second: String,
        /// The files that have that.
        second_files: String,
    },
    /// Another currency than the one that is asked for.
    #[error(
        "--currency {wanted}: {code} in {files}; leave the option out, or say what {code} is worth, as in --rate {code}=RATE"
    )]
    OtherCurrency {
        /// What the amounts are in.
        code: String,
        /// The files, with their numbers of amounts.
        files: String,
        /// What is asked for.
        wanted: String,
    },
    /// All amounts were converted, to nobody knows what.
    #[error("every amount is converted by a rate; say by --currency which currency the rates lead to")]
    NoBaseCurrency,
    /// Costs with VAT and without it.
    #[error(
        "costs of different kinds: {costs}; settle it with --vat included or --vat excluded, which takes those that do not say \
         for that"
    )]
    MixedVat {
        /// The files and their kinds.
        costs: String,
    },
    /// No rate to put VAT in or take it out by.
    #[error("{file}: its costs have VAT {}, and --vat {} is asked for; say the rate, as in --vat-rate 20%", given.name(), wanted.name())]
    NoVatRate {
        /// Which file.
        file: String,
        /// What its costs are.
        given: Vat,
        /// What is asked for.
        wanted: Vat,
    },
    /// Costs that look like millionths.
    #[error(
        "{file}: {header:?} {evidence}, in whole numbers, as where an interface gives millionths; \
         settle it with --micros, or with --micros=no if it does cost that much"
    )]
    Micros {
        /// Which file.
        file: String,
        /// The cost's header.
        header: String,
        /// What makes it likely.
        evidence: String,
    },
    /// No file that looks like millionths.
    #[error("--micros: no file has costs that look like millionths; leave the option out")]
    IdleMicros,
    /// No column to tell repeated leads by.
    #[error(
        "{file}: has no {key} column to find repeated leads by ({headers}); name it with --map leads.{key}=HEADER"
    )]
    NoKey {
        /// Which file.
        file: String,
        /// What is missing.
        key: &'static str,
        /// The headers found.
        headers: String,
    },
    /// A file that covers days on both sides of a border.
    #[error("{file}: covers {first} to {last} as a whole, {what}; export it with a column of days")]
    SpanCut {
        /// Which file.
        file: String,
        /// Its first day.
        first: Date,
        /// Its last day.
        last: Date,
        /// What cuts it.
        what: String,
    },
    /// The file's period can be read in two ways.
    #[error(
        "{file}: {text:?} above its table can be two different periods; settle it with --date-order dmy or --date-order mdy"
    )]
    UndecidedPeriod {
        /// Which file.
        file: String,
        /// What stands there.
        text: String,
    },
    /// Dates in both orders.
    #[error(
        "{file}: {column:?} has dates with the day first ({day}) and with the month first ({month}); \
         settle it with --date-order dmy or --date-order mdy"
    )]
    BothOrders {
        /// Which file.
        file: String,
        /// The column's header.
        column: String,
        /// A date with the day first, and its place.
        day: String,
        /// A date with the month first, and its place.
        month: String,
    },
    /// No evidence for either order.
    #[error(
        "{file}, {place}: {value:?} in {column:?} can be two different days, and nothing in the file decides; \
         settle it with --date-order dmy or --date-order mdy"
    )]
    UndecidedOrder {
        /// Which file.
        file: String,
        /// Where.
        place: Place,
        /// The column's header.
        column: String,
        /// What stands there.
        value: String,
    },
    /// A row without an end.
    #[error(
        "{file}, {place}: the row after this one is longer than 16 MiB; it is no table, or a quotation mark is never closed"
    )]
    RowTooLong {
        /// Which file.
        file: String,
        /// The last row that ended.
        place: Place,
    },
    /// Bytes that are no UTF-8 in a text that begins as such. Read again with a look at all of it first, the file says what it
    /// is, unless somebody is writing to it.
    #[error("{file}: is not what it was a moment ago; read it when nobody is writing to it")]
    NoText {
        /// Which file.
        file: String,
    },
    /// The bytes are no text that can be read.
    #[error(transparent)]
    Bytes(#[from] bytes::Error),
    /// Rows that cannot be read.
    #[error("{0}")]
    Rows(Unreadable),
    /// A sum with too many digits.
    #[error(transparent)]
    Overflow(#[from] FigureOverflow),
    /// The program's own books do not balance.
    #[error(
        "the sums of the table and of the files differ in {0}: this is a defect of leadcalc, please report it"
    )]
    Unbalanced(String),
}
