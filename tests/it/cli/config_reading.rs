//! Configurations as the library reads them: each mistake at its place, and the settings effective for a path.

use std::sync::Arc;

use crate::common::configurations::{CONFIGURATIONS, Verdict};
use kigen::config::check::CheckContext;
use kigen::config::{self, Config, Inclusion, Level};
use kigen::diagnostic::{Diagnostic, Severity};
use kigen::engine::{Configured, Engine};
use kigen::message::Lang;
use kigen::source::Source;

/// Parses a configuration and validates it against the rules.
fn read(text: &str) -> (Config, Vec<Diagnostic>) {
    let (config, mut found) = config::parse(Arc::new(Source::from_text("kigen.yaml", text)));
    let builtin = config.builtin_pack.is_none_or(|builtin| builtin.value);
    let engine = Engine::with(&[], builtin, None).unwrap();
    found.extend(config.check(&CheckContext {
        packs: &engine.rules.packs,
        directory: &engine.data.directory,
        default_hours: engine.data.default_hours,
    }));
    found.sort_by_key(|one| one.span);
    (config, found)
}

fn good(text: &str) -> Config {
    let (config, found) = read(text);
    assert!(found.is_empty(), "{text}\n{found:#?}");
    config
}

fn engine(config: &Config, path: &str) -> Engine {
    let settings = config.settings(&config.overrides_for(path));
    let configured = Configured {
        source: Arc::clone(&config.source),
        settings,
    };
    let builtin = config.builtin_pack.is_none_or(|builtin| builtin.value);
    Engine::with(&[], builtin, Some(Arc::new(configured))).unwrap()
}

