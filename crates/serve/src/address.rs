//! The addresses of the app's pages. What a report says is never a path: ids and names stand in addresses percent-encoded.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use record::{Citation, Span};

/// All but the unreserved characters of RFC 3986.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// `text` as one segment of a path, or as a value of a query.
pub(crate) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// The page of a story.
pub(crate) fn story(id: &str) -> String {
    format!("/stories/{}", escaped(id))
}

/// The page of a report. Browsers take away segments of dots, however they are written.
pub(crate) fn report(id: &str) -> String {
    if matches!(id, "" | "." | "..") {
        format!("/reports?id={}", escaped(id))
    } else {
        format!("/reports/{}", escaped(id))
    }
}

/// The untouched bytes of a report; none where its id can't be a segment of a path.
pub(crate) fn source(id: &str) -> Option<String> {
    let page = report(id);
    (!page.contains('?')).then(|| format!("{page}/source"))
}

/// A passage on the page of its report: the query has it marked, and the fragment brings it into view.
pub(crate) fn passage(id: &str, span: Span) -> String {
    let page = report(id);
    let more = if page.contains('?') { '&' } else { '?' };
    let anchor = tell::html::passage_anchor(span);
    format!("{page}{more}at={}-{}#{anchor}", span.start(), span.end())
}

/// The page of a person.
pub(crate) fn person(entity: &str) -> String {
    format!("/people/{}", escaped(entity))
}

/// Two reports side by side.
pub(crate) fn compare(a: &str, b: &str) -> String {
    format!("/compare?a={}&b={}", escaped(a), escaped(b))
}

/// The form that puts something right.
pub(crate) fn correct(kind: &str, target: &str, value: &str) -> String {
    let value = if value.is_empty() {
        String::new()
    } else {
        format!("&value={}", escaped(value))
    };
    format!("/correct?kind={kind}&target={}{value}", escaped(target))
}

/// The addresses as `tell` asks for them.
pub(crate) struct Addresses;

impl tell::html::Places for Addresses {
    fn report(&self, id: &str) -> String {
        report(id)
    }

    fn passage(&self, citation: &Citation) -> String {
        passage(&citation.report, citation.span)
    }

    fn person(&self, entity: &str) -> String {
        person(entity)
    }

    fn compare(&self, a: &str, b: &str) -> String {
        compare(a, b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_never_a_path() {
        assert_eq!(report("../a b?c#d"), "/reports/..%2Fa%20b%3Fc%23d");
        assert_eq!(report(".."), "/reports?id=..");
        assert_eq!(report("\"><script>"), "/reports/%22%3E%3Cscript%3E");
        assert_eq!(
            (source("a/"), source(".")),
            (Some("/reports/a%2F/source".into()), None)
        );
        let span = Span::new(3, 9).unwrap();
        assert_eq!(passage("é", span), "/reports/%C3%A9?at=3-9#b3-9");
        assert_eq!(passage(".", span), "/reports?id=.&at=3-9#b3-9");
    }
}
