//! What is guessed is guessed slowly: wrong words are refused one after the other, each after a while, however many
//! connections they come by. Right ones never wait.

use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::sleep;

/// How long a wrong word takes to be refused.
const WRONG: Duration = Duration::from_millis(500);
/// Wrong words that wait to be refused at once; what comes beyond is turned away unseen.
const WAITING: usize = 16;

/// The brake on guessing.
pub(crate) struct Brake {
    one: Semaphore,
    room: Semaphore,
}

impl Brake {
    pub(crate) fn new() -> Self {
        Self {
            one: Semaphore::new(1),
            room: Semaphore::new(WAITING),
        }
    }

    /// Waits as long as a wrong word costs; false where too many wait already.
    pub(crate) async fn slow(&self) -> bool {
        let Ok(_room) = self.room.try_acquire() else {
            return false;
        };
        let _one = self.one.acquire().await;
        sleep(WRONG).await;
        true
    }
}
