//! A document in two versions. The second has an optional input more (where there were some, and where there was none), a field, an
//! enum value, an action, a body property and a response header.

#![deny(warnings)]

/// As it was.
pub mod v1 {
    /// The client.
    pub mod orders {
        connector::connector!("v1.json");
    }
    // The user in the crate of the client: `#[non_exhaustive]` would not help there.
    #[cfg(test)]
    mod user {
        #![allow(dead_code, clippy::unwrap_used)]
        include!("user.rs");
    }
    #[cfg(test)]
    mod checks {
        include!("checks.rs");
    }
}

/// As it became.
pub mod v2 {
    /// The client.
    pub mod orders {
        connector::connector!("v2.json");
    }
    #[cfg(test)]
    mod user {
        #![allow(dead_code, clippy::unwrap_used)]
        include!("user.rs");
    }
    #[cfg(test)]
    mod checks {
        include!("checks.rs");
    }
}
