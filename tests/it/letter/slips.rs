//! Slips of letters that are to be found, and right letters beside them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{json, undetermined};

use crate::common::{list, text};

/// The head of a letter on a hearing; sent at the time of the check, Monday 8 September 2025, 10:00.
const HEARING: &str = "件名：機構・定員審査ヒアリングの実施について\n発出元：総務省行政管理局\n\
                       宛先：厚生労働省大臣官房人事課\nオンライン：可\n\n";

/// The head of an inquiry.
const INQUIRY: &str = "件名：地方公営企業の経営状況について（照会）\n発出元：総務省自治財政局\n\
                       宛先：国土交通省水管理・国土保全局\n相当の作業量：なし\n\n";

/// Codes of errors and warnings.
fn graver(output: &Value) -> BTreeSet<String> {
    list(output, "diagnostics")
        .iter()
        .filter(|found| text(found, "severity") != "info")
        .map(|found| text(found, "code").to_owned())
        .collect()
}

fn holds(head: &str, cases: &[(&str, &[&str])]) {
    for (body, wanted) in cases {
        let output = json("案.txt", &format!("{head}{body}\n"));
        let found = graver(&output);
        let wanted: BTreeSet<String> = wanted.iter().map(|code| (*code).to_owned()).collect();
        assert_eq!(found, wanted, "{body}: {output}");
        assert_eq!(list(&output, "requests").len(), 1, "{body}: {output}");
    }
}

#[test]
fn every_time_of_a_timetable_is_judged() {
    holds(
        HEARING,
        &[
            (
                "ヒアリングの日程は下記のとおりです。\n\n９月１６日（火）\n　１４：００～１５：００　老健局\n　\
                 １９：００～２０：００　年金局",
                &["KG201"],
            ),
            (
                "老健局　９月１６日（火）１４：００～１５：００\n年金局　９月１６日（火）１９：００～２０：００",
                &["KG201"],
            ),
            ("・職業安定局　９月１０日（水）１８：３０～１９：３０", &["KG201"]),
            (
                "ヒアリング日程\n９月１０日（水）\n　１４：００～１５：００　老健局\n　１９：００～２０：００　年金局",
                &["KG201"],
            ),
            (
                "1　　9/16(火) 10:00-11:00　　老健局\n2　　9/16(火) 11:00-12:00　　年金局",
                &[],
            ),
            ("ヒアリングは９月１６日（火）午後３時から４時まで行います。", &[]),
            (
                "９月１０日（水）１９時のヒアリングは中止します。改めて９月１１日（木）１４時～１５時に行います。",
                &[],
            ),
            (
                "下記の日程で行います。\n(1) ９月１６日（火）１４：００～１５：００\n(2) ９月１７日（水）１９：００～２０：００【中止】",
                &[],
            ),
            (
                "ヒアリングを下記の日程で行います。\n・９月１６日（火）１４時～１５時\n・９月５日（金）１４時～１５時",
                &["KG416"],
            ),
        ],
    );
}

#[test]
fn a_meeting_that_is_over_is_none_by_its_title() {
    for (title, body) in [
        (
            "機構・定員審査ヒアリングの結果について",
            "９月５日（金）１４時～１５時の分の議事要旨を送付するので、御確認をお願いします。",
        ),
        (
            "機構・定員審査ヒアリングについて",
            "９月５日（金）１４時～１５時に実施しました。資料を送付します。",
        ),
        ("ヒアリングの御礼", "９月５日（金）１４時～１５時"),
    ] {
        let output = json(
            "案.txt",
            &format!("件名：{title}\n宛先：財務省主計局\n\n{body}\n"),
        );
        assert!(!graver(&output).contains("KG416"), "{output}");
    }
}

#[test]
fn dates_beside_the_deadline_are_looked_at() {
    holds(
        INQUIRY,
        &[
            (
                "９月１２日（金）１７時までに御回答ください。次回会議は９月３１日（水）です。",
                &["KG007"],
            ),
            (
                "９月５日（金）の会議で御説明した標記について、９月１２日（金）１７時までに御回答ください。",
                &[],
            ),
            (
                "本年９月１２日（金）の１７時までに御回答願います。\n参考：令和６年度調査（期限：令和６年９月３０日）",
                &[],
            ),
            (
                "標記について、下記期間内に御提出ください。\n記\n期間　令和７年９月１０日（水）から同月１９日（金）まで",
                &[],
            ),
        ],
    );
    let other = INQUIRY.replace("（照会）", "（照会・9/11〆）");
    holds(
        &other,
        &[(
            "標記について、９月１２日（金）１７時までに御回答ください。",
            &["KG410"],
        )],
    );
    let table = "件名：地方公営企業法施行令の一部を改正する政令案について（協議）\n発出元：総務省自治財政局\n\
                 宛先：国土交通省水管理・国土保全局\n\n| 期日 | 内容 |\n|---|---|\n";
    holds(
        table,
        &[(
            "| 9月9日（火）12時 | 質問提出 |\n| 9月12日（金）17時 | 意見提出 |",
            &["KG105"],
        )],
    );
}

