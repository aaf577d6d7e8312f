//! What a page's own words on its address are worth: `<link rel="canonical">` and `og:url`.

use super::canonical::{canonical, is_article};
use super::{domain, host};
use url::Url;

/// The address of a page's article, and of its original on another outlet's site.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Linked {
    /// What all versions and twins of the article share.
    pub(crate) canonical: Option<String>,
    /// The address of another outlet's page that this one names as its original.
    pub(crate) original: Option<String>,
}

/// Hosts that only lead on to others: what they gave was another site's page.
const REDIRECTS: &[&str] = &[
    "apple.news",
    "bit.ly",
    "buff.ly",
    "dlvr.it",
    "feedproxy.google.com",
    "feeds.feedburner.com",
    "flip.it",
    "fb.me",
    "goo.gl",
    "ift.tt",
    "is.gd",
    "j.mp",
    "lnkd.in",
    "news.google.com",
    "ow.ly",
    "rss.feedsportal.com",
    "shar.es",
    "t.co",
    "tinyurl.com",
    "trib.al",
    "wp.me",
    "localhost",
];

/// Weighs the addresses that a page states against that under which it was given.
///
/// `link` is its canonical link and `og` its `og:url`. A link to the front page, or to a section above the page, names
/// no article. One to another site names the original of a reprint, unless `is_own` says that the site of that host is
/// the outlet's own under another domain. `og:url` is heard only within the page's own site, where there is no link.
pub(crate) fn link(
    own: Option<&str>,
    link: Option<&str>,
    og: Option<&str>,
    is_own: &dyn Fn(&str) -> bool,
) -> Linked {
    let own = own.filter(|o| host(o).is_none_or(|h| !REDIRECTS.contains(&h.as_str())));
    let given = own.and_then(canonical);
    let mut out = Linked {
        canonical: given.clone(),
        original: None,
    };
    for (stated, is_link) in [(link, true), (og, false)] {
        let Some(stated) = stated.and_then(|s| absolute(own, s)) else {
            continue;
        };
        let Some(address) = canonical(&stated).filter(|a| is_article(a)) else {
            continue;
        };
        let Some(given) = &given else {
            out.canonical = Some(address);
            break;
        };
        if one_site(given, &address) || host(&address).is_some_and(|h| is_own(&h)) {
            if names_it(given, &address) {
                out.canonical = Some(address);
            }
            break;
        }
        if is_link {
            out.original = Some(address);
            break;
        }
    }
    out
}

/// The address of a page that was given without one: what its canonical link or its `og:url` says.
///
/// Where the two lead to different sites, the link names the original of a reprint and `og:url` the page itself, unless
/// `is_own` knows the link's site for the page's.
pub(crate) fn own<'a>(
    link: Option<&'a str>,
    og: Option<&'a str>,
    is_own: &dyn Fn(&str) -> bool,
) -> Option<&'a str> {
    let is_address = |s: &&str| s.starts_with("http://") || s.starts_with("https://");
    let (link, og) = (
        link.map(str::trim).filter(is_address),
        og.map(str::trim).filter(is_address),
    );
    match (link, og) {
        // An AMP page links to the full one, and may say its own address here.
        (Some(link), Some(og)) if canonical(link) == canonical(og) => Some(og),
        (Some(link), Some(og)) if !one_site(link, og) && !host(link).is_some_and(|h| is_own(&h)) => Some(og),
        _ => link.or(og),
    }
}

/// The address that a page states, relative ones taken against its own.
fn absolute(own: Option<&str>, stated: &str) -> Option<String> {
    let stated = stated.trim();
    if stated.is_empty() {
        return None;
    }
    if stated.contains("://") {
        return Some(stated.to_owned());
    }
    let base = Url::parse(&super::unwrapped(own?)).ok()?;
    base.join(stated).ok().map(String::from)
}

