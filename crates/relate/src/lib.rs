//! Sets reports against each other: reuse, origins, stories, readings, entities.
//!
//! Pure, and independent of the order of the reports: every function here gives the same answer for any order.
//! What is absent on purpose: reading text anew (that is `read`'s work), threads, and wording for a person beyond the
//! short reasons that travel with a finding.

pub mod claims;
pub mod compare;
pub mod dependents;
pub mod entities;
pub mod origins;
pub mod readings;
pub mod reuse;
mod rising;
pub mod stories;
pub mod versions;

#[cfg(test)]
mod sample;
