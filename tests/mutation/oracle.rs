//! What the sums of a file must be, found in the plainest way from its cells.

use std::collections::{BTreeMap, BTreeSet};

use crate::Cell;
use crate::fixtures::{Fixture, Role};

/// Millionths.
pub(crate) type Micros = i128;

/// What must come of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expected {
    Refused(Blame),
    Sums(Sums),
}

/// What a refusal has to name beside the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blame {
    File,
    /// The cell that was replaced, by its line and what stands there, or its header.
    Cell,
}

/// The sums of a file and its books.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    /// By the names of a group, each figure that a row of it gives.
    pub(crate) groups: BTreeMap<Vec<String>, BTreeMap<&'static str, Micros>>,
    /// Figures that a column gives.
    pub(crate) figures: BTreeSet<&'static str>,
    /// Groups with amounts that are not known.
    pub(crate) partial: BTreeSet<(Vec<String>, &'static str)>,
    pub(crate) currency: Option<String>,
    pub(crate) rows: u64,
    pub(crate) used: u64,
    /// Notes that must stand there.
    pub(crate) notes: BTreeSet<&'static str>,
}

/// What a cell of numbers says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reading {
    Nothing,
    Number(Micros, Option<&'static str>),
    Rubbish,
}

/// A row of a table: its cells, and the number it has.
struct Row<'a> {
    index: usize,
    cells: Vec<&'a str>,
}

const NOTHING: [&str; 6] = ["", "-", "--", "—", "–", "n/a"];

/// What must come of a file with one of its cells replaced.
pub(crate) fn expect(fixture: &Fixture, replaced: Option<(Cell, &str)>) -> Expected {
    let mut roles: Vec<Role> = fixture.columns.iter().map(|(_, role)| *role).collect();
    let mut header_currency = fixture.currency;
    let mut month_above = fixture.month_above;
    match replaced {
        Some((_, text)) if text.contains('\0') => return Expected::Refused(Blame::File),
        Some((Cell::Header(column), _)) => {
            if roles[column] == Role::Money("spend") {
                header_currency = None;
            }
            // A day without a last one is that day, and describes its row.
            if let (Role::LastDay, Some(first)) =
                (roles[column], roles.iter().position(|role| *role == Role::FirstDay))
            {
                roles[first] = Role::Day;
            }
            roles[column] = Role::Nothing;
        }
        // Without its second line a file of Google's says nothing of its days, unless there is another day there.
        Some((Cell::Preamble(1), "2026-10-20")) if month_above.is_some() => month_above = Some("2026-10"),
        Some((Cell::Preamble(1), _)) if month_above.is_some() => return Expected::Refused(Blame::File),
        _ => {}
    }
    let has = |role: Role| roles.contains(&role);
    let has_name = has(Role::Name) || has(Role::Source);
    let has_days = month_above.is_some() || has(Role::Day);
    if !has_name || (fixture.by_month && !has_days) {
        return Expected::Refused(Blame::File);
    }
    let rows = fixture.rows.iter().enumerate().map(|(index, cells)| {
        let cell = |(column, text): (usize, &&'static str)| match replaced {
            Some((place, rubbish)) if place == Cell::Row(index, column) => rubbish,
            _ => text,
        };
        Row { index, cells: cells.iter().enumerate().map(cell).collect() }
    });
    let table = Table {
        fixture,
        month_above,
        roles: &roles,
        header_currency,
        marks: Vec::new(),
        replaced: replaced.map(|(cell, _)| cell),
    };
    table.expect(rows.collect())
}

struct Table<'a> {
    fixture: &'a Fixture,
    month_above: Option<&'static str>,
    roles: &'a [Role],
    header_currency: Option<&'static str>,
    /// Whether the decimal mark of a column is the comma.
    marks: Vec<bool>,
    replaced: Option<Cell>,
}

/// A row that gives no sums, and why.
enum Stop {
    Refused(Blame),
}

