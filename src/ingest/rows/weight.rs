//! What a lead counts for, which its status decides.

use crate::core::fact::{Fact, FactSet};
use crate::ingest::field::status::{Class, Statuses};
use crate::ingest::group::journal::{Journal, KindNumber};
use crate::ingest::plan::Plan;

/// What all leads of a class count for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weight {
    /// Whether they count as leads.
    pub(super) is_lead: bool,
    pub(super) is_order: bool,
    /// The sums that each of them adds one to.
    pub(super) ones: FactSet,
    /// The kind of their rows where nothing is missing.
    pub(super) kind: KindNumber,
}

/// The weights of the classes, in their order.
#[derive(Debug)]
pub(super) struct Weights([Weight; Class::ALL.len()]);

impl Weights {
    pub(super) fn new(plan: &Plan, statuses: &Statuses, journal: &mut Journal) -> Self {
        Self(Class::ALL.map(|class| {
            let is_lead = class != Class::Rejected || statuses.counts_rejected();
            let is_order = class == Class::Won && plan.supplies.contains(Fact::Orders);
            let mut ones = FactSet::default().with(if is_lead { Fact::Leads } else { Fact::RejectedLeads });
            if matches!(class, Class::Won | Class::Qualified) {
                ones = ones.with(Fact::QualifiedLeads);
            }
            if is_order {
                ones = ones.with(Fact::Orders);
            }
            let ones = ones.and(plan.supplies);
            Weight { is_lead, is_order, ones, kind: journal.kind(plan.supplies, ones) }
        }))
    }

    #[inline]
    pub(super) fn of(&self, class: Class) -> Weight {
        self.0[class as usize]
    }
}
