//! rustls with ring, handed to the HTTP client ready made: no process-wide provider is installed or needed.

use std::sync::{Arc, OnceLock};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use rustls_platform_verifier::Verifier;

use super::fault;
use crate::error::Error;

/// Reading the certificates of the machine takes longer than everything else about a client, so it is done once.
static MACHINE: OnceLock<Arc<Verifier>> = OnceLock::new();

pub(crate) fn configure(
    builder: reqwest::ClientBuilder,
    roots: &[Vec<u8>],
    identity: Option<&[u8]>,
) -> Result<reqwest::ClientBuilder, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = verifier(&provider, roots)?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| fault("TLS cannot be set up").with_source(error))?
        .dangerous()
        .with_custom_certificate_verifier(verifier);
    let mut config = match identity {
        None => config.with_no_client_auth(),
        Some(pem) => {
            let chain = certificates(pem)?;
            let key = PrivateKeyDer::from_pem_slice(pem)
                .map_err(|_| fault("the private key of the client certificate cannot be read"))?;
            config
                .with_client_auth_cert(chain, key)
                .map_err(|error| fault("the client certificate cannot be used").with_source(error))?
        }
    };
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(builder.tls_backend_preconfigured(config))
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .map_err(|_| fault("a certificate cannot be read: PEM is expected"))?;
    if certificates.is_empty() {
        return Err(fault("a certificate is missing: PEM is expected"));
    }
    Ok(certificates)
}

fn verifier(provider: &Arc<CryptoProvider>, roots: &[Vec<u8>]) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    let mut extra = Vec::new();
    for pem in roots {
        extra.extend(certificates(pem)?);
    }
    if !extra.is_empty() {
        return match with_roots(extra, provider) {
            Ok(verifier) => Ok(Arc::new(verifier)),
            Err(error) => Err(fault("a root certificate cannot be used").with_source(error)),
        };
    }
    if let Some(verifier) = MACHINE.get() {
        return Ok(verifier.clone());
    }
    match Verifier::new(provider.clone()) {
        Ok(verifier) => Ok(MACHINE.get_or_init(|| Arc::new(verifier)).clone()),
        // A bare container: whoever speaks only http or is behind a local proxy needs no certificates.
        Err(error) => Ok(Arc::new(TrustsNobody { reason: error, provider: provider.clone() })),
    }
}

#[cfg(not(target_os = "android"))]
fn with_roots(
    roots: Vec<CertificateDer<'static>>,
    provider: &Arc<CryptoProvider>,
) -> Result<Verifier, rustls::Error> {
    Verifier::new_with_extra_roots(roots, provider.clone())
}

#[cfg(target_os = "android")]
fn with_roots(_: Vec<CertificateDer<'static>>, _: &Arc<CryptoProvider>) -> Result<Verifier, rustls::Error> {
    Err(rustls::Error::General("this platform allows no further root certificates".to_owned()))
}

/// Stands in where the machine has no certificates: https fails when it is used, and says why.
#[derive(Debug)]
struct TrustsNobody {
    reason: rustls::Error,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for TrustsNobody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Err(self.reason.clone())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(self.reason.clone())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(self.reason.clone())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
