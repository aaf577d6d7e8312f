//! Tells a story: the brief, the timeline, and their renderings in text, Markdown and HTML.
//!
//! Pure. What is absent on purpose: finding anything in reports; all that is told here was found and cited before.
//! The renderings share one [`outline`], so that they say the same in three forms.

mod alone;
mod attributed;
pub mod brief;
mod charts;
pub mod claim;
pub mod compare;
mod coverage;
mod dated;
pub mod dependents;
mod enquiries;
pub mod export;
mod firsts;
mod flow;
mod gist;
pub mod guard;
pub mod html;
pub mod label;
mod lineage;
pub mod listing;
pub mod markdown;
mod marks;
pub mod matrix;
mod mentions;
mod newest;
mod notes;
mod of_reports;
mod outline;
mod passages;
mod phrase;
mod planned;
mod retold;
#[cfg(test)]
mod sample;
mod shared;
mod single;
pub mod text;
pub mod timeline;
mod versions;
pub mod why;
mod words;

pub use phrase::{Standing, count, date, explained, independent, value};
