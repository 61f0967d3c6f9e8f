//! Operations, as OpenAPI 2.0 has them.

use super::schema::{Schemas, constant, documented, parameter_of, parsed, plain};
use super::{paging, platform};
use crate::describe::Json;
use crate::ir::hook::{Events, Slot};
use crate::ir::policy::{Piece, Step};
use crate::ir::poll::{From, Keeps};
use crate::ir::{
    Action, BodyKind, Connector, Constant, Encoding, Input, Kind, Method, Place, Reply, Shape, Status, Style,
    Ty, TypeKind,
};

/// What operations are made of, and what they leave.
pub(super) struct Parts<'p, 'c> {
    pub(super) connector: &'c Connector,
    pub(super) schemas: &'p mut Schemas<'c>,
    /// Parameters that operations share.
    pub(super) shared: &'p mut Json,
    pub(super) notes: &'p mut Vec<String>,
}

/// What stands in the query of every call.
pub(super) fn fixed_query(action: &Action) -> String {
    let fixed = action.constants.iter().filter(|one| one.place == Place::Query && !is_input(action, one));
    fixed.map(|one| format!("{}={}", one.wire, one.value)).collect::<Vec<_>>().join("&")
}

/// Whether a caller may set what is otherwise fixed.
fn is_input(action: &Action, fixed: &Constant) -> bool {
    action.inputs.iter().any(|input| input.place == fixed.place && input.wire == fixed.wire)
}

/// How `Accept` is said.
enum Asked<'a> {
    /// It is what is asked for where nothing is said.
    Unsaid,
    /// By the media types of the replies.
    Produces(Vec<&'a str>),
    /// By a header that nobody sets: as media types of the replies it would make them be read in another way.
    Header(&'a str),
}

fn asked_for(action: &Action) -> Asked<'_> {
    let Some(accept) = action.accept.as_deref() else { return Asked::Unsaid };
    let media: Vec<&str> = accept.split(", ").collect();
    let read = |media: &[&str]| crate::frontend::shared::accept(media, &action.reply);
    let is_it = |place: Place, wire: &str| place == Place::Header && wire.eq_ignore_ascii_case("accept");
    if matches!(accept, "*/*" | "text/plain, */*") || read(&[]).as_deref() == Some(accept) {
        Asked::Unsaid
    } else if action.xml_reply.is_some() || read(&media).as_deref() == Some(accept) {
        Asked::Produces(media)
    } else if action.inputs.iter().any(|one| is_it(one.place, &one.wire))
        || action.constants.iter().any(|one| is_it(one.place, &one.wire))
    {
        Asked::Unsaid
    } else {
        Asked::Header(accept)
    }
}

/// What is sent without asking.
fn fixed_parameter(wire: &str, place: Place, value: &str) -> Json {
    Json::object([
        ("name", Json::text(wire)),
        ("in", Json::text(place.word())),
        ("required", Json::Bool(true)),
        ("type", Json::text("string")),
        ("default", Json::text(value)),
        ("x-ms-visibility", Json::text("internal")),
    ])
}

/// The parameters of a polled trigger that nobody sets: the client fills them in from the reply before.
fn polled(action: &Action) -> Vec<Json> {
    let Some(poll) = &action.poll else { return Vec::new() };
    let known = |name: &str| {
        let input = action.inputs.iter().any(|one| one.place == Place::Query && one.wire == name);
        input || action.constants.iter().any(|one| one.place == Place::Query && one.wire == name)
    };
    let cursors = match &poll.keeps {
        Keeps::Client(cursors) => cursors.as_slice(),
        Keeps::Service => &[],
    };
    let one = |name: &String| {
        let mut made = Json::object([
            ("name", Json::text(name.as_str())),
            ("in", Json::text("query")),
            ("required", Json::Bool(false)),
            ("type", Json::text("string")),
            ("x-ms-visibility", Json::text("internal")),
        ]);
        if let Some(cursor) = cursors.iter().find(|cursor| cursor.parameter == *name) {
            made.set("x-ms-trigger-value", trigger_value(&cursor.from));
        }
        made
    };
    poll.queries.iter().filter(|name| !known(name)).map(one).collect()
}

/// Where the value of a cursor comes from.
fn trigger_value(from: &From) -> Json {
    let way = |steps: &[Step]| {
        let keys = steps.iter().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        Json::text(keys.collect::<Vec<_>>().join("/"))
    };
    match from {
        From::Greatest { list, value } => {
            Json::object([("value-collection", way(list)), ("value-path", way(value))])
        }
        From::Template(pieces) => {
            let body = pieces.iter().find_map(|piece| match piece {
                Piece::Body(steps) => Some(way(steps)),
                _ => None,
            });
            Json::object([("value-path", body.unwrap_or_else(|| Json::text("")))])
        }
    }
}

