//! What other people call our fields.
//!
//! Spellings follow IPTC ninjs 1.x and 2.x, schema.org, news-please, newspaper, trafilatura, Media Cloud, GDELT, CC-News,
//! Event Registry, NewsAPI, the Guardian's content API and common exports. They are compared without case and signs, so
//! that `datePublished`, `date_published` and `date-published` are one.

/// Our field names, each with the spellings accepted, most trusted first.
pub(super) const SPELLINGS: &[(&str, &[&str])] = &[
    (
        "id",
        &[
            "id",
            "guid",
            "docid",
            "articleid",
            "documentid",
            "uuid",
            "storyid",
            "storiesid",
            "newsid",
            "itemid",
            "gkgrecordid",
        ],
    ),
    (
        "url",
        &[
            "url",
            "canonicalurl",
            "weburl",
            "articleurl",
            "link",
            "permalink",
            "uri",
            "documentidentifier",
            "canonicallink",
            "respondedurl",
            "requestedurl",
            "originalurl",
            "mainentityofpage",
            "sourceurl",
        ],
    ),
    (
        "headline",
        &[
            "headline",
            "title",
            "headlines",
            "webtitle",
            "articletitle",
            "newstitle",
            "storytitle",
            "titlepage",
            "titlerss",
            "heading",
        ],
    ),
    (
        "text",
        &[
            "text",
            "bodytext",
            "articlebody",
            "articletext",
            "maintext",
            "fulltext",
            "plaintext",
            "storytext",
            "pagecontent",
            "contenttext",
            "body",
            "content",
            "bodies",
            "articlecontent",
            "article",
            "story",
        ],
    ),
    (
        "html",
        &[
            "html",
            "bodyhtml",
            "bodyxhtml",
            "contenthtml",
            "articlehtml",
            "rawhtml",
        ],
    ),
    (
        "published",
        &[
            "published",
            "datepublished",
            "datepublish",
            "publishedat",
            "publisheddate",
            "publishdate",
            "publishedon",
            "pubdate",
            "publicationdate",
            "publishingdate",
            "publishtime",
            "publishedtime",
            "webpublicationdate",
            "datetimepub",
            "versioncreated",
            "firstcreated",
            "contentcreated",
            "date",
            "datetime",
            "timestamp",
        ],
    ),
    (
        "modified",
        &[
            "modified",
            "datemodified",
            "datemodify",
            "modifieddate",
            "modifiedat",
            "updated",
            "updatedat",
            "updateddate",
            "dateupdated",
            "lastmodified",
            "lastupdated",
            "contentmodified",
        ],
    ),
    (
        "captured",
        &[
            "captured",
            "datedownload",
            "downloaddate",
            "downloadedat",
            "fetchedat",
            "crawldate",
            "crawled",
            "crawledat",
            "collectdate",
            "scrapedat",
            "scrapedate",
            "retrievedat",
            "accessdate",
            "warcdate",
            "indexeddate",
            "seendate",
            "dateadded",
            "filedate",
        ],
    ),
    (
        "outlet",
        &[
            "outlet",
            "publisher",
            "publication",
            "newspaper",
            "sitename",
            "metasitename",
            "medianame",
            "sourcename",
            "outletname",
            "publishername",
            "source",
            "sourcecommonname",
            "provider",
            "infosource",
            "infosources",
            "site",
            "domain",
            "sourcedomain",
            "sourcehostname",
            "hostname",
            "mediaurl",
        ],
    ),
    (
        "author",
        &[
            "author",
            "authors",
            "byline",
            "bylines",
            "by",
            "creator",
            "dccreator",
            "authorname",
            "authornames",
            "journalist",
            "reporter",
            "writer",
        ],
    ),
    (
        "language",
        &["language", "lang", "inlanguage", "languagecode", "metalang"],
    ),
];

/// Names of a field that holds a list of records.
pub(super) const LISTS: &[&str] = &[
    "articles",
    "items",
    "reports",
    "documents",
    "stories",
    "news",
    "data",
    "results",
    "hits",
    "response",
    "graph",
    "value",
];

/// Names, exactly so written, of an object within a record that holds fields of the record itself: the Guardian's
/// `fields`, Elasticsearch's `_source`, JSON:API's `attributes`.
pub(super) const INNER: &[&str] = &[
    "fields",
    "_source",
    "attributes",
    "item",
    "article",
    "document",
    "metadata",
    "meta",
    "thread",
];

/// A name without case and signs.
pub(super) fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Which of our fields a table's column or a record's field of this name is.
pub(crate) fn ours(name: &str) -> Option<&'static str> {
    let plain = plain(name);
    SPELLINGS
        .iter()
        .find(|(_, spellings)| spellings.contains(&plain.as_str()))
        .map(|(ours, _)| *ours)
}

/// The same of a name within others, parted by dots.
pub(crate) fn ours_at(path: &str) -> Option<&'static str> {
    let (outer, rest) = path.split_once('.').unwrap_or((path, ""));
    if INNER.contains(&outer) && !rest.is_empty() {
        return ours_at(rest);
    }
    ours(path).or_else(|| ours(outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_is_of_one_field_only() {
        let mut all: Vec<&str> = SPELLINGS.iter().flat_map(|(_, s)| *s).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|s| plain(s) == *s));
    }

    #[test]
    fn case_and_signs_do_not_matter() {
        assert_eq!(ours("Date-Published"), Some("published"));
        assert_eq!(ours("date_download"), Some("captured"));
        assert_eq!(ours("dated"), None);
        assert_eq!(ours(""), None);
    }
}
