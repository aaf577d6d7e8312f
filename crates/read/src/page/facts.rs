//! What a page says of itself in its head and around its text: title, outlet, address; dates and authors
//! have files of their own.

use super::json_ld::{self, Article};
use super::scan::Scan;
use super::site;
use crate::address::{self, Linked};
use crate::outlets;

/// What was found, best first where there are several.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) url: Option<String>,
    pub(super) outlet: Option<String>,
    /// Titles that the head gives, the most trusted first.
    pub(super) titles: Vec<String>,
    pub(super) description: Option<String>,
    pub(super) language: Option<String>,
    /// The part of the host that names the site, such as `herald` in `www.herald.example`.
    pub(super) host: Option<String>,
    pub(super) article: Article,
    /// What its article's address is, and that of its original on another outlet's site.
    pub(super) linked: Linked,
}

/// Collects what the page says. `url` is the address under which it was given.
pub(super) fn find(scan: &Scan, url: Option<&str>) -> Facts {
    let article = json_ld::read(&scan.json_ld, &scan.title);
    let meta = |name: &str| {
        scan.metas
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, content)| content.clone())
    };
    let og = meta("og:url");
    let url = url.map(str::to_owned).or_else(|| {
        let site = site::outlet(&article, &meta, &scan.title, None);
        let is_own = |host: &str| outlets::is_one_site(None, host, site.as_deref());
        address::own(scan.canonical.as_deref(), og.as_deref(), &is_own).map(str::to_owned)
    });
    let host = url.as_deref().and_then(site::host_name);
    let mut facts = Facts {
        titles: [
            article.headline.clone(),
            meta("og:title"),
            meta("twitter:title"),
            meta("headline"),
        ]
        .into_iter()
        .flatten()
        .chain((!scan.title.is_empty()).then(|| scan.title.clone()))
        .collect(),
        description: meta("og:description").or_else(|| meta("description")),
        language: scan.language.clone().or_else(|| article.language.clone()),
        ..Facts::default()
    };
    facts.outlet = site::outlet(&article, &meta, &scan.title, host.as_deref());
    let is_own = |other: &str| outlets::is_one_site(url.as_deref(), other, facts.outlet.as_deref());
    facts.linked = address::link(url.as_deref(), scan.canonical.as_deref(), og.as_deref(), &is_own);
    (facts.url, facts.host, facts.article) = (url, host, article);
    facts
}
