//! Quotations read from whole paragraphs, each with the near misses that must stay silent.

use super::*;
use record::{Segment, Text};

/// Content pieces, cue, source, speaker.
type Told = (Vec<String>, String, String, Option<String>);

/// Reads paragraphs parted by line ends.
fn read(written: &str) -> Vec<Told> {
    let mut report = Report {
        text: Text::from(written),
        ..Report::default()
    };
    let mut at = 0;
    for line in written.split_inclusive('\n') {
        let span = report
            .text
            .span(at, at + line.len())
            .map(|s| report.text.trimmed(s));
        report
            .segments
            .extend(span.map(|s| Segment::new(SegmentKind::Paragraph, s)));
        at += line.len();
    }
    report.sentences = crate::sentences::find(&report.text, &report.segments);
    report.names = crate::names::find(&report);
    let words = |spans: &[Span]| {
        spans
            .iter()
            .map(|&s| report.text.at(s).to_owned())
            .collect::<Vec<_>>()
    };
    find(&report)
        .iter()
        .map(|q| {
            (
                words(&q.content),
                words(&q.cue).join(" "),
                words(&q.source).join(" "),
                q.speaker.clone(),
            )
        })
        .collect()
}

/// The first quote's pieces and source.
fn first(written: &str) -> (Vec<String>, String) {
    read(written)
        .into_iter()
        .next()
        .map(|q| (q.0, q.2))
        .unwrap_or_default()
}

fn owned(pieces: &[&str], source: &str) -> (Vec<String>, String) {
    (pieces.iter().map(|&s| s.to_owned()).collect(), source.to_owned())
}

#[test]
fn direct_speech_with_the_speaker_before_after_and_between() {
    let vane = "Ada Vane";
    assert_eq!(
        first("“The pier is gone,” Ada Vane said."),
        owned(&["The pier is gone"], vane)
    );
    assert_eq!(
        first("\"The pier is gone,\" said Ada Vane."),
        owned(&["The pier is gone"], vane)
    );
    assert_eq!(
        first("Ada Vane said: ‘The pier is gone.’"),
        owned(&["The pier is gone."], vane)
    );
    assert_eq!(
        first("''The pier,'' Ada Vane said, ''is gone.''"),
        owned(&["The pier", "is gone."], vane)
    );
    assert_eq!(
        first("“The pier is gone,” Ada Vane said. “We saw it fall. Then it burned.”"),
        owned(&["The pier is gone", "We saw it fall. Then it burned."], vane)
    );
    assert_eq!(first("“Why now?” Ada Vane asked."), owned(&["Why now?"], vane));
}

#[test]
fn speech_runs_over_paragraphs_until_its_mark_closes() {
    assert_eq!(
        first("“The pier is gone,” Ada Vane said. “We saw it fall.\n“Then it burned.”"),
        owned(
            &["The pier is gone", "We saw it fall.", "Then it burned."],
            "Ada Vane"
        )
    );
}

#[test]
fn indirect_speech_in_its_patterns() {
    assert_eq!(
        first("Ada Vane said that the pier was gone."),
        owned(&["that the pier was gone"], "Ada Vane")
    );
    assert_eq!(
        first("The pier was gone, the official said."),
        owned(&["The pier was gone"], "the official")
    );
    assert_eq!(
        first("According to harbour police, the pier was gone."),
        owned(&["the pier was gone"], "harbour police")
    );
    assert_eq!(
        first("Ms. Vane told reporters on Monday that the pier was gone."),
        owned(&["that the pier was gone"], "Ms. Vane")
    );
    assert_eq!(
        first("Ada Vane, a pilot from Ellery, said the pier was gone."),
        owned(&["the pier was gone"], "Ada Vane, a pilot from Ellery")
    );
}

