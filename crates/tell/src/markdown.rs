//! The briefing as Markdown.

use record::Briefing;

/// Renders the briefing as Markdown.
#[must_use]
pub fn render(briefing: &Briefing) -> String {
    let _ = briefing;
    String::new()
}
