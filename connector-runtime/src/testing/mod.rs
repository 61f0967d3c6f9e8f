//! For tests of programs that call services: a mock that stands in for one, and recordings of what one said.
//!
//! Both take the place of the network and of nothing else: a call is encoded, signed in, put through the connector's
//! policies, sent, retried, and its reply decoded as ever. Nothing listens on a port, and time may be paused.

mod answer;
mod connection;
mod expect;
mod fail;
mod fire;
mod macros;
mod mock;
mod record;
mod replay;
mod reply;
mod request;
mod scrub;
mod table;
mod tape;
mod times;

pub use answer::Answer;
pub use expect::Sent;
pub use record::Recorder;
pub use replay::Replay;
pub use request::Request;
pub use times::Times;

// What generated code names.
#[doc(hidden)]
pub use expect::Expect;
#[doc(hidden)]
pub use fire::post;
#[doc(hidden)]
pub use mock::Mock;
#[doc(hidden)]
pub use reply::Answerable;
