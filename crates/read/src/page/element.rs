//! What an element of a page means for the text within it.

/// What is known of a place in a page from the elements around it; signs add up from the outside in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Signs(u32);

impl Signs {
    pub(super) const HIDDEN: Self = Self(1);
    /// Navigation, footers, side columns.
    pub(super) const ASIDE: Self = Self(1 << 1);
    pub(super) const CAPTION: Self = Self(1 << 2);
    pub(super) const QUOTE: Self = Self(1 << 3);
    pub(super) const LIST: Self = Self(1 << 4);
    pub(super) const CELL: Self = Self(1 << 5);
    pub(super) const LINK: Self = Self(1 << 6);
    pub(super) const HEADING: Self = Self(1 << 7);
    /// The page's own title.
    pub(super) const TITLE: Self = Self(1 << 8);
    pub(super) const AUTHOR: Self = Self(1 << 9);
    pub(super) const DATE: Self = Self(1 << 10);
    pub(super) const DECK: Self = Self(1 << 11);
    /// White space counts, as in `<pre>`.
    pub(super) const PRE: Self = Self(1 << 12);
    pub(super) const FIGURE: Self = Self(1 << 13);
    /// A post of a social network.
    pub(super) const EMBED: Self = Self(1 << 14);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Elements that hold nothing and are never closed.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements within a line; all others begin and end a block.
pub(super) fn is_inline(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"abbr"
            | b"acronym"
            | b"b"
            | b"bdi"
            | b"bdo"
            | b"big"
            | b"cite"
            | b"code"
            | b"data"
            | b"del"
            | b"dfn"
            | b"em"
            | b"font"
            | b"i"
            | b"img"
            | b"ins"
            | b"kbd"
            | b"label"
            | b"mark"
            | b"nobr"
            | b"picture"
            | b"q"
            | b"rp"
            | b"rt"
            | b"ruby"
            | b"s"
            | b"samp"
            | b"small"
            | b"source"
            | b"span"
            | b"strike"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"svg"
            | b"time"
            | b"tt"
            | b"u"
            | b"var"
            | b"wbr"
            | b"script"
            | b"style"
            | b"link"
            | b"meta"
            | b"noscript"
            | b"template"
            | b"path"
            | b"g"
            | b"use"
            | b"input"
    )
}

/// Elements whose start closes an open paragraph.
pub(super) fn closes_paragraph(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"center"
            | b"details"
            | b"dialog"
            | b"dir"
            | b"div"
            | b"dl"
            | b"dd"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"hgroup"
            | b"hr"
            | b"li"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"p"
            | b"pre"
            | b"section"
            | b"summary"
            | b"table"
            | b"ul"
    )
}

/// The signs that an element adds by its name and attributes.
pub(super) fn signs<'a>(name: &[u8], attribute: impl Fn(&str) -> Option<&'a str>) -> Signs {
    let mut signs = match name {
        b"script" | b"style" | b"noscript" | b"template" | b"iframe" | b"object" | b"svg" | b"math"
        | b"canvas" | b"audio" | b"video" | b"select" | b"datalist" | b"textarea" | b"title" | b"noembed"
        | b"noframes" | b"dialog" | b"map" => Signs::HIDDEN,
        b"nav" | b"footer" | b"aside" | b"button" | b"menu" => Signs::ASIDE,
        b"figure" => Signs::FIGURE,
        b"figcaption" => Signs::CAPTION,
        b"blockquote" => Signs::QUOTE,
        b"li" | b"dd" | b"dt" => Signs::LIST,
        b"td" | b"th" => Signs::CELL,
        b"a" => Signs::LINK,
        b"h1" => Signs::HEADING.with(Signs::TITLE),
        b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Signs::HEADING,
        b"time" => Signs::DATE,
        b"pre" => Signs::PRE,
        _ => Signs::default(),
    };
    let outermost = matches!(name, b"html" | b"body" | b"main" | b"article");
    let style = attribute("style").unwrap_or("");
    // Scripts uncover a whole page that styles hide at first; a part that is hidden stays so.
    let hidden = attribute("hidden").is_some() && !is_streamed(attribute("id").unwrap_or(""));
    if !outermost && (hidden || is_hiding(style)) {
        signs = signs.with(Signs::HIDDEN);
    }
    if let Some("navigation" | "contentinfo" | "complementary" | "search" | "banner" | "menu") =
        attribute("role")
    {
        signs = signs.with(Signs::ASIDE);
    }
    for item in attribute("itemprop").unwrap_or("").split_ascii_whitespace() {
        signs = signs.with(match item {
            "author" | "creator" => Signs::AUTHOR,
            "datePublished" | "dateCreated" | "dateModified" => Signs::DATE,
            "headline" => Signs::TITLE,
            "alternativeHeadline" => Signs::DECK,
            "caption" => Signs::CAPTION,
            _ => Signs::default(),
        });
    }
    // RDFa, such as `property="dc:date dc:created"`.
    for term in attribute("property").unwrap_or("").split_ascii_whitespace() {
        let dated = [
            "date",
            "created",
            "issued",
            "datePublished",
            "dateCreated",
            "dateModified",
        ];
        if name != b"meta" && term.split_once(':').is_some_and(|(_, t)| dated.contains(&t)) {
            signs = signs.with(Signs::DATE);
        }
    }
    if attribute("rel").is_some_and(|r| r.split_ascii_whitespace().any(|r| r == "author")) {
        signs = signs.with(Signs::AUTHOR);
    }
    if name == b"a" && attribute("href").is_some_and(leads_to_writer) {
        signs = signs.with(Signs::AUTHOR);
    }
    if !outermost {
        signs = signs.with(from_names(
            attribute("class").unwrap_or(""),
            attribute("id").unwrap_or(""),
        ));
    }
    signs
}

