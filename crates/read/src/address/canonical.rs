//! The address that all versions and twins of an article share.

use super::tracking::is_tracking;
use url::Url;

/// Labels before a registered domain that give the same pages in another dress.
const DRESSES: &[&str] = &[
    "www",
    "www1",
    "www2",
    "www3",
    "m",
    "mobile",
    "mobil",
    "amp",
    "touch",
    "edition",
    "us",
    "international",
    "intl",
    "print",
    "wap",
    "i",
    "amphtml",
];

/// The address that all versions of an article and its twins share: its AMP, print and mobile forms, over http or https,
/// with and without "www", tracking parameters, fragments and trailing slashes, wrapped by an archive or not.
///
/// `None` where it is no web address. Meant for telling articles apart, not for opening; a front page has one too
/// ([`is_article`] tells).
#[must_use]
pub fn canonical(address: &str) -> Option<String> {
    let address = super::unwrapped(address.trim());
    let url = parsed(&address)?;
    let host = undressed(url.host_str()?)?;
    let path = path(url.path());
    let mut pairs: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, value)| !name.is_empty() && !is_tracking(name, value))
        .map(|(n, v)| (n.into_owned(), v.into_owned()))
        .collect();
    pairs.sort();
    pairs.dedup();
    let mut out = format!("https://{host}{path}");
    if !pairs.is_empty() {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&pairs)
            .finish();
        out.push('?');
        out.push_str(&query);
    }
    if let Some(fragment) = url.fragment().filter(|f| f.starts_with("!/")) {
        // "#!/2016/fire" is a path in disguise.
        out.push('#');
        out.push_str(fragment);
    }
    Some(out)
}

/// Whether a canonical address can be that of one article: more than a front page.
#[must_use]
pub(crate) fn is_article(canonical: &str) -> bool {
    let rest = canonical.split_once("://").map_or(canonical, |(_, r)| r);
    rest.find(['/', '?', '#'])
        .and_then(|at| rest.get(at..))
        .is_some_and(|tail| tail.chars().any(char::is_alphanumeric))
}

/// An absolute web address; one without a scheme gets one.
fn parsed(address: &str) -> Option<Url> {
    if address.chars().any(char::is_whitespace) {
        return None;
    }
    let url = if address.contains("://") {
        Url::parse(address).ok()?
    } else if let Some(rest) = address.strip_prefix("//") {
        Url::parse(&format!("https://{rest}")).ok()?
    } else {
        let host = address.split(['/', '?', '#', ':']).next()?;
        psl::domain_str(&host.to_lowercase()).filter(|_| host.contains('.'))?;
        Url::parse(&format!("https://{address}")).ok()?
    };
    (matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|h| h.contains('.')))
        .then_some(url)
}

/// The host without labels that only say how its pages are shown: `m.herald.example` → `herald.example`.
pub(crate) fn undressed(host: &str) -> Option<String> {
    let host = host.to_lowercase();
    let Some(domain) = psl::domain_str(&host) else {
        return Some(host);
    };
    let before = host.get(..host.len().checked_sub(domain.len())?)?;
    let labels: Vec<&str> = before
        .split('.')
        .filter(|label| !label.is_empty() && !DRESSES.contains(label))
        .chain([domain])
        .collect();
    Some(labels.join("."))
}

fn path(path: &str) -> String {
    let mut parts: Vec<&str> = path
        .split('/')
        .map(|p| p.split(';').next().unwrap_or(p))
        .filter(|p| !p.is_empty())
        .collect();
    let is_dress = |p: &str| {
        matches!(
            p.to_ascii_lowercase().as_str(),
            "amp" | "print" | "printable" | "ampstories"
        )
    };
    let is_index = |p: &str| {
        let p = p.to_ascii_lowercase();
        p.split_once('.').is_some_and(|(name, kind)| {
            matches!(name, "index" | "default" | "home" | "amp" | "print") && kind.len() <= 5
        })
    };
    while parts.len() > 1 && parts.last().is_some_and(|p| is_dress(p) || is_index(p)) {
        parts.pop();
    }
    if parts.len() == 1 && is_index(parts[0]) {
        parts.pop();
    }
    if parts.len() > 1
        && parts
            .first()
            .is_some_and(|p| is_dress(p) || p.eq_ignore_ascii_case("mobile"))
    {
        parts.remove(0);
    }
    let mut out = String::with_capacity(path.len());
    let last = parts.len().saturating_sub(1);
    for (i, part) in parts.iter().enumerate() {
        out.push('/');
        out.push_str(if i == last { without_ending(part) } else { part });
    }
    out
}

