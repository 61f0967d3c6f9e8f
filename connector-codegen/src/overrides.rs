//! What the caller says over the document's head: names, types, and operations to leave out, by JSON pointer.

use crate::diag::{Code, Diagnostic, Diagnostics, quoted, suggest};
use crate::ir::{Connector, TypeId, TypeKind};
use crate::name::{Pins, is_identifier};
use crate::options::Options;
use crate::source::{Source, Span};

/// Applies `rename`, `types`, `optional` and `skip`.
pub fn apply(
    options: &Options,
    source: &Source,
    connector: &mut Connector,
    pins: &mut Pins,
    diags: &mut Diagnostics,
) {
    for (place, name) in &options.rename {
        if !is_identifier(name) {
            diags.error(Code::BAD_NAME, None, format!("{} is not a Rust identifier", quoted(name)));
            continue;
        }
        if let Some(pointer) = as_pointer(place) {
            match spans(source, pointer) {
                Some(places) => {
                    places.into_iter().for_each(|span| drop(pins.places.insert(span, name.clone())))
                }
                None => diags.push(nowhere(place, connector)),
            }
        } else if connector.actions.iter().any(|action| action.id == *place) {
            pins.actions.insert(place.clone(), name.clone());
        } else if definition(connector, place).is_some() {
            pins.types.insert(place.clone(), name.clone());
        } else {
            diags.push(nowhere(place, connector));
        }
    }
    for (place, path) in &options.types {
        if path.parse::<proc_macro2::TokenStream>().is_err() || path.trim().is_empty() {
            diags.error(Code::BAD_NAME, None, format!("{} is not a Rust type", quoted(path)));
            continue;
        }
        let id = match as_pointer(place).map(|pointer| spans(source, pointer)) {
            Some(places) => places.and_then(|[value, _]| at(connector, value)),
            None => definition(connector, place),
        };
        match id {
            Some(id) => connector.types.get_mut(id).kind = TypeKind::External(path.clone()),
            None => diags.push(nowhere(place, connector)),
        }
    }
    for place in &options.optional {
        let places = as_pointer(place).and_then(|pointer| spans(source, pointer));
        if !places.is_some_and(|[value, key]| relax(connector, value, key)) {
            diags.push(nowhere(place, connector));
        }
    }
    for place in &options.skip {
        let Some(pointer) = as_pointer(place) else { continue };
        let key = spans(source, pointer).map(|[_, key]| key);
        match connector.actions.iter_mut().find(|action| Some(action.at) == key) {
            Some(action) => action.skipped = true,
            None => diags.push(nowhere(place, connector)),
        }
    }
}

fn as_pointer(place: &str) -> Option<&str> {
    place
        .strip_prefix('#')
        .unwrap_or(place)
        .starts_with('/')
        .then(|| place.strip_prefix('#').unwrap_or(place))
}

/// Where the value at a pointer stands, and where its key does.
fn spans(source: &Source, pointer: &str) -> Option<[Span; 2]> {
    let value = source.resolve(Source::MAIN, &format!("#{pointer}")).ok()?;
    let (parent, _) = pointer.rsplit_once('/')?;
    let key = match source.resolve(Source::MAIN, &format!("#{parent}")).ok() {
        Some(parent) => parent.as_object().and_then(|object| {
            object.iter().find(|member| member.value.span == value.span).map(|member| member.key_span)
        }),
        None => None,
    };
    Some([value.span, key.unwrap_or(value.span)])
}

fn definition(connector: &Connector, name: &str) -> Option<TypeId> {
    let is_it = |def: &crate::ir::TypeDef| def.site.steps.is_empty() && def.name.as_deref() == Some(name);
    connector.types.iter().find(|(_, def)| is_it(def)).map(|(id, _)| id)
}

fn at(connector: &Connector, span: Span) -> Option<TypeId> {
    connector.types.iter().find(|(_, def)| def.at == span).map(|(id, _)| id)
}

