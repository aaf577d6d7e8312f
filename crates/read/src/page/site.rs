//! The site that a page belongs to: its name, and the part of its host that names it.

use super::json_ld::Article;
use super::title;

/// `herald` of `https://www.herald.example/fire`.
pub(super) fn host_name(url: &str) -> Option<String> {
    let parsed = url::Url::parse(url).ok()?;
    let host = parsed.host_str()?;
    let domain = psl::domain_str(host)?;
    domain.split('.').next().map(str::to_owned)
}

/// The name the page gives its site; `None` rather than a slogan or an address.
pub(super) fn outlet(
    article: &Article,
    meta: &impl Fn(&str) -> Option<String>,
    head_title: &str,
    host: Option<&str>,
) -> Option<String> {
    // A bare address is no name, and a field that holds a sentence holds a slogan.
    let is_name = |s: &String| {
        let is_address = !s.contains(' ') && s.contains('.') && s.chars().any(char::is_lowercase);
        !is_address && s.split_whitespace().count() <= 6 && !s.starts_with('@')
    };
    let named = meta("og:site_name")
        .filter(is_name)
        .or_else(|| article.publisher.clone().filter(is_name));
    let named = named.or_else(|| {
        ["application-name", "dc.publisher", "publisher", "cre"]
            .iter()
            .find_map(|n| meta(n))
            .filter(is_name)
    });
    named.or_else(|| {
        // The title's end, where it says the same as the address.
        let ends = [" | ", " - ", " – ", " — "]
            .iter()
            .filter_map(|sign| head_title.rsplit_once(sign));
        let tail = ends
            .map(|(_, tail)| tail.trim().to_owned())
            .min_by_key(String::len)?;
        (title::is_site(&tail, None, host) && is_name(&tail)).then_some(tail)
    })
}
