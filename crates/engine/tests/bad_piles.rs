//! Piles that are not as a pile should be: whatever comes in, every report is in exactly one story or is told as a twin, an
//! earlier version or a round-up, and the order of the reports changes nothing.

use engine::{Config, Members, Silent, group};
use record::{Body, Record, Report, Source};

const FIRE: &str = "A fire destroyed two warehouses in the harbour of Port Ellery, and the harbourmaster Dora Quill said \
    the blaze began in a store of fishing nets near the Larch Quay ferry ramp.";
const AGAIN: &str = "The harbourmaster of Port Ellery, Dora Quill, said a blaze that destroyed two warehouses began among \
    fishing nets stored near the ferry ramp at Larch Quay.";
const VOTE: &str = "Voters in Tamarin chose a new assembly, and the electoral board under Ines Okoro expects a count of all \
    ballots within three days.";

fn report(n: usize, published: Option<&str>, headline: &str, text: &str) -> Report {
    let id = format!("r{n:03}");
    let record = Record {
        id: Some(id.clone()),
        headline: (!headline.is_empty()).then(|| headline.to_owned()),
        text: Some(text.to_owned()),
        published: published.map(str::to_owned),
        ..Record::default()
    };
    let body = Body::Record(Box::new(record));
    read::read(Source::new(id.as_bytes(), "pile", None, body))
}

/// The stories' reports, each list sorted; checked to hold each report once, in whatever order they come.
fn stories(reports: &[Report]) -> Vec<Vec<String>> {
    let told = |reports: Vec<Report>| -> Vec<Members> { group(reports, &Config::default(), &Silent).0 };
    let found = told(reports.to_vec());
    let mut all: Vec<&String> = found
        .iter()
        .flat_map(|m| m.reports.iter().chain(&m.earlier).chain(&m.twins))
        .collect();
    let mut round_ups: Vec<&String> = found
        .iter()
        .flat_map(|m| &m.round_ups)
        .flat_map(|r| [&r.report].into_iter().chain(&r.aside))
        .collect();
    // A round-up is named by each of the stories that it tells.
    round_ups.sort();
    round_ups.dedup();
    all.extend(round_ups);
    all.sort();
    let mut ids: Vec<&String> = reports.iter().map(|r| &r.id).collect();
    ids.sort();
    assert_eq!(all, ids, "every report is in one place");
    let turned: Vec<Report> = reports.iter().rev().cloned().collect();
    let (front, back) = reports.split_at(reports.len() / 3);
    let cut: Vec<Report> = back.iter().chain(front).cloned().collect();
    for other in [turned, cut] {
        assert_eq!(told(other), found, "the order changes nothing");
    }
    let mut lists: Vec<Vec<String>> = found.into_iter().map(|m| m.reports).collect();
    lists.iter_mut().for_each(|l| l.sort());
    lists.sort();
    lists
}

#[test]
fn without_dates_reports_of_one_event_are_together() {
    let found = stories(&[
        report(0, None, "Fire destroys warehouses in Port Ellery", FIRE),
        report(1, None, "Tamarin votes", VOTE),
        report(2, None, "Blaze guts Port Ellery warehouses", AGAIN),
    ]);
    assert_eq!(found, [vec!["r000", "r002"], vec!["r001"]]);
}

#[test]
fn dates_of_next_year_and_of_no_calendar_lose_no_report() {
    let days = [
        "2031-03-04",
        "2032-03-04",
        "9999-12-31",
        "0001-01-01",
        "2031-02-31",
        "soon",
    ];
    let reports: Vec<Report> = days
        .iter()
        .enumerate()
        .map(|(n, day)| {
            report(
                n,
                Some(day),
                "Fire in Port Ellery",
                if n % 2 == 0 { FIRE } else { AGAIN },
            )
        })
        .collect();
    // Two that are a year apart by a slip are still of one event.
    let found = stories(&reports[..2]);
    assert_eq!(found, [["r000", "r001"]]);
    let _ = stories(&reports);
}