impl<'a> Table<'a> {
    fn expect(mut self, rows: Vec<Row<'a>>) -> Expected {
        match self.read(rows) {
            Ok(sums) => Expected::Sums(sums),
            Err(Stop::Refused(blame)) => Expected::Refused(blame),
        }
    }

    fn read(&mut self, rows: Vec<Row<'a>>) -> Result<Sums, Stop> {
        let mut sums = Sums { rows: rows.len() as u64, figures: self.figures(), ..Sums::default() };
        if sums.figures.is_empty() {
            return Err(Stop::Refused(Blame::File));
        }
        let mut data = Vec::new();
        for row in rows {
            if self.is_labelled(&row)? {
                sums.notes.insert("total-rows");
            } else {
                data.push(row);
            }
        }
        self.marks =
            (0..self.roles.len()).map(|column| self.mark(&data, column)).collect::<Result<_, _>>()?;
        let mut ends = Vec::new();
        if !self.fixture.is_leads {
            for end in [0, data.len().saturating_sub(1)] {
                if data.get(end).is_some_and(|row| self.is_nameless(row)) && !ends.contains(&end) {
                    ends.push(end);
                }
            }
        }
        let mut currencies = BTreeSet::new();
        let mut added: Vec<&Row> = Vec::new();
        for (index, row) in data.iter().enumerate() {
            if !ends.contains(&index) {
                self.add(row, &mut sums, &mut currencies)?;
                added.push(row);
            }
        }
        // The table's first and last row, where nothing names them, are totals if they state no less than the rest.
        for end in ends {
            if self.is_total_of(&data[end], &added) {
                sums.notes.insert("total-rows");
            } else {
                self.add(&data[end], &mut sums, &mut currencies)?;
                added.push(&data[end]);
            }
        }
        if currencies.len() > 1 {
            return Err(Stop::Refused(Blame::File));
        }
        sums.currency = currencies.into_iter().next();
        Ok(sums)
    }

    fn figures(&self) -> BTreeSet<&'static str> {
        if self.fixture.is_leads {
            let has = |role: Role| self.roles.contains(&role);
            let mut figures = BTreeSet::from(["leads"]);
            if has(Role::Status) {
                figures.extend(["rejected_leads", "qualified_leads", "orders"]);
            }
            if has(Role::Money("revenue")) {
                figures.extend(["orders", "revenue"]);
            }
            return figures;
        }
        self.sums().map(|(_, figure)| figure).collect()
    }

    /// The columns of figures.
    fn sums(&self) -> impl Iterator<Item = (usize, &'static str)> {
        self.roles.iter().enumerate().filter_map(|(column, role)| match role {
            Role::Count(figure) | Role::Fraction(figure) | Role::Money(figure) => Some((column, *figure)),
            _ => None,
        })
    }
}

