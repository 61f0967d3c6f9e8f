//! Policy templates of `apiProperties.json`, compiled into data.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::expression::{self, sub_way, way};
use super::instance::Instance;
use super::{get, poll};
use crate::diag::{Code, Diagnostics, plain, quoted};
use crate::ir::policy::{Edit, Exists, Piece, Policy, PolicyKind, Section, Step, Target, Template};
use crate::ir::{Connector, Omission, Outcome, Place};
use crate::source::Node;

/// More policies than these are nobody's: reading them takes the time of their number times that of the operations.
const MOST: usize = 1000;

/// Reads all policies. Those that cannot be applied are listed.
pub fn read(properties: &Node, connector: &mut Connector, diags: &mut Diagnostics) {
    let instances = get(properties, "policyTemplateInstances").and_then(Node::as_list).unwrap_or_default();
    let ids = Ids::new(connector);
    let mut policies = Vec::new();
    for instance in instances.iter().take(MOST) {
        let id = get(instance, "templateId").and_then(Node::as_str).unwrap_or_default().to_ascii_lowercase();
        // This one only keeps the platform's own proxy in the way of next links; a direct client follows them as they are.
        if id == "updatenextlink" {
            connector.templates.push((id, Outcome::NotNeeded));
            continue;
        }
        let title = get(instance, "title").and_then(Node::as_str).unwrap_or_default();
        let named = Instance::new(instance).operations();
        let scope = if named.is_empty() { "all operations".to_owned() } else { named.join(", ") };
        let what = format!("the policy {} ({}) for {}", quoted(&id), plain(title, 80), plain(&scope, 300));
        if id == "pollingtrigger" {
            let trigger = poll::read(get(instance, "parameters"), &what, diags);
            let known = Known { connector: &*connector, ids: &ids, slips: RefCell::default() };
            let found = trigger.and_then(|trigger| match named.is_empty() {
                true => Err("it names no operation".to_owned()),
                false => Ok((trigger, known.operations(&Instance::new(instance), diags)?)),
            });
            match found {
                Ok((trigger, operations)) => {
                    for action in
                        connector.actions.iter_mut().filter(|action| operations.contains(&action.id))
                    {
                        trigger.apply(action, &what, instance, diags);
                    }
                    connector.templates.push((id, Outcome::Applied));
                }
                Err(reason) => {
                    diags.warning(
                        Code::NOT_APPLIED,
                        instance.span,
                        format!("{what} is not applied: {reason}"),
                    );
                    let operations = ids.known(&named);
                    connector.omissions.push(Omission { what: format!("{what}: {reason}"), operations });
                    connector.templates.push((id, Outcome::NotApplied));
                }
            }
            continue;
        }
        let known = Known { connector: &*connector, ids: &ids, slips: RefCell::default() };
        match known.policy(&id, &Instance::new(instance), diags) {
            Ok(policy) => {
                for slip in known.slips.take() {
                    diags.warning(Code::MENDED_POLICY, instance.span, format!("{what}: {slip}"));
                }
                warn(&policy, connector, diags);
                policies.push(policy);
                connector.templates.push((id, Outcome::Applied));
            }
            Err(reason) => {
                diags.warning(Code::NOT_APPLIED, instance.span, format!("{what} is not applied: {reason}"));
                let operations = ids.known(&named);
                connector.omissions.push(Omission { what: format!("{what}: {reason}"), operations });
                connector.templates.push((id, Outcome::NotApplied));
            }
        }
    }
    if let Some(first) = instances.get(MOST) {
        let what = format!("{} more policies", instances.len() - MOST);
        diags.warning(Code::NOT_APPLIED, first.span, format!("{what} are not applied: there are too many"));
        connector.omissions.push(Omission { what, operations: Vec::new() });
    }
    connector.policies.extend(policies);
    require(connector);
}

/// operationIds as they are, and by nothing but their letters and digits.
struct Ids {
    exact: HashSet<String>,
    near: HashMap<String, String>,
    skipped: HashSet<String>,
}

impl Ids {
    fn new(connector: &Connector) -> Self {
        let ids = || connector.actions.iter().map(|action| action.id.clone());
        Self {
            exact: ids().collect(),
            // The first of several counts.
            near: ids().rev().map(|id| (crate::fold::folded(&id), id)).collect(),
            skipped: connector.skipped.iter().map(|skipped| skipped.id.clone()).collect(),
        }
    }
}

