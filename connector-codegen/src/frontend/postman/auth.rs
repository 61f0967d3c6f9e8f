//! How calls prove who is calling: what was chosen in the app, and what was typed into headers and queries.

use std::collections::HashMap;

use super::group::Call;
use super::model::{Auth, Pair};
use super::secrets::Secrets;
use super::variables::Variables;
use crate::diag::{Code, Diagnostics, quoted};
use crate::infer::traffic::{is_credential, is_id, is_sign_in_header, is_sign_in_parameter, looks_random};
use crate::ir::oauth::{Grant, SignIn};
use crate::ir::{Alternatives, Docs, Omission, Scheme, SchemeKind};

/// What one request carries.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Proof {
    Basic,
    Bearer,
    Header(String),
    Query(String),
}

/// The schemes of a collection, and which of them each action asks for.
#[derive(Debug, Default)]
pub struct Schemes {
    pub schemes: Vec<Scheme>,
    pub sign_ins: Vec<SignIn>,
    pub omissions: Vec<Omission>,
    proofs: Vec<Proof>,
    /// What stands before the variable of a header, `Token` of `Token {{token}}`, by the header's name.
    words: HashMap<String, String>,
    /// Kinds that are not supported, with the actions that they are for.
    unknown: Vec<(String, Vec<String>)>,
}

impl Schemes {
    /// What the calls of one action ask for.
    pub fn of(
        &mut self,
        id: &str,
        calls: &[Call<'_, '_>],
        variables: &Variables,
        secrets: &mut Secrets,
        diags: &mut Diagnostics,
    ) -> Alternatives {
        let mut found: Alternatives = Vec::new();
        for call in calls {
            let proofs = self.proofs(id, call, variables, secrets, diags);
            if !proofs.is_empty() && !found.contains(&proofs) {
                found.push(proofs);
            }
        }
        found
    }

