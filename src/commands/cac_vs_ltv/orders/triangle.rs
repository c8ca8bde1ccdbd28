//! Cohorts by age: a record each for programs, a triangle for people.

use anyhow::{Result, anyhow, bail};

use crate::cli::{Breakdown, CacVsLtv, Measure};
use crate::core::cohort::{self, Cohorts, Selection};
use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::metric::{Better, FigureOverflow, Language, Metric, Unit};
use crate::core::value::{Reason, Value};
use crate::render::Style;
use crate::report::{Cell, Column, Report, Row};

use super::inputs::Read;
use super::{COMMAND, groups, name, vary};

/// How many records there may be: orders of a century have ages that nobody bought at, too.
const MOST: usize = 500_000;

const NOT_OVER: Reason = Reason::Zero("the month of that age is not over");

/// The customers of a cohort, perhaps of one channel.
struct Line<'a> {
    names: Vec<String>,
    selection: Selection<'a>,
}

pub(super) fn report(
    options: &CacVsLtv,
    read: &Read,
    cohorts: &Cohorts,
    measure: Measure,
    style: &Style,
) -> Result<Report> {
    let typed = vary::typed(options).first();
    let lines: Vec<Line<'_>> = groups::selections(read, cohorts)
        .into_iter()
        .map(|(names, selection, _)| Line { names, selection: groups::at(&selection, &typed) })
        .collect();
    let oldest = lines.iter().filter_map(|line| line.selection.last_age()).max();
    // Where no month is over, that of the first order is there, empty.
    let ages: Vec<u16> = (0..=oldest.unwrap_or(0)).collect();
    if lines.len().saturating_mul(ages.len()) > MOST {
        let fewer = if read.by.contains(&Breakdown::Channel) { ", leave channel out of --by," } else { "" };
        bail!(
            "--cohorts: {} rows at {} ages are more than {MOST} records; mend the days that are wrong{fewer} or take fewer \
             customers with --since and --until",
            lines.len(),
            ages.len()
        );
    }
    let triangle = Triangle { lines, ages, measure, is_cumulative: options.from_orders.cumulative, style };
    let (columns, rows) =
        if style.format.is_for_people() { triangle.for_people()? } else { triangle.records()? };
    let group_by = read.by.iter().map(|by| name(*by).to_owned()).collect();
    Ok(Report { group_by, columns, rows, words: triangle.title(&read.by), ..Report::new(COMMAND) })
}

struct Triangle<'a> {
    lines: Vec<Line<'a>>,
    ages: Vec<u16>,
    measure: Measure,
    is_cumulative: bool,
    style: &'a Style,
}

