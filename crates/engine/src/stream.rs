//! Reports taken one after the other, and the stories as they grow.

use crate::{Config, Problem, Progress, read_each};
use record::{StreamEvent, Streamed};
use relate::stories::stream::{Stream, Window};

/// What a stream gives out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Streaming {
    /// What became of a story.
    Event(StreamEvent),
    /// A story whose reports have all left the memory, or, at the end, one of those left.
    Story(Streamed),
}

/// Reads the inputs in their order and hands on every change of a story, and the stories when they are closed and at the
/// end. Gives how many reports were taken, and what could not be read.
pub fn stream(
    paths: &[String],
    config: &Config,
    window: Window,
    progress: &dyn Progress,
    each: &mut dyn FnMut(Streaming),
) -> (usize, Vec<Problem>) {
    progress.stage("streaming");
    let mut stream = Stream::new(window);
    let (mut taken, mut problems) = (0, Vec::new());
    read_each(paths, config, progress, &mut |read| match read {
        Ok(report) => {
            taken += 1;
            for event in stream.add(&report) {
                each(Streaming::Event(event));
            }
            for story in stream.closed() {
                each(Streaming::Story(story));
            }
        }
        Err(problem) => problems.push(problem),
    });
    for event in stream.settle() {
        each(Streaming::Event(event));
    }
    for story in stream.closed().into_iter().chain(stream.stories()) {
        each(Streaming::Story(story));
    }
    (taken, problems)
}
