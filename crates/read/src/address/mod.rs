//! Addresses of reports: what an archive or a cache wraps, what all versions and twins of an article share, and whether
//! a page names another outlet's page as its original.
//!
//! What is absent on purpose: fetching. An address that only a redirect would explain stays as it is.

mod canonical;
mod linked;
mod tracking;
mod wrapper;

pub use canonical::canonical;
pub(crate) use canonical::undressed;
pub(crate) use linked::{Linked, link, own};
pub use wrapper::{fetched, unwrapped};

/// The host of an address or of words that are a bare host: lower case, without "www."; `None` where it is none.
///
/// What an archive or a cache wraps counts, not the archive.
#[must_use]
pub fn host(address: &str) -> Option<String> {
    let address = unwrapped(address.trim());
    let host = if address.contains("://") {
        url::Url::parse(&address).ok()?.host_str()?.to_owned()
    } else {
        address.split(['/', '?', '#']).next()?.to_owned()
    };
    let host = host.to_lowercase();
    let bare = host.strip_prefix("www.").unwrap_or(&host);
    (bare.contains('.') && !bare.contains(char::is_whitespace)).then(|| bare.to_owned())
}

/// The part of a host that somebody registered: `herald.example` of `news.herald.example`, by the Public Suffix List.
#[must_use]
pub fn domain(host: &str) -> Option<&str> {
    psl::domain_str(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_behind_an_archive() {
        assert_eq!(
            host("https://web.archive.org/web/2016/http://www.herald.example/a").as_deref(),
            Some("herald.example")
        );
        assert_eq!(host("WWW.Herald.Example/fire").as_deref(), Some("herald.example"));
        assert_eq!(host("no address"), None);
        assert_eq!(domain("news.herald.co.uk"), Some("herald.co.uk"));
    }
}