impl Triangle<'_> {
    /// What customers did at an age, or up to it; none where its month is not over.
    fn cell(&self, line: &Line<'_>, age: u16) -> Result<Option<cohort::Cell>> {
        let cell =
            if self.is_cumulative { line.selection.up_to_age(age) } else { line.selection.at_age(age) };
        cell.map_err(|Overflow| anyhow!(FigureOverflow { figure: Metric::Revenue }))
    }

    /// A row a cohort and age, with all there is to know.
    fn records(&self) -> Result<(Vec<Column>, Vec<Row>)> {
        let language = self.style.language;
        let labels = match language {
            Language::En => ["Age", "Customers", "Orders", "Active customers", "Revenue", "Gross profit"],
            Language::Ru => {
                ["Возраст", "Клиенты", "Заказы", "Активные клиенты", "Выручка", "Валовая прибыль"]
            }
        };
        let keys = [
            ("age", Unit::Count),
            ("customers", Unit::Count),
            ("orders", Unit::Count),
            ("active_customers", Unit::Count),
            ("revenue", Unit::Money),
            ("gross_profit", Unit::Money),
        ];
        let columns =
            keys.into_iter().zip(labels).map(|((key, unit), label)| column(key, label.into(), unit));
        let mut rows = Vec::new();
        for line in &self.lines {
            for age in &self.ages {
                let cell = self.cell(line, *age)?;
                let count = |of: fn(&cohort::Cell) -> u64| {
                    let count = cell.as_ref().map(|cell| Decimal::from(of(cell)));
                    count.map_or(Value::Undefined(NOT_OVER), Value::Known)
                };
                let money = |of: fn(&cohort::Cell) -> Value<Decimal>| {
                    cell.as_ref().map_or(Value::Undefined(NOT_OVER), of)
                };
                let cells = vec![
                    Value::Known(Decimal::from(*age)),
                    Value::Known(Decimal::from(line.selection.customers())),
                    count(|cell| cell.orders),
                    count(|cell| cell.active_customers),
                    money(|cell| Value::Known(cell.revenue)),
                    money(|cell| cell.gross_profit),
                ];
                let cells = cells.into_iter().map(Cell::figure).collect();
                rows.push(Row { group: line.names.clone(), others: None, cells });
            }
        }
        Ok((columns.collect(), rows))
    }

    /// A row a cohort, a column an age.
    fn for_people(&self) -> Result<(Vec<Column>, Vec<Row>)> {
        let language = self.style.language;
        let customers = Column::of(Metric::Customers, language);
        let ages = self.ages.iter().map(|age| column("age", age.to_string(), self.unit()));
        let columns = std::iter::once(Column { better: Better::Neither, ..customers }).chain(ages).collect();
        let row = |line: &Line<'_>| -> Result<Row> {
            let mut cells = vec![Cell::figure(Value::Known(Decimal::from(line.selection.customers())))];
            for age in &self.ages {
                let cell = self.cell(line, *age)?;
                let value = cell.map(|cell| self.value(&cell)).transpose()?;
                cells.push(Cell::figure(value.unwrap_or(Value::Undefined(NOT_OVER))));
            }
            Ok(Row { group: line.names.clone(), others: None, cells })
        };
        Ok((columns, self.lines.iter().map(row).collect::<Result<_>>()?))
    }

    fn unit(&self) -> Unit {
        match self.measure {
            Measure::Revenue | Measure::GrossProfit => Unit::Money,
            Measure::Retention => Unit::Percent,
            Measure::Orders => Unit::Multiple,
        }
    }

    fn value(&self, cell: &cohort::Cell) -> Result<Value<Decimal>> {
        let per_customer = |count: u64| -> Result<Value<Decimal>> {
            let quotient = decimal::divide(Decimal::from(count), Decimal::from(cell.customers));
            quotient.map(Value::Known).map_err(|Overflow| anyhow!("a cohort without customers"))
        };
        match self.measure {
            Measure::Revenue => Ok(Value::Known(cell.revenue)),
            Measure::GrossProfit => Ok(cell.gross_profit),
            Measure::Retention => per_customer(cell.active_customers),
            Measure::Orders => per_customer(cell.orders),
        }
    }

    /// What the triangle shows, for people: its columns are only numbers.
    fn title(&self, by: &[Breakdown]) -> Vec<String> {
        if !self.style.format.is_for_people() {
            return Vec::new();
        }
        let up_to = self.is_cumulative;
        let title = match (self.style.language, self.measure) {
            (Language::En, Measure::Revenue) => "Revenue",
            (Language::En, Measure::GrossProfit) => "Gross profit",
            (Language::En, Measure::Retention) => "Share who ordered",
            (Language::En, Measure::Orders) => "Orders per customer",
            (Language::Ru, Measure::Revenue) => "Выручка",
            (Language::Ru, Measure::GrossProfit) => "Валовая прибыль",
            (Language::Ru, Measure::Retention) => "Доля заказавших клиентов",
            (Language::Ru, Measure::Orders) => "Заказов на клиента",
        };
        let who = match (self.style.language, by.contains(&Breakdown::Channel)) {
            (Language::En, false) => "of those who first ordered in the month of the row",
            (Language::En, true) => {
                "of those who came by the channel and first ordered in the month of the row"
            }
            (Language::Ru, false) => "тех, чей первый заказ был в месяце строки",
            (Language::Ru, true) => "тех, кто пришёл по каналу и чей первый заказ был в месяце строки",
        };
        let when = match (self.style.language, up_to) {
            (Language::En, false) => "so many months later; 0 is that month",
            (Language::En, true) => "from that month on up to so many months later",
            (Language::Ru, false) => "через столько месяцев; 0 — тот же месяц",
            (Language::Ru, true) => "с того месяца и до стольких месяцев после него",
        };
        vec![format!("{title} {who}, {when}.")]
    }
}

fn column(key: &'static str, label: String, unit: Unit) -> Column {
    Column { key: key.into(), label: label.into(), unit, better: Better::Neither, formula: None }
}

/// How many cells of the triangle are empty, because their months are not over.
pub(super) fn immature(report: &Report) -> u64 {
    let cells = report.rows.iter().flat_map(|row| row.cells.iter().zip(&report.columns));
    // Of a record, one of its figures stands for all.
    let of_age = cells.filter(|(_, column)| matches!(column.key.as_ref(), "age" | "orders"));
    let is_empty = |cell: &Cell| matches!(cell, Cell::Figure { value: Value::Undefined(NOT_OVER), .. });
    of_age.filter(|(cell, _)| is_empty(cell)).count() as u64
}
