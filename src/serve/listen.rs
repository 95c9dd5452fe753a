//! Connections: taken in, served, and closed.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::connections::{Connections, Place};
use super::exchange::Exchange;

/// How long to wait when the system has no more to give.
const RESPITE: Duration = Duration::from_millis(20);

/// Takes connections in until `stop` says otherwise.
pub(super) async fn accept(listener: TcpListener, exchange: Arc<Exchange>, mut stop: watch::Receiver<bool>) {
    let connections = Arc::new(Connections::default());
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.changed() => return,
        };
        match accepted {
            Ok((stream, _)) => {
                tokio::select! {
                    () = connections.make_room(exchange.limits.connections) => {}
                    _ = stop.changed() => return,
                }
                // It is quicker to answer at once than in full packets.
                drop(stream.set_nodelay(true));
                tokio::spawn(serve(stream, connections.enter(), exchange.clone(), stop.clone()));
            }
            // Mostly too many open files.
            Err(_) => {
                connections.dismiss_one();
                tokio::time::sleep(RESPITE).await;
            }
        }
    }
}

/// Serves one connection until it ends, has to go, or the server stops.
async fn serve(stream: TcpStream, place: Place, exchange: Arc<Exchange>, mut stop: watch::Receiver<bool>) {
    let place = Arc::new(place);
    let service = service_fn(|request| {
        let (exchange, place) = (exchange.clone(), place.clone());
        async move {
            place.reads();
            let response = exchange.answer(request, &place).await;
            place.rests();
            response
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(exchange.limits.head)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let mut is_stopping = *stop.borrow();
    if is_stopping {
        connection.as_mut().graceful_shutdown();
    }
    loop {
        tokio::select! {
            // What went wrong with a connection concerns nobody but its client.
            _ = connection.as_mut() => return,
            () = place.activity.leave.notified() => {
                if !place.is_working() {
                    return;
                }
            }
            _ = stop.changed(), if !is_stopping => {
                is_stopping = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}
