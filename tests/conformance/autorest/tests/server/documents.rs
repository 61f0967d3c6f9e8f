//! Documents of one thing each: enums, inheritance, flattening, constants, sign-in, failures with models.

use autorest_conformance::{
    additional_properties, error_with_secrets, extensible_enums_swagger, head, head_exceptions,
    incorrect_error_response, model_flattening, multiple_inheritance, non_string_enum, security_aad,
    security_key, url_multi_collection_format, validation, xms_error_responses,
};
use connector::{CallOptions, ErrorKind, json};

use crate::suite::{as_json, client};

pub async fn undeclared_properties(url: String) {
    use additional_properties::model::{
        CatApTrue, PetApInProperties, PetApInPropertiesWithApString, PetApObject, PetApString, PetApTrue,
    };
    let client: additional_properties::Client = client!(additional_properties, url);
    let mut pet = PetApTrue::new(1).name("Puppy");
    pet.additional_properties.insert("birthdate".to_owned(), json!("2017-12-13T02:29:51Z"));
    pet.additional_properties.insert("complexProperty".to_owned(), json!({"color": "Red"}));
    let made = client.pets_create_ap_true(&pet).await.unwrap();
    assert_eq!((made.status, made.additional_properties), (Some(true), pet.additional_properties.clone()));
    let mut cat = CatApTrue::new(1).name("Lisa").friendly(true);
    cat.additional_properties = pet.additional_properties;
    let made = client.pets_create_cat_ap_true(&cat).await.unwrap();
    assert_eq!(
        (made.friendly, made.additional_properties["complexProperty"]["color"].as_str()),
        (Some(true), Some("Red"))
    );
    let mut pet = PetApObject::new(2).name("Hira");
    let puppy = json!([{"id": 1, "name": "Puppy", "birthdate": "2017-12-13T02:29:51Z", "complexProperty": {"color": "Red"}}]);
    pet.additional_properties.insert("siblings".to_owned(), puppy);
    pet.additional_properties.insert("picture".to_owned(), json!("//////4="));
    let made = client.pets_create_ap_object(&pet).await.unwrap();
    assert_eq!((made.status, made.additional_properties), (Some(true), pet.additional_properties));
    let texts =
        |pairs: [(&str, &str); 3]| pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    let mut pet = PetApString::new(3).name("Tommy");
    pet.additional_properties = texts([("color", "red"), ("weight", "10 kg"), ("city", "Bombay")]);
    let made = client.pets_create_ap_string(&pet).await.unwrap();
    assert_eq!((made.status, made.additional_properties), (Some(true), pet.additional_properties));
    let sizes: std::collections::BTreeMap<String, f64> =
        [("height", 5.61), ("weight", 599.0), ("footsize", 11.5)]
            .map(|(key, value)| (key.to_owned(), value))
            .into();
    let mut pet = PetApInProperties::new(4).name("Bunny");
    pet.additional_properties = Some(sizes.clone());
    let made = client.pets_create_ap_in_properties(&pet).await.unwrap();
    assert_eq!((made.status, made.additional_properties), (Some(true), Some(sizes.clone())));
    let mut pet = PetApInPropertiesWithApString::new(5, "westus").name("Funny");
    pet.additional_properties = Some(sizes.clone());
    pet.additional_properties2 = texts([("color", "red"), ("city", "Seattle"), ("food", "tikka masala")]);
    let made = client.pets_create_ap_in_properties_with_ap_string(&pet).await.unwrap();
    assert_eq!(made.odata_location, "westus");
    assert_eq!(
        (made.additional_properties, made.additional_properties2),
        (Some(sizes), pet.additional_properties2)
    );
}

