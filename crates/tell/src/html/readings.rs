//! Of a story: figures that differ and agree, and what was said in which wordings.

use super::{Page, edit, sign};
use crate::attributed;
use crate::charts::Scale;
use crate::guard::html;
use crate::label;
use crate::of_reports::speaker;
use crate::outline::{Outline, differences};
use crate::phrase::{self, Standing};
use record::{Citation, EditClass, QuoteReading, Reading, Relation};
use std::fmt::Write;

impl Page<'_> {
    /// The speaker; within an app as a link to all that they said.
    fn person(&self, remark: &QuoteReading) -> String {
        let name = html(&speaker(remark));
        let entity = remark.speaker.as_ref().and_then(|s| s.entity.as_deref());
        match (self.elsewhere, entity) {
            (Some(places), Some(entity)) => {
                format!("<a href=\"{}\">{name}</a>", html(&places.person(entity)))
            }
            _ => name,
        }
    }

    pub(super) fn differ(&mut self, o: &Outline<'_>) {
        if o.differ.is_empty() && o.altered.is_empty() {
            return;
        }
        self.section("Where they differ");
        for reading in &o.differ {
            self.figure(o, reading);
        }
        if o.altered.is_empty() {
            return;
        }
        let head = self.item("Remarks quoted in other words");
        self.put(&format!("<div class=\"figure\">{head}<ul class=\"variants\">"));
        for remark in &o.altered {
            let who = html(&speaker(remark));
            for variant in &remark.variants {
                for e in differences(variant) {
                    let links = self.cites(o, &variant.citations);
                    let raised = if variant.class == Some(EditClass::Meaning) {
                        " (a negation, number or name)"
                    } else {
                        ""
                    };
                    self.put(&format!("<li>{who}: {}{raised}{links}</li>", edit(e)));
                }
            }
        }
        self.put("</ul></div>");
    }

    pub(super) fn figure(&mut self, o: &Outline<'_>, reading: &Reading) {
        let kind = if reading.relation == Relation::Conflict {
            "conflict"
        } else {
            "updated"
        };
        let head = self.item(&format!(
            "{}<span class=\"relation {}\">{}</span>",
            html(&label::title(reading)),
            if reading.relation == Relation::Compatible {
                ""
            } else {
                kind
            },
            phrase::relation(reading.relation),
        ));
        self.put(&format!("<div class=\"figure\">{head}"));
        let scale = Scale::of(reading);
        for value in &reading.values {
            let links = self.cites(o, &value.citations);
            let row = scale.as_ref().map(|s| s.row(value)).unwrap_or_default();
            let who = value
                .attributed_to
                .as_deref()
                .map(|w| format!("{}: ", html(w)))
                .unwrap_or_default();
            self.put(&format!(
                "<div class=\"value\"><b>{}</b>{row}<p>{who}<span class=\"words\">“{}”</span>{links}</p></div>",
                html(&phrase::value(value)),
                html(value.text.trim()),
            ));
        }
        let why = phrase::explained(reading);
        if !why.is_empty() {
            self.put(&format!("<p class=\"why\">{}</p>", html(&why)));
        }
        self.put("</div>");
    }

    pub(super) fn agree(&mut self, o: &Outline<'_>) {
        if o.agree.is_empty() {
            return;
        }
        self.section("Figures that agree");
        self.put("<ul class=\"agree\">");
        for reading in &o.agree {
            let Some(value) = reading.values.first() else {
                continue;
            };
            let all: Vec<Citation> = reading.values.iter().flat_map(|v| v.citations.clone()).collect();
            let links = self.cites(o, &all);
            let clause = label::clause(reading);
            let by = attributed::of_figure(reading, clause.as_deref().unwrap_or_default());
            let by = by.map_or_else(String::new, |by| {
                format!(" <span class=\"by\">{}</span>", html(&by))
            });
            let clause = clause.map_or_else(String::new, |c| {
                format!(" <span class=\"words\">“{}”</span>", html(&c))
            });
            self.put(&format!(
                "<li>{}{}: <b>{}</b>{clause}{by}{links}</li>",
                sign(Standing::of(reading.independent), true),
                html(&label::title(reading)),
                html(&phrase::agreed(&reading.measure, value)),
            ));
        }
        self.put("</ul>");
    }

    pub(super) fn quotes(&mut self, o: &Outline<'_>) {
        if o.story.quotes.is_empty() {
            return;
        }
        self.section("Who said what");
        self.remarks(o, o.story.quotes.iter());
    }

    /// Remarks with their wordings.
    pub(super) fn remarks<'r>(&mut self, o: &Outline<'_>, remarks: impl Iterator<Item = &'r QuoteReading>) {
        let mut before = None;
        for remark in remarks {
            // Remarks of one speaker in one report each stand under one name.
            let same = before == Some(&remark.speaker) && remark.reports == 1;
            before = Some(&remark.speaker).filter(|s| s.is_some() && remark.reports == 1);
            let mut counts = String::new();
            if remark.reports > 1 {
                let independent = phrase::independent(remark.independent)
                    .map(|i| format!(", {i}"))
                    .unwrap_or_default();
                counts = format!(
                    " <span class=\"who\">{}{independent}</span>",
                    phrase::count(remark.reports, "report")
                );
            }
            let name = self.person(remark);
            let head = if same {
                String::new()
            } else {
                self.item(&format!("{name}{counts}"))
            };
            self.put(&format!("<div class=\"remark\">{head}"));
            let mut variants = String::new();
            for (i, v) in remark.variants.iter().enumerate() {
                let links = self.cites(o, &v.citations);
                let words = html(v.text.trim().trim_matches(['“', '”', '"']));
                if i == 0 {
                    self.put(&format!("<blockquote>“{words}”{links}</blockquote>"));
                } else if v.edits.is_empty() {
                    let _ = write!(variants, "<li>“{words}”{links}</li>");
                } else {
                    let edits: Vec<String> = v.edits.iter().map(edit).collect();
                    let _ = write!(variants, "<li>{}{links}</li>", edits.join("; "));
                }
            }
            if !variants.is_empty() {
                self.put(&format!("<ul class=\"variants\">{variants}</ul>"));
            }
            self.put("</div>");
        }
    }
}
