//! Tells a story: the brief, the timeline, and their renderings in text, Markdown and HTML.
//!
//! Pure. What is absent on purpose: finding anything in reports; all that is told here was found and cited before.

pub mod brief;
pub mod html;
pub mod listing;
pub mod markdown;
pub mod text;
pub mod timeline;
