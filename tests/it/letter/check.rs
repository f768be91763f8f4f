//! `kigen check` of letters.

use super::{json, undetermined};

use crate::common::{self, check, check_input, codes, folder, list, of, put};

fn mail(subject: &str, body: &str) -> String {
    format!(
        "From: 総務省 <a@soumu.go.jp>\r\nTo: 財務省 <b@mof.go.jp>\r\nSubject: {subject}\r\nDate: Tue, 09 Sep 2025 17:30:00 +0900\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    )
}

#[test]
fn a_mail_is_judged_by_the_clause_that_its_subject_tells() {
    let output = json(
        "a.eml",
        &mail(
            "【法令協議】○○法案について",
            "９月１１日（木）１７時までに御回答願います。",
        ),
    );
    assert!(codes(&output).contains(&"KG101"), "{output}");
    assert_eq!(output["requests"][0]["clocks"]["elapsed"], "PT47H30M");
    let found = of(&output, "KG101")[0];
    assert_eq!(found["path"], "a.eml");
    assert_eq!(found["range"]["start"]["line"], 7);
}

#[test]
fn a_wrong_weekday_in_a_mail_is_found_and_one_in_a_quotation_is_not() {
    let output = json(
        "a.eml",
        &mail(
            "照会",
            "９月１１日（金）１７時までに御回答願います。\r\n> 9月10日（日）まで",
        ),
    );
    assert_eq!(of(&output, "KG405").len(), 1);
}

#[test]
fn a_wrong_weekday_in_a_subject_is_found() {
    let output = json(
        "a.eml",
        &mail(
            "【照会】9月11日（金）〆",
            "９月１１日（木）１７時までに御回答願います。",
        ),
    );
    assert_eq!(of(&output, "KG405").len(), 1);
    assert_eq!(of(&output, "KG405")[0]["range"]["start"]["line"], 3);
}

#[test]
fn without_a_kind_the_clauses_are_undetermined() {
    let output = json(
        "a.eml",
        &mail("お願い", "９月１１日（木）１７時までに御回答願います。"),
    );
    assert!(!codes(&output).contains(&"KG005"));
    assert!(output["requests"][0]["kind"].is_null());
    assert!(undetermined(&output).contains(&"KG101"), "{output}");
}

#[test]
fn a_letter_that_asks_for_nothing_is_said_where_it_is_named_and_counted_in_a_folder() {
    let text = mail("御礼", "先日はありがとうございました。");
    let output = json("a.eml", &text);
    assert_eq!(codes(&output), ["KG009"]);
    assert_eq!(list(&output, "requests").len(), 0);
    let folder = folder(&[
        ("a.eml", &text),
        ("b.eml", &mail("照会", "９月１１日（木）までに御回答願います。")),
        ("c.txt", "９月１１日（木）までに御回答願います。"),
        ("d.md", "x"),
    ]);
    let output = check(folder.path(), &["--no-config", "--format", "json", "."]).json();
    assert_eq!(list(&output, "requests").len(), 1);
    assert_eq!(output["requests"][0]["path"], "b.eml");
    assert_eq!(output["left_out"][0]["path"], "a.eml");
}

#[test]
fn a_draft_is_sent_now() {
    let draft = mail("照会", "９月１１日（木）までに御回答願います。")
        .replace("Date: Tue, 09 Sep 2025 17:30:00 +0900\r\n", "");
    let output = json("a.eml", &draft);
    assert_eq!(output["requests"][0]["sent"], "2025-09-08T10:00:00+09:00");
    assert_eq!(output["requests"][0]["sent_basis"], "now");
}

#[test]
fn standard_input_takes_a_letter_as_it_is() {
    let folder = folder(&[]);
    for input in [
        "お世話になっております。\n９月１１日（金）１７時までに御回答願います。\n",
        "件名：照会について\n\n９月１１日（金）１７時までに御回答願います。\n",
        "【提出期限】9月11日（金）17:00（厳守）\n",
        &mail("照会", "９月１１日（金）１７時までに御回答願います。"),
    ] {
        let run = check_input(
            folder.path(),
            &["--no-config", "--format", "json", "-"],
            input.as_bytes(),
        );
        let output = run.json();
        assert_eq!(
            codes(&output).iter().filter(|code| **code == "KG405").count(),
            1,
            "{input}: {output}"
        );
    }
    // A request in YAML is no letter, whatever its body looks like.
    let yaml = "種別: 照会\n宛先: 財務省\n期限: 2025-09-12T12:00\n本文: |\n  お世話になっております。\n";
    let run = check_input(
        folder.path(),
        &["--no-config", "--format", "json", "-"],
        yaml.as_bytes(),
    );
    assert_eq!(run.json()["requests"][0]["kind"], "inquiry");
}

#[test]
fn a_calendar_in_a_mail_is_judged_as_one() {
    let mail = "From: a@soumu.go.jp\r\nTo: b@mof.go.jp\r\nSubject: x\r\nDate: Tue, 09 Sep 2025 10:00:00 +0900\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n別添のとおりです。\r\n--b\r\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:機構・定員ヒアリング\r\nORGANIZER:mailto:a@soumu.go.jp\r\nATTENDEE:mailto:b@mof.go.jp\r\nDTSTART:20250911T190000\r\nDTEND:20250911T200000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n--b--\r\n";
    let output = json("a.eml", mail);
    assert_eq!(list(&output, "requests").len(), 1, "{output}");
    let found = of(&output, "KG201")[0];
    // At its position in the mail.
    let line = found["range"]["start"]["line"].as_u64().unwrap() as usize;
    assert!(mail.lines().nth(line - 1).unwrap().starts_with("DT"), "{found}");
}

#[test]
fn files_that_are_not_read_say_what_to_do() {
    let folder = folder(&[]);
    put(folder.path(), "a.pdf", b"%PDF-1.7\n");
    put(folder.path(), "b.doc", &compound("WordDocument"));
    put(folder.path(), "c.jtd", &compound("DocumentText"));
    for (name, words) in [("a.pdf", "PDF"), ("b.doc", ".docx"), ("c.jtd", "一太郎")] {
        let run = check(folder.path(), &["--no-config", "--format", "json", name]);
        assert_eq!(run.status, Some(1), "{name}");
        let output = run.json();
        let found = of(&output, "KG001")[0];
        let said = format!("{}{}", found["message"], found["help"]);
        assert!(said.contains(words), "{said}");
    }
}

/// The start of a compound file with a stream of this name.
fn compound(name: &str) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(1024, 0);
    bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}

