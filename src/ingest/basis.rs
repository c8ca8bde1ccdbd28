//! On which day an order counts.

/// Whose day an order and its revenue belong to. The lead itself always belongs to its own.
///
/// By the **lead's** day a month shows what its spend has brought, however late; by the **order's** what came in. Neither is the
/// better one: the first judges a channel, the second fills a cash book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateBasis {
    /// That of the lead that became the order.
    #[default]
    Lead,
    /// That of the order itself.
    Order,
    /// Either: an order is in a group for both its periods, so that the two ways can be set side by side.
    Both,
}

impl DateBasis {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Lead, Self::Order, Self::Both];

    /// Its name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Order => "order",
            Self::Both => "both",
        }
    }
}
