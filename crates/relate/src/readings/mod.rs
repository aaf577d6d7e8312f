//! The same remark, figure or statement across the reports of one story, and how its readings stand to each other.

pub mod changes;
pub mod quantities;
pub mod quotes;
pub mod statements;
