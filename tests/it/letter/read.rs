//! `kigen read`: what was read, in every format.

use serde_json::{Value, json};

use crate::common::{self, folder, kigen, list, put};

/// The JSON of `kigen read` on a file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Value {
    let folder = folder(&[]);
    put(folder.path(), name, bytes);
    let run = common::run(kigen(folder.path()).args([
        "read",
        "--no-config",
        "--now",
        "2025-09-09T10:00",
        "--format",
        "json",
        name,
    ]));
    assert_eq!(run.status, Some(0), "{}{}", run.stdout, run.stderr);
    run.json()
}

const MAIL: &str = "From: =?UTF-8?B?57eP5YuZ55yB6KGM5pS/566h55CG5bGA?= <a@soumu.go.jp>\r\n\
    To: b@mof.go.jp, =?UTF-8?B?5Y6a55Sf5Yq05YON55yB?= <c@mhlw.go.jp>\r\nCc: d@cao.go.jp\r\n\
    Subject: =?UTF-8?B?44CQ5rOV5Luk5Y2U6K2w44CR4peL4peL5rOV5qGI44Gr44Gk44GE44Gm?=\r\n\
    Date: Tue, 09 Sep 2025 10:00:00 +0900\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
    つきましては、９月１１日（木）１７時までに御回答願います。\r\n\r\n> 9月1日までに御回答願います。\r\n";

#[test]
fn a_mail_is_read_with_its_header_and_its_text() {
    let output = read("a.eml", MAIL.as_bytes());
    let [request] = list(&output, "requests") else {
        panic!("{output}")
    };
    assert_eq!(request["kind"], "consultation");
    assert_eq!(
        request["from"],
        json!({"office": "総務省行政管理局", "ministry": "総務省"})
    );
    assert_eq!(
        request["to"],
        json!([{"office": "財務省", "ministry": "財務省"}, {"office": "厚生労働省", "ministry": "厚生労働省"}])
    );
    assert_eq!(request["sent"], "2025-09-09T10:00:00+09:00");
    assert_eq!(
        request["dues"],
        json!([{"name": null, "at": "2025-09-11T17:00:00+09:00", "precision": "minute"}])
    );
    let [mention] = list(request, "mentions") else {
        panic!("{request}")
    };
    assert_eq!(mention["words"], "９月１１日（木）１７時");
    assert_eq!(mention["role"], "deadline");
    // Positions are those of the file's bytes.
    let place = |end: &str| mention["range"][end]["byte"].as_u64().unwrap() as usize;
    assert_eq!(&MAIL[place("start")..place("end")], "９月１１日（木）１７時");
    assert_eq!(mention["range"]["start"]["line"], 8);
    assert_eq!(mention["range"]["start"]["column"], 8);
    assert_eq!(mention.get("decoded"), None);
}

#[test]
fn what_is_encoded_shows_the_line_as_it_reads() {
    let mail = MAIL.replace(
        "charset=utf-8\r\n",
        "charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n",
    );
    let (head, body) = mail.split_once("\r\n\r\n").unwrap();
    let encoded: String = body
        .bytes()
        .map(|byte| {
            if byte.is_ascii() {
                char::from(byte).to_string()
            } else {
                format!("={byte:02X}")
            }
        })
        .collect();
    let output = read("a.eml", format!("{head}\r\n\r\n{encoded}").as_bytes());
    let mention = &output["requests"][0]["mentions"][0];
    assert_eq!(mention["words"], "９月１１日（木）１７時");
    assert_eq!(mention["range"]["start"]["line"], 9);
    assert_eq!(mention["range"]["start"]["column"], 1);
    let decoded = &mention["decoded"];
    assert_eq!(
        decoded["line"],
        "つきましては、９月１１日（木）１７時までに御回答願います。"
    );
    assert_eq!(decoded["start"]["column"], 8);
    assert_eq!(decoded["end"]["column"], 19);
}

#[test]
fn a_text_is_read_without_a_header() {
    let text = "令和7年9月9日\n各府省担当課長　殿\n　　総務省行政管理局長\n\n　○○に関する調査について（依頼）\n\n　標記について、９月１２日（金）までに御回答願います。\n";
    for name in ["a.txt", "a.md"] {
        let output = read(name, text.as_bytes());
        let request = &output["requests"][0];
        assert_eq!(request["kind"], "survey");
        assert_eq!(request["from"]["ministry"], "総務省");
        assert_eq!(request["to"][0]["office"], "各府省担当課長");
        assert_eq!(request["dues"][0]["at"], "2025-09-12T18:15:00+09:00");
        assert_eq!(request["dues"][0]["precision"], "day");
        assert_eq!(request["sent"], "2025-09-09T09:30:00+09:00");
    }
}

