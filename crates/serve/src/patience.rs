//! A connection whose client takes what it asked for. One that asks and never reads would hold its place for good: neither
//! HTTP nor the socket has a limit for it.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// Bytes that must be taken for a client that keeps the app waiting to be given the whole time again; otherwise a byte now and
/// then would be enough.
const ENOUGH: usize = 16 << 10;

/// A stream of which writing fails once the other side has kept it waiting for too long.
pub(crate) struct Patient<S> {
    inner: S,
    longest: Duration,
    /// Set while the other side keeps us waiting.
    until: Option<Pin<Box<Sleep>>>,
    /// Bytes taken since then.
    taken: usize,
}

impl<S> Patient<S> {
    /// `inner`, of which a write may wait for `longest`.
    pub(crate) fn new(inner: S, longest: Duration) -> Self {
        Self {
            inner,
            longest,
            until: None,
            taken: 0,
        }
    }

    /// What becomes of a write of `whole` bytes.
    fn judged(
        &mut self,
        written: Poll<io::Result<usize>>,
        whole: usize,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<usize>> {
        if let Poll::Ready(done) = &written {
            let done = done.as_ref().map_or(0, |n| *n);
            self.taken += done;
            if done == whole || self.taken >= ENOUGH {
                self.until = None;
            }
            return written;
        }
        let longest = self.longest;
        if self.until.is_none() {
            self.taken = 0;
        }
        let until = self.until.get_or_insert_with(|| Box::pin(sleep(longest)));
        match until.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(cx, bytes);
        self.judged(written, bytes.len(), cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write_vectored(cx, parts);
        self.judged(written, parts.iter().map(|p| p.len()).sum(), cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;
    use std::time::Instant;

    /// Takes so many bytes, and then none.
    struct Taker(usize);

    impl AsyncWrite for Taker {
        fn poll_write(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
            bytes: &[u8],
        ) -> Poll<io::Result<usize>> {
            if self.0 == 0 {
                return Poll::Pending;
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Poll::Ready(Ok(taken))
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    const SHORT: Duration = Duration::from_millis(60);

    async fn write(stream: &mut Patient<Taker>, bytes: &[u8]) -> io::Result<usize> {
        poll_fn(|cx| Pin::new(&mut *stream).poll_write(cx, bytes)).await
    }

    fn block_on<T>(work: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(work)
    }

    #[test]
    fn who_takes_nothing_is_let_go() {
        block_on(async {
            let mut stream = Patient::new(Taker(3), SHORT);
            assert_eq!(write(&mut stream, b"abcde").await.unwrap(), 3);
            let begun = Instant::now();
            let failed = write(&mut stream, b"de").await.unwrap_err();
            assert_eq!(failed.kind(), io::ErrorKind::TimedOut);
            assert!(begun.elapsed() >= SHORT);
        });
    }

    #[test]
    fn a_byte_now_and_then_is_not_enough_and_all_of_it_is() {
        block_on(async {
            let mut stream = Patient::new(Taker(0), SHORT);
            let begun = Instant::now();
            let failed = loop {
                assert!(begun.elapsed() < SHORT * 50, "it is never let go");
                stream.inner.0 += 1;
                assert_eq!(write(&mut stream, &[0; 100]).await.unwrap(), 1);
                let waiting = tokio::time::timeout(SHORT / 6, write(&mut stream, &[0; 100]));
                if let Ok(Err(error)) = waiting.await {
                    break error;
                }
            };
            assert_eq!(failed.kind(), io::ErrorKind::TimedOut);
            // Who takes all that there is has the whole time again.
            let mut stream = Patient::new(Taker(0), SHORT);
            for _ in 0..4 {
                let waiting = tokio::time::timeout(SHORT / 2, write(&mut stream, b"ab")).await;
                assert!(waiting.is_err());
                stream.inner.0 = 2;
                assert_eq!(write(&mut stream, b"ab").await.unwrap(), 2);
            }
        });
    }
}
