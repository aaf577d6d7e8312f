//! Which of the stated dates to believe, before the text itself is asked.

use super::{SAME, day, precision, written::days_between};
use jiff::{Timestamp, civil::DateTime};
use record::{Candidate, DateBasis, Precision};

/// Drops what another candidate of the same basis says in the same words.
pub(super) fn drop_repeats(candidates: &mut Vec<Candidate>) {
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for c in candidates.drain(..) {
        let said = |k: &Candidate| {
            (k.basis, &k.value, k.modified, k.rejected.is_some())
                == (c.basis, &c.value, c.modified, c.rejected.is_some())
        };
        if !kept.iter().any(said) {
            kept.push(c);
        }
    }
    *candidates = kept;
}

/// Nothing is published after it was fetched; a day is left for time zones.
pub(super) fn reject_later_than(candidates: &mut [Candidate], captured: Option<&str>) {
    let Some((captured, fetched)) = captured.and_then(|c| Some((c, day(c)?))) else {
        return;
    };
    for c in candidates.iter_mut().filter(|c| c.rejected.is_none()) {
        if day(&c.value).is_some_and(|d| days_between(d, fetched) > 1) {
            c.rejected = Some(format!("it is after the page was fetched ({captured})"));
        }
    }
}

/// A time told in UTC becomes the local one where the page tells the same instant with the clock of its readers, so
/// that the day is the publisher's. The two are one instant where they differ by whole or half hours that a zone can
/// have, to the same minute.
pub(super) fn localize(candidates: &mut [Candidate]) {
    let locals: Vec<DateTime> = candidates
        .iter()
        .filter(|c| c.rejected.is_none() && !c.modified)
        .filter_map(|c| local_minute(&c.value))
        .collect();
    let offsets: Vec<(Timestamp, String)> = candidates
        .iter()
        .filter(|c| c.rejected.is_none() && !c.modified && !is_utc(&c.value))
        .filter_map(|c| {
            Some((
                instant(&c.value)?,
                c.value.get(c.value.len().checked_sub(6)?..)?.to_owned(),
            ))
        })
        .collect();
    for c in candidates
        .iter_mut()
        .filter(|c| c.rejected.is_none() && is_utc(&c.value))
    {
        let Some(utc) = instant(&c.value) else { continue };
        let known = offsets
            .iter()
            .find(|(i, _)| (i.as_second() - utc.as_second()).abs() < 60);
        let minutes = utc.as_second().div_euclid(60);
        let shift = locals.iter().find_map(|local| {
            let there = local
                .to_zoned(jiff::tz::TimeZone::UTC)
                .ok()?
                .timestamp()
                .as_second()
                .div_euclid(60);
            let shift = there - minutes;
            ((-12 * 60..=14 * 60).contains(&shift) && shift != 0 && shift % 30 == 0).then_some(shift)
        });
        let shift = match (known, shift) {
            (Some((_, offset)), _) => minutes_of(offset),
            (None, shift) => shift,
        };
        let moved = shift.and_then(|shift| {
            let there = Timestamp::from_second(utc.as_second() + shift * 60).ok()?;
            let local = there.to_zoned(jiff::tz::TimeZone::UTC).datetime();
            let sign = if shift < 0 { '-' } else { '+' };
            let format = if precision(&c.value) == Precision::Second {
                "%Y-%m-%dT%H:%M:%S"
            } else {
                "%Y-%m-%dT%H:%M"
            };
            let value = local.strftime(format).to_string();
            Some(format!(
                "{value}{sign}{:02}:{:02}",
                shift.abs() / 60,
                shift.abs() % 60
            ))
        });
        if let Some(moved) = moved {
            c.value = moved;
        }
    }
}

fn is_utc(value: &str) -> bool {
    value.contains('T') && (value.ends_with('Z') || value.ends_with("+00:00"))
}

fn minutes_of(offset: &str) -> Option<i64> {
    let hours: i64 = offset.get(1..3)?.parse().ok()?;
    let minutes: i64 = offset.get(4..6)?.parse().ok()?;
    let size = hours * 60 + minutes;
    Some(if offset.starts_with('-') { -size } else { size })
}

/// The instant of a time with an offset.
fn instant(value: &str) -> Option<Timestamp> {
    // A time to the minute wants its seconds to be one.
    if precision(value) == Precision::Minute {
        let (minute, zone) = (value.get(..16)?, value.get(16..)?);
        return format!("{minute}:00{zone}").parse().ok();
    }
    value.parse().ok()
}

/// The time without an offset, to the minute.
fn local_minute(value: &str) -> Option<DateTime> {
    let zoned = value.get(16..)?.contains(['Z', '+', '-']);
    (!zoned).then(|| value.get(..16)?.parse().ok()).flatten()
}

/// The candidate to believe by what is stated alone: the first that is no change and has nothing against it. Where
/// the address holds a day that stands against it, see [`against_address`]; where another tells the same month or
/// day more exactly, that one.
pub(super) fn choose(candidates: &[Candidate]) -> Option<usize> {
    let open = |i: &usize| candidates.get(*i).is_some_and(|c| c.rejected.is_none());
    let all: Vec<usize> = (0..candidates.len()).filter(open).collect();
    let published: Vec<usize> = all
        .iter()
        .copied()
        .filter(|i| candidates.get(*i).is_some_and(|c| !c.modified))
        .collect();
    let list = if published.is_empty() { &all } else { &published };
    let first = *list.first()?;
    let best = candidates.get(first)?;
    if precision(&best.value) > Precision::Day {
        let finer = list.iter().find(|i| {
            candidates
                .get(**i)
                .is_some_and(|c| precision(&c.value) <= Precision::Day && c.value.starts_with(&best.value))
        });
        return Some(finer.copied().unwrap_or(first));
    }
    let address = list
        .iter()
        .copied()
        .find(|i| candidates.get(*i).is_some_and(|c| c.basis == DateBasis::Url));
    Some(address.map_or(first, |address| against_address(candidates, list, first, address)))
}