#[test]
fn a_text_from_before_unicode_is_read_and_its_request_is_not() {
    let text = "---\n種別: 照会\n---\n財務省主計局　御中\n\n９月１８日（木）１７時までに御回答願います。\n";
    for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP] {
        let (bytes, _, _) = encoding.encode(text);
        let output = read("案.txt", &bytes);
        let request = &output["requests"][0];
        assert_eq!(request["kind"], "inquiry");
        assert_eq!(request["to"][0]["office"], "財務省主計局");
        assert_eq!(request["dues"][0]["at"], "2025-09-18T17:00:00+09:00");
        let start = request["mentions"][0]["range"]["start"]["byte"].as_u64().unwrap() as usize;
        let (words, _) = encoding.decode_without_bom_handling(&bytes[start..]);
        assert!(words.starts_with("９月１８日"), "{words}");
    }
    // Fields alone make a YAML request, which must be UTF-8.
    let folder = folder(&[]);
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("種別: 照会\n回答期限: 2025-09-18\n");
    put(folder.path(), "案.txt", &bytes);
    let run = common::run(kigen(folder.path()).args(["check", "--no-config", "案.txt"]));
    assert!(
        run.stdout.contains("KG001") && run.stdout.contains("Shift_JIS"),
        "{}",
        run.stdout
    );
}

#[test]
fn words_of_address_are_no_part_of_an_office() {
    for to in ["御担当者様", "ご担当者様", "担当者各位", "御担当官殿", "御中"] {
        for blank in ["", "　"] {
            let text = format!(
                "財務省主計局{blank}{to}\n\nつきましては、９月１２日（金）１７時までに御回答願います。\n"
            );
            let output = read("a.txt", text.as_bytes());
            let request = &list(&output, "requests")[0];
            assert_eq!(
                request["to"],
                json!([{"office": "財務省主計局", "ministry": "財務省"}]),
                "{text}"
            );
        }
    }
}

#[test]
fn front_matter_goes_before_the_prose() {
    let text = "---\n種別: 照会\n宛先: 財務省\n回答期限: 2025-09-12T12:00\n---\n９月１１日（木）までに御回答願います。\n";
    let output = read("a.md", text.as_bytes());
    let request = &output["requests"][0];
    assert_eq!(request["kind"], "inquiry");
    assert_eq!(list(request, "dues").len(), 1);
    assert_eq!(request["dues"][0]["at"], "2025-09-12T12:00:00+09:00");
    assert_eq!(request["mentions"][0]["words"], "９月１１日（木）");
}

#[test]
fn a_text_without_a_deadline_is_shown_too() {
    let output = read("a.txt", "９月５日付けの事務連絡は廃止されました。\n".as_bytes());
    let request = &output["requests"][0];
    assert_eq!(request["dues"], json!([]));
    assert_eq!(request["mentions"][0]["role"], "mention");
    assert_eq!(output["diagnostics"], json!([]));
}

#[test]
fn requests_in_yaml_and_calendars_are_read_too() {
    let yaml = "種別: 照会\n宛先: 財務省\n発出日時: 2025-09-09T10:00\n期限: 2025-09-12T12:00\n本文: 9月11日（木）に説明会を開催します。\n";
    let output = read("a.yaml", yaml.as_bytes());
    let request = &output["requests"][0];
    let facts: Vec<&str> = list(request, "facts")
        .iter()
        .map(|fact| fact["field"].as_str().unwrap())
        .collect();
    assert_eq!(facts, ["kind", "to", "sent", "due"]);
    assert_eq!(request["facts"][3]["words"], "2025-09-12T12:00");
    assert_eq!(request["mentions"][0]["words"], "9月11日（木）");
    let ics = "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:照会\r\nDUE:20250912T030000Z\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    let output = read("a.ics", ics.as_bytes());
    assert_eq!(
        output["requests"][0]["dues"][0]["at"],
        "2025-09-12T12:00:00+09:00"
    );
}

#[test]
fn the_exit_status_says_whether_all_could_be_read() {
    let folder = folder(&[("a.txt", "９月１１日（木）までに御回答願います。")]);
    put(folder.path(), "b.pdf", b"%PDF-1.7\n");
    let status = |arguments: &[&str]| {
        common::run(kigen(folder.path()).args(["read", "--no-config"]).args(arguments)).status
    };
    assert_eq!(status(&["a.txt"]), Some(0));
    assert_eq!(status(&["b.pdf"]), Some(1));
    assert_eq!(status(&["c.txt"]), Some(2));
}