pub async fn inheritance(url: String) {
    use multiple_inheritance::model::{Cat, Feline, Horse, Kitten, Pet};
    let client: multiple_inheritance::Client = client!(multiple_inheritance, url);
    assert_eq!(client.get_pet().await.unwrap().name, "Peanut");
    assert_eq!(client.put_pet(&Pet::new("Butter")).await.unwrap(), "Pet was correct!");
    let horse = client.get_horse().await.unwrap();
    assert_eq!((horse.name.as_str(), horse.is_a_show_horse), ("Fred", Some(true)));
    let horse = Horse::new("General").is_a_show_horse(false);
    assert_eq!(client.put_horse(&horse).await.unwrap(), "Horse was correct!");
    let feline = client.get_feline().await.unwrap();
    assert_eq!((feline.meows, feline.hisses), (Some(true), Some(true)));
    let feline = Feline::default().meows(false).hisses(true);
    assert_eq!(client.put_feline(&feline).await.unwrap(), "Feline was correct!");
    let cat = client.get_cat().await.unwrap();
    assert_eq!(
        (cat.name.as_str(), cat.likes_milk, cat.meows, cat.hisses),
        ("Whiskers", Some(true), Some(true), Some(true))
    );
    let cat = Cat::new("Boots").likes_milk(false).meows(true).hisses(false);
    assert_eq!(client.put_cat(&cat).await.unwrap(), "Cat was correct!");
    let kitten = client.get_kitten().await.unwrap();
    assert_eq!(
        (kitten.name.as_str(), kitten.likes_milk, kitten.eats_mice_yet),
        ("Gatito", Some(true), Some(false))
    );
    let kitten = Kitten::new("Kitty").likes_milk(false).meows(true).hisses(false).eats_mice_yet(true);
    assert_eq!(client.put_kitten(&kitten).await.unwrap(), "Kitten was correct!");
}

pub async fn enums(url: String) {
    use extensible_enums_swagger::model::{DaysOfWeekExtensibleEnum as Day, IntEnum, Pet};
    let client: extensible_enums_swagger::Client = client!(extensible_enums_swagger, url);
    let tommy = client.pet_get_by_pet_id("tommy").await.unwrap();
    assert_eq!((tommy.days_of_week, tommy.int_enum), (Some(Day::Monday), IntEnum::N1));
    let casper = client.pet_get_by_pet_id("casper").await.unwrap();
    assert_eq!((casper.days_of_week, casper.int_enum), (Some(Day::Other("Weekend".to_owned())), IntEnum::N2));
    let scooby = client.pet_get_by_pet_id("scooby").await.unwrap();
    assert_eq!((scooby.days_of_week, scooby.int_enum), (Some(Day::Thursday), "2.1".into()));
    let retriever = Pet::new(IntEnum::N3).name("Retriever").days_of_week(Day::Friday);
    let echoed = client.pet_add_pet().pet_param(&retriever).await.unwrap();
    assert_eq!(as_json(&echoed), json!({"name": "Retriever", "DaysOfWeek": "Friday", "IntEnum": "3"}));
    let client: non_string_enum::Client = client!(non_string_enum, url);
    assert_eq!(client.int_put().input(200).await.unwrap(), "Nice job posting an int enum");
    assert_eq!(client.int_get().await.unwrap(), 429);
    assert_eq!(client.float_put().input(200.4).await.unwrap(), "Nice job posting a float enum");
    assert_eq!(client.float_get().await.unwrap().to_bits(), 429.1_f64.to_bits());
    client!(client_enum, url).head().await.unwrap();
}