impl Table<'_> {
    fn blame(&self, row: &Row, column: usize) -> Stop {
        let is_replaced = self.replaced == Some(Cell::Row(row.index, column));
        Stop::Refused(if is_replaced { Blame::Cell } else { Blame::File })
    }

    /// Whether a row says that it is a total.
    fn is_labelled(&self, row: &Row) -> Result<bool, Stop> {
        let Some(labelled) = row.cells.iter().position(|cell| is_label(cell)) else { return Ok(false) };
        let is_filled = |column: usize| {
            column != labelled && !is_nothing(row.cells[column]) && !is_label(row.cells[column])
        };
        let any_filled = |roles: &[Role]| {
            (0..row.cells.len()).any(|column| roles.contains(&self.roles[column]) && is_filled(column))
        };
        if self.fixture.is_leads {
            let stands_first = row.cells.iter().position(|cell| !cell.trim().is_empty()) == Some(labelled);
            return Ok(stands_first && !any_filled(&[Role::Id, Role::Status, Role::Day, Role::Source]));
        }
        if row.cells[labelled] == "Total" && any_filled(&[Role::Name, Role::Day]) {
            return Err(self.blame(row, labelled));
        }
        Ok(true)
    }

    fn is_nameless(&self, row: &Row) -> bool {
        let describes = |column: &usize| matches!(self.roles[*column], Role::Name | Role::Day);
        let mut columns = (0..self.roles.len()).filter(describes).peekable();
        columns.peek().is_some() && columns.all(|column| is_nothing(row.cells[column]))
    }

    /// Whether a row states no less than the others add up to, but for a cent in each.
    fn is_total_of(&self, total: &Row, rows: &[&Row]) -> bool {
        let order = ["spend", "impressions", "clicks", "leads", "revenue"];
        let figure = |name: &str| self.sums().find(|(_, figure)| *figure == name);
        let Some((column, _)) = order.into_iter().find_map(figure) else { return false };
        let read = |row: &Row| match reading(row.cells[column], self.marks[column]) {
            Reading::Number(amount, _) => Some(amount),
            _ => None,
        };
        let all: Micros = rows.iter().filter_map(|row| read(row)).sum();
        !rows.is_empty() && read(total).is_some_and(|stated| all <= stated + 10_000 * rows.len() as Micros)
    }

    /// Whether a column is written with decimal commas: as its own cells prove, or else the others.
    fn mark(&self, rows: &[Row], column: usize) -> Result<bool, Stop> {
        let proofs = |column: usize| -> BTreeSet<bool> {
            rows.iter().filter_map(|row| proves_comma(row.cells[column])).collect()
        };
        if self.sums().all(|(other, _)| other != column) {
            return Ok(self.fixture.decimal_comma);
        }
        let own = proofs(column);
        if own.len() > 1 {
            return Err(Stop::Refused(Blame::File));
        }
        if let Some(comma) = own.first() {
            return Ok(*comma);
        }
        let all: BTreeSet<bool> = self.sums().flat_map(|(column, _)| proofs(column)).collect();
        let is_open = rows.iter().any(|row| can_be_either(row.cells[column]));
        match (all.len(), all.first()) {
            (1, Some(comma)) => Ok(*comma),
            _ if is_open => Err(Stop::Refused(Blame::File)),
            _ => Ok(self.fixture.decimal_comma),
        }
    }

    fn number(&self, row: &Row, column: usize) -> Result<Option<(Micros, Option<&'static str>)>, Stop> {
        match reading(row.cells[column], self.marks[column]) {
            Reading::Nothing => Ok(None),
            Reading::Number(amount, currency) => Ok(Some((amount, currency))),
            Reading::Rubbish => Err(self.blame(row, column)),
        }
    }

    /// An amount; its currency goes to the others.
    fn money(
        &self,
        row: &Row,
        column: usize,
        currencies: &mut BTreeSet<String>,
    ) -> Result<Option<Micros>, Stop> {
        let Some((amount, own)) = self.number(row, column)? else { return Ok(None) };
        let beside =
            self.roles.iter().position(|role| *role == Role::Currency).map(|place| row.cells[place].trim());
        let beside = beside.filter(|code| !code.is_empty());
        let header = self.header_currency.filter(|_| self.roles[column] == Role::Money("spend"));
        if own.is_some_and(|own| [beside, header].into_iter().flatten().any(|other| own != other)) {
            return Err(self.blame(row, column));
        }
        currencies.extend(own.or(beside).or(header).map(str::to_owned));
        Ok(Some(amount))
    }

    fn group(&self, row: &Row) -> Result<Vec<String>, Stop> {
        let place = |wanted: Role| self.roles.iter().position(|role| *role == wanted);
        let mut names = Vec::new();
        if self.fixture.by_month {
            names.push(match (self.month_above, place(Role::Day)) {
                (Some(month), _) => month.to_owned(),
                (None, Some(day)) => month(row.cells[day]).ok_or_else(|| self.blame(row, day))?,
                (None, None) => String::new(),
            });
        }
        let sources: Vec<usize> = (0..self.roles.len())
            .filter(|column| matches!(self.roles[*column], Role::Name | Role::Source))
            .collect();
        let name = match sources[..] {
            [only] => row.cells[only],
            _ => sources.iter().map(|column| row.cells[*column]).find(|cell| !is_nothing(cell)).unwrap_or(""),
        };
        names.push(name.split_whitespace().collect::<Vec<_>>().join(" "));
        Ok(names)
    }

    fn add(&self, row: &Row, sums: &mut Sums, currencies: &mut BTreeSet<String>) -> Result<(), Stop> {
        if self.fixture.is_leads {
            self.add_lead(row, sums, currencies)
        } else {
            self.add_statistics(row, sums, currencies)
        }
    }

    fn add_statistics(
        &self,
        row: &Row,
        sums: &mut Sums,
        currencies: &mut BTreeSet<String>,
    ) -> Result<(), Stop> {
        let days =
            [Role::FirstDay, Role::LastDay].map(|role| self.roles.iter().position(|other| *other == role));
        if let [Some(first), Some(last)] = days
            && let (Some(start), Some(end)) = (month(row.cells[first]), month(row.cells[last]))
            && !end.is_empty()
            && start > end
        {
            return Err(self.blame(row, first));
        }
        let mut found = Vec::new();
        for (column, figure) in self.sums() {
            let amount = match self.roles[column] {
                Role::Money(_) => self.money(row, column, currencies)?,
                role => match self.number(row, column)? {
                    // An amount is no count, nothing is done less than never, and nobody clicks by halves.
                    Some((count, currency))
                        if currency.is_some()
                            || count < 0
                            || (matches!(role, Role::Count(_)) && count % 1_000_000 != 0) =>
                    {
                        return Err(self.blame(row, column));
                    }
                    number => number.map(|(count, _)| count),
                },
            };
            found.push((figure, amount));
        }
        let group = self.group(row)?;
        let is_active = found.iter().any(|(_, amount)| amount.is_some_and(|amount| amount != 0));
        let known = sums.groups.entry(group.clone()).or_default();
        for (figure, amount) in found {
            match amount {
                None if figure == "spend" && is_active => {
                    sums.partial.insert((group.clone(), figure));
                    sums.notes.insert("partial");
                    continue;
                }
                None => drop(sums.notes.insert("empty-cells")),
                Some(_) => {}
            }
            *known.entry(figure).or_default() += amount.unwrap_or(0);
        }
        sums.used += 1;
        Ok(())
    }

    fn add_lead(&self, row: &Row, sums: &mut Sums, currencies: &mut BTreeSet<String>) -> Result<(), Stop> {
        let place = |wanted: Role| self.roles.iter().position(|role| *role == wanted);
        let amount = match place(Role::Money("revenue")) {
            Some(column) => self.money(row, column, currencies)?,
            None => None,
        };
        let (won, qualified, rejected) = match place(Role::Status).map(|column| row.cells[column].trim()) {
            None => (amount.is_some_and(|amount| amount > 0), false, false),
            Some("Успешно реализовано") => (true, true, false),
            Some("Принимают решение") => (false, true, false),
            Some("Дубль") => (false, false, true),
            Some("" | "Первичный контакт") => (false, false, false),
            Some(_) => {
                sums.notes.insert("unknown-statuses");
                (false, false, false)
            }
        };
        if won && amount.is_none() && place(Role::Money("revenue")).is_some() {
            sums.notes.insert("orders-without-amount");
        }
        let is_refund = amount.is_some_and(|amount| amount < 0);
        let group = self.group(row)?;
        let known = sums.groups.entry(group).or_default();
        let one = |counts: bool| Micros::from(counts) * 1_000_000;
        for (figure, amount) in [
            ("leads", one(!rejected)),
            ("rejected_leads", one(rejected)),
            ("qualified_leads", one(qualified)),
            ("orders", one(won)),
            ("revenue", amount.filter(|_| won || is_refund).unwrap_or(0)),
        ] {
            if sums.figures.contains(figure) {
                *known.entry(figure).or_default() += amount;
            }
        }
        sums.used += u64::from(!rejected);
        Ok(())
    }
}