#[test]
fn speech_by_account_of_someone_and_announced_by_the_verb_first() {
    assert_eq!(
        first("“The pier will be gone by spring,” according to the Harbour Union."),
        owned(&["The pier will be gone by spring"], "the Harbour Union")
    );
    assert_eq!(
        first("According to Ada Vane: “The pier will be gone by spring.”"),
        owned(&["The pier will be gone by spring."], "Ada Vane")
    );
    assert_eq!(
        first("Continued Ada Vane: “The pier will be gone by spring.”"),
        owned(&["The pier will be gone by spring."], "Ada Vane")
    );
    assert_eq!(
        first("Continued Ada Vane:\n“The pier will be gone by spring.”"),
        owned(&["The pier will be gone by spring."], "Ada Vane")
    );
    // Near miss: no one stands between the verb and the colon.
    assert_eq!(
        first("Continued below the map: “The pier will be gone by spring.”").1,
        ""
    );
}

#[test]
fn what_one_went_on_to_say_was_said() {
    assert_eq!(
        first("The letter goes on to say: “The pier will be gone by spring.”"),
        owned(&["The pier will be gone by spring."], "The letter")
    );
    assert_eq!(
        first("Ada Vane waved at the crowd before adding, “The pier will be gone by spring.”"),
        owned(&["The pier will be gone by spring."], "Ada Vane")
    );
    // Near miss: what she went on to do was said by no one.
    assert_eq!(
        first("Ada Vane went on to stay in “The Long Harbour House”.").1,
        ""
    );
}

#[test]
fn bare_speech_goes_on_from_the_last_to_speak_in_other_words() {
    let speakers = |written: &str| read(written).into_iter().map(|q| q.3).collect::<Vec<_>>();
    let on = "Ada Vane said that the pier was old.\n“It has been a danger to us for years.”";
    assert_eq!(speakers(on)[1].as_deref(), Some("Ada Vane"));
    // Near misses: another is named who may answer, the last to speak asked, and the words ask back.
    for near_miss in [
        "Ada Vane said that Bo Orr was late.\n“It has been a danger to us for years.”",
        "Ada Vane asked whether the pier was old.\n“It has been a danger to us for years.”",
        "Ada Vane said that the pier was old.\n“Has it been a danger to you for years?”",
    ] {
        assert_eq!(speakers(near_miss)[1], None, "{near_miss}");
    }
}

#[test]
fn a_pronoun_goes_on_over_a_paragraph_that_names_the_same_person() {
    let last = |written: &str| read(written).pop().and_then(|q| q.3);
    let apart = "Mr. Vane said that the pier was old.\nThe map below shows what Mr. Vane would close.\n“It is a danger to all of us,” he said.";
    assert_eq!(last(apart).as_deref(), Some("Vane"));
    // Near misses: another or no one is named between.
    let between = "Mr. Vane said that the pier was old.\nThe map of Mr. Orr shows where it stands.\n“It is a danger to all of us,” he said.";
    assert_eq!(last(between), None);
    let nobody = "Mr. Vane said that the pier was old.\nA keeper watches it by night.\n“It is a danger to all of us,” he said.";
    assert_eq!(last(nobody), None);
}

#[test]
fn another_speaker_ends_the_clause() {
    let found = read("The port said 5 were killed, while the union said 7 were missing.");
    assert_eq!(found[0].0, ["5 were killed"]);
    assert_eq!(found[1].2, "the union");
}

#[test]
fn marks_around_a_word_are_no_speech() {
    for near_miss in [
        "The “lost pier” was found.",
        "She read “The Long Pier” twice.",
        "Ada Vane declined to discuss the pier.",
        "The port would say nothing.",
        "The members' union met at the pier.",
    ] {
        assert!(read(near_miss).is_empty(), "{near_miss}: {:?}", read(near_miss));
    }
    let mixed = read("Ada Vane said she had “alerted” the port.");
    assert_eq!(mixed[0].0, ["she had “alerted” the port"]);
}