impl Ids {
    /// The operations that a list means, however they are spelt. One that there is not stays as it is: no operation at
    /// all would mean every operation.
    fn known(&self, named: &[String]) -> Vec<String> {
        let meant = |name: &String| match self.exact.contains(name) {
            true => name.clone(),
            false => self.near.get(&crate::fold::folded(name)).unwrap_or(name).clone(),
        };
        named.iter().map(meant).collect()
    }
}

/// What policies have in quotes, in small letters: the connection parameters that they speak of are among it.
pub fn mentioned(properties: &Node) -> HashSet<String> {
    let instances = get(properties, "policyTemplateInstances").and_then(Node::as_list).unwrap_or_default();
    let parameters = instances.iter().filter_map(|instance| get(instance, "parameters")?.as_object());
    let texts = parameters.flat_map(|all| all.iter().filter_map(|member| member.value.as_str()));
    texts.flat_map(|text| text.split('\'').skip(1).step_by(2)).map(str::to_ascii_lowercase).collect()
}

/// What every call's host depends on, a connection cannot be without.
fn require(connector: &mut Connector) {
    let mut needed: Vec<String> = Vec::new();
    for policy in connector.policies.iter().filter(|policy| policy.operations.is_empty()) {
        let PolicyKind::Host(template) = &policy.kind else { continue };
        needed.extend(template.iter().filter_map(|piece| match piece {
            Piece::Connection(name, None) => Some(name.clone()),
            _ => None,
        }));
    }
    let credentials: Vec<String> =
        connector.schemes.iter().flat_map(|scheme| scheme.kind.parameters()).map(str::to_owned).collect();
    for parameter in &mut connector.parameters {
        if needed.contains(&parameter.name) && !credentials.contains(&parameter.name) {
            parameter.required |= parameter.default.is_none() && !parameter.token;
        }
    }
}

fn warn(policy: &Policy, connector: &Connector, diags: &mut Diagnostics) {
    let PolicyKind::Host(template) = &policy.kind else { return };
    let text: String = template
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            _ => "x",
        })
        .collect();
    let rest = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let has_path = rest.split_once('/').is_some_and(|(_, path)| !path.is_empty());
    let base = &connector.base_url;
    let base = base.split_once("://").map_or(base.as_str(), |(_, rest)| rest);
    let base_path = base.split_once('/').map_or("", |(_, path)| path);
    if !has_path && !base_path.is_empty() {
        let message = format!(
            "the policy replaces the base path {} together with the host",
            quoted(&format!("/{base_path}"))
        );
        diags.warning(Code::BASE_PATH_REPLACED, policy.at, message);
    }
}

/// What the document declares.
struct Known<'a> {
    connector: &'a Connector,
    ids: &'a Ids,
    /// What its author must have meant.
    slips: RefCell<Vec<String>>,
}

