//! A person: the stories that name them, and what they said in each.

use crate::cursor::Cursor;
use crate::problem::Problem;
use archive::{Filter, Snapshot, StoryRow};
use record::{Briefing, NameKind, NameSummary};

/// Stories of a part.
pub(crate) const MOST: usize = 20;

/// What is known of a person.
pub(crate) struct Person {
    /// The fullest name in these stories.
    pub(crate) name: String,
    /// Roles that reports give, each once.
    pub(crate) roles: Vec<String>,
    /// Stories that name them, with their reports.
    pub(crate) stories: Vec<(StoryRow, Briefing)>,
    /// Where the list goes on.
    pub(crate) next: Option<String>,
}

/// The person of this entity id; an error where no story names one.
pub(crate) fn person(
    snapshot: &mut Snapshot<'_>,
    entity: &str,
    cursor: Option<&str>,
) -> Result<Person, Problem> {
    let missing = || Problem::missing("No story names a person of this id.");
    if entity.trim().is_empty() {
        return Err(missing());
    }
    let cursor = Cursor::at(cursor, snapshot)?;
    let filter = Filter {
        person: Some(entity.to_owned()),
        ..Filter::default()
    };
    let listed = snapshot.stories(&filter, cursor.page(MOST))?;
    let next = cursor.next(listed.rows.len(), listed.total);
    let mut found = Person {
        name: String::new(),
        roles: Vec::new(),
        stories: Vec::new(),
        next,
    };
    for row in listed.rows {
        let briefing = desk::brief(snapshot, std::slice::from_ref(&row.id))?;
        // A surname is enough for the list; only who has this very id is this person.
        let is = |n: &&NameSummary| n.entity == entity && n.kind == NameKind::Person;
        let Some(named) = briefing.stories.iter().flat_map(|s| &s.names).find(is) else {
            continue;
        };
        if named.name.chars().count() > found.name.chars().count() {
            found.name.clone_from(&named.name);
        }
        for role in named
            .role
            .iter()
            .filter(|r| !found.roles.contains(r))
            .cloned()
            .collect::<Vec<_>>()
        {
            found.roles.push(role);
        }
        found.stories.push((row, briefing));
    }
    if found.stories.is_empty() && cursor.is_first() {
        return Err(missing());
    }
    Ok(found)
}
