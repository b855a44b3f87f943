//! The types that travel, described once each.

use schemars::generate::{Contract, SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value};

/// What is sent to the server may leave out what has a default; what the server gives has it.
#[derive(Debug)]
pub struct Schemas {
    sent: SchemaGenerator,
    given: SchemaGenerator,
}

impl Default for Schemas {
    fn default() -> Self {
        Self {
            sent: generator(Contract::Deserialize),
            given: generator(Contract::Serialize),
        }
    }
}

impl Schemas {
    /// A reference to what is sent to the server.
    pub fn sent<T: JsonSchema>(&mut self) -> Schema {
        self.sent.subschema_for::<T>()
    }

    /// A reference to what the server gives.
    pub fn given<T: JsonSchema>(&mut self) -> Schema {
        self.given.subschema_for::<T>()
    }

    /// Every type that was referred to, by name.
    pub(super) fn all(mut self) -> Map<String, Value> {
        let mut all = self.sent.take_definitions(true);
        all.extend(self.given.take_definitions(true));
        all
    }
}

fn generator(contract: Contract) -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.contract = contract;
        settings.meta_schema = None;
    });
    settings.into_generator()
}

#[cfg(test)]
mod tests {
    use yuebao_domain::wire::{v1, v2};

    use super::*;

    /// A name stands for one type.
    #[test]
    fn what_is_sent_and_given_under_one_name_is_the_same() {
        let mut schemas = Schemas::default();
        schemas.sent::<v1::SyncRequest>();
        schemas.sent::<v2::SyncRequest>();
        schemas.given::<v1::SyncAnswer>();
        schemas.given::<v2::SyncAnswer>();
        schemas.given::<v1::ReportHistory>();
        let (sent, given) = (schemas.sent.definitions(), schemas.given.definitions());
        let both: Vec<_> = sent
            .keys()
            .filter(|name| given.contains_key(*name))
            .collect();
        assert!(both.iter().any(|name| *name == "Month"), "{both:?}");
        for name in both {
            assert_eq!(sent[name], given[name], "{name}");
        }
        // schemars gives a number to the second type of a name
        for name in sent.keys().chain(given.keys()) {
            assert!(
                name.ends_with("V2") || !name.ends_with(char::is_numeric),
                "{name}"
            );
        }
    }
}