impl Known<'_> {
    fn policy(&self, id: &str, instance: &Instance<'_>, diags: &mut Diagnostics) -> Result<Policy, String> {
        let section = instance.section()?;
        let operations = self.operations(instance, diags)?;
        let kind = self.kind(id, instance, section, &operations)?;
        let (is_header, is_query) =
            (matches!(kind, PolicyKind::Header { .. }), matches!(kind, PolicyKind::Query { .. }));
        let on_bodies =
            matches!(kind, PolicyKind::Property { .. } | PolicyKind::Edit { .. } | PolicyKind::Move { .. });
        match section {
            Section::Failure if !is_header => return Err("it cannot run on failures".to_owned()),
            Section::Response if !is_header && !on_bodies => {
                return Err("it cannot run on responses".to_owned());
            }
            _ => {}
        }
        let exists = if is_header || is_query { instance.exists()? } else { Exists::Override };
        Ok(Policy { kind, section, exists, operations, at: instance.node.span })
    }

    fn kind(
        &self,
        id: &str,
        instance: &Instance<'_>,
        section: Section,
        operations: &[String],
    ) -> Result<PolicyKind, String> {
        let value = |name: &str| self.resolve(self.template(&instance.text(name)?, false)?, operations);
        Ok(match id {
            "dynamichosturl" | "dynamicsubdomain" => PolicyKind::Host(value("urlTemplate")?),
            "routerequesttoendpoint" => PolicyKind::Route {
                path: self.placeholders(
                    self.resolve(self.template(&instance.text("newPath")?, true)?, operations)?,
                    operations,
                )?,
                method: instance.method()?,
            },
            "setheader" => {
                let name = instance.text("name")?.trim().to_owned();
                if !is_header_name(&name) {
                    return Err(format!("{} is no header name", quoted(&name)));
                }
                let owned = ["host", "content-length", "transfer-encoding", "connection"];
                if section == Section::Request && owned.contains(&name.to_ascii_lowercase().as_str()) {
                    return Err(format!("the header {} is the HTTP client's own", quoted(&name)));
                }
                PolicyKind::Header { name, value: value("value")? }
            }
            "setqueryparameter" => PolicyKind::Query { name: instance.text("name")?, value: value("value")? },
            "setproperty" => {
                let sub = sub_way(&instance.text("newPropertySubPathTemplate")?)?;
                if sub.is_empty() {
                    return Err("it names no property".to_owned());
                }
                PolicyKind::Property {
                    parent: body_way(&instance.text("newPropertyParentPathTemplate")?)?,
                    sub,
                    value: value("propertyValuePathTemplate")?,
                }
            }
            "setvaluefromurl" => {
                let destination =
                    self.resolve(self.template(&instance.text("parameterTemplate")?, false)?, operations)?;
                let (header, name) = match destination.as_slice() {
                    [Piece::Header(name, _)] if is_header_name(name) => (true, name.clone()),
                    [Piece::Query(name, _)] => (false, name.clone()),
                    _ => {
                        return Err(
                            "`parameterTemplate` is neither a header nor a query parameter".to_owned()
                        );
                    }
                };
                let path =
                    self.resolve(self.template(&instance.text("parameterValueUrl")?, true)?, operations)?;
                PolicyKind::Fetch {
                    header,
                    name,
                    path: self.placeholders(path, operations)?,
                    method: instance.method()?,
                    value: body_way(&instance.text("parameterValuePathTemplate")?)?,
                }
            }
            "moveproperties" => moved(instance)?,
            "setconnectionstatustounauthenticated" => {
                let status = instance.text("statusCode")?;
                let status = status.trim().parse().ok().filter(|status| (100..600).contains(status));
                PolicyKind::Unauthenticated(status.ok_or("`statusCode` is no status")?)
            }
            _ => self.edit(id, instance)?,
        })
    }

    fn edit(&self, id: &str, instance: &Instance<'_>) -> Result<PolicyKind, String> {
        let or = |name: &str, default: &str| {
            instance.optional(name).filter(|text| !text.is_empty()).unwrap_or_else(|| default.to_owned())
        };
        let edit = match id {
            "convertarraytoobject" => Edit::ArrayToObject(
                instance.text("keyWithinCollectionPath")?,
                !or("retainKey", "true").eq_ignore_ascii_case("false"),
            ),
            "convertobjecttoarray" => Edit::ObjectToArray(or("keyName", "key"), or("valueName", "value")),
            "stringtoarray" => {
                Edit::Split(instance.text("delimiterList")?, instance.text("childPropertyName")?)
            }
            "stringreplace" => Edit::Replace(instance.text("sourceString")?, or("replacementString", "")),
            "encodepropertyvalue" => Edit::Encode,
            _ => return Err("the template is not known".to_owned()),
        };
        let parent = body_way(&instance.text("propertyParentPath")?)?;
        let sub = sub_way(&or("propertySubPath", "null"))?;
        let to = match instance.optional("newPropertyPath").filter(|text| !text.is_empty() && text != "null")
        {
            None => Target::Same,
            Some(text) => match way(&text)? {
                (steps, true) => Target::Item(steps),
                (steps, false) if steps.iter().eq(parent.iter().chain(&sub)) => Target::Same,
                (steps, false) => Target::Body(steps),
            },
        };
        Ok(PolicyKind::Edit { parent, sub, to, edit })
    }

    /// An expression, its spelling mended.
    fn template(&self, text: &str, placeholders: bool) -> Result<Template, String> {
        if let Some((typed, meant)) = expression::misspelt(text) {
            self.slips.borrow_mut().push(format!("`{typed}` is read as `{meant}`"));
        }
        expression::template(text, placeholders)
    }

    /// Whether all of these operations have a query parameter of this name.
    fn all_ask_for(&self, name: &str, operations: &[String]) -> bool {
        let asks = |id: &String| {
            let action = self.connector.actions.iter().find(|action| action.id == *id);
            action.is_some_and(|action| {
                action.inputs.iter().any(|input| input.place == Place::Query && input.wire == name)
            })
        };
        !operations.is_empty() && operations.iter().all(asks)
    }

    /// Connection parameters by the names that they are declared under.
    fn resolve(&self, template: Template, operations: &[String]) -> Result<Template, String> {
        let parameters = &self.connector.parameters;
        let known = |piece| match piece {
            Piece::Connection(name, default) => {
                let exact = parameters.iter().find(|parameter| parameter.name == name);
                let any = || parameters.iter().find(|parameter| parameter.name.eq_ignore_ascii_case(&name));
                match exact.or_else(any) {
                    Some(parameter) if parameter.token => {
                        Err(format!("{} is a sign-in, not a text", quoted(&name)))
                    }
                    Some(parameter) => Ok(Piece::Connection(parameter.name.clone(), default)),
                    // What is declared nowhere is never there.
                    None => match default {
                        Some(default) => Ok(Piece::Text(default)),
                        // It is the parameter of the query that has the name, and is never anything else.
                        None if self.all_ask_for(&name, operations) => {
                            let slip = format!(
                                "there is no connection parameter {0}, the query's {0} is meant",
                                quoted(&name)
                            );
                            self.slips.borrow_mut().push(slip);
                            Ok(Piece::Query(name, None))
                        }
                        None => Err(format!("there is no connection parameter {}", quoted(&name))),
                    },
                }
            }
            other => Ok(other),
        };
        template.into_iter().map(known).collect()
    }

    /// Placeholders are path parameters of the operation, or else parameters of its query.
    fn placeholders(&self, template: Template, operations: &[String]) -> Result<Template, String> {
        let actions = self
            .connector
            .actions
            .iter()
            .filter(|action| operations.is_empty() || operations.contains(&action.id));
        let inputs: Vec<(&str, Place)> = actions
            .flat_map(|action| {
                let inputs = action.inputs.iter().map(|input| (input.wire.as_str(), input.place));
                inputs.chain(action.constants.iter().map(|one| (one.wire.as_str(), one.place)))
            })
            .collect();
        let known = |piece| match piece {
            Piece::Path(name) => {
                let of = |place: Place| {
                    let mut own = inputs.iter().filter(|(_, at)| *at == place).map(|(wire, _)| *wire);
                    let exact = own.clone().find(|wire| *wire == name);
                    exact.or_else(|| own.find(|wire| wire.eq_ignore_ascii_case(&name))).map(str::to_owned)
                };
                match (of(Place::Path), of(Place::Query)) {
                    (Some(wire), _) => Ok(Piece::Path(wire)),
                    (None, Some(wire)) => Ok(Piece::Query(wire, None)),
                    (None, None) => Err(format!("the operation has no parameter {}", quoted(&name))),
                }
            }
            other => Ok(other),
        };
        template.into_iter().map(known).collect()
    }

    /// The operations that are named, by their ids in the document.
    fn operations(&self, instance: &Instance<'_>, diags: &mut Diagnostics) -> Result<Vec<String>, String> {
        let named = instance.operations();
        let mut found: Vec<String> = Vec::new();
        let mut lost: Vec<&str> = Vec::new();
        let mut seen: HashSet<&str> = HashSet::new();
        for name in &named {
            let exact = self.ids.exact.get(name);
            let near = || self.ids.near.get(&crate::fold::folded(name));
            match exact.or_else(near) {
                Some(id) if seen.insert(id) => found.push(id.clone()),
                Some(_) => {}
                // One that is left out needs no policy.
                None if self.ids.skipped.contains(name) => {}
                None => lost.push(name),
            }
        }
        let all = plain(&lost.join(", "), 200);
        match (found.is_empty(), lost.is_empty()) {
            (true, _) if !named.is_empty() => Err(format!("there is no operation {all}")),
            (_, false) => {
                let message = format!("the policy names operations that do not exist: {all}");
                diags.warning(Code::DANGLING_OPERATION, instance.node.span, message);
                Ok(found)
            }
            _ => Ok(found),
        }
    }
}

fn body_way(text: &str) -> Result<Vec<Step>, String> {
    match way(text)? {
        (steps, false) => Ok(steps),
        (_, true) => Err(format!("{} leads nowhere from here", quoted(text))),
    }
}

fn moved(instance: &Instance<'_>) -> Result<PolicyKind, String> {
    let mut from = body_way(&instance.text("srcParentPath")?)?;
    from.extend(sub_way(&instance.text("srcSubPath")?)?);
    let mut to = body_way(&instance.optional("dstParentPath").unwrap_or_else(|| "@body()".to_owned()))?;
    let sub = sub_way(&instance.optional("dstSubPath").unwrap_or_default())?;
    let members =
        instance.optional("copyOnlySubProperties").is_some_and(|text| text.eq_ignore_ascii_case("true"));
    // A value that goes nowhere in particular keeps its name.
    match (sub.is_empty(), members, from.last()) {
        (true, false, Some(last)) => to.push(last.clone()),
        _ => to.extend(sub),
    }
    if from.is_empty() {
        return Err("it moves the whole body".to_owned());
    }
    Ok(PolicyKind::Move { from, to, members })
}

fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
