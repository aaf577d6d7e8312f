//! What the measures of growth share: made reports that lie ready as segments, and the system's account of this process.

use record::{DateBasis, Precision, Published, Report, Segment, SegmentKind, Text};

/// Words of a paragraph.
pub const PARAGRAPH: usize = 40;

/// A report of these words in paragraphs of [`PARAGRAPH`], of the outlet and the day that it is given.
pub fn report<'w>(number: usize, published: String, words: impl Iterator<Item = &'w str>) -> Report {
    let mut text = String::new();
    let mut bounds: Vec<(usize, usize)> = Vec::new();
    for (i, word) in words.enumerate() {
        if i % PARAGRAPH == 0 {
            if i > 0 {
                text.push_str("\n\n");
            }
            bounds.push((text.len(), text.len()));
        } else {
            text.push(' ');
        }
        text.push_str(word);
        if let Some(bound) = bounds.last_mut() {
            bound.1 = text.len();
        }
    }
    text.push_str("\n\n");
    let text = Text::new(text);
    let spans = bounds.iter().filter_map(|&(start, end)| text.span(start, end));
    Report {
        id: format!("r{number:07}"),
        outlet: Some(format!("Outlet {}", number % 997)),
        published: Some(Published {
            value: published,
            precision: Precision::Day,
            basis: DateBasis::Field,
            candidates: vec![],
        }),
        segments: spans.map(|s| Segment::new(SegmentKind::Paragraph, s)).collect(),
        text,
        ..Report::default()
    }
}

/// A line of the system's account of this process, in megabytes; nought where it keeps none.
pub fn account(line: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|l| l.strip_prefix(line));
    let kilobytes = found.and_then(|l| {
        l.trim_start_matches(':')
            .trim()
            .trim_end_matches(" kB")
            .parse::<usize>()
            .ok()
    });
    kilobytes.map_or(0, |kb| kb / 1024)
}

/// Seconds that all threads of this process have worked, by the system's account in hundredths.
pub fn processor() -> f64 {
    let account = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = account.rsplit(')').next().unwrap_or_default().split_whitespace();
    // Time of its own and time of the system for it are the twelfth and thirteenth after the name.
    let hundredths = fields.skip(11).take(2).filter_map(|f| f.parse::<f64>().ok());
    hundredths.sum::<f64>() / 100.0
}