#[test]
fn people_see_the_words_marked() {
    let folder = folder(&[("a.txt", "つきましては、９月１１日（木）までに御回答願います。")]);
    let run =
        common::run(kigen(folder.path()).args(["read", "--no-config", "--now", "2025-09-09T10:00", "a.txt"]));
    assert!(
        run.stdout
            .contains("つきましては、[９月１１日（木）]までに御回答願います。"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_header_that_was_copied_below_front_matter_is_read_too() {
    let text = "---\n種別: 調査\n---\nFrom: 総務省行政管理局 <a@soumu.go.jp>\nTo: 財務省主計局 <b@mof.go.jp>, 厚生労働省 <c@mhlw.go.jp>\nSubject: 【法令協議】○○法案\n\n９月１１日（木）１７時までに御回答願います。\n";
    let output = read("a.txt", text.as_bytes());
    let request = &list(&output, "requests")[0];
    assert_eq!(request["kind"], "survey");
    assert_eq!(
        request["from"],
        json!({"office": "総務省行政管理局", "ministry": "総務省"})
    );
    assert_eq!(
        request["to"],
        json!([{"office": "財務省主計局", "ministry": "財務省"}, {"office": "厚生労働省", "ministry": "厚生労働省"}])
    );
    let subject = list(request, "facts")
        .iter()
        .find(|fact| fact["field"] == "subject");
    assert_eq!(subject.unwrap()["value"], "【法令協議】○○法案");
}

/// A long line is not output decoded at each of its mentions: for many of them that would be gigabytes.
#[test]
fn a_long_line_is_not_given_decoded_at_each_of_its_places() {
    let decoded = |line: &str| {
        let encoded = line.bytes().map(|byte| format!("={byte:02X}"));
        let encoded: Vec<String> = encoded.collect();
        let body: Vec<String> = encoded.chunks(20).map(|part| part.concat()).collect();
        let mail = format!(
            "From: a@soumu.go.jp\r\nTo: b@mof.go.jp\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n",
            body.join("=\r\n")
        );
        let output = read("案.eml", mail.as_bytes());
        let mentions = list(&output["requests"][0], "mentions");
        assert!(!mentions.is_empty());
        mentions.iter().all(|mention| mention["decoded"].is_object())
    };
    let line = |bytes: usize| {
        let words = "9月11日（木）17時までに御回答ください。";
        format!("{words}{}", "a".repeat(bytes - words.len()))
    };
    // A line's end is one of its bytes.
    assert!(decoded(&line(4095)));
    assert!(!decoded(&line(4096)));
}

/// A mention is shown with its surroundings only: a line of a megabyte would be printed once for each mention.
#[test]
fn each_moment_of_a_long_line_is_shown_with_what_stands_near_it() {
    let said = "つきましては９月１２日（金）１７時までに御回答ください。";
    let folder = folder(&[("a.txt", said.repeat(300).as_str())]);
    let shown =
        common::run(kigen(folder.path()).args(["read", "--no-config", "--now", "2025-09-09T10:00", "a.txt"]))
            .stdout;
    let lines: Vec<&str> = shown.lines().filter(|line| line.contains('[')).collect();
    assert_eq!(lines.len(), 300, "{}", shown.len());
    assert!(
        lines
            .iter()
            .all(|line| line.len() < 2200 && line.contains("[９月１２日（金）１７時]"))
    );
    assert!(
        lines[150].contains('…') && lines[150].ends_with('…'),
        "{}",
        lines[150]
    );
}

#[test]
fn a_tag_in_brackets_begins_a_letter_and_no_flow_sequence() {
    for text in [
        "[至急] 9/11までに御回答ください。\n",
        "[9/11（木）17時まで] 所管する法人の調査\n",
    ] {
        let output = read("a.txt", text.as_bytes());
        let [request] = list(&output, "requests") else {
            panic!("{text}: {output}")
        };
        assert_eq!(list(request, "dues").len(), 1, "{text}: {output}");
    }
    for text in [
        "{種別: 照会, 回答期限: 2025-09-11 17:00}\n",
        "{\"kind\": \"inquiry\", \"due\": \"2025-09-11T17:00:00\"}\n",
    ] {
        let output = read("a.txt", text.as_bytes());
        let [request] = list(&output, "requests") else {
            panic!("{text}: {output}")
        };
        assert_eq!(request["kind"], "inquiry", "{text}: {output}");
    }
}

#[test]
fn a_letter_dated_at_its_end_is_sent_then() {
    let text = "総務省行政評価局　御中\n\n　次のとおり照会いたします。\n　回答は、７月１４日（月）１５時までにお願いいたします。\n\n\
                令和７年７月８日\n厚生労働省政策統括官付政策立案・評価担当参事官室\n";
    let output = read("a.txt", text.as_bytes());
    let [request] = list(&output, "requests") else {
        panic!("{output}")
    };
    assert_eq!(request["sent"].as_str().map(|at| &at[..10]), Some("2025-07-08"));
    assert_eq!(request["from"]["ministry"], "厚生労働省");
    assert_eq!(request["to"][0]["ministry"], "総務省");
}

#[test]
fn the_date_may_stand_beside_the_number() {
    for number in ["事務連絡", "総行第12号"] {
        let text = format!(
            "{number}　令和７年９月３日\n\n各府省担当課　御中\n\n総務省行政局\n\n意見照会について\n\n９月12日（金）17時までに御回答ください。\n"
        );
        let output = read("a.txt", text.as_bytes());
        let [request] = list(&output, "requests") else {
            panic!("{output}")
        };
        assert_eq!(
            request["sent"].as_str().map(|at| &at[..10]),
            Some("2025-09-03"),
            "{output}"
        );
    }
}

#[test]
fn the_sender_may_stand_above_the_addressees() {
    for mark in ["（事務連絡・案）", "事務連絡", "総行第12号\n令和７年９月３日"] {
        let text = format!(
            "{mark}\n\n総務省行政局行政課\n\n各局総務課　御中\n\n資料の提出について\n\n資料を９月12日（金）17時までに提出してください。\n"
        );
        let output = read("a.txt", text.as_bytes());
        let [request] = list(&output, "requests") else {
            panic!("{output}")
        };
        assert_eq!(
            request["from"]["office"], "総務省行政局行政課",
            "{mark}: {output}"
        );
    }
}

#[test]
fn what_markdown_does_not_show_is_no_deadline() {
    let text = "別添のとおり協議します。\n\n- 回答期限：９月１１日（木）<br>１６時\n- ~~９月１０日（水）１６時まで~~\n<!-- ９月１８日までに提出してください。\n○月○日まで -->\n\n```\n９月１９日までに提出してください。\n```\n";
    let output = super::json("a.md", text);
    let [request] = crate::common::list(&output, "requests") else {
        panic!("{output}")
    };
    assert_eq!(request["due"], "2025-09-11T16:00:00+09:00");
    assert!(
        crate::common::codes(&output)
            .iter()
            .all(|code| !code.starts_with("KG0")),
        "{output}"
    );
    // In plain text these signs are only signs.
    assert!(!crate::common::codes(&super::json("a.txt", text)).is_empty());
}

#[test]
fn characters_that_turn_the_direction_of_text_are_said_and_removed() {
    let text = "別添のとおり協議します。\n\u{202e}９月１１日\u{202c}（木）１６時までに御回答願います。\n";
    for name in ["a.txt", "a.md"] {
        let output = super::json(name, text);
        assert!(crate::common::codes(&output).contains(&"KG021"), "{output}");
        let edits = crate::common::of(&output, "KG021")[0]["fixes"][0]["edits"]
            .as_array()
            .unwrap();
        assert_eq!(edits.len(), 2);
    }
}

#[test]
fn a_due_is_named_by_a_noun_or_not_at_all() {
    for (row, wanted) in [
        (
            "答弁案（課長了解済みのもの）　９月１０日（水）12時",
            json!("答弁案"),
        ),
        (
            "参考資料（各問２枚以内）　９月１０日（水）12時",
            json!("参考資料"),
        ),
        ("割振りに異議がある場合は、９月１０日（水）12時まで", Value::Null),
        ("執行率（８月末時点）　９月１０日（水）12時まで", Value::Null),
    ] {
        let letter = format!(
            "財務省主計局　御中\n\n次のとおり御提出ください。\n\n・{row}\n・様式１　９月１２日（金）17時まで\n\n総務省行政管理局\n"
        );
        let output = read("案.txt", letter.as_bytes());
        let dues = list(&output["requests"][0], "dues");
        assert_eq!(dues.len(), 2, "{row}: {output}");
        assert_eq!(dues[0]["name"], wanted, "{row}");
    }
}

#[test]
fn the_date_of_a_letter_may_give_its_year_twice() {
    for date in ["令和７年(2025年)10月３日", "令和７（2025）年10月３日"] {
        let letter = format!(
            "{date}\n\n財務省主計局　御中\n\n総務省行政管理局\n\n10月24日（金）までに御回答ください。\n"
        );
        let output = read("案.txt", letter.as_bytes());
        assert_eq!(
            output["requests"][0]["sent"], "2025-10-03T09:30:00+09:00",
            "{date}"
        );
    }
}
