//! Reports, pairs and stories as Arrow tables ([`tables`]), and the stages of a bulk run over Arrow streams ([`stages`]).
//!
//! A crate of its own for the `arrow` crates. What is absent on purpose: any finding of its own (the stages call `engine` and
//! `relate`), and knowing of a cluster, which is the work of whoever starts a worker.

pub mod given;
mod rows;
pub mod stages;
pub mod tables;

pub use relate::reuse::parts::Known;
