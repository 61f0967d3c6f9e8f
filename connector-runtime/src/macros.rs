//! What generated code says in one line.

/// The methods of a generated client: `client!(Client, Connection, api::CONNECTOR)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __client {
    ($client:ident, $connection:ident, $connector:expr) => {
        impl $client {
            /// A client with a transport of its own. To share one, see [`with_http`](Self::with_http).
            ///
            /// # Errors
            /// When the connection lacks something; the error names everything that it lacks.
            pub fn new(connection: $connection) -> ::core::result::Result<Self, $crate::v1::Error> {
                $crate::v1::Client::new(connection.0).map(Self)
            }

            /// A client on a shared transport: one pool of connections, one set of limits and hooks.
            ///
            /// # Errors
            /// When the connection lacks something; the error names everything that it lacks.
            pub fn with_http(
                connection: $connection,
                http: &$crate::v1::Http,
            ) -> ::core::result::Result<Self, $crate::v1::Error> {
                $crate::v1::Client::with_http(connection.0, http).map(Self)
            }

            /// The same for another connection, on the same transport and with the same options.
            ///
            /// # Errors
            /// When the connection lacks something; the error names everything that it lacks.
            pub fn with_connection(
                &self,
                connection: $connection,
            ) -> ::core::result::Result<Self, $crate::v1::Error> {
                self.0.with_connection(connection.0).map(Self)
            }

            /// Options for all calls; what a call sets itself comes first.
            #[must_use]
            pub fn with_options(self, options: $crate::v1::CallOptions) -> Self {
                Self(self.0.with_options(options))
            }

            /// Where the service is, without a slash at the end.
            #[must_use]
            pub fn base_url(&self) -> &str {
                self.0.base_url()
            }

            /// Sends a request that no action describes, signed in, limited and retried as the actions are. An
            /// address that begins with a slash is below the base URL.
            pub fn send<B: ::core::convert::Into<$crate::v1::Body>>(
                &self,
                request: $crate::v1::http::Request<B>,
            ) -> $crate::v1::Call<$crate::v1::Response<$crate::v1::Bytes>> {
                self.0.send(request)
            }
        }
    };
}

/// The methods that every generated connection has: `connection!(Connection, api::CONNECTOR)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __connection {
    ($connection:ident, $connector:expr) => {
        impl $connection {
            /// Another base URL than the document's: scheme, host and base path.
            #[must_use]
            pub fn base_url(self, url: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.base_url(url))
            }

            /// Reads each parameter from the environment variable of its name in capitals after `prefix`, and the
            /// base URL from `BASE_URL` after it. What is missing is told when a client is made.
            ///
            /// # Errors
            /// When a variable is not UTF-8.
            pub fn from_env(prefix: &str) -> ::core::result::Result<Self, $crate::v1::Error> {
                $crate::v1::Connection::from_env(&$connector, prefix).map(Self)
            }
        }

        impl ::core::fmt::Debug for $connection {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl<'de> $crate::v1::serde::Deserialize<'de> for $connection {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::v1::serde::Deserializer<'de>,
            {
                $crate::v1::Connection::deserialize(&$connector, deserializer).map(Self)
            }
        }
    };
}

/// Makes a tuple struct around a call awaitable: `action!(GetOrder => model::Order)`, or `action!(GetOrder => model::Order,
/// GetOrderResponse)` with documented headers.
///
/// A client may have hundreds of these, and the compiler looks into each body. So a body is a call of one inherent function without
/// anything to infer.
#[doc(hidden)]
#[macro_export]
macro_rules! __action {
    ($name:ident => $output:ty) => {
        $crate::__action!($name => $output, $crate::v1::Response<$output>);
    };
    ($name:ident => $output:ty, $response:ty) => {
        impl $name {
            /// Settings of this call alone.
            pub fn options(self, options: $crate::v1::CallOptions) -> Self {
                Self(self.0.options(options))
            }

            /// The same call, giving the reply whole: status, headers and body.
            pub fn response(self) -> $crate::v1::Call<$response> {
                self.0.giving()
            }

            /// Sends, and gives the reply as it arrives: bytes, JSON values one after the other, server-sent events.
            ///
            /// # Errors
            /// As awaiting the call.
            pub fn stream(self) -> $crate::v1::Opening<$output> {
                self.0.stream()
            }

            /// What would be sent, with `redacted` in the place of credentials. Nothing is sent.
            ///
            /// # Errors
            /// When an input cannot be sent, or the connection lacks what the action needs.
            pub fn request(
                self,
            ) -> ::core::result::Result<$crate::v1::http::Request<$crate::v1::Body>, $crate::v1::Error> {
                self.0.request()
            }
        }

        impl ::core::future::Future for $name {
            type Output = ::core::result::Result<$output, $crate::v1::Error>;

            fn poll(
                self: ::core::pin::Pin<&mut Self>,
                cx: &mut ::core::task::Context<'_>,
            ) -> ::core::task::Poll<Self::Output> {
                self.get_mut().0.advance(cx)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.0.show(f)
            }
        }

        $crate::__action_blocking!([] $name => $output,);
    };
}

