//! The sender's own form, and the header of another mail.

#![allow(clippy::unwrap_used)]

mod common;

use common::own;
use visible_text::{Author, Document, Limits, mail};

fn read(body: &str) -> Document {
    let file = format!(
        "From: 総務省行政管理局 <a@soumu.go.jp>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}"
    );
    mail::read(file.as_bytes(), &Limits::default()).unwrap()
}

fn form(sender: &str, date: &str) -> String {
    format!("{sender}\n{date}\n宛先：財務省主計局\n件名：協議\n\n9月11日までに御回答願います。\n")
}

#[test]
fn a_form_that_begins_a_mail_is_its_own() {
    for (sender, date) in [
        ("発信者：総務省", "日時：９月９日（火）１０時"),
        ("差出人：大臣官房", "日付：9月9日 10:00"),
        ("差出人：総務省行政管理局", "送信日時：2025年9月9日 10:00"),
        ("From：総務省行政管理局　山田", "Date：2025年9月9日 10:00"),
    ] {
        for above in ["", "\n\n"] {
            let body = format!("{above}{}", form(sender, date));
            assert_eq!(own(&read(&body)), body, "{body}");
        }
    }
}

#[test]
fn a_form_that_names_the_sender_is_its_own_below_other_lines() {
    let body = format!(
        "下記のとおりです。\n\n{}",
        form("差出人：総務省行政管理局", "日時：９月９日１０時")
    );
    assert_eq!(own(&read(&body)), body);
}

#[test]
fn the_header_of_another_mail_is_not() {
    for (above, sender, date) in [
        // A program wrote the date, or there is an address.
        ("", "差出人: 山田", "送信日時: 2025年9月8日 10:00"),
        (
            "",
            "差出人: 総務省行政管理局 <a@soumu.go.jp>",
            "日時: 9月8日 10時",
        ),
        (
            "下記のとおりです。\n\n",
            "差出人: 総務省行政管理局",
            "送信日時: 2025年9月8日 10:00",
        ),
        (
            "下記のとおりです。\n\n",
            "差出人：厚生労働省",
            "日時：９月９日１０時",
        ),
    ] {
        let document = read(&format!("{above}{}", form(sender, date)));
        assert!(!own(&document).contains("9月11日"), "{sender} {date}");
        assert!(document.blocks.iter().any(|block| block.author == Author::Quoted));
    }
}

#[test]
fn forms_are_found_in_a_text() {
    let text = form("差出人：総務省行政管理局", "日付：９月９日");
    let senders = read("x").from;
    let found = visible_text::own_headers(&text, &senders, false);
    let end = text.find("\n\n").unwrap() + 1;
    assert_eq!(found.as_slice(), std::slice::from_ref(&(0..end)));
    assert!(visible_text::own_headers(&text, &[], false).is_empty());
    assert_eq!(visible_text::own_headers(&text, &[], true).len(), 1);
}

#[test]
fn other_marks_of_quotation_are_known() {
    for quoted in [
        "| 9月11日まで\n| です\n",
        "│ 9月11日まで\n",
        ":> 9月11日まで\n",
        "山田さん> 9月11日まで\n",
        "山田さん＞ 9月11日まで\n",
        "【以下、引用】\n9月11日まで\n",
        "山田さんは書きました:\n9月11日まで\n",
        "Yamada Taro wrote:\n\n9月11日まで\n",
    ] {
        let body = format!("9月12日まで\n\n{quoted}");
        assert_eq!(own(&read(&body)).trim_end(), "9月12日まで", "{body}");
    }
    let ended = "以上\n【引用ここから】\n9月11日まで\n【引用ここまで】\n9月12日まで\n";
    assert_eq!(own(&read(ended)), "以上\n9月12日まで\n");
}

#[test]
fn emphasis_tables_boxes_and_labels_are_no_quotation() {
    for body in [
        "＞＞＞９月11日まで＜＜＜\n",
        ">>>期限：9月11日<<<\n",
        "| 期限 | 9月11日 |\n|---|---|\n| 提出先\n",
        "┌────\n│ 期限 9月11日\n└────\n",
        "期限> 9月11日まで\n",
        "財務省>主計局> 9月11日まで\n",
        "（以下、引用した部分につき9月11日まで）\n",
        "担当が次のとおり書きました：9月11日\n",
    ] {
        assert_eq!(own(&read(body)), body);
    }
}
