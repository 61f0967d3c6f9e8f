//! What stands between the parentheses of `connector!`.

use connector_codegen::diag::suggest;
use connector_codegen::{Decode, Options};
use proc_macro2::{Delimiter, Group, Span};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Error, Ident, LitBool, LitStr, Result, Token};

/// Every option and how it is written: the error of a wrong value shows the line.
const OPTIONS: &[(&str, &str)] = &[
    ("actions", r#"actions = ["GetOrder"]"#),
    ("triggers", r#"triggers = ["OnOrderCreated"]"#),
    ("tags", r#"tags = ["orders"]"#),
    ("properties", r#"properties = "apiProperties.json""#),
    ("overlay", r#"overlay = "orders.overlay.yaml""#),
    ("fix_operation_ids", "fix_operation_ids = true"),
    ("strict", "strict = true"),
    ("decode", r#"decode = "lenient""#),
    ("base_url", r#"base_url = "https://api.example.com""#),
    ("crate", r#"crate = "::my_sdk::connector""#),
    ("examples", r#"examples = "my_crate::orders""#),
    ("mock", r#"mock = "test""#),
    ("names", r#"names = {"GetOrder" = "fetch_order"}"#),
    ("types", r#"types = {"Money" = "crate::Money"}"#),
    ("optional", r#"optional = ["/definitions/Order/properties/total"]"#),
    ("skip", r#"skip = ["GetOrder"]"#),
    ("allow_outside", "allow_outside = true"),
    ("lock", r#"lock = "connector.lock""#),
    ("provider", r#"provider = "github""#),
    ("from", r#"from = "OUT_DIR""#),
    ("warnings", r#"warnings = "show""#),
];

/// The arguments, with paths as they were written.
#[derive(Default)]
pub(crate) struct Args {
    pub(crate) documents: Vec<LitStr>,
    pub(crate) options: Options,
    /// Names that the caller wrote: an error about one of them points there.
    pub(crate) chosen: Vec<LitStr>,
    pub(crate) from_out_dir: bool,
    pub(crate) show_warnings: bool,
    /// What is wrong with the arguments themselves.
    pub(crate) errors: Option<Error>,
}

enum Value {
    Text(LitStr),
    Flag(LitBool),
    List(Span, Vec<LitStr>),
    Pairs(Span, Vec<(LitStr, LitStr)>),
}

impl Parse for Args {
    /// Goes on after a bad option: all of them are reported at once, and an editor keeps the client while one is typed.
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut args = Self::default();
        let mut seen: Vec<String> = Vec::new();
        while !input.is_empty() {
            if let Err(error) = args.argument(input, &mut seen) {
                args.fail(error);
                skip_argument(input);
            }
            if !input.is_empty() && !input.peek(Token![,]) {
                args.fail(input.error("expected a comma"));
                skip_argument(input);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        if args.documents.is_empty() {
            args.fail(Error::new(Span::call_site(), r#"name the document: connector!("api.json")"#));
        }
        Ok(args)
    }
}

impl Args {
    fn fail(&mut self, error: Error) {
        match &mut self.errors {
            Some(errors) => errors.combine(error),
            None => self.errors = Some(error),
        }
    }

    fn argument(&mut self, input: ParseStream<'_>, seen: &mut Vec<String>) -> Result<()> {
        if input.peek(LitStr) {
            let document: LitStr = input.parse()?;
            if seen.is_empty() {
                self.documents.push(document);
                return Ok(());
            }
            return Err(Error::new(document.span(), "documents come before the options"));
        }
        if !input.peek(Ident::peek_any) {
            return Err(
                input.error(r#"expected a document, as in "api.json", or an option, as in strict = true"#)
            );
        }
        let name = Ident::parse_any(input)?;
        let key = name.unraw().to_string();
        let Some((_, example)) = OPTIONS.iter().find(|(known, _)| *known == key) else {
            let known: Vec<&str> = OPTIONS.iter().map(|(known, _)| *known).collect();
            return Err(unknown(&key, name.span(), "option", &known));
        };
        if seen.contains(&key) {
            return Err(Error::new(name.span(), format!("`{key}` is given twice")));
        }
        seen.push(key.clone());
        if !input.peek(Token![=]) {
            return Err(Error::new(name.span(), format!("`{key}` needs a value: {example}")));
        }
        input.parse::<Token![=]>()?;
        let at = input.span();
        let value = Value::parse(input).map_err(|_| Error::new(at, format!("expected {example}")))?;
        self.set(&key, value, at, example)
    }

    fn set(&mut self, key: &str, value: Value, at: Span, example: &str) -> Result<()> {
        let options = &mut self.options;
        match (key, value) {
            ("fix_operation_ids", Value::Flag(flag)) => options.fix_operation_ids = flag.value,
            ("strict", Value::Flag(flag)) => options.strict = flag.value,
            ("allow_outside", Value::Flag(flag)) => options.allow_outside = flag.value,
            ("mock", Value::Flag(flag)) => options.mock = flag.value.then(String::new),
            ("actions" | "triggers" | "tags" | "optional" | "skip", Value::List(_, list)) => {
                let names = list.iter().map(LitStr::value).collect();
                match key {
                    "actions" => options.actions = Some(names),
                    "triggers" => options.triggers = Some(names),
                    "tags" => options.tags = Some(names),
                    "optional" => options.optional = names,
                    _ => options.skip = names,
                }
                self.chosen.extend(list);
            }
            ("names" | "types", Value::Pairs(_, pairs)) => {
                let values = pairs.iter().map(|(from, to)| (from.value(), to.value())).collect();
                match key {
                    "names" => options.rename = values,
                    _ => options.types = values,
                }
                self.chosen.extend(pairs.into_iter().map(|(from, _)| from));
            }
            ("overlay", Value::List(_, list)) => {
                options.overlays = list.iter().map(|path| path.value().into()).collect();
            }
            (_, Value::Text(text)) => return self.set_text(key, &text, example),
            (_, value) => return Err(Error::new(value.span(at), format!("expected {example}"))),
        }
        Ok(())
    }

    fn set_text(&mut self, key: &str, text: &LitStr, example: &str) -> Result<()> {
        let value = text.value();
        match (key, value.as_str()) {
            ("decode", "strict") => self.options.decode = Some(Decode::Strict),
            ("decode", "lenient") => self.options.decode = Some(Decode::Lenient),
            ("decode", _) => {
                return Err(unknown(&value, text.span(), "way to decode", &["lenient", "strict"]));
            }
            ("from", "OUT_DIR") => self.from_out_dir = true,
            ("from", _) => return Err(unknown(&value, text.span(), "place to start from", &["OUT_DIR"])),
            ("warnings", "show") => self.show_warnings = true,
            ("warnings", "hide") => self.show_warnings = false,
            ("warnings", _) => {
                return Err(unknown(&value, text.span(), "use of warnings", &["show", "hide"]));
            }
            ("properties", _) => self.options.properties = Some(value.into()),
            ("overlay", _) => self.options.overlays = vec![value.into()],
            ("lock", _) => self.options.lock = Some(value.into()),
            ("provider", _) => self.options.provider = Some(value),
            ("base_url", _) => self.options.base_url = Some(value),
            ("crate", _) => self.options.crate_path = Some(value),
            ("mock", _) => self.options.mock = Some(value),
            ("examples", _) => self.options.examples = Some(value),
            _ => return Err(Error::new(text.span(), format!("expected {example}"))),
        }
        Ok(())
    }
}

impl Value {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(LitStr) {
            return input.parse().map(Self::Text);
        }
        if input.peek(LitBool) {
            return input.parse().map(Self::Flag);
        }
        // The group is taken whole: what is wrong inside must not keep the next option from being read.
        let group: Group = input.parse()?;
        match group.delimiter() {
            Delimiter::Bracket => {
                let list = Punctuated::<LitStr, Token![,]>::parse_terminated.parse2(group.stream())?;
                Ok(Self::List(group.span(), list.into_iter().collect()))
            }
            Delimiter::Brace => {
                let pairs = |content: ParseStream<'_>| content.parse_terminated(pair, Token![,]);
                Ok(Self::Pairs(group.span(), pairs.parse2(group.stream())?.into_iter().collect()))
            }
            _ => Err(Error::new(group.span(), "expected [ or {")),
        }
    }

    fn span(&self, start: Span) -> Span {
        match self {
            Self::List(span, _) | Self::Pairs(span, _) => *span,
            Self::Text(_) | Self::Flag(_) => start,
        }
    }
}

fn pair(input: ParseStream<'_>) -> Result<(LitStr, LitStr)> {
    let from = input.parse()?;
    input.parse::<Token![=]>()?;
    Ok((from, input.parse()?))
}

fn skip_argument(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<proc_macro2::TokenTree>().is_err() {
            return;
        }
    }
}

fn unknown(found: &str, at: Span, what: &str, known: &[&str]) -> Error {
    let hint = match suggest(found, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => {
            format!("known: {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
        }
    };
    Error::new(at, format!("no {what} `{found}`; {hint}"))
}
