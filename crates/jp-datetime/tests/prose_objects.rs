//! A limit before its object, whatever clause the object carries: 「９月12日までに制度に関する資料を御提出ください」.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by a panic"
)]

mod common;

use common::moments;

/// Nothing in these is done by a time.
const OBJECTS: [&str; 74] = [
    "貴省における対応状況",
    "貴庁所管の独立行政法人の一覧",
    "本件に係る意見",
    "本件に係る担当者の連絡先",
    "法令の改正に伴う影響額",
    "令和６年度に実施した調査の結果",
    "令和７年度に予定している事業の概要",
    "昨年度に提出された計画の進捗状況",
    "別紙に掲げる事項",
    "別紙に記載の事項に関する御意見",
    "質問に対する回答",
    "必要と考えられる経費",
    "新たに追加する項目",
    "変更のある箇所",
    "修正が必要な箇所",
    "該当する職員の氏名",
    "出席される方の氏名",
    "出席する職員の職・氏名",
    "担当される方の連絡先",
    "希望する日時",
    "使用している様式",
    "保有する個人情報ファイルの数",
    "公表している資料のＵＲＬ",
    "作成中の資料",
    "委託先が保管するデータ",
    "過去に受けた指摘の内容",
    "お手元にある資料",
    "不足している書類",
    "添付した様式",
    "添付の様式に記入したもの",
    "署名した同意書",
    "押印済みの申請書",
    "最新の数値に更新した資料",
    "御確認いただいた結果",
    "内容を確認いただいた旨",
    "異議がある旨",
    "異議の有無",
    "これまでに寄せられた意見の概要",
    "来年度から開始する事業",
    "現在実施している施策",
    "実施している取組",
    "支給する手当の額",
    "関係する規程",
    "所在する施設の一覧",
    "対応する部署名",
    "想定される問と答",
    "講ずる措置",
    "講じている措置",
    "取り組んでいる内容",
    "検討している内容",
    "検討中の内容",
    "受け入れる学生の人数",
    "派遣する職員の推薦書",
    "推薦する者の履歴書",
    "参加する者の名簿",
    "参加を希望する者の名簿",
    "前回の指摘を踏まえた修正案",
    "これを踏まえた回答案",
    "改正に伴い必要となる経費",
    "審査の参考となる資料",
    "判断の根拠となった資料",
    "別添に基づく点検の結果",
    "様式により作成した調書",
    "説明のために必要な資料",
    "算定の基礎となる数値が分かる資料",
    "支障の有無及びその理由",
    "対応が困難な場合にはその理由",
    "実施時期、実施場所及び参加人数",
    "既に回答した内容からの変更点",
    "公表の予定がある資料",
    "検討の予定",
    "今後の予定",
    "休暇の予定",
    "貴局の予定",
];

/// What these speak of may have been done by a day, but hardly by an hour.
const EVENTS: [&str; 6] = [
    "管内市町村から提出された計画書",
    "見込まれる経費",
    "各局から提出のあった要望",
    "国会で指摘された事項への対応",
    "把握した事案",
    "講じた措置",
];

const REQUESTS: [&str; 4] = [
    "を御提出ください。",
    "を御回答願います。",
    "を御報告くださいますようお願いいたします。",
    "をお送りください。",
];

fn is_read(limit: &str, object: &str, wanted: &str) {
    for request in REQUESTS {
        let text = format!("{limit}{object}{request}");
        assert_eq!(moments(&text), [wanted], "{text}");
    }
}

#[test]
fn a_limit_before_its_object_is_the_requests() {
    for object in OBJECTS {
        is_read("９月12日（金）までに、", object, "09-12 18:15");
        is_read("９月12日（金）までに", object, "09-12 18:15");
        is_read("９月12日（金）17時までに", object, "09-12 17:00");
    }
}

#[test]
fn by_an_hour_nothing_but_the_request_is_done() {
    for object in EVENTS {
        is_read("９月12日（金）17時までに", object, "09-12 17:00");
    }
}

/// Until a day, something is counted: nothing is asked by then.
#[test]
fn what_took_place_by_a_day_is_no_limit() {
    for object in ["実施した調査の件数", "施行される法令の一覧", "完了する工事の件数"]
    {
        for request in REQUESTS {
            let text = format!("９月12日までに{object}{request}");
            assert_eq!(moments(&text), [""; 0], "{text}");
        }
    }
}
