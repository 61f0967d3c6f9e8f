//! The generator names providers, the runtime knows them: both have the same ones.

#![allow(clippy::unwrap_used)]

use connector::oauth::{OAuth, providers};
use connector_codegen::{Options, generate};

macro_rules! rows {
    ($($row:ident)*) => { [$((stringify!($row), providers::$row)),*] };
}

#[test]
fn each_provider_that_is_known_can_be_named() {
    let rows: [(&str, OAuth); 20] = rows!(
        AZURE_DEVOPS BITLY BOX DOCUSIGN DROPBOX ENTRA ENTRA_V1 FACEBOOK GITHUB GOOGLE INSTAGRAM INTUIT LINKEDIN
        MICROSOFT_ACCOUNT SALESFORCE SERVICENOW SLACK SPOTIFY STRIPE ZENDESK
    );
    assert_eq!(rows.len(), providers::ALL.len());
    for ((constant, row), (name, listed)) in rows.iter().zip(providers::ALL) {
        assert_eq!(format!("{row:?}"), format!("{listed:?}"));
        let document = br#"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "t.example", "paths": {}}"#;
        let made = generate(&Options {
            documents: vec!["-".into()],
            stdin: Some(document.to_vec()),
            provider: Some((*name).to_owned()),
            ..Options::default()
        });
        assert!(!made.has_errors(), "{name}: {:?}", made.diagnostics);
        let text = made.tokens.to_string().replace(' ', "");
        assert!(text.contains(&format!("rt::oauth::providers::{constant}")), "{name}");
        // The values that the row needs, with their defaults.
        let known = format!("{row:?}");
        let values = &made.inspect.sign_ins[0].values;
        assert_eq!(known.matches("SignInParameter {").count(), values.len(), "{name}");
        for (value, default) in values {
            let written = format!("SignInParameter {{ name: {value:?}, default: {default:?} }}");
            assert!(known.contains(&written), "{name}: {written} is not in {known}");
        }
    }
    let made = generate(&Options {
        provider: Some("githup".to_owned()),
        documents: vec!["-".into()],
        stdin: Some(br#"{"swagger": "2.0", "info": {}, "paths": {}}"#.to_vec()),
        ..Options::default()
    });
    assert!(made.diagnostics.iter().any(|one| one.to_string().contains("did you mean `github`?")));
}