/// An address is made on the day of publication and never again, while metadata is filled in anew when a site moves
/// or a report is changed. So where the first candidate and the address differ, one that sides with the address is
/// better. Where none does, the metadata of another day gives way to the address: by one day if it is told in UTC, whose
/// day need not be the publisher's, else by more than a publication can take, unless a line of the page sides with it.
fn against_address(candidates: &[Candidate], list: &[usize], first: usize, address: usize) -> usize {
    let day_of = |i: usize| candidates.get(i).and_then(|c| day(&c.value));
    let basis = |i: usize| candidates.get(i).map(|c| c.basis);
    let (Some(stated), Some(there)) = (day_of(first), day_of(address)) else {
        return first;
    };
    let gap = days_between(stated, there).abs();
    if gap == 0 || first == address {
        return first;
    }
    let others = || list.iter().copied().filter(|i| basis(*i) != Some(DateBasis::Url));
    let near = |i: usize, to, within| day_of(i).is_some_and(|d| days_between(d, to).abs() <= within);
    let same_day = others().find(|i| near(*i, there, 0));
    let is_metadata = basis(first) == Some(DateBasis::Metadata);
    if gap <= SAME {
        let utc = candidates.get(first).is_some_and(|c| is_utc(&c.value));
        return if utc && gap == 1 {
            same_day.unwrap_or(address)
        } else {
            first
        };
    }
    if let Some(sides) = same_day.or_else(|| others().find(|i| near(*i, there, SAME))) {
        return sides;
    }
    let seconded = others().any(|i| basis(i) != basis(first) && near(i, stated, SAME));
    if is_metadata && !seconded { address } else { first }
}

/// Whether the address and something else tell the day of the chosen candidate, or the next one. A line of the page does not count:
/// it comes from the same store as the metadata, and where old reports are posted anew both tell the day of that.
pub(super) fn is_in_address(candidates: &[Candidate], chosen: usize) -> bool {
    let Some(best) = candidates.get(chosen) else {
        return false;
    };
    let Some(stated) = day(&best.value) else {
        return false;
    };
    candidates.iter().any(|c| {
        c.rejected.is_none()
            && (c.basis == DateBasis::Url) != (best.basis == DateBasis::Url)
            && day(&c.value).is_some_and(|d| days_between(d, stated).abs() <= 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(of: &[(&str, DateBasis)]) -> Vec<Candidate> {
        of.iter().map(|(v, b)| Candidate::new(*v, *b, None)).collect()
    }

    fn chosen(of: &[(&str, DateBasis)]) -> String {
        let mut candidates = list(of);
        localize(&mut candidates);
        choose(&candidates).map_or_else(String::new, |i| candidates[i].value.clone())
    }

    use DateBasis::{Header, Metadata, Url};

    #[test]
    fn the_clock_on_the_page_gives_a_time_in_utc_its_zone() {
        assert_eq!(
            chosen(&[("2016-09-06T01:09:55Z", Metadata), ("2016-09-05T18:09", Header)]),
            "2016-09-05T18:09:55-07:00"
        );
        assert_eq!(
            chosen(&[
                ("2016-09-06T01:09:55Z", Metadata),
                ("2016-09-05T18:09:55-07:00", Header)
            ]),
            "2016-09-05T18:09:55-07:00"
        );
        // Another minute is another moment.
        assert_eq!(
            chosen(&[("2016-09-06T01:09:55Z", Metadata), ("2016-09-05T18:11", Header)]),
            "2016-09-06T01:09:55Z"
        );
    }

    #[test]
    fn an_address_is_made_once() {
        assert_eq!(
            chosen(&[("2020-01-01", Metadata), ("2016-09-05", Url)]),
            "2016-09-05"
        );
        assert_eq!(
            chosen(&[
                ("2020-01-01", Metadata),
                ("2020-01-01", Header),
                ("2016-09-05", Url)
            ]),
            "2020-01-01"
        );
        assert_eq!(
            chosen(&[
                ("2020-01-01", Metadata),
                ("2016-09-05T10:00", Header),
                ("2016-09-05", Url)
            ]),
            "2016-09-05T10:00"
        );
        assert_eq!(
            chosen(&[("2016-09-06T02:00:00Z", Metadata), ("2016-09-05", Url)]),
            "2016-09-05"
        );
        assert_eq!(
            chosen(&[("2016-09-06T10:00:00+02:00", Metadata), ("2016-09-05", Url)]),
            "2016-09-06T10:00:00+02:00"
        );
    }

    #[test]
    fn changes_and_rejected_dates_come_last_or_never() {
        let mut candidates = list(&[("2016-09-07", Metadata), ("2016-09-05", Header)]);
        candidates[0].modified = true;
        assert_eq!(choose(&candidates), Some(1));
        reject_later_than(&mut candidates, Some("2016-09-01T10:00:00Z"));
        assert!(candidates[1].rejected.is_some());
        assert_eq!(choose(&candidates), None);
    }
}
