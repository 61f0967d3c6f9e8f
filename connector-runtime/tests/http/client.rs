//! A client as the generator would make it.

use connector_runtime::v1 as rt;

pub(crate) static ORDERS: rt::Connector = rt::Connector::new("Orders", "")
    .schemes(&[
        rt::Scheme::header("key", "api_key", "X-Api-Key"),
        rt::Scheme::query("token", "token_key", "code"),
        rt::Scheme::basic("login", "username", "password"),
        rt::Scheme::bearer("oauth", "token"),
    ])
    .parameters(&[
        rt::Parameter::secret("api_key"),
        rt::Parameter::secret("token_key"),
        rt::Parameter::text("username"),
        rt::Parameter::secret("password"),
        rt::Parameter::secret("token").token_source(),
        rt::Parameter::text("region").optional().one_of(&["eu", "us"]),
    ])
    .security(&[&[0, 1], &[0], &[2], &[3], &[]]);

#[derive(Clone, Debug)]
pub(crate) struct Client(pub(crate) rt::Client);
rt::client!(Client, Connection, ORDERS);

#[derive(Clone)]
pub(crate) struct Connection(pub(crate) rt::Connection);
rt::connection!(Connection, ORDERS);

impl Connection {
    pub(crate) fn anonymous(url: &str) -> Self {
        Self(rt::Connection::new(&ORDERS).base_url(url))
    }

    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        Self(self.0.set(name, value))
    }
}

pub(crate) fn http() -> rt::HttpBuilder {
    rt::Http::builder().no_proxy()
}

pub(crate) fn client(url: &str) -> Client {
    with(Connection::anonymous(url))
}

pub(crate) fn keyed(url: &str) -> Client {
    with(Connection::anonymous(url).with("api_key", "s3cret"))
}

pub(crate) fn with(connection: Connection) -> Client {
    Client::with_http(connection, &http().build().unwrap()).unwrap()
}

pub(crate) fn text(text: &str) -> rt::Input {
    rt::Arg::<str>::value(text)
}

pub(crate) fn list(texts: &[&str]) -> rt::Input {
    rt::Arg::<[String]>::value(texts)
}

pub(crate) static GET: rt::Action = rt::Action::get("GetOrder", "/orders/{id}");
pub(crate) static LIST: rt::Action = rt::Action::get("ListOrders", "/orders").next_link("nextLink");
pub(crate) static POST: rt::Action = rt::Action::post("CreateOrder", "/orders");

impl Client {
    pub(crate) fn get(&self, id: &str) -> rt::Call<rt::Value> {
        self.0.call(&GET).path("id", text(id)).into()
    }

    pub(crate) fn list(&self) -> rt::Call<rt::Value> {
        self.0.call(&LIST).into()
    }

    pub(crate) fn post(&self) -> rt::Call<rt::Value> {
        self.0.call(&POST).json(&rt::Value::Null).into()
    }

    pub(crate) fn call(&self, action: &'static rt::Action) -> rt::Draft {
        self.0.call(action)
    }
}
