//! What a connection consists of.

use crate::ir::policy::Policy;
use crate::ir::{Alternatives, Connector, Parameter, Scheme};

/// What is known of a connector, besides title and address.
#[derive(Clone, Debug)]
pub enum Known<'a> {
    /// Ways to sign in.
    Schemes(&'a [Scheme]),
    /// The parameters of a connection.
    Parameters(&'a [Parameter]),
    /// Ways to connect, and what each cannot do without.
    Sets(Vec<(&'a str, Vec<&'a str>)>),
    /// What its actions demand, where they do not say otherwise.
    Security(&'a Alternatives),
    /// What a platform's gateway would do.
    Policies(&'a [Policy]),
}

/// What is known of a parameter, besides its name and whether it is secret.
#[derive(Clone, Copy, Debug)]
pub enum Given<'a> {
    /// A connection may go without it.
    Optional,
    /// What it is where nobody gives it.
    Default(&'a str),
    /// What it may be.
    OneOf(&'a [String]),
    /// It is a token that a program supplies when it is asked.
    TokenSource,
}

impl Connector {
    /// All that is known of it.
    pub fn known(&self) -> Vec<Known<'_>> {
        let sets = self.ways_to_connect();
        let all = [
            (!self.schemes.is_empty()).then_some(Known::Schemes(&self.schemes)),
            (!self.parameters.is_empty()).then_some(Known::Parameters(&self.parameters)),
            (!sets.is_empty()).then_some(Known::Sets(sets)),
            (!self.security.is_empty()).then_some(Known::Security(&self.security)),
            (!self.policies.is_empty()).then_some(Known::Policies(&self.policies)),
        ];
        all.into_iter().flatten().collect()
    }

    /// All that is known of one of its parameters.
    pub fn known_of<'a>(&self, one: &'a Parameter) -> Vec<Given<'a>> {
        let all = [
            self.may_lack(one).then_some(Given::Optional),
            one.default.as_deref().map(Given::Default),
            (!one.allowed.is_empty()).then_some(Given::OneOf(&one.allowed)),
            one.token.then_some(Given::TokenSource),
        ];
        all.into_iter().flatten().collect()
    }

    /// The parameters of a connection that are credentials: whether these are needed follows from the actions.
    pub fn credentials(&self) -> Vec<&str> {
        self.schemes.iter().flat_map(|scheme| scheme.kind.parameters()).collect()
    }

    /// Whether a connection may go without this parameter.
    pub fn may_lack(&self, parameter: &Parameter) -> bool {
        !parameter.required && !self.credentials().contains(&parameter.name.as_str())
    }

    /// What each way to connect cannot do without, by its name; nothing where that is the same for all.
    pub fn ways_to_connect(&self) -> Vec<(&str, Vec<&str>)> {
        let first = self.sets.first().map(|set| &set.required);
        if self.sets.iter().all(|set| Some(&set.required) == first) {
            return Vec::new();
        }
        let sets = self.sets.iter().map(|set| {
            // A password may be empty, so a user name is what shows that somebody signs in.
            let schemes = set.schemes.iter().filter_map(|index| self.schemes.get(*index));
            let signs_in = schemes.filter_map(|scheme| scheme.kind.parameters().first().copied());
            let values = set.required.iter().filter_map(|index| self.parameters.get(*index));
            let needs = signs_in.chain(values.map(|parameter| parameter.name.as_str()));
            (set.name.as_str(), needs.collect())
        });
        sets.collect()
    }
}