fn is_nothing(cell: &str) -> bool {
    NOTHING.contains(&cell.trim())
}

fn is_label(cell: &str) -> bool {
    cell == "Total" || cell == "Итого" || cell.starts_with("Total: ")
}

/// The month of a day, `YYYY-MM`; empty where there is none, none where it cannot be read.
fn month(cell: &str) -> Option<String> {
    // Words in a column of days say that there is none.
    if is_nothing(cell) || !cell.contains(|c: char| c.is_numeric()) {
        return Some(String::new());
    }
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = cell.split(['.', '-']).collect();
    let [day, month, year] = match parts[..] {
        [year, month, day] if year.len() == 4 => [day, month, year],
        [day, month, year] => [day, month, year],
        _ => return None,
    };
    let is_day = [day, month, year].iter().all(|part| digits(part)) && day.len() == 2 && year.len() == 4;
    let days = if month == "02" { 28 } else { 31 };
    (is_day && day.parse::<u32>().is_ok_and(|day| (1..=days).contains(&day)))
        .then(|| format!("{year}-{month}"))
}

/// A number without its sign and currency: whether it is less than nothing, its digits and marks, its currency.
fn bare(cell: &str) -> Option<(bool, String, Option<&'static str>)> {
    let text = cell.trim_matches([' ', '\u{a0}', '\t']);
    let (parenthesised, text) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let (minus, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut currency = None;
    let mut text = text.to_owned();
    for (sign, code) in [("€", "EUR"), ("₽", "RUB"), ("$", "USD")] {
        if text.starts_with(sign) || text.ends_with(sign) {
            text = text.replacen(sign, "", 1).trim().into();
            currency = Some(code);
        }
    }
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b",. ".contains(&byte))
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit());
    (is_plain && !(parenthesised && minus)).then_some((parenthesised || minus, text, currency))
}

