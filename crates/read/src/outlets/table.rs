//! The table of outlets: who publishes under which domain, and who belongs together.

use crate::{address, names::is_common_word};
use record::{Family, FamilyShares, OutletKind};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// One outlet of the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outlet {
    pub(crate) name: String,
    domains: Vec<String>,
    /// ISO 3166, two letters.
    pub(crate) country: String,
    pub(crate) kind: OutletKind,
    family: Option<String>,
    /// First and last year in which it belonged to the family, where known to have changed.
    since: Option<i16>,
    until: Option<i16>,
    /// Other names that it signs with.
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kin {
    name: String,
    shares: FamilyShares,
    /// The owner's family, for a newsroom.
    owner: Option<String>,
    /// The ground for saying so, and the last year for which it was known; for people who check the table.
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "as_of")]
    _as_of: i16,
}

#[derive(Debug, Deserialize)]
struct File {
    family: BTreeMap<String, Kin>,
    table: Rows,
}

#[derive(Debug, Deserialize)]
struct Rows {
    outlets: Vec<Outlet>,
    platforms: Vec<String>,
}

struct Table {
    file: File,
    /// Domain to its outlet's place.
    domains: BTreeMap<String, usize>,
    /// Bare name to its outlet's place.
    names: BTreeMap<String, usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../../assets/outlets.toml")).expect("the asset is checked by a test");
    let (mut domains, mut names) = (BTreeMap::new(), BTreeMap::new());
    for (place, outlet) in file.table.outlets.iter().enumerate() {
        domains.extend(outlet.domains.iter().map(|d| (d.clone(), place)));
        names.extend(outlet.also.iter().map(|n| (bare(n), place)));
        names.insert(bare(&outlet.name), place);
    }
    Table { file, domains, names }
});

/// A name for comparing: lower case, without "The".
pub(super) fn bare(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).trim().to_owned()
}

/// The outlet of an address or a bare host, by its host or any domain above it.
pub(crate) fn of_address(address: &str) -> Option<&'static Outlet> {
    let host = address::host(address)?;
    let mut rest = host.as_str();
    loop {
        if let Some(place) = TABLE.domains.get(rest) {
            return TABLE.file.table.outlets.get(*place);
        }
        rest = rest.split_once('.')?.1;
    }
}

/// The outlet of this name or of one that it signs with, whatever the case.
pub(crate) fn named(name: &str) -> Option<&'static Outlet> {
    let place = TABLE.names.get(&bare(name))?;
    TABLE.file.table.outlets.get(*place)
}

/// The table's spelling of an outlet's name that stands in a text: "New York Times" → "The New York Times".
///
/// A single everyday word ("Time", "Nature") is a name only as the table has it with its "The" ("The Hill").
pub(crate) fn spelled(words: &str) -> Option<String> {
    let letters = bare(words);
    if letters.chars().count() < 3 {
        return None;
    }
    let has_article = letters.len() < words.trim().len();
    if !has_article && !letters.contains(' ') && is_common_word(&letters) {
        return None;
    }
    named(words).map(|o| o.name.clone())
}

/// Whether the pages of this registered domain are written by its users, so that it names no outlet.
pub(super) fn is_platform(domain: &str) -> bool {
    TABLE.file.table.platforms.iter().any(|p| p == domain)
}

impl Outlet {
    /// Its family in a year; what is not dated is taken for now.
    pub(crate) fn family(&self, year: Option<i16>) -> Option<Family> {
        let within = year
            .is_none_or(|y| self.since.is_none_or(|s| s <= y) && self.until.is_none_or(|last| y <= last))
            && (year.is_some() || self.until.is_none());
        let kin = TABLE
            .file
            .family
            .get(self.family.as_deref().filter(|_| within)?)?;
        Some(Family {
            name: kin.name.clone(),
            shares: kin.shares,
            owner: kin.owner.clone(),
        })
    }