    fn proofs(
        &mut self,
        id: &str,
        call: &Call<'_, '_>,
        variables: &Variables,
        secrets: &mut Secrets,
        diags: &mut Diagnostics,
    ) -> Vec<usize> {
        let mut needed = Vec::new();
        if let Some(auth) = &call.request.auth {
            note(auth, secrets, diags);
            if let Some(proof) = self.chosen(id, auth, diags) {
                let index = self.scheme(proof);
                if auth.kind == "oauth2" {
                    self.sign_in(index, auth, variables);
                }
                needed.push(index);
            }
        }
        let chosen = needed.first().and_then(|index| self.proofs.get(*index)).cloned();
        let typed = |pairs: &[Pair<'_>], of: fn(&str) -> bool| -> Vec<Pair<'static>> {
            let enabled = pairs.iter().filter(|one| !one.disabled && of(&one.key));
            enabled
                .map(|one| Pair {
                    key: one.key.clone(),
                    value: one.value.clone(),
                    at: one.at,
                    ..Pair::default()
                })
                .collect()
        };
        for one in typed(&call.request.call.headers, is_sign_in_header) {
            let value = one.value.unwrap_or_default();
            secrets.note(&one.key, &value, one.at, diags);
            let lower = value.trim_start().to_ascii_lowercase();
            let standard = one.key.eq_ignore_ascii_case("authorization");
            let proof = match () {
                () if standard && lower.starts_with("bearer") => Proof::Bearer,
                () if standard && lower.starts_with("basic") => Proof::Basic,
                () => Proof::Header(one.key.clone()),
            };
            // What was chosen writes this header itself.
            let same = match &chosen {
                Some(Proof::Bearer | Proof::Basic) => standard,
                Some(Proof::Header(wire)) => wire.eq_ignore_ascii_case(&one.key),
                _ => false,
            };
            if !same {
                if let (Proof::Header(wire), Some(word)) = (&proof, word_before_variable(&value)) {
                    self.words.insert(wire.to_ascii_lowercase(), word.to_owned());
                }
                let index = self.scheme(proof);
                needed.push(index);
            }
        }
        for one in typed(&call.query, is_sign_in_parameter) {
            secrets.note(&one.key, one.value.as_deref().unwrap_or_default(), one.at, diags);
            let index = self.scheme(Proof::Query(one.key));
            needed.push(index);
        }
        // What stays an input is not copied either.
        let sent = call.request.call.headers.iter().chain(&call.query);
        for one in sent.filter(|one| !one.disabled) {
            let value = one.value.as_deref().unwrap_or_default();
            let alike = is_credential(&one.key) || looks_random(value) && !is_id(value);
            if alike {
                secrets.note(&one.key, value, one.at, diags);
            }
        }
        needed.sort_unstable();
        needed.dedup();
        needed
    }

    /// What was chosen in the app.
    fn chosen(&mut self, id: &str, auth: &Auth, diags: &mut Diagnostics) -> Option<Proof> {
        match auth.kind.as_str() {
            "noauth" | "inherit" => None,
            "basic" => Some(Proof::Basic),
            "bearer" => Some(Proof::Bearer),
            "apikey" => {
                let wire = auth.get("key").filter(|key| !key.contains("{{")).unwrap_or("X-Api-Key");
                let wire = wire.split_whitespace().collect::<Vec<_>>().join("-");
                match auth.get("in") {
                    Some("query") => Some(Proof::Query(wire)),
                    _ => Some(Proof::Header(wire)),
                }
            }
            "oauth2" => match auth.get("addTokenTo") {
                Some("queryParams") => Some(Proof::Query("access_token".to_owned())),
                _ => Some(Proof::Bearer),
            },
            other => {
                match self.unknown.iter_mut().find(|(kind, _)| kind == other) {
                    Some((_, ids)) => ids.push(id.to_owned()),
                    None => {
                        let message = format!(
                            "sign-in by {} is not supported; such calls are not signed",
                            quoted(other)
                        );
                        diags.warning(Code::UNKNOWN_SIGN_IN, auth.at, message);
                        self.unknown.push((other.to_owned(), vec![id.to_owned()]));
                    }
                }
                None
            }
        }
    }

    fn scheme(&mut self, proof: Proof) -> usize {
        let proof = match proof {
            // Header names are one whatever their case.
            Proof::Header(wire) => {
                let same =
                    |known: &&Proof| matches!(known, Proof::Header(own) if own.eq_ignore_ascii_case(&wire));
                self.proofs.iter().find(same).cloned().unwrap_or(Proof::Header(wire))
            }
            other => other,
        };
        match self.proofs.iter().position(|known| *known == proof) {
            Some(index) => index,
            None => {
                self.proofs.push(proof);
                self.proofs.len() - 1
            }
        }
    }

    fn sign_in(&mut self, scheme: usize, auth: &Auth, variables: &Variables) {
        if self.sign_ins.iter().any(|known| known.scheme == scheme) {
            return;
        }
        let url = |name: &str| {
            let filled = auth.get(name).map(|text| variables.fill(text)).unwrap_or_default();
            let sound = filled.contains("://") && !filled.contains(['{', '}', ' ', '<']);
            if sound { filled } else { String::new() }
        };
        let (authorize, token) = (url("authUrl"), url("accessTokenUrl"));
        let grant = match auth.get("grant_type").or_else(|| auth.get("grantType")) {
            Some("client_credentials") => Grant::ClientCredentials,
            Some("password_credentials") => Grant::Password,
            _ => Grant::Code,
        };
        if token.is_empty() || grant == Grant::Code && authorize.is_empty() {
            return;
        }
        let mut made = SignIn::new(scheme, "swagger", &authorize, &token);
        made.grant = grant;
        let scope = auth.get("scope").unwrap_or_default();
        made.scopes = scope.split_whitespace().filter(|one| !one.contains("{{")).map(str::to_owned).collect();
        if made.placeholders().is_empty() {
            self.sign_ins.push(made);
        }
    }

    /// Gives every scheme its name and the names of its parameters.
    pub fn finish(&mut self) {
        let keys = self.proofs.iter().filter(|one| matches!(one, Proof::Header(_) | Proof::Query(_))).count();
        let mut taken: HashMap<String, usize> = HashMap::new();
        for proof in self.proofs.clone() {
            let (name, kind) = match proof {
                Proof::Basic => {
                    let (user, password) = ("username".to_owned(), "password".to_owned());
                    ("basic".to_owned(), SchemeKind::Basic { user, password })
                }
                Proof::Bearer => ("bearer".to_owned(), SchemeKind::OAuth { parameter: "token".to_owned() }),
                Proof::Header(wire) => {
                    let parameter = if keys == 1 { "api_key".to_owned() } else { wire.clone() };
                    (wire.clone(), SchemeKind::Header { parameter, wire })
                }
                Proof::Query(wire) => {
                    let parameter = if keys == 1 { "api_key".to_owned() } else { format!("{wire}_query") };
                    (format!("{wire} in the query"), SchemeKind::Query { parameter, wire })
                }
            };
            *taken.entry(name.clone()).or_default() += 1;
            let word = match &kind {
                SchemeKind::Header { wire, .. } => self.words.get(&wire.to_ascii_lowercase()),
                _ => None,
            };
            let description =
                word.map(|word| format!("In the collection `{word} …`: the word belongs to the value."));
            self.schemes.push(Scheme { name, kind, docs: Docs { summary: None, description } });
        }
        for (kind, operations) in std::mem::take(&mut self.unknown) {
            let what = format!("sign-in by `{kind}`: the request is sent without it");
            self.omissions.push(Omission { what, operations });
        }
    }
}

/// `Token` of `Token {{token}}`; nothing that could be a secret itself.
fn word_before_variable(value: &str) -> Option<&str> {
    let (word, rest) = value.trim().split_once(' ')?;
    let plain = word.len() <= 12 && word.chars().all(|c| c.is_ascii_alphabetic());
    (plain && rest.starts_with("{{") && rest.ends_with("}}")).then_some(word)
}

/// The requirement of most actions.
pub fn usual(all: &[Alternatives]) -> Alternatives {
    let mut counts: Vec<(&Alternatives, usize)> = Vec::new();
    for one in all {
        match counts.iter_mut().find(|(known, _)| *known == one) {
            Some((_, count)) => *count += 1,
            None => counts.push((one, 1)),
        }
    }
    let best = counts.iter().rev().filter(|(one, _)| !one.is_empty()).max_by_key(|(_, count)| *count);
    best.map(|(one, _)| (*one).clone()).unwrap_or_default()
}

/// Notes what is secret among the parameters of a sign-in.
fn note(auth: &Auth, secrets: &mut Secrets, diags: &mut Diagnostics) {
    for (name, value, at) in &auth.parameters {
        let secret = match (auth.kind.as_str(), name.as_str()) {
            ("apikey", name) => name == "value",
            ("basic" | "digest" | "ntlm", name) => name == "password",
            (_, "tokenName" | "tokenType" | "accessTokenUrl" | "addTokenTo") => false,
            (_, name) => is_credential(name),
        };
        if secret {
            secrets.note(name, value, *at, diags);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::word_before_variable;

    #[test]
    fn words_before_variables_are_no_secrets() {
        assert_eq!(word_before_variable("Token {{token}}"), Some("Token"));
        for value in ["{{token}}", "Token abc", "t0ken {{more}}", "abcdefghijklmnop {{x}}", "Token {{a}} b"] {
            assert_eq!(word_before_variable(value), None, "{value}");
        }
    }
}
