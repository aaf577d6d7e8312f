//! The headline that stands for a story.

use super::candidates::grid;
use super::vectors::Vectors;
use super::view::words;
use record::Report;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Words of a body that tell what it is about, as in `view`.
const LEAD: usize = 70;
/// Bytes that hold them: of a text on one endless line no more is looked at.
const BEGINNING: usize = 2000;
/// A headline of fewer words than this names a section or a person and no event.
const SHORT: usize = 3;
/// Readers take in about this many words.
const LONG: usize = 16;
/// What stands before these colons and bars says how a report is told, and not what it tells.
const LABELS: &[&str] = &[
    "breaking",
    "breaking news",
    "developing",
    "exclusive",
    "just in",
    "update",
    "updated",
    "urgent",
    "alert",
    "news alert",
    "photos",
    "video",
    "watch",
    "listen",
    "report",
    "top story",
];
/// Marks of a writer's own view.
const OPINION: &[&str] = &[
    "opinion",
    "editorial",
    "op-ed",
    "column",
    "commentary",
    "letters",
    "letter",
    "analysis",
    "perspective",
    "review",
    "comment",
    "view",
    "viewpoint",
    "blog",
    "satire",
    "fact check",
    "explainer",
    "q&a",
    "podcast",
    "quiz",
    "cartoon",
];
/// Headlines that stand over a page which is written on, or over no report at all.
const FURNITURE: &[&str] = &[
    "live updates",
    "live blog",
    "liveblog",
    "live coverage",
    "as it happened",
    "what we know",
    "latest updates",
    "live:",
    "page not found",
    "404",
    "sign in",
    "sign up",
    "log in",
    "subscribe",
    "newsletter",
    "today's headlines",
    "in pictures",
    "in photos",
    "photo gallery",
    "morning briefing",
    "evening briefing",
    "briefing:",
    "access denied",
    "news in brief",
    "things to know",
    "watch live",
    "live stream",
    "livestream",
    "press release",
    "local news",
    "breaking news",
    "home page",
    "homepage",
    "latest news",
    "top stories",
];

/// The title of the story of `reports`: of their headlines, cut to the headline alone, the one nearest to what the headlines
/// and first paragraphs of all have in common. One with a fault (a question, an opinion, a page of live updates, a name of
/// a section, a slug in capitals, a cut one) is taken only where all have some. Where no report has a headline, the first
/// sentence of the first report.
#[must_use]
pub fn title(reports: &[&Report]) -> String {
    let told: Vec<Vec<String>> = reports
        .iter()
        .map(|r| {
            let body = r
                .running()
                .flat_map(|s| words(beginning(r.text.at(s.span))))
                .take(LEAD);
            words(r.headline.as_deref().unwrap_or_default())
                .into_iter()
                .chain(body)
                .collect()
        })
        .collect();
    let mut heads: Vec<&str> = reports
        .iter()
        .filter_map(|r| Some(cut(r.headline.as_deref()?, r.outlet.as_deref())))
        .filter(|h| h.chars().any(char::is_alphabetic))
        .collect();
    heads.sort_unstable();
    heads.dedup();
    let lists: Vec<Vec<String>> = told.into_iter().chain(heads.iter().map(|h| words(h))).collect();
    let rows: Vec<Vec<&str>> = lists
        .iter()
        .map(|l| l.iter().map(String::as_str).collect())
        .collect();
    let vectors = Vectors::new(&rows);
    let mut centre: BTreeMap<u32, f64> = BTreeMap::new();
    for (term, weight) in vectors.rows[..reports.len()].iter().flatten() {
        *centre.entry(*term).or_default() += f64::from(*weight);
    }
    let nearness = |i: usize| {
        let row = &vectors.rows[reports.len() + i];
        let sum: f64 = row
            .iter()
            .filter_map(|(t, w)| Some(f64::from(*w) * centre.get(t)?))
            .sum();
        let n = words(heads[i]).len();
        let over = n.saturating_sub(LONG) as f64;
        // A headline of five words names the thing; one of ten says what happened to it.
        let telling = n as f64 / (n as f64 + 2.0);
        grid(telling * sum / reports.len().max(1) as f64 / (1.0 + 0.05 * over))
    };
    let best = (0..heads.len()).min_by_key(|i| (faults(heads[*i]), Reverse(nearness(*i)), heads[*i]));
    best.map(|i| heads[i].to_owned())
        .or_else(|| first_sentence(reports))
        .unwrap_or_default()
}

