//! Who is who across reports.
//!
//! Each report has resolved its own short forms. Here one person spelled in two ways gets one id, and a surname that a
//! report gives without a first name gets the full one, where the reports near it know exactly one. What is absent on
//! purpose: any list of people. Less rather than wrong: a surname that two people share stays as it was.

mod bare;
mod misspelt;
mod summary;
mod variants;

use record::{Name, NameKind, Report};
use std::collections::BTreeMap;

pub use summary::summarize;

/// Gives the mentions of one entity in several reports one id: "assad" in a report that knows no first name becomes
/// `bashar-assad` where all the reports near it agree.
///
/// Safe on a pile of unrelated reports: a full name is taken only from reports that share other names.
pub fn link(reports: &mut [Report]) {
    for merge in [variants::merge, misspelt::merge] {
        let canonical = merge(reports);
        for report in reports.iter_mut() {
            rename(report, &canonical, &BTreeMap::new());
        }
    }
    let found = bare::resolve(reports);
    for (i, entities) in found {
        let shown: BTreeMap<String, String> = entities
            .values()
            .filter_map(|full| Some((full.clone(), summary::display(reports.iter(), full)?)))
            .collect();
        rename(&mut reports[i], &entities, &shown);
    }
}

/// Puts new ids for old ones in names and quotes, and full names for the bare ones that speakers were given by.
fn rename(report: &mut Report, ids: &BTreeMap<String, String>, shown: &BTreeMap<String, String>) {
    if ids.is_empty() {
        return;
    }
    let texts: BTreeMap<String, &String> = report
        .names
        .iter()
        .filter_map(|n| Some((report.text.at(n.span).to_owned(), shown.get(ids.get(&n.entity)?)?)))
        .collect();
    for quantity in &mut report.quantities {
        if let Some(full) = quantity.attributed_to.as_ref().and_then(|by| texts.get(by)) {
            quantity.attributed_to = Some((*full).clone());
        }
    }
    for quote in &mut report.quotes {
        let Some(full) = quote.entity.as_ref().and_then(|e| ids.get(e)) else {
            continue;
        };
        if let Some(name) = shown.get(full) {
            quote.speaker = Some(name.clone());
        }
        quote.entity = Some(full.clone());
    }
    for name in &mut report.names {
        if let Some(full) = ids.get(&name.entity) {
            name.entity.clone_from(full);
        }
    }
}

/// Whether this is a person's full name: an id of two parts or more.
fn is_full_person(name: &Name) -> bool {
    name.kind == NameKind::Person && name.entity.contains('-')
}

/// Reports in the order of their ids, whatever order they came in.
fn in_order(reports: &[Report]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|&a, &b| (&reports[a].id, &reports[a].source).cmp(&(&reports[b].id, &reports[b].source)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Text;

    /// A report of invented names, each given as (words, kind, entity).
    pub(super) fn report(id: &str, names: &[(&str, NameKind, &str)]) -> Report {
        let mut text = String::new();
        let mut spans = Vec::new();
        for (words, _, _) in names {
            spans.push((text.len(), text.len() + words.len()));
            text.push_str(words);
            text.push(' ');
        }
        let text = Text::new(text);
        let names = names
            .iter()
            .zip(spans)
            .map(|((_, kind, entity), (start, end))| Name {
                span: text.span(start, end).expect("whole words"),
                kind: *kind,
                entity: (*entity).to_owned(),
                role: None,
            })
            .collect();
        Report {
            id: id.to_owned(),
            text,
            names,
            ..Report::default()
        }
    }

    use NameKind::{Organization, Person, Place};

    #[test]
    fn a_bare_surname_is_resolved_by_a_near_report() {
        let full = report(
            "a",
            &[
                ("Ann Poe", Person, "ann-poe"),
                ("Dell", Place, "dell"),
                ("Orrin", Place, "orrin"),
            ],
        );
        let bare = report(
            "b",
            &[
                ("Poe", Person, "poe"),
                ("Dell", Place, "dell"),
                ("Orrin", Place, "orrin"),
            ],
        );
        let far = report(
            "c",
            &[
                ("Poe", Person, "poe"),
                ("Lund", Place, "lund"),
                ("Quay", Place, "quay"),
            ],
        );
        for mut reports in [[full.clone(), bare.clone(), far.clone()], [far, bare, full]] {
            link(&mut reports);
            reports.sort_by(|a, b| a.id.cmp(&b.id));
            let ids: Vec<&str> = reports.iter().map(|r| r.names[0].entity.as_str()).collect();
            assert_eq!(ids, ["ann-poe", "ann-poe", "poe"]);
        }
    }

    #[test]
    fn two_people_of_one_surname_stay_apart() {
        let places = [("Dell", Place, "dell"), ("Orrin", Place, "orrin")];
        let with = |id: &str, words: &'static str, entity: &'static str| {
            report(id, &[&[(words, Person, entity)], &places[..]].concat())
        };
        let mut reports = [
            with("a", "Ann Poe", "ann-poe"),
            with("b", "John Poe", "john-poe"),
            with("c", "Poe", "poe"),
        ];
        link(&mut reports);
        assert_eq!(reports[2].names[0].entity, "poe");
    }

    #[test]
    fn spellings_of_one_name_get_one_id() {
        let mut reports = [
            report("a", &[("Sergey Orlov", Person, "sergey-orlov")]),
            report("b", &[("Sergei Orlov", Person, "sergei-orlov")]),
            report(
                "c",
                &[
                    ("Sergei Orlov", Person, "sergei-orlov"),
                    ("Maria Orlov", Person, "maria-orlov"),
                ],
            ),
            report("d", &[("Mario Orlov", Person, "mario-orlov")]),
        ];
        link(&mut reports);
        assert_eq!(reports[0].names[0].entity, "sergei-orlov");
        assert_eq!(reports[2].names[1].entity, "maria-orlov");
        assert_eq!(reports[3].names[0].entity, "mario-orlov");
    }

    #[test]
    fn a_bare_surname_in_another_spelling_is_resolved_where_one_is_known() {
        let places = [("Dell", Place, "dell"), ("Orrin", Place, "orrin")];
        let with = |id: &str, words: &'static str, entity: &'static str| {
            report(id, &[&[(words, Person, entity)], &places[..]].concat())
        };
        let mut reports = [
            with("a", "Oleg Karovskiy", "oleg-karovskiy"),
            with("b", "Karovsky", "karovsky"),
            with("c", "Ann Larsen", "ann-larsen"),
            with("d", "Larson", "larson"),
        ];
        link(&mut reports);
        assert_eq!(reports[1].names[0].entity, "oleg-karovskiy");
        assert_eq!(reports[3].names[0].entity, "larson");
    }

    #[test]
    fn an_acronym_learned_in_one_report_holds_in_the_next() {
        let places = [("Dell", Place, "dell"), ("Orrin", Place, "orrin")];
        let full = [
            ("Dell Port Union", Organization, "dell-port-union"),
            ("DPU", Organization, "dell-port-union"),
        ];
        let mut reports = [
            report("a", &[&full[..], &places[..]].concat()),
            report("b", &[&[("DPU", Organization, "dpu")], &places[..]].concat()),
        ];
        link(&mut reports);
        assert_eq!(reports[1].names[0].entity, "dell-port-union");
    }
}