#[test]
fn a_pronoun_that_may_mean_two_or_another_names_no_one() {
    let speaker = |written: &str| read(written).last().and_then(|q| q.3.clone());
    assert_eq!(
        speaker("Mary Vane runs the port. “It is late,” she said.").as_deref(),
        Some("Mary Vane")
    );
    assert_eq!(
        speaker("Mary Vane met Anna Orr at the port.\n“It is late,” she said."),
        None
    );
    // Whoever spoke in between is meant rather, and one who is only met is not.
    assert_eq!(
        speaker("Mary Vane was on board.\nThe captain said: “All is well.”\n“It is late,” she announced."),
        None
    );
    assert_eq!(
        speaker("The talks with Mary Vane were short.\n“It is late,” she said."),
        None
    );
    // The report tells it itself.
    assert_eq!(
        speaker("Robin Vane said she was ill.\nThe port was shut, Robin Vane told a court.\n“It is late,” she said.")
            .as_deref(),
        Some("Robin Vane")
    );
    // First name and pronouns tell two things.
    assert_eq!(
        speaker(
            "Mary Vane said he was ill.\nThe port was shut, Mary Vane told a court.\n“It is late,” he said."
        ),
        None
    );
    // Nothing tells whether Robin Vane is "he" or "she".
    assert_eq!(
        speaker("Robin Vane said the port was shut.\n“It is late,” she said."),
        None
    );
    assert_eq!(speaker("Mary Vane runs the port.\n“It is late,” he said."), None);
}

#[test]
fn an_office_names_the_one_who_is_told_to_hold_it() {
    let speaker = |written: &str| read(written).last().and_then(|q| q.3.clone());
    for told in [
        "Gov. Mary Vane came to the port.",
        "Mary Vane, the governor of Callow, came to the port.",
    ] {
        assert_eq!(
            speaker(&format!("{told}\n“It is late,” the governor said.")).as_deref(),
            Some("Mary Vane"),
            "{told}"
        );
    }
    for near_miss in [
        "Lieutenant Governor Mary Vane came. The governor of Callow did not.\n“It is late,” the governor said.",
        "Former governor Mary Vane came to the port.\n“It is late,” the governor said.",
        "Gov. Mary Vane met Gov. Anna Orr at the port.\n“It is late,” the governor said.",
        "Gov. Mary Vane met two governors.\n“It is late,” the governor said.",
        "“It is late,” the governor said.\nGov. Mary Vane came to the port.",
    ] {
        assert_eq!(speaker(near_miss).as_deref(), Some("the governor"), "{near_miss}");
    }
}

#[test]
fn a_pronoun_means_the_one_it_fits() {
    let speaker = |written: &str| read(written).last().and_then(|q| q.3.clone());
    let written = "Ada Vane, the mayor, said the pier would open. She added that nobody was hurt. Vane's brother, Tom Vane, \
        was of another mind. “It is not safe,” he said.";
    assert_eq!(speaker(written).as_deref(), Some("Tom Vane"));
    // It is known that Tom Orr is "he", and not known how Robin Vane is spoken of.
    assert_eq!(
        speaker("Robin Vane said Tom Orr was late. “It is not safe,” he said."),
        None
    );
}

#[test]
fn a_description_is_one_of_someone_who_can_speak() {
    let speaker = |written: &str| read(written).last().and_then(|q| q.3.clone());
    assert_eq!(
        speaker("A comment run by the agency after the launch said: “The pier is gone.”"),
        None
    );
    assert_eq!(
        speaker("“The pier is gone,” wrote one man from his work address to a friend.").as_deref(),
        Some("one man")
    );
    assert_eq!(
        speaker("Ada Vane recently said: “The pier is gone.”").as_deref(),
        Some("Ada Vane")
    );
    assert_eq!(
        speaker("“The pier is gone,” Ada Vane, the head of the Port Union, a charity, said.").as_deref(),
        Some("Ada Vane")
    );
}

#[test]
fn hostile_text_is_read_without_harm() {
    let marks = [
        "“",
        "”“",
        "'''",
        ":",
        "said",
        "“ ” said",
        "according to",
        "“”“”“”",
        "said “",
        "é’é",
    ];
    for written in marks {
        let _ = read(written);
        let _ = read(&written.repeat(2000));
    }
}

#[test]
fn speech_is_introduced_without_a_verb_of_speech() {
    let vane = "Ada Vane";
    for written in [
        "On Tuesday, Ada Vane gave the matter a try in a talk with the Port Ellery Herald: “The pier will never be built again.”",
        "Ada Vane went so far as to say: “The pier will never be built again.”",
    ] {
        let found = read(written);
        assert!(
            found.len() == 1
                && found[0].0[0].starts_with("The pier will never")
                && found[0].2.ends_with(vane),
            "{written}: {found:?}"
        );
    }
    // Near misses: nobody is named, and a thing does not speak.
    for written in [
        "It was the slogan of the year: “The pier will never be built again.”",
        "The harbour wall bore three words in red paint: “Build it again!”",
    ] {
        let found = read(written);
        assert!(found.iter().all(|q| q.3.is_none()), "{written}: {found:?}");
    }
}

