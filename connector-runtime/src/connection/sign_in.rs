//! Connections that sign in by themselves.

use super::{Connection, Value};
use crate::oauth::{App, Config, Grant, OAuth, Tokens};
use crate::spec::{Scheme, SchemeKind};
use crate::text::Secret;

/// What the application and its user are known by, in configuration and environment.
const CLIENT_ID: &str = "client_id";
const CLIENT_SECRET: &str = "client_secret";
const REFRESH_TOKEN: &str = "refresh_token";
const OWN: [&str; 3] = [CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN];
/// Only for providers that take passwords.
const LOGIN: [&str; 2] = ["username", "password"];

impl Connection {
    /// Signs in by an application.
    #[must_use]
    pub fn oauth(mut self, parameter: &str, app: &App) -> Self {
        // Policies may ask for what the sign-in needs.
        for (name, value) in &app.0.config.values {
            let wanted =
                |own: &str| own.strip_prefix("token:").is_some_and(|own| own.eq_ignore_ascii_case(name));
            let known = self.connector.parameters.iter().map(|one| one.name).find(|own| wanted(own));
            if let Some(own) = known.filter(|own| !self.values.contains_key(*own)) {
                self.values.insert(own.to_owned(), Value::Fixed(value.clone()));
            }
        }
        self.values.insert(parameter.to_owned(), Value::SignIn(app.0.clone()));
        self
    }

    /// Every provider of this connector, with the parameter that its token goes into.
    fn sign_ins(&self) -> impl Iterator<Item = (&'static str, &'static OAuth)> + use<> {
        self.connector.schemes.iter().filter_map(Scheme::sign_in)
    }

    /// The names of what configuration may say of a sign-in.
    pub(super) fn sign_in_parameters(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.sign_ins().flat_map(|(_, spec)| {
            let login = LOGIN.into_iter().filter(|_| spec.grant == Grant::Password);
            OWN.into_iter().chain(login).chain(spec.parameters.iter().map(|one| one.name))
        })
    }

    pub(super) fn belongs_to_sign_in(&self, name: &str) -> bool {
        self.sign_in_parameters().any(|own| own == name)
    }

    /// What configuration says of an application becomes a sign-in, where there is no token.
    pub(crate) fn signing_in(mut self) -> Self {
        for (parameter, spec) in self.sign_ins().collect::<Vec<_>>() {
            let given = |name: &str| match self.values.get(name) {
                Some(Value::Fixed(secret)) => Some(secret.clone()),
                _ => None,
            };
            let Some(client_id) = given(CLIENT_ID).filter(|_| !self.values.contains_key(parameter)) else {
                continue;
            };
            let app = App::new(spec, self.connector.title, client_id);
            let values =
                spec.parameters.iter().filter_map(|one| Some((one.name.to_owned(), given(one.name)?)));
            let app = App::of(Config {
                client_secret: given(CLIENT_SECRET),
                values: values.collect(),
                login: given("username")
                    .filter(|_| spec.grant == Grant::Password)
                    .map(|user| (user, given("password").unwrap_or_default())),
                tokens: given(REFRESH_TOKEN).map(|refresh: Secret| Tokens::from_refresh(refresh)),
                ..app.0.config.clone()
            });
            self = self.oauth(parameter, &app);
        }
        self
    }

    /// Whether the provider's reply says where the service is.
    pub(super) fn is_told_its_base_url(&self) -> bool {
        self.sign_ins().any(|(parameter, spec)| {
            !spec.base_url_in.is_empty() && matches!(self.values.get(parameter), Some(Value::SignIn(_)))
        })
    }

    /// Where the provider says that the service is, unless the caller knows better.
    pub(super) fn told_base_url(&self, scheme: &Scheme, tokens: &Tokens) -> Option<String> {
        match scheme.kind {
            SchemeKind::Bearer { sign_in: Some(_), .. } if self.base_url.is_none() => tokens.base_url.clone(),
            _ => None,
        }
    }
}
