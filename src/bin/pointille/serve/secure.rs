//! Connections of other devices: TLS with a certificate made at the start. Browsers give a page WebGPU only over a secure connection.

use anyhow::Context;
use axum::serve::Listener;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::server::TlsStream;

/// Longest wait for a device that greets.
const GREETING: Duration = Duration::from_secs(10);
/// Wait after an accept that failed, for example for want of file handles.
const PAUSE: Duration = Duration::from_millis(200);
/// Connections that have greeted and wait to be served.
const WAITING: usize = 32;

/// A listener whose connections are encrypted.
pub struct SecureListener {
    local: SocketAddr,
    greeted: Receiver<(TlsStream<TcpStream>, SocketAddr)>,
}

/// Certificate, valid for an address of this machine, and the settings of its connections.
fn certified(address: IpAddr) -> anyhow::Result<(CertificateDer<'static>, ServerConfig)> {
    let names = vec![address.to_string(), "localhost".to_owned()];
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names).context("cannot make a certificate")?;
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let certificate = cert.der().clone();
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .context("cannot set up secure connections")?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .context("cannot set up secure connections")?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok((certificate, config))
}

impl SecureListener {
    /// Connections of a listener, encrypted; the certificate is for an address.
    pub fn new(listener: TcpListener, address: IpAddr) -> anyhow::Result<Self> {
        Self::with(listener, certified(address)?.1)
    }

    fn with(listener: TcpListener, config: ServerConfig) -> anyhow::Result<Self> {
        let local = listener.local_addr().context("cannot serve")?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let (sender, greeted) = channel(WAITING);
        // Each device greets by itself: one that is slow keeps no other waiting.
        tokio::spawn(async move {
            while !sender.is_closed() {
                let Ok((stream, address)) = listener.accept().await else {
                    tokio::time::sleep(PAUSE).await;
                    continue;
                };
                let (acceptor, sender) = (acceptor.clone(), sender.clone());
                tokio::spawn(async move {
                    if let Ok(Ok(stream)) = timeout(GREETING, acceptor.accept(stream)).await {
                        // Nobody serves any more once the receiver is gone.
                        let _ = sender.send((stream, address)).await;
                    }
                });
            }
        });
        Ok(Self { local, greeted })
    }
}

impl Listener for SecureListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.greeted.recv().await {
            Some(greeted) => greeted,
            // The accepting task never ends before this listener.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.local)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio_rustls::TlsConnector;
    use tokio_rustls::rustls::{ClientConfig, RootCertStore};

    #[test]
    fn a_device_that_trusts_the_certificate_is_served_though_another_never_greets() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let read = runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let (certificate, config) = certified(address.ip()).unwrap();
            let secure = SecureListener::with(listener, config).unwrap();
            let app = Router::new().fallback(|| async { "the page" });
            tokio::spawn(async move { axum::serve(secure, app).await });
            let _silent = TcpStream::connect(address).await.unwrap();
            let mut roots = RootCertStore::empty();
            roots.add(certificate).unwrap();
            let client = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_root_certificates(roots)
                .with_no_client_auth();
            let tcp = TcpStream::connect(address).await.unwrap();
            let connector = TlsConnector::from(Arc::new(client));
            let mut stream = connector.connect(address.ip().into(), tcp).await.unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").await.unwrap();
            let mut read = Vec::new();
            // The server may close without TLS's goodbye, which is told as an error after all bytes are there.
            let _ = stream.read_to_end(&mut read).await;
            String::from_utf8(read).unwrap()
        });
        assert!(read.starts_with("HTTP/1.1 200") && read.ends_with("the page"), "{read}");
    }
}