pub async fn flattening(url: String) {
    use model_flattening::model::{
        FlattenedProduct, FlattenedProductProperties, ProductUrl, Resource, ResourceCollection,
        SimpleProduct, SimpleProductProperties, SimpleProductPropertiesMaxProductCapacity as Capacity,
    };
    let client: model_flattening::Client = client!(model_flattening, url);
    let check = |first: &FlattenedProduct, name: &str, product: &str| {
        assert_eq!((first.name.as_deref(), first.location.as_deref()), (Some(name), Some("Building 44")));
        let properties = first.properties.as_ref().unwrap();
        assert_eq!(
            (properties.p_name.as_deref(), properties.type_.as_deref()),
            (Some(product), Some("Flat"))
        );
        assert_eq!(first.tags.as_ref().unwrap()["tag2"], "value3");
    };
    let tags = || {
        [("tag1", "value1"), ("tag2", "value3")].map(|(key, value)| (key.to_owned(), value.to_owned())).into()
    };
    let products = client.get_array().await.unwrap();
    check(&products[0], "Resource1", "Product1");
    assert_eq!((products.len(), products[2].name.as_deref()), (3, Some("Resource3")));
    let mut first = Resource::default();
    first.location = Some("West US".to_owned());
    first.tags = Some(tags());
    let mut second = Resource::default();
    second.location = Some("Building 44".to_owned());
    client.put_array().resource_array(&[first, second]).await.unwrap();
    let products = client.get_dictionary().await.unwrap();
    check(&products["Product1"], "Resource1", "Product1");
    let product = |location: &str, name: &str| {
        let mut made = FlattenedProduct::default();
        made.location = Some(location.to_owned());
        let mut properties = FlattenedProductProperties::default();
        properties.p_name = Some(name.to_owned());
        properties.type_ = Some("Flat".to_owned());
        made.properties = Some(properties);
        made
    };
    let tagged = |location: &str, name: &str| {
        let mut made = product(location, name);
        made.tags = Some(tags());
        made
    };
    let dictionary = || {
        let pairs =
            [("Resource1", tagged("West US", "Product1")), ("Resource2", product("Building 44", "Product2"))];
        pairs.map(|(key, value)| (key.to_owned(), value)).into()
    };
    client.put_dictionary().resource_dictionary(&dictionary()).await.unwrap();
    let collection = client.get_resource_collection().await.unwrap();
    check(&collection.dictionaryofresources.unwrap()["Product1"], "Resource1", "Product1");
    check(&collection.arrayofresources.unwrap()[0], "Resource4", "Product4");
    assert_eq!(collection.productresource.unwrap().name.as_deref(), Some("Resource7"));
    let mut collection = ResourceCollection::default();
    collection.arrayofresources = Some(vec![tagged("West US", "Product1"), product("East US", "Product2")]);
    collection.dictionaryofresources = Some(dictionary());
    collection.productresource = Some(product("India", "Azure"));
    client.put_resource_collection().resource_complex_object(&collection).await.unwrap();
    let simple = |generic: Option<&str>| {
        let mut url = ProductUrl::default();
        url.odata_value = Some("http://foo".to_owned());
        url.generic_value = generic.map(str::to_owned);
        let mut details = SimpleProductProperties::new("max name", Capacity::Large);
        details.max_product_image = Some(url);
        SimpleProduct::new("123").description("product description").details(details)
    };
    let inherited = simple(Some("https://generic"));
    let echoed = client.put_simple_product().simple_body_product(&inherited).await.unwrap();
    assert_eq!(as_json(&echoed), as_json(&inherited));
    let echoed = client.post_flattened_simple_product().simple_body_product(&simple(None)).await.unwrap();
    assert_eq!(as_json(&echoed), as_json(&simple(None)));
    let call = client.put_simple_product_with_grouping("groupproduct").simple_body_product(&simple(None));
    assert_eq!(as_json(&call.await.unwrap()), as_json(&simple(None)));
}

pub async fn fixed(url: String) {
    use validation::model::{
        ChildProduct, ConstProperty, ConstantProduct, ConstantProductConstProperty2, Product,
        ProductConstString,
    };
    client!(constants, url).contants_put_client_constants(true, 100).await.unwrap();
    let client: validation::Client = client!(validation, url);
    client.get_with_constant_in_path().await.unwrap();
    let child = ChildProduct::new(ConstProperty::Constant);
    let constant = ConstantProduct::new(ConstProperty::Constant, ConstantProductConstProperty2::Constant2);
    let product = Product::new(child, constant, 0, ProductConstString::Constant);
    let echoed = client.post_with_constant_in_body().body(&product).await.unwrap();
    assert_eq!(as_json(&echoed), as_json(&product));
    let client: url_multi_collection_format::Client = client!(url_multi_collection_format, url);
    client.queries_array_string_multi_null().await.unwrap();
    client.queries_array_string_multi_empty().array_query(Vec::<String>::new()).await.unwrap();
    let values = ["ArrayQuery1", "begin!*'();:@ &=+$,/?#[]end", "", ""];
    client.queries_array_string_multi_valid().array_query(values).await.unwrap();
}

pub async fn heads(url: String) {
    let client: head::Client = client!(head, url);
    assert!(client.http_success_head200().await.unwrap());
    assert!(client.http_success_head204().await.unwrap());
    assert!(!client.http_success_head404().await.unwrap());
    let client: head_exceptions::Client = client!(head_exceptions, url);
    client.head_exception_head200().await.unwrap();
    client.head_exception_head204().await.unwrap();
    assert!(client.head_exception_head404().await.unwrap_err().is_status(404));
}

pub async fn sign_in(url: String) {
    use autorest_conformance::security_key::{Client, Connection};
    Client::new(Connection::api_key("123456789").base_url(&url)).unwrap().head().await.unwrap();
    let wrong = security_key::Client::new(Connection::api_key("1").base_url(&url)).unwrap();
    assert!(wrong.head().await.unwrap_err().is_status(400));
    use autorest_conformance::security_aad as aad;
    let connection = aad::Connection::bearer("https://security.microsoft.com/.default").base_url(&url);
    security_aad::Client::new(connection).unwrap().head().await.unwrap();
}