#[test]
fn empty_reports_are_each_a_story_of_their_own() {
    let blank = ["", " ", "\n\n", ".", "—"];
    let reports: Vec<Report> = (0..100)
        .map(|n| {
            report(
                n,
                (n % 2 == 0).then_some("2031-03-04"),
                "",
                blank[n % blank.len()],
            )
        })
        .collect();
    assert_eq!(stories(&reports).len(), 100);
}

#[test]
fn duplicates_are_one_story() {
    let reports: Vec<Report> = (0..120)
        .map(|n| {
            report(
                n,
                (n % 3 != 0).then_some("2031-03-04"),
                "Fire in Port Ellery",
                FIRE,
            )
        })
        .collect();
    assert_eq!(stories(&reports).len(), 1);
}

#[test]
fn reports_in_many_languages_and_scripts_are_all_there() {
    let texts = [
        FIRE,
        AGAIN,
        "Ein Brand hat im Hafen von Port Ellery zwei Lagerhäuser zerstört, sagte Dora Quill.",
        "Un incendie a détruit deux entrepôts dans le port de Port Ellery.",
        "Пожар уничтожил два склада в порту.",
        "港で火災、倉庫二棟が全焼。",
        "حريق يدمر مستودعين في الميناء.",
        "🔥🔥",
        "e\u{301}e\u{301} \u{202e}abc",
    ];
    let reports: Vec<Report> = texts
        .iter()
        .enumerate()
        .map(|(n, text)| report(n, Some("2031-03-04"), "", text))
        .collect();
    let found = stories(&reports);
    assert!(
        found
            .iter()
            .any(|s| s.starts_with(&["r000".to_owned(), "r001".to_owned()]))
    );
}

/// Reports of one fire with words of their own, over some days, copies among them.
fn giant(n: usize, dated: bool) -> Vec<Report> {
    const FACTS: [&str; 8] = [
        "The fire broke out in a warehouse at Larch Quay in Port Ellery on Monday night.",
        "Harbourmaster Dora Quill said it began in a store of fishing nets.",
        "Residents of Tanner Row were told to leave their homes.",
        "The ferry to Vell was cancelled until further notice.",
        "Fire chief Ola Brandt sent nineteen engines to the quay.",
        "Korvany Shipping, which owns the building, promised to help.",
        "Mayor Ines Okoro came to the harbour before dawn.",
        "Two tanks with chemicals were cooled with water from the harbour.",
    ];
    const OWN: [&str; 6] = ["baker", "docker", "teacher", "welder", "nurse", "pilot"];
    (0..n)
        .map(|i| {
            // A third print what another one wrote.
            let wrote = if i % 3 == 0 { i / 3 } else { i };
            let own = format!("The {} of house {wrote} saw it from the hill.", OWN[wrote % 6]);
            let mut lines: Vec<&str> = (0..5)
                .map(|k| FACTS[(wrote + k * (1 + wrote / 8 % 3)) % 8])
                .collect();
            lines.dedup();
            lines.insert(1 + wrote % 3, &own);
            let day = format!("2031-03-{:02}", 4 + i % 6);
            let published = dated.then_some(day.as_str());
            report(
                i,
                published,
                "Fire at Larch Quay in Port Ellery",
                &lines.join("\n\n"),
            )
        })
        .collect()
}

#[test]
fn a_giant_story_stays_one() {
    for dated in [true, false] {
        let mut reports = giant(600, dated);
        reports.push(report(900, Some("2031-03-05"), "Tamarin votes", VOTE));
        let found = stories(&reports);
        let largest = found.iter().map(Vec::len).max().unwrap_or_default();
        assert!(
            largest >= 590,
            "{largest} of 600, dated {dated}, {} stories",
            found.len()
        );
        assert!(found.contains(&vec!["r900".to_owned()]));
    }
}
