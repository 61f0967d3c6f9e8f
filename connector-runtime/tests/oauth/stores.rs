//! Where tokens are kept, and that a rotated one is never lost.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use connector_runtime::ErrorKind;
use connector_runtime::oauth::{FileStore, Grant, Key, Lock, MemoryStore, StoreFuture, TokenStore, Tokens};

use crate::provider::{Provider, list};

/// A folder that goes with the test.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("connector-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const KEY: Key<'_> = Key { connector: "Orders / 1", connection: "../tenant~17" };

async fn keeps(store: &dyn TokenStore) {
    assert_eq!(store.load(KEY).await.unwrap(), None);
    let tokens = Tokens::new("a").with_refresh("r").expires_in(std::time::Duration::from_secs(60));
    store.save(KEY, &tokens).await.unwrap();
    store.save(KEY, &tokens).await.unwrap();
    assert_eq!(store.load(KEY).await.unwrap().as_ref(), Some(&tokens));
    assert_eq!(store.load(Key { connection: "another", ..KEY }).await.unwrap(), None);
    let held = store.lock(KEY).await.unwrap();
    let waits = tokio::time::timeout(std::time::Duration::from_millis(100), store.lock(KEY)).await;
    assert!(waits.is_err(), "a lock that is held was given again");
    drop(store.lock(Key { connection: "another", ..KEY }).await.unwrap());
    drop(held);
    drop(store.lock(KEY).await.unwrap());
    store.remove(KEY).await.unwrap();
    store.remove(KEY).await.unwrap();
    assert_eq!(store.load(KEY).await.unwrap(), None);
}

#[tokio::test]
async fn memory() {
    keeps(&MemoryStore::new()).await;
}

#[tokio::test]
async fn files() {
    let folder = Folder::new("files");
    let store = FileStore::new(&folder.0);
    keeps(&store).await;
    store.save(KEY, &Tokens::new("s3cret-h")).await.unwrap();
    let names: Vec<String> = std::fs::read_dir(&folder.0)
        .unwrap()
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    let own = "Orders%20%2F%201~%2E%2E%2Ftenant%7E17.json";
    assert!(names.iter().any(|name| name == own), "{names:?}");
    assert!(names.iter().all(|name| name.ends_with(".json") || name.ends_with(".lock")), "{names:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(folder.0.join(own)), mode(folder.0.clone())), (0o600, 0o700));
    }
    std::fs::write(folder.0.join(own), "{\"hush\"").unwrap();
    let error = store.load(KEY).await.unwrap_err().to_string();
    assert!(error.contains("holds no tokens") && !error.contains("s3cret"), "{error}");
}

/// Two programs on one store, each with an expired token in mind: each sees what the other was given.
#[tokio::test]
async fn two_that_share_a_store_do_not_use_one_refresh_token_twice() {
    let provider = Provider::start(2).await;
    let folder = Folder::new("shared");
    let app =
        || provider.app(Grant::Code).store(FileStore::new(&folder.0)).tokens(Tokens::from_refresh("r0"));
    let clients = [provider.client(&app()), provider.client(&app()), provider.client(&app())];
    for round in 1..=3 {
        let calls: Vec<_> =
            (0..30).map(|number| tokio::spawn(list(&clients[number % clients.len()]))).collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
        assert_eq!(provider.asked().len(), round);
        tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
    }
}

#[tokio::test]
async fn a_new_program_goes_on_where_the_old_one_was_killed() {
    let provider = Provider::start(3600).await;
    let folder = Folder::new("killed");
    let app = || provider.app(Grant::Code).store(FileStore::new(&folder.0));
    list(&provider.client(&app().tokens(Tokens::from_refresh("r0")))).await.unwrap();
    provider.revoke();
    // What it was given at first has long been used up.
    let next = provider.client(&app().tokens(Tokens::from_refresh("r0")));
    list(&next).await.unwrap();
    assert!(provider.asked()[1].contains("refresh_token=s3cret-refresh-1"), "{:?}", provider.asked());
}

/// A store whose disk is full for a while.
struct Full(MemoryStore, &'static AtomicBool);

impl TokenStore for Full {
    fn load<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Option<Tokens>> {
        self.0.load(key)
    }
    fn save<'a>(&'a self, key: Key<'a>, tokens: &'a Tokens) -> StoreFuture<'a, ()> {
        match self.1.load(Ordering::SeqCst) {
            true => Box::pin(async { Err("no space left".into()) }),
            false => self.0.save(key, tokens),
        }
    }
    fn remove<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, ()> {
        self.0.remove(key)
    }
    fn lock<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Lock> {
        self.0.lock(key)
    }
}

#[tokio::test]
async fn what_cannot_be_saved_is_not_used_and_not_lost() {
    static FULL: AtomicBool = AtomicBool::new(true);
    let provider = Provider::start(3600).await;
    let memory = MemoryStore::new();
    let app = provider.app(Grant::Code).store(Full(memory.clone(), &FULL)).tokens(Tokens::from_refresh("r0"));
    let client = provider.client(&app);
    for _ in 0..2 {
        let error = list(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection);
        assert!(error.to_string().contains("the token store failed"), "{error}");
    }
    assert_eq!(provider.server.seen().len(), 1, "nothing but one refresh was sent");
    FULL.store(false, Ordering::SeqCst);
    list(&client).await.unwrap();
    assert_eq!(provider.asked().len(), 1);
    let kept = memory.load(Key { connector: "Orders", connection: "default" }).await.unwrap().unwrap();
    assert_eq!(kept.refresh().unwrap().expose(), "s3cret-refresh-1");
}
