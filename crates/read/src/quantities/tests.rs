//! What sentences tell of losses, each phenomenon with a near miss.

use super::scene::report;
use super::*;

/// Measure, words, bounds and scope of each casualty figure.
fn losses(sentences: &[&str]) -> Vec<String> {
    let report = report(sentences);
    let (text, found) = (&report.text, &report.quantities);
    let bound = |v: Option<f64>| v.map_or("-".to_owned(), |v| v.to_string());
    found
        .iter()
        .filter(|q| is_casualty(&q.measure))
        .map(|q| {
            format!(
                "{} {}..{} {:?}: {}",
                q.measure,
                bound(q.min),
                bound(q.max),
                q.scope,
                text.at(q.span)
            )
        })
        .collect()
}

#[test]
fn losses_before_and_after_their_verb() {
    for (text, want) in [
        (
            "At least 35 people were killed in Port Ellery.",
            "killed 35..- Event: At least 35 people",
        ),
        ("A fire killed one person.", "killed 1..1 Event: one person"),
        ("A man was shot dead on the quay.", "killed 1..1 Event: A man"),
        (
            "Two dozen dockers were arrested.",
            "arrested 24..24 Event: Two dozen dockers",
        ),
        ("Dozens were wounded.", "wounded 12..- Event: Dozens"),
        ("No one was hurt.", "wounded 0..0 Event: No one"),
        (
            "The storm left as many as 40 dead.",
            "killed -..40 Event: as many as 40 dead",
        ),
        (
            "It left between 30 and 40 people homeless.",
            "displaced 30..40 Event: between 30 and 40 people",
        ),
        ("The blaze claimed nine lives.", "killed 9..9 Event: nine lives"),
        (
            "Three sailors remain missing.",
            "missing 3..3 Event: Three sailors",
        ),
        (
            "A bomb went off, killing three soldiers and a civilian.",
            "killed 4..4 Event: three soldiers and a civilian",
        ),
    ] {
        assert_eq!(losses(&[text]), [want], "{text}");
    }
}

#[test]
fn parts_and_long_wars_are_not_the_event() {
    assert_eq!(
        losses(&["The blast killed 38 people, including four children."]),
        [
            "killed 38..38 Event: 38 people",
            "killed 4..4 Part: four children"
        ]
    );
    assert_eq!(
        losses(&["The war has killed more than 250,000 people."]),
        ["killed 250000..- Cumulative: more than 250,000 people"]
    );
    assert_eq!(
        losses(&["Last year's attack killed nine people."]),
        ["killed 9..9 Background: nine people"]
    );
    assert_eq!(
        losses(&["The death toll rose to 14 from 12."]),
        ["killed 14..14 Event: 14", "killed 12..12 Background: 12"]
    );
}

#[test]
fn nobody_killed_or_hurt_is_two_figures() {
    assert_eq!(
        losses(&["Nobody was killed or injured."]),
        ["wounded 0..0 Event: Nobody", "killed 0..0 Event: Nobody"]
    );
    // Near misses: one of both, and someone.
    assert_eq!(losses(&["Nobody was injured."]), ["wounded 0..0 Event: Nobody"]);
    assert!(
        losses(&["Two men were killed or injured."])
            .iter()
            .all(|f| !f.starts_with("killed 2..2")),
    );
}

#[test]
fn attackers_are_counted_where_the_report_counts_them() {
    assert_eq!(
        losses(&["Five people, including the attacker, were killed."]),
        ["killed 5..5 Event: Five people", "killed 1..1 Part: the attacker"]
    );
    assert_eq!(
        losses(&["Three people and the gunman were killed."]),
        ["killed 4..4 Event: Three people and the gunman"]
    );
    // Near misses: the doer is left out, or does it.
    assert_eq!(
        losses(&["Nine people were killed, excluding the bomber."]),
        ["killed 9..9 Event: Nine people"]
    );
    assert_eq!(
        losses(&["The attacker killed nine people."]),
        ["killed 9..9 Event: nine people"]
    );
}

