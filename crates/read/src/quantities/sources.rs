//! Who a figure is told by: the speaker of the quote that holds it, else the words beside "said" or "put the toll at".

use crate::times::is_weekday;
use crate::tokens::{Shape, Tokens};
use record::{NameKind, Quote, Report, Span};

/// The source of the figure at `figure`, and the span of the words that name it, where they are known.
pub(super) fn of(report: &Report, t: Tokens<'_>, figure: Span) -> Option<(String, Span)> {
    by_quote(report, figure).or_else(|| by_words(report, t, figure))
}

/// Confidence below which a quote's speaker is not taken over.
const SURE: f64 = 0.5;

fn by_quote(report: &Report, figure: Span) -> Option<(String, Span)> {
    let holds = |q: &&Quote| q.content.iter().any(|c| c.contains(figure)) && q.confidence >= SURE;
    let quote = report
        .quotes
        .iter()
        .filter(holds)
        .min_by_key(|q| q.envelope().map_or(0, Span::len))?;
    let speaker = quote.speaker.clone()?;
    Some((speaker, quote.source.first().copied().unwrap_or(figure)))
}

/// Verbs that tell a source, as they stand right before or after it.
fn is_cue(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "reported"
            | "reports"
            | "announced"
            | "confirmed"
            | "told"
            | "claimed"
            | "estimated"
            | "estimates"
            | "stated"
            | "tweeted"
            | "added"
            | "put"
            | "puts"
            | "counted"
            | "gave"
            | "say"
            | "report"
            | "documented"
    )
}

/// Whether a word that could tell a source is a noun where it stands: "a report", "the latest estimates".
fn is_noun(t: Tokens<'_>, i: usize) -> bool {
    matches!(
        t.lower(i),
        "report" | "reports" | "estimates" | "claims" | "counted" | "say"
    ) && matches!(
        t.before(i, 1),
        "a" | "an"
            | "the"
            | "of"
            | "in"
            | "to"
            | "by"
            | "his"
            | "her"
            | "their"
            | "its"
            | "this"
            | "that"
            | "new"
            | "initial"
            | "latest"
            | "early"
            | "news"
            | "media"
    )
}

/// How many words a source may have.
const LONGEST: usize = 14;

fn by_words(report: &Report, t: Tokens<'_>, figure: Span) -> Option<(String, Span)> {
    let first = (0..t.len()).find(|i| t.get(*i).is_some_and(|w| w.start >= figure.start()))?;
    let last = (first..t.len())
        .rev()
        .find(|i| t.get(*i).is_some_and(|w| w.end <= figure.end()))?
        + 1;
    let (from, until) = subject_before(t, first)
        .or_else(|| after(t, last))
        .or_else(|| according(t, first, last))?;
    let span = t.span(from, until)?;
    Some((name(report, t, from, until, span)?, span))
}

/// "Harbour police said at least 35 …", "The observatory, which …, put the toll at 53".
fn subject_before(t: Tokens<'_>, first: usize) -> Option<(usize, usize)> {
    let cue = (first.saturating_sub(28)..first)
        .rev()
        .take_while(|i| !matches!(t.lower(*i), "." | ";" | "”" | "while" | "although" | "but" | "\""))
        .find(|i| is_cue(t.lower(*i)) && t.lower(*i + 1) != "by" && !is_noun(t, *i))?;
    // "put" tells a source only with a toll: "put out the fire that killed three" does not.
    if matches!(t.lower(cue), "put" | "puts")
        && !(cue..first).any(|i| matches!(t.lower(i), "toll" | "figure" | "number" | "total" | "count"))
    {
        return None;
    }
    if matches!(
        t.lower(cue),
        "reported" | "told" | "confirmed" | "claimed" | "put" | "estimated"
    ) && matches!(
        t.before(cue, 1),
        "were" | "was" | "been" | "be" | "are" | "is" | "an"
    ) {
        return None;
    }
    let until = cue;
    let mut from = clause_start(t, until);
    let mut until = until;
    // "X, which keeps a network of contacts, put": the source stands before its aside.
    if until > 1 && t.lower(until - 1) == "," {
        let open = (until.saturating_sub(24)..until - 1)
            .rev()
            .find(|i| t.lower(*i) == ",")?;
        until = open;
        from = clause_start(t, open);
    }
    while matches!(
        t.lower(until.checked_sub(1)?),
        "also" | "has" | "have" | "had" | "later" | "earlier"
    ) {
        until -= 1;
    }
    (until > from && until - from <= LONGEST).then_some((from, until))
}

/// The first token of the clause that ends before `end`.
fn clause_start(t: Tokens<'_>, end: usize) -> usize {
    let floor = end.saturating_sub(LONGEST);
    let mut start = end;
    while start > floor {
        let back = t.lower(start - 1);
        let point = back == "." && !(start >= 2 && is_short_title(t.before(start - 1, 1)));
        if point
            || matches!(
                back,
                "," | ";"
                    | "\""
                    | "”"
                    | "“"
                    | "—"
                    | "although"
                    | "while"
                    | "but"
                    | "and"
                    | "however"
                    | "meanwhile"
                    | "because"
                    | "that"
                    | "("
                    | ")"
                    | ":"
                    | "as"
                    | "when"
                    | "where"
            )
        {
            // "police and fire officials said" is one source.
            if !(back == "and" && start + 4 > end) {
                break;
            }
        }
        start -= 1;
    }
    start
}

