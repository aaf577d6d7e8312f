//! JSON-LD: what a page says of itself in the words of schema.org.

use regex::Regex;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::sync::LazyLock;

/// What the scripts say of the article.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Article {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    /// The article's text, where the scripts hold it.
    pub(super) body: Option<String>,
    pub(super) words: Option<usize>,
    /// Whether all may read it.
    pub(super) free: Option<bool>,
    /// Names of persons.
    pub(super) persons: Vec<String>,
    /// Names of organizations that are given as authors.
    pub(super) organizations: Vec<String>,
}

/// So many values are looked at.
const VALUES: usize = 20_000;
/// So many articles are compared.
const ARTICLES: usize = 40;

/// Reads all scripts of a page with this `title`. Of several articles the page's own is the one whose headline stands
/// in the title, else the first; a list of other reports has nodes of the same kind. What the own node leaves open is
/// taken from nodes with the same headline or none, and last from the web page's own node.
pub(super) fn read(scripts: &[String], title: &str) -> Article {
    let values: Vec<Value> = scripts.iter().filter_map(|s| parse(s)).collect();
    let nodes = nodes(&values);
    let ids: FxHashMap<&str, &Value> = nodes
        .iter()
        .filter(|n| n.as_object().is_some_and(|o| o.len() > 1))
        .filter_map(|n| Some((n.get("@id")?.as_str()?, *n)))
        .collect();
    let (mut articles, mut page) = (Vec::new(), Article::default());
    for node in nodes {
        match kind(node) {
            Kind::Article if articles.len() < ARTICLES => articles.push(of(node, &ids)),
            Kind::Article => {}
            Kind::Page => page.fill(of(node, &ids)),
            Kind::Other => {}
        }
    }
    for script in scripts.iter().filter(|s| parse(s).is_none()) {
        articles.push(of_broken(script));
    }
    let title = letters(title);
    let headline = |a: &Article| a.headline.as_deref().map(letters).filter(|h| !h.is_empty());
    let is_own = |a: &Article| headline(a).is_some_and(|h| same(&h, &title));
    let own = articles.iter().position(is_own).unwrap_or(0);
    let mut article = match own < articles.len() {
        true => articles.remove(own),
        false => Article::default(),
    };
    for other in articles {
        let both = headline(&article).zip(headline(&other));
        if both.is_none_or(|(a, b)| same(&a, &b)) {
            article.fill(other);
        }
    }
    // A page's author is whoever keeps the site; only the article's own counts.
    (page.persons, page.organizations, page.headline) = (Vec::new(), Vec::new(), None);
    article.fill(page);
    article
}

