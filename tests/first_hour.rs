//! The programs of `docs/first-hour.md`, with descriptions in the shape of those that they were written for. That the page says what stands
//! here, `tests/docs.rs` sees to.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic, clippy::indexing_slicing)]

mod stock {
    connector::connector!("tests/first_hour/stock.swagger.json");
}

mod articles {
    connector::connector!("tests/first_hour/articles.swagger.json");
}

#[path = "policies/service.rs"]
#[allow(dead_code, reason = "not every test needs all of it")]
mod service;

#[allow(dead_code, reason = "it is only compiled: its service has an address of its own")]
async fn projects() -> Result<(), stock::Error> {
    use stock::model::ProjectReq;
    use stock::{Client, Connection};

    let client = Client::new(Connection::basic("admin", "Harbor12345").base_url("http://127.0.0.1:4010"))?;
    println!("harbor is {:?}", client.get_health().await?.status);
    client.create_project(&ProjectReq::default().project_name("tea")).await?;
    let mut all = client.list_projects().with_detail(true).page_size(10).items();
    while let Some(project) = all.next().await {
        let project = project?;
        println!("{:?} has {:?} repositories", project.name, project.repo_count);
    }
    Ok(())
}

async fn write(base: &str) -> Result<(), articles::Error> {
    use articles::model::{CreateArticleInputArticle, LoginInputUser};
    use articles::{Client, Connection};

    let anybody = Client::new(Connection::new().base_url(base))?;
    let who = LoginInputUser::default().email("a@b.c").password("x");
    let token = anybody.login().user(&who).await?.user.and_then(|user| user.token).unwrap_or_default();
    let client = anybody.with_connection(Connection::api_key(format!("Token {token}")).base_url(base))?;
    client.create_article().article(&CreateArticleInputArticle::default().title("Tea").body("hot")).await?;
    for article in client.all_articles().await?.articles.unwrap_or_default() {
        println!("{:?} is at {:?}", article.title, article.slug);
    }
    Ok(())
}

/// One answer has what each action looks for.
#[tokio::test]
async fn the_program_of_articles_signs_in_and_writes() {
    let reply = r#"{"user": {"token": "t-1"}, "articles": [{"title": "Tea", "slug": "tea"}]}"#;
    let server = service::Service::start(200, "content-type: application/json\r\n", reply).await;
    write(&server.url).await.unwrap();
    let seen = server.all();
    let [login, made, listed] = &seen[..] else { panic!("{seen:#?}") };
    assert!(login.starts_with("POST /users/login ") && !login.contains("authorization:"), "{login}");
    assert!(made.starts_with("POST /articles ") && made.contains("authorization: Token t-1"), "{made}");
    assert!(listed.starts_with("GET /articles ") && listed.contains("authorization: Token t-1"), "{listed}");
}