#[test]
fn fields_are_read_in_the_notations_of_letters() {
    let output = |line: &str| {
        json(
            "案.txt",
            &format!("{HEARING}{line}\nヒアリングは９月１６日（火）１４時～１５時に行います。\n"),
        )
    };
    for line in [
        "想定作業量：20時間",
        "| 想定作業量 | 約20時間 |",
        "３　想定作業量　20時間",
    ] {
        assert_eq!(output(line)["requests"][0]["effort"], "PT20H", "{line}");
    }
    let hearing = HEARING.replace("オンライン：可\n", "");
    for (line, unsaid) in [
        ("オンライン：○", false),
        ("Web会議です。", false),
        ("開催方法：対面（機微情報を扱うため）", false),
        ("資料はオンラインで提出してください。", true),
        ("開催方法：未定", true),
    ] {
        let letter = format!("{hearing}{line}\nヒアリングは９月１６日（火）１４時～１５時に行います。\n");
        let output = json("案.txt", &letter);
        let missing = undetermined(&output).contains(&"KG206");
        assert_eq!(missing, unsaid, "{line}: {output}");
    }
}

#[test]
fn a_row_of_a_timetable_names_no_sender() {
    let letter = "件名：令和８年度概算要求に係るヒアリングについて（依頼）\n\n標記について、下記のとおり実施します。\n\n記\n\n　\
                  国土交通省　９月１６日（火）１４：００～１５：００\n　農林水産省　９月１６日（火）１５：００～１６：００\n";
    let output = json("案.txt", letter);
    assert_eq!(output["requests"][0]["from"], serde_json::json!([]), "{output}");
}

/// The head of a consultation; a letter with its sender below the addressee.
const CONSULTATION: &str =
    "件名：電波法の一部を改正する法律案について（協議）\n\n財務省主計局　御中\n総務省行政管理局\n\n";

#[test]
fn a_sentence_on_the_addressee_does_not_make_it_the_sender() {
    for sentence in [
        "財務省への協議は今回が初めてです。",
        "財務省からの御意見を踏まえたものです。",
        "財務省の窓口は鈴木様です。",
        "財務省の回答期限は上記のとおりです。",
        "なお、財務省の担当は当係の鈴木です。",
    ] {
        let body = format!("標記について協議します。９月９日（火）17時までに御回答ください。\n{sentence}");
        holds(CONSULTATION, &[(&body, &["KG101"])]);
    }
}

#[test]
fn a_further_hearing_and_a_moved_one_are_judged_by_their_own_times() {
    let first = "ヒアリングは９月１１日（木）14:00～15:00に行います。\n";
    for (further, wanted) in [
        (
            "なお、予備日として９月１６日（火）18:30～19:30を確保願います。",
            "KG201",
        ),
        ("（予備）９月１６日（火）18:30～19:30", "KG201"),
        ("また、２回目を９月１６日（火）18:30～19:30に行います。", "KG201"),
        ("引き続き、同日18:30～19:30に理財局分を行います。", "KG201"),
        ("２回目は９月１６日（月）14:00～15:00です。", "KG405"),
    ] {
        holds(HEARING, &[(&format!("{first}{further}"), &[wanted])]);
    }
    holds(
        HEARING,
        &[
            (
                "ヒアリングを９月１２日（金）18:30～19:30から９月１６日（火）14:00～15:00に変更します。",
                &[],
            ),
            (
                "９月１２日（金）18:30～19:30のヒアリングは、９月１６日（火）14:00～15:00に変更します。",
                &[],
            ),
            (
                "当初９月１１日（木）19:00～20:00としていたヒアリングは、９月１２日（金）14:00～15:00に変更となりました。",
                &[],
            ),
            ("ヒアリングの日時：9/11（木）午後2:00～3:00", &[]),
            ("ヒアリングは９月１１日（木）17時から２時間です。", &["KG201"]),
            ("ヒアリングは９月１１日（木）17時から１時間です。", &[]),
            (
                "第１回　９月１１日（木）14:00～15:00のヒアリング\n第２回　９月１２日（木）14:00～15:00のヒアリング",
                &["KG405"],
            ),
        ],
    );
}

