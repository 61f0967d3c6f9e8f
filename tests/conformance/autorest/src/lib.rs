//! Clients of the AutoRest test server, one for each of its documents.

macro_rules! documents {
    ($($name:ident)*) => {$(
        #[cfg(document)]
        pub mod $name {
            //! As the document of this name describes it.
            include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
        }
    )*};
}
documents!(body_boolean body_byte body_date body_integer body_number header http_infrastructure report url);
