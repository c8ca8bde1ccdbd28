//! Options that say how fast files are read, and whether one sees how far the reading has come.

/// How files are read, with nothing to say about what is read.
#[derive(Debug, clap::Args)]
pub struct Speed {
    /// How many threads read, 256 at most; the result is the same for any number [default: the cores]
    #[arg(
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u16).range(1..=256),
        help_heading = "Speed"
    )]
    pub threads: Option<u16>,

    /// Do not show how far the reading has come; it is shown on a terminal alone, after half a second
    #[arg(long, help_heading = "Speed")]
    pub no_progress: bool,
}
