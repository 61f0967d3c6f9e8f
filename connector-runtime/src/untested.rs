//! In the place of mocks, where the feature `testing` is off.

/// Says what is missing, once.
#[doc(hidden)]
#[macro_export]
macro_rules! __mock {
    ($($any:tt)*) => {
        ::core::compile_error!(
            "a mock needs the feature `testing` of `connector-rs`: put it under [dev-dependencies], or generate the mock for tests only (`mock = \"test\"`)"
        );
    };
}

/// Nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __answers {
    ($($any:tt)*) => {};
}

/// Nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __statuses_answer {
    ($($any:tt)*) => {};
}
