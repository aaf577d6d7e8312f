//! When two values can both be true, and how they are written for a person.

use record::Quantity;

/// How far from its number a value given as "around" may lie, in hundredths.
const AROUND: f64 = 0.15;

/// The values that a figure's words allow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Range {
    pub(super) fn of(quantity: &Quantity) -> Self {
        let (low, high) = (
            quantity.min.unwrap_or(f64::NEG_INFINITY),
            quantity.max.unwrap_or(f64::INFINITY),
        );
        // An infinite bound has no slack; zero times infinity is no number.
        let slack = |bound: f64| {
            if quantity.approximate && bound.is_finite() {
                bound.abs() * AROUND
            } else {
                0.0
            }
        };
        Self {
            low: low - slack(low),
            high: high + slack(high),
        }
    }

    /// Whether one number satisfies both.
    pub(super) fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// The number by which a figure is known: its lower bound, else its upper.
pub(super) fn number(quantity: &Quantity) -> f64 {
    quantity.min.or(quantity.max).unwrap_or(0.0)
}

/// Whether two figures give the same number, hedged or not.
pub(super) fn same_number(a: &Quantity, b: &Quantity) -> bool {
    number(a) == number(b) && (a.min.is_some() == b.min.is_some())
}

/// Whether two numbers are so near that they can be readings of one thing: not a village's dead and a war's.
pub(super) fn of_one_size(a: &Quantity, b: &Quantity) -> bool {
    let (a, b) = (number(a), number(b));
    let (low, high) = (a.min(b), a.max(b));
    high <= 3.0 * low || high - low <= 5.0
}

/// Order of values: lower bound, upper bound, exact before approximate. An absent bound is the widest.
pub(super) fn key(quantity: &Quantity) -> (u64, u64, bool) {
    let bits = |v: f64| {
        // Makes the bits of floats sort as the numbers do; zero has one form.
        let bits = (v + 0.0).to_bits();
        if bits >> 63 == 0 { bits | (1 << 63) } else { !bits }
    };
    let range = (
        quantity.min.unwrap_or(f64::NEG_INFINITY),
        quantity.max.unwrap_or(f64::INFINITY),
    );
    (bits(range.0), bits(range.1), quantity.approximate)
}

/// The value in digits: "48", "at least 35", "up to 40", "about 300,000", "30 to 40".
pub(super) fn written(quantity: &Quantity) -> String {
    let about = |text: String| match (&quantity.hedge, quantity.approximate) {
        (_, false) => text,
        (Some(hedge), true) => format!("{hedge} {text}"),
        (None, true) => format!("about {text}"),
    };
    match (quantity.min, quantity.max) {
        (Some(a), Some(b)) if a == b => about(digits(a)),
        (Some(a), Some(b)) => format!("{} to {}", digits(a), digits(b)),
        (Some(a), None) => format!(
            "{} {}",
            quantity.hedge.as_deref().unwrap_or("at least"),
            digits(a)
        ),
        (None, Some(b)) => format!("{} {}", quantity.hedge.as_deref().unwrap_or("up to"), digits(b)),
        (None, None) => quantity.hedge.clone().unwrap_or_default(),
    }
}

/// A number with commas between thousands; from a thousand millions on, in billions.
fn digits(value: f64) -> String {
    if value.abs() >= 1e9 && (value / 1e7).fract() == 0.0 {
        return format!("{} billion", value / 1e9);
    }
    let plain = format!("{}", value.abs());
    let (whole, fraction) = plain
        .split_once('.')
        .map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let mut text = String::from(if value < 0.0 { "-" } else { "" });
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            text.push(',');
        }
        text.push(c);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Quantity;

    fn quantity(min: Option<f64>, max: Option<f64>, approximate: bool) -> Quantity {
        Quantity {
            span: record::Span::new(0, 0).unwrap(),
            measure: "killed".into(),
            min,
            max,
            approximate,
            unit: None,
            counted: None,
            hedge: None,
            scope: record::Scope::Event,
            attributed_to: None,
            place: None,
            time: None,
        }
    }

    #[test]
    fn at_least_48_allows_53_but_48_does_not() {
        let (hedged, exact, other) = (
            Range::of(&quantity(Some(48.0), None, false)),
            Range::of(&quantity(Some(48.0), Some(48.0), false)),
            Range::of(&quantity(Some(53.0), Some(53.0), false)),
        );
        assert!(hedged.meets(other) && hedged.meets(exact) && !exact.meets(other));
    }

    #[test]
    fn more_than_250000_and_around_300000_can_both_be_true() {
        let more = Range::of(&quantity(Some(250_000.0), None, false));
        let around = Range::of(&quantity(Some(300_000.0), Some(300_000.0), true));
        let few = Range::of(&quantity(Some(100_000.0), Some(100_000.0), true));
        assert!(more.meets(around) && !more.meets(few));
    }

    #[test]
    fn values_are_written_for_a_person() {
        assert_eq!(
            written(&quantity(Some(1_250_000.0), Some(1_250_000.0), true)),
            "about 1,250,000"
        );
        assert_eq!(
            written(&quantity(Some(2.5e9), None, false)),
            "at least 2.5 billion"
        );
        assert_eq!(written(&quantity(None, Some(40.0), false)), "up to 40");
        assert_eq!(written(&quantity(Some(3.5), Some(3.5), false)), "3.5");
    }

    #[test]
    fn keys_sort_as_numbers() {
        let k = |v: f64| key(&quantity(Some(v), Some(v), false));
        assert!(k(2.0) < k(10.0) && k(-3.0) < k(0.0) && k(0.0) == k(-0.0));
        assert!(key(&quantity(None, Some(1.0), false)) < k(-1e9));
    }
}
