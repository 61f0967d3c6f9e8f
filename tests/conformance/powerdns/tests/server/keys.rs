//! Keys, and servers that provision zones.

use connector::ErrorKind;
use powerdns_conformance::powerdns::Client;
use powerdns_conformance::powerdns::model::{Autoprimary, Cryptokey, CryptokeyKeytype, Error, TsigKey};

use crate::suite::HERE;
use crate::zones::make;

pub async fn cryptokeys(client: Client) {
    let zone = make(&client, "signed.test.").await.id.unwrap();
    let key = Cryptokey::default().keytype(CryptokeyKeytype::Csk).active(true).algorithm("ECDSAP256SHA256");
    let made = client.create_cryptokey(HERE, &zone, &key).await.unwrap();
    assert_eq!((made.keytype, made.active, made.bits), (Some(CryptokeyKeytype::Csk), Some(true), Some(256)));
    assert!(made.dnskey.unwrap().starts_with("257 3 13 "));
    assert!(made.ds.unwrap().len() >= 2);
    let id = made.id.unwrap().to_string();

    let [listed]: [Cryptokey; 1] = client.list_cryptokeys(HERE, &zone).await.unwrap().try_into().unwrap();
    assert_eq!((listed.id, listed.privatekey), (made.id, None));
    let read = client.get_cryptokey(HERE, &zone, &id).await.unwrap();
    assert!(read.privatekey.unwrap().starts_with("Private-key-format: "));
    assert_eq!(client.list_zone(HERE, &zone).await.unwrap().dnssec, Some(true));

    client.modify_cryptokey(HERE, &zone, &id, &Cryptokey::default().active(false)).await.unwrap();
    assert_eq!(client.get_cryptokey(HERE, &zone, &id).await.unwrap().active, Some(false));
    client.delete_cryptokey(HERE, &zone, &id).await.unwrap();
    assert!(client.delete_cryptokey(HERE, &zone, &id).await.unwrap_err().is_status(404));
    assert!(client.list_cryptokeys(HERE, &zone).await.unwrap().is_empty());
}

pub async fn tsig_keys(client: Client) {
    let key = TsigKey::default().name("transfer").algorithm("hmac-sha256");
    let made = client.create_tsig_key(HERE, &key).await.unwrap();
    assert_eq!((made.id.as_deref(), made.type_.as_deref()), (Some("transfer."), Some("TSIGKey")));
    let secret = made.key.unwrap();
    assert!(secret.len() > 40);
    let error = client.create_tsig_key(HERE, &key).await.unwrap_err();
    assert!(error.is_status(409));
    let reason = "A TSIG key with the name 'transfer' already exists";
    assert_eq!(error.body_as::<Error>().unwrap().error, reason);

    let read = client.get_tsig_key(HERE, "transfer.").await.unwrap();
    assert_eq!(
        (read.key.as_deref(), read.algorithm.as_deref()),
        (Some(secret.as_str()), Some("hmac-sha256"))
    );
    let [listed]: [TsigKey; 1] = client.list_tsig_keys(HERE).await.unwrap().try_into().unwrap();
    assert_eq!(listed.key.as_deref(), Some(""), "the secret is not listed");

    let renamed = client.put_tsig_key(HERE, "transfer.", &TsigKey::default().name("moved")).await.unwrap();
    assert_eq!((renamed.id.as_deref(), renamed.key), (Some("moved."), Some(secret)));
    assert!(client.get_tsig_key(HERE, "transfer.").await.unwrap_err().is_status(404));
    client.delete_tsig_key(HERE, "moved.").await.unwrap();
    assert!(client.list_tsig_keys(HERE).await.unwrap().is_empty());
}

pub async fn autoprimaries(client: Client) {
    let one = Autoprimary::default().ip("2001:db8::9").nameserver("ns9.example").account("tests");
    client.create_autoprimary(HERE, &one).await.unwrap();
    // The document says that there is one, not a list of them.
    let error = client.get_autoprimaries(HERE).await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, None));
    let [listed]: [Autoprimary; 1] = error.body_as::<Vec<Autoprimary>>().unwrap().try_into().unwrap();
    assert_eq!((listed.ip.as_deref(), listed.account.as_deref()), (Some("2001:db8::9"), Some("tests")));

    client.delete_autoprimary(HERE, "2001:db8::9", "ns9.example").await.unwrap();
    let error = client.get_autoprimaries(HERE).await.unwrap_err();
    assert!(error.body_as::<Vec<Autoprimary>>().unwrap().is_empty());
}