fn nowhere(place: &str, connector: &Connector) -> Diagnostic {
    let definitions = connector.types.iter().filter_map(|(_, def)| def.name.as_deref());
    let known: Vec<&str> =
        connector.actions.iter().map(|action| action.id.as_str()).chain(definitions).collect();
    let message = format!("the document has nothing at {}", quoted(place));
    let mut problem = Diagnostic::error(Code::UNKNOWN_CHOICE, None, message);
    problem.help =
        suggest(place, known.iter().copied()).map(|near| format!("did you mean {}?", quoted(near)));
    problem
}

/// Makes every property and input that stands there optional; false where none does.
fn relax(connector: &mut Connector, value: Span, key: Span) -> bool {
    let mut found = false;
    let ids: Vec<TypeId> = connector.types.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let TypeKind::Object(object) = &mut connector.types.get_mut(id).kind {
            for field in object.fields.iter_mut().filter(|field| field.at == key) {
                field.required = false;
                found = true;
            }
        }
    }
    for action in &mut connector.actions {
        let here = |input: &&mut crate::ir::Input| input.at == value || input.at == key;
        for input in action.inputs.iter_mut().filter(here) {
            // A path has no place for what is not there.
            if input.place != crate::ir::Place::Path {
                input.required = false;
                found = true;
            }
        }
        action.inputs.sort_by_key(|input| !input.required);
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::{Options, generate};

    const DOCUMENT: &str = r##"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "a.b", "paths": {"/a": {"post": {
        "operationId": "Do",
        "parameters": [
            {"in": "query", "name": "q", "required": true, "type": "string"},
            {"in": "body", "name": "b", "required": true, "schema": {"$ref": "#/definitions/Money"}}
        ],
        "responses": {"200": {"description": "", "schema": {"$ref": "#/definitions/Money"}}}}}},
        "definitions": {"Money": {"type": "object", "required": ["amount"], "properties": {"amount": {"type": "integer"}}}}}"##;

    fn generated(options: Options) -> (String, Vec<String>) {
        let stdin = Some(DOCUMENT.as_bytes().to_vec());
        let made = generate(&Options { documents: vec!["-".into()], stdin, ..options });
        (made.tokens.to_string(), made.diagnostics.iter().map(|one| one.message.clone()).collect())
    }

    #[test]
    fn what_the_service_does_not_require() {
        let (plain, _) = generated(Options::default());
        assert!(plain.contains("amount : i64"), "{plain}");
        let optional = ["/definitions/Money/properties/amount", "/paths/~1a/post/parameters/0"];
        let (relaxed, said) =
            generated(Options { optional: optional.map(str::to_owned).to_vec(), ..Options::default() });
        assert!(said.is_empty(), "{said:?}");
        assert!(relaxed.contains("amount : Option < i64 >") && relaxed.contains("fn q (self"), "{relaxed}");
        let wrong = vec!["/definitions/Money/properties/amont".to_owned()];
        let (_, said) = generated(Options { optional: wrong, ..Options::default() });
        assert_eq!(said, ["the document has nothing at `/definitions/Money/properties/amont`"]);
    }

    #[test]
    fn names_types_and_what_is_left_out() {
        let pair = |from: &str, to: &str| vec![(from.to_owned(), to.to_owned())];
        let (named, said) =
            generated(Options { rename: pair("/paths/~1a/post", "act"), ..Options::default() });
        assert!(said.is_empty() && named.contains("fn act ("), "{said:?}");
        let (typed, said) = generated(Options { types: pair("Money", "crate::Money"), ..Options::default() });
        assert!(said.is_empty() && typed.contains("rt :: Own < crate :: Money >"), "{typed}");
        let (none, said) =
            generated(Options { skip: vec!["/paths/~1a/post".to_owned()], ..Options::default() });
        assert!(said.is_empty() && !none.contains("fn do_"), "{said:?}");
        let (_, said) = generated(Options { rename: pair("Do", "1x"), ..Options::default() });
        assert_eq!(said, ["`1x` is not a Rust identifier"]);
    }
}
