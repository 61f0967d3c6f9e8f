//! What a platform's custom code does for a connector, done by the caller.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use url::Url;

use crate::error::{BoxError, Error, ErrorKind};
use crate::request::body::Body;

/// Changes the requests and replies of actions, as the C# script of a connector does on its platform: a client does not
/// run that code, and says so in the documentation of the actions that it concerns.
///
/// Given by [`CallOptions::script`](crate::CallOptions::script), for one call or for all calls of a client.
pub trait Script: Send + Sync + 'static {
    /// Called with each try of a request when everything else is done, policies and credentials included. Method,
    /// address, headers and body may be changed; a streamed body can only be replaced. `action` is its operationId.
    ///
    /// # Errors
    /// Whatever is returned becomes the source of the call's error, of kind [`ErrorKind::Input`].
    fn request(&self, action: &str, request: &mut http::Request<Body>) -> Result<(), BoxError> {
        let _ = (action, request);
        Ok(())
    }

    /// Called with each reply, successful or not, before anything else looks at it.
    ///
    /// # Errors
    /// Whatever is returned becomes the source of the call's error, of kind [`ErrorKind::Decode`].
    fn reply(&self, action: &str, reply: &mut http::Response<Bytes>) -> Result<(), BoxError> {
        let _ = (action, reply);
        Ok(())
    }
}

/// Lets the script have the parts of a request.
pub(crate) fn request(
    script: &Arc<dyn Script>,
    action: &str,
    parts: (&mut Method, &mut Url, &mut HeaderMap, &mut Body),
) -> Result<(), Error> {
    let (method, url, headers, body) = parts;
    let mut request = http::Request::new(std::mem::take(body));
    *request.method_mut() = method.clone();
    *request.headers_mut() = std::mem::take(headers);
    *request.uri_mut() = url.as_str().parse().map_err(|_| Error::input("path", "it makes no URL"))?;
    let outcome = script.request(action, &mut request);
    let (parts, changed) = request.into_parts();
    (*method, *headers, *body) = (parts.method, parts.headers, changed);
    outcome
        .map_err(|error| Error::new(ErrorKind::Input, "the script refused the request").with_source(error))?;
    *url =
        Url::parse(&parts.uri.to_string()).map_err(|_| Error::input("uri", "the script made it no URL"))?;
    Ok(())
}

/// Lets the script have a reply.
pub(crate) fn reply(
    script: &Arc<dyn Script>,
    action: &str,
    parts: (&mut StatusCode, &mut HeaderMap, &mut Bytes),
) -> Result<(), Error> {
    let (status, headers, body) = parts;
    let mut reply = http::Response::new(std::mem::take(body));
    *reply.status_mut() = *status;
    *reply.headers_mut() = std::mem::take(headers);
    let outcome = script.reply(action, &mut reply);
    let (parts, changed) = reply.into_parts();
    (*status, *headers, *body) = (parts.status, parts.headers, changed);
    outcome.map_err(|error| Error::new(ErrorKind::Decode, "the script refused the reply").with_source(error))
}
