//! The program as a user runs it: a folder with the files of a data set, a command line, what comes out.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::dataset::{Amount, Dataset, FIXED_CHANNEL, LeadFile, Price, SpendFile};

/// A data set written down, ready to be run on.
pub(crate) struct Written {
    folder: TempDir,
    arguments: Vec<String>,
}

impl Written {
    /// Writes the files of a data set into a folder of their own.
    pub(crate) fn new(dataset: &Dataset) -> Self {
        let folder = TempDir::new().expect("a folder for the files");
        let mut arguments = Vec::new();
        let mut write = |option: &str, tables: Vec<(Table, bool)>| {
            if tables.is_empty() {
                return;
            }
            arguments.push(format!("--{option}"));
            for (index, (table, is_named)) in tables.into_iter().enumerate() {
                let name = format!("{option}{index}.csv");
                table.write(&folder.path().join(&name));
                arguments.push(if is_named { format!("{FIXED_CHANNEL}={name}") } else { name });
            }
        };
        let spend = dataset.spend.iter();
        write("spend", spend.map(|file| (spend_table(dataset, file), file.layout.fixed_channel)).collect());
        let leads = dataset.leads.iter();
        write("leads", leads.map(|file| (lead_table(dataset, file), file.layout.fixed_channel)).collect());
        for (option, day) in [("--since", dataset.since), ("--until", dataset.until)] {
            arguments.extend(day.into_iter().flat_map(|day| [option.to_owned(), day.iso()]));
        }
        Self { folder, arguments }
    }

    /// Runs `compare-channels` on the files, which must go well; what it printed.
    pub(crate) fn run(&self, options: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_leadcalc"))
            .current_dir(self.folder.path())
            .arg("compare-channels")
            .args(&self.arguments)
            .args(options)
            // Random costs are as large as they like.
            .arg("--micros=no")
            .output()
            .expect("the program starts");
        let talk = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{:?} {options:?} ended with {}: {talk}",
            self.arguments,
            output.status
        );
        String::from_utf8(output.stdout).expect("the program prints UTF-8")
    }

    /// Runs it for JSON.
    pub(crate) fn report(&self, options: &[&str]) -> Value {
        let text = self.run(&[options, &["-f", "json"]].concat());
        serde_json::from_str(&text).expect("the program prints JSON")
    }
}

/// A delimited file in the making: named columns of cells, turned by some places.
struct Table {
    columns: Vec<(&'static str, Vec<String>)>,
    first_column: usize,
    unreadable: usize,
}

impl Table {
    fn write(&self, path: &Path) {
        let mut writer =
            csv::WriterBuilder::new().flexible(true).from_path(path).expect("a file to write to");
        let mut write = |cells: Vec<&str>| writer.write_record(self.turned(cells)).expect("a row is written");
        write(self.columns.iter().map(|(header, _)| *header).collect());
        for row in 0..self.columns[0].1.len() {
            write(self.columns.iter().map(|(_, cells)| cells[row].as_str()).collect());
            if row < self.unreadable {
                write(self.unreadable_row(row));
            }
        }
        writer.flush().expect("the file is written");
    }

    /// A row that is too short, or has something else than a number where one is wanted.
    fn unreadable_row(&self, row: usize) -> Vec<&str> {
        let has_number =
            |header: &str| !["date", "channel", "campaign", "status", "customer_id"].contains(&header);
        let cell = |header: &'static str| if has_number(header) { "12x34" } else { "unreadable" };
        let is_short = row.is_multiple_of(2) || !self.columns.iter().any(|(header, _)| has_number(header));
        let cells = if is_short { 1 } else { self.columns.len() };
        self.columns.iter().take(cells).map(|(header, _)| cell(header)).collect()
    }

    fn turned<'a>(&self, mut cells: Vec<&'a str>) -> Vec<&'a str> {
        let places = self.first_column % cells.len();
        cells.rotate_left(places);
        cells
    }
}

/// A column whose cells are made from rows.
fn column<R>(header: &'static str, rows: &[R], cell: impl Fn(&R) -> String) -> (&'static str, Vec<String>) {
    (header, rows.iter().map(cell).collect())
}

fn spend_table(dataset: &Dataset, file: &SpendFile) -> Table {
    let rows = &file.rows;
    let dotted = file.layout.dotted_days;
    let has_cost = matches!(file.price, Price::Cost | Price::CostAndCpc);
    let has_cpc = matches!(file.price, Price::Cpc | Price::CostAndCpc);
    let columns = [
        (true, column("date", rows, |row| if dotted { row.day.dotted() } else { row.day.iso() })),
        (!file.layout.fixed_channel, column("channel", rows, |row| dataset.channel(row.channel).raw.clone())),
        (true, column("campaign", rows, |row| dataset.campaign(row.campaign).raw.clone())),
        (file.impressions, column("impressions", rows, |row| row.impressions.to_string())),
        (file.clicks, column("clicks", rows, |row| row.clicks.to_string())),
        (has_cost, column("cost", rows, |row| row.cost.text())),
        (has_cpc, column("cpc", rows, |row| row.cpc.text())),
        (file.leads, column("leads", rows, |row| row.leads.text())),
        (file.sales, column("orders", rows, |row| row.orders.to_string())),
        (file.sales, column("revenue", rows, |row| row.revenue.text())),
    ];
    table(columns, file.layout.first_column, file.layout.unreadable)
}

fn lead_table(dataset: &Dataset, file: &LeadFile) -> Table {
    let rows = &file.rows;
    let dotted = file.layout.dotted_days;
    let money = |amount: Option<Amount>| amount.map(Amount::text).unwrap_or_default();
    let customer = |number: u8| format!("C-{number}");
    let columns = [
        (true, column("date", rows, |row| if dotted { row.day.dotted() } else { row.day.iso() })),
        (!file.layout.fixed_channel, column("channel", rows, |row| dataset.channel(row.channel).raw.clone())),
        (true, column("campaign", rows, |row| dataset.campaign(row.campaign).raw.clone())),
        (file.status, column("status", rows, |row| row.status.word().to_owned())),
        (file.amount, column("amount", rows, |row| money(row.amount))),
        (file.cost_of_goods, column("cost_of_goods", rows, |row| money(row.cost_of_goods))),
        (file.customer, column("customer_id", rows, |row| row.customer.map(customer).unwrap_or_default())),
    ];
    table(columns, file.layout.first_column, file.layout.unreadable)
}

fn table<const N: usize>(
    columns: [(bool, (&'static str, Vec<String>)); N],
    first_column: usize,
    unreadable: usize,
) -> Table {
    let columns = columns.into_iter().filter(|(exists, _)| *exists).map(|(_, column)| column).collect();
    Table { columns, first_column, unreadable }
}
