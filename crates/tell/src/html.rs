//! The briefing as one self-contained HTML page.

use record::Briefing;

/// Renders the briefing as one self-contained HTML page.
#[must_use]
pub fn render(briefing: &Briefing) -> String {
    let _ = briefing;
    String::new()
}
