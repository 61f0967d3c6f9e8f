//! How somebody signs in to a provider of OAuth 2.0.

use super::Docs;

/// The sign-in of one scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct SignIn {
    /// Index of the scheme whose token it yields.
    pub scheme: usize,
    /// Indices of the sets of parameters that it is for; none means all.
    pub sets: Vec<usize>,
    /// The document's word for the provider: `oauth2`, `aad`, …; `swagger` where only the security definition knows it.
    pub provider: String,
    /// The row of the runtime's catalogue that the rest adds to.
    pub known: Option<&'static Known>,
    /// Where a browser goes; empty where nobody is asked.
    pub authorize: String,
    /// Its query, whole.
    pub authorize_query: Option<String>,
    /// Where tokens come from.
    pub token: String,
    /// The query of that.
    pub token_query: Option<String>,
    /// The body, whole.
    pub token_body: Option<String>,
    /// Where tokens are renewed, if elsewhere.
    pub refresh: Option<String>,
    /// The query of that.
    pub refresh_query: Option<String>,
    /// The body of that, whole.
    pub refresh_body: Option<String>,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// What stands between scopes, where it is no space.
    pub separator: Option<String>,
    /// How a token is obtained where there is none.
    pub grant: Grant,
    /// The values that addresses and templates need.
    pub parameters: Vec<SignInParameter>,
    /// Whether the application's id and secret are among what is sent.
    pub has_client: bool,
}

/// How a token is obtained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// Somebody signs in with a browser.
    Code,
    /// The application is its own user.
    ClientCredentials,
    /// A user's name and password.
    Password,
}

/// A value that addresses and templates need.
#[derive(Clone, Debug, PartialEq)]
pub struct SignInParameter {
    /// The name between braces.
    pub name: String,
    /// The value where none is given.
    pub default: Option<String>,
    /// Nobody can sign in without it.
    pub required: bool,
    /// Documentation.
    pub docs: Docs,
}

/// The placeholders that the standard fills.
const STANDARD: [&str; 9] = [
    "ClientId",
    "ClientSecret",
    "RedirectUrl",
    "RedirectUri",
    "Scopes",
    "Scope",
    "State",
    "Code",
    "RefreshToken",
];

impl SignIn {
    /// A sign-in by these addresses.
    pub fn new(scheme: usize, provider: &str, authorize: &str, token: &str) -> Self {
        Self {
            scheme,
            sets: Vec::new(),
            provider: provider.to_owned(),
            known: None,
            authorize: authorize.to_owned(),
            authorize_query: None,
            token: token.to_owned(),
            token_query: None,
            token_body: None,
            refresh: None,
            refresh_query: None,
            refresh_body: None,
            scopes: Vec::new(),
            separator: None,
            grant: Grant::Code,
            parameters: Vec::new(),
            has_client: true,
        }
    }

    fn templates(&self) -> impl Iterator<Item = &str> {
        let optional = [
            &self.authorize_query,
            &self.token_query,
            &self.token_body,
            &self.refresh,
            &self.refresh_query,
            &self.refresh_body,
        ];
        let own = [self.authorize.as_str(), self.token.as_str()].into_iter();
        own.chain(optional.into_iter().filter_map(|text| text.as_deref()))
            .chain(self.scopes.iter().map(String::as_str))
    }

    /// The names between braces that are not the standard's, as they are first written, each once.
    pub fn placeholders(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for name in self.templates().flat_map(names) {
            let standard = STANDARD.iter().any(|own| own.eq_ignore_ascii_case(name));
            if !standard && !found.iter().any(|own| own.eq_ignore_ascii_case(name)) {
                found.push(name.to_owned());
            }
        }
        found
    }

    /// Whether something that is sent names the application: the standard's forms do, templates of the document may not.
    pub fn names_client(&self) -> bool {
        let whole = |template: &Option<String>| template.is_none();
        let standard = whole(&self.authorize_query) || whole(&self.token_body);
        standard || self.templates().flat_map(names).any(|name| name.eq_ignore_ascii_case("ClientId"))
    }
}

/// The names between braces.
fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|after| Some(after.split_once('}')?.0.trim()))
}

/// A row of the runtime's catalogue: its constant, and the values that it needs, with their defaults.
#[derive(Debug, PartialEq)]
pub struct Known {
    /// The name that options and documents have for it.
    pub name: &'static str,
    /// The constant.
    pub constant: &'static str,
    /// What it needs, with the default of the row.
    pub parameters: &'static [(&'static str, Option<&'static str>)],
}

const LOGIN: (&str, Option<&str>) = ("loginUri", Some("https://login.microsoftonline.com"));
const TENANT: (&str, Option<&str>) = ("tenantId", Some("common"));

const fn row(
    name: &'static str,
    constant: &'static str,
    parameters: &'static [(&'static str, Option<&'static str>)],
) -> Known {
    Known { name, constant, parameters }
}

/// The providers that the runtime knows. Where they are and what they want is the runtime's; a test compares the two.
pub const KNOWN: &[Known] = &[
    row("azuredevops", "AZURE_DEVOPS", &[]),
    row("bitly", "BITLY", &[]),
    row("box", "BOX", &[]),
    row("docusign", "DOCUSIGN", &[("LoginUri", Some("https://account.docusign.com"))]),
    row("dropbox", "DROPBOX", &[]),
    row("entra", "ENTRA", &[LOGIN, TENANT]),
    row("entra_v1", "ENTRA_V1", &[LOGIN, TENANT, ("resourceUri", None)]),
    row("facebook", "FACEBOOK", &[]),
    row("github", "GITHUB", &[]),
    row("google", "GOOGLE", &[]),
    row("instagram", "INSTAGRAM", &[]),
    row("intuit", "INTUIT", &[]),
    row("linkedin", "LINKEDIN", &[]),
    row("microsoftaccount", "MICROSOFT_ACCOUNT", &[]),
    row("salesforce", "SALESFORCE", &[("loginHost", Some("login.salesforce.com"))]),
    row("servicenow", "SERVICENOW", &[("instance", None)]),
    row("slack", "SLACK", &[]),
    row("spotify", "SPOTIFY", &[]),
    row("stripe", "STRIPE", &[]),
    row("zendesk", "ZENDESK", &[("subdomain", None)]),
];

/// The provider of a name, by which documents may mean another: `aad` is Entra's first version.
pub fn known(name: &str) -> Option<&'static Known> {
    let name = name.to_ascii_lowercase();
    let name = match name.as_str() {
        "aad" | "aadcertificate" => "entra_v1",
        "aadv2" => "entra",
        "visualstudio" | "vsts" => "azuredevops",
        other => other,
    };
    KNOWN.iter().find(|known| known.name == name)
}

impl SignIn {
    /// A sign-in to a provider of the catalogue.
    pub fn of(scheme: usize, provider: &str, known: &'static Known) -> Self {
        let mut made = Self::new(scheme, provider, "", "");
        made.known = Some(known);
        made.parameters = known
            .parameters
            .iter()
            .map(|(name, default)| SignInParameter {
                name: (*name).to_owned(),
                default: default.map(str::to_owned),
                required: default.is_none(),
                docs: Docs::default(),
            })
            .collect();
        made
    }
}
