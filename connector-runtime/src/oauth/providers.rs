//! Providers that are known: one constant each, so that a client holds the one it names and no other.
//!
//! Each row says where its facts are written down. Placeholders are parameters of the application or its user.

use super::spec::{OAuth, SignInParameter};

const fn parameter(name: &'static str) -> SignInParameter {
    SignInParameter::new(name)
}

const TENANT: &[SignInParameter] = &[
    parameter("loginUri").default_value("https://login.microsoftonline.com"),
    parameter("tenantId").default_value("common"),
];

/// Microsoft Entra ID. Another `loginUri` leads to a sovereign cloud: `https://login.microsoftonline.us`,
/// `https://login.partner.microsoftonline.cn`.
///
/// Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow, …/v2-oauth2-device-code,
/// …/authentication-national-cloud.
pub const ENTRA: OAuth =
    OAuth::new("{loginUri}/{tenantId}/oauth2/v2.0/authorize", "{loginUri}/{tenantId}/oauth2/v2.0/token")
        .device("{loginUri}/{tenantId}/oauth2/v2.0/devicecode")
        .parameters(TENANT);

/// The first version of Microsoft Entra ID: a resource in the place of scopes.
///
/// Source: learn.microsoft.com/previous-versions/azure/active-directory/azuread-dev/v1-protocols-oauth-code.
pub const ENTRA_V1: OAuth =
    OAuth::new("{loginUri}/{tenantId}/oauth2/authorize", "{loginUri}/{tenantId}/oauth2/token")
        .authorize_with(&[("resource", "{resourceUri}")])
        .token_with(&[("resource", "{resourceUri}")])
        .refresh_with(&[("resource", "{resourceUri}")])
        .parameters(&[
            parameter("loginUri").default_value("https://login.microsoftonline.com"),
            parameter("tenantId").default_value("common"),
            parameter("resourceUri"),
        ]);

/// Personal Microsoft accounts, by their own old addresses. [`ENTRA`] with the tenant `consumers` is the newer way.
///
/// Source: learn.microsoft.com/onedrive/developer/rest-api/getting-started/msa-oauth.
pub const MICROSOFT_ACCOUNT: OAuth =
    OAuth::new("https://login.live.com/oauth20_authorize.srf", "https://login.live.com/oauth20_token.srf");

/// GitHub. It replies with a form unless it is asked for JSON, refuses under status 200, and the tokens of an OAuth app do not end.
///
/// Source: docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps.
pub const GITHUB: OAuth =
    OAuth::new("https://github.com/login/oauth/authorize", "https://github.com/login/oauth/access_token")
        .device("https://github.com/login/device/code");

/// Azure DevOps: the code is an assertion, and the application's secret another.
///
/// Source: learn.microsoft.com/azure/devops/integrate/get-started/authentication/azure-devops-oauth.
pub const AZURE_DEVOPS: OAuth = OAuth::new(
    "https://app.vssps.visualstudio.com/oauth2/authorize?response_type=Assertion",
    "https://app.vssps.visualstudio.com/oauth2/token",
)
.token_body(
    "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion={ClientSecret}\
     &grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion={Code}&redirect_uri={RedirectUrl}",
)
.refresh_body(
    "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion={ClientSecret}\
     &grant_type=refresh_token&assertion={RefreshToken}&redirect_uri={RedirectUrl}",
)
.without_pkce();

/// Dropbox. It gives a refresh token only when it is asked for one.
///
/// Source: developers.dropbox.com/oauth-guide.
pub const DROPBOX: OAuth =
    OAuth::new("https://www.dropbox.com/oauth2/authorize", "https://api.dropboxapi.com/oauth2/token")
        .authorize_with(&[("token_access_type", "offline")]);

/// Slack. Scopes are parted by commas, refusals come under status 200, and a user's token is a level down.
///
/// Source: api.slack.com/authentication/oauth-v2, api.slack.com/methods/oauth.v2.access.
pub const SLACK: OAuth =
    OAuth::new("https://slack.com/oauth/v2/authorize", "https://slack.com/api/oauth.v2.access")
        .separator(",")
        .token_in("authed_user")
        .without_pkce();

/// Stripe Connect, standard accounts. The application's secret is the platform's key; tokens do not end.
///
/// Source: docs.stripe.com/connect/oauth-reference.
pub const STRIPE: OAuth =
    OAuth::new("https://connect.stripe.com/oauth/authorize", "https://connect.stripe.com/oauth/token")
        .without_pkce();

/// Google. It gives a refresh token only for offline access, and again only when the user is asked again.
///
/// Source: developers.google.com/identity/protocols/oauth2/web-server, …/limited-input-device.
pub const GOOGLE: OAuth =
    OAuth::new("https://accounts.google.com/o/oauth2/v2/auth", "https://oauth2.googleapis.com/token")
        .device("https://oauth2.googleapis.com/device/code")
        .authorize_with(&[("access_type", "offline"), ("prompt", "consent")]);

