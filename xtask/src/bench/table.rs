//! The results as Markdown.

use super::process::Took;
use std::fmt::Write;

/// A program on the input of a step.
#[derive(Debug)]
pub struct Line {
    /// The program, and what of it.
    pub who: String,
    /// Whether it is Twosource: the peers are set against the first that is.
    pub own: bool,
    /// How many reports or pages were given.
    pub items: usize,
    /// Processor seconds that count: of a peer its work alone, of Twosource all.
    pub work: f64,
    /// What the whole process took.
    pub took: Took,
    /// How right it was, where the set tells.
    pub quality: String,
    /// The command.
    pub command: String,
}

/// A step: several programs on one input.
#[derive(Debug)]
pub struct Step {
    /// Its heading.
    pub title: &'static str,
    /// What was given to the programs.
    pub input: String,
    /// What the quality is.
    pub measure: &'static str,
    /// The programs.
    pub lines: Vec<Line>,
    /// Where the comparison is not of like with like.
    pub remarks: String,
}

impl Step {
    /// The step as a heading, a table, remarks and commands.
    pub fn markdown(&self) -> String {
        let base = self.lines.iter().find(|line| line.own).map(|line| line.work);
        let mut out = format!("## {}\n\n{}\n\n", self.title, self.input);
        let _ = writeln!(
            out,
            "| | CPU s | with loading | wall s | a CPU second | peak MB | {} | against Twosource |\n|---|---|---|---|---|---|---|---|",
            self.measure
        );
        for line in &self.lines {
            #[allow(clippy::cast_precision_loss)]
            let rate = line.items as f64 / line.work;
            let times = base.map_or(String::new(), |base| times(line.work / base));
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {:.0} | {} | {times} |",
                line.who,
                seconds(line.work),
                seconds(line.took.cpu),
                seconds(line.took.wall),
                figure(rate),
                line.took.peak,
                line.quality,
            );
        }
        if !self.remarks.is_empty() {
            let _ = write!(out, "\n{}\n", self.remarks);
        }
        out.push('\n');
        for line in &self.lines {
            let _ = writeln!(out, "    {}", line.command);
        }
        out
    }
}

/// Seconds with as many digits as they are worth.
pub fn seconds(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.2}")
    } else {
        format!("{value:.1}")
    }
}

fn figure(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

/// How many times as long something took.
pub fn times(ratio: f64) -> String {
    if ratio < 10.0 {
        format!("{ratio:.2} ×")
    } else {
        format!("{ratio:.0} ×")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(who: &str, own: bool, work: f64, cpu: f64) -> Line {
        Line {
            who: who.to_owned(),
            own,
            items: 100,
            work,
            took: Took {
                cpu,
                wall: cpu,
                peak: 60.4,
                ..Took::default()
            },
            quality: ".960".to_owned(),
            command: who.to_lowercase(),
        }
    }

    #[test]
    fn a_peer_is_set_against_our_first_line() {
        let step = Step {
            title: "Pages",
            input: "100 pages.".to_owned(),
            measure: "F1",
            lines: vec![line("Peer", false, 24.0, 25.5), line("Twosource", true, 2.0, 2.0)],
            remarks: "Not alike.".to_owned(),
        };
        assert_eq!(
            step.markdown(),
            "## Pages\n\n100 pages.\n\n\
             | | CPU s | with loading | wall s | a CPU second | peak MB | F1 | against Twosource |\n\
             |---|---|---|---|---|---|---|---|\n\
             | Peer | 24.0 | 25.5 | 25.5 | 4.2 | 60 | .960 | 12 × |\n\
             | Twosource | 2.00 | 2.00 | 2.00 | 50 | 60 | .960 | 1.00 × |\n\
             \nNot alike.\n\n    peer\n    twosource\n"
        );
    }
}
