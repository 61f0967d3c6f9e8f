//! What generated clients wrap for all their calls with optional inputs: one type, so that one set of bodies is compiled for all.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::call::Call;
use crate::output::Output;
use crate::page::{Items, Pages};
use crate::request::Draft;

/// A call that may be given the inputs of `I`.
#[doc(hidden)]
#[must_use = "nothing is sent until this is awaited"]
pub struct CallWith<I, R> {
    /// The call itself.
    pub call: Call<R>,
    inputs: PhantomData<fn() -> I>,
}

impl Draft {
    /// All required inputs are there, and those of `I` may follow.
    pub fn with<I, R: Output>(self) -> CallWith<I, R> {
        CallWith { call: self.done(), inputs: PhantomData }
    }
}

impl<I, R> CallWith<I, R> {
    /// Every page, one after the other.
    pub fn pages(self) -> Pages<R> {
        self.call.pages()
    }

    /// Every item of every page.
    pub fn items<T: 'static>(self, list: fn(R) -> Vec<T>) -> Items<T>
    where
        R: 'static,
    {
        self.call.items(list)
    }

    /// The same call, its reply read as a type of your own.
    pub fn reply<U: DeserializeOwned>(self) -> Call<U> {
        self.call.reply()
    }
}

/// The methods of a client's calls with optional inputs: `calls!(With)` of `struct With<I, R>(rt::CallWith<I, R>)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __calls {
    ($name:ident) => {
        impl<I, R> $name<I, R> {
            /// Settings of this call alone.
            pub fn options(mut self, options: $crate::v1::CallOptions) -> Self {
                self.0.call = self.0.call.options(options);
                self
            }

            /// Sends, and gives the reply as it arrives: bytes, JSON values one after the other, server-sent events.
            ///
            /// # Errors
            /// As awaiting the call.
            pub fn stream(self) -> $crate::v1::Opening<R> {
                self.0.call.stream()
            }

            /// What would be sent, with `redacted` in the place of credentials. Nothing is sent.
            ///
            /// # Errors
            /// When an input cannot be sent, or the connection lacks what the action needs.
            pub fn request(
                self,
            ) -> ::core::result::Result<$crate::v1::http::Request<$crate::v1::Body>, $crate::v1::Error> {
                self.0.call.request()
            }
        }

        impl<I, R: $crate::v1::Output> $name<I, R> {
            /// The same call, giving the reply whole: status, headers and body.
            pub fn response(self) -> $crate::v1::Call<$crate::v1::Response<R>> {
                self.0.call.response()
            }
        }

        impl<I, R> ::core::future::Future for $name<I, R> {
            type Output = ::core::result::Result<R, $crate::v1::Error>;

            fn poll(
                self: ::core::pin::Pin<&mut Self>,
                cx: &mut ::core::task::Context<'_>,
            ) -> ::core::task::Poll<Self::Output> {
                self.get_mut().0.call.advance(cx)
            }
        }

        impl<I, R> ::core::fmt::Debug for $name<I, R> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.0.call.show(f)
            }
        }

        $crate::__action_blocking!([<I, R>] $name<I, R> => R, call);
    };
}
