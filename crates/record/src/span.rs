//! Where something stands: byte ranges, one type for a report's text and one for its source bytes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! range {
    ($(#[$doc:meta])* $name:ident as $wire:ident $text:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = $text, into = $text)]
        pub struct $name {
            start: usize,
            end: usize,
        }

        impl $name {
            /// The range from `start` up to, not including, `end`; `None` where it would run backwards.
            #[must_use]
            pub const fn new(start: usize, end: usize) -> Option<Self> {
                if start <= end { Some(Self { start, end }) } else { None }
            }

            /// The first byte.
            #[must_use]
            pub const fn start(self) -> usize {
                self.start
            }

            /// The byte after the last.
            #[must_use]
            pub const fn end(self) -> usize {
                self.end
            }

            /// Length in bytes.
            #[must_use]
            pub const fn len(self) -> usize {
                self.end - self.start
            }

            /// Whether it holds no byte.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// Whether `other` lies wholly inside.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two share a byte.
            #[must_use]
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The smallest range that holds both.
            #[must_use]
            pub fn cover(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }

            /// As a standard range, for slicing.
            #[must_use]
            pub const fn range(self) -> std::ops::Range<usize> {
                self.start..self.end
            }
        }

        impl TryFrom<$wire> for $name {
            type Error = &'static str;
            fn try_from(wire: $wire) -> Result<Self, Self::Error> {
                let (start, end) = wire.into();
                Self::new(start, end).ok_or("a span ends before it starts")
            }
        }

        impl From<$name> for $wire {
            fn from(span: $name) -> Self {
                (span.start, span.end).into()
            }
        }
    };
}

/// The form of a [`Span`] in JSON.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Bounds {
    start: usize,
    end: usize,
}

impl From<(usize, usize)> for Bounds {
    fn from((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

impl From<Bounds> for (usize, usize) {
    fn from(b: Bounds) -> Self {
        (b.start, b.end)
    }
}

/// The form of a [`SourceSpan`] in JSON: a pair.
type Pair = (usize, usize);

range! {
    /// A byte range of a report's [`crate::Text`].
    Span as Bounds "Bounds"
}

range! {
    /// A byte range of a [`crate::Source`]; never to be mixed up with a [`Span`].
    SourceSpan as Pair "Pair"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_never_runs_backwards() {
        assert!(Span::new(3, 2).is_none());
        assert!(Span::new(3, 3).is_some_and(Span::is_empty));
        assert!(serde_json::from_str::<Span>(r#"{"start":4,"end":1}"#).is_err());
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        let (a, b) = (Span::new(0, 3).unwrap(), Span::new(3, 5).unwrap());
        assert!(!a.overlaps(b));
        assert_eq!(a.cover(b).range(), 0..5);
    }
}
