//! How a report is called in a sentence.

use record::Report;

/// How a report is called in a sentence: by its outlet, else the host of its address, else its headline, else its id.
///
/// Never by its file: the same reports in other files must be told in the same words.
pub(crate) fn label(report: &Report) -> String {
    const LONGEST: usize = 60;
    let host = || {
        let rest = report.url.as_deref()?.split_once("://")?.1;
        let host = rest.split(['/', '?', '#', ':']).next()?;
        Some(host.strip_prefix("www.").unwrap_or(host).to_owned()).filter(|h| !h.is_empty())
    };
    let headline = || {
        let words = report.headline.as_deref()?;
        let cut: String = words.chars().take(LONGEST).collect();
        Some(if cut.len() < words.len() {
            format!("“{}…”", cut.trim_end())
        } else {
            format!("“{cut}”")
        })
    };
    report
        .outlet
        .clone()
        .or_else(host)
        .or_else(headline)
        .unwrap_or_else(|| report.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report;

    #[test]
    fn by_outlet_address_headline_and_id() {
        let mut r = report("r1", "Ellery Herald", "", &["Nine barges wait."]);
        assert_eq!(label(&r), "Ellery Herald");
        r.outlet = None;
        r.url = Some("https://www.ellery.example/lock?x=1".into());
        assert_eq!(label(&r), "ellery.example");
        r.url = None;
        r.headline = Some("Nine barges wait at the lock".into());
        assert_eq!(label(&r), "“Nine barges wait at the lock”");
        r.headline = None;
        assert_eq!(label(&r), "r1");
    }
}
