//! `multipart/form-data` (RFC 7578).

use std::fmt;

use bytes::Bytes;

/// A file, or another part with bytes of its own, of a multipart form.
#[derive(Clone)]
pub struct Part {
    pub(crate) content: Bytes,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<String>,
}

impl Part {
    /// A part with this content.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self { content: content.into(), file_name: None, content_type: None }
    }

    /// States the name of the file; without this, the name of the input.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// States what the content is; without this, `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("content", &format_args!("{} bytes", self.content.len()))
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

impl From<Bytes> for Part {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<Vec<u8>> for Part {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<String> for Part {
    fn from(content: String) -> Self {
        Self::new(content)
    }
}

impl From<&str> for Part {
    fn from(content: &str) -> Self {
        Self::new(Bytes::copy_from_slice(content.as_bytes()))
    }
}

impl From<&[u8]> for Part {
    fn from(content: &[u8]) -> Self {
        Self::new(Bytes::copy_from_slice(content))
    }
}

impl From<&Vec<u8>> for Part {
    fn from(content: &Vec<u8>) -> Self {
        content.as_slice().into()
    }
}

impl<const N: usize> From<&[u8; N]> for Part {
    fn from(content: &[u8; N]) -> Self {
        content.as_slice().into()
    }
}

/// Writes the parts of one form.
pub(crate) struct Form {
    boundary: String,
    out: Vec<u8>,
}

impl Form {
    pub(crate) fn new() -> Self {
        // 128 random bits: no content holds them by accident, and content that is made to has to guess them.
        let boundary = format!("{:016x}{:016x}", super::random(), super::random());
        Self { boundary, out: Vec::new() }
    }

    /// A text field.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.open(name);
        self.out.extend_from_slice(b"\r\n\r\n");
        self.close(text.as_bytes());
    }

    /// A file.
    pub(crate) fn file(&mut self, name: &str, part: &Part) {
        self.open(name);
        self.out.extend_from_slice(b"; filename=\"");
        self.quoted(part.file_name.as_deref().unwrap_or(name));
        self.out.extend_from_slice(b"\"\r\nContent-Type: ");
        let media_type = part.content_type.as_deref().unwrap_or("application/octet-stream");
        self.out.extend_from_slice(media_type.as_bytes());
        self.out.extend_from_slice(b"\r\n\r\n");
        self.close(&part.content);
    }

    /// The media type, and the body.
    pub(crate) fn finish(mut self, media_type: &str) -> (String, Vec<u8>) {
        self.out.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        (format!("{media_type}; boundary={}", self.boundary), self.out)
    }

    fn open(&mut self, name: &str) {
        self.out.extend_from_slice(format!("--{}\r\n", self.boundary).as_bytes());
        self.out.extend_from_slice(b"Content-Disposition: form-data; name=\"");
        self.quoted(name);
        self.out.push(b'"');
    }

    fn close(&mut self, content: &[u8]) {
        self.out.extend_from_slice(content);
        self.out.extend_from_slice(b"\r\n");
    }

    /// What would end the quoted text or the header is escaped as browsers do it.
    fn quoted(&mut self, text: &str) {
        for &byte in text.as_bytes() {
            match byte {
                b'"' => self.out.extend_from_slice(b"%22"),
                b'\r' => self.out.extend_from_slice(b"%0D"),
                b'\n' => self.out.extend_from_slice(b"%0A"),
                byte => self.out.push(byte),
            }
        }
    }
}
