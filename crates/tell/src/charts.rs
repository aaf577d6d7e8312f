//! The range of a figure's values as inline SVG.
//!
//! Positions are per cent of the width, so that a picture grows and shrinks with the page and words stay readable.

use crate::guard::html;
use crate::phrase;
use record::{Reading, ReadingValue};
use std::fmt::Write;

/// The scale that all values of one figure share.
pub(crate) struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// `None` where no value has a bound.
    pub(crate) fn of(reading: &Reading) -> Option<Self> {
        let bounds = || {
            reading
                .values
                .iter()
                .flat_map(|v| [v.min, v.max])
                .flatten()
                .filter(|b| b.is_finite())
        };
        let low = bounds().min_by(f64::total_cmp)?;
        let high = bounds().max_by(f64::total_cmp)?;
        Some(Self { low, high })
    }

    fn at(&self, value: f64) -> f64 {
        let wide = self.high - self.low;
        let share = if wide > 0.0 {
            (value - self.low) / wide
        } else {
            0.5
        };
        (8.0 + 74.0 * share).round()
    }

    /// One value on the scale: a dot where it is exact, a ring where it is about so, an arrow where it is open.
    pub(crate) fn row(&self, value: &ReadingValue) -> String {
        let mut svg = format!(
            "<svg class=\"range\" role=\"img\" width=\"100%\" height=\"22\"><title>{}</title>\
             <line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"11\" y2=\"11\"/>",
            html(&phrase::value(value))
        );
        let ring = if value.approximate { " about" } else { "" };
        let dot = |x: f64| format!("<circle class=\"dot{ring}\" cx=\"{x}%\" cy=\"11\" r=\"6\"/>");
        let line =
            |a: f64, b: f64| format!("<line class=\"span\" x1=\"{a}%\" x2=\"{b}%\" y1=\"11\" y2=\"11\"/>");
        let head = |x: f64, d: &str| {
            format!("<svg x=\"{x}%\" y=\"11\" overflow=\"visible\"><path class=\"head\" d=\"{d}\"/></svg>")
        };
        let _ = match (value.min.map(|v| self.at(v)), value.max.map(|v| self.at(v))) {
            (Some(a), Some(b)) if (a - b).abs() < f64::EPSILON => write!(svg, "{}", dot(a)),
            (Some(a), Some(b)) => write!(svg, "{}{}{}", line(a, b), dot(a), dot(b)),
            (Some(a), None) => write!(svg, "{}{}{}", line(a, 96.0), head(97.0, "M-9-6 0 0-9 6"), dot(a)),
            (None, Some(b)) => write!(svg, "{}{}{}", line(4.0, b), head(3.0, "M9-6 0 0 9 6"), dot(b)),
            (None, None) => Ok(()),
        };
        svg.push_str("</svg>");
        svg
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;

    #[test]
    fn a_figure_without_bounds_has_no_scale() {
        let mut reading = sample().stories[0].quantities[0].clone();
        assert!(
            Scale::of(&reading)
                .unwrap()
                .row(&reading.values[0])
                .contains("cx=\"8%\"")
        );
        for v in &mut reading.values {
            (v.min, v.max) = (None, None);
        }
        assert!(Scale::of(&reading).is_none());
    }

    #[test]
    fn an_open_value_has_an_arrow() {
        let mut reading = sample().stories[0].quantities[0].clone();
        reading.values[0].max = None;
        let scale = Scale::of(&reading).unwrap();
        assert!(scale.row(&reading.values[0]).contains("class=\"head\""));
        assert!(!scale.row(&reading.values[1]).contains("class=\"head\""));
    }
}
