//! Reports made up for the tests of several rooms: invented outlets, people and events.

use record::{Agency, AgencyBasis, DateBasis, Precision, Published, Report, Segment, SegmentKind, Text};

/// A report of paragraphs.
pub(crate) fn report(id: &str, outlet: &str, day: &str, paragraphs: &[&str]) -> Report {
    let mut text = String::new();
    let mut segments = Vec::new();
    for paragraph in paragraphs {
        let start = text.len();
        text.push_str(paragraph);
        segments.push((start, text.len()));
        text.push_str("\n\n");
    }
    let text = Text::new(text);
    let segments = segments
        .into_iter()
        .filter_map(|(start, end)| text.span(start, end))
        .map(|span| Segment::new(SegmentKind::Paragraph, span))
        .collect();
    Report {
        id: id.into(),
        outlet: (!outlet.is_empty()).then(|| outlet.into()),
        published: (!day.is_empty()).then(|| Published {
            value: day.into(),
            precision: Precision::Day,
            basis: DateBasis::Field,
            candidates: vec![],
        }),
        text,
        segments,
        ..Report::default()
    }
}

/// The report with an agency's credit.
pub(crate) fn credits(mut report: Report, agency: &str, basis: AgencyBasis) -> Report {
    report.agencies.push(Agency {
        name: agency.into(),
        basis,
        span: None,
    });
    report
}

/// Paragraphs of five unlike reports, each long enough to be copied.
pub(crate) const PROSE: [&str; 5] = [
    "The lock gate at Ellery Quay jammed before dawn on Monday and held up nine barges that were bound for the grain \
     stores upriver, the canal board said in a statement read out by its clerk.",
    "Divers worked in shifts through the morning to free the hinge, which had been due for repair since the floods of \
     last autumn, while skippers brewed tea on deck and complained about the price of coal.",
    "A bakery in the old town of Harrow caught fire when a flour chute sparked, and the smoke drove two schools out \
     into the rain, where teachers counted the children twice and found all of them.",
    "Farmers on the eastern downs have begun to shear early this year because the grass came late and the buyers of \
     fine wool, most of them from abroad, have promised to pay by the end of the month.",
    "The ferry company will sell its oldest boat to a museum that wants to show how mail was sorted on board, and the \
     crew that sailed her for thirty winters has asked to steer her there themselves.",
];

/// A remark.
pub(crate) const REMARK: &str = "“We shall mend the hinge before the ice comes back, and the board will pay for every \
     day that a barge lies idle at this quay,” said Ana Brook, the keeper.";
