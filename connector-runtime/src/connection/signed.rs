//! The address of a workflow, as Azure's portal shows it.

use url::Url;

use crate::error::{Error, ErrorKind};
use crate::text::Secret;

/// The address that the portal shows for a Logic App that begins with a request: where it is, and the signature by which it
/// knows its callers. The client of its description is connected by these:
///
/// ```
/// # fn main() -> Result<(), connector_runtime::Error> {
/// let url = connector_runtime::SignedUrl::parse(
///     "https://prod-00.westeurope.logic.azure.com/workflows/0123/triggers/manual/paths/invoke\
///      ?api-version=2016-10-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=aGVsbG8%2Bd29ybGQ",
/// )?;
/// assert_eq!(url.base_url(), "https://prod-00.westeurope.logic.azure.com/workflows/0123/triggers");
/// assert_eq!(url.signature().expose(), "aGVsbG8+d29ybGQ");
/// // Connection::api_key(url.signature()).base_url(url.base_url())
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SignedUrl {
    base: String,
    signature: Secret,
    others: Vec<(String, String)>,
}

impl SignedUrl {
    /// Takes an address apart.
    ///
    /// # Errors
    /// When it is none, or not of a workflow's trigger, or not signed. The error does not repeat it.
    pub fn parse(url: &str) -> Result<Self, Error> {
        let wrong = |what: &'static str| Error::new(ErrorKind::Connection, what);
        let url = Url::parse(url.trim()).map_err(|_| wrong("the signed address is no absolute URL"))?;
        if url.scheme() != "https" {
            return Err(wrong("the signed address is not https: its signature would go in the clear"));
        }
        let Some((workflow, _)) = url.path().split_once("/triggers/") else {
            return Err(wrong("the address is not of a workflow's trigger: it has no `/triggers/`"));
        };
        let base = format!("{}{workflow}/triggers", url.origin().ascii_serialization());
        let mut signature = None;
        let mut others = Vec::new();
        // Not `Url::query_pairs`: a signature copied by hand may have a plus sign that means itself.
        for pair in url.query().unwrap_or_default().split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = crate::request::encode::decoded(value);
            match name {
                "sig" if !value.is_empty() => signature = Some(Secret::new(value)),
                _ => others.push((crate::request::encode::decoded(name), value)),
            }
        }
        let signature = signature.ok_or_else(|| wrong("the address is not signed: it has no `sig`"))?;
        Ok(Self { base, signature, others })
    }

    /// Where the triggers of the workflow are: the base URL of the connection.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base
    }

    /// The signature: the connection's credential.
    #[must_use]
    pub fn signature(&self) -> Secret {
        self.signature.clone()
    }

    /// What else stands in the query: `sp`, `sv`, `api-version`. Calls have setters of these names, for a workflow where they are
    /// not what they are everywhere.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        self.others.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_an_app_of_its_own() {
        let url = "https://flows.azurewebsites.net:443/api/parcels/triggers/manual/invoke/depot/7\
            ?sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=a+b_c-";
        let read = SignedUrl::parse(url).unwrap();
        assert_eq!(read.base_url(), "https://flows.azurewebsites.net/api/parcels/triggers");
        assert_eq!(read.signature().expose(), "a+b_c-");
        assert_eq!(read.query("sp"), Some("/triggers/manual/run"));
        assert_eq!(read.query("sig"), None);
        assert!(!format!("{read:?}").contains("a+b_c-"));
    }

    #[test]
    fn what_is_no_such_address_is_not_repeated() {
        for (url, said) in [
            ("s3cret", "no absolute URL"),
            ("http://x.example/workflows/1/triggers/manual/paths/invoke?sig=s3cret", "not https"),
            ("https://x.example/api?sig=s3cret", "no `/triggers/`"),
            ("https://x.example/workflows/1/triggers/manual/paths/invoke?code=s3cret&sig=", "no `sig`"),
        ] {
            let error = SignedUrl::parse(url).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Connection);
            assert!(error.to_string().contains(said), "{error}");
            assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
        }
    }
}
