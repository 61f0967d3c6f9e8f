//! Every operation of etcd's own documents, called on a real etcd.
//!
//! What the server does and its documents do not say:
//!
//! | operation | the document says | the server does |
//! | --- | --- | --- |
//! | all | a token in `Authorization`, always | any is refused as long as users are not switched on |
//! | all | errors are not mentioned | a status with `error`, `code`, `message` |
//! | all | zero values | are left out |
//! | `LeaseKeepAlive`, `Watch` | a stream of requests | takes one, whose body the HTTP gateway reads to its end |
//! | `MemberPromote` | promotes | 412 for a member that is no learner |

use std::process::ExitCode;

#[cfg(documents)]
mod cluster;
#[cfg(documents)]
mod keys;
#[cfg(documents)]
mod suite;
#[cfg(documents)]
mod users;
#[cfg(documents)]
mod watching;

fn main() -> ExitCode {
    #[cfg(documents)]
    return suite::run();
    #[cfg(not(documents))]
    return conformance_support::suite::missing("etcd", env!("NO_DOCUMENT"));
}
