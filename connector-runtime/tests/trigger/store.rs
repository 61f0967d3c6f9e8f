//! The stores of the runtime itself.

use connector_runtime::trigger::{MemoryStore, Store};

use crate::every::{self, LONG, append};

/// With room for three ids, where it is their number that counts and not their age.
async fn forgetful(store: &impl Store) {
    assert_eq!(append(store, &["1", "2", "3"]).await, [true; 3]);
    for claimed in store.claim("s", 3, LONG).await.unwrap() {
        store.ack("s", &claimed.receipt).await.unwrap();
    }
    assert_eq!(append(store, &["4"]).await, [true]);
    // Of four ids the first is forgotten.
    assert_eq!(append(store, &["2", "1"]).await, [false, true]);
}

/// Runs everything on new stores, of the usual and of a small capacity.
macro_rules! suite {
    ($new:expr) => {
        #[tokio::test]
        async fn all() {
            let new = $new;
            every::state(&new(None).0).await;
            every::inbox(&new(None).0).await;
            every::redelivered_alone(&new(None).0).await;
            every::state_with_events(&new(None).0).await;
            every::dead_letters(&new(None).0).await;
            every::leases(&new(None).0).await;
            every::full(&new(Some(every::SMALL)).0).await;
            super::forgetful(&new(Some(every::SMALL)).0).await;
            every::waiting(&new(None).0).await;
        }

        #[test]
        fn handles_share_an_identity() {
            use connector_runtime::trigger::Store;
            let new = $new;
            let (one, other) = (new(None), new(None));
            assert_eq!(one.0.identity(), one.0.clone().identity());
            assert_ne!(one.0.identity(), other.0.identity());
        }
    };
}

mod memory {
    use connector_runtime::trigger::{Capacity, MemoryStore};

    use crate::every;

    suite!(|capacity: Option<Capacity>| {
        (capacity.map_or_else(MemoryStore::new, MemoryStore::with_capacity), ())
    });
}

#[cfg(feature = "disk")]
mod disk {
    use connector_runtime::trigger::{Capacity, DiskStore};

    use crate::disk::Folder;
    use crate::every;

    suite!(|capacity: Option<Capacity>| {
        let folder = Folder::new();
        let path = folder.0.join("store");
        (DiskStore::with_capacity(path, capacity.unwrap_or_default()).unwrap(), folder)
    });
}

/// A store that is shared, or of a type that is not known, is a store.
#[tokio::test]
async fn shared() {
    let store: std::sync::Arc<dyn Store> = std::sync::Arc::new(MemoryStore::new());
    every::inbox(&store).await;
}