#[test]
fn a_paragraph_of_speech_goes_on_from_the_one_before() {
    let found = read(
        "“The pier is gone,” Ada Vane said. “We saw it fall.”\n“Then it burned for two days, and nobody came to look at it.”",
    );
    assert!(found.len() == 1 && found[0].0.len() == 3, "{found:?}");
    // A short turn may be another's.
    let found = read("“Is the pier gone?” Ada Vane asked.\n“It is, and so is the boat.”");
    assert!(found.iter().all(|q| q.0.len() == 1), "{found:?}");
}

#[test]
fn a_name_after_a_dash_or_before_a_colon_is_whose_speech_it_is() {
    let vane = "Ada Vane";
    for written in [
        "“The pier will never be built again.” — Ada Vane",
        "Ada Vane: “The pier will never be built again.”",
        "“The pier will never be built again.” — Ada Vane (@adavane) March 3, 2016",
        "Ada Vane tweeted: “The pier will never be built again.”",
    ] {
        let found = read(&format!("Ada Vane runs the port of Ellery.\n{written}"));
        assert!(
            found.len() == 1
                && found[0].0[0].starts_with("The pier will")
                && found[0].3.as_deref() == Some(vane),
            "{written}: {found:?}"
        );
    }
    // Near misses: no name after the dash, or a thing before the colon.
    for written in [
        "“The pier will never be built again.” — a song of the sea",
        "The verdict: “The pier will never be built again.”",
    ] {
        let found = read(written);
        assert!(found.iter().all(|q| q.3.is_none()), "{written}: {found:?}");
    }
}

