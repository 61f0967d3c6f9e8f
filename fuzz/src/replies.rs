//! What services send back, other than models: tokens, streams, XML, links, waits.

use connector_runtime::fuzzing;
use connector_runtime::oauth::Tokens;

use crate::pieces;

const LONGEST: usize = 4096;

pub fn check(bytes: &[u8]) {
    for status in [200, 400] {
        match fuzzing::token(status, bytes) {
            Ok(tokens) => {
                assert!(status == 200 && !tokens.access().expose().is_empty());
                let kept = Tokens::from_json(tokens.to_json().expose()).expect("what was written");
                assert_eq!(kept, tokens);
                // A scope, which is shown, may be the same text.
                let access = format!("{:?}", tokens.access().expose());
                let by_chance = tokens.scope().is_some_and(|scope| format!("{scope:?}").contains(&access));
                assert!(
                    !format!("{tokens:?}").contains(&access)
                        || by_chance
                        || tokens.access().expose().len() < 3
                );
            }
            Err(refusal) => assert!(!refusal.is_empty()),
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Tokens::from_json(text);
    }
    // How the bytes are cut up on their way says nothing of what they hold.
    let values = pieces(bytes).map(|pieces| fuzzing::values(pieces.into_iter(), LONGEST));
    assert!(values.iter().all(|one| *one == values[0]), "{values:?}");
    let events = pieces(bytes).map(|pieces| fuzzing::events(pieces.into_iter(), LONGEST));
    assert!(events.iter().all(|one| *one == events[0]), "{events:?}");
    for value in values[0].iter().flatten() {
        assert!(value.len() <= LONGEST);
    }
    // Values that are JSON come out as they went in.
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(bytes)
        && let Ok(all) = &values[0]
    {
        assert_eq!(all.len(), 1, "{value}");
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&all[0]).expect("the same"), value);
    }
    let _ = fuzzing::xml(bytes);
    let _ = fuzzing::next_link(bytes);
    let _ = fuzzing::link_header(bytes);
    let _ = fuzzing::retry_after(bytes);
}