/// Whether both are of one site: one registered domain, or one name under two ends (`herald.com`, `herald.co.uk`).
fn one_site(x: &str, y: &str) -> bool {
    let (Some(x), Some(y)) = (host(x), host(y)) else {
        return false;
    };
    let name = |host: &str| -> Option<String> { domain(host)?.split('.').next().map(str::to_owned) };
    x == y || name(&x).is_some_and(|n| name(&y).is_some_and(|m| n == m))
}

/// Whether a stated address can be that of the article at `given`: no front page and no section above it.
fn names_it(given: &str, stated: &str) -> bool {
    let Some(below) = given.strip_prefix(stated) else {
        return true;
    };
    if !below.starts_with('/') {
        return true;
    }
    // A part of an article (its pictures, its second page) lies below the article; the article's own name has words.
    let last = stated.rsplit('/').next().unwrap_or("");
    let digits = last.bytes().filter(u8::is_ascii_digit).count();
    digits >= 4 || last.matches('-').count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(own: &str, stated: &str) -> Linked {
        link(Some(own), Some(stated), None, &|h| h == "oldherald.example")
    }

    const OWN: &str = "https://herald.example/news/quay-fire?sid=9";

    #[test]
    fn a_link_within_the_site_is_the_address() {
        for (own, stated) in [
            (OWN, "https://www.herald.example/news/quay-fire"),
            (OWN, "/news/quay-fire"),
            (OWN, "http://oldherald.example/news/quay-fire"),
            ("https://t.co/AbC", "https://herald.example/news/quay-fire"),
            (
                "https://herald.example/news/the-quay-fire/pictures/3",
                "https://herald.example/news/the-quay-fire",
            ),
        ] {
            let linked = told(own, stated);
            let wanted = canonical(&absolute(Some(own), stated).unwrap());
            assert_eq!(
                linked,
                Linked {
                    canonical: wanted,
                    original: None
                },
                "{own} {stated}"
            );
        }
    }

    #[test]
    fn a_link_to_the_front_page_or_a_section_names_nothing() {
        for stated in [
            "https://herald.example/",
            "https://herald.example/news",
            "",
            "#",
            "https://herald.example",
        ] {
            assert_eq!(told(OWN, stated).canonical, canonical(OWN), "{stated}");
        }
        assert_eq!(told(OWN, "https://post.example/").original, None);
    }

    #[test]
    fn a_link_to_another_outlet_names_the_original_and_joins_nothing() {
        let linked = told(OWN, "https://www.post.example/2031/quay-fire?utm_source=x");
        assert_eq!(linked.canonical, canonical(OWN));
        assert_eq!(
            linked.original.as_deref(),
            Some("https://post.example/2031/quay-fire")
        );
        let og = link(
            Some(OWN),
            None,
            Some("https://post.example/2031/quay-fire"),
            &|_| false,
        );
        assert_eq!(og.original, None);
    }

    #[test]
    fn a_page_without_an_address_says_which_is_its_own() {
        let (herald, post) = ("https://herald.example/a", "https://post.example/a");
        assert_eq!(own(Some(herald), None, &|_| false), Some(herald));
        assert_eq!(own(Some(post), Some(herald), &|_| false), Some(herald));
        assert_eq!(
            own(Some(post), Some(herald), &|h| h == "post.example"),
            Some(post)
        );
        assert_eq!(own(Some("/a"), None, &|_| false), None);
        let amp = "https://amp.herald.example/a";
        assert_eq!(own(Some(herald), Some(amp), &|_| false), Some(amp));
    }

    #[test]
    fn without_an_address_of_its_own_the_page_is_believed() {
        let linked = link(None, Some("https://herald.example/fire/amp"), None, &|_| false);
        assert_eq!(linked.canonical.as_deref(), Some("https://herald.example/fire"));
        assert_eq!(link(None, Some("/fire"), None, &|_| false), Linked::default());
        assert_eq!(link(None, None, None, &|_| false), Linked::default());
    }
}