#[test]
fn when_tells_the_times_of_a_draft() {
    let folder = folder(&[(
        "案.eml",
        &*mail("【照会】", "９月１１日（木）１７時までに御回答願います。")
            .replace("Date: Tue, 09 Sep 2025 17:30:00 +0900\r\n", ""),
    )]);
    let run = common::run(common::kigen(folder.path()).args([
        "when",
        "--no-config",
        "--now",
        "2025-09-09T10:00",
        "案.eml",
    ]));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("9月11日"), "{}", run.stdout);
}

#[test]
fn a_configuration_includes_documents_and_text() {
    let folder = folder(&[
        ("kigen.yaml", "対象: ['*.txt', '*.eml']\n"),
        ("a.txt", "９月１１日（木）までに御回答願います。"),
        ("b.txt", "御礼"),
        ("c.md", "９月１１日（木）までに御回答願います。"),
    ]);
    let output = check(folder.path(), &["--format", "json", "."]).json();
    let paths: Vec<&str> = list(&output, "requests")
        .iter()
        .map(|request| request["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["a.txt"], "{output}");
    assert!(!codes(&output).contains(&"KG009"));
}

#[test]
fn a_letter_is_held_to_what_its_own_text_says_of_the_deadline() {
    // An urgent request without a deadline: a warning, never clean.
    for text in [
        "財務省主計局御中\n法令協議について、至急御回答願います。\n",
        "財務省主計局御中\n\n総務省行政管理局です。速やかに御提出ください。\n",
    ] {
        let output = json("a.txt", text);
        assert!(codes(&output).contains(&"KG411"), "{output}");
        assert_ne!(output["requests"][0]["verdict"], "may-send", "{output}");
    }
    // The subject's deadline differs from the text's.
    let output = json(
        "a.eml",
        &mail(
            "【照会】９月１８日（木）まで",
            "９月１９日（金）１７時までに御回答願います。",
        ),
    );
    assert!(codes(&output).contains(&"KG410"), "{output}");
    let output = json("a.eml", &mail("照会", "明日中に御回答願います。"));
    assert!(codes(&output).contains(&"KG412"), "{output}");
}

#[test]
fn who_is_addressed_is_not_who_sends() {
    let output = json(
        "a.txt",
        "財務省主計局御中\n９月１９日（金）１７時までに御回答願います。\n",
    );
    let request = &output["requests"][0];
    assert_eq!(request["recipients"][0]["office"], "財務省主計局");
    // If 財務省 were taken for the sender, no plan would apply (may-send, KG414).
    assert_ne!(request["verdict"], "may-send", "{output}");
    assert!(!codes(&output).contains(&"KG414"), "{output}");
}

#[test]
fn a_date_left_blank_in_a_letter_is_found_where_it_stands() {
    let text = "９月１１日（木）１７時までに質問を、９月　日（　）までに御意見を御提出ください。";
    let output = json("a.txt", &format!("財務省主計局　御中\n\n{text}\n"));
    let [found] = of(&output, "KG409")[..] else {
        panic!("{output}")
    };
    assert_eq!(found["range"]["start"]["line"], 3);
    assert_eq!(output["requests"][0]["verdict"], "must-fix");
    // The only date is a blank: still a request, also in a folder.
    let blank = mail(
        "照会（９月　日〆）",
        "○月○日（○）までに御回答願います。\r\n> ○月○日",
    );
    assert_eq!(codes(&json("a.eml", &blank)), ["KG409", "KG409"]);
    let files = folder(&[("in/a.eml", &blank)]);
    let output = check(files.path(), &["--no-config", "--format", "json", "in"]).json();
    assert_eq!(codes(&output), ["KG409", "KG409"]);
    // A mail without a request may contain a form with blanks.
    let form = mail(
        "様式の送付",
        "申請日の欄は「令和　年　月　日」です。提出日：令和　年　月　日",
    );
    let files = folder(&[("in/a.eml", &form)]);
    let output = check(files.path(), &["--no-config", "--format", "json", "in"]).json();
    assert!(codes(&output).iter().all(|code| *code != "KG409"), "{output}");
    // A template's blanks are intended.
    let template = "---\n雛形: true\n種別: 照会\n---\n\n９月　日までに御回答願います。\n";
    assert!(!codes(&json("a.md", template)).contains(&"KG409"));
}

/// The codes of a mail's findings and of a request's with the same text.
fn codes_both(body: &str) -> [Vec<String>; 2] {
    let mail = format!(
        "From: 総務省自治財政局 <a@soumu.go.jp>\nTo: 国土交通省水管理・国土保全局 <b@mlit.go.jp>\n\
         Subject: 【照会】経営状況について\nX-Unsent: 1\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"
    );
    let lines: Vec<String> = body.lines().map(|line| format!("  {line}\n")).collect();
    let yaml = format!(
        "種別: 照会\n件名: 経営状況について（照会）\n発出元: 総務省自治財政局\n宛先: 国土交通省水管理・国土保全局\n\
         発出日時: 令和7年9月9日（火）10時\n回答期限: 令和7年9月12日（金）17時\n相当の作業量: なし\n本文: |\n{}",
        lines.concat()
    );
    [("a.eml", mail), ("a.yaml", yaml)].map(|(name, text)| {
        let output = json(name, text.as_bytes());
        codes(&output).into_iter().map(str::to_owned).collect()
    })
}

#[test]
fn after_an_unfilled_day_nothing_is_made_of_the_hour() {
    for body in [
        "９月　日（　）１７時までに御回答ください。",
        "〇月〇日（〇）〇時までに御回答ください。",
        "９月〓日（金）１７時までに御回答ください。",
        "（P）月（P）日までに御回答ください。",
    ] {
        for found in codes_both(body) {
            assert_eq!(found, ["KG409"], "{body}");
        }
    }
    // With the weekday alone left open, the moment is known.
    let [mail, yaml] = codes_both("９月１２日（　）１７時までに御回答ください。");
    assert_eq!((mail, yaml), (vec!["KG409".to_owned()], vec!["KG409".to_owned()]));
}

#[test]
fn an_unfilled_salutation_or_contact_is_seen() {
    for body in [
        "【府省名】御担当者様\n\n９月１２日（金）１７時までに御回答ください。",
        "○○省　御中\n\n９月１２日（金）１７時までに御回答ください。",
        "○○省御担当者様\n\n９月１２日（金）１７時までに御回答ください。",
        "【宛先】各位\n９月１２日（金）１７時までに御回答ください。",
        "担当：○○（内線○○○○）\n９月１２日（金）１７時までに御回答ください。",
    ] {
        for found in codes_both(body) {
            assert_eq!(found, ["KG409"], "{body}");
        }
    }
}
