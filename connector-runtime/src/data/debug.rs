//! What `Debug` of a model shows.

use std::fmt;

use super::seen::{Look, Seen};

impl fmt::Debug for Seen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.look() {
            Look::Bool(value) => value.fmt(f),
            Look::Int32(value) => value.fmt(f),
            Look::Int64(value) => value.fmt(f),
            Look::Float(value) => value.fmt(f),
            Look::TextInt(value) => fmt::Debug::fmt(&value, f),
            Look::TextUint(value) => fmt::Debug::fmt(&value, f),
            Look::UnixTime(value) => fmt::Debug::fmt(&value, f),
            Look::Value(value) => value.fmt(f),
            Look::String(value) => value.fmt(f),
            Look::Strings(values) => values.fmt(f),
            Look::Text(text) => text.debug(f),
            Look::Whole(whole) => whole.debug(f),
            Look::Option(None) => f.write_str("None"),
            Look::Option(Some(value)) => f.debug_tuple("Some").field(&value).finish(),
            Look::List(list) => f.debug_list().entries(list.items()).finish(),
            Look::Map(map) => {
                let mut out = f.debug_map();
                map.each(|key, value| {
                    out.entry(&key, &value);
                });
                out.finish()
            }
            Look::Object(object) => {
                let mut names = object.shape().names.split(':');
                let mut out = f.debug_struct(names.next().unwrap_or_default());
                for ((_, value), name) in object.fields().chain(object.rest()).zip(names) {
                    out.field(name.strip_prefix("r#").unwrap_or(name), &value);
                }
                out.finish()
            }
        }
    }
}
