//! The dates that may be a page's day of publication, from its metadata, its address and its visible lines, in the
//! order of trust.
//!
//! The sources and most of their order are those of htmldate (Barbaresi 2020, <https://doi.org/10.21105/joss.02439>):
//! metadata, the address, marked elements, lines near the text. What is told here and not there: dates of changes stay
//! apart, and a date that is the page's for another reason is listed with the reason.

mod fields;
mod lines;
mod marks;
mod reader;
mod scripts;

use super::facts::Facts;
use super::scan::Scan;
use crate::published::address;
use fields::{DATED, MODIFIED, PUBLISHED};
use lines::{Dated, Place, Zone};
pub(super) use lines::{Zones, zones};
use marks::{Marked, When};
pub(super) use marks::{of_which, value};
use reader::Reader;
use record::{Candidate, DateBasis};
use std::collections::BTreeSet;

/// How many dates of one kind are listed.
const LISTED: usize = 4;

/// What a page says of its dates, by source.
struct Sources<'s> {
    scan: &'s Scan,
    reader: Reader,
    lines: Vec<Dated>,
    marks: Vec<Marked<'s>>,
}

impl Sources<'_> {
    /// The values of metadata under these names.
    fn meta(&self, names: &[&str]) -> Vec<String> {
        let mut values = Vec::new();
        for name in names {
            let contents = self.scan.metas.iter().filter(|(n, _)| n == name).take(2);
            values.extend(contents.filter_map(|(_, content)| self.reader.field(content)));
        }
        values.truncate(LISTED);
        values
    }

    fn marked(&self, when: When, zone: Zone, basis: DateBasis) -> Vec<Candidate> {
        let of = |m: &&Marked| m.when == when && m.zone == zone;
        let mut out = Vec::new();
        for Marked { mark, .. } in self.marks.iter().filter(of).take(LISTED) {
            let span = Some(mark.span).filter(|s| !s.is_empty());
            let values = self.reader.mark(self.scan, mark).into_iter();
            out.extend(values.map(|v| Candidate::new(v, basis, span)));
        }
        out
    }

    fn at(&self, place: Place) -> Vec<Candidate> {
        let lines = self.lines.iter().filter(|l| l.place == place);
        lines.map(Dated::candidate).collect()
    }

    /// A day earlier than the `first` that the metadata states, which is to be believed before it. A site that tells
    /// its readers "Published May 2" and its machines a later day has filled the latter in anew; so has one whose day
    /// of publication is to the letter that of the last change (`same`), whatever it calls the shown one.
    fn before_filled_anew(&self, first: &str, same: bool) -> Option<Candidate> {
        let marked = |when| self.marked(when, Zone::Head, DateBasis::Header);
        let mut told = vec![self.at(Place::Labelled), marked(When::Published)];
        if same {
            told.extend([marked(When::Plain), self.at(Place::Head)]);
        }
        // Only what comes first of each kind is the page's; what follows may be another report's.
        let firsts = told.into_iter().filter_map(|list| list.into_iter().next());
        let mut earlier = firsts.filter(|c| c.value.get(..10) < first.get(..10));
        earlier.next()
    }
}

