//! `pointille serve`: the page for browsers and a folder of plans, on this machine or, when asked, for a device in the room.

mod door;
mod secure;
mod site;

use crate::say::{self, say};
use crate::serve_args::ServeArgs;
use crate::{Outcome, built_page};
use anyhow::{Context, anyhow};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, header};
use door::Door;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use site::{Asked, PlanSite};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use tokio::net::TcpListener;

/// Serves until the program is ended.
pub fn serve(args: &ServeArgs) -> Outcome {
    let pages = built_page::folder(args.page.as_deref())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot serve")?;
    runtime.block_on(async {
        let bound = SocketAddr::new(args.listen.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)), args.port);
        let listener = TcpListener::bind(bound).await.map_err(|error| {
            anyhow!("cannot listen on {bound}: {error}; choose another by --port, 0 takes a free one")
        })?;
        let port = listener.local_addr().context("cannot serve")?.port();
        let shown =
            SocketAddr::new(if bound.ip().is_unspecified() { own_address(bound.ip()) } else { bound.ip() }, port);
        let door = Door::new(shown, args.listen.is_some())?;
        let invitation = door.invitation();
        let site = Arc::new(PlanSite::open(&pages, args.plans.as_deref(), door)?);
        let app = Router::new().fallback(answer).with_state(site);
        if args.listen.is_some() {
            let secure = secure::SecureListener::new(listener, shown.ip())?;
            invite(&invitation)?;
            axum::serve(secure, app).await.context("cannot serve any longer")?;
        } else {
            say!("{invitation}")?;
            say::tell("Only this machine can open it. Ctrl-C ends it.");
            axum::serve(listener, app).await.context("cannot serve any longer")?;
        }
        Ok(())
    })
}

/// Prints where a device comes in, as words and as a code for its camera.
fn invite(address: &str) -> Outcome {
    say!("{address}")?;
    if let Ok(code) = QrCode::new(address.as_bytes()) {
        // Terminals are dark: what is to be light is printed.
        say::tell(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build());
    }
    say::tell(
        "Open it on one device: the code counts once, and the next one is printed then. The device warns that nobody vouches for the \
         certificate, which was made a moment ago: accept it once. Ctrl-C ends it.",
    );
    Ok(())
}

/// Address by which the network reaches this machine. Nothing is sent.
fn own_address(any: IpAddr) -> IpAddr {
    // Documentation's own networks (RFC 5737, RFC 3849): a way there is looked up, and no packet leaves.
    let (from, to) = if any.is_ipv4() { ("0.0.0.0:0", "192.0.2.1:9") } else { ("[::]:0", "[2001:db8::1]:9") };
    let found = UdpSocket::bind(from).and_then(|socket| socket.connect(to).and_then(|()| socket.local_addr()));
    found.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip())
}

async fn answer(State(site): State<Arc<PlanSite>>, request: Request) -> Response<Body> {
    let text = |name| request.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let answer = site.answer(&Asked {
        method: request.method(),
        path: request.uri().path(),
        query: request.uri().query().unwrap_or_default(),
        host: text(header::HOST),
        cookie: text(header::COOKIE),
    });
    if let Some(next) = &answer.next_invitation {
        // A closed terminal only hides the next code.
        let _ = invite(next);
    }
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    response.headers_mut().extend(answer.headers);
    response
}
