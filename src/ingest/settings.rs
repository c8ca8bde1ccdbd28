//! What the user has said about the reading of single files.

use super::bytes::Named;
use super::field::date::{Order, Zone};
use super::field::money::vat::Vat;
use super::field::number::Mark;
use super::source::Input;
use super::table::mapping::Mapping;

/// A file to read, and how.
#[derive(Debug, Clone)]
pub struct FileRequest {
    /// The file.
    pub input: Input,
    /// How to read it.
    pub settings: Settings,
}

impl FileRequest {
    /// A file of which nothing is said.
    #[must_use]
    pub fn new(input: Input) -> Self {
        Self { input, settings: Settings::default() }
    }
}

/// How a file is to be read; what is not said is found out.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Its encoding.
    pub encoding: Option<Named>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What separates its cells.
    pub delimiter: Option<u8>,
    /// Its decimal mark.
    pub mark: Option<Mark>,
    /// Which of a date's numbers is the month.
    pub date_order: Option<Order>,
    /// The zone that its times are brought to; they are UTC where they name no other.
    pub timezone: Option<Zone>,
    /// The currency of amounts that name none.
    pub currency: Option<String>,
    /// Whether VAT is in its costs, where its headers do not say.
    pub vat: Option<Vat>,
    /// Whether its costs are in millionths.
    pub micros: Option<bool>,
    /// Headers named for it alone; they go before those named for all files.
    pub mappings: Vec<Mapping>,
}
