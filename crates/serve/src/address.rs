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

/// What is kept below `folder` under this id. Browsers take away segments of dots, however they are written; so such an id
/// stands in the query.
fn below(folder: &str, id: &str) -> String {
    if matches!(id, "" | "." | "..") {
        format!("{folder}?id={}", escaped(id))
    } else {
        format!("{folder}/{}", escaped(id))
    }
}

/// The page of a story.
pub(crate) fn story(id: &str) -> String {
    below("/stories", id)
}

/// A story to be saved in a form.
pub(crate) fn export(id: &str, form: &str) -> String {
    let page = story(id);
    if page.contains('?') {
        format!("/export?id={}&form={}", escaped(id), escaped(form))
    } else {
        format!("{page}/export/{}", escaped(form))
    }
}

/// The page of a report.
pub(crate) fn report(id: &str) -> String {
    below("/reports", id)
}

/// The untouched bytes of a report; none where its id can't be a segment of a path.
pub(crate) fn source(id: &str) -> Option<String> {
    let page = report(id);
    (!page.contains('?')).then(|| format!("{page}/source"))
}

/// A passage on the page of its report: the query has it marked, and the fragment brings it into view.
pub(crate) fn passage(id: &str, span: Span) -> String {
    let bytes = format!("{}-{}", span.start(), span.end());
    let anchor = tell::html::passage_anchor(span);
    format!("{}#{anchor}", with(&report(id), "at", &bytes))
}

/// An address with one field more in its query.
pub(crate) fn with(address: &str, field: &str, value: &str) -> String {
    let more = if address.contains('?') { '&' } else { '?' };
    format!("{address}{more}{field}={}", escaped(value))
}

/// The page of a person.
pub(crate) fn person(entity: &str) -> String {
    below("/people", entity)
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
        assert_eq!(
            (story("."), story("..")),
            ("/stories?id=.".into(), "/stories?id=..".into())
        );
        assert_eq!(export("..", "markdown"), "/export?id=..&form=markdown");
        assert_eq!(export("a/b", "markdown"), "/stories/a%2Fb/export/markdown");
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
