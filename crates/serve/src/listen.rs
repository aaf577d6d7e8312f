//! The socket: how many may hang on it at once, and how long they may take to say what they want.

use crate::patience::Patient;
use crate::rate::Peer;
use crate::unasked::{Asked, Unasked};
use crate::{App, Config, Error, built};
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// Connections at once. Each takes a file descriptor, of which a process often has no more than 1,024.
const CONNECTIONS: usize = 512;
/// How long a client may take to send the head of a request, and how long it may stay without sending one.
const HEAD: Duration = Duration::from_secs(10);
/// Bytes of a request's head at most.
const HEAD_BYTES: usize = 16 << 10;
/// How long a client may keep an answer waiting that it does not read.
const UNREAD: Duration = Duration::from_secs(30);
/// How long requests that are being answered when the app is stopped have to come to an end.
const LAST: Duration = Duration::from_secs(5);

/// The threads that serve, which heed the signals that end the process from when they are made on: what is begun after that
/// is ended in order, and leaves nothing behind.
pub struct Threads {
    runtime: tokio::runtime::Runtime,
    stop: Stop,
}

/// The app at its address, not answering yet.
pub struct Bound {
    listener: std::net::TcpListener,
    at: SocketAddr,
    router: Router,
    app: App,
    threads: Threads,
}

impl Threads {
    /// Starts them.
    ///
    /// # Errors
    /// Where the system gives none.
    pub fn new() -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(Error::Start)?;
        let stop = {
            let _within = runtime.enter();
            Stop::new().map_err(Error::Start)?
        };
        Ok(Self { runtime, stop })
    }

    /// Does `work` beside waiting for a signal; nothing where one came first. The work then goes on in its thread until the
    /// process ends, which is for the caller to see to.
    pub fn unless_stopped<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<(Self, T)> {
        let Self { runtime, mut stop } = self;
        let work = runtime.spawn_blocking(work);
        let ended = runtime.block_on(async {
            tokio::select! {
                () = stop.comes() => None,
                done = work => Some(done),
            }
        });
        match ended {
            None => {
                runtime.shutdown_background();
                None
            }
            Some(Ok(done)) => Some((Self { runtime, stop }, done)),
            // As if it had been done here.
            Some(Err(failed)) => std::panic::resume_unwind(failed.into_panic()),
        }
    }

    /// Opens the archive and takes the address.
    ///
    /// # Errors
    /// Where there is no archive, the address can't be had, or the app would be open to whom it should not.
    pub fn bind(self, config: &Config) -> Result<Bound, Error> {
        let failed = |why| Error::Listen {
            at: config.listen,
            why,
        };
        // What is refused is refused before anything listens.
        config.check(config.listen)?;
        let listener = std::net::TcpListener::bind(config.listen).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let at = listener.local_addr().map_err(failed)?;
        let (router, app) = {
            let _within = self.runtime.enter();
            built(config, at)?
        };
        Ok(Bound {
            router,
            app,
            listener,
            at,
            threads: self,
        })
    }
}

/// Opens the archive and takes the address.
///
/// # Errors
/// Where there is no archive, the address can't be had, or the app would be open to whom it should not.
pub fn bind(config: &Config) -> Result<Bound, Error> {
    Threads::new()?.bind(config)
}

impl Bound {
    /// The address that it has.
    #[must_use]
    pub fn at(&self) -> SocketAddr {
        self.at
    }

    /// Answers until the process is told to stop (interrupt or termination).
    ///
    /// # Errors
    /// Where the threads that serve can't be started.
    pub fn serve(self) -> Result<(), Error> {
        let Self {
            listener,
            router,
            app,
            threads: Threads { runtime, mut stop },
            at: _,
        } = self;
        let served = runtime.block_on(async {
            let listener = TcpListener::from_std(listener).map_err(Error::Start)?;
            let stopped = async {
                stop.comes().await;
                // Who listens for events would never be done.
                app.events.stop();
            };
            accept(listener, router, stopped, CONNECTIONS, UNREAD).await;
            Ok(())
        });
        // A run over the archive that is at work is given up; it is whole or not there, and the next one clears it away.
        runtime.shutdown_timeout(LAST);
        served
    }
}

/// Takes connections, so many at once, until `stop` comes, then lets those at work finish. One that leaves its answer unread
/// for so long is let go, and one that has asked nothing yet where another comes.
async fn accept(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
    connections: usize,
    unread: Duration,
) {
    let permits = Arc::new(Semaphore::new(connections));
    let (graceful, unasked) = (GracefulShutdown::new(), Unasked::default());
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .keep_alive(true);
    tokio::pin!(stop);
    loop {
        let next = async {
            let accepted = listener.accept().await;
            let permit = match permits.clone().try_acquire_owned() {
                Ok(permit) => Ok(permit),
                Err(_) => {
                    unasked.make_room();
                    permits.clone().acquire_owned().await
                }
            };
            (permit, accepted)
        };
        let (permit, accepted) = tokio::select! {
            () = &mut stop => break,
            next = next => next,
        };
        let Ok((stream, from)) = accepted else {
            // Out of descriptors, most likely; others will be let go soon.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let peer = axum::Extension(Peer(from.ip()));
        let place = unasked.enter();
        let service = Asked {
            inner: TowerToHyperService::new(router.clone().layer(peer)),
            place: place.clone(),
        };
        let connection =
            graceful.watch(http.serve_connection(TokioIo::new(Patient::new(stream, unread)), service));
        tokio::spawn(async move {
            // A client that hangs up or sends no HTTP is no concern of ours.
            tokio::select! {
                _ = connection => {}
                () = place.left() => {}
            }
            drop(permit);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(LAST, graceful.shutdown()).await;
}

/// What tells the process to stop. From when it is made on, that ends the app in order, and the app leaves nothing behind.
struct Stop {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

impl Stop {
    #[cfg(unix)]
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            signals: [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?],
        })
    }

    #[cfg(not(unix))]
    fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    /// Waits for it.
    #[cfg(unix)]
    async fn comes(&mut self) {
        let [interrupt, terminate] = &mut self.signals;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }

    /// Waits for it.
    #[cfg(not(unix))]
    async fn comes(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    #[test]
    fn clients_that_never_read_hold_up_nobody_for_long() {
        let threads = Threads::new().unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let at = listener.local_addr().unwrap();
        // More than the buffers of a connection hold.
        let large = || async { vec![b'x'; 32 << 20] };
        let router = Router::new().route("/", axum::routing::get(large));
        let (end, ends) = tokio::sync::oneshot::channel::<()>();
        let served = threads.runtime.spawn(async move {
            let stop = async { ends.await.unwrap_or(()) };
            let listener = TcpListener::from_std(listener).unwrap();
            accept(listener, router, stop, 4, Duration::from_millis(300)).await;
        });
        let ask = || {
            let mut stream = TcpStream::connect(at).unwrap();
            stream
                .write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                .unwrap();
            stream
        };
        let unread: Vec<TcpStream> = (0..4).map(|_| ask()).collect();
        // All places are taken; this one is answered once the first of them is let go.
        let mut reader = ask();
        reader.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).unwrap();
        assert!(bytes.len() > 32 << 20);
        drop(unread);
        end.send(()).unwrap();
        threads.runtime.block_on(served).unwrap();
    }
}