/// Salesforce. The reply says where the service is. A sandbox has the host `test.salesforce.com`.
///
/// Source: help.salesforce.com, "OAuth 2.0 Web Server Flow for Web App Integration".
pub const SALESFORCE: OAuth =
    OAuth::new("https://{loginHost}/services/oauth2/authorize", "https://{loginHost}/services/oauth2/token")
        .base_url_in("instance_url")
        .parameters(&[parameter("loginHost").default_value("login.salesforce.com")]);

/// Facebook. There are no refresh tokens: a token that is still good is exchanged for one that lasts.
///
/// Source: developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow, …/access-tokens/get-long-lived.
pub const FACEBOOK: OAuth = OAuth::new(
    "https://www.facebook.com/v22.0/dialog/oauth",
    "https://graph.facebook.com/v22.0/oauth/access_token",
)
.separator(",")
.refresh_by_get()
.refresh_body(
    "grant_type=fb_exchange_token&client_id={ClientId}&client_secret={ClientSecret}&fb_exchange_token={RefreshToken}",
)
.without_pkce();

/// Instagram. A token that is still good is renewed by a GET.
///
/// Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login.
pub const INSTAGRAM: OAuth =
    OAuth::new("https://www.instagram.com/oauth/authorize", "https://api.instagram.com/oauth/access_token")
        .refresh("https://graph.instagram.com/refresh_access_token")
        .refresh_by_get()
        .refresh_body("grant_type=ig_refresh_token&access_token={RefreshToken}")
        .separator(",")
        .without_pkce();

/// Box. A refresh token is good for one use.
///
/// Source: developer.box.com/guides/authentication/oauth2.
pub const BOX: OAuth =
    OAuth::new("https://account.box.com/api/oauth2/authorize", "https://api.box.com/oauth2/token")
        .without_pkce();

/// LinkedIn.
///
/// Source: learn.microsoft.com/linkedin/shared/authentication/authorization-code-flow.
pub const LINKEDIN: OAuth = OAuth::new(
    "https://www.linkedin.com/oauth/v2/authorization",
    "https://www.linkedin.com/oauth/v2/accessToken",
)
.without_pkce();

/// Intuit. The application proves itself by HTTP Basic; a refresh token is good for one use.
///
/// Source: developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0.
pub const INTUIT: OAuth = OAuth::new(
    "https://appcenter.intuit.com/connect/oauth2",
    "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer",
)
.basic()
.without_pkce();

/// Bitly. It replies with a form unless it is asked for JSON; tokens do not end.
///
/// Source: dev.bitly.com/docs/getting-started/authentication.
pub const BITLY: OAuth =
    OAuth::new("https://bitly.com/oauth/authorize", "https://api-ssl.bitly.com/oauth/access_token")
        .without_pkce();

/// DocuSign. The demonstration service has the address `https://account-d.docusign.com`.
///
/// Source: developers.docusign.com/platform/auth/confidential-authcode-get-token.
pub const DOCUSIGN: OAuth = OAuth::new("{LoginUri}/oauth/auth", "{LoginUri}/oauth/token")
    .basic()
    .parameters(&[parameter("LoginUri").default_value("https://account.docusign.com")]);

/// Spotify.
///
/// Source: developer.spotify.com/documentation/web-api/tutorials/code-flow.
pub const SPOTIFY: OAuth =
    OAuth::new("https://accounts.spotify.com/authorize", "https://accounts.spotify.com/api/token").basic();

/// Zendesk, of one customer.
///
/// Source: support.zendesk.com, "Using OAuth authentication with your application".
pub const ZENDESK: OAuth = OAuth::new(
    "https://{subdomain}.zendesk.com/oauth/authorizations/new",
    "https://{subdomain}.zendesk.com/oauth/tokens",
)
.scope_on_token()
.parameters(&[parameter("subdomain")]);

/// ServiceNow, one instance.
///
/// Source: docs.servicenow.com, "OAuth authorization code grant flow".
pub const SERVICENOW: OAuth = OAuth::new(
    "https://{instance}.service-now.com/oauth_auth.do",
    "https://{instance}.service-now.com/oauth_token.do",
)
.parameters(&[parameter("instance")]);

/// Every row by the name that documents and options have for it.
#[doc(hidden)]
pub const ALL: &[(&str, OAuth)] = &[
    ("azuredevops", AZURE_DEVOPS),
    ("bitly", BITLY),
    ("box", BOX),
    ("docusign", DOCUSIGN),
    ("dropbox", DROPBOX),
    ("entra", ENTRA),
    ("entra_v1", ENTRA_V1),
    ("facebook", FACEBOOK),
    ("github", GITHUB),
    ("google", GOOGLE),
    ("instagram", INSTAGRAM),
    ("intuit", INTUIT),
    ("linkedin", LINKEDIN),
    ("microsoftaccount", MICROSOFT_ACCOUNT),
    ("salesforce", SALESFORCE),
    ("servicenow", SERVICENOW),
    ("slack", SLACK),
    ("spotify", SPOTIFY),
    ("stripe", STRIPE),
    ("zendesk", ZENDESK),
];
