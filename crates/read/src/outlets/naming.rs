//! The name of a report's outlet, from all that is known of it.

use super::table::{self, Outlet};
use crate::{address, names::is_common_word};
use record::{Original, Report};

/// What is known of who published a report.
#[derive(Debug, Clone, Copy, Default)]
struct Signs<'a> {
    /// The field of a record that names the outlet.
    field: Option<&'a str>,
    /// The address under which it was published.
    address: Option<&'a str>,
    /// What the page or the text calls itself: `og:site_name`, the publisher, a masthead, what is glued to its title.
    words: Option<&'a str>,
}

/// Names the outlet of a report and writes down what the table knows of it; and gives it the address that its versions
/// share and the time of its capture, where its page or record has not. `report.outlet` holds what the page or text calls itself, and `field` is what a
/// record says.
pub(crate) fn settle(report: &mut Report, field: Option<&str>) {
    if report.canonical.is_none() {
        report.canonical = address::link(report.url.as_deref(), None, None, &|_| false).canonical;
    }
    if report.captured.is_none() {
        report.captured = report.url.as_deref().and_then(address::fetched);
    }
    report.outlet = name(&Signs {
        field,
        address: report.url.as_deref(),
        words: report.outlet.as_deref(),
    });
    describe(report);
}

/// The outlet's name; the same for one outlet under all its domains and names.
///
/// A field says who published a record and goes first. The table of outlets knows addresses better than pages know
/// themselves ("Home", "Breaking news"); then come the words of the page or text, and last its domain, unless that is a
/// platform's.
fn name(signs: &Signs) -> Option<String> {
    let here = signs.address.and_then(table::of_address);
    let given = signs.field.map(str::trim).filter(|f| !f.is_empty());
    let is_host = |words: &str| !words.contains(char::is_whitespace) && address::host(words).is_some();
    if let Some(given) = given {
        if let Some(known) = table::of_address(given).filter(|_| is_host(given)) {
            return Some(known.name.clone());
        }
        if !is_host(given) {
            return Some(spelling(given, here, signs.address));
        }
    }
    if let Some(here) = here {
        return Some(here.name.clone());
    }
    let words = signs.words.map(str::trim).filter(|w| !w.is_empty());
    words
        .map(|w| match table::of_address(w).filter(|_| is_host(w)) {
            Some(known) => known.name.clone(),
            None => spelling(w, None, signs.address),
        })
        .or_else(|| given.and_then(of_domain))
        .or_else(|| signs.address.and_then(of_domain))
}

