//! Writes a large pair of exports, `spend.csv` and `leads.csv`: `cargo bench --bench generate -- FOLDER ROWS`.
//!
//! About 200 thousand rows of spend, and as many leads as asked for, a hundred bytes each; with `ORDERS` behind that an order log of as
//! many rows, `orders.csv`. `benches/README.md` says what is measured with them.

mod data;
mod orders;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo bench --bench generate -- FOLDER ROWS [ORDERS]";

fn main() -> ExitCode {
    // `cargo bench` adds --bench to whatever it starts.
    let arguments: Vec<_> = std::env::args_os().skip(1).filter(|argument| argument != "--bench").collect();
    let said = match arguments.as_slice() {
        // `cargo bench` starts every benchmark, this one too.
        [] => Ok(format!("{USAGE}; writes spend.csv and leads.csv for benches/against.py")),
        [folder, rows @ ..] if (1..=2).contains(&rows.len()) => numbers(rows).and_then(|rows| {
            let folder = Path::new(folder);
            let written = write_pair(folder, rows[0])?;
            let orders = rows.get(1).map(|orders| write_orders(folder, *orders)).transpose()?;
            Ok(written + &orders.unwrap_or_default())
        }),
        _ => Err(USAGE.to_owned()),
    };
    match said {
        Ok(text) => match writeln!(io::stdout(), "{text}") {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn numbers(rows: &[std::ffi::OsString]) -> Result<Vec<u64>, String> {
    let number = |rows: &std::ffi::OsString| rows.to_str().and_then(|rows| rows.parse().ok());
    let wrong = |rows: &std::ffi::OsString| format!("not a whole number: {}; {USAGE}", rows.display());
    rows.iter().map(|rows| number(rows).ok_or_else(|| wrong(rows))).collect()
}

/// Writes an order log, and says how large it is.
fn write_orders(folder: &Path, orders: u64) -> Result<String, String> {
    let bytes = write_whole(&folder.join("orders.csv"), |out| orders::write(out, orders))?;
    Ok(format!("\n{}/orders.csv: {orders} rows, {bytes} bytes", folder.display()))
}

/// Writes both files, and says how large they are.
fn write_pair(folder: &Path, leads: u64) -> Result<String, String> {
    fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let mut spend = 0;
    let spend_bytes = write_whole(&folder.join("spend.csv"), |out| {
        spend = data::spend(out, data::DAYS)?;
        Ok(())
    })?;
    let leads_bytes = write_whole(&folder.join("leads.csv"), |out| data::leads(out, leads))?;
    let folder = folder.display();
    Ok(format!(
        "{folder}/spend.csv: {spend} rows, {spend_bytes} bytes\n{folder}/leads.csv: {leads} rows, {leads_bytes} bytes"
    ))
}

/// Writes a file under another name first, so that half a file is never measured.
fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<u64, String> {
    let draft = path.with_extension("csv.part");
    let written = || -> io::Result<u64> {
        let mut out = BufWriter::with_capacity(1 << 20, File::create(&draft)?);
        write(&mut out)?;
        let bytes = out.into_inner().map_err(io::IntoInnerError::into_error)?.metadata()?.len();
        fs::rename(&draft, path)?;
        Ok(bytes)
    };
    written().map_err(|error| format!("cannot write {}: {error}", path.display()))
}