/// Chosen by the runtime's feature, which the user's crate does not have.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __action_blocking {
    ([$($generics:tt)*] $name:ty => $output:ty, $($call:ident)?) => {
        impl $($generics)* $name {
            /// Sends, and waits without an async runtime of the caller's.
            ///
            /// # Errors
            /// As awaiting it; and inside an async runtime, where waiting would stop it.
            pub fn blocking(self) -> ::core::result::Result<$output, $crate::v1::Error> {
                self.0$(.$call)?.blocking()
            }
        }
    };
}

/// Chosen by the runtime's feature, which the user's crate does not have.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __action_blocking {
    ([$($generics:tt)*] $name:ty => $output:ty, $($call:ident)?) => {};
}

/// A reply with documented headers: `response!(#[doc = ".."] Name => Order { #[doc = ".."] limit: i64 = "X-Limit", })`.
#[doc(hidden)]
#[macro_export]
macro_rules! __response {
    ($(#[$meta:meta])* $name:ident => $output:ty {
        $($(#[$doc:meta])* $header:ident : $ty:ty = $wire:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name($crate::v1::Response<$output>);

        impl $name {
            $(
                $(#[$doc])*
                ///
                /// None when the reply does not have it, or not as the document says.
                #[must_use]
                pub fn $header(&self) -> ::core::option::Option<$ty> {
                    self.0.header($wire)?.trim().parse().ok()
                }
            )*

            /// What the action gives back.
            #[must_use]
            pub fn into_body(self) -> $output {
                self.0.into_body()
            }
        }

        impl ::core::ops::Deref for $name {
            type Target = $crate::v1::Response<$output>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl $crate::v1::Output for $name {
            fn output(
                reply: &$crate::v1::Reply,
            ) -> ::core::result::Result<Self, $crate::v1::Error> {
                <$crate::v1::Response<$output> as $crate::v1::Output>::output(reply).map(Self)
            }
        }
    };
}

/// An enum of several kinds of success: `statuses!(Reply { 200 => Done(Order), 204 => Gone, _ => Other(rt::Value) })`.
/// Without `_`, a status that is not named is an error.
#[doc(hidden)]
#[macro_export]
macro_rules! __statuses {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$doc:meta])* $status:literal => $variant:ident $(($body:ty))?),+
        $(, _ => $else:ident ($else_body:ty))? $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$doc])*
                #[doc = concat!("Status ", stringify!($status), ".")]
                $variant $(($body))?,
            )+
            $(
                /// Another status of success.
                $else($else_body),
            )?
        }

        impl $crate::v1::Output for $name {
            fn output(
                reply: &$crate::v1::Reply,
            ) -> ::core::result::Result<Self, $crate::v1::Error> {
                match reply.status() {
                    $($status => ::core::result::Result::Ok(Self::$variant $((
                        <$body as $crate::v1::Output>::output(reply)?
                    ))?),)+
                    $(_ => ::core::result::Result::Ok(Self::$else(
                        <$else_body as $crate::v1::Output>::output(reply)?
                    )),)?
                    #[allow(unreachable_patterns, reason = "only enums without `_` reach it")]
                    _ => ::core::result::Result::Err(reply.unexpected()),
                }
            }
        }

        $crate::__statuses_answer!($name {
            $($status => $variant $(($body))?),+ $(, _ => $else ($else_body))?
        });
    };
}

