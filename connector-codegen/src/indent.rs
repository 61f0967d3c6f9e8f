//! JSON text with a line for each value; everything else stays as it is written: numbers, escapes, the order of members.

/// Text that is JSON, two blanks a level, without a line break at the end.
pub fn indented(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    let mut signs = json.chars().peekable();
    while let Some(sign) = signs.next() {
        if quoted {
            out.push(sign);
            quoted = escaped || sign != '"';
            escaped = sign == '\\' && !escaped;
            continue;
        }
        match sign {
            '{' | '[' => {
                out.push(sign);
                while signs.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(end) = signs.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(end);
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(sign);
            }
            ',' => {
                out.push(sign);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            sign if sign.is_ascii_whitespace() => {}
            sign => {
                quoted = sign == '"';
                out.push(sign);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn a_line_for_each_value_and_nothing_else_is_changed() {
        let text = "{\"b\":1.50,\"a\" : [ \r\n ] ,\t\"c\":[{\"x\":\"a, {\\\" \\\\\"},null], \"d\": {}}";
        let laid = "{\n  \"b\": 1.50,\n  \"a\": [],\n  \"c\": [\n    {\n      \"x\": \"a, {\\\" \\\\\"\n    },\n    null\n  ],\n  \"d\": {}\n}";
        assert_eq!(indented(text), laid);
        assert_eq!(indented(laid), laid);
    }
}