#[test]
fn one_person_by_every_name() {
    for (text, want) in [
        ("The docker was pronounced dead.", "killed 1..1 Part: The docker"),
        (
            "A docker and a 14-year-old girl were hurt.",
            "wounded 2..2 Event: A docker and a 14-year-old girl",
        ),
        (
            "A blast killed the sheriff and a deputy.",
            "killed 2..2 Event: the sheriff and a deputy",
        ),
        ("A couple was found dead.", "killed 2..2 Event: A couple"),
        (
            "One of the three sailors died.",
            "killed 1..1 Part: One of the three sailors",
        ),
        ("One of the six died.", "killed 1..1 Part: One of the six"),
        (
            "The other four suffered minor injuries.",
            "wounded 4..4 Event: four",
        ),
        ("The sailor did not survive.", "killed 1..1 Part: The sailor"),
        (
            "A blast that left one man dead shook the port.",
            "killed 1..1 Event: one man",
        ),
        (
            "Three 14-year-old boys were hurt.",
            "wounded 3..3 Event: Three 14-year-old boys",
        ),
        ("No arrests have been made.", "arrested 0..0 Event: No arrests"),
        ("No one else was hurt.", "wounded 0..0 Event: No one else"),
        (
            "They spoke of a double murder.",
            "killed 2..2 Event: double murder",
        ),
        (
            "Two people, a docker and a guard, were hurt.",
            "wounded 2..2 Event: Two people",
        ),
    ] {
        assert_eq!(losses(&[text]), [want], "{text}");
    }
}

#[test]
fn ends_objects_and_rows_are_told_whole() {
    for (text, want) in [
        (
            "A docker suffered a non-life-threatening gunshot wound.",
            "wounded 1..1 Event: A docker",
        ),
        ("He killed his two children.", "killed 2..2 Event: two children"),
        (
            "She is accused of killing her father, mother, sister and a friend.",
            "killed 4..4 Event: her father, mother, sister and a friend",
        ),
        (
            "He confessed to killing his sister.",
            "killed 1..1 Event: his sister",
        ),
        (
            "Medics took the docker to a hospital, where he died.",
            "killed 1..1 Part: the docker",
        ),
        (
            "The blast left three members of their family dead.",
            "killed 3..3 Event: three members",
        ),
        (
            "The other two dockers have been upgraded to stable condition.",
            "wounded 2..2 Event: two dockers",
        ),
        ("Both were hurt in the blast.", "wounded 2..2 Part: Both"),
        (
            "A woman who was shot in the port on Thursday night died.",
            "killed 1..1 Event: A woman",
        ),
        (
            "Divers found one deceased male.",
            "killed 1..1 Event: one deceased male",
        ),
        (
            "The fire took the life of a 20-year-old docker.",
            "killed 1..1 Event: a 20-year-old docker",
        ),
        (
            "They spoke of the death of a seven month old baby.",
            "killed 1..1 Event: a seven month old baby",
        ),
        ("Police expected all four to survive.", "wounded 4..4 Event: four"),
        ("A boy shot himself in the arm.", "wounded 1..1 Event: A boy"),
        (
            "Three 18-year-olds were hurt.",
            "wounded 3..3 Event: Three 18-year-olds",
        ),
    ] {
        assert_eq!(losses(&[text]), [want], "{text}");
    }
    assert_eq!(
        losses(&["The blast hurt 15 people, including a guard and a docker."]),
        [
            "wounded 15..15 Event: 15 people",
            "wounded 2..2 Part: a guard and a docker"
        ]
    );
    assert_eq!(
        losses(&["He killed two on the deck and one on the quay."]),
        ["killed 2..2 Event: two", "killed 1..1 Event: one"]
    );
}

