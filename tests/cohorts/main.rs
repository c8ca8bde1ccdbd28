//! Cohorts and lifetime value against exact fractions by the definitions alone, and against a published order log.

mod cdnow;
mod figures;
mod laws;
mod reference;
