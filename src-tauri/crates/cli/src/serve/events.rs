//! What happens to the edition, told to every page that listens.

use axum::response::sse::{Event, KeepAlive, KeepAliveStream, Sse};
use banxin_api::Desk;
use futures_core::Stream;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// Events as they come, each a line of JSON.
pub(super) struct Events(UnboundedReceiver<String>);

impl Stream for Events {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|line| line.map(|line| Ok(Event::default().data(line))))
    }
}

/// The events of a desk from now on.
pub(super) fn stream(desk: &Desk) -> Sse<KeepAliveStream<Events>> {
    let (teller, listener) = unbounded_channel();
    // A page that has gone no longer receives; its channel is closed and sending to it is of no effect.
    desk.on_event(move |event| drop(teller.send(event.to_string())));
    Sse::new(Events(listener)).keep_alive(KeepAlive::default())
}