/// The methods that every generated application has: `app!(App)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __app {
    ($app:ident) => {
        #[allow(dead_code)]
        impl $app {
            /// Asks for these scopes and no others.
            #[must_use]
            pub fn scopes<S: ::core::convert::Into<::std::string::String>>(
                self,
                scopes: impl ::core::iter::IntoIterator<Item = S>,
            ) -> Self {
                Self(self.0.scopes(scopes))
            }

            /// Keeps tokens here, so that a restart, or another process, goes on with them.
            #[must_use]
            pub fn store(self, store: impl $crate::v1::oauth::TokenStore) -> Self {
                Self(self.0.store(store))
            }

            /// The sign-in of this name: a tenant, a user. Each has tokens of its own.
            #[must_use]
            pub fn named(&self, name: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.named(name))
            }

            /// With tokens that were obtained elsewhere. What the store holds for this sign-in comes first.
            #[must_use]
            pub fn tokens(self, tokens: $crate::v1::oauth::Tokens) -> Self {
                Self(self.0.tokens(tokens))
            }

            /// Signs in as the application itself: nobody is asked.
            #[must_use]
            pub fn client_credentials(self) -> Self {
                Self(self.0.client_credentials())
            }

            /// Signs in with a user's name and password, for providers that still allow it.
            #[must_use]
            pub fn password(
                self,
                user: impl ::core::convert::Into<$crate::v1::Secret>,
                password: impl ::core::convert::Into<$crate::v1::Secret>,
            ) -> Self {
                Self(self.0.password(user, password))
            }

            /// Changes what has no method here.
            #[must_use]
            pub fn with(
                self,
                change: impl ::core::ops::FnOnce($crate::v1::oauth::App) -> $crate::v1::oauth::App,
            ) -> Self {
                Self(change(self.0))
            }
        }

        /// What signing in is: `begin`, `finish`, `sign_in_on_loopback`, `sign_in_by_device`, `sign_out`.
        impl ::core::ops::Deref for $app {
            type Target = $crate::v1::oauth::App;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }
    };
}

/// Makes a tuple struct around a trigger that is polled one itself: `polling!(OnOrder => model::Order)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __polling {
    ($name:ident => $event:ty) => {
        #[allow(dead_code)]
        impl $name {
            /// How long to wait between two polls. Without this, a minute.
            pub fn every(self, every: ::core::time::Duration) -> Self {
                Self(self.0.every(every))
            }

            /// Where the stream begins if it has no checkpoint yet. Without this, now.
            pub fn start_at(self, start: $crate::v1::StartAt) -> Self {
                Self(self.0.start_at(start))
            }

            /// In which order the events of one poll come.
            pub fn order(self, order: $crate::v1::Order) -> Self {
                Self(self.0.order(order))
            }

            /// What tells one event from another.
            pub fn dedupe_by<K: ::core::fmt::Display>(
                self,
                key: impl ::core::ops::Fn(&$event) -> K + ::core::marker::Send + ::core::marker::Sync + 'static,
            ) -> Self {
                Self(self.0.dedupe_by(key))
            }

            /// Every element of every reply is an event, also when it is equal to one before.
            pub fn keep_repeats(self) -> Self {
                Self(self.0.keep_repeats())
            }

            /// A query parameter of the next poll that is read out of each reply.
            pub fn cursor(
                self,
                parameter: &'static str,
                next: impl ::core::ops::Fn(&$crate::v1::Value) -> ::core::option::Option<::std::string::String>
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                Self(self.0.cursor(parameter, next))
            }

            /// Keeps events until they are acknowledged, and where polling goes on, in the store under this name.
            pub fn checkpoint<S: $crate::v1::Store + ::core::clone::Clone>(
                self,
                name: impl ::core::convert::Into<::std::string::String>,
                store: &S,
            ) -> Self {
                Self(self.0.checkpoint(name, store))
            }

            /// The same under a name made of connector, trigger and inputs.
            pub fn store<S: $crate::v1::Store + ::core::clone::Clone>(self, store: &S) -> Self {
                Self(self.0.store(store))
            }

            /// Settings of each of its calls.
            pub fn options(self, options: $crate::v1::CallOptions) -> Self {
                Self(self.0.options(options))
            }

            /// What the first poll would send, with `redacted` in the place of credentials. Nothing is sent.
            ///
            /// # Errors
            /// When an input cannot be sent, or the connection lacks what the trigger needs.
            pub fn request(
                self,
            ) -> ::core::result::Result<$crate::v1::http::Request<$crate::v1::Body>, $crate::v1::Error> {
                self.0.request()
            }

            /// The stream of its events.
            pub fn events(self) -> $crate::v1::Events<$event> {
                self.0.events()
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}
