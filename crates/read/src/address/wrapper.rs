//! Addresses within addresses: web archives, AMP caches, redirecting links.

/// An address is unwrapped this often at most: an archived copy of a cached page is two wrappers.
const DEEPEST: usize = 4;

/// The address that archives, caches and redirecting links wrap; any other address as it is.
///
/// Known are `web.archive.org/web/…/ADDRESS` and archives with its form of address, `archive.today` and its other
/// names, the AMP cache (`*.cdn.ampproject.org/c/s/HOST/PATH`), AMP viewers (`google.com/amp/s/…`), and links of search
/// engines and networks that carry their target in a parameter.
#[must_use]
pub fn unwrapped(address: &str) -> String {
    let mut address = address.to_owned();
    for _ in 0..DEEPEST {
        match inner(&address) {
            Some(inner) if inner.len() < address.len() => address = inner,
            _ => break,
        }
    }
    address
}

/// When a web archive fetched what its address wraps, in UTC: `2031-03-05T12:00:00Z` of `…/web/20310305120000/…`.
#[must_use]
pub fn fetched(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (_, path) = rest.split_once('/')?;
    let inner = inner(address)?;
    // The stamp stands before what is wrapped.
    let head = path
        .find(inner.split_once("://")?.1.split('/').next()?)
        .and_then(|at| path.get(..at))?;
    let stamp = head.split('/').find(|p| {
        let digits = p.bytes().take_while(u8::is_ascii_digit).count();
        digits == 14
    })?;
    let part = |from: usize, to: usize| stamp.get(from..to);
    let iso = format!(
        "{}-{}-{}T{}:{}:{}Z",
        part(0, 4)?,
        part(4, 6)?,
        part(6, 8)?,
        part(8, 10)?,
        part(10, 12)?,
        part(12, 14)?
    );
    iso.parse::<jiff::Timestamp>().ok().map(|_| iso)
}

fn inner(address: &str) -> Option<String> {
    let rest = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest)
        .trim_start_matches('/');
    let (host, path) = rest.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if host.ends_with(".cdn.ampproject.org") || host == "cdn.ampproject.org" {
        return amp(path);
    }
    match host {
        "web.archive.org"
        | "wayback.archive.org"
        | "webarchive.loc.gov"
        | "arquivo.pt"
        | "webarchive.org.uk" => archived(path),
        "archive.today" | "archive.is" | "archive.ph" | "archive.li" | "archive.vn" | "archive.md"
        | "archive.fo" => archived(path),
        "webcache.googleusercontent.com" => cached(path),
        _ if is_search(host) => {
            if let Some(viewed) = path.strip_prefix("amp/") {
                return amp(&format!("c/{viewed}"));
            }
            path.starts_with("url?").then(|| parameter(path, &["url", "q"]))?
        }
        "bing.com" if path.starts_with("amp/") => amp(&path.replacen("amp", "c", 1)),
        "l.facebook.com" | "lm.facebook.com" | "facebook.com" if path.starts_with("l.php?") => {
            parameter(path, &["u"])
        }
        _ => None,
    }
}

/// `google.com`, `google.co.uk`, `google.de`.
fn is_search(host: &str) -> bool {
    host.strip_prefix("google.")
        .is_some_and(|top| top.len() <= 6 && top.bytes().all(|b| b.is_ascii_lowercase() || b == b'.'))
}

/// `web/20160905120000id_/http://host/path`, `20160905/http://host/path`, `newest/http://…`.
fn archived(path: &str) -> Option<String> {
    let at = ["http://", "https://", "http:/", "https:/"]
        .iter()
        .filter_map(|scheme| path.find(scheme).map(|at| (at, *scheme)))
        .min_by_key(|(at, scheme)| (*at, std::cmp::Reverse(scheme.len())));
    if let Some((at, scheme)) = at {
        // Some archives squeeze the two slashes into one.
        let tail = path.get(at + scheme.len()..)?.trim_start_matches('/');
        return Some(format!("{}://{tail}", scheme.split(':').next().unwrap_or("http")));
    }
    let mut parts = path.splitn(3, '/');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    let stamp = |s: &str| s.len() >= 4 && s.bytes().take(4).all(|b| b.is_ascii_digit());
    let bare = |s: &str| {
        s.split('/')
            .next()
            .is_some_and(|h| h.contains('.') && psl::domain_str(h).is_some())
    };
    match third {
        Some(rest) if stamp(second) && bare(rest) => Some(format!("http://{rest}")),
        _ if stamp(first) && bare(second) => Some(match third {
            Some(rest) => format!("http://{second}/{rest}"),
            None => format!("http://{second}/"),
        }),
        _ => None,
    }
}

