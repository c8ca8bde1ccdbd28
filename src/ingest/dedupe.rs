//! Which leads repeat an earlier one.

/// What tells that two leads are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The lead's own number.
    LeadId,
    /// The customer.
    CustomerId,
}

impl Key {
    /// Its name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LeadId => "lead_id",
            Self::CustomerId => "customer_id",
        }
    }
}

/// How leads that repeat an earlier one are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dedupe {
    /// What has to be the same.
    pub key: Key,
    /// How many days may lie between a lead and the one it repeats; any number where none is given.
    pub days: Option<u16>,
}

/// A text that says no such thing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("leads are told apart by lead_id or customer_id, each with :DAYS if need be, as in customer_id:30")]
pub struct DedupeError;

impl Dedupe {
    /// Reads `lead_id`, `customer_id`, `customer_id:30`.
    ///
    /// **Errors**: [`DedupeError`].
    pub fn parse(text: &str) -> Result<Self, DedupeError> {
        let (name, days) = match text.split_once(':') {
            Some((name, days)) => (name, Some(days.trim().parse().map_err(|_| DedupeError)?)),
            None => (text, None),
        };
        let key = [Key::LeadId, Key::CustomerId].into_iter().find(|key| key.name() == name.trim());
        Ok(Self { key: key.ok_or(DedupeError)?, days })
    }
}