impl Parts<'_, '_> {
    /// The operation, and what its path item says of the event that it subscribes to. None where it cannot be said.
    pub(super) fn operation(&mut self, action: &Action) -> Option<(Json, Option<Json>)> {
        if let Method::Other(word) = action.method {
            self.notes.push(format!(
                "{} is called by {word}, which OpenAPI 2.0 does not know: it is left out",
                action.id
            ));
            return None;
        }
        let mut made = Json::object([("operationId", Json::text(action.id.as_str()))]);
        documented(&mut made, &action.docs, "summary");
        let tags: Vec<Json> = action.tags.iter().map(|tag| Json::text(tag.as_str())).collect();
        if !tags.is_empty() {
            made.set("tags", Json::List(tags));
        }
        if action.deprecated.is_some() {
            made.set("deprecated", Json::Bool(true));
        }
        if action.internal {
            made.set("x-ms-visibility", Json::text("internal"));
        }
        let consumes = match (action.body, &action.consumes) {
            (_, Some(media)) => Some(media.as_str()),
            (BodyKind::Form, None) => Some("application/x-www-form-urlencoded"),
            _ => None,
        };
        if let Some(media) = consumes {
            made.set("consumes", Json::List(vec![Json::text(media)]));
        }
        let asked = asked_for(action);
        if let Asked::Produces(media) = &asked {
            made.set("produces", Json::List(media.iter().copied().map(Json::text).collect()));
        }
        let mut parameters = self.parameters(action)?;
        if let Asked::Header(accept) = asked {
            parameters.insert(0, fixed_parameter("Accept", Place::Header, accept));
        }
        if !parameters.is_empty() {
            made.set("parameters", Json::List(parameters));
        }
        let responses = self.responses(action);
        made.set("responses", responses);
        if let Some(paging) = &action.paging {
            for (extension, pages) in paging::extensions(paging) {
                made.set(extension, pages);
            }
        }
        if action.long_running.is_some() {
            made.set(platform::LONG_RUNNING, Json::Bool(true));
        }
        let event = self.trigger(action, &mut made);
        Some((made, event))
    }

    /// Marks a trigger: one that is asked again and again, or one that calls back.
    fn trigger(&mut self, action: &Action, made: &mut Json) -> Option<Json> {
        if let Some(poll) = &action.poll {
            made.set("x-ms-trigger", Json::text(if poll.batch { "batch" } else { "single" }));
            if let Some(hint) = &poll.hint {
                made.set("x-ms-trigger-hint", Json::text(hint.as_str()));
            }
        }
        if action.kind != Kind::Webhook {
            return None;
        }
        let marked = action.inputs.iter().any(|input| self.takes_callback(action, input));
        if !marked {
            let message = format!(
                "where the callback address of {} goes is not said: mark it with x-ms-notification-url",
                action.id
            );
            self.notes.push(message);
        }
        let each = action.hook.as_ref().is_some_and(|hook| matches!(hook.events, Events::Each(_)));
        made.set("x-ms-trigger", Json::text(if each { "batch" } else { "single" }));
        let schema = self.schemas.of(action.event.as_ref()?);
        Some(Json::object([("description", Json::text("What the service sends.")), ("schema", schema)]))
    }

    fn parameters(&mut self, action: &Action) -> Option<Vec<Json>> {
        let mut all = Vec::new();
        for fixed in action.constants.iter().filter(|one| one.place != Place::Field && !is_input(action, one))
        {
            all.extend(self.fixed(action, fixed));
        }
        for input in &action.inputs {
            match input.place {
                Place::Field => {}
                Place::Body => all.push(self.body(action, input)),
                Place::Cookie if input.required => {
                    self.notes.push(format!(
                        "{} needs the cookie {}, which OpenAPI 2.0 does not know: it is left out",
                        action.id, input.wire
                    ));
                    return None;
                }
                Place::Cookie => {
                    self.notes.push(format!("the cookie {} of {} cannot be said", input.wire, action.id));
                }
                _ => {
                    let one = self.plain(action, input);
                    all.push(self.share(input, one));
                }
            }
        }
        all.extend(polled(action));
        if let BodyKind::Fields { required } = action.body {
            all.push(self.fields(action, required));
        }
        Some(all)
    }

    /// A parameter that is always the same.
    fn fixed(&mut self, action: &Action, fixed: &Constant) -> Option<Json> {
        if fixed.place == Place::Cookie {
            self.notes.push(format!("the cookie {} of {} cannot be said", fixed.wire, action.id));
            return None;
        }
        let mut made = fixed_parameter(&fixed.wire, fixed.place, &fixed.value);
        if fixed.raw {
            made.set(platform::raw(fixed.place), Json::Bool(true));
        }
        Some(made)
    }