/// The table's spelling of a name that was given. `here` is the outlet of the address.
fn spelling(given: &str, here: Option<&Outlet>, address: Option<&str>) -> String {
    // "The Guardian" on a Nigerian address is the one in Lagos.
    if let Some(here) = here
        && table::bare(here.signed()) == table::bare(given)
    {
        return here.name.clone();
    }
    // On a site that the table does not know, a name of several words is at least spelled as the table has it.
    let is_it = |o: &&Outlet| {
        let full = table::bare(given);
        here.is_some() || !is_elsewhere(address) || full.contains(' ') && full == table::bare(&o.name)
    };
    match table::named(given).filter(is_it) {
        Some(known) => known.name.clone(),
        None => given.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// Whether an address leads to a site of its own that the table does not know: its outlet only shares a name with one
/// that it knows ("The Times" of another town).
fn is_elsewhere(address: Option<&str>) -> bool {
    address.is_some_and(|a| table::of_address(a).is_none() && of_domain(a).is_some())
}

/// The host of an address without what only dresses its pages, unless it is a platform's, whose users write its pages,
/// or a bare number. Other sub-domains stay: stations and editions of one chain often are told apart by nothing else.
fn of_domain(address: &str) -> Option<String> {
    let host = address::host(address)?;
    if host.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b':') {
        return None;
    }
    let domain = address::domain(&host)?;
    if table::is_platform(domain) || table::is_platform(&host) {
        return None;
    }
    let plain = address::undressed(&host)?;
    Some(match plain.strip_prefix("news.") {
        Some(rest) if rest == domain => rest.to_owned(),
        _ => plain,
    })
}

/// The page of another outlet that a page names as its original, with the outlet that published it.
pub(crate) fn original(address: &str) -> Option<Original> {
    let outlet = table::of_address(address).map(|o| o.name.clone());
    Some(Original {
        address: address.to_owned(),
        outlet: outlet.or_else(|| of_domain(address))?,
    })
}

/// Writes down what the table knows of the report's outlet: its kind, country and family in the year of publication.
fn describe(report: &mut Report) {
    let Some(name) = report.outlet.as_deref() else {
        return;
    };
    if is_elsewhere(report.url.as_deref()) {
        return;
    }
    let Some(outlet) = table::named(name).filter(|o| o.name == name) else {
        return;
    };
    if report.url.is_none() && !is_telling(name) {
        return;
    }
    let year = report
        .published
        .as_ref()
        .and_then(|p| p.value.get(..4)?.parse().ok());
    report.outlet_kind = Some(outlet.kind);
    report.outlet_country = Some(outlet.country.clone());
    report.family = outlet.family(year);
}

/// Whether a name alone tells an outlet from its namesakes: it has a word that is no everyday word. There is a Daily
/// News in a hundred towns.
fn is_telling(name: &str) -> bool {
    let bare = table::bare(name);
    let mut words = bare
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    words.any(|w| !is_common_word(w))
}

/// Whether two hosts are of one outlet, or the second is that of the site which calls itself `site`.
pub(crate) fn is_one_site(own: Option<&str>, other: &str, site: Option<&str>) -> bool {
    let there = table::of_address(other);
    if let (Some(here), Some(there)) = (own.and_then(table::of_address), there) {
        return here.name == there.name;
    }
    let Some(site) = site else { return false };
    if let (Some(named), Some(there)) = (table::named(site), there) {
        return named.name == there.name;
    }
    let letters: String = table::bare(site)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let label = address::domain(other)
        .and_then(|d| d.split('.').next())
        .unwrap_or("");
    let label = label.replace('-', "");
    letters.len() >= 4 && (label == letters || label.strip_prefix("the") == Some(&letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(field: &str, address: &str, words: &str) -> Option<String> {
        fn some(words: &str) -> Option<&str> {
            Some(words).filter(|w| !w.is_empty())
        }
        name(&Signs {
            field: some(field),
            address: some(address),
            words: some(words),
        })
    }

    #[test]
    fn one_outlet_has_one_name() {
        for (field, address, words) in [
            ("", "https://www.nytimes.com/2031/a.html", ""),
            ("", "https://mobile.nytimes.com/2031/a.html", "Breaking News"),
            ("nytimes.com", "", ""),
            ("www.nytimes.com", "https://aggregator.example/a", ""),
            ("New York Times", "", ""),
            ("", "", "NYTimes.com"),
        ] {
            let name = told(field, address, words);
            assert_eq!(
                name.as_deref(),
                Some("The New York Times"),
                "{field} {address} {words}"
            );
        }
    }

    #[test]
    fn the_order_of_trust() {
        let herald = "https://news.portelleryherald.example/a";
        assert_eq!(
            told("Reuters", "https://news.yahoo.com/a", "Yahoo").as_deref(),
            Some("Reuters")
        );
        assert_eq!(
            told("", "https://news.yahoo.com/a", "Reuters").as_deref(),
            Some("Yahoo News")
        );
        assert_eq!(
            told("", herald, "Port  Ellery Herald").as_deref(),
            Some("Port Ellery Herald")
        );
        assert_eq!(told("", herald, "").as_deref(), Some("portelleryherald.example"));
        assert_eq!(
            told("portelleryherald.example", "", "").as_deref(),
            Some("portelleryherald.example")
        );
        assert_eq!(
            told("herald.example", "", "Port Ellery Herald").as_deref(),
            Some("Port Ellery Herald")
        );
        assert_eq!(told("", "", ""), None);
        assert_eq!(
            told("", "https://m.north.ellery.example/a", "").as_deref(),
            Some("north.ellery.example")
        );
    }

    #[test]
    fn a_platform_names_no_outlet() {
        for address in [
            "https://www.facebook.com/a/posts/1",
            "https://medium.com/@a/b",
            "http://10.0.0.1/a",
            "file:///a",
        ] {
            assert_eq!(told("", address, ""), None, "{address}");
        }
        assert_eq!(
            told("", "https://ellery.blogspot.com/a", "").as_deref(),
            Some("ellery.blogspot.com")
        );
    }

    #[test]
    fn namesakes_stay_apart() {
        assert_eq!(
            told("The Guardian", "https://guardian.ng/a", "").as_deref(),
            Some("The Guardian (Nigeria)")
        );
        assert_eq!(
            told("The Guardian", "https://www.theguardian.com/a", "").as_deref(),
            Some("The Guardian")
        );
        let mut namesake = Report {
            outlet: told("", "https://tarntimes.example/a", "The Times"),
            url: Some("https://tarntimes.example/a".into()),
            ..Report::default()
        };
        describe(&mut namesake);
        assert_eq!(namesake.family, None);
        namesake.url = Some("https://www.thetimes.co.uk/a".into());
        describe(&mut namesake);
        assert_eq!(namesake.family.take().unwrap().name, "News Corp");
        namesake.url = None;
        describe(&mut namesake);
        assert_eq!(namesake.family, None);
        let elsewhere = told("New York Times", "https://digest.example/a", "");
        assert_eq!(elsewhere.as_deref(), Some("The New York Times"));
    }

    #[test]
    fn one_site_under_two_domains() {
        assert!(is_one_site(Some("https://edition.cnn.com/a"), "cnn.com", None));
        assert!(is_one_site(Some("https://abcnews.go.com/a"), "abcnews.com", None));
        assert!(is_one_site(
            None,
            "portelleryherald.example",
            Some("The Port Ellery Herald")
        ));
        assert!(!is_one_site(
            Some("https://www.cnn.com/a"),
            "reuters.com",
            Some("CNN")
        ));
        assert!(!is_one_site(
            Some("https://harrowpost.example/a"),
            "tarnecho.example",
            Some("Harrow Post")
        ));
    }
}
