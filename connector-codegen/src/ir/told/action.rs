//! What a document fixes of an action.

use crate::ir::{Action, Alternatives, BodyKind, Constant, FinalState, Paging};

/// One thing that is fixed of an action.
#[derive(Clone, Copy, Debug)]
pub enum Fixed<'a> {
    /// What is sent without asking.
    Constants(&'a [Constant]),
    /// The header `Accept`.
    Accept(&'a str),
    /// The media type of its body.
    Consumes(&'a str),
    /// The sign-in that it demands, where that is not the connector's.
    Security(&'a Alternatives),
    /// Its own scheme: `http` or `https`.
    Scheme(&'a str),
    /// How pages follow one another.
    Paging(&'a Paging),
    /// The header by which repetitions are recognised.
    IdempotencyKey(&'a str),
    /// It answers before it is done.
    LongRunning(FinalState),
    /// A 404 is an answer.
    Exists,
    /// Its body is there, even if nothing is in it.
    InlineBody,
}

impl Action {
    /// All that is fixed of it, besides method and path.
    pub fn fixed(&self) -> Vec<Fixed<'_>> {
        // A raw body is given together with its media type.
        let consumes = self.consumes.as_deref().filter(|_| self.body != BodyKind::Raw);
        let inline = self.body == (BodyKind::Fields { required: true });
        let all = [
            (!self.constants.is_empty()).then_some(Fixed::Constants(&self.constants)),
            self.accept.as_deref().map(Fixed::Accept),
            consumes.map(Fixed::Consumes),
            self.security.as_ref().map(Fixed::Security),
            self.scheme.as_deref().map(Fixed::Scheme),
            self.paging.as_ref().map(Fixed::Paging),
            self.idempotency_key.as_deref().map(Fixed::IdempotencyKey),
            self.long_running.map(Fixed::LongRunning),
            self.exists.then_some(Fixed::Exists),
            inline.then_some(Fixed::InlineBody),
        ];
        all.into_iter().flatten().collect()
    }
}