/// `c/s/host/path`: content (or a viewer's page, `v`), over https (`s`).
fn amp(path: &str) -> Option<String> {
    let rest = ["c/", "v/", "wp/"].iter().find_map(|p| path.strip_prefix(p))?;
    let (scheme, rest) = rest
        .strip_prefix("s/")
        .map_or(("http", rest), |rest| ("https", rest));
    rest.split('/').next().filter(|h| h.contains('.'))?;
    Some(format!("{scheme}://{rest}"))
}

/// `search?q=cache:KEY:host/path+words`.
fn cached(path: &str) -> Option<String> {
    let q = parameter(path, &["q"])?;
    let rest = q.strip_prefix("cache:")?;
    let rest = rest.split([' ', '+']).next()?;
    let target = match rest.split_once(':') {
        Some((key, target)) if !key.contains(['/', '.']) => target,
        _ => rest,
    };
    Some(if target.contains("://") {
        target.to_owned()
    } else {
        format!("http://{target}")
    })
}

/// The first of these parameters that holds an address.
fn parameter(path: &str, names: &[&str]) -> Option<String> {
    let query = path.split_once('?')?.1.split('#').next()?;
    names.iter().find_map(|name| {
        url::form_urlencoded::parse(query.as_bytes())
            .find(|(key, value)| key == name && (value.contains("://") || value.starts_with("cache:")))
            .map(|(_, value)| value.into_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_and_caches_are_taken_off() {
        let article = "http://www.herald.example/2031/fire?id=3";
        for wrapped in [
            "https://web.archive.org/web/20310304120000/http://www.herald.example/2031/fire?id=3",
            "https://web.archive.org/web/20310304120000id_/http://www.herald.example/2031/fire?id=3",
            "web.archive.org/web/2031*/http:/www.herald.example/2031/fire?id=3",
            "https://archive.today/20310304/http://www.herald.example/2031/fire?id=3",
            "https://www.google.com/url?sa=t&url=http%3A%2F%2Fwww.herald.example%2F2031%2Ffire%3Fid%3D3&ved=x",
            "http://webcache.googleusercontent.com/search?q=cache:AbC:www.herald.example/2031/fire%3Fid%3D3+ferry",
            "https://l.facebook.com/l.php?u=http%3A%2F%2Fwww.herald.example%2F2031%2Ffire%3Fid%3D3&h=AT0",
        ] {
            assert_eq!(unwrapped(wrapped), article, "{wrapped}");
        }
        for wrapped in [
            "https://www-herald-example.cdn.ampproject.org/c/s/www.herald.example/fire.amp",
            "https://cdn.ampproject.org/v/s/www.herald.example/fire.amp",
            "https://www.google.co.uk/amp/s/www.herald.example/fire.amp",
        ] {
            assert_eq!(
                unwrapped(wrapped),
                "https://www.herald.example/fire.amp",
                "{wrapped}"
            );
        }
        let twice =
            "https://web.archive.org/web/2031/https://cdn.ampproject.org/c/s/www.herald.example/fire.amp";
        assert_eq!(unwrapped(twice), "https://www.herald.example/fire.amp");
    }

    #[test]
    fn an_archives_stamp_says_when_it_fetched() {
        let article = "http://www.herald.example/20310304120000/fire";
        for (address, when) in [
            (
                "https://web.archive.org/web/20310305120000id_/",
                Some("2031-03-05T12:00:00Z"),
            ),
            ("https://web.archive.org/web/2031/", None),
            ("https://web.archive.org/web/20311305120000/", None),
            ("", None),
        ] {
            assert_eq!(
                fetched(&format!("{address}{article}")).as_deref(),
                when,
                "{address}"
            );
        }
    }

    #[test]
    fn other_addresses_stay() {
        for address in [
            "https://www.herald.example/web/2031/http-is-dead",
            "https://web.archive.org/details/newspapers",
            "https://www.google.com/search?q=fire",
            "https://herald.example/share?url=https://other.example/a",
            "https://archive.today/AbCdE",
            "",
            "://",
        ] {
            assert_eq!(unwrapped(address), address);
        }
    }
}
