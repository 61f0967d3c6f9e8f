//! How large a document may be. Every limit ends in an error that names it, long before memory runs short.
//!
//! | what | limit | why so |
//! | --- | --- | --- |
//! | one file | 64 MiB | the largest public descriptions are about 40 MB |
//! | all files of a document | 256 MiB | |
//! | files of a document | 1024 | one file for each schema is a common style |
//! | nesting | 512 levels | the deepest of a thousand real descriptions has 28 |
//! | values | 3 million, over all files | some hundred MB as a tree; 40 MB of description have one million |
//! | copies made by YAML aliases | 1 million values, or the same in text | real ones expand to some hundreds |
//! | YAML text before the next value is known | 8 Mi characters | what the YAML scanner may hold back |

/// Bytes of one file.
pub const FILE_BYTES: u64 = 64 << 20;
/// Bytes of all files together.
pub const TOTAL_BYTES: u64 = 256 << 20;
/// Number of files.
pub const FILES: usize = 1024;
/// Levels of lists and objects.
pub const DEPTH: usize = 512;
/// Values in all files.
pub const NODES: usize = 3_000_000;
/// What aliases may copy: one for each value and one for each [`COPY_TEXT`] bytes of its text.
pub const COPIES: usize = 1_000_000;
/// See [`COPIES`].
pub const COPY_TEXT: usize = 64;
/// Characters that the YAML scanner may read without producing an event. It holds a flow collection back
/// until it knows that it is no key, at about a hundred bytes for each token.
pub const YAML_LOOKAHEAD: usize = 8 << 20;

/// What is left of the limits that all files of a document share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    /// Values.
    pub(crate) nodes: usize,
    /// What aliases copy.
    pub(crate) copies: usize,
    /// Bytes.
    pub(crate) bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { nodes: NODES, copies: COPIES, bytes: TOTAL_BYTES }
    }
}
