//! Every operation of Alertmanager's own document, called on a real Alertmanager.
//!
//! What the server does and its document does not say:
//!
//! | operation | status | body |
//! | --- | --- | --- |
//! | any, with an input that its own rules refuse (no UUID, no matchers, no labels) | 422 | `{"code", "message"}` |
//! | `deleteSilence`, no such silence | 500 | text; documented, but as an internal error |
//! | `getSilence`, an id with a slash (`..%2Fstatus`) | 301 to `/status` | |

use std::process::ExitCode;

#[cfg(document)]
mod alerts;
#[cfg(document)]
mod general;
#[cfg(document)]
mod silences;
#[cfg(document)]
mod suite;

fn main() -> ExitCode {
    #[cfg(document)]
    return suite::run();
    #[cfg(not(document))]
    return conformance_support::suite::missing("alertmanager", env!("NO_DOCUMENT"));
}
