//! Futures that are given up half-way.

use std::pin::Pin;
use std::task::{Context, Poll};

/// Drops what it holds instead of polling it another time.
pub(crate) struct Fragile<F> {
    inner: Option<Pin<Box<F>>>,
    polls: usize,
}

impl<F: Future> Fragile<F> {
    pub(crate) fn new(inner: F, polls: usize) -> Self {
        Self { inner: Some(Box::pin(inner)), polls }
    }
}

impl<F: Future> Future for Fragile<F> {
    /// None: it was dropped.
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls == 0 {
            self.inner = None;
            return Poll::Ready(None);
        }
        self.polls -= 1;
        match &mut self.inner {
            Some(inner) => inner.as_mut().poll(cx).map(Some),
            None => Poll::Ready(None),
        }
    }
}