fn is_short_title(word: &str) -> bool {
    matches!(
        word,
        "gen"
            | "maj"
            | "col"
            | "lt"
            | "sgt"
            | "capt"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "gov"
            | "sen"
            | "rep"
            | "st"
            | "cmdr"
            | "sheriff"
    ) || word.len() == 1
}

/// "…, the state news agency said", "…, said Jan Holt"; the cue closes the clause after the figure.
fn after(t: Tokens<'_>, last: usize) -> Option<(usize, usize)> {
    let stop = (last..last + 40).find(|i| {
        matches!(t.lower(*i), "" | ";") || (t.lower(*i) == "." && !is_short_title(t.before(*i, 1)))
    })?;
    let comma = (last..stop)
        .find(|i| t.lower(*i) == "," && (i + 1..stop).take(LONGEST).any(|k| is_cue(t.lower(k))))?;
    if is_cue(t.lower(comma + 1)) {
        let until = (comma + 2..stop).find(|i| t.lower(*i) == ",").unwrap_or(stop);
        return (until > comma + 2 && until - comma - 2 <= LONGEST).then_some((comma + 2, until));
    }
    let cue = (comma + 1..stop).find(|i| is_cue(t.lower(*i)))?;
    // Only a cue that closes the clause tells a source; "…, which said it had …" goes on.
    let next = t.lower(cue + 1);
    let closes = matches!(next, "." | "," | "" | "on" | "in" | "at" | "late" | "early") || is_weekday(next);
    let clear = !(comma + 1..cue).any(|i| {
        matches!(
            t.lower(i),
            "," | "which" | "who" | "that" | "and" | "was" | "were"
        )
    });
    (closes && clear && cue > comma + 1).then_some((comma + 1, cue))
}

/// "according to the coast guard", before or after the figure.
fn according(t: Tokens<'_>, first: usize, last: usize) -> Option<(usize, usize)> {
    let at = (last..last + 24)
        .chain(first.saturating_sub(16)..first)
        .find(|i| t.has(*i, &["according", "to"]))?;
    // Between the figure and the words no sentence ends.
    if (last..at).any(|i| matches!(t.lower(i), "." | ";")) {
        return None;
    }
    let mut until = at + 2;
    while until < at + 2 + LONGEST
        && !matches!(
            t.lower(until),
            "" | "," | ";" | "who" | "which" | "—" | "\"" | "said"
        )
        && (t.lower(until) != "." || is_short_title(t.before(until, 1)))
    {
        until += 1;
    }
    (until > at + 2).then_some((at + 2, until))
}

/// The source's name: the fullest form of the name in it, else its words without an article; none for a pronoun.
fn name(report: &Report, t: Tokens<'_>, from: usize, until: usize, span: Span) -> Option<String> {
    let inside = report
        .names
        .iter()
        .filter(|n| span.contains(n.span) && matches!(n.kind, NameKind::Person | NameKind::Organization));
    let words = report.text.at(span);
    // A name that is most of the source names it; "Jan Holt, a spokesman" too. "Reuters reporters" stays as written.
    let chosen = inside
        .clone()
        .find(|n| n.kind == NameKind::Person)
        .or_else(|| inside.clone().find(|n| n.span.end() == span.end()));
    if let Some(n) = chosen {
        let full = report
            .names
            .iter()
            .filter(|m| m.entity == n.entity)
            .map(|m| report.text.at(m.span))
            .max_by_key(|w| w.len());
        return full.map(str::to_owned);
    }
    let mut from = from;
    while matches!(
        t.lower(from),
        "the" | "a" | "an" | "meanwhile" | "," | "on" | "later" | "still"
    ) && from + 1 < until
    {
        from += 1;
    }
    let pronoun = until == from + 1
        && matches!(
            t.lower(from),
            "he" | "she"
                | "they"
                | "it"
                | "who"
                | "i"
                | "we"
                | "which"
                | "also"
                | "this"
                | "that"
                | "one"
                | "another"
                | "others"
                | "some"
                | "being"
                | "reports"
                | "be"
        );
    let word = t.get(from).is_some_and(|w| w.shape == Shape::Word);
    if pronoun || !word || words.contains('\n') {
        return None;
    }
    // A verb inside means that the clause was misread.
    let misread = (from..until).any(|i| {
        matches!(
            t.lower(i),
            "could"
                | "would"
                | "will"
                | "may"
                | "by"
                | "after"
                | "when"
                | "was"
                | "were"
                | "is"
                | "are"
                | "has"
                | "had"
                | "have"
                | "killed"
                | "he"
                | "she"
                | "they"
                | "it"
        )
    });
    let span = t.span(from, until)?;
    (!misread && span.len() < 120).then(|| report.text.at(span).to_owned())
}