#[test]
fn rows_and_second_verbs() {
    for (text, want) in [
        ("A docker was walking home and was hit by a stray bullet.", vec![]),
        (
            "A docker was walking home and was wounded.",
            vec!["wounded 1..1 Event: A docker"],
        ),
        (
            "Two men, 26 and 21, were wounded.",
            vec!["wounded 2..2 Event: Two men"],
        ),
        (
            "A 2-year-old remains in the hospital.",
            vec!["wounded 1..1 Event: A 2-year-old"],
        ),
        (
            "They mourn the murder of a docker and a boy who didn't run.",
            vec!["killed 2..2 Event: a docker and a boy"],
        ),
        (
            "The guards rushed a docker to a hospital.",
            vec!["wounded 1..1 Event: a docker"],
        ),
        (
            "So far this year, three dockers were hurt.",
            vec!["wounded 3..3 Cumulative: three dockers"],
        ),
        ("He fired one shot.", vec![]),
        (
            "The bullet flew on, hitting the docker in the leg.",
            vec!["wounded 1..1 Part: the docker"],
        ),
        ("A stray bullet grazed a boy.", vec!["wounded 1..1 Event: a boy"]),
        ("They shot, killed and then burned two dockers.", vec![]),
        (
            "Two men and two women were wounded.",
            vec!["wounded 4..4 Event: Two men and two women"],
        ),
        (
            "Two people, a man and a woman, were wounded.",
            vec!["wounded 2..2 Event: Two people"],
        ),
        (
            "A docker was found in the hold suffering from burns.",
            vec!["wounded 1..1 Event: A docker"],
        ),
        ("A docker was found in the hold with a lamp.", vec![]),
        ("If the docker dies, the quay will close.", vec![]),
        ("A docker was walking home and the lamp was wounded.", vec![]),
    ] {
        let found: Vec<String> = losses(&[text])
            .into_iter()
            .filter(|l| l.starts_with("killed 2") || l.starts_with("wounded"))
            .collect();
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn who_does_it_is_not_who_suffers_it() {
    assert_eq!(
        losses(&["A docker has killed his two sons."]),
        ["killed 2..2 Event: two sons"]
    );
    assert_eq!(
        losses(&["They seek the man who gunned down two sailors."]),
        ["killed 2..2 Event: two sailors"]
    );
    for text in [
        "The remark was about one of their bodies.",
        "Image 4 of 11 Two men are dead tired of it.",
        "Both were late.",
        "Both of the cranes were hurt by rust.",
        "He confessed to wanting a boat.",
        "Arrest records show Jan Holt is free.",
    ] {
        assert!(
            losses(&[text])
                .iter()
                .all(|l| !l.contains("4..4") && !l.contains("11..11"))
                || losses(&[text]).is_empty(),
            "{text}: {:?}",
            losses(&[text])
        );
    }
}

#[test]
fn headlines_tell_of_several_without_a_number() {
    let read = |headline: &str| -> Vec<String> {
        let found = in_headline(headline);
        found
            .iter()
            .map(|q| format!("{} {:?} {:?}", q.measure, q.min, q.max))
            .collect()
    };
    assert_eq!(read("Dockers hurt in quay fire"), ["wounded Some(2.0) None"]);
    assert_eq!(
        read("Father, two daughters shot to death"),
        ["killed Some(3.0) Some(3.0)"]
    );
    assert!(read("Dockers meet on quay").is_empty());
    assert!(read("Victims hurt in quay fire named").is_empty());
}

#[test]
fn headlines_drop_articles() {
    let read = |headline: &str| -> Vec<String> {
        in_headline(headline)
            .iter()
            .map(|q| format!("{} {:?}", q.measure, q.min.unwrap_or(-1.0)))
            .collect()
    };
    assert_eq!(read("Docker, 24, shot dead on quay"), ["killed 1.0"]);
    assert_eq!(read("Eastport teen in critical condition"), ["wounded 1.0"]);
    assert_eq!(
        read("Man, child hurt; suspect arrested"),
        ["wounded 2.0", "arrested 1.0"]
    );
    assert_eq!(read("Docker kills Eastport guard"), ["killed 1.0"]);
    assert!(read("Docker station opens on quay").is_empty());
}

#[test]
fn an_elliptic_figure_takes_the_measure_before() {
    assert_eq!(
        losses(&[
            "State radio said 35 people were killed.",
            "The observatory put the figure at 38."
        ])[1],
        "killed 38..38 Event: 38"
    );
}

#[test]
fn sources_are_those_beside_the_figure() {
    for (text, want) in [
        (
            "Harbour police said at least 35 people were killed.",
            Some("Harbour police"),
        ),
        (
            "At least 35 people were killed, the coast guard said.",
            Some("coast guard"),
        ),
        (
            "At least 35 people were killed, according to the coast guard.",
            Some("coast guard"),
        ),
        (
            "The observatory, which keeps contacts there, put the death toll at 53.",
            Some("observatory"),
        ),
        ("At least 35 people were killed.", None),
        ("It said 35 people were killed.", None),
    ] {
        let found = report(&[text]).quantities;
        assert_eq!(found[0].attributed_to.as_deref(), want, "{text}");
    }
}

#[test]
fn near_misses_stay_silent() {
    for text in [
        "Jan Holt, 24, a 35-year-old's cousin, came second in 2011.",
        "On Sept. 5, 2016 at 9 a.m. they met on Route 66.",
        "An AK-47 and a G-20 badge lay there.",
        "They could have killed a man.",
        "He was 52 years old.",
        "A sailor in his 20s waited.",
        "He serves children under the age of 13.",
        "A sailor, 29, waited.",
        "The 14-year-old's mother waited.",
        "He fatally misjudged the tide.",
        "They kept killing one another.",
        "She was charged with the attempted murder of a docker.",
    ] {
        let found = report(&[text]).quantities;
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}
