//! Triggers: what keeps events, and the streams that hand them out.

mod events;
mod store;
