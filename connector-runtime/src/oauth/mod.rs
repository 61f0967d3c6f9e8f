//! Sign-in by OAuth 2.0: what providers are told, and the life of what they give.

mod app;
mod device;
mod exchange;
mod form;
mod loopback;
mod pending;
mod proof;
pub mod providers;
mod reply;
mod session;
mod spec;
mod store;
mod template;
mod tokens;

pub use app::App;
pub use device::DeviceCode;
pub use pending::Pending;
pub use spec::{ClientAuth, Grant, OAuth, SignInParameter};
#[cfg(feature = "keyring")]
pub use store::KeyringStore;
pub use store::{FileStore, Key, Lock, MemoryStore, StoreFuture, TokenStore};
pub use tokens::Tokens;

pub(crate) use app::Config;
pub(crate) use session::Session;

#[cfg(fuzzing)]
pub(crate) mod fuzzing {
    use http::StatusCode;

    use super::{OAuth, Tokens, reply};

    pub(crate) fn reply(spec: &OAuth, status: StatusCode, body: &[u8]) -> Result<Tokens, String> {
        reply::read(spec, status, body).map_err(|refusal| format!("{refusal:?}"))
    }
}
