//! Whole numbers are written without a decimal point: 35, not 35.0.

use serde::Serializer;

/// Writes `value` as an integer where it is one that a 64-bit float holds exactly.
pub(crate) fn serialize<S: Serializer>(value: &Option<f64>, out: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        None => out.serialize_none(),
        // The range check keeps the conversion exact.
        #[allow(clippy::cast_possible_truncation)]
        Some(v) if v.fract() == 0.0 && v.abs() <= EXACT => out.serialize_some(&(*v as i64)),
        Some(v) => out.serialize_some(v),
    }
}

/// The same of a number that is always there.
// The caller is generated code, which hands on a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
pub(crate) fn exact<S: Serializer>(value: &f64, out: S) -> Result<S::Ok, S::Error> {
    serialize(&Some(*value), out)
}