/// A page's name without what its AMP and print forms add: `fire.amp.html` → `fire.html`, `fire.amp` → `fire`.
fn without_ending(name: &str) -> &str {
    for ending in [".amp", ".print", ".ampview", "_amp", "~amp"] {
        if let Some(bare) = name.strip_suffix(ending).filter(|b| b.len() > 3) {
            return bare;
        }
    }
    // What kind of file it is tells no two articles apart, and AMP forms often change it.
    for ending in [
        ".amp.html",
        ".print.html",
        "_print.html",
        ".html",
        ".htm",
        ".shtml",
    ] {
        if let Some(bare) = name.strip_suffix(ending).filter(|b| !b.is_empty()) {
            return bare;
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_share_an_address() {
        for twin in [
            "https://herald.example/2031/03/04/quay-fire",
            "http://www.herald.example/2031/03/04/quay-fire/",
            "HTTP://WWW.Herald.Example:80/2031/03/04/quay-fire#comments",
            "https://m.herald.example/2031/03/04/quay-fire?utm_source=x&utm_medium=y&fbclid=z",
            "https://amp.herald.example/2031/03/04/quay-fire",
            "https://www.herald.example/2031/03/04/quay-fire/amp/",
            "https://www.herald.example/amp/2031/03/04/quay-fire",
            "https://www.herald.example/2031/03/04/quay-fire.amp.html",
            "https://www.herald.example/2031/03/04/quay-fire.amp",
            "https://www.herald.example/2031/03/04/quay-fire?amp=1",
            "https://www.herald.example/2031/03/04/quay-fire?outputType=amp",
            "https://www.herald.example/2031/03/04/quay-fire/print/",
            "https://www.herald.example/2031/03/04/quay-fire?print=1",
            "https://www.herald.example/2031/03/04/quay-fire/index.html",
            "https://www.herald.example/2031/03/04/quay-fire.html?view=print",
            "https://web.archive.org/web/20310305/http://www.herald.example/2031/03/04/quay-fire",
            "https://www-herald-example.cdn.ampproject.org/c/s/www.herald.example/2031/03/04/quay-fire/amp",
            "www.herald.co.uk/fire",
        ] {
            let of = canonical(twin);
            let wanted = if twin.contains("co.uk") {
                "https://herald.co.uk/fire"
            } else {
                "https://herald.example/2031/03/04/quay-fire"
            };
            assert_eq!(of.as_deref(), Some(wanted), "{twin}");
        }
    }

    #[test]
    fn what_names_an_article_is_kept() {
        for (one, other) in [
            (
                "https://herald.example/story.php?id=1",
                "https://herald.example/story.php?id=2",
            ),
            ("https://herald.example/?p=1", "https://herald.example/?p=2"),
            (
                "https://herald.example/fire?page=2",
                "https://herald.example/fire",
            ),
            ("https://herald.example/fire", "https://herald.example/Fire"),
            ("https://news.herald.example/fire", "https://herald.example/fire"),
            ("https://herald.example/amp", "https://herald.example/"),
            (
                "https://herald.example/print-is-dead",
                "https://herald.example/is-dead",
            ),
            (
                "https://herald.example/news/amplifier",
                "https://herald.example/news",
            ),
            ("https://herald.example/#!/a", "https://herald.example/#!/b"),
            ("https://amp.example/fire", "https://m.example/fire"),
        ] {
            assert_ne!(canonical(one), canonical(other), "{one} {other}");
        }
        assert_eq!(
            canonical("https://herald.example/s?story=7&utm_source=a&article=x"),
            canonical("http://www.herald.example/s?article=x&story=7")
        );
    }

    #[test]
    fn what_is_no_web_address_has_none() {
        for words in [
            "",
            "fire",
            "Port Ellery",
            "mailto:a@herald.example",
            "file:///a",
            "http://",
            "C:\\a.txt",
            "a.txt",
        ] {
            assert_eq!(canonical(words).filter(|_| words != "a.txt"), None, "{words}");
        }
    }

    #[test]
    fn a_front_page_is_no_article() {
        let article = |a: &str| is_article(&canonical(a).unwrap());
        assert!(!article("https://herald.example/"));
        assert!(!article("https://www.herald.example/index.html?utm_source=x"));
        assert!(article("https://herald.example/?p=17"));
        assert!(article("https://herald.example/fire"));
    }
}
