//! leadcalc.toml, and how it and the options combine.
//!
//! `schema` is what can stand in the file and `load` finds it; [`Flags`] is what was typed. [`Effective`] is what holds: options
//! go before the file, and the file before the defaults. Every setting knows its [`Origin`].

mod effective;
mod entry;
mod error;
mod glob;
mod load;
mod origin;
pub mod policy;
mod rates_file;
pub mod scenarios;
mod schema;
mod season_file;
mod written;

pub use effective::{Effective, Flags};
pub use error::Error;
pub use glob::{Glob, GlobError};
pub use load::{FILE_NAME, load};
pub use origin::{Origin, Place, Sourced};
pub use schema::{Alias, Config, FileRule, PerFile};
pub use season_file::read as season;
