//! Who depends on whom, and how many independent origins stand behind a set of reports.

use crate::Citation;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many independent origins stand behind something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Independent {
    /// Every sign of dependence taken, inferred ones too.
    pub low: usize,
    /// Stated and verbatim signs only.
    pub high: usize,
}

/// A sign that a report depends on an origin.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Edge {
    /// The report's id.
    pub report: String,
    /// The origin: an agency's name, an outlet family's name, or `report:` and another report's id.
    pub origin: String,
    /// What it rests on.
    pub basis: EdgeBasis,
    /// A sentence for a person.
    pub why: String,
    /// The words that show it.
    pub evidence: Vec<Citation>,
}

/// What a sign of dependence rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EdgeBasis {
    /// A credit says so.
    Stated,
    /// Words are shared verbatim.
    Reuse,
    /// A weaker sign.
    Inferred,
}

/// The origins behind a set of reports: who belongs together, cautiously and strictly.
///
/// Two reports of one `low` group show any sign of a common origin; two of one `high` group a stated or verbatim one.
/// Every `high` group lies inside one `low` group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origins {
    /// The signs, sorted.
    pub edges: Vec<Edge>,
    /// Report id to its group, all signs taken. A group is named by its smallest report id.
    pub low: BTreeMap<String, String>,
    /// Report id to its group, stated and verbatim signs only.
    pub high: BTreeMap<String, String>,
}

impl Origins {
    /// How many independent origins stand behind these reports. A report not known counts for itself.
    pub fn independent<'a>(&'a self, reports: impl IntoIterator<Item = &'a str>) -> Independent {
        let (mut low, mut high) = (BTreeSet::new(), BTreeSet::new());
        for id in reports {
            low.insert(self.low.get(id).map_or(id, String::as_str));
            high.insert(self.high.get(id).map_or(id, String::as_str));
        }
        Independent {
            low: low.len(),
            high: high.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_one_group_count_once() {
        let groups = |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
        let origins = Origins {
            edges: vec![],
            low: groups(&[("a", "a"), ("b", "a"), ("c", "a")]),
            high: groups(&[("a", "a"), ("b", "a"), ("c", "c")]),
        };
        assert_eq!(
            origins.independent(["a", "b", "c"]),
            Independent { low: 1, high: 2 }
        );
        assert_eq!(origins.independent(["a", "z"]), Independent { low: 2, high: 2 });
    }
}
