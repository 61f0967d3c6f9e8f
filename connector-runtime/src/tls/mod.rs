//! TLS, by features: `rustls` (with ring), `native-tls`, or none.

use crate::error::{Error, ErrorKind};

#[cfg(feature = "rustls")]
mod ring;

/// Whether https can be spoken at all.
pub(crate) const AVAILABLE: bool = cfg!(any(feature = "rustls", feature = "native-tls"));

#[cfg(feature = "rustls")]
pub(crate) use ring::configure;

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(crate) fn configure(
    mut builder: reqwest::ClientBuilder,
    roots: &[Vec<u8>],
    identity: Option<&[u8]>,
) -> Result<reqwest::ClientBuilder, Error> {
    builder = builder.tls_backend_native();
    for pem in roots {
        let certificates = reqwest::Certificate::from_pem_bundle(pem)
            .map_err(|error| fault("a root certificate cannot be read").with_source(error))?;
        builder = builder.tls_certs_merge(certificates);
    }
    if let Some(pem) = identity {
        let identity = reqwest::Identity::from_pkcs8_pem(pem, pem)
            .map_err(|_| fault("the client certificate or its key cannot be read"))?;
        builder = builder.identity(identity);
    }
    Ok(builder)
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
pub(crate) fn configure(
    builder: reqwest::ClientBuilder,
    roots: &[Vec<u8>],
    identity: Option<&[u8]>,
) -> Result<reqwest::ClientBuilder, Error> {
    if roots.is_empty() && identity.is_none() {
        return Ok(builder);
    }
    Err(fault("certificates need TLS: enable the feature `rustls` or `native-tls`"))
}

fn fault(message: &'static str) -> Error {
    Error::new(ErrorKind::Connection, message)
}