/// The dates that may be the publication's, the most trusted first, and those of changes after them.
pub(super) fn find(scan: &Scan, facts: &Facts, zones: &Zones, html: &str) -> Vec<Candidate> {
    let reader = Reader::new(scan, facts);
    let sources = Sources {
        scan,
        lines: lines::find(scan, zones, &reader),
        marks: marks::find(scan, zones),
        reader,
    };
    let field = |words: &Option<String>| words.as_deref().and_then(|w| sources.reader.field(w));
    let metadata = |value: String| Candidate::new(value, DateBasis::Metadata, None);
    let address = |value: Option<String>| value.map(|v| Candidate::new(v, DateBasis::Url, None));
    let marked = |when, zone, basis| sources.marked(when, zone, basis);
    let at = |place| sources.at(place);

    let mut stated: Vec<String> = field(&facts.article.published).into_iter().collect();
    stated.extend(sources.meta(PUBLISHED));
    let mut changes: Vec<String> = field(&facts.article.modified).into_iter().collect();
    changes.extend(sources.meta(MODIFIED));
    let url = facts.url.as_deref();
    let url_day = url.and_then(address::day);

    let mut out = List::default();
    if let Some(first) = stated.first() {
        let seconded = url_day.as_ref().is_some_and(|d| first.starts_with(d));
        out.add(sources.before_filled_anew(first, changes.contains(first) && !seconded));
    }
    out.add(stated.into_iter().map(metadata));
    out.add(marked(When::Published, Zone::Head, DateBasis::Metadata));
    out.add(at(Place::Labelled));
    out.add(address(url_day));
    out.add(marked(When::Plain, Zone::Head, DateBasis::Header));
    out.add(at(Place::Head));
    out.add(sources.meta(DATED).into_iter().map(metadata));
    out.add(at(Place::Lead));
    let mut last = marked(When::Published, Zone::End, DateBasis::Header);
    last.extend(marked(When::Plain, Zone::End, DateBasis::Header));
    last.extend(at(Place::End));
    // Where the end of a text holds several days, they are those of other reports or of comments.
    if out.is_bare() && days(&last) <= 2 {
        out.add(last);
    }
    if out.is_bare() {
        // Far from the text a mark counts where all agree: a list of other reports has several days.
        let mut far = marked(When::Published, Zone::Far, DateBasis::Header);
        far.extend(marked(When::Plain, Zone::Far, DateBasis::Header));
        if days(&far) == 1 {
            out.add(far);
        }
    }
    if out.is_bare() {
        out.add(scripts::days(html, &sources.reader.habit).map(metadata));
    }
    out.add(address(url.and_then(address::month)));
    let changed = marked(When::Changed, Zone::Head, DateBasis::Header);
    let changed = changes.into_iter().map(metadata).chain(changed);
    out.add(changed.chain(at(Place::Changed)).map(Candidate::of_change));
    let others = sources.lines.iter();
    out.add(others.filter_map(|l| Some(l.candidate().rejected(l.rejected?))));
    out.candidates
}

/// How many days they tell.
fn days(candidates: &[Candidate]) -> usize {
    let days: BTreeSet<_> = candidates.iter().filter_map(|c| c.value.get(..10)).collect();
    days.len()
}

/// Candidates, none twice.
#[derive(Default)]
struct List {
    candidates: Vec<Candidate>,
}

impl List {
    fn add(&mut self, more: impl IntoIterator<Item = Candidate>) {
        for c in more {
            let said = |k: &Candidate| {
                k.value == c.value && k.modified == c.modified && (k.basis == c.basis || c.rejected.is_some())
            };
            if !self.candidates.iter().any(said) {
                self.candidates.push(c);
            }
        }
    }