#[test]
fn questions_and_answers_keep_their_speakers_apart() {
    let found = read(
        "Ada Vane runs the port of Ellery.\n\
         ADA VANE: The pier is gone, and nobody came to look at it for days.\n\
         CARL ORR: We came as soon as the road to the pier was free.",
    );
    let sources: Vec<&str> = found.iter().map(|q| q.2.as_str()).collect();
    assert_eq!(sources, ["ADA VANE", "CARL ORR"], "{found:?}");
    // Near miss: what stands before the colon is no one.
    let found = read("WEATHER: The pier is shut because of the wind, and so is the road.");
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn brackets_and_dots_inside_marks_are_of_the_quotation() {
    let found = read("“She [the mayor] told me … that it burned (twice),” Ada Vane said.");
    assert!(
        found.len() == 1
            && found[0].0 == ["She [the mayor] told me … that it burned (twice)"]
            && found[0].2 == "Ada Vane",
        "{found:?}"
    );
    // Near miss: brackets and dots of the report's own.
    assert!(read("The pier (built in 1890) … is gone [see map].").is_empty());
}

#[test]
fn what_is_not_said_is_not_told_and_what_is_denied_is() {
    for silent in [
        "Ada Vane would not say that the pier was gone.",
        "Ada Vane refused to say whether the pier was gone.",
    ] {
        assert!(read(silent).is_empty(), "{silent}: {:?}", read(silent));
    }
    let found = read("Ada Vane denied that the pier was gone.");
    assert!(
        found.len() == 1 && found[0].1 == "denied" && found[0].2 == "Ada Vane",
        "{found:?}"
    );
}

#[test]
fn a_name_below_speech_is_whose_it_is() {
    let found = read("“Never again will the pier be built like this.”\n— Ada Vane, mayor of Ellery");
    assert!(
        found.len() == 1
            && found[0].0 == ["Never again will the pier be built like this."]
            && found[0].3.as_deref() == Some("Ada Vane"),
        "{found:?}"
    );
    // Near misses: what stands below is no name, or what stands above no speech.
    for near_miss in [
        "“Never again will the pier be built like this.”\n— a song of the sea",
        "The mayor came home from the “lost pier” of Ellery.\n— Ada Vane, mayor of Ellery",
    ] {
        let found = read(near_miss);
        assert!(found.iter().all(|q| q.3.is_none()), "{near_miss}: {found:?}");
    }
}

#[test]
fn works_questions_and_verses_are_not_told() {
    for silent in [
        "Ada Vane wrote “The Long Pier” on Monday.",
        "They sang “Home Again” on the quay.",
        "What did Ada Vane tell you of the pier?",
        "So said Ada Vane on Monday.",
    ] {
        assert!(read(silent).is_empty(), "{silent}: {:?}", read(silent));
    }
    for near_miss in [
        "Ada Vane wrote “The pier is gone.”",
        "They shouted “The Pier Is Ours” on the quay.",
        "Why did Ada Vane say “the pier is gone and nobody cares”?",
    ] {
        assert!(!read(near_miss).is_empty(), "{near_miss}");
    }
}

#[test]
fn text_without_any_mark_is_not_parted_by_guesses() {
    let found = read(
        "a fire burned in port ellery on monday ada vane said four people were hurt the mayor came and said she was sad the \
         town will build again",
    );
    assert!(found.is_empty(), "{found:?}");
    // Near misses: a short line, and one that is only in small letters.
    assert!(!read("ada vane said four people were hurt").is_empty());
    assert!(
        !read(
            "a fire burned in port ellery on monday, ada vane said. four people were hurt, and the mayor came, and the town \
             will be built again."
        )
        .is_empty()
    );
}

#[test]
fn a_question_after_an_answer_is_a_turn_of_nobody_known() {
    let spoken = "“Is the pier gone?” asked Ada Vane.\n“It is, and so are the boats,” Carl Orr replied.\n";
    let found = read(&format!("{spoken}“And the people who were on it when it fell?”"));
    assert_eq!(found.last().and_then(|q| q.3.clone()), None, "{found:?}");
    // Near miss: speech that goes on in its own paragraph.
    let found = read(&format!(
        "{spoken}“They were gone when we came there with the boat of the port.”"
    ));
    assert_eq!(
        found.last().and_then(|q| q.3.clone()).as_deref(),
        Some("Carl Orr"),
        "{found:?}"
    );
}

#[test]
fn a_paragraph_may_announce_the_speech_below_it() {
    let speech = "“Everywhere we go, we work for the port and its people.”";
    for (announces, source) in [
        ("Ada Vane continued:", "Ada Vane"),
        (
            "When the pier fell, Ada Vane released the following statement:",
            "Ada Vane",
        ),
        ("Ada Vane called them on it:", "Ada Vane"),
    ] {
        let found = read(&format!("{announces}\n{speech}"));
        assert!(
            found.len() == 1 && found[0].2 == source && found[0].0[0].starts_with("Everywhere"),
            "{announces}: {found:?}"
        );
    }
    // Near misses: no one is named, and the paragraph below is no speech alone.
    for near_miss in [
        format!("The plan of the year is this:\n{speech}"),
        "Ada Vane has two plans:\n“The Long Pier” is the one, and the other is a road.".to_owned(),
    ] {
        let found = read(&near_miss);
        assert!(found.iter().all(|q| q.3.is_none()), "{near_miss}: {found:?}");
    }
}

#[test]
fn someone_is_moved_to_say_something() {
    for written in [
        "The talk was so dull that Ada Vane was prompted to say, “So far I cannot believe how dull it is.”",
        "The fall of the pier led Ada Vane to ask: “Who will pay for all of this in the end?”",
    ] {
        let found = read(written);
        let told = found.iter().find(|q| q.0.iter().any(|c| c.ends_with(['.', '?'])));
        assert_eq!(
            told.map(|q| q.2.as_str()),
            Some("Ada Vane"),
            "{written}: {found:?}"
        );
    }
    // Near misses: another is moved, and nobody is named.
    for written in [
        "The fall of Ada Vane's pier led the crowd to ask: “Who will pay for all of this in the end?”",
        "The fall of the pier led many of them to ask: “Who will pay for all of this in the end?”",
    ] {
        let found = read(written);
        assert!(
            found.iter().all(|q| q.3.as_deref() != Some("Ada Vane")),
            "{written}: {found:?}"
        );
    }
}