/// Letters and digits alone, which two spellings of one headline share.
fn letters(words: &str) -> String {
    let plain = words.chars().filter(|c| c.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}

/// Whether one of two headlines is the other, or the other with the site's name or a part of it left out.
fn same(a: &str, b: &str) -> bool {
    a == b || a.len().min(b.len()) >= 8 && (a.contains(b) || b.contains(a))
}

/// All objects, outer ones first, in the order of the page. A list of what is still to be looked at takes the place of
/// going down.
fn nodes(values: &[Value]) -> Vec<&Value> {
    let mut open: Vec<&Value> = values.iter().rev().collect();
    let mut out = Vec::new();
    let mut left = VALUES;
    while let (Some(value), 1..) = (open.pop(), left) {
        left -= 1;
        match value {
            Value::Array(list) => open.extend(list.iter().rev()),
            Value::Object(object) => {
                out.push(value);
                open.extend(object.values().rev().filter(|v| v.is_object() || v.is_array()));
            }
            _ => {}
        }
    }
    out
}

enum Kind {
    Article,
    Page,
    Other,
}

fn kind(node: &Value) -> Kind {
    let types: Vec<&str> = match node.get("@type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let ends = |ends: &[&str]| types.iter().any(|t| ends.iter().any(|e| t.ends_with(e)));
    // A node within a list of related stories has a type too, but seldom a date and an author or a text of its own.
    let full = node.get("datePublished").is_some()
        || node.get("author").is_some()
        || node.get("articleBody").is_some();
    if full && ends(&["Article", "BlogPosting", "Report", "Review", "LiveBlogPosting"]) {
        Kind::Article
    } else if ends(&["WebPage", "ItemPage"]) {
        Kind::Page
    } else {
        Kind::Other
    }
}

fn of(node: &Value, ids: &FxHashMap<&str, &Value>) -> Article {
    let words = |key: &str| node.get(key).and_then(text);
    let mut article = Article {
        headline: words("headline").or_else(|| words("name")),
        published: words("datePublished").or_else(|| words("dateCreated")),
        modified: words("dateModified"),
        language: words("inLanguage"),
        body: node
            .get("articleBody")
            .and_then(Value::as_str)
            .filter(|b| b.len() > 200)
            .map(str::to_owned),
        words: node.get("wordCount").and_then(|n| match n {
            Value::String(digits) => digits.trim().parse().ok(),
            other => other.as_u64().and_then(|n| usize::try_from(n).ok()),
        }),
        free: node.get("isAccessibleForFree").and_then(|f| match f {
            Value::Bool(free) => Some(*free),
            Value::String(word) => match word.trim().to_ascii_lowercase().as_str() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            _ => None,
        }),
        ..Article::default()
    };
    article.publisher = node.get("publisher").and_then(|p| text(look_up(p, ids)));
    let authors = match node.get("author").or_else(|| node.get("creator")) {
        Some(Value::Array(list)) => list.iter().take(40).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for author in authors {
        let author = look_up(author, ids);
        let is_organization = match author.get("@type") {
            Some(Value::String(t)) => t.ends_with("Organization"),
            Some(Value::Array(list)) => list
                .iter()
                .filter_map(Value::as_str)
                .any(|t| t.ends_with("Organization")),
            _ => false,
        };
        // Some pages put the list of names into one person's name.
        let names: Vec<String> = match author.get("name") {
            Some(Value::Array(list)) => list.iter().filter_map(text).collect(),
            _ => text(author).into_iter().collect(),
        };
        if is_organization {
            &mut article.organizations
        } else {
            &mut article.persons
        }
        .extend(names);
    }
    article
}

/// The node that a reference leads to, or the value itself.
fn look_up<'v>(value: &'v Value, ids: &FxHashMap<&str, &'v Value>) -> &'v Value {
    let bare = value.get("name").is_none();
    let id = value.get("@id").and_then(Value::as_str).filter(|_| bare);
    id.and_then(|id| ids.get(id).copied()).unwrap_or(value)
}

/// A value's words: itself, or its name.
fn text(value: &Value) -> Option<String> {
    let raw = match value {
        Value::String(s) => s,
        Value::Object(o) => o.get("name").or_else(|| o.get("@value"))?.as_str()?,
        Value::Array(list) => {
            return list
                .iter()
                .find_map(|v| if v.is_array() { None } else { text(v) });
        }
        _ => return None,
    };
    // Character references within JSON are read too: many sites escape twice.
    let plain = super::mask::decode(raw)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let is_address = plain.starts_with("http://") || plain.starts_with("https://");
    (!plain.is_empty() && !is_address).then_some(plain)
}

impl Article {
    fn fill(&mut self, other: Self) {
        let set = |ours: &mut Option<String>, theirs: Option<String>| {
            if ours.is_none() {
                *ours = theirs;
            }
        };
        set(&mut self.headline, other.headline);
        set(&mut self.published, other.published);
        set(&mut self.modified, other.modified);
        set(&mut self.publisher, other.publisher);
        set(&mut self.language, other.language);
        set(&mut self.body, other.body);
        self.words = self.words.or(other.words);
        self.free = self.free.or(other.free);
        if self.persons.is_empty() && self.organizations.is_empty() {
            (self.persons, self.organizations) = (other.persons, other.organizations);
        }
    }
}

/// Parses a script; comment signs around it, line breaks in strings and commas before a bracket are forgiven.
fn parse(script: &str) -> Option<Value> {
    static COMMENTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
            .expect("a fixed pattern")
    });
    static COMMA: LazyLock<Regex> = LazyLock::new(|| Regex::new(r",(\s*[}\]])").expect("a fixed pattern"));
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let bare = COMMENTS.replace_all(script, "");
    let plain: String = bare
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let plain = plain.trim().trim_end_matches(';');
    serde_json::from_str(plain)
        .or_else(|_| serde_json::from_str(&COMMA.replace_all(plain, "$1")))
        .ok()
}

/// What can be told of a script that is no JSON: the first strings under the names that matter.
fn of_broken(script: &str) -> Article {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#""(headline|datePublished)"\s*:\s*"((?:[^"\\]|\\.){1,400})""#).expect("a fixed pattern")
    });
    let mut article = Article::default();
    for field in FIELD.captures_iter(script) {
        let value = serde_json::from_str::<Value>(&format!("\"{}\"", &field[2]))
            .ok()
            .as_ref()
            .and_then(text);
        match &field[1] {
            "headline" if article.headline.is_none() => article.headline = value,
            "datePublished" if article.published.is_none() => article.published = value,
            _ => {}
        }
    }
    article
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(script: &str) -> Article {
        read(&[script.to_owned()], "")
    }

    #[test]
    fn an_article_in_a_graph_is_read_with_its_references() {
        let article = of(
            r##"{"@graph":[{"@type":"WebPage","name":"Page","datePublished":"2020-01-01"},
            {"@type":["NewsArticle"],"headline":"Fire &amp; smoke","datePublished":"2024-03-05T10:00:00Z",
             "author":[{"@id":"#a"},{"@type":"Organization","name":"Harbour News Agency"}],"publisher":{"@id":"#p"}},
            {"@id":"#a","@type":"Person","name":"Ann Example"},{"@id":"#p","@type":"Organization","name":"The Herald"}]}"##,
        );
        assert_eq!(article.headline.as_deref(), Some("Fire & smoke"));
        assert_eq!(article.published.as_deref(), Some("2024-03-05T10:00:00Z"));
        assert_eq!(article.persons, ["Ann Example"]);
        assert_eq!(article.organizations, ["Harbour News Agency"]);
        assert_eq!(article.publisher.as_deref(), Some("The Herald"));
    }

    #[test]
    fn the_pages_own_article_is_told_from_related_ones() {
        let script = r#"[{"@type":"NewsArticle","headline":"Fog in the bay","datePublished":"2024-01-01"},
            {"@type":"NewsArticle","headline":"Ferry returns","author":"Ann Example"},
            {"@type":"NewsArticle","headline":"Ferry returns to port","datePublished":"2024-03-05"}]"#;
        let article = read(&[script.to_owned()], "Ferry returns to port - The Herald");
        assert_eq!(article.headline.as_deref(), Some("Ferry returns"));
        assert_eq!(article.published.as_deref(), Some("2024-03-05"));
        // Without a title that says more, the first one is the page's.
        assert_eq!(of(script).published.as_deref(), Some("2024-01-01"));
    }

    #[test]
    fn broken_scripts_are_forgiven() {
        let article =
            of("<!--\n{\"@type\":\"Article\",\"author\":\"A B\",\"headline\":\"Two\nlines\",}\n-->");
        assert_eq!(article.headline.as_deref(), Some("Two lines"));
        let article = of(r#"{"@type":"Article" "headline":"Lost comma","datePublished":"2024-03-05"}"#);
        assert_eq!(article.published.as_deref(), Some("2024-03-05"));
    }

    #[test]
    fn other_things_are_no_articles() {
        let article =
            of(r#"[{"@type":"Organization","name":"X"},{"@type":"BreadcrumbList","itemListElement":[]}]"#);
        assert_eq!(article, Article::default());
    }
}
