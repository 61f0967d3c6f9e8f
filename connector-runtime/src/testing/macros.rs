//! What the generated code of a mock says in one line for each action.

/// The generated mock: `mock!(Mock(Client, Connection, api::CONNECTOR) { get_order: GetOrder = api::GET_ORDER; } polls [] hooks [])`.
#[doc(hidden)]
#[macro_export]
macro_rules! __mock {
    (
        $mock:ident($client:ident, $connection:ident, $connector:expr)
        { $($(#[$only:meta])* $method:ident: $call:ident = $action:expr;)* }
        polls [$($(#[$polled:meta])* $poll:expr),* $(,)?]
        hooks [$($(#[$hooked:meta])* $hook:expr),* $(,)?]
    ) => {
        /// Stands in for the service in tests: each method tells how one action is answered, and [`client`](Self::client)
        /// is a client that gets these answers. When it is dropped it fails the test if an answer was never given, or a request
        /// had none.
        #[derive(Debug)]
        #[allow(dead_code)]
        pub struct $mock($crate::v1::testing::Mock);

        #[allow(dead_code, clippy::wrong_self_convention, clippy::should_implement_trait)]
        impl $mock {
            /// A mock without answers.
            #[allow(clippy::new_without_default, reason = "a mock is made where its test begins, and is no value")]
            #[track_caller]
            #[must_use]
            pub fn new() -> Self {
                static POLLS: &[&$crate::v1::Poll] = &[$($(#[$polled])* &$poll),*];
                static HOOKS: &[&$crate::v1::Hook] = &[$($(#[$hooked])* &$hook),*];
                Self($crate::v1::testing::Mock::new(&$connector, POLLS, HOOKS))
            }

            /// The order in which answers are told is the one in which they are wanted.
            #[must_use]
            pub fn in_order(self) -> Self {
                Self(self.0.in_order())
            }

            /// A client of this mock, with a connection that is made up.
            #[track_caller]
            #[must_use]
            pub fn client(&self) -> $client {
                $client(self.0.client())
            }

            /// The transport that leads here, for a client with a connection of your own.
            #[must_use]
            pub fn http(&self) -> &$crate::v1::Http {
                self.0.http()
            }

            /// What is sent besides the actions: by `client.send`, to renew a token. `path` is what the address ends in.
            #[track_caller]
            pub fn send(&self, method: &str, path: &str) -> $crate::v1::testing::Sent {
                self.0.send(method, path)
            }

            /// Every request so far.
            #[must_use]
            pub fn requests(&self) -> ::std::vec::Vec<$crate::v1::testing::Request> {
                self.0.requests()
            }

            /// Fails the test if an answer was not given as often as it is wanted, or a request had none.
            #[track_caller]
            pub fn verify(&self) {
                self.0.verify();
            }

            $(
                $(#[$only])*
                #[doc = ::core::concat!("How `", ::core::stringify!($method), "` is answered.")]
                pub fn $method(&self) -> mock::$call {
                    mock::$call(self.0.action(&$action))
                }
            )*
        }
    };
}

/// How one action is answered: `answers!(GetOrder => reply(model::Order) { order_id(impl rt::Arg<str>) = .path("orderId", order_id.value()); })`.
#[doc(hidden)]
#[macro_export]
macro_rules! __answers {
    (
        $name:ident => $($what:ident($ty:ty $(= $spec:expr)?)),*
        { $($input:ident($($taken:tt)*) = .$step:ident($($given:tt)*);)* }
    ) => {
        /// Which calls an answer is for, by their inputs, and then what it is. Inputs that are not stated may be anything.
        #[must_use = "it is an answer once it is told what to say"]
        #[derive(Debug)]
        pub struct $name(pub(super) $crate::v1::testing::Expect);

        impl $name {
            $(
                #[doc = ::core::concat!("Only calls with this `", ::core::stringify!($input), "`.")]
                pub fn $input(self, $input: $($taken)*) -> Self {
                    Self(self.0.$step($($given)*))
                }
            )*

            /// Fails with this status. `.json(&problem)` of the answer gives it a body.
            #[track_caller]
            pub fn error(self, status: u16) -> $crate::v1::testing::Answer {
                self.0.error(status)
            }

            /// Replies with this, whatever the document says.
            #[track_caller]
            pub fn respond<B: ::core::convert::Into<$crate::v1::Bytes>>(
                self,
                response: $crate::v1::http::Response<B>,
            ) -> $crate::v1::testing::Answer {
                self.0.respond(response)
            }

            /// Breaks the connection without a reply.
            #[track_caller]
            pub fn disconnect(self) -> $crate::v1::testing::Answer {
                self.0.disconnect()
            }

            /// The requests so far that it is about.
            #[track_caller]
            #[must_use]
            pub fn calls(&self) -> ::std::vec::Vec<$crate::v1::testing::Request> {
                self.0.calls()
            }

            $( $crate::__answers!(@ $what: $ty $(= $spec)?); )*
        }
    };
    (@ reply: $reply:ty) => {
        /// Gives this back.
        #[track_caller]
        pub fn reply(self, reply: impl ::core::convert::Into<$reply>) -> $crate::v1::testing::Answer {
            let reply: $reply = reply.into();
            self.0.reply(&reply)
        }

        /// Gives back what the function makes of the request.
        #[track_caller]
        pub fn reply_with(
            self,
            make: impl ::core::ops::Fn(&$crate::v1::testing::Request) -> $reply
            + ::core::marker::Send
            + ::core::marker::Sync
            + 'static,
        ) -> $crate::v1::testing::Answer {
            self.0.reply_with(make)
        }
    };
    (@ pages: $page:ty) => {
        /// Gives back these pages, one after the other, each with a link to the next.
        #[track_caller]
        pub fn pages(
            self,
            pages: impl ::core::iter::IntoIterator<Item = $page>,
        ) -> $crate::v1::testing::Answer {
            let pages: ::std::vec::Vec<$page> = pages.into_iter().collect();
            self.0.pages(&pages)
        }
    };
    (@ poll: $event:ty) => {
        /// Lets this happen: a poll to come shows it.
        #[track_caller]
        pub fn fire(&self, event: impl ::core::convert::Into<$event>) {
            let event: $event = event.into();
            self.0.fire_polled(&event);
        }
    };
    (@ hook: $event:ty = $hook:expr) => {
        /// Lets this happen: the address that was subscribed last is called, over the network.
        ///
        /// # Errors
        /// When nobody has subscribed, the address cannot be reached, or the subscriber refuses.
        #[track_caller]
        pub fn fire<E: ::core::convert::Into<$event>>(
            &self,
            event: E,
        ) -> impl ::core::future::Future<Output = ::core::result::Result<(), $crate::v1::Error>>
        + ::core::marker::Send
        + use<E> {
            let event: $event = event.into();
            let request = self.0.notification(&event, &$hook);
            $crate::v1::testing::post(request)
        }

        /// The request by which the service would tell of this, for `WebhookHost::handle`.
        ///
        /// # Errors
        /// When nobody has subscribed.
        #[track_caller]
        pub fn notification(
            &self,
            event: impl ::core::convert::Into<$event>,
        ) -> ::core::result::Result<$crate::v1::http::Request<$crate::v1::Bytes>, $crate::v1::Error> {
            let event: $event = event.into();
            self.0.notification(&event, &$hook)
        }
    };
}

/// What a mock makes of an enum of several kinds of success.
#[doc(hidden)]
#[macro_export]
macro_rules! __statuses_answer {
    ($name:ident { $($status:literal => $variant:ident $(($body:ty))?),+ $(, _ => $else:ident ($else_body:ty))? $(,)? }) => {
        impl $crate::v1::testing::Answerable for $name {
            fn answer(
                &self,
                _action: &'static $crate::v1::Action,
            ) -> (u16, &'static str, $crate::v1::Bytes) {
                let _named: &[u16] = &[$($status),+];
                match self {
                    $(
                        Self::$variant $(($crate::__of_type!(_value $body)))? => {
                            let _made = ($status, "", $crate::v1::Bytes::new());
                            $(
                                let _made = <$body as $crate::v1::testing::Answerable>::answer(_value, _action);
                            )?
                            ($status, _made.1, _made.2)
                        }
                    )+
                    $(
                        Self::$else(_value) => {
                            let made = <$else_body as $crate::v1::testing::Answerable>::answer(_value, _action);
                            let free = (200..300).find(|status| !_named.contains(status));
                            (free.unwrap_or(200), made.1, made.2)
                        }
                    )?
                }
            }
        }
    };
}

/// A name, where a type says that there is something to name.
#[doc(hidden)]
#[macro_export]
macro_rules! __of_type {
    ($name:ident $body:ty) => {
        $name
    };
}