/// The first two thousand bytes of a text, on a character boundary.
pub(super) fn beginning(text: &str) -> &str {
    let mut end = text.len().min(BEGINNING);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn first_sentence(reports: &[&Report]) -> Option<String> {
    let report = reports.first()?;
    let body = report.running().next()?.span;
    let sentence = report.sentences.iter().find(|s| body.contains(s.span))?;
    Some(report.text.at(sentence.span).to_owned())
}

/// The headline without the site's name at its end and without a label at its beginning.
fn cut<'a>(headline: &'a str, outlet: Option<&str>) -> &'a str {
    let mut head = headline.trim();
    while let Some(shorter) = without_site(head, outlet).or_else(|| without_label(head)) {
        head = shorter;
    }
    head
}

/// Cut before the last bar or dash, where what follows is the outlet or looks like a site.
fn without_site<'a>(head: &'a str, outlet: Option<&str>) -> Option<&'a str> {
    const PARTS: &[&str] = &[" | ", " - ", " – ", " — ", " » ", " :: ", " · ", " • "];
    const SITE: &[&str] = &[
        "news",
        "times",
        "post",
        "herald",
        "tribune",
        "gazette",
        "journal",
        "daily",
        "today",
        "tv",
        "radio",
        "chronicle",
        "courier",
        "star",
        "telegraph",
        "observer",
        "press",
        "online",
        "broadcasting",
        "magazine",
        "network",
    ];
    let (at, part) = PARTS
        .iter()
        .filter_map(|p| Some((head.rfind(p)?, p)))
        .max_by_key(|(at, _)| *at)?;
    let (front, tail) = (head[..at].trim(), head[at + part.len()..].trim());
    let tail_words = words(tail);
    let domain = tail.split_whitespace().count() == 1 && tail.contains('.') && !tail.ends_with('.');
    let named = outlet.is_some_and(|o| words(o) == tail_words);
    // "… | World news" is a section; a clause after a dash is part of the headline.
    let site = tail_words.len() <= 5
        && tail.chars().next().is_some_and(char::is_uppercase)
        && tail_words.iter().any(|w| SITE.contains(&w.as_str()));
    let bar = matches!(*part, " | " | " » " | " :: ") && tail_words.len() <= 4;
    (words(front).len() >= SHORT && (domain || named || site || bar)).then_some(front)
}

/// "BREAKING: …", "UPDATE 2-…", "(VIDEO) …".
fn without_label(head: &str) -> Option<&str> {
    let label = |l: &str| {
        let l = l.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let l = l.trim_end_matches(|c: char| c.is_ascii_digit()).trim();
        LABELS.contains(&l)
    };
    let end = head.find([':', '-', '|', ')', ']']).filter(|at| *at < 24)?;
    let rest = head[end + 1..].trim_start_matches([' ', ':', '-', '|']);
    (label(&head[..end]) && words(rest).len() >= SHORT).then_some(rest)
}

