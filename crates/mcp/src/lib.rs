//! A server of the Model Context Protocol over standard input and output: tools that hold a claim against reports, brief a
//! story, compare two reports, find what somebody said, and search.
//!
//! A crate of its own, since `rmcp` is a heavy dependency. Every answer has a structured form with an output schema and a
//! short text, and every statement in it its citation. What is absent on purpose: any finding of its own, any network, any
//! writing, and any file outside the folders that the person who started it named. The texts of reports are given out as
//! quoted data; nothing in them is ever acted on.

mod answers;
mod library;
mod listed;
mod server;
mod tools;

pub use library::Library;

use rmcp::ServiceExt;

/// Serves until the client closes standard input.
///
/// # Errors
/// What went wrong with the streams or the handshake.
pub fn serve(library: Library) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let served = runtime.block_on(async {
        let running = server::Server::new(library)
            .serve(rmcp::transport::stdio())
            .await
            .map_err(std::io::Error::other)?;
        running.waiting().await.map_err(std::io::Error::other)
    });
    // A read of standard input that still waits must not keep the process.
    runtime.shutdown_background();
    served.map(|_| ())
}
