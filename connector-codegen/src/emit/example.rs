//! An example for each action, for whoever says where the client's module is: a doctest has to name it.

use super::Emitter;
use crate::ir::{Action, Field, Input, Place, Presence, Reply, Shape, Ty, TypeId, TypeKind};
use crate::name::ActionNames;

/// How deep a sample is built before the example is given up.
const DEPTH: usize = 8;

/// Optional inputs that an example shows.
const SHOWN: usize = 2;

/// How an action is called: lines of Rust, with nothing around them but a client named `client`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// Modules of the client that the lines name: `model`, `call`.
    pub modules: Vec<&'static str>,
    /// The lines.
    pub code: String,
}

impl Emitter<'_> {
    /// The lines of an example that is a doctest, fences included.
    pub fn example(&self, action: &Action, names: &ActionNames) -> Option<String> {
        let path = self.module_path.as_deref()?;
        let Example { modules, code } = self.call_example(action, names)?;
        let imports: String = modules.iter().map(|module| format!("use {path}::{module};\n")).collect();
        Some(format!(
            "# Example\n```no_run\n# async fn example(client: {path}::Client) -> Result<(), {path}::Error> {{\n{imports}{code}\n# Ok(())\n# }}\n```"
        ))
    }

    /// A call with every required input and some that say something. None for what no short sample is made of.
    pub fn call_example(&self, action: &Action, names: &ActionNames) -> Option<Example> {
        let required: Vec<(&Input, &String)> =
            action.inputs.iter().zip(&names.inputs).filter(|(input, _)| input.required).collect();
        let mut lines = Vec::new();
        let arguments = if self.has_inputs_struct(action) {
            let mut fields = Vec::new();
            for (input, own) in &required {
                fields.push(format!("    {own}: {},", self.sample_held(input)?));
            }
            if required.iter().all(|(input, _)| !self.held(input).to_string().contains('&')) {
                fields.push("    more: Default::default(),".to_owned());
            }
            lines.push(format!("let inputs = call::{} {{", names.required));
            lines.extend(fields);
            lines.push("};".to_owned());
            "inputs".to_owned()
        } else {
            let values: Option<Vec<String>> =
                required.iter().map(|(input, _)| self.sample_input(input)).collect();
            values?.join(", ")
        };
        let mut call = format!("client.{}({arguments})", names.method);
        for (input, own) in self.shown(action, names) {
            if let Some(value) = self.sample_input(input) {
                call.push_str(&format!(".{own}({value})"));
            }
        }
        let statement = match action.reply {
            _ if action.poll.is_some() => format!("let mut events = {call}.events();"),
            Reply::None => format!("{call}.await?;"),
            _ => format!("let reply = {call}.await?;"),
        };
        lines.push(statement);
        let code = lines.join("\n");
        let modules = ["model", "call"].into_iter().filter(|module| code.contains(&format!("{module}::")));
        Some(Example { modules: modules.collect(), code })
    }

    /// The optional inputs that an example sets.
    pub fn shown<'a>(
        &self,
        action: &'a Action,
        names: &'a ActionNames,
    ) -> impl Iterator<Item = (&'a Input, &'a String)> {
        let optional = action.inputs.iter().zip(&names.inputs).filter(|(input, _)| !input.required);
        optional.filter(|(input, _)| is_plain(input)).take(SHOWN)
    }

    /// An argument or setter's value.
    fn sample_input(&self, input: &Input) -> Option<String> {
        match input.place {
            Place::File | Place::Body if input.ty.shape == Shape::Bytes => {
                Some("b\"content\".to_vec()".to_owned())
            }
            Place::Body if is_number(&self.connector.types.resolve(&input.ty).shape) => {
                self.sample(&input.ty, 0)
            }
            Place::Body => self.sample_reference(&input.ty),
            Place::Field if input.ty.nullable && self.argument(&input.ty, super::At::Outside).is_none() => {
                Some("None".to_owned())
            }
            _ if self.argument(&input.ty, super::At::Outside).is_none() => self.sample_reference(&input.ty),
            _ => self.sample_argument(&input.ty, &input.wire),
        }
    }

    /// A value of the struct of required inputs.
    fn sample_held(&self, input: &Input) -> Option<String> {
        let resolved = &self.connector.types.resolve(&input.ty).shape;
        match (input.place, resolved) {
            (Place::File | Place::Body, Shape::Bytes) => Some("b\"content\".to_vec().into()".to_owned()),
            (_, Shape::Text | Shape::Secret) if !input.ty.nullable => Some(format!("{:?}", input.wire)),
            (Place::Field, _) if input.ty.nullable => Some("None".to_owned()),
            (_, Shape::Bool | Shape::Int32 | Shape::Int64 | Shape::Float) => self.sample(&input.ty, 0),
            (_, Shape::Named(id)) if matches!(self.connector.types.get(*id).kind, TypeKind::Enum(_)) => {
                self.sample(&input.ty, 0)
            }
            _ => self.sample_reference(&input.ty),
        }
    }

    fn sample_argument(&self, ty: &Ty, wire: &str) -> Option<String> {
        match &self.connector.types.resolve(ty).shape {
            Shape::Text | Shape::Secret => Some(format!("{wire:?}")),
            Shape::List(item) => Some(format!("[{}]", self.sample_argument(item, wire)?)),
            Shape::TextInt | Shape::UnixTime => Some("1".to_owned()),
            _ => self.sample(ty, 0),
        }
    }

    fn sample_reference(&self, ty: &Ty) -> Option<String> {
        match &self.connector.types.resolve(ty).shape {
            Shape::List(item) => Some(format!("&[{}]", self.sample(item, 0)?)),
            Shape::Text => Some("\"text\"".to_owned()),
            _ => Some(format!("&{}", self.sample(ty, 0)?)),
        }
    }

    /// A value of a type as it stands in a model.
    fn sample(&self, ty: &Ty, depth: usize) -> Option<String> {
        if depth > DEPTH {
            return None;
        }
        let types = &self.connector.types;
        let facade = self.facade.to_string().replace(' ', "");
        let facade = facade.trim_start_matches("::");
        Some(match &types.resolve(ty).shape {
            Shape::Any => format!("{facade}::json!({{}})"),
            Shape::Bool => "true".to_owned(),
            Shape::Int32 | Shape::Int64 => "1".to_owned(),
            shape @ (Shape::TextInt | Shape::UnixTime) => {
                format!("{facade}::{}(1)", shape.scalar().unwrap_or_default())
            }
            Shape::Float => "1.0".to_owned(),
            Shape::Text => "\"text\".to_owned()".to_owned(),
            Shape::Secret => "\"secret\".into()".to_owned(),
            Shape::DateTime => format!("{facade}::DateTime::new(\"2026-01-31T12:00:00Z\")"),
            Shape::Date => format!("{facade}::Date::new(\"2026-01-31\")"),
            Shape::Time => format!("{facade}::Time::new(\"12:00:00\")"),
            Shape::HttpDate => format!("{facade}::HttpDate::new(\"Sat, 31 Jan 2026 12:00:00 GMT\")"),
            Shape::Duration => format!("{facade}::IsoDuration::new(\"PT5M\")"),
            shape @ (Shape::Base64 | Shape::Base64Url) => {
                format!("{facade}::{}::new(b\"bytes\".to_vec())", shape.scalar().unwrap_or_default())
            }
            Shape::Bytes => return None,
            Shape::List(item) => format!("vec![{}]", self.sample(item, depth + 1)?),
            Shape::Map(_) => "Default::default()".to_owned(),
            Shape::Named(id) => self.sample_named(*id, depth)?,
        })
    }

    fn sample_named(&self, id: TypeId, depth: usize) -> Option<String> {
        let names = self.names.types.get(id.0 as usize)?;
        match &self.connector.types.get(id).kind {
            TypeKind::Enum(_) => Some(format!("model::{}::{}", names.name, names.variants.first()?)),
            TypeKind::Object(object) if self.uses.sent(id) => {
                let needed: Vec<&Field> =
                    object.fields.iter().filter(|field| field.presence == Presence::Required).collect();
                if needed.is_empty() {
                    return Some(format!("model::{}::default()", names.name));
                }
                let values: Option<Vec<String>> =
                    needed.iter().map(|field| self.sample_field(field, depth + 1)).collect();
                Some(format!("model::{}::new({})", names.name, values?.join(", ")))
            }
            TypeKind::Tagged(tagged) => {
                let (_, variant) = tagged.variants.first()?;
                let inner = self.sample_named(*variant, depth + 1)?;
                Some(format!("model::{}::{}({inner})", names.name, names.variants.first()?))
            }
            TypeKind::Union(all) => {
                let texts = |variant: &&crate::ir::Variant| {
                    self.connector.types.resolve(&variant.ty).shape == Shape::Text
                };
                let at = all.iter().position(|variant| texts(&variant))?;
                Some(format!("model::{}::{}(\"text\".to_owned())", names.name, names.variants.get(at)?))
            }
            _ => None,
        }
    }

    fn sample_field(&self, field: &Field, depth: usize) -> Option<String> {
        match self.connector.types.resolve(&field.ty).shape {
            Shape::Text | Shape::Secret => Some(format!("{:?}", field.wire)),
            Shape::Map(ref item)
                if self.connector.types.resolve(item).shape == Shape::Text && !item.nullable =>
            {
                Some("[(\"key\", \"value\")]".to_owned())
            }
            Shape::Map(_) => Some("std::collections::BTreeMap::<String, _>::new()".to_owned()),
            _ => self.sample(&field.ty, depth),
        }
    }
}

fn is_number(shape: &Shape) -> bool {
    matches!(shape, Shape::Bool | Shape::Int32 | Shape::Int64 | Shape::Float)
}

/// Setters that say something on one line.
fn is_plain(input: &Input) -> bool {
    matches!(input.place, Place::Query | Place::Header | Place::Cookie | Place::Field | Place::Form)
        && matches!(
            input.ty.shape,
            Shape::Text | Shape::Bool | Shape::Int32 | Shape::Int64 | Shape::Float | Shape::Named(_)
        )
}