/// How badly the headline is fit to stand for a story; nought for one that is fit.
fn faults(head: &str) -> u8 {
    let lower = head.to_lowercase().replace('’', "'");
    let list = words(head);
    let label = lower
        .split_once([':', '|'])
        .map(|(l, _)| l.trim())
        .filter(|l| OPINION.contains(l));
    let letters: Vec<char> = head.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    let furniture = FURNITURE.iter().any(|f| lower.contains(f));
    let section = list.len() < SHORT;
    let question = lower.trim_end_matches(['"', '”', '\'', ')', ' ']).ends_with('?');
    let remark = head.starts_with(['“', '"', '‘', '\'']) && head.ends_with(['”', '"', '’', '\'']);
    let cut_off = head.ends_with('…') || head.ends_with("...");
    // A page that explains is no news of what happened.
    let explains = [
        "here's what",
        "need to know",
        "what to know",
        "what we know",
        "explained",
    ]
    .iter()
    .any(|w| lower.contains(w));
    let shouted = letters.len() > 8 && capitals * 10 >= letters.len() * 7;
    let slug = list.len() > 2 && !head.contains(' ');
    let why = ["why ", "how ", "what ", "here's ", "who is ", "who was "]
        .iter()
        .any(|w| lower.starts_with(w));
    if furniture || section || slug {
        4
    } else if label.is_some() {
        3
    } else if question || cut_off || remark || explains {
        2
    } else {
        // A sentence with its stop is a line below a headline.
        u8::from(shouted || why || head.ends_with('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind, Sentence, Text};

    const BODY: &str = "A fire destroyed two warehouses in the harbour of Port Ellery on Monday.";

    fn of(headlines: &[&str]) -> String {
        let reports: Vec<Report> = headlines
            .iter()
            .map(|headline| {
                let text = Text::from(BODY);
                Report {
                    headline: (!headline.is_empty()).then(|| (*headline).into()),
                    outlet: Some("Ellery Herald".into()),
                    segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
                    sentences: vec![Sentence { span: text.whole() }],
                    text,
                    ..Report::default()
                }
            })
            .collect();
        title(&reports.iter().collect::<Vec<_>>())
    }

    #[test]
    fn the_most_central_headline_is_taken() {
        let titles = [
            "Fire in Port Ellery",
            "Fire destroys Port Ellery warehouses",
            "Dora Quill's long night",
        ];
        assert_eq!(of(&titles), "Fire destroys Port Ellery warehouses");
        assert_eq!(of(&[]), "");
        assert_eq!(of(&[""]), BODY);
    }

    #[test]
    fn what_is_no_telling_headline_gives_way_and_its_near_misses_do_not() {
        let plain = "Quay fire destroys stores";
        for faulty in [
            "Who set fire to the Port Ellery warehouses?",
            "Live updates: fire destroys warehouses in Port Ellery harbour",
            "Opinion: The Port Ellery warehouses fire in the harbour",
            "PORT ELLERY HARBOUR WAREHOUSES FIRE",
            "Port Ellery",
            "harbour-fire-port-ellery-warehouses",
            "Fire destroys two warehouses in the harbour of…",
            "“Fire destroyed two warehouses in the harbour”",
            "Fire in Port Ellery harbour warehouses: what you need to know",
        ] {
            assert_eq!(of(&[faulty, plain]), plain, "{faulty}");
            assert_eq!(of(&[faulty]), faulty, "there is no better one");
        }
        for fit in [
            "Opinion poll: fire in Port Ellery harbour worries voters",
            "Fire destroys two warehouses in Port Ellery harbour, CNA says",
            "Two warehouses in Port Ellery harbour destroyed in live-ammunition fire",
        ] {
            assert_eq!(of(&[fit, "Quay stores lost"]), fit);
        }
    }

    #[test]
    fn an_endless_line_is_looked_at_by_its_beginning() {
        assert_eq!(beginning("short"), "short");
        assert_eq!(beginning(&"é".repeat(5000)).len(), BEGINNING);
        assert!(beginning(&format!("a{}", "é".repeat(5000))).len() < BEGINNING);
    }

    #[test]
    fn site_and_label_are_cut_and_a_clause_is_not() {
        let cut = |h| cut(h, Some("Ellery Herald"));
        assert_eq!(
            cut("Fire guts Port Ellery stores | Ellery Herald"),
            "Fire guts Port Ellery stores"
        );
        assert_eq!(
            cut("Fire guts Port Ellery stores - Coast Daily News"),
            "Fire guts Port Ellery stores"
        );
        assert_eq!(
            cut("Fire guts Port Ellery stores | World | coast.example"),
            "Fire guts Port Ellery stores"
        );
        assert_eq!(
            cut("UPDATE 2-Fire guts Port Ellery stores"),
            "Fire guts Port Ellery stores"
        );
        assert_eq!(
            cut("BREAKING: Fire guts Port Ellery stores"),
            "Fire guts Port Ellery stores"
        );
        for whole in [
            "Fire guts Port Ellery stores - and nobody saw it",
            "Port Ellery: fire guts stores",
            "Ten-year-old finds boat",
        ] {
            assert_eq!(cut(whole), whole);
        }
    }
}
