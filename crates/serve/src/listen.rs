//! The socket: how many may hang on it at once, and how long they may take to say what they want.

use crate::{Config, Error, app};
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
/// How long requests that are being answered when the app is stopped have to come to an end.
const LAST: Duration = Duration::from_secs(5);

/// The app at its address, not answering yet.
pub struct Bound {
    listener: std::net::TcpListener,
    at: SocketAddr,
    router: Router,
    runtime: tokio::runtime::Runtime,
    stop: Stop,
}

/// Opens the archive and takes the address.
///
/// # Errors
/// Where there is no archive, the address can't be had, or the app would be open to whom it should not.
pub fn bind(config: &Config) -> Result<Bound, Error> {
    let failed = |why| Error::Listen {
        at: config.listen,
        why,
    };
    // What is refused is refused before anything listens.
    if !config.listen.ip().is_loopback() && config.token.is_none() {
        return Err(Error::Open(config.listen));
    }
    let listener = std::net::TcpListener::bind(config.listen).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let at = listener.local_addr().map_err(failed)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Error::Start)?;
    // Whoever is told the address may stop the app at once.
    let stop = {
        let _within = runtime.enter();
        Stop::new().map_err(Error::Start)?
    };
    Ok(Bound {
        router: app(config, at)?,
        listener,
        at,
        runtime,
        stop,
    })
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
            runtime,
            stop,
            at: _,
        } = self;
        let served = runtime.block_on(async {
            let listener = TcpListener::from_std(listener).map_err(Error::Start)?;
            accept(listener, router, stop.comes()).await;
            Ok(())
        });
        // A run over the archive that is at work is given up; it is whole or not there, and the next one clears it away.
        runtime.shutdown_timeout(LAST);
        served
    }
}

/// Takes connections until `stop` comes, then lets those at work finish.
async fn accept(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let permits = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .keep_alive(true);
    tokio::pin!(stop);
    loop {
        let next = async {
            let permit = permits.clone().acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, accepted) = tokio::select! {
            () = &mut stop => break,
            next = next => next,
        };
        let Ok((stream, _)) = accepted else {
            // Out of descriptors, most likely; others will be let go soon.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A client that hangs up or sends no HTTP is no concern of ours.
            let _ = connection.await;
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
    async fn comes(self) {
        let [mut interrupt, mut terminate] = self.signals;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }

    /// Waits for it.
    #[cfg(not(unix))]
    async fn comes(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
