//! From text to rows: blocks of whole rows for any number of readers, and the cells of a row.
//!
//! A [`Feed`] takes a text as a stream and hands out [`Block`]s, each of which begins and ends where a row does: `cut` finds where,
//! by the quotation marks up to there, so that a line end between quotation marks is never taken for that of a row. An [`Index`] says
//! where the cells and rows of a block end, which `marks` shows for sixty-four bytes at once; [`Records`] goes through the rows by
//! it, and gives each as a [`Record`].
//!
//! Cells are told apart as every reader of CSV does it: a quotation mark at the beginning of a cell opens it, a doubled one inside
//! stands for one, anything between the closing one and the delimiter belongs to the cell as it is, and a quotation mark further
//! on is a character like any other (`5" pipe`). Lines without anything are skipped.

mod cell;
mod cut;
mod feed;
mod index;
mod marks;
mod record;
mod split;

pub use cell::Cell;
pub(in crate::ingest) use cell::{BESIDE_CELL, Glimpse};
pub use feed::{BLOCK, Block, Broken, Feed};
pub use index::Index;
pub use record::{At, Record};
pub use split::Records;
