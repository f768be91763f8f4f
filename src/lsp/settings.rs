//! The client's settings: `initializationOptions`, and later the section `kigen`.

use serde_json::Value;

use crate::message::Lang;

/// The effective settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The language of messages; `None` for that of the command line.
    pub lang: Option<Lang>,
    /// The moment taken as now, in any notation of a moment.
    pub now: Option<String>,
    /// Folders with further rule packs.
    pub rules: Vec<String>,
    /// The plans to judge by; empty for all that are loaded.
    pub plan: Vec<String>,
}

impl Settings {
    /// Settings from a client's JSON: `{lang, now, rules, plan}`, directly or under `kigen`. The second value names
    /// the invalid ones, which keep their old values.
    pub fn read(&self, json: &Value) -> (Self, Vec<&'static str>) {
        let json = json.get("kigen").unwrap_or(json);
        let mut settings = self.clone();
        let mut wrong = Vec::new();
        match json.get("lang") {
            None => {}
            Some(Value::Null) => settings.lang = None,
            Some(lang) => match lang.as_str().and_then(Lang::from_tag) {
                Some(lang) => settings.lang = Some(lang),
                None => wrong.push("lang"),
            },
        }
        match json.get("now") {
            None => {}
            Some(Value::Null) => settings.now = None,
            Some(now) => match now.as_str() {
                Some(now) => settings.now = Some(now.to_owned()),
                None => wrong.push("now"),
            },
        }
        for (name, setting) in [("rules", &mut settings.rules), ("plan", &mut settings.plan)] {
            match json.get(name).map(texts) {
                None => {}
                Some(Some(texts)) => *setting = texts,
                Some(None) => wrong.push(name),
            }
        }
        (settings, wrong)
    }
}

/// Strings: null, one, or a list of them.
fn texts(json: &Value) -> Option<Vec<String>> {
    match json {
        Value::Null => Some(Vec::new()),
        Value::String(text) => Some(vec![text.clone()]),
        json => {
            let texts = json.as_array()?.iter();
            texts.map(|text| text.as_str().map(str::to_owned)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_wrong_is_named_and_changes_nothing() {
        let (settings, wrong) = Settings::default().read(&json!({"lang": "en", "rules": "a"}));
        assert_eq!((settings.lang, wrong.len()), (Some(Lang::En), 0));
        let (after, wrong) =
            settings.read(&json!({"kigen": {"lang": "fr", "now": 3, "rules": [1], "plan": {}}}));
        assert_eq!(
            (after, wrong),
            (settings.clone(), vec!["lang", "now", "rules", "plan"])
        );
        assert_eq!(settings.read(&json!(null)).0, settings);
        assert_eq!(settings.read(&json!({"lang": null})).0.lang, None);
    }
}