    /// Its name without what only tells it from others of the name: "The Guardian" of "The Guardian (Nigeria)".
    pub(super) fn signed(&self) -> &str {
        self.name.split(" (").next().unwrap_or(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_holds_together() {
        let rows = &TABLE.file.table.outlets;
        assert!(rows.len() >= 1000, "{}", rows.len());
        let (mut domains, mut names) = (BTreeMap::new(), BTreeMap::new());
        for (place, outlet) in rows.iter().enumerate() {
            let name = &outlet.name;
            assert!(!name.trim().is_empty() && !outlet.domains.is_empty(), "{name}");
            assert!(
                outlet.country.len() == 2 && outlet.country.bytes().all(|b| b.is_ascii_uppercase()),
                "{name}"
            );
            for domain in &outlet.domains {
                assert_eq!(domains.insert(domain, name), None, "{domain} twice");
                assert!(
                    !domain.starts_with("www.") && *domain == domain.to_lowercase(),
                    "{domain}"
                );
                let registered = psl::domain_str(domain);
                assert!(
                    registered.is_some_and(|d| domain.ends_with(d)),
                    "{domain} can't be registered"
                );
            }
            for signed in outlet.also.iter().chain([name]) {
                let before = names.insert(bare(signed), place);
                assert!(before.is_none_or(|p| p == place), "{signed} names two outlets");
            }
            if let Some(family) = &outlet.family {
                assert!(
                    TABLE.file.family.contains_key(family),
                    "{name}: no family {family}"
                );
            }
            assert!(
                outlet.family.is_some() || outlet.since.or(outlet.until).is_none(),
                "{name}"
            );
            let years = (outlet.since.unwrap_or(1900), outlet.until.unwrap_or(2100));
            assert!(years.0 >= 1900 && years.0 <= years.1 && years.1 <= 2100, "{name}");
        }
        let listed: BTreeSet<&String> = domains.keys().copied().collect();
        assert!(TABLE.file.table.platforms.iter().all(|p| !listed.contains(p)));
    }

    #[test]
    fn families_have_members_and_grounds() {
        let names: BTreeSet<&str> = TABLE.file.family.values().map(|f| f.name.as_str()).collect();
        assert_eq!(names.len(), TABLE.file.family.len(), "two families of one name");
        for (key, kin) in &TABLE.file.family {
            let rows = TABLE.file.table.outlets.iter();
            assert!(
                rows.filter(|o| o.family.as_ref() == Some(key)).count() >= 2,
                "{key}"
            );
            assert!(
                kin._source.len() > 15 && (2010..=2026).contains(&kin._as_of),
                "{key}"
            );
            assert!(
                kin.owner.is_none()
                    || kin.shares == FamilyShares::Newsroom
                    || key == "nbc-news"
                    || key == "nine-mastheads",
                "{key}"
            );
        }
    }

    #[test]
    fn hosts_and_those_above_them() {
        let of = |address: &str| of_address(address).map(|o| o.name.as_str());
        assert_eq!(of("https://www.bbc.co.uk/news/1"), Some("BBC News"));
        assert_eq!(of("https://edition.cnn.com/a"), Some("CNN"));
        assert_eq!(of("amp.cnn.com"), Some("CNN"));
        assert_eq!(of("https://abcnews.go.com/a"), Some("ABC News"));
        assert_eq!(of("https://www.espn.go.com/a"), Some("ESPN"));
        assert_eq!(of("https://disney.go.com/a"), None);
        assert_eq!(of("https://sports.yahoo.com/a"), Some("Yahoo News"));
        assert_eq!(of("https://finance.yahoo.com/a"), Some("Yahoo Finance"));
        assert_eq!(
            of("https://web.archive.org/web/20160905/http://www.nytimes.com/2016/09/05/a.html"),
            Some("The New York Times")
        );
        assert_eq!(
            of("https://cdn.ampproject.org/c/s/www.reuters.com/a"),
            Some("Reuters")
        );
        assert_eq!(of("https://notcnn.com/a"), None);
        assert_eq!(of("https://portelleryherald.example/a"), None);
        assert_eq!(of("no address"), None);
    }

    #[test]
    fn names_in_a_text() {
        assert_eq!(spelled("New York Times").as_deref(), Some("The New York Times"));
        assert_eq!(spelled("the hill").as_deref(), Some("The Hill"));
        for words in ["Hill", "Time", "Nature", "AP", "Port Ellery Herald", ""] {
            assert_eq!(spelled(words), None, "{words}");
        }
    }

    #[test]
    fn a_family_is_that_of_the_year() {
        let family = |host: &str, year| of_address(host).unwrap().family(year).map(|f| f.name);
        assert_eq!(family("politico.com", Some(2016)), None);
        assert_eq!(
            family("politico.com", Some(2023)).as_deref(),
            Some("Axel Springer")
        );
        assert_eq!(
            family("latimes.com", Some(2016)).as_deref(),
            Some("Tribune Publishing")
        );
        assert_eq!(family("latimes.com", Some(2023)), None);
        assert_eq!(family("latimes.com", None), None);
        assert_eq!(family("nytimes.com", Some(2016)), None);
        let vancouver = of_address("theprovince.com").unwrap().family(Some(2020)).unwrap();
        assert_eq!(
            (vancouver.shares, vancouver.owner.as_deref()),
            (FamilyShares::Newsroom, Some("Postmedia"))
        );
    }
}
