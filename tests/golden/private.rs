//! The same clients where nobody uses them: in a private module of a binary, nothing of a client is dead code.

#![deny(warnings)]

mod all;
