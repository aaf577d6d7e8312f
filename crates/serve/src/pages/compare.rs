//! Two reports side by side, what they share in step.

use super::{answer, line};
use crate::App;
use crate::address;
use crate::problem::Problem;
use crate::shelf::Kept;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
pub(super) struct Asked {
    a: String,
    b: String,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Compared<'a> {
    query: &'a str,
    told: Told,
    links: [String; 2],
    swapped: String,
    /// The forms that put the two together and tell them apart, where the app takes them.
    forms: Option<[String; 2]>,
}

#[derive(Default, Serialize, Deserialize)]
struct Told {
    title: String,
    html: String,
}

pub(super) async fn page(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let shelf = app.shelf.clone();
    let editing = app.editing.is_some();
    let page = app.shelf.read(move |snapshot| {
        let Asked { a, b } = asked;
        let key = Kept {
            part: "compare",
            run: snapshot.run(),
            // No id is told apart from another by where it ends.
            id: format!("{}:{a}{b}", a.len()),
        };
        let kept = shelf.keep(key, || {
            let compared = crate::compare::compare(snapshot, &a, &b)?;
            snapshot.wanted()?;
            let told = Told {
                title: line(&tell::compare::title(&compared)),
                html: tell::compare::body(&compared),
            };
            Ok(serde_json::to_string(&told).unwrap_or_default())
        })?;
        Ok(Compared {
            query: "",
            told: serde_json::from_str(&kept).unwrap_or_default(),
            links: [address::report(&a), address::report(&b)],
            swapped: address::compare(&b, &a),
            forms: editing.then(|| ["together", "apart"].map(|kind| address::correct(kind, &a, &b))),
        })
    });
    answer(&page.await?)
}