#[test]
fn a_limit_of_the_subject_is_compared_with_that_of_the_text() {
    for (subject, wanted) in [
        (
            "【9/10（水）17時まで】電波法の一部を改正する法律案について（照会）",
            &["KG410"][..],
        ),
        (
            "電子申請の利用状況について（照会）（9/11（木）正午まで）",
            &["KG410"],
        ),
        (
            "電子申請の利用状況について（照会）【9/11（木）17:00〆切】",
            &["KG410"],
        ),
        ("電子申請の利用状況について（照会・9/11（木）期限）", &["KG410"]),
        ("電子申請の利用状況について（照会）（9/12（金）17時まで）", &[]),
    ] {
        let head =
            format!("件名：{subject}\n発出元：総務省行政管理局\n宛先：財務省主計局\n相当の作業量：なし\n\n");
        holds(&head, &[("９月１２日（金）17時までに御回答ください。", wanted)]);
    }
}

#[test]
fn a_limit_that_is_moved_forward_is_no_span() {
    holds(
        CONSULTATION,
        &[
            (
                "回答期限を９月１２日（金）17時から９月１０日（水）17時に繰り上げます。",
                &[],
            ),
            (
                "回答期限を、９月１２日（金）から９月１１日（木）に変更します。",
                &[],
            ),
        ],
    );
}

#[test]
fn of_a_table_of_a_change_the_new_column_counts() {
    holds(
        CONSULTATION,
        &[
            (
                "回答期限を変更します。\n| | 変更前 | 変更後 |\n| 回答期限 | ９月１２日（金）17時 | ９月９日（火）17時 |",
                &["KG101"],
            ),
            (
                "回答期限を変更します。\n\t変更前\t変更後\n回答期限\t９月９日（火）17時\t９月１２日（金）17時",
                &[],
            ),
            (
                "訂正します。\n| | 誤 | 正 |\n| 回答期限 | ９月９日（火）17時 | ９月１２日（金）17時 |",
                &[],
            ),
        ],
    );
    holds(
        HEARING,
        &[
            (
                "ヒアリングの日時を変更します。\n| | 変更前 | 変更後 |\n\
                 | 日時 | ９月１２日（金）14:00～15:00 | ９月１２日（金）18:30～19:30 |",
                &["KG201"],
            ),
            (
                "旧：９月１２日（金）18:30～19:30\n新：９月１６日（火）14:00～15:00\nヒアリングの日程を上記のとおり改めます。",
                &[],
            ),
            (
                "ヒアリングを次のとおり行います。\n| 日時 | 担当 |\n| 9/11（木）10:00～11:00 | 主計局 |\n\
                 | 9/11（木）12:00～13:00 | （昼休み） |",
                &[],
            ),
        ],
    );
}

#[test]
fn a_date_to_come_has_this_years_weekday() {
    let asked = "９月１２日（金）17時までに御回答ください。\n";
    for (sentence, wanted) in [
        ("なお、９月１９日（木）に閣議を予定しております。", &["KG405"][..]),
        ("法案は、９月２６日（木）に国会提出を見込んでいます。", &["KG405"]),
        ("９月１９日（木）の委員会で使用します。", &["KG405"]),
        ("８月２９日（金）の会議資料を使用します。", &[]),
        ("昨年９月１９日（木）に開催した会議の資料です。", &[]),
        ("９月５日（木）付け通知に基づき実施します。", &[]),
        ("３月１１日（水）に公表する予定です。", &[]),
        ("次回は９月１８日（水）です。", &["KG405"]),
        ("次回会議：９月１８日（水）", &["KG405"]),
        ("前回は９月１８日（水）に開催しました。", &[]),
        ("先週９月４日（水）に開催した会議の資料です。", &["KG405"]),
        ("昨日（９月７日（土））の会議の資料です。", &["KG405"]),
        ("９月４日（水）に開催した会議の資料です。", &[]),
    ] {
        holds(INQUIRY, &[(&format!("{asked}{sentence}"), wanted)]);
    }
}
