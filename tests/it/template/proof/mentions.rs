//! Rules on times in the text, at every minute of sending: how long after it they are, whether they agree with the
//! due, whether relative words mean the due at all of its minutes.

use kigen::rules::PackFile;

use super::*;

const PLAN: &str = "\
plan: mention-plan
title: {ja: 試験の計画, en: A plan to test}
issuer: 試験
source: 試験
binds: [総務省]
prefix: MN
";

/// A rule of each kind on mentions, with its condition.
fn rule(number: u32, name: &str, require: &str) -> PackFile<'static> {
    let text = format!(
        "\
code: MN{number}
name: {name}
summary: {{ja: 試験の規則, en: A rule to test}}
binding: practice
severity: warning
each: mentions
when: {{mention: {{role: [deadline, relative-deadline]}}}}
require: {require}
at: item
message: {{ja: \"「{{as_written}}」\", en: \"{{as_written}}\"}}
examples:
  bad: [{{種別: その他, 発出元: 総務省, 宛先: 財務省, 発出日時: 2025-09-09 10:00, 期限: 2025-09-12 17:00, 本文: 9月10日正午までに御回答ください。}}]
  good: [{{種別: その他, 発出元: 総務省, 宛先: 財務省, 発出日時: 2025-09-09 10:00, 期限: 2025-09-12 17:00, 本文: 9月12日17時までに御回答ください。}}]
"
    );
    PackFile::new(format!("mention-plan/MN{number}.yaml"), text)
}

fn mention_engine(days: u32) -> Engine {
    let pack = vec![
        PackFile::new("mention-plan/plan.yaml", PLAN),
        rule(
            101,
            "after-48-hours",
            "{mention: {after_sent: {at_least: PT48H}}}",
        ),
        rule(102, "after-a-day", "{mention: {after_sent: {more_than: PT24H}}}"),
        rule(103, "agrees", "{mention: {agrees_with_due: true}}"),
        rule(
            104,
            "agrees-or-later",
            "{any: [{mention: {agrees_with_due: true}}, {mention: {after_sent: {at_least: PT72H}}}]}",
        ),
    ];
    let mut engine = Engine::new(&[pack]).expect("the pack");
    engine.output.remedies = false;
    engine.options.template_days = Some(days);
    // The built-in rules apply this to requests only.
    engine.options.selection.select = vec!["MN".to_owned()];
    engine
}

/// A sentence with a deadline, from the words for its moment.
fn sentence(now: NaiveDateTime) -> impl Strategy<Value = String> {
    let dated =
        (0_u64..9, select(&[540, 720, 1020, 1095][..]), 0_usize..3).prop_map(move |(days, at, form)| {
            let at = minute(now.date() + Days::new(days), at);
            let form = match (form, at.minute()) {
                (0, 0) => "%-m月%-d日%-H時",
                (0, _) => "%-m月%-d日%-H時%-M分",
                (1, _) => "%Y年%-m月%-d日%-H時%-M分",
                _ => "%-m月%-d日",
            };
            at.format(form).to_string()
        });
    let moving = select(
        &[
            "明日の正午",
            "本日17時",
            "翌開庁日の12時",
            "翌日の17時",
            "明朝",
            "明後日の午前中",
            "３営業日後",
            "24時間以内",
        ][..],
    )
    .prop_map(str::to_owned);
    (prop_oneof![dated, moving], any::<bool>()).prop_map(|(moment, bare)| {
        let limit = if moment.ends_with("以内") {
            "に"
        } else {
            "までに"
        };
        let ask = if bare {
            "御回答ください"
        } else {
            "質問を御提出願います"
        };
        format!("{moment}{limit}{ask}。")
    })
}

fn with_text(abroad: bool) -> impl Strategy<Value = Template> {
    template(abroad).prop_flat_map(|template| {
        let sentences = proptest::collection::vec(sentence(template.now), 1..3);
        let dues = proptest::option::of((0_u64..9, select(&[540, 720, 1020, 1095][..])));
        (Just(template), sentences, dues).prop_map(|(template, sentences, due)| {
            let lines: String = sentences.iter().map(|text| format!("  {text}\n")).collect();
            let dues = match due {
                Some((days, at)) => vec![(Due::Written(written(template.now, (days, 3, at))), 0)],
                None => template.dues.clone(),
            };
            Template {
                more: format!("本文: |\n{lines}"),
                dues,
                ..template
            }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_text_says_is_judged_at_every_minute(template in with_text(true)) {
        let window = select_window(&template);
        let engine = mention_engine(template.days);
        agree_by(&Template { window, ..template }, &engine);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same over weeks, with dates in the text before, between and after the sendings.
    #[test]
    fn over_weeks_too(template in with_text(false), days in 6_u32..12) {
        let window = select_window(&template);
        let engine = mention_engine(days);
        agree_by(&Template { days, window, ..template }, &engine);
    }
}