pub async fn secrets(url: String) {
    use error_with_secrets::{Client, Connection, model};
    const KEY: &str = "1c88a67921784300a462b2cb61da2339";
    let connection = Connection::api_key(format!("SharedKey {KEY}")).base_url(&url);
    let client = Client::new(connection).unwrap();
    // The server wants a query and a body that no document speaks of.
    let bare = client.create_secret().options(CallOptions::new().query("key", KEY)).await.unwrap_err();
    assert!(bare.is_status(400));
    assert!(!bare.to_string().contains(KEY), "{bare}");
    let request = http::Request::post(format!("/secrets/:create?key={KEY}"))
        .header("content-type", "application/json")
        .header("authorization", format!("SharedKey {KEY}"))
        .body(format!(r#"{{"key":"{KEY}"}}"#))
        .unwrap();
    let reply = client.send(request).await.unwrap();
    let secret: model::SecretResponse = serde_json::from_slice(reply.body()).unwrap();
    assert_eq!((secret.key.as_str(), secret.value.as_str()), (KEY, "secret"));
    let error = client.get_error_with_secrets().await.unwrap_err();
    assert!(error.is_status(403));
    assert_eq!(error.request_id(), Some("5e123516-834e-4222-9e80-353108d33357"));
    // The server's body is not what its document says: an inner error is a text, a message is missing.
    assert_eq!(error.body_as::<model::ErrorResponse>().unwrap_err().kind(), ErrorKind::Decode);
    let body: connector::Value = error.body_as().unwrap();
    assert_eq!(body["error"]["code"], "Unauthorized");
}

pub async fn failures_with_models(url: String) {
    use xms_error_responses::model::{NotFoundErrorBase, PetActionError};
    let client: xms_error_responses::Client = client!(xms_error_responses, url);
    let pet = client.pet_get_pet_by_id("tommy").await.unwrap().unwrap();
    assert_eq!((pet.name.as_deref(), pet.ani_type.as_deref()), (Some("Tommy Tomson"), Some("Dog")));
    assert!(client.pet_get_pet_by_id("django").await.unwrap().is_none());
    let error = client.pet_get_pet_by_id("coyoteUgly").await.unwrap_err();
    match error.body_as().unwrap() {
        NotFoundErrorBase::AnimalNotFound(body) => assert_eq!(body.name.as_deref(), Some("coyote")),
        other => panic!("{other:?}"),
    }
    let error = client.pet_get_pet_by_id("weirdAlYankovic").await.unwrap_err();
    match error.body_as().unwrap() {
        NotFoundErrorBase::LinkNotFound(body) => {
            assert_eq!(body.what_sub_address.as_deref(), Some("pet/yourpet was not found"));
        }
        other => panic!("{other:?}"),
    }
    let error = client.pet_get_pet_by_id("ringo").await.unwrap_err();
    assert_eq!(
        (error.is_status(400), error.body_as::<String>().unwrap()),
        (true, "ringo is missing".to_owned())
    );
    let error = client.pet_get_pet_by_id("alien123").await.unwrap_err();
    assert_eq!((error.is_status(501), error.body_as::<i64>().unwrap()), (true, 123));
    assert!(client.pet_get_pet_by_id("unknown").await.unwrap_err().is_status(402));
    let done = client.pet_do_something("stay").await.unwrap();
    assert_eq!(done.action_response, None);
    let error = client.pet_do_something("jump").await.unwrap_err();
    match error.body_as().unwrap() {
        PetActionError::PetSadError(sad) => {
            assert_eq!(sad.reason.as_deref(), Some("need more treats"));
        }
        other => panic!("{other:?}"),
    }
    let error = client.pet_do_something("fetch").await.unwrap_err();
    assert!(error.is_status(404));
    match error.body_as().unwrap() {
        PetActionError::PetHungryOrThirstyError(hungry) => {
            assert_eq!(hungry.hungry_or_thirsty.as_deref(), Some("hungry and thirsty"));
        }
        other => panic!("{other:?}"),
    }
    let error = client.pet_has_models_param().models("value1").await.unwrap_err();
    assert!(error.is_status(500));
    let client: incorrect_error_response::Client = client!(incorrect_error_response, url);
    let error = client.get_incorrect_error_from_server().await.unwrap_err();
    assert_eq!((error.is_status(444), error.body_text().as_ref()), (true, "foobar"));
}
