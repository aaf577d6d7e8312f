//! What class names and ids say of an element, in the words that most sites' makers use.

/// What the words of an element's names hint at; one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Hints(pub(super) u32);

/// The words of each hint, in the order of its bits.
const WORDS: &[&[&str]] = &[
    // Other reports.
    &[
        "related",
        "recommended",
        "recommendation",
        "recommendations",
        "recirc",
        "recirculation",
        "popular",
        "trending",
        "latest",
        "readmore",
        "promo",
        "promos",
        "teaser",
        "teasers",
        "upnext",
        "next",
        "prev",
        "previous",
        "pagination",
        "pager",
        "suggested",
        "similar",
        "outbrain",
        "taboola",
        "more",
        "most",
        "crosslink",
        "crosslinks",
    ],
    // Readers' comments.
    &[
        "comment",
        "comments",
        "disqus",
        "reply",
        "replies",
        "respond",
        "discussion",
        "livefyre",
        "reviews",
    ],
    // Sharing.
    &[
        "share",
        "sharing",
        "social",
        "follow",
        "facebook",
        "addthis",
        "sharedaddy",
        "addtoany",
        "like",
        "likes",
        "sharethis",
    ],
    // Sign-up.
    &[
        "newsletter",
        "newsletters",
        "subscribe",
        "subscription",
        "signup",
        "sign",
        "optin",
        "mailchimp",
        "paywall",
        "login",
        "register",
        "donate",
        "donation",
        "membership",
        "cta",
        "form",
        "survey",
        "poll",
        "mailinglist",
    ],
    // Advertising.
    &[
        "ad",
        "ads",
        "advert",
        "advertisement",
        "sponsor",
        "sponsored",
        "dfp",
        "gpt",
        "banner",
        "commercial",
    ],
    // The author.
    &[
        "author",
        "authors",
        "bio",
        "byline",
        "bylines",
        "contributor",
        "contributors",
        "avatar",
        "profile",
        "about",
    ],
    // Data about the report.
    &[
        "meta",
        "date",
        "timestamp",
        "published",
        "tag",
        "tags",
        "category",
        "categories",
        "breadcrumb",
        "breadcrumbs",
        "topics",
        "kicker",
        "eyebrow",
        "info",
        "posted",
        "views",
        "print",
        "tools",
        "toolbar",
        "actions",
        "metadata",
    ],
    // The site's frame.
    &[
        "nav",
        "navigation",
        "navbar",
        "menu",
        "sidebar",
        "rail",
        "footer",
        "header",
        "masthead",
        "topbar",
        "widget",
        "widgets",
        "aside",
        "secondary",
        "colophon",
        "sitemap",
        "search",
        "toc",
        "skip",
        "language",
        "bottom",
        "contents",
    ],
    // Pictures.
    &[
        "caption",
        "figcaption",
        "credit",
        "credits",
        "photo",
        "photos",
        "image",
        "images",
        "gallery",
        "slideshow",
        "figure",
        "media",
        "video",
        "player",
        "carousel",
        "slider",
    ],
    // The report's body.
    &[
        "content",
        "article",
        "articlebody",
        "body",
        "post",
        "entry",
        "story",
        "text",
        "richtext",
        "rte",
        "prose",
        "copy",
        "paragraph",
        "paragraphs",
    ],
    // What lies over the page.
    &[
        "modal",
        "popup",
        "overlay",
        "cookie",
        "cookies",
        "consent",
        "gdpr",
        "hidden",
        "dialog",
        "tooltip",
        "drawer",
        "offscreen",
        "sr",
        "noprint",
        "invisible",
        "visually",
    ],
    // Remarks.
    &[
        "disclaimer",
        "correction",
        "corrections",
        "note",
        "notes",
        "copyright",
        "legal",
        "footnote",
        "footnotes",
        "references",
        "reflist",
        "disclosure",
    ],
    // Boxes within a report.
    &[
        "infobox",
        "box",
        "factbox",
        "pullquote",
        "pull",
        "highlight",
        "summary",
        "takeaways",
        "keypoints",
        "quote",
        "callout",
    ],
    // The part below the headline.
    &[
        "deck",
        "dek",
        "standfirst",
        "subheadline",
        "subtitle",
        "subhed",
        "subhead",
        "lede",
        "lead",
        "intro",
        "excerpt",
        "description",
    ],
    // Lists of things.
    &[
        "card", "cards", "grid", "list", "item", "items", "product", "products", "listing",
    ],
    // Posts of social networks.
    &[
        "tweet",
        "twitter",
        "instagram",
        "tiktok",
        "bluesky",
        "mastodon",
        "embed",
        "embedded",
    ],
];

impl Hints {
    pub(super) const RELATED: Self = Self(1);
    pub(super) const SIGN_UP: Self = Self(1 << 3);
    pub(super) const BODY: Self = Self(1 << 9);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// How many kinds there are.
    pub(super) const KINDS: usize = WORDS.len();

    /// Reads an element's class names and id.
    pub(super) fn read(class: &str, id: &str) -> Self {
        let mut hints = 0;
        for name in class.split_ascii_whitespace().take(16).chain([id]) {
            for word in words(name).take(8) {
                hints |= look_up(word);
            }
        }
        Self(hints)
    }
}

/// The words of `related-stories_box`, `relatedStoriesBox`.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let bytes = name.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while bytes.get(at).is_some_and(|b| !b.is_ascii_alphabetic()) {
            at += 1;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
            let turn = bytes.get(at - 1).is_some_and(u8::is_ascii_lowercase)
                && bytes.get(at).is_some_and(u8::is_ascii_uppercase);
            if turn {
                break;
            }
        }
        name.get(start..at).filter(|w| !w.is_empty())
    })
}

fn look_up(word: &str) -> u32 {
    use rustc_hash::FxHashMap;
    use std::sync::LazyLock;
    static KNOWN: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
        let mut known = FxHashMap::default();
        for (bit, words) in WORDS.iter().enumerate() {
            for word in *words {
                *known.entry(*word).or_default() |= 1 << bit;
            }
        }
        known
    });
    if word.len() < 2 || word.len() > 16 {
        return 0;
    }
    let mut small = [0; 16];
    let bytes = word.as_bytes();
    small[..bytes.len()].copy_from_slice(bytes);
    small.make_ascii_lowercase();
    std::str::from_utf8(&small[..bytes.len()])
        .ok()
        .and_then(|w| KNOWN.get(w))
        .copied()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_into_words() {
        let told = |name| words(name).collect::<Vec<_>>();
        assert_eq!(told("related-stories_box2"), ["related", "stories", "box"]);
        assert_eq!(told("relatedStoriesBox"), ["related", "Stories", "Box"]);
        assert_eq!(told("--"), [""; 0]);
    }

    #[test]
    fn near_misses_stay_silent() {
        assert_eq!(Hints::read("shareholders adapt", "storyline"), Hints::default());
        assert_ne!(Hints::read("relatedStories", ""), Hints::default());
    }
}
