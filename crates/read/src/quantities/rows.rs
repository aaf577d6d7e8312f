//! Rows of phrases that are told of together: "three soldiers and a civilian", "a man, a woman and two boys were hurt".

use super::casualties::is_of_people;
use super::phrases::{Kind, Phrase};
use super::reach::predicate;
use super::subjects;
use crate::tokens::Tokens;

/// The phrase after the last one of an object: "three soldiers and a civilian", "a man, a woman and two boys".
pub(super) fn coordinated(t: Tokens<'_>, phrases: &[Phrase], i: usize) -> usize {
    let mut last = i + 1;
    while let Some(q) = phrases.get(last) {
        let own = subjects::after(t, q.until).is_some_and(|_| t.lower(q.until) != "in");
        if !joins(t, phrases[last - 1].until, q) || !is_of_people(t, q) || own || !sums(&phrases[last - 1], q)
        {
            break;
        }
        last += 1;
    }
    last
}

/// The same for a subject: the last of the row has the predicate.
pub(super) fn coordinated_subject(t: Tokens<'_>, phrases: &[Phrase], i: usize) -> usize {
    let mut last = i + 1;
    while let Some(q) = phrases.get(last) {
        if !joins(t, phrases[last - 1].until, q) || !is_of_people(t, q) || !sums(&phrases[last - 1], q) {
            break;
        }
        last += 1;
    }
    // Without a predicate after the whole row, the row is no subject.
    if last > i + 1 && predicate(t, phrases, last - 1, phrases[last - 1].until).is_none() {
        i + 1
    } else {
        last
    }
}

/// Whether `next` goes on with a row after token `end`: past "and", "," or ", and", and past an owner ("and his two sons").
pub(super) fn joins(t: Tokens<'_>, end: usize, next: &Phrase) -> bool {
    let from = match (t.lower(end), t.lower(end + 1)) {
        (",", "and") => end + 2,
        ("," | "and", _) => end + 1,
        _ => return false,
    };
    let owner = matches!(t.lower(from), "his" | "her" | "their");
    next.from == from || (owner && next.from == from + 1)
}

/// Totals are never added to their parts: only plain members of a row are ("three soldiers and a civilian").
fn sums(a: &Phrase, b: &Phrase) -> bool {
    let plain = |p: &Phrase| {
        let both = p.part && p.noun.is_none() && p.until == p.from + 1;
        p.amount.min.is_some() && p.amount.min != Some(0.0) && !both
    };
    // "the son of Jan Holt, and at least 10 more": the count begins anew.
    let anew = a.kind == Kind::Known && b.amount.hedge.is_some();
    !anew && plain(a) && plain(b) && a.kind != Kind::Bare && b.kind != Kind::Bare
}

/// How many members of a row count. A row without "and" is one member and what is said of it: "a fourth victim, Jan Holt";
/// so is one whose first member is the sum of the others: "two people, a man and a woman".
pub(super) fn counting<'p>(t: Tokens<'_>, row: &'p [Phrase]) -> &'p [Phrase] {
    let [first, rest @ ..] = row else { return row };
    let and = row
        .windows(2)
        .any(|w| (w[0].until..w[1].from).any(|k| t.lower(k) == "and"));
    let sum: Option<f64> = rest.iter().map(|p| p.amount.min).sum();
    // "two men and two women" are four.
    let set_off = rest.first().is_some_and(|p| t.lower(p.from - 1) != "and");
    let whole = set_off && first.amount.min > Some(1.0) && first.amount.min == sum;
    // "Man, child hurt": a headline's comma is an "and".
    let bare = row.iter().all(|p| {
        p.kind == Kind::People || p.kind == Kind::Single && p.noun.is_some_and(|(from, _)| from == p.from)
    });
    let counted = row.iter().all(|p| p.kind == Kind::People);
    if !rest.is_empty() && (!(and || bare || counted) || whole) {
        return &row[..1];
    }
    // "a docker and her two sons, Jan and Ove": the names say again who the two are.
    let named = (1..row.len()).find(|i| {
        let (head, names) = row.split_at(*i);
        let sum: Option<f64> = names.iter().map(|p| p.amount.min).sum();
        head.last().is_some_and(|p| {
            p.kind == Kind::People && p.amount.min == sum && t.lower(p.until) == "," && p.amount.is_exact()
        }) && names.iter().all(|p| p.kind == Kind::Known)
    });
    if let Some(head) = named.and_then(|i| row.get(..i)) {
        return head;
    }
    // "a docker and her mother, Pia Holt": what follows the last member by a comma says again who it is.
    let last = row
        .windows(2)
        .rposition(|w| (w[0].until..w[1].from).any(|k| t.lower(k) == "and"))
        .map_or(row.len(), |i| i + 2);
    let again = row.get(last).is_some_and(|p| p.kind == Kind::Known);
    if again { &row[..last] } else { row }
}
