//! What is known of a provider of OAuth 2.0 sign-in, as static data.

/// A provider: its addresses, what it wants to be sent, and how it departs from the standard.
///
/// Addresses and templates may hold placeholders in braces: those of the standard (`{ClientId}`, `{ClientSecret}`, `{RedirectUrl}`,
/// `{Scopes}`, `{State}`, `{Code}`, `{RefreshToken}`), and the names of [`SignInParameter`]s. Case does not count.
#[derive(Clone, Copy, Debug)]
pub struct OAuth {
    pub(crate) authorize: Endpoint,
    pub(crate) token: Endpoint,
    pub(crate) refresh: Endpoint,
    pub(crate) device: &'static str,
    pub(crate) scopes: &'static [&'static str],
    pub(crate) separator: &'static str,
    pub(crate) client_auth: ClientAuth,
    pub(crate) pkce: bool,
    pub(crate) grant: Grant,
    pub(crate) parameters: &'static [SignInParameter],
    pub(crate) scope_on_token: bool,
    pub(crate) refresh_by_get: bool,
    pub(crate) token_in: &'static str,
    pub(crate) base_url_in: &'static str,
}

/// One address, and what goes there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Endpoint {
    pub(crate) url: &'static str,
    /// The whole query (of the authorize address) or body (of the others), in place of the standard's.
    pub(crate) template: Option<&'static str>,
    /// A query added to the address of tokens.
    pub(crate) query: &'static str,
    /// What is sent besides the standard's parameters.
    pub(crate) extra: &'static [(&'static str, &'static str)],
}

impl Endpoint {
    const fn new(url: &'static str) -> Self {
        Self { url, template: None, query: "", extra: &[] }
    }
}

/// How an application proves to the provider that it is the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAuth {
    /// `client_id` and `client_secret` in the body.
    Body,
    /// HTTP Basic (RFC 6749, 2.3.1).
    Basic,
}

/// How an access token is obtained where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// Somebody signs in with a browser.
    Code,
    /// The application is its own user.
    ClientCredentials,
    /// The user's name and password go to the provider.
    Password,
}

/// A value of the application or its user that an address needs: a tenant, a host.
#[derive(Clone, Copy, Debug)]
pub struct SignInParameter {
    pub(crate) name: &'static str,
    pub(crate) default: Option<&'static str>,
}

impl SignInParameter {
    /// Of this name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, default: None }
    }

    /// What it is when it is not set.
    #[must_use]
    pub const fn default_value(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }
}

impl OAuth {
    /// A provider that keeps to the standard (RFC 6749, with RFC 7636).
    #[must_use]
    pub const fn new(authorize: &'static str, token: &'static str) -> Self {
        Self {
            authorize: Endpoint::new(authorize),
            token: Endpoint::new(token),
            refresh: Endpoint::new(token),
            device: "",
            scopes: &[],
            separator: " ",
            client_auth: ClientAuth::Body,
            pkce: true,
            grant: Grant::Code,
            parameters: &[],
            scope_on_token: false,
            refresh_by_get: false,
            token_in: "",
            base_url_in: "",
        }
    }

    /// Where tokens are refreshed, if not where they come from.
    #[must_use]
    pub const fn refresh(mut self, url: &'static str) -> Self {
        self.refresh.url = url;
        self
    }

    /// Where a device asks for a code (RFC 8628).
    #[must_use]
    pub const fn device(mut self, url: &'static str) -> Self {
        self.device = url;
        self
    }

    /// What is asked for.
    #[must_use]
    pub const fn scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }

    /// What stands between scopes.
    #[must_use]
    pub const fn separator(mut self, separator: &'static str) -> Self {
        self.separator = separator;
        self
    }

    /// The application proves itself by HTTP Basic.
    #[must_use]
    pub const fn basic(mut self) -> Self {
        self.client_auth = ClientAuth::Basic;
        self
    }

    /// The provider stumbles over PKCE.
    #[must_use]
    pub const fn without_pkce(mut self) -> Self {
        self.pkce = false;
        self
    }

    /// How a token is obtained where there is none.
    #[must_use]
    pub const fn grant(mut self, grant: Grant) -> Self {
        self.grant = grant;
        self
    }

    /// The values that addresses and templates need.
    #[must_use]
    pub const fn parameters(mut self, parameters: &'static [SignInParameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// The query of the authorize address, whole.
    #[must_use]
    pub const fn authorize_query(mut self, template: &'static str) -> Self {
        self.authorize.template = Some(template);
        self
    }

    /// Parameters of the authorize address besides the standard's.
    #[must_use]
    pub const fn authorize_with(mut self, extra: &'static [(&'static str, &'static str)]) -> Self {
        self.authorize.extra = extra;
        self
    }

    /// The query of the token address.
    #[must_use]
    pub const fn token_query(mut self, template: &'static str) -> Self {
        self.token.query = template;
        self
    }

    /// The body of a request for a token, whole.
    #[must_use]
    pub const fn token_body(mut self, template: &'static str) -> Self {
        self.token.template = Some(template);
        self
    }

    /// What a request for a token holds besides the standard's.
    #[must_use]
    pub const fn token_with(mut self, extra: &'static [(&'static str, &'static str)]) -> Self {
        self.token.extra = extra;
        self
    }

    /// The query of the refresh address.
    #[must_use]
    pub const fn refresh_query(mut self, template: &'static str) -> Self {
        self.refresh.query = template;
        self
    }

    /// The body of a refresh, whole.
    #[must_use]
    pub const fn refresh_body(mut self, template: &'static str) -> Self {
        self.refresh.template = Some(template);
        self
    }

    /// What a refresh holds besides the standard's.
    #[must_use]
    pub const fn refresh_with(mut self, extra: &'static [(&'static str, &'static str)]) -> Self {
        self.refresh.extra = extra;
        self
    }

    /// Requests for a token repeat the scopes.
    #[must_use]
    pub const fn scope_on_token(mut self) -> Self {
        self.scope_on_token = true;
        self
    }

    /// A refresh is a GET of which the template is the query, with the access token in the place of a refresh token.
    #[must_use]
    pub const fn refresh_by_get(mut self) -> Self {
        self.refresh_by_get = true;
        self
    }

    /// The property of the reply that holds the token where the reply itself has none.
    #[must_use]
    pub const fn token_in(mut self, property: &'static str) -> Self {
        self.token_in = property;
        self
    }

    /// The property of the reply that says where the service is.
    #[must_use]
    pub const fn base_url_in(mut self, property: &'static str) -> Self {
        self.base_url_in = property;
        self
    }
}
