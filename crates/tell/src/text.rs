//! The terminal view.

use record::Briefing;

/// How the terminal view is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: usize,
    /// Whether to colour.
    pub colour: bool,
}

/// Renders the briefing for a terminal.
#[must_use]
pub fn render(briefing: &Briefing, style: Style) -> String {
    let _ = (briefing, style);
    String::new()
}
