//! Who speaks, mostly a person: the stories that name them, and what they said in each.

use crate::cursor::Cursor;
use crate::problem::Problem;
use archive::{Filter, Snapshot, StoryRow};
use record::{Briefing, NameKind};

/// Stories of a part.
pub(crate) const MOST: usize = 20;

/// What is known of a person.
pub(crate) struct Person {
    /// Whether it is a person, an organization or a place.
    pub(crate) kind: NameKind,
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
    let missing = || Problem::missing("No story names anybody of this id.");
    if entity.trim().is_empty() {
        return Err(missing());
    }
    let cursor = Cursor::at(cursor, snapshot)?;
    let of = |kind: NameKind| {
        let mut filter = Filter::default();
        let field = match kind {
            NameKind::Organization => &mut filter.organization,
            NameKind::Place => &mut filter.place,
            _ => &mut filter.entity,
        };
        *field = Some(entity.to_owned());
        filter
    };
    // Mostly a person; but a ministry speaks too, and a town.
    let mut kind = NameKind::Person;
    let mut listed = snapshot.stories(&of(kind), cursor.page(MOST))?;
    for other in [NameKind::Organization, NameKind::Place] {
        if listed.total == 0 {
            kind = other;
            listed = snapshot.stories(&of(kind), cursor.page(MOST))?;
        }
    }
    let next = cursor.next(listed.rows.len(), listed.total);
    let mut found = Person {
        kind,
        name: String::new(),
        roles: Vec::new(),
        stories: Vec::new(),
        next,
    };
    for row in listed.rows {
        let briefing = desk::brief(snapshot, std::slice::from_ref(&row.id))?;
        let mentions = briefing
            .reports
            .iter()
            .flat_map(|r| r.names.iter().map(move |n| (r, n)));
        let Some((report, mention)) = mentions.into_iter().find(|(_, n)| n.entity == entity) else {
            continue;
        };
        let summary = briefing
            .stories
            .iter()
            .flat_map(|s| &s.names)
            .find(|n| n.entity == entity);
        let name = summary.map_or_else(|| report.text.at(mention.span), |n| n.name.as_str());
        if name.chars().count() > found.name.chars().count() {
            name.clone_into(&mut found.name);
        }
        if let Some(role) = summary.and_then(|n| n.role.clone())
            && !found.roles.contains(&role)
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
