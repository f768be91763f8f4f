//! Every remedy clears its finding, for every rule: each sending time and each edit that a finding proposes is
//! applied, and the document judged again.

use chrono::{Days, NaiveDateTime, TimeDelta};
use kigen::calendar::hours::Moment;
use kigen::check::{FileReport, check_yaml};
use kigen::diagnostic::{Diagnostic, Fix};
use kigen::engine::Engine;
use kigen::message::Lang;
use kigen::read::FileSelection;
use kigen::source::Source;
use proptest::prelude::*;
use proptest::sample::select;

/// Monday 2025-09-08 10:00 JST, in seconds since the Unix epoch.
const NOW: Moment = Moment(1_757_293_200);

thread_local! {
    static ENGINE: Engine = Engine::new(&[]).unwrap();
}

fn judged(text: &str) -> (Source, FileReport) {
    let source = Source::from_text("案.yaml", text);
    let report = ENGINE.with(|engine| check_yaml(&source, FileSelection::Explicit, engine, NOW));
    (source, report)
}

/// Whether a finding is still raised at its line, if the number of lines is unchanged.
fn stands(text: &str, (source, found): (&Source, &Diagnostic)) -> bool {
    let line = |source: &Source, it: &Diagnostic| source.range(it.span).0.line;
    let at = line(source, found);
    let (after, report) = judged(text);
    report
        .diagnostics
        .iter()
        .any(|other| other.code == found.code && line(&after, other) == at)
}

/// The sending time that a help offers: 「…か、3月16日（月）15時23分までに発出してください。」.
fn offered(help: &str) -> Option<&str> {
    let (before, _) = help.split_once("までに発出してください")?;
    let from = before.rfind(['、', '。']).map_or(0, |at| at + '、'.len_utf8());
    before.get(from..)
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let (source, report) = judged(text);
    for found in &report.diagnostics {
        let help = found.help.as_ref().map(|help| help.render(Lang::Ja));
        if let Some(at) = help.as_deref().and_then(offered) {
            let line = text.lines().find(|line| line.starts_with("発出日時")).unwrap();
            let earlier = text.replace(line, &format!("発出日時: {at}"));
            prop_assert!(
                !stands(&earlier, (&source, found)),
                "{}: {}\n{}",
                found.code,
                at,
                text
            );
        }
        // Edits of repeated mentions belong to the fix before them.
        let own = |fix: &Fix| {
            fix.edits
                .iter()
                .any(|edit| edit.span.start <= found.span.end && found.span.start <= edit.span.end)
        };
        for (number, fix) in found.fixes.iter().enumerate() {
            let first = found.fixes.iter().take(number.min(usize::from(!own(fix))));
            let mut edits: Vec<_> = first
                .chain([fix])
                .flat_map(|fix| &fix.edits)
                .map(|edit| (edit.span, &*edit.text))
                .collect();
            edits.sort_by_key(|(span, _)| span.start);
            let fixed = source.edited(text.as_bytes(), edits);
            let fixed = String::from_utf8(fixed).unwrap();
            if fixed.lines().count() == text.lines().count() {
                prop_assert!(
                    !stands(&fixed, (&source, found)),
                    "{}: {}\n{}",
                    found.code,
                    text,
                    fixed
                );
            }
        }
    }
    Ok(())
}

fn document() -> impl Strategy<Value = String> {
    let kinds = [
        "協議",
        "査定",
        "調査",
        "意見照会",
        "その他",
        "照会\n相当の作業量: あり",
        "照会",
        "協議\n段階: 再質問",
        "協議\n協議区分: その他",
    ];
    let to = [
        "財務省",
        "[財務省, 厚生労働省]",
        "総務省統計局",
        "{府省: 気象庁, 勤務時間: '8:30-17:15', 休憩: '12:30-13:15'}",
    ];
    let effort = [
        "",
        "想定作業量: 6時間\n",
        "想定作業量: 2日\n",
        "想定作業量: 592分\n",
    ];
    let forms = (0_u8..6, 0_u8..5, 0_u8..3);
    let times = (-3 * 1440_i64..6 * 1440, 0_i64..6 * 1440, 8_i64..20);
    (
        select(kinds.to_vec()),
        select(to.to_vec()),
        select(effort.to_vec()),
        forms,
        times,
    )
        .prop_map(|(kind, to, effort, (due, hearing, body), (sent, length, hour))| {
            let sent = NOW.japan() + TimeDelta::minutes(sent);
            let at = sent + TimeDelta::minutes(length / 30 * 30);
            let day = |at: NaiveDateTime| at.format("%Y-%m-%d").to_string();
            let minute = |at: NaiveDateTime| at.format("%Y-%m-%d %H:%M").to_string();
            let wrong = ["火", "木"][usize::from(length % 2 == 0)];
            let due = match due {
                0 | 1 => format!("回答期限: {}\n", minute(at)),
                2 => format!("回答期限: {}\n", day(at)),
                3 => format!("回答期限: {}（{wrong}）17時\n", at.format("%-m月%-d日")),
                4 => format!("回答期限:\n  質問: {}\n  意見: {}\n", day(at), minute(at)),
                _ => format!("質問期限: {}\n意見期限: {}\n", minute(at), day(at)),
            };
            let start = (at.date() + Days::new(1)).and_hms_opt(hour as u32, 0, 0).unwrap();
            let hearing = match hearing {
                0 | 1 => String::new(),
                2 => format!(
                    "ヒアリング: {{開始: {}, 終了: {}}}\n",
                    minute(start),
                    minute(start + TimeDelta::hours(2))
                ),
                3 => format!(
                    "ヒアリング: {{開始: {}, 終了: {}}}\n",
                    minute(at),
                    minute(at + TimeDelta::minutes(90))
                ),
                _ => format!("ヒアリング: {{開始: {0}, 終了: {0}}}\n", day(start)),
            };
            let body = match body {
                0 => String::new(),
                1 => format!(
                    "本文: {}（{wrong}）までに御回答ください。\n",
                    at.format("%-m月%-d日")
                ),
                _ => format!("本文: {}17時までに御回答ください。\n", at.format("%-m月%-d日")),
            };
            format!(
                "種別: {kind}\n発出元: 総務省\n宛先: {to}\n発出日時: {}\n{due}{hearing}{effort}{body}",
                minute(sent)
            )
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_remedy_leaves_its_finding_standing(text in document()) {
        holds(&text)?;
    }
}

#[test]
fn a_due_without_its_time_is_offered_its_time_alone() {
    let text = "種別: 意見照会\n発出元: 総務省\n宛先: {府省: 気象庁, 勤務時間: '8:30-17:15', 休憩: '12:30-13:15'}\n\
        発出日時: 2025-09-09 11:25\n回答期限: 2025-09-09\n想定作業量: 592分\n必要性: 法案の提出に要するため\n";
    let (_, report) = judged(text);
    let help = |code: &str| {
        let mut found = report.diagnostics.iter();
        found
            .find(|it| it.code == code)
            .and_then(|it| it.help.as_ref().map(|help| help.render(Lang::Ja)))
            .unwrap_or_default()
    };
    assert!(
        !help("KG408").is_empty() && !help("KG408").contains("発出してください"),
        "{}",
        help("KG408")
    );
    holds(text).unwrap();
}
