//! How a run tells how far it is.

/// Hears how far a run is. Called from one thread, in the order of the work.
pub trait Progress {
    /// A stage begins; its name is for a person.
    fn stage(&self, name: &str);
    /// This many reports have been read so far.
    fn read(&self, reports: usize);
    /// Whether anybody still waits for the answer. Asked between the steps of what may take long; where nobody does, the rest is
    /// left undone.
    fn wanted(&self) -> bool {
        true
    }
}

/// Hears nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &str) {}
    fn read(&self, _: usize) {}
}
