//! Claims of one sentence against sentences that say it, that say otherwise, and that say something else.

use super::*;
use crate::readings::sample::{figure, report};
use record::DifferenceKind;

fn held(claim: Report, reports: &[Report]) -> ClaimCheck {
    let origins = Origins::default();
    let words = claim.text.to_string();
    let story = Story {
        claim,
        id: "s",
        reports: reports.iter().collect(),
        origins: &origins,
    };
    check(&words, &[story])
}

/// Whether a report of the second sentence bears the first out, and where it parts from it.
fn of(claim: &str, told: &str) -> (bool, Vec<DifferenceKind>) {
    let check = held(report("claim", claim), &[report("a", told)]);
    let near = check.near.iter().flat_map(|n| &n.differences).map(|d| d.kind);
    let against = check.conflicts.iter().map(|c| c.difference.kind);
    (!check.witnesses.is_empty(), near.chain(against).collect())
}

#[test]
fn a_sentence_that_says_all_of_it_bears_it_out() {
    for (claim, told) in [
        (
            "Police arrested the manager.",
            "Police arrested the manager of the store on suspicion of theft.",
        ),
        (
            "The manager was arrested by police.",
            "On Wednesday police arrested the manager.",
        ),
        (
            "Police arrested the manager.",
            "The manager was arrested by police after a chase.",
        ),
        (
            "Mayor <Ana Brandt> closed the bridge.",
            "Mayor <Ana Brandt> closed the bridge, and the ferry sailed all night.",
        ),
        (
            "The gate jammed and stranded the barges.",
            "The gate jammed at dawn and stranded the barges.",
        ),
    ] {
        assert!(of(claim, told).0, "{claim} / {told}: {:?}", of(claim, told).1);
    }
}

#[test]
fn what_is_turned_round_or_of_somebody_else_does_not() {
    for (claim, told) in [
        (
            "The manager arrested police.",
            "Police arrested the manager of the store.",
        ),
        (
            "The store was guarded by police.",
            "Police said that guards of the army watched the store.",
        ),
        (
            "Mayor <Ana Brandt> closed the bridge.",
            "Mayor <Bea Brandt> closed the bridge.",
        ),
        (
            "The manager closed the bridge.",
            "The manager slept, and the mayor closed the bridge.",
        ),
        (
            "The lawyer closed the bridge.",
            "The lawyer who met the mayor closed the account, and somebody closed the bridge.",
        ),
        ("The barges sailed to Harrow.", "The barges sailed from Harrow."),
    ] {
        assert!(!of(claim, told).0, "{claim} / {told}");
    }
}

#[test]
fn reserve_extent_and_negation_must_be_the_same() {
    let told = "The mayor closed the bridge.";
    assert_eq!(
        of("The mayor did not close the bridge.", told),
        (false, vec![DifferenceKind::Negation])
    );
    assert_eq!(
        of("The mayor closed the bridge.", "The mayor may close the bridge."),
        (false, vec![DifferenceKind::Certainty])
    );
    assert!(
        of(
            "The mayor may close the bridge.",
            "The mayor could close the bridge."
        )
        .0
    );
    assert!(
        !of(
            "The mayors closed the bridge.",
            "Some of the mayors closed the bridge."
        )
        .0
    );
    assert!(
        !of(
            "The mayor closed the bridge.",
            "If the ice holds, the mayor closed the bridge."
        )
        .0
    );
    assert!(
        !of(
            "The mayor closed the bridge.",
            "It is false that the mayor closed the bridge."
        )
        .0
    );
    assert!(
        !of(
            "The mayor closed the bridge.",
            "Was it the mayor who closed the bridge?"
        )
        .0
    );
}

#[test]
fn a_figure_that_can_not_be_true_with_the_claim_s_is_against_it() {
    let toll = |id: &str, words: &str, min: f64, max: Option<f64>| {
        figure(
            report(id, &format!("The fire in the store killed {words}.")),
            words,
            "killed",
            Some(min),
            max,
        )
    };
    let claim = || toll("claim", "at least 10 people", 10.0, None);
    let bears = held(claim(), &[toll("a", "12 people", 12.0, Some(12.0))]);
    assert_eq!((bears.verdict, bears.conflicts.len()), (Verdict::Reported, 0));
    let against = held(claim(), &[toll("a", "8 people", 8.0, Some(8.0))]);
    assert_eq!(
        (against.verdict, against.witnesses.len()),
        (Verdict::Contradicted, 0)
    );
    let both = held(
        claim(),
        &[
            toll("a", "12 people", 12.0, Some(12.0)),
            toll("b", "8 people", 8.0, Some(8.0)),
        ],
    );
    assert_eq!(both.verdict, Verdict::Disputed);
    let open = held(
        toll("claim", "12 people", 12.0, Some(12.0)),
        &[toll("a", "at least 10 people", 10.0, None)],
    );
    assert_eq!((open.verdict, open.near.len()), (Verdict::Unsupported, 1));
}

#[test]
fn two_reports_of_their_own_confirm_and_a_copy_does_not() {
    let reports = [
        report("a", "Mayor <Ana Brandt> closed the bridge at dawn."),
        report("b", "At noon Mayor <Ana Brandt> closed the bridge."),
    ];
    let claim = || report("claim", "Mayor <Ana Brandt> closed the bridge.");
    assert_eq!(held(claim(), &reports).verdict, Verdict::Confirmed);
    let one = |id: &str| (id.to_owned(), BTreeSet::from(["AP".to_owned()]));
    let origins = Origins {
        low: [one("a"), one("b")].into(),
        high: [one("a"), one("b")].into(),
        ..Origins::default()
    };
    let story = Story {
        claim: claim(),
        id: "s",
        reports: reports.iter().collect(),
        origins: &origins,
    };
    let check = check("", &[story]);
    assert_eq!((check.verdict, check.support.reports), (Verdict::Reported, 2));
}

#[test]
fn a_surname_is_the_one_person_s_who_bears_it() {
    let reports = [report("a", "Mayor <Ana Brandt> closed the bridge.")];
    let mut claim = report("claim", "Brandt closed the bridge.");
    claim.names.push(record::Name {
        span: Span::new(0, 6).unwrap(),
        kind: NameKind::Person,
        entity: "brandt".into(),
        role: None,
    });
    resolve(&mut claim, &reports.iter().collect::<Vec<_>>());
    assert_eq!(claim.names[0].entity, "ana-brandt");
    assert_eq!(held(claim, &reports).verdict, Verdict::Reported);
}

#[test]
fn who_says_that_people_were_killed_has_not_killed_them() {
    let with = |id: &str, text: &str| figure(report(id, text), "12 people", "killed", Some(12.0), Some(12.0));
    let claim = || with("claim", "The guard killed 12 people.");
    let bears = |told: &str| !held(claim(), &[with("a", told)]).witnesses.is_empty();
    assert!(!bears("The guard said 12 people were killed."));
    assert!(!bears("The guard put the number of killed at 12 people."));
    assert!(bears("At dawn the guard killed 12 people."));
    assert!(bears("In Harrow 12 people were killed by the guard."));
}
