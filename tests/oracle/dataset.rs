//! Data sets: ad reports and lead lists as raw rows, before anything is written, read, grouped or added up.

use num_bigint::BigInt;
use num_rational::BigRational;

/// A decimal number as it stands in a cell: `units` / 10^`scale`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Amount {
    pub(crate) units: i128,
    pub(crate) scale: usize,
}

impl Amount {
    /// The text of the cell.
    pub(crate) fn text(self) -> String {
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = self.scale + 1);
        let (whole, decimals) = digits.split_at(digits.len() - self.scale);
        let sign = if self.units < 0 { "-" } else { "" };
        let point = if self.scale == 0 { "" } else { "." };
        format!("{sign}{whole}{point}{decimals}")
    }

    /// The number itself.
    pub(crate) fn exact(self) -> BigRational {
        let scale = u32::try_from(self.scale).expect("a scale of a few digits");
        BigRational::new(BigInt::from(self.units), BigInt::from(10).pow(scale))
    }
}

/// A day of the four months that the data sets cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) of_month: u8,
}

impl Day {
    /// As ISO 8601 writes it.
    pub(crate) fn iso(self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.month, self.of_month)
    }

    /// As it is written in Russia.
    pub(crate) fn dotted(self) -> String {
        format!("{:02}.{:02}.{}", self.of_month, self.month, self.year)
    }

    /// The month it lies in.
    pub(crate) fn month(self) -> String {
        format!("{}-{:02}", self.year, self.month)
    }
}

/// One way to write a name: what stands in the cell, and what is left of it once blanks and composition are settled.
#[derive(Debug, Clone)]
pub(crate) struct Spelling {
    pub(crate) raw: String,
    pub(crate) shown: String,
}

/// Spellings that all mean one and the same name. That they do is known from how they were made, not computed.
pub(crate) type Identity = Vec<Spelling>;

/// Which identity of its data set, and which of its spellings; both wrap around.
pub(crate) type NameRef = (usize, usize);

/// Where an ad report's spend comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Price {
    /// A cost column.
    Cost,
    /// A column with the price of a click.
    Cpc,
    /// Both; the cost counts.
    CostAndCpc,
    /// Neither.
    Missing,
}

/// An ad report: which columns it has, and its rows.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "a column is there or it is not")]
pub(crate) struct SpendFile {
    pub(crate) impressions: bool,
    pub(crate) clicks: bool,
    pub(crate) price: Price,
    pub(crate) leads: bool,
    /// Whether orders and revenue are columns too.
    pub(crate) sales: bool,
    pub(crate) layout: Layout,
    pub(crate) rows: Vec<SpendRow>,
}

/// A lead list: which columns it has, and its rows.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "a column is there or it is not")]
pub(crate) struct LeadFile {
    pub(crate) status: bool,
    pub(crate) amount: bool,
    pub(crate) cost_of_goods: bool,
    pub(crate) customer: bool,
    pub(crate) layout: Layout,
    pub(crate) rows: Vec<LeadRow>,
}

/// What is written differently from file to file and means nothing.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// Whether the file has no channel column and is named on the command line instead.
    pub(crate) fixed_channel: bool,
    pub(crate) dotted_days: bool,
    pub(crate) first_column: usize,
    /// How many rows nobody can read stand among the others.
    pub(crate) unreadable: usize,
}

/// A row of an ad report. Cells of columns that its file has not got are simply not written.
#[derive(Debug, Clone)]
pub(crate) struct SpendRow {
    pub(crate) day: Day,
    pub(crate) channel: NameRef,
    pub(crate) campaign: NameRef,
    pub(crate) impressions: u64,
    pub(crate) clicks: u32,
    pub(crate) cost: Amount,
    pub(crate) cpc: Amount,
    pub(crate) leads: Amount,
    pub(crate) orders: u8,
    pub(crate) revenue: Amount,
    pub(crate) lot: u16,
}

/// The statuses a lead can have here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Won,
    Qualified,
    New,
    Lost,
    Spam,
    Duplicate,
}

impl Status {
    /// All of them.
    pub(crate) const ALL: [Self; 6] =
        [Self::Won, Self::Qualified, Self::New, Self::Lost, Self::Spam, Self::Duplicate];

    /// The word in the cell.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Qualified => "Qualified",
            Self::New => "new",
            Self::Lost => "LOST",
            Self::Spam => "Spam ",
            Self::Duplicate => "duplicate",
        }
    }
}

/// A row of a lead list.
#[derive(Debug, Clone)]
pub(crate) struct LeadRow {
    pub(crate) day: Day,
    pub(crate) channel: NameRef,
    pub(crate) campaign: NameRef,
    pub(crate) status: Status,
    pub(crate) amount: Option<Amount>,
    pub(crate) cost_of_goods: Option<Amount>,
    pub(crate) customer: Option<u8>,
    pub(crate) lot: u16,
}

/// Everything that one run is given.
#[derive(Debug, Clone)]
pub(crate) struct Dataset {
    /// The last one is the name that files without a channel column are given.
    pub(crate) channels: Vec<Identity>,
    pub(crate) campaigns: Vec<Identity>,
    pub(crate) spend: Vec<SpendFile>,
    pub(crate) leads: Vec<LeadFile>,
    pub(crate) since: Option<Day>,
    pub(crate) until: Option<Day>,
}

impl Dataset {
    /// The channel a row stands under, in this spelling.
    pub(crate) fn channel(&self, name: NameRef) -> &Spelling {
        spelling(&self.channels, name)
    }

    /// The campaign a row stands under, in this spelling.
    pub(crate) fn campaign(&self, name: NameRef) -> &Spelling {
        spelling(&self.campaigns, name)
    }

    /// The channel of a file that has no column for it.
    pub(crate) fn fixed_channel(&self) -> NameRef {
        (self.channels.len() - 1, 0)
    }

    /// Whether a row of this day is wanted at all.
    pub(crate) fn covers(&self, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The same data in which no two orders of a customer stand on the same day, so that no tie is left to the place.
    pub(crate) fn without_ties(mut self) -> Self {
        let mut seen = Vec::new();
        for row in self.leads.iter_mut().flat_map(|file| &mut file.rows) {
            let order = (row.customer, row.day);
            if seen.contains(&order) {
                row.customer = None;
            }
            seen.push(order);
        }
        self
    }

    /// The same data in another order of the rows.
    pub(crate) fn shuffled(mut self) -> Self {
        for file in &mut self.spend {
            file.rows.sort_by_key(|row| row.lot);
        }
        for file in &mut self.leads {
            file.rows.sort_by_key(|row| row.lot);
        }
        self
    }

    /// The same data, each ad report cut into up to three files.
    pub(crate) fn split(mut self) -> Self {
        let parts_of = |file: SpendFile| {
            (0..3)
                .map(move |part| SpendFile {
                    rows: file.rows.iter().filter(|row| row.lot % 3 == part).cloned().collect(),
                    ..file.clone()
                })
                .filter(|part| !part.rows.is_empty())
        };
        self.spend = self.spend.into_iter().flat_map(parts_of).collect();
        self
    }
}

/// Which identity it is, once the reference has wrapped around.
pub(crate) fn identity_of(identities: &[Identity], name: NameRef) -> usize {
    name.0 % identities.len()
}

fn spelling(identities: &[Identity], name: NameRef) -> &Spelling {
    let identity = &identities[identity_of(identities, name)];
    &identity[name.1 % identity.len()]
}

/// What files without a channel column are called on the command line.
pub(crate) const FIXED_CHANNEL: &str = "Файл №1";
