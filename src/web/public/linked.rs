//! What search engines read of an institution (schema.org): who it is and what the lists say, and nothing
//! that could be taken for a rating.

use serde_json::{Map, Value, json};

use crate::domain::institution::{Institution, Version};
use crate::domain::verdict::Verdict;
use crate::web::served::Served;

/// `description` is the verdict with its source, as below the page's title: the data is never without it.
pub fn of_institution(
    served: &Served,
    (institution, shown): (&Institution, &Version),
    (verdict, description): (Verdict, &str),
) -> Value {
    let mut data = Map::new();
    let mut say = |key: &str, value: Value| data.insert(key.to_owned(), value);
    say("@context", json!("https://schema.org"));
    // Being called an educational organisation would be an honour to what is banned.
    say(
        "@type",
        json!(match verdict {
            Verdict::Approved => "EducationalOrganization",
            Verdict::Restricted | Verdict::Banned | Verdict::Candidates | Verdict::NotListed => {
                "Organization"
            }
        }),
    );
    say("name", json!(shown.listing.name));
    say("description", json!(description));
    if let Some(uscc) = institution.uscc() {
        say(
            "identifier",
            json!({
                "@type": "PropertyValue", "propertyID": "USCC", "value": uscc.as_str(),
            }),
        );
    }
    if !shown.listing.site.address.is_empty() {
        say(
            "address",
            json!({
                "@type": "PostalAddress", "addressCountry": "CN",
                "streetAddress": shown.listing.site.address,
            }),
        );
    }
    // As with canonical links: whole, or none.
    if !served.site.base_url.is_empty() {
        say("url", json!(served.whole(served.links().institution(institution.id))));
    }
    Value::Object(data)
}
