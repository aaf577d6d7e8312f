//! Whether a body begins as a feed does. A page in its place would be read as a report of the news.

/// Bytes within which the first element must begin; what stands before it is a declaration, a document type and comments.
const HEAD: usize = 64 << 10;

/// Whether the bytes begin as a feed does; otherwise how they begin, for a person.
pub(super) fn is_feed(body: &[u8]) -> Result<(), String> {
    // Without its noughts, text in UTF-16 shows its markup too.
    let head = String::from_utf8_lossy(&body[..body.len().min(HEAD)]).replace('\0', "");
    let head = head.trim_start_matches(['\u{feff}', '\u{fffd}', ' ', '\n', '\r', '\t']);
    let root = first_element(head).map(|name| name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase());
    if root.is_some_and(|name| matches!(name.as_str(), "rss" | "feed" | "rdf")) {
        return Ok(());
    }
    if head.starts_with('{') {
        let value: Result<serde_json::Value, _> = serde_json::from_slice(body);
        let version = value
            .ok()
            .and_then(|v| v["version"].as_str().map(str::to_owned))
            .unwrap_or_default();
        if version.contains("jsonfeed.org") {
            return Ok(());
        }
    }
    let words: Vec<&str> = head.split_whitespace().take(24).collect();
    let begins: String = words.join(" ").chars().take(24).collect();
    Err(if begins.is_empty() {
        "it is empty".to_owned()
    } else {
        format!("it begins {begins:?}")
    })
}

/// The name of the first element, past declarations, the document type and comments. What an item quotes further on is
/// no matter: feeds carry pages within them, and pages name feeds.
fn first_element(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        rest = rest.trim_start();
        let end = if let Some(inner) = rest.strip_prefix("<!--") {
            4 + inner.find("-->")? + 3
        } else if rest.starts_with("<?") {
            // A declaration that is closed as a tag is closed is a slip that readers of feeds forgive.
            match rest.find("?>") {
                Some(at) => at + 2,
                None => rest.find('>')? + 1,
            }
        } else if rest.starts_with("<!") {
            past_document_type(rest)?
        } else {
            break;
        };
        rest = rest.get(end..)?;
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    name.get(..end).filter(|name| !name.is_empty())
}

/// The length of a document type, whose own declarations in brackets hold signs that would end it.
fn past_document_type(rest: &str) -> Option<usize> {
    let (close, bracket) = (rest.find('>')?, rest.find('['));
    match bracket.filter(|at| *at < close) {
        None => Some(close + 1),
        Some(open) => {
            let inner = open + rest.get(open..)?.find(']')?;
            Some(inner + rest.get(inner..)?.find('>')? + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_told_from_a_page() {
        for feed in [
            "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel/></rss>",
            "\u{feff}<feed xmlns=\"http://www.w3.org/2005/Atom\"/>",
            "<atom:feed xmlns:atom=\"http://www.w3.org/2005/Atom\">",
            "<?xml version=\"1.0\"?><rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">",
            "<!DOCTYPE rss PUBLIC \"-//N//DTD RSS 0.91//EN\" \"rss.dtd\">\n<RSS version=\"0.91\">",
            "<!DOCTYPE rdf:RDF [\n<!ENTITY % more SYSTEM \"more.ent\">\n%more;\n]>\n<rdf:RDF>",
            "<?xml version=\"1.0\"?><!-- made from <html> --><rss><item><description><![CDATA[<html><p>Gate jams]]>",
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}",
        ] {
            assert_eq!(is_feed(feed.as_bytes()), Ok(()), "{feed}");
        }
        for other in [
            "",
            "<!doctype html><html><body>Sign in</body></html>",
            "<!-- <rss> was here --><html><head><link href=\"/feed\"></head>",
            "<html><rss version=\"2.0\"></rss></html>",
            "<feedback>Sign in</feedback>",
            "<!-- never closed <rss>",
            "<!DOCTYPE rss [ <rss>",
            "<rss",
            "<",
            "{\"error\": true}",
            "GIF89a",
            "\u{1f}\u{8b}\u{8}",
        ] {
            assert!(is_feed(other.as_bytes()).is_err(), "{other}");
        }
    }

    #[test]
    fn text_of_two_bytes_a_letter_is_told_too() {
        let bytes = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        assert_eq!(is_feed(&bytes("\u{feff}<?xml version=\"1.0\"?><rss/>")), Ok(()));
        assert!(is_feed(&bytes("\u{feff}<html><rss/></html>")).is_err());
    }
}
