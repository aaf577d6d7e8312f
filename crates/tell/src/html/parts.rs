//! Parts of the page for an app that shows the reports on pages of their own: the telling of a story, and what one person
//! said in it. Nothing in them needs a style attribute or a script, so that they fit under the strictest policy.

use super::Page;
use crate::outline::Outline;
use crate::{label, phrase};
use record::{Briefing, Citation, Reading, Relation, Report};

/// Where an app keeps what a part links to. The addresses are raw; they are escaped where they are written.
pub trait Places {
    /// The page of a report.
    fn report(&self, id: &str) -> String;
    /// A passage on the page of its report.
    fn passage(&self, citation: &Citation) -> String;
    /// The page of a person.
    fn person(&self, entity: &str) -> String;
    /// Two reports side by side.
    fn compare(&self, a: &str, b: &str) -> String;
}

/// A story as part of a page, its title the page's first heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The title, raw.
    pub title: String,
    /// The article element.
    pub html: String,
    /// Its sections in order, each with its anchor.
    pub sections: Vec<(String, &'static str)>,
}

/// Renders the first story of a briefing as part of a page; nothing where there is none.
#[must_use]
pub fn article(briefing: &Briefing, places: &dyn Places) -> Option<Article> {
    let (several, single) = Outline::all(briefing);
    let outline = several.first().or(single.first())?;
    let mut page = page(briefing, places);
    page.story(outline, 0);
    if !briefing.warnings.is_empty() {
        page.section("Warnings");
        let items: String = briefing
            .warnings
            .iter()
            .map(|w| format!("<li>{}</li>", crate::guard::html(&w.message)))
            .collect();
        page.put(&format!("<ul class=\"plain\">{items}</ul>"));
    }
    Some(Article {
        title: outline.title.clone(),
        html: page.out,
        sections: page.sections,
    })
}

/// What a list of stories shows of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glance {
    /// The first sentence of its brief, raw; none where nothing is told.
    pub lead: Option<String>,
    /// Each figure on which its reports conflict, in a line; raw.
    pub conflicts: Vec<String>,
}

/// The first story of a briefing at a glance.
#[must_use]
pub fn glance(briefing: &Briefing) -> Glance {
    let (several, single) = Outline::all(briefing);
    let Some(outline) = several.first().or(single.first()) else {
        return Glance::default();
    };
    let conflicts = outline.differ.iter().filter(|r| r.relation == Relation::Conflict);
    let line = |reading: &&Reading| {
        let values: Vec<String> = reading.values.iter().map(phrase::value).collect();
        format!("{}: {}", label::title(reading), values.join(" or "))
    };
    Glance {
        lead: outline.told.first().cloned(),
        conflicts: conflicts.map(line).collect(),
    }
}

/// What stands above a report; raw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How it is called: its outlet, else its address, else its file.
    pub name: String,
    /// Date with its ground, agencies, people, file.
    pub about: Vec<String>,
    /// What a reader should know of it.
    pub warnings: Vec<String>,
    /// Its address, where it is one of the web.
    pub url: Option<String>,
}

/// What stands above a report.
#[must_use]
pub fn head(report: &Report) -> Head {
    let warnings = crate::of_reports::warnings(report);
    Head {
        name: Outline::name(report),
        about: crate::of_reports::about(report),
        warnings: warnings.into_iter().map(str::to_owned).collect(),
        url: crate::export::address(report),
    }
}

/// Renders what one person said in the first story of a briefing; empty where they said nothing in it.
#[must_use]
pub fn remarks(briefing: &Briefing, entity: &str, places: &dyn Places) -> String {
    let (several, single) = Outline::all(briefing);
    let Some(outline) = several.first().or(single.first()) else {
        return String::new();
    };
    let mut page = page(briefing, places);
    let theirs = outline.story.quotes.iter().filter(|remark| {
        let speaker = remark.speaker.as_ref();
        speaker.and_then(|s| s.entity.as_deref()) == Some(entity)
    });
    page.remarks(outline, theirs);
    page.out
}

fn page<'a>(briefing: &'a Briefing, places: &'a dyn Places) -> Page<'a> {
    let reports = briefing.reports.iter().enumerate();
    Page {
        places: reports.map(|(i, r)| (r.id.as_str(), i)).collect(),
        elsewhere: Some(places),
        ..Page::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;

    struct App;

    impl Places for App {
        fn report(&self, id: &str) -> String {
            format!("/r?\"{id}")
        }
        fn passage(&self, c: &Citation) -> String {
            format!("/r?{}&at={}-{}", c.report, c.span.start(), c.span.end())
        }
        fn person(&self, entity: &str) -> String {
            format!("/p?{entity}")
        }
        fn compare(&self, a: &str, b: &str) -> String {
            format!("/c?a={a}&b={b}")
        }
    }

    #[test]
    fn every_citation_leads_to_the_page_of_its_report() {
        let article = article(&sample(), &App).unwrap();
        assert!(article.html.matches("class=\"cite\"").count() > 5);
        assert!(!article.html.contains("href=\"#p"));
        assert!(article.html.contains("href=\"/r?a&amp;at="));
        assert!(article.html.contains("href=\"/r?&quot;a\""));
        for (id, _) in &article.sections {
            assert_eq!(article.html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
    }

    #[test]
    fn nothing_in_it_needs_style_or_script_and_a_report_is_never_markup() {
        let html = article(&sample(), &App).unwrap().html;
        assert!(!html.contains("style=") && !html.contains("<style") && !html.contains("<script"));
        assert!(!html.contains("<b>word</b>"));
    }

    #[test]
    fn a_person_is_told_what_they_said_and_another_nothing() {
        let mut briefing = sample();
        let speaker = briefing.stories[0].quotes[0].speaker.as_mut().unwrap();
        speaker.entity = Some("ada-quist".into());
        let told = remarks(&briefing, "ada-quist", &App);
        assert!(told.contains("<blockquote>") && told.contains("href=\"/p?ada-quist\""));
        assert!(remarks(&briefing, "nobody-at-all", &App).is_empty());
    }

    #[test]
    fn a_glance_gives_the_first_sentence_and_what_conflicts() {
        let glance = glance(&sample());
        assert!(glance.lead.unwrap().starts_with("A fire burned the quay"));
        assert_eq!(glance.conflicts, ["Wounded: 31 or 38"]);
    }

    #[test]
    fn no_story_is_no_article() {
        assert!(article(&Briefing::default(), &App).is_none());
    }
}
