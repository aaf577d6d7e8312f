//! Which of the new stories goes on under which old id.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a part of the reports is, after its stories were made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// It goes on with the id of this story; the others became part of it.
    Stays {
        /// The story.
        story: usize,
        /// Stories of which most reports are here too.
        merged: Vec<usize>,
    },
    /// It begins a story; most of its reports came from that one, if from any.
    Begins {
        /// Where they came from.
        from: Option<usize>,
    },
}

/// For each of the `parts` what it is. A story goes on where most of its reports are; where two go on in one part, the
/// larger keeps its id, of equals the one that began first.
pub(super) fn between(before: &BTreeMap<usize, BTreeSet<usize>>, parts: &[BTreeSet<usize>]) -> Vec<Change> {
    let shared = |story: usize, part: usize| before[&story].intersection(&parts[part]).count();
    let mut heirs: Vec<Vec<usize>> = vec![Vec::new(); parts.len()];
    for story in before.keys() {
        let first = before[story].first();
        // Of two parts with as many of its reports the one with its first report goes on.
        let best = (0..parts.len())
            .filter(|p| shared(*story, *p) > 0)
            .max_by_key(|p| {
                (
                    shared(*story, *p),
                    first.is_some_and(|f| parts[*p].contains(f)),
                    Reverse(*p),
                )
            });
        if let Some(part) = best {
            heirs[part].push(*story);
        }
    }
    heirs
        .into_iter()
        .enumerate()
        .map(|(part, mut stories)| {
            stories.sort_by_key(|s| (Reverse(before[s].len()), *s));
            match stories.split_first() {
                Some((story, merged)) => Change::Stays {
                    story: *story,
                    merged: merged.to_vec(),
                },
                None => Change::Begins {
                    from: before
                        .keys()
                        .copied()
                        .filter(|s| shared(*s, part) > 0)
                        .max_by_key(|s| (shared(*s, part), Reverse(*s))),
                },
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(before: &[&[usize]], parts: &[&[usize]]) -> Vec<Change> {
        let before = before
            .iter()
            .enumerate()
            .map(|(i, m)| (i, m.iter().copied().collect()))
            .collect();
        let parts: Vec<BTreeSet<usize>> = parts.iter().map(|p| p.iter().copied().collect()).collect();
        between(&before, &parts)
    }

    #[test]
    fn a_story_goes_on_where_most_of_it_is() {
        let stays = |story| Change::Stays {
            story,
            merged: vec![],
        };
        assert_eq!(changes(&[&[1, 2, 3]], &[&[1, 2, 3, 9]]), [stays(0)]);
        assert_eq!(
            changes(&[&[1, 2, 3]], &[&[3], &[1, 2, 9]]),
            [Change::Begins { from: Some(0) }, stays(0)]
        );
        assert_eq!(
            changes(&[&[1, 2]], &[&[1], &[2]]),
            [stays(0), Change::Begins { from: Some(0) }]
        );
        assert_eq!(changes(&[], &[&[9]]), [Change::Begins { from: None }]);
    }

    #[test]
    fn the_larger_of_two_that_merge_keeps_its_id() {
        let merged = |story, merged| {
            vec![Change::Stays {
                story,
                merged: vec![merged],
            }]
        };
        assert_eq!(changes(&[&[1], &[2, 3]], &[&[1, 2, 3, 9]]), merged(1, 0));
        assert_eq!(changes(&[&[1], &[2]], &[&[1, 2]]), merged(0, 1));
    }
}