/// Whether a number can be read with either mark: `1,234`.
fn can_be_either(cell: &str) -> bool {
    let Some((_, text, _)) = bare(cell) else { return false };
    match text.split_once([',', '.']) {
        Some((whole, rest)) => {
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            (1..=3).contains(&whole.len())
                && !whole.starts_with('0')
                && rest.len() == 3
                && digits(whole)
                && digits(rest)
        }
        None => false,
    }
}

/// Whether the form of a number proves that its decimal mark is the comma, or that it is not.
fn proves_comma(cell: &str) -> Option<bool> {
    let (_, text, _) = bare(cell)?;
    if !text.contains([',', '.']) || can_be_either(cell) {
        return None;
    }
    let readable = |comma: bool| matches!(reading(cell, comma), Reading::Number(..));
    match (readable(true), readable(false)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// What a cell says under a decimal mark.
fn reading(cell: &str, comma: bool) -> Reading {
    if is_nothing(cell) {
        return Reading::Nothing;
    }
    let Some((minus, text, currency)) = bare(cell) else { return Reading::Rubbish };
    let (mark, thousands) = if comma { (',', '.') } else { ('.', ',') };
    let (whole, decimals) = text.split_once(mark).unwrap_or((&text, ""));
    let groups: Vec<&str> = whole.split([' ', thousands]).collect();
    let is_grouped = groups.len() > 1;
    let fits = |(index, group): (usize, &&str)| match index {
        0 => !is_grouped || (1..=3).contains(&group.len()),
        _ => group.len() == 3,
    };
    let digits = groups.concat() + decimals;
    let is_number = groups.iter().enumerate().all(fits)
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits.len() <= 20
        && decimals.len() <= 6;
    match format!("{}{decimals:0<6}", groups.concat()).parse::<Micros>() {
        Ok(amount) if is_number => Reading::Number(if minus { -amount } else { amount }, currency),
        _ => Reading::Rubbish,
    }
}

/// A figure of the program's as millionths.
pub(crate) fn micros(figure: &str) -> Option<Micros> {
    match reading(figure, false) {
        Reading::Number(amount, None) => Some(amount),
        _ => None,
    }
}