    /// Whether nothing says a day yet.
    fn is_bare(&self) -> bool {
        self.candidates.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use record::{Page, Report};

    fn read(url: &str, html: &str) -> Report {
        let mut report = Report {
            url: Some(url.to_owned()),
            ..Report::default()
        };
        crate::page::read_page(&Page::from(html.to_owned()), &mut report);
        report
    }

    fn page(head: &str, above: &str, below: &str) -> Report {
        read(
            "https://www.port-ellery-herald.example/news/ferry",
            &format!(
                "<html lang=en><head><title>Ferry returns to Port Ellery</title>{head}</head><body><nav>News Sport</nav>\
                 <h1>Ferry returns to Port Ellery</h1>{above}<article><p>The ferry came back to the harbour of Port Ellery \
                 in the morning, two days late, with all its passengers on board and a broken engine in the hold.</p>\
                 <p>The captain said the crew had worked through both nights to bring it home, and that nobody was hurt \
                 when the engine broke off the northern cape.</p><p>The company will look into what went wrong, and the \
                 passengers will have their money back by the end of the month, a spokeswoman said.</p></article>{below}\
                 </body></html>"
            ),
        )
    }

    fn day(report: &Report) -> &str {
        report.day().unwrap_or("none")
    }

    #[test]
    fn a_line_near_the_headline_dates_a_page() {
        for line in [
            "<div>By Ann Example 8 January 2020, 3:51 pm 11 Edit</div>",
            "<p>08.01.2020</p>",
            "<span class=date>8 janvier 2020</span>",
            "<time datetime=2020-01-08>yesterday</time>",
            "<span property='dc:date' content='2020-01-08T10:00:00+02:00'></span>",
        ] {
            assert_eq!(day(&page("", line, "")), "2020-01-08", "{line}");
        }
    }

    #[test]
    fn dates_of_other_things_are_listed_and_not_taken() {
        for (line, why) in [
            ("<p>Copyright 8 January 2020</p>", "copyright"),
            ("<p>Member since: 8 January 2020</p>", "member"),
            ("<p>08.01.2020 - 10.01.2020</p>", "span"),
        ] {
            let report = page("", &format!("{line}<p>Posted on 12 January 2020</p>"), "");
            assert_eq!(day(&report), "2020-01-12", "{line}");
            let candidates = report.published.map(|p| p.candidates).unwrap_or_default();
            let told = |c: &record::Candidate| c.rejected.as_deref().is_some_and(|r| r.contains(why));
            assert!(candidates.iter().any(told), "{line}: {candidates:?}");
        }
    }

    #[test]
    fn other_reports_dates_are_not_the_pages() {
        let teasers = "<aside class=latest-news><ul><li><time datetime=2020-01-05>5 January 2020</time> Fog</li>\
             <li><time datetime=2020-01-06>6 January 2020</time> Rain</li><li><time datetime=2020-01-07>7 January \
             2020</time> Snow</li></ul></aside>";
        assert_eq!(day(&page("", "", teasers)), "none");
        assert_eq!(day(&page("", "<p>8 January 2020</p>", teasers)), "2020-01-08");
    }

    #[test]
    fn a_change_is_no_publication() {
        let head = "<meta property='article:modified_time' content='2020-01-09T10:00:00+01:00'>";
        let report = page(head, "<p>8 January 2020</p>", "");
        assert_eq!(day(&report), "2020-01-08");
        assert_eq!(report.modified.as_deref(), Some("2020-01-09T10:00:00+01:00"));
        let report = page(head, "", "");
        assert_eq!(day(&report), "2020-01-09");
        assert!(report.warnings.iter().any(|w| w.code == "date-modified"));
    }

    #[test]
    fn the_numbers_of_a_date_are_read_as_the_page_reads_them_elsewhere() {
        let head = "<meta property='article:modified_time' content='2020-08-01'>";
        assert_eq!(day(&page(head, "<p>01/08/2020</p>", "")), "2020-08-01");
        assert_eq!(day(&page("", "<p>01/08/2020</p>", "")), "2020-01-08");
    }

    #[test]
    fn a_later_day_in_the_metadata_gives_way_to_what_readers_are_told() {
        let head = "<meta property='article:published_time' content='2020-03-01T10:00:00Z'>";
        assert_eq!(
            day(&page(head, "<p>Published January 8, 2020</p>", "")),
            "2020-01-08"
        );
        assert_eq!(day(&page(head, "<p>January 8, 2020</p>", "")), "2020-03-01");
    }

    #[test]
    fn nothing_is_dated_after_it_was_fetched() {
        let mut report = Report {
            captured: Some("2020-01-10T00:00:00Z".to_owned()),
            ..Report::default()
        };
        let html = "<html><head><meta name=date content=2021-05-01></head><body><h1>Fog</h1><p>8 January 2020</p>\
             <p>Fog lay over Port Ellery for the third day, and the ferry stayed in the harbour.</p></body></html>";
        crate::page::read_page(&Page::from(html.to_owned()), &mut report);
        assert_eq!(day(&report), "2020-01-08");
    }
}