/// React sends parts of a page after the rest, hidden and with an id like `S:0`; a script moves each to its place.
fn is_streamed(id: &str) -> bool {
    id.rsplit_once("S:").is_some_and(|(prefix, number)| {
        prefix.len() < 16
            && !number.is_empty()
            && number.len() < 6
            && number.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

fn is_hiding(style: &str) -> bool {
    let plain: String = style.chars().take(400).filter(|c| !c.is_whitespace()).collect();
    let plain = plain.to_ascii_lowercase();
    plain.contains("display:none") || plain.contains("visibility:hidden")
}

/// Words of class names that mark who wrote it.
const AUTHOR_NAMES: &[&str] = &[
    "byline",
    "bylines",
    "author",
    "authors",
    "autor",
    "autoren",
    "auteur",
    "contributor",
    "contributors",
    "writer",
    "writers",
    "journalist",
    "reporter",
    "columnist",
];

/// Whether an address is that of a writer's own page: it has a folder of writers, and something in it.
fn leads_to_writer(href: &str) -> bool {
    const FOLDERS: &[&str] = &[
        "author",
        "authors",
        "autor",
        "autoren",
        "auteur",
        "auteurs",
        "by",
        "byline",
        "columnist",
        "columnists",
        "contributor",
        "contributors",
        "journalist",
        "journalists",
        "people",
        "producers",
        "profile",
        "profiles",
        "reporter",
        "reporters",
        "staff",
        "writer",
        "writers",
    ];
    if href.len() > 300 {
        return false;
    }
    let path = href.split(['?', '#']).next().unwrap_or("");
    let mut parts = path.split('/').filter(|p| !p.is_empty());
    parts.any(|part| FOLDERS.contains(&part.to_ascii_lowercase().as_str())) && parts.next().is_some()
}

/// The class names that social networks give to posts in their own embedding code.
fn is_post(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "twitter-tweet",
        "twitter-video",
        "twitter-tweet-rendered",
        "instagram-media",
        "instagram-embed",
        "fb-post",
        "fb-video",
        "fb-comment-embed",
        "tiktok-embed",
        "bluesky-embed",
        "mastodon-embed",
        "reddit-embed-bq",
        "reddit-card",
        "telegram-post",
        "text-post-media",
        "imgur-embed-pub",
        "tumblr-post",
    ];
    NAMES.iter().any(|n| name.eq_ignore_ascii_case(n))
}

/// Signs from the words that class names and ids are made of.
fn from_names(class: &str, id: &str) -> Signs {
    let mut signs = Signs::default();
    let mut not_author = false;
    for name in class.split_ascii_whitespace().take(24).chain([id]) {
        if is_post(name) {
            signs = signs.with(Signs::EMBED);
        }
        for word in name.split(|c: char| !c.is_ascii_alphabetic()).take(8) {
            let is = |w: &str| word.eq_ignore_ascii_case(w);
            if AUTHOR_NAMES.iter().any(|w| is(w)) {
                signs = signs.with(Signs::AUTHOR);
            }
            not_author |= [
                "bio",
                "box",
                "related",
                "comment",
                "comments",
                "avatar",
                "about",
                "more",
                "description",
            ]
            .iter()
            .any(|w| is(w));
            if is("date")
                || is("datetime")
                || is("pubdate")
                || is("published")
                || is("timestamp")
                || is("datum")
            {
                signs = signs.with(Signs::DATE);
            }
            if is("caption") || is("figcaption") {
                signs = signs.with(Signs::CAPTION);
            }
            if is("deck")
                || is("dek")
                || is("standfirst")
                || is("subheadline")
                || is("subtitle")
                || is("subhed")
            {
                signs = signs.with(Signs::DECK);
            }
        }
    }
    if not_author && signs.has(Signs::AUTHOR) {
        signs = Signs(signs.0 & !Signs::AUTHOR.0);
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, attributes: &[(&str, &'static str)]) -> Signs {
        signs(name.as_bytes(), |key| {
            attributes.iter().find(|(k, _)| *k == key).map(|(_, v)| *v)
        })
    }

    #[test]
    fn names_and_attributes_add_up() {
        assert!(of("p", &[("class", "article-byline")]).has(Signs::AUTHOR));
        assert!(of("div", &[("style", "Display : none")]).has(Signs::HIDDEN));
        assert!(of("a", &[("rel", "author nofollow")]).has(Signs::AUTHOR.with(Signs::LINK)));
        assert!(of("h1", &[]).has(Signs::TITLE));
        assert!(of("blockquote", &[("class", "twitter-tweet")]).has(Signs::EMBED));
        assert!(!of("blockquote", &[("class", "twitter-talk")]).has(Signs::EMBED));
        assert!(of("div", &[("hidden", ""), ("id", "cookies")]).has(Signs::HIDDEN));
    }

    #[test]
    fn near_misses_stay_silent() {
        assert!(!of("div", &[("class", "author-bio")]).has(Signs::AUTHOR));
        assert!(!of("p", &[("class", "authority")]).has(Signs::AUTHOR));
        assert!(!of("div", &[("hidden", ""), ("id", "S:1a")]).has(Signs::HIDDEN));
        assert!(!of("body", &[("style", "display:none")]).has(Signs::HIDDEN));
    }
}
