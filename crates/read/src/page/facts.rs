//! What a page says of itself in its head and around its text: title, outlet, address; dates and authors
//! have files of their own.

use super::json_ld::{self, Article};
use super::scan::Scan;
use super::site;

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
    let is_address = |s: &String| s.starts_with("http://") || s.starts_with("https://");
    let url = url
        .map(str::to_owned)
        .or_else(|| scan.canonical.clone().filter(is_address))
        .or_else(|| meta("og:url").filter(is_address));
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
    (facts.url, facts.host, facts.article) = (url, host, article);
    facts
}