#[test]
fn every_mistake_is_said_at_its_place_in_both_languages() {
    let mut wrong = Vec::new();
    for (text, verdict) in CONFIGURATIONS {
        let (config, found) = read(text);
        for one in &found {
            let [ja, en] = [Lang::Ja, Lang::En].map(|lang| one.message.render(lang));
            assert!(!ja.is_empty() && !en.is_empty() && ja != en, "{text}: {ja}");
        }
        match verdict {
            Verdict::Good => {
                if !found.is_empty() {
                    wrong.push(format!("{text}: {found:#?}"));
                }
            }
            Verdict::Bad(line, says) | Verdict::Beyond(line, says) => {
                let here = found.iter().any(|one| {
                    let help = one
                        .help
                        .as_ref()
                        .map(|help| help.render(Lang::Ja))
                        .unwrap_or_default();
                    let at = config.source.position(one.span.start);
                    at.line == *line && (one.message.render(Lang::Ja).contains(says) || help.contains(says))
                });
                if !here {
                    let said: Vec<_> = found
                        .iter()
                        .map(|one| (one.span, one.message.render(Lang::Ja), &one.help))
                        .collect();
                    wrong.push(format!("{text}line {line}: {says}\n{said:#?}"));
                }
                assert!(found.iter().all(|one| one.severity == Severity::Error));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let bad = CONFIGURATIONS
        .iter()
        .filter(|(_, verdict)| !matches!(verdict, Verdict::Good));
    assert!(bad.count() >= 100);
}

#[test]
fn all_that_is_wrong_is_said_in_one_run() {
    let text = "inclde: a\n重さ: {KG104: none}\n値: 1\n閉庁日: [{日付: 2026-02-30, 理由: a}]\n例外: [{対象: '!a', 規則: KG202}]\n個別設定: [{}]\n";
    let (config, found) = read(text);
    let lines: Vec<_> = found
        .iter()
        .map(|one| config.source.position(one.span.start).line)
        .collect();
    assert_eq!(lines, [1, 2, 3, 4, 5, 6]);
    // A parse error does not hide a validation error, nor the reverse.
    let text = "inclde: a\n重さ: {KG1O4: off, KG401: info}\n値: {evenin: '16:00', min_response: x}\n勤務時間: {各省庁: '9:00-17:00'}\n例外: [{対象: a, 規則: KG909}]\n";
    assert_eq!(read(text).1.len(), 7);
}

#[test]
fn marks_and_line_ends_of_every_sort_are_read() {
    for text in [
        "\u{feff}重さ: {KG104: off}\n",
        "重さ:\r\n  KG104: off\r\n",
        "重さ: {KG104: off}",
    ] {
        assert_eq!(good(text).base.severities.len(), 1, "{text:?}");
    }
}

#[test]
fn hostile_configurations_end() {
    let bomb = (1..200).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| {
        let before = n - 1;
        format!("{text}a{n}: &a{n} [*a{before}, *a{before}, *a{before}]\n")
    });
    let first = chrono::NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let day = |day: chrono::NaiveDate| format!("- {{日付: {day}, 理由: a}}\n  ");
    let days: String = first.iter_days().take(900).map(day).collect();
    let shared = format!(
        "閉庁日: &d\n  {days}\n個別設定:\n{}",
        "  - {対象: a, 閉庁日: *d}\n".repeat(99)
    );
    let hostile = [
        bomb,
        "[".repeat(500_000),
        "{a: ".repeat(100_000),
        "重さ: ".to_owned() + &"{KG104: ".repeat(1000),
        "x".repeat(1_000_000),
        "x: y\n".repeat(200_000),
        (0..100_000).map(|n| format!("x{n}: y\n")).collect(),
        format!("対象: [{}]\n", "'**/*a*/**/*b*/**', ".repeat(40_000)),
        format!(
            "重さ: {{{}}}\n",
            (0..40_000).map(|n| format!("K{n}: off, ")).collect::<String>()
        ),
        format!("例外: [{}]\n", "{対象: '*.yaml', 規則: KG202}, ".repeat(900)),
        format!(
            "個別設定: [{}]\n",
            "{対象: '*.yaml', 重さ: {KG104: off}}, ".repeat(5000)
        ),
        format!("対象: '{}'\n", "{a,".repeat(120) + &"}".repeat(120)),
        format!("対象: '{}'\n", "{a,b,c,d}".repeat(40)),
        format!("対象: '{}'\n", "**/".repeat(130)),
        "a: &a\n  b: *a\n".to_owned(),
        "\u{feff}\u{feff}".to_owned(),
    ];
    for text in hostile {
        let started = std::time::Instant::now();
        let (_, found) = read(&text);
        assert!(found.len() <= 1002, "{}", found.len());
        let head: String = text.chars().take(60).collect();
        assert!(started.elapsed().as_secs() < 20, "{head}");
    }
    // Aliased nodes are read at each use; the number of reads is bounded.
    let (_, found) = read(&shared);
    assert!(found.is_empty(), "{found:#?}");
    let (_, found) = read(&"あ".repeat(400_000));
    assert!(
        found[0].message.render(Lang::Ja).contains("上限1 MiB"),
        "{found:#?}"
    );
}

#[test]
fn a_later_override_goes_before_an_earlier_one() {
    let config = good(
        "重さ: {KG104: off, KG302: error}
値: {min_response: PT72H, evening: '16:00', KG202: {evening: '15:00'}}
勤務時間: {既定: {勤務時間: '8:30-17:15', 休憩: なし}}
閉庁日: [{日付: 2026-10-01, 理由: 創立記念日}]
個別設定:
  - 対象: 雛形/
    重さ: {KG104: info}
    勤務時間: {既定: '9:00-17:45'}
    開庁日: [{日付: 2026-10-01, 理由: 受付}]
  - 対象: '*.ics'
    重さ: {KG104: error}
    値: {evening: '14:00'}
",
    );
    let level = |path: &str, code: &str| {
        let settings = config.settings(&config.overrides_for(path));
        settings.severity(code).map(|level| level.value)
    };
    assert_eq!(level("a.yaml", "KG104"), Some(Level::Off));
    assert_eq!(level("雛形/a.yaml", "KG104"), Some(Level::Info));
    assert_eq!(level("雛形/a.ics", "KG104"), Some(Level::Error));
    assert_eq!(level("雛形/a.ics", "KG302"), Some(Level::Error));
    let evening = |path: &str, code: &str| {
        let settings = config.settings(&config.overrides_for(path));
        settings.param(code, "evening").unwrap().value.value.clone()
    };
    assert_eq!(evening("a.yaml", "KG202"), "15:00");
    assert_eq!(evening("a.yaml", "KG301"), "16:00");
    // A later setting for all rules also applies to a rule named earlier.
    assert_eq!(evening("a.ics", "KG202"), "14:00");
    let base = engine(&config, "a.yaml");
    assert_eq!(
        (base.data.default_hours.office.from, base.data.default_hours.pause),
        (8 * 60 + 30, None)
    );
    let other = engine(&config, "雛形/a.yaml");
    assert_eq!(
        (
            other.data.default_hours.office.from,
            other.data.default_hours.pause
        ),
        (9 * 60, None)
    );
    let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    assert!(base.data.closed.is_closed(day) && !other.data.closed.is_closed(day));
}

#[test]
fn severities_change_what_is_shown_and_not_the_remedy() {
    let config = good("重さ: {KG104: off, KG402: info, KG101: warning}\n");
    let engine = engine(&config, "a.yaml");
    let rule = |code: &str| engine.rules.get(code).unwrap().1.clone();
    assert!(rule("KG104").off && !engine.takes(&rule("KG104")));
    assert_eq!(
        (rule("KG402").severity, rule("KG402").default_severity),
        (Severity::Info, Severity::Warning)
    );
    assert_eq!(rule("KG101").severity, Severity::Warning);
    // A code on the command line overrides the configuration.
    let mut selected = engine.clone();
    selected.options.selection.select = vec!["KG104".to_owned()];
    assert!(selected.takes(&rule("KG104")) && !selected.takes(&rule("KG101")));
}

#[test]
fn values_reach_the_rules_that_read_them() {
    let config = good("値: {min_response: 72時間, KG202: {evening: '16:00'}, morning: '13:00'}\n");
    let engine = engine(&config, "a.yaml");
    let of = |code: &str, name: &str| {
        let (_, rule) = engine.rules.get(code).unwrap();
        let param = rule.params.iter().find(|param| param.name == name).cloned();
        param.map(|param| {
            (
                param.value.words().render(Lang::Ja),
                param.default.map(|value| value.words().render(Lang::Ja)),
            )
        })
    };
    let changed = |value: &str, from: &str| Some((value.to_owned(), Some(from.to_owned())));
    assert_eq!(of("KG101", "min_response"), changed("72時間", "48時間"));
    assert_eq!(of("KG105", "min_response"), changed("72時間", "48時間"));
    // A plan's value, overridden for one rule, becomes that rule's own value.
    assert_eq!(of("KG202", "evening"), changed("16時", "17時"));
    assert_eq!(of("KG301", "evening"), None);
    assert_eq!(
        engine.rules.packs[0]
            .param("evening")
            .unwrap()
            .words()
            .render(Lang::Ja),
        "17時"
    );
    assert_eq!(
        engine.rules.packs[0]
            .param("morning")
            .unwrap()
            .words()
            .render(Lang::Ja),
        "13時"
    );
}

#[test]
fn an_office_has_the_hours_of_its_longest_name_else_of_its_ministry() {
    let config = good(
        "勤務時間:\n  財務省: '8:30-17:15'\n  財務省主計局: '9:00-17:45'\n  消防庁: '8:00-16:45'\n  新設推進本部: '10:00-18:45'\n",
    );
    let engine = engine(&config, "a.yaml");
    let opens = |office: &str| {
        let given = engine.data.offices.find(office, &engine.data.directory)?;
        given.hours.map(|hours| hours.from)
    };
    assert_eq!(opens("財務省主計局総務課"), Some(9 * 60));
    assert_eq!(opens("財務省主税局"), Some(8 * 60 + 30));
    // An agency is matched to its ministry under any of its names; the ministry is not matched to its agency.
    assert_eq!(opens("国税庁"), Some(8 * 60 + 30));
    assert_eq!(opens("消防庁予防課"), Some(8 * 60));
    assert_eq!(opens("総務省自治財政局"), None);
    assert_eq!(opens("新設推進本部事務局"), Some(10 * 60));
    assert_eq!(opens("外務省"), None);
}

#[test]
fn what_is_a_request_is_what_is_included_and_not_excluded() {
    let config = good("対象: 依頼/**/*.yaml\n対象外: ['下書き_*', 依頼/古い/]\n");
    assert_eq!(config.takes("依頼/a.yaml"), Inclusion::Yes);
    assert_eq!(config.takes("依頼/下書き_a.yaml"), Inclusion::No);
    assert_eq!(config.takes("依頼/古い/a.yaml"), Inclusion::No);
    assert_eq!(config.takes("a.yaml"), Inclusion::No);
    assert_eq!(good("").takes("a.yaml"), Inclusion::Unspecified);
}

#[test]
fn an_exception_keeps_its_places() {
    let config = good(
        "例外:\n  - 対象: [a.yaml, b/]\n    規則: KG202\n    理由: 予算編成\n    承認者: 会計課長\n    有効期限: 令和8年12月28日\n",
    );
    let record = &config.exceptions[0].record;
    assert_eq!(record.rule.value, "KG202");
    assert_eq!(record.source.position(record.rule.span.start).line, 3);
    assert_eq!(record.expires.unwrap().value.to_string(), "2026-12-28");
    assert_eq!(config.exceptions_for("b/c.yaml"), [0]);
    assert!(config.exceptions_for("c.yaml").is_empty());
}