    /// A parameter that is not the body.
    fn plain(&mut self, action: &Action, input: &Input) -> Json {
        let filled = action.constants.iter().any(|one| one.place == input.place && one.wire == input.wire);
        let mut made = Json::object([
            ("name", Json::text(input.wire.as_str())),
            ("in", Json::text(input.place.word())),
            ("required", Json::Bool(input.required || filled || input.place == Place::Path)),
        ]);
        documented(&mut made, &input.docs, "x-ms-summary");
        if let Some(name) = &input.client_name {
            made.set(platform::CLIENT_NAME, Json::text(name.as_str()));
        }
        let schema = match input.place {
            Place::File => Json::object([("type", Json::text("file"))]),
            _ => self.text_type(&input.ty),
        };
        for (key, value) in schema.members() {
            if made.get(key).is_none() && key != "x-nullable" {
                made.set(key, value.clone());
            }
        }
        match input.style {
            Style::Csv => {}
            Style::Separated(sign) => {
                let word = match sign {
                    ' ' => "ssv",
                    '\t' => "tsv",
                    _ => "pipes",
                };
                made.set("collectionFormat", Json::text(word));
            }
            Style::Multi if matches!(self.connector.types.resolve(&input.ty).shape, Shape::List(_)) => {
                made.set("collectionFormat", Json::text("multi"));
            }
            Style::Multi => {}
        }
        match input.encoding {
            Encoding::Once => {}
            Encoding::Twice => made.set(platform::encoded(input.place), Json::text("double")),
            Encoding::Raw => made.set(platform::raw(input.place), Json::Bool(true)),
        }
        if let Some(default) = input.default.as_deref().and_then(parsed) {
            made.set("default", default);
        }
        if input.advanced {
            made.set("x-ms-visibility", Json::text("advanced"));
        }
        if self.takes_callback(action, input) {
            made.set(platform::NOTIFICATION_URL, Json::Bool(true));
        }
        made
    }

    fn takes_callback(&self, action: &Action, input: &Input) -> bool {
        action.hook.as_ref().is_some_and(|hook| match &hook.callback {
            Slot::Parameter(place, wire) => *place == input.place && *wire == input.wire,
            Slot::Body(way) => {
                input.place == Place::Field && matches!(way.as_slice(), [one] if *one == input.wire)
            }
        })
    }

    /// The type of what is text: a parameter cannot refer to a definition.
    fn text_type(&mut self, ty: &Ty) -> Json {
        let resolved = self.connector.types.resolve(ty).clone();
        match &resolved.shape {
            Shape::List(item) => {
                let items = self.text_type(item);
                Json::object([("type", Json::text("array")), ("items", items)])
            }
            Shape::Named(id) => {
                let def = self.connector.types.get(*id);
                let TypeKind::Enum(_) = &def.kind else { return plain(&Shape::Text) };
                let mut made = self.schemas.enumeration(*id);
                if let Some(name) = &def.name {
                    made.edit(&["x-ms-enum"], |all| all.set("name", Json::text(name.as_str())));
                }
                platform::outside_of_schemas(made)
            }
            other => match plain(other) {
                made if made.members().is_empty() => plain(&Shape::Text),
                made => made,
            },
        }
    }

    /// A parameter whose type belongs to a shared one is shared: its type has its name from there.
    fn share(&mut self, input: &Input, made: Json) -> Json {
        let resolved = self.connector.types.resolve(&input.ty);
        let owner = resolved.named().and_then(|id| parameter_of(self.connector.types.get(id)));
        let Some(name) = owner else { return made };
        match self.shared.get(name) {
            Some(own) if *own != made => return made,
            Some(_) => {}
            None => self.shared.set(name, made),
        }
        Json::object([("$ref", Json::text(format!("#/parameters/{}", crate::source::referring(name))))])
    }

    /// A body that is one value.
    fn body(&mut self, action: &Action, input: &Input) -> Json {
        let mut made = Json::object([
            ("name", Json::text(input.wire.as_str())),
            ("in", Json::text("body")),
            ("required", Json::Bool(input.required)),
        ]);
        documented(&mut made, &input.docs, "x-ms-summary");
        if let Some(name) = &input.client_name {
            made.set(platform::CLIENT_NAME, Json::text(name.as_str()));
        }
        let mut schema = self.schemas.of(&input.ty);
        if let (Some(root), None) = (&action.xml_body, schema.get("$ref")) {
            schema.edit(&["xml"], |xml| xml.set("name", Json::text(root.name.as_str())));
        }
        made.set("schema", schema);
        made
    }

