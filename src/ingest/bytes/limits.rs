//! How much a container may unpack to: a few kilobytes can claim to be a year's disk.

/// What bounds time, disk and memory. A value rather than constants, so that tests need no gigabytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Below this many bytes no ratio is suspicious.
    pub(super) unsuspicious: u64,
    /// How many times its packed size a gzip file may unpack to.
    pub(super) gzip_ratio: u64,
    /// How many times the archive's size its parts may unpack to, which for XML is more than for text.
    pub(super) zip_ratio: u64,
    /// How large a single part of a workbook may be.
    pub(super) part: u64,
    /// How large the parts may be that are held in memory: shared strings and what is not a sheet.
    pub(super) strings: u64,
    /// How large the list of styles may be, each of which is held with copies of what it refers to.
    pub(super) styles: u64,
    /// How long anything may be that its parser takes in one piece: a tag, a text, a row.
    pub(super) piece: u64,
    /// How much text a table may come to: one long shared string can stand in every cell.
    pub(super) text: u64,
    /// How many blank rows may stand between two that are not.
    pub(super) blank_rows: u32,
}

impl Limits {
    /// The limits of every run. All of them are beyond what Excel itself can open.
    pub(super) const USUAL: Self = Self {
        unsuspicious: 64 << 20,
        gzip_ratio: 100,
        zip_ratio: 200,
        part: 1 << 30,
        strings: 256 << 20,
        styles: 16 << 20,
        piece: 16 << 20,
        text: 4 << 30,
        blank_rows: 10_000,
    };
}
