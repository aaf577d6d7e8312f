//! What the bounds on the work leave out, in words: a cut that nobody is told of would be taken for a finding.

use crate::origins::label;
use record::{Report, Warning};

/// The code of these warnings.
const CODE: &str = "reuse-capped";
/// Words that a report says again, from which that is told.
const AGAIN: usize = 100;

/// Says that of so many reports with one identical text only the pairs with the first are told.
pub(super) fn identical(reports: usize, first: &Report) -> Warning {
    Warning::new(
        CODE,
        format!(
            "{reports} reports have the same text word for word. Each is paired with {} alone, not with all others.",
            named(first)
        ),
    )
}

/// Says that so many texts stand mostly in others that are too many to be compared each with each.
pub(super) fn crowded(texts: usize, more_than: usize, next: usize) -> Warning {
    Warning::new(
        CODE,
        format!(
            "Most words of {texts} texts stand in more than {more_than} others. Each is compared with the {next} next to it \
             and those it shares rarer words with; not all pairs are told."
        ),
    )
}

/// Says that a report repeats itself, where that is half of it or more. Its words count once.
pub(super) fn repeated(report: &Report, again: usize, words: usize) -> Option<Warning> {
    let much = again >= AGAIN && 2 * again >= words;
    much.then(|| {
        Warning::new(
            CODE,
            format!(
                "{} says again {again} of its {words} words. What it repeats is compared once.",
                named(report)
            ),
        )
    })
}

/// Says that a report has words of more agency reports than its pairs were held against.
pub(super) fn carried(report: &Report) -> Warning {
    Warning::new(
        CODE,
        format!(
            "{} has different parts of too many reports with agency copy for all to be looked at. Whose text it shares with \
             others may be left open.",
            named(report)
        ),
    )
}

/// Its label and its id: a thousand reports may have one label.
fn named(report: &Report) -> String {
    let label = label(report);
    if label == report.id {
        label
    } else {
        format!("{label} ({})", report.id)
    }
}

#[cfg(test)]
mod tests {
    use crate::origins;
    use crate::reuse::compare;
    use crate::sample::{PROSE, report};
    use record::{Independent, Report, ReuseKind};

    fn counted(reports: &[Report]) -> (Independent, usize, Vec<String>) {
        let found = compare(reports);
        let told = origins::trace(reports, &found.pairs);
        let ids = reports.iter().map(|r| r.id.as_str());
        let messages = found.warnings.into_iter().map(|w| w.message).collect();
        (told.independent(ids), found.pairs.len(), messages)
    }

    const ONE: Independent = Independent { low: 1, high: 1 };

    #[test]
    fn a_thousand_identical_reports_are_one_source_and_the_cut_is_told() {
        let text = [PROSE[0], PROSE[1]];
        let reports: Vec<Report> = (0..1000)
            .map(|i| report(&format!("r{i:04}"), &format!("Paper {i}"), "", &text))
            .collect();
        let (independent, pairs, told) = counted(&reports);
        assert_eq!((independent, pairs), (ONE, 999));
        assert!(
            matches!(&told[..], [one] if one.starts_with("1000 reports have the same text word for word."))
        );
        // Of a few, all pairs are told, and nothing is cut.
        assert_eq!(counted(&reports[..4]), (ONE, 6, vec![]));
    }

    #[test]
    fn a_thousand_near_copies_are_one_source_and_the_cut_is_told() {
        let reports: Vec<Report> = (0..1000)
            .map(|i| {
                let own = format!("Edition {i} was printed in hall {} on paper {}.", i * 7, i * 13);
                report(
                    &format!("r{i:04}"),
                    &format!("Paper {i}"),
                    "",
                    &[PROSE[0], PROSE[1], PROSE[2], &own],
                )
            })
            .collect();
        let (independent, pairs, told) = counted(&reports);
        assert_eq!(independent, ONE);
        assert!(pairs <= 48 * 1000);
        assert!(matches!(&told[..], [one] if one.starts_with("Most words of 1000 texts stand in more than")));
        assert_eq!(counted(&reports[..40]).2, Vec::<String>::new());
    }

    #[test]
    fn one_sentence_ten_thousand_times_counts_once_and_is_told() {
        let often = PROSE[0].repeat(10_000);
        let reports = [
            report("a", "Ellery Herald", "", &[&often]),
            report("b", "Harrow Post", "", &[PROSE[0], PROSE[1]]),
            report("c", "Callow Mail", "", &[PROSE[3]]),
        ];
        let (independent, pairs, told) = counted(&reports);
        assert_eq!((independent, pairs), (Independent { low: 2, high: 2 }, 1));
        assert!(matches!(&told[..], [one] if one.starts_with("Ellery Herald (a) says again")));
    }

    #[test]
    fn texts_of_one_word_share_nothing_unless_they_are_the_same() {
        let words = ["Flood", "Fire", "Flood", "Ferry", "洪水", "\u{200f}فيضان"];
        let reports: Vec<Report> = words
            .iter()
            .enumerate()
            .map(|(i, word)| report(&format!("r{i}"), &format!("Paper {i}"), "", &[word]))
            .collect();
        let (independent, pairs, told) = counted(&reports);
        assert_eq!(
            (independent, pairs, told),
            (Independent { low: 5, high: 5 }, 0, vec![])
        );
    }

    #[test]
    fn two_texts_of_two_megabytes_are_compared() {
        let long = |from: usize| -> String {
            (from..from + 250_000)
                .map(|n| format!("w{} ", n.wrapping_mul(2_654_435_761) % 99_991))
                .collect()
        };
        let reports = [
            report("a", "Ellery Herald", "", &[&long(0)]),
            report("b", "Harrow Post", "", &[&long(125_000)]),
            report("c", "Callow Mail", "", &[&long(0), PROSE[0]]),
        ];
        assert!(reports[0].text.len() > 1_500_000);
        let found = compare(&reports);
        let copied = found.pairs.iter().find(|p| p.a == "a" && p.b == "c").unwrap();
        assert_eq!(copied.kind, ReuseKind::Copied);
        let origins = origins::trace(&reports, &found.pairs);
        assert_eq!(origins.independent(["a", "c"]), ONE);
    }

    #[test]
    fn text_from_right_to_left_is_compared_like_any_other() {
        let copied = "قال رئيس البلدية في ميناء إلري إن بوابة القناة تعطلت قبل الفجر يوم الاثنين واحتجزت تسعة زوارق كانت \
                      متجهة إلى مخازن الحبوب أعلى النهر وإن الغواصين عملوا طوال الصباح لتحرير المفصل";
        let own = "بدأ المزارعون في التلال الشرقية جز الصوف باكرا هذا العام لأن العشب تأخر ولأن المشترين وعدوا بالدفع قبل نهاية الشهر";
        let reports = [
            report("a", "صحيفة إلري", "", &[copied]),
            report("b", "بريد هارو", "", &[&format!("\u{202b}{copied}\u{202c}")]),
            report("c", "صدى تارن", "", &[own]),
        ];
        let (independent, pairs, told) = counted(&reports);
        assert_eq!(
            (independent, pairs, told),
            (Independent { low: 2, high: 2 }, 1, vec![])
        );
        let pair = &compare(&reports).pairs[0];
        assert_eq!(reports[0].text.at(pair.passages[0].a), copied);
    }
}