    /// A body whose properties are inputs.
    fn fields(&mut self, action: &Action, required: bool) -> Json {
        let mut needed = Vec::new();
        let mut properties = Json::Object(Vec::new());
        for fixed in action.constants.iter().filter(|one| one.place == Place::Field) {
            needed.push(Json::text(fixed.wire.as_str()));
            if !is_input(action, fixed) {
                properties.set(&fixed.wire, constant(&fixed.value));
            }
        }
        for input in action.inputs.iter().filter(|one| one.place == Place::Field) {
            if input.required {
                needed.push(Json::text(input.wire.as_str()));
            }
            let mut one = self.schemas.of(&input.ty);
            documented(&mut one, &input.docs, "x-ms-summary");
            if let Some(name) = &input.client_name {
                one.set(platform::CLIENT_NAME, Json::text(name.as_str()));
            }
            if let Some(default) = input.default.as_deref().and_then(parsed) {
                one.set("default", default);
            }
            if input.advanced {
                one.set("x-ms-visibility", Json::text("advanced"));
            }
            if self.takes_callback(action, input) {
                one.set("x-ms-notification-url", Json::Bool(true));
            }
            properties.set(&input.wire, one);
        }
        let mut schema = Json::object([("type", Json::text("object"))]);
        if !needed.is_empty() {
            schema.set("required", Json::List(needed));
        }
        schema.set("properties", properties);
        Json::object([
            ("name", Json::text("body")),
            ("in", Json::text("body")),
            ("required", Json::Bool(required)),
            ("schema", schema),
        ])
    }

    fn responses(&mut self, action: &Action) -> Json {
        let mut all = Json::Object(Vec::new());
        let response = |text: &str, schema: Option<Json>| {
            let mut made = Json::object([("description", Json::text(text))]);
            if let Some(schema) = schema {
                made.set("schema", schema);
            }
            made
        };
        let file = || Some(Json::object([("type", Json::text("file"))]));
        match &action.reply {
            Reply::None if action.method == Method::Head => all.set("200", response("OK", None)),
            Reply::None => all.set("204", response("Done.", None)),
            Reply::One(_) if action.exists => {
                all.set("200", response("It is there.", None));
                all.set("404", response("It is not there.", None));
            }
            Reply::One(ty) | Reply::Maybe(ty) => {
                let mut schema = self.schemas.of(ty);
                if let (Some(root), None) = (&action.xml_reply, schema.get("$ref")) {
                    schema.edit(&["xml"], |xml| xml.set("name", Json::text(root.name.as_str())));
                }
                all.set("200", response("OK", Some(schema)));
                if matches!(action.reply, Reply::Maybe(_)) {
                    // Of a trigger that is polled, 202 says that the service tells where to go on.
                    let polled = action.poll.as_ref().is_some_and(|poll| poll.declared);
                    all.set(if polled { "202" } else { "204" }, response("Nothing.", None));
                }
            }
            Reply::Bytes => all.set("200", response("OK", file())),
            Reply::Text => all.set("200", response("OK", Some(plain(&Shape::Text)))),
            Reply::ByStatus(_, variants) => {
                for (code, ty) in variants {
                    let schema = ty.as_ref().map(|ty| self.schemas.of(ty));
                    let key = if *code == 0 { "default".to_owned() } else { code.to_string() };
                    all.set(&key, response("OK", schema));
                }
            }
        }
        self.headers(action, &mut all);
        for (status, text, ty) in &action.errors {
            let key = match status {
                Status::Code(code) => code.to_string(),
                Status::Default => "default".to_owned(),
                Status::Range(digit) => {
                    let has_default = action.errors.iter().any(|(status, ..)| *status == Status::Default);
                    if has_default || all.get("default").is_some() {
                        self.notes.push(format!("the statuses {digit}XX of {} cannot be said", action.id));
                        continue;
                    }
                    "default".to_owned()
                }
            };
            let schema = ty.as_ref().map(|ty| self.schemas.of(ty));
            all.set(&key, response(text.as_deref().unwrap_or(""), schema));
        }
        all
    }

    /// The headers of the first success.
    fn headers(&mut self, action: &Action, all: &mut Json) {
        if action.headers.is_empty() {
            return;
        }
        let mut headers = Json::Object(Vec::new());
        for (name, ty, docs) in &action.headers {
            let mut one = self.text_type(ty);
            documented(&mut one, docs, "x-ms-summary");
            headers.set(name, one);
        }
        if let Json::Object(members) = all
            && let Some((_, first)) = members.first_mut()
        {
            first.set("headers", headers);
        }
    }
}
