//! The figures of `kigen report` and their sources.

use serde_json::Value;

use kigen::schema::Document;

use crate::common::{Run, check, folder, kigen, list, put, run};

/// A consultation a minute short of 48 hours, with a parameter for the sending.
fn consultation(sent: &str, due: &str, bureau: &str) -> String {
    format!(
        "種別: 協議\n協議区分: 法令\n件名: 秘密の件名\n発出元: {bureau}\n宛先: [財務省主計局, 厚生労働省大臣官房]\n\
         発出日時: {sent}\n回答期限: {due}\n想定作業量: 6時間\n"
    )
}

/// A year's files: five requests in three of them, and a file that is no request.
fn year() -> tempfile::TempDir {
    let late = consultation("2025-09-09T17:30", "2025-09-11T17:29", "総務省行政管理局");
    let good = consultation("2025-05-12T10:00", "2025-05-19T17:00", "総務省　行政管理局");
    let before = consultation("2025-03-31T10:00", "2025-04-07T17:00", "総務省行政管理局");
    let survey = "種別: 調査\n件名: 秘密\n発出元: 総務省自治行政局\n宛先: 各府省\n発出日時: 2025-07-07T18:30\n\
                  回答期限: 2025-07-08T17:00\n必要性: 状況把握のため\n想定作業量: 1時間\n";
    let excepted = "例外: [{規則: KG301, 理由: 秘密の理由, 承認者: 秘密の承認者}]\n";
    let inquiry = "種別: 照会\n件名: 秘密\n発出元: 総務省自治行政局\n宛先: 財務省主計局\n発出日時: 2025-08-09T12:00\n\
                   回答期限: 2025-08-16T12:00\n";
    folder(&[
        ("協議.yaml", &format!("{late}---\n{good}")),
        ("調査.yaml", &format!("{survey}{excepted}---\n{inquiry}")),
        ("前年度.yaml", &before),
        (
            "雛形.yaml",
            "雛形: true\n種別: 照会\n件名: a\n宛先: 財務省主計局\n回答期限: ○月○日\n",
        ),
        ("壊れた.yaml", "種別: 協議\n件名: [a\n"),
        ("その他.yaml", "a: 1\n"),
    ])
}

fn report(folder: &std::path::Path, arguments: &[&str]) -> Run {
    run(kigen(folder)
        .args(["report", "--no-config", "--now", "2026-04-01T10:00"])
        .args(arguments))
}

fn json(folder: &std::path::Path, arguments: &[&str]) -> Value {
    let run = report(folder, &[arguments, &["--format", "json"]].concat());
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    run.json()
}

/// The element of a list whose member has this value.
fn of<'v>(output: &'v Value, name: &str, member: &str, value: &str) -> &'v Value {
    list(output, name)
        .iter()
        .find(|it| it[member] == value)
        .unwrap_or_else(|| panic!("no {member} {value} in {name}: {output}"))
}

#[test]
fn every_figure_is_counted_of_the_year() {
    let folder = year();
    let output = json(folder.path(), &["--year", "令和7年度", "."]);
    assert_eq!(output["schema"], "kigen/report/v1");
    assert_eq!(output["year"]["from"], "2025-04-01");
    assert_eq!(output["year"]["until"], "2026-03-31");
    let wanted = [
        ("requests", 4),
        ("judged", 3),
        ("breached", 1),
        ("excepted", 1),
        ("deviated", 0),
        ("undetermined", 1),
        ("drafts", 0),
    ];
    for (name, count) in wanted {
        assert_eq!(output[name], count, "{name}: {output}");
    }
    let sources = &output["sources"];
    for (name, count) in [
        ("unread", 1),
        ("left_out", 1),
        ("templates", 1),
        ("other_years", 1),
        ("files", 6),
    ] {
        assert_eq!(sources[name], count, "{name}: {sources}");
    }
    let rule = |code| of(&output, "by_rule", "code", code);
    assert_eq!(rule("KG101")["requests"], 1);
    assert_eq!(rule("KG101")["judged"], 4);
    assert_eq!(rule("KG301")["requests"], 0);
    assert_eq!(rule("KG301")["excepted"], 1);
    assert_eq!(rule("KG301")["undetermined"], 1);
    assert_eq!(rule("KG301")["judged"], 3);
    assert_eq!(rule("KG201")["requests"], 0, "every rule in force is listed");
    // One office under all its names.
    let bureau = of(&output, "by_bureau", "bureau", "総務省行政管理局");
    assert_eq!((&bureau["requests"], &bureau["breached"]), (&2.into(), &1.into()));
    assert_eq!(bureau["by_rule"]["KG101"], 1);
    let months: Vec<&str> = list(&output, "by_month")
        .iter()
        .map(|it| it["month"].as_str().unwrap())
        .collect();
    assert_eq!(months, ["2025-05", "2025-07", "2025-08", "2025-09"]);
    assert_eq!(of(&output, "by_kind", "kind", "consultation")["requests"], 2);
    let treasury = of(&output, "by_recipient", "ministry", "財務省");
    assert_eq!(
        (&treasury["requests"], &treasury["asked"]["requests"]),
        (&3.into(), &2.into())
    );
    assert_eq!(treasury["asked"]["effort"], "PT12H");
    let given = &output["given"]["elapsed"];
    assert_eq!(
        (&given["requests"], &given["below"], &given["min"]),
        (&4.into(), &2.into(), &"PT22H30M".into())
    );
    assert_eq!(given["median"], "PT47H59M");
    let sum: u64 = list(given, "bins")
        .iter()
        .map(|bin| bin["requests"].as_u64().unwrap())
        .sum();
    assert_eq!(sum, 4);
    assert_eq!(
        (&output["sent"]["evening"], &output["sent"]["closed_day"]),
        (&2.into(), &1.into())
    );
    assert_eq!(output["dues"]["closed_day"], 1);
    let hour = list(&output["sent"], "by_hour")
        .iter()
        .find(|it| it["weekday"] == 2 && it["hour"] == 17);
    assert_eq!(hour.unwrap()["requests"], 1);
    let intensive = &output["intensive"];
    assert_eq!(
        (
            &intensive["inside"]["requests"],
            &intensive["outside"]["requests"]
        ),
        (&3.into(), &1.into())
    );
    let clause = of(&output, "by_clause", "section", "Ⅲ.１.（１）①");
    assert_eq!(clause["requests"], 1);
    let strictest = list(&output, "strictest");
    assert_eq!(strictest.len(), 4);
    assert_eq!(strictest[0]["working"], "PT6H30M");
}

#[test]
fn the_year_before_stands_beside_it() {
    let folder = year();
    let output = json(folder.path(), &["--year", "2025", "--compare", "."]);
    assert_eq!(output["before"]["year"]["fiscal_year"], 2024);
    assert_eq!(output["before"]["requests"], 1);
    assert_eq!(output["sources"]["other_years"], 0);
    let all = json(folder.path(), &["."]);
    assert_eq!((&all["requests"], &all["year"]), (&5.into(), &Value::Null));
    assert!(all.get("before").is_none());
    let human = report(folder.path(), &["--year", "2025", "--compare"]).stdout;
    assert!(
        human.contains("令和7年度") && human.contains("前年度件数"),
        "{human}"
    );
}

#[test]
fn the_figures_go_by_the_configuration() {
    let place = year();
    let configured = |text: &str| {
        put(place.path(), "kigen.yaml", text.as_bytes());
        let arguments = [
            "report",
            "--now",
            "2026-04-01T10:00",
            "--year",
            "2025",
            "--format",
            "json",
        ];
        let done = run(kigen(place.path()).args(arguments));
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        done.json()
    };
    let figures = |output: &Value| {
        let intensive = &output["intensive"];
        let name = |of: &Value| of.as_str().unwrap().to_owned();
        let count = |of: &Value| of["requests"].as_u64().unwrap();
        (
            name(&intensive["from"]),
            name(&intensive["until"]),
            count(&intensive["inside"]),
            count(&intensive["outside"]),
        )
    };
    let wanted =
        |from: &str, until: &str, inside, outside| (from.to_owned(), until.to_owned(), inside, outside);
    assert_eq!(figures(&configured("")), wanted("07-01", "09-30", 3, 1));
    let august = configured("値: {intensive_period: 8月1日〜8月31日}\n");
    assert_eq!(figures(&august), wanted("08-01", "08-31", 1, 3));
    // The last day is included, and a period may span the year's end.
    let winter = configured("値: {intensive_period: 9月9日から5月12日まで}\n");
    assert_eq!(figures(&winter), wanted("09-09", "05-12", 2, 2));
    // A plan without the period leaves the default one.
    let pack = folder(&[(
        "plan.yaml",
        "plan: other\ntitle: {ja: 別, en: Other}\nissuer: 別\nprefix: OT\nparams: {intensive_period: 07-07/07-08}\n",
    )]);
    let rules = pack.path().to_str().unwrap();
    let json_of = |arguments: &[&str]| json(place.path(), &[arguments, &["--year", "2025", "."]].concat());
    assert_eq!(
        figures(&json_of(&["--plan", "yukatsu"])),
        wanted("07-01", "09-30", 3, 1)
    );
    let own = json_of(&["--rules", rules, "--plan", "other"]);
    assert_eq!(figures(&own), wanted("07-07", "07-08", 1, 3));
    // Closures and the evening hour apply to documents and records alike.
    let text = "値: {evening: '18:00'}\n閉庁日: [{日付: 2025-09-11, 理由: 休業}]\n";
    for paths in ["documents", "records"] {
        let output = match paths {
            "documents" => configured(text),
            _ => {
                let lines = run(kigen(place.path()).args([
                    "check",
                    "--now",
                    "2026-04-01T10:00",
                    "--format",
                    "jsonl",
                ]));
                let records = put(place.path(), "r.jsonl", lines.stdout.as_bytes());
                let arguments = ["report", "--year", "2025", "--format", "json"];
                run(kigen(place.path()).args(arguments).arg(records)).json()
            }
        };
        assert_eq!(output["basis"]["evening_from"], "18:00", "{paths}");
        assert_eq!(
            (&output["sent"]["evening"], &output["dues"]["closed_day"]),
            (&1.into(), &2.into()),
            "{paths}"
        );
    }
}

#[test]
fn a_fiscal_year_is_written_in_any_way() {
    let folder = year();
    for (text, wanted) in [
        ("2025", 2025),
        ("2025年度", 2025),
        ("FY2025", 2025),
        ("令和7年度", 2025),
        ("令和７年度", 2025),
        ("R7", 2025),
        ("令和元年度", 2019),
        ("平成31年度", 2019),
        ("平成30年度", 2018),
    ] {
        let output = json(folder.path(), &["--year", text, "."]);
        assert_eq!(output["year"]["fiscal_year"], wanted, "{text}");
    }
    for text in ["", "年度", "令和", "7", "平成40年度", "2025-04", "十"] {
        let run = report(folder.path(), &["--year", text]);
        assert_eq!(run.status, Some(2), "{text}: {}", run.stdout);
        assert!(
            run.stdout.is_empty() && run.stderr.contains("2025"),
            "{text}: {}",
            run.stderr
        );
    }
    assert_eq!(
        report(folder.path(), &["--compare"]).status,
        Some(2),
        "of which year?"
    );
}

#[test]
fn no_text_of_a_request_is_shown_unless_it_is_asked_for() {
    let folder = year();
    for format in ["human", "json", "csv"] {
        let shown = report(folder.path(), &["--format", format]).stdout;
        for text in ["秘密", "協議.yaml"] {
            assert!(!shown.contains(text), "{format} shows {text}: {shown}");
        }
    }
    let output = json(folder.path(), &["--with-subjects", "."]);
    let first = &list(&output, "strictest")[0];
    assert_eq!(
        (&first["path"], &first["index"], &first["subject"]),
        (&"調査.yaml".into(), &0.into(), &"秘密".into())
    );
    let human = report(folder.path(), &["--with-subjects"]).stdout;
    assert!(
        human.contains("秘密の件名") && !human.contains("秘密の理由"),
        "{human}"
    );
}

#[test]
fn recorded_lines_give_the_figures_of_the_documents() {
    let folder = year();
    let lines = run(kigen(folder.path()).args([
        "check",
        "--no-config",
        "--now",
        "2026-04-01T10:00",
        "--format",
        "jsonl",
    ]));
    assert_eq!(lines.status, Some(1), "{}", lines.stderr);
    let other = crate::common::folder(&[("a.jsonl", &lines.stdout)]);
    for arguments in [&[][..], &["--year", "2025", "--compare"], &["--with-subjects"]] {
        let mut documents = json(folder.path(), &[arguments, &["."]].concat());
        let mut recorded = json(other.path(), &[arguments, &["a.jsonl"]].concat());
        assert_eq!(recorded["sources"]["records"], 6);
        assert_eq!(recorded["sources"]["unread"], 1);
        documents["sources"].take();
        recorded["sources"].take();
        assert_eq!(documents, recorded, "{arguments:?}");
    }
    // The same file given twice is counted twice.
    let twice = json(other.path(), &["a.jsonl", "a.jsonl"]);
    assert_eq!(twice["requests"], 10);
    // On standard input records are recognised by their first bytes.
    let piped = crate::common::run_with_input(
        kigen(other.path()).args(["report", "--no-config", "--format", "json", "-"]),
        lines.stdout.as_bytes(),
    );
    assert_eq!(piped.json()["requests"], 5);
}

#[test]
fn lines_that_are_cut_or_foreign_are_counted_and_said() {
    let folder = year();
    let lines = check(folder.path(), &["--no-config", "--format", "jsonl"]).stdout;
    let without_end: String = lines
        .lines()
        .filter(|line| !line.contains("\"summary\""))
        .map(|line| format!("{line}\n"))
        .collect();
    let torn = format!("{lines}{{\"type\":\"request\",\"path\":\"協\n\n{{\"a\": 1}}\n[1]\n\u{0}\n");
    put(folder.path(), "end.jsonl", without_end.as_bytes());
    put(folder.path(), "torn.jsonl", torn.as_bytes());
    put(folder.path(), "foreign.jsonl", b"{\"a\": 1}\n");
    put(folder.path(), "empty.jsonl", b"");
    let run = report(folder.path(), &["end.jsonl"]);
    assert_eq!(run.status, Some(2));
    assert!(
        run.stderr.contains("end.jsonl") && run.stdout.contains("依頼"),
        "{}",
        run.stderr
    );
    let run = report(folder.path(), &["torn.jsonl"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("4行"), "{}", run.stdout);
    let run = report(folder.path(), &["foreign.jsonl"]);
    assert_eq!(run.status, Some(2), "{}", run.stdout);
    let run = report(folder.path(), &["empty.jsonl"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let run = report(folder.path(), &["missing.jsonl"]);
    assert_eq!(run.status, Some(2), "{}", run.stdout);
    // Records in a folder are not read: the requests they record may be there too.
    let output = json(folder.path(), &["."]);
    assert_eq!(
        (&output["requests"], &output["sources"]["unnamed_records"]),
        (&5.into(), &4.into())
    );
}

#[test]
fn what_cannot_be_read_ends_with_two() {
    let folder = year();
    for arguments in [&["nowhere"][..], &["--format", "yaml"], &["--rules", "nowhere"]] {
        let run = report(folder.path(), arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}: {}", run.stdout);
    }
    let empty = crate::common::folder(&[]);
    let run = report(empty.path(), &["."]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("集計する依頼はありません"), "{}", run.stdout);
}

#[test]
fn the_output_is_as_its_schema_says() {
    let folder = year();
    let validator = jsonschema::validator_for(&Document::Report.schema()).unwrap();
    for arguments in [
        &["."][..],
        &["--year", "2025", "--compare", "--with-subjects", "."],
    ] {
        let output = json(folder.path(), arguments);
        let wrong: Vec<String> = validator
            .iter_errors(&output)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(wrong, Vec::<String>::new());
    }
}

#[test]
fn a_figure_of_csv_is_that_of_json() {
    let folder = year();
    let output = json(folder.path(), &["--year", "2025", "--compare", "."]);
    let csv = report(folder.path(), &["--year", "2025", "--compare", "--format", "csv"]).stdout;
    let csv = csv.strip_prefix('\u{feff}').expect("a mark for spreadsheets");
    assert!(csv.lines().all(|line| line.split(',').count() == 6), "{csv}");
    for line in [
        "year,table,key,measure,value,of",
        "2025,all,,requests,4,",
        "2025,all,,breached,1,4",
        "2025,by_rule,KG301,requests,0,3",
        "2025,by_recipient,財務省,effort,PT12H,2",
        "2024,all,,requests,1,",
    ] {
        assert!(csv.contains(&format!("{line}\r\n")), "{line}: {csv}");
    }
    assert_eq!(output["requests"], 4);
    // No name becomes a formula in a spreadsheet.
    put(
        folder.path(),
        "式.yaml",
        consultation("2025-09-09T17:30", "2025-09-11T17:29", "'=1+1'").as_bytes(),
    );
    let csv = report(folder.path(), &["--format", "csv"]).stdout;
    assert!(csv.contains(",'=1+1,") && !csv.contains(",=1+1"), "{csv}");
}

#[test]
fn a_draft_counts_as_sent_when_it_is_looked_at() {
    let folder = folder(&[(
        "案.yaml",
        "種別: 照会\n件名: a\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n相当の作業量: なし\n回答期限: 2026-04-10 17:00\n",
    )]);
    let output = json(folder.path(), &["."]);
    assert_eq!((&output["requests"], &output["drafts"]), (&1.into(), &1.into()));
    assert_eq!(list(&output, "by_month")[0]["month"], "2026-04");
    let human = report(folder.path(), &["--lang", "en"]).stdout;
    assert!(human.contains("no sending time"), "{human}");
}

#[test]
fn the_page_needs_nothing_besides_itself_and_has_four_sheets() {
    let folder = year();
    put(
        folder.path(),
        "名.yaml",
        consultation(
            "2025-09-09T17:30",
            "2025-09-11T17:29",
            "'<script>alert(1)</script>\u{202e}局\"'",
        )
        .as_bytes(),
    );
    for lang in ["ja", "en"] {
        let arguments = [
            "--year",
            "2025",
            "--compare",
            "--format",
            "html",
            "--with-subjects",
            "--lang",
            lang,
        ];
        let run = report(folder.path(), &arguments);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        let page = run.stdout;
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
        assert_eq!(page.matches("<section>").count(), 4, "a section a sheet");
        for word in [
            "<script",
            "javascript:",
            "url(http",
            "src=",
            "href=",
            "\u{202e}",
            "<link",
        ] {
            assert!(!page.contains(word), "{word}");
        }
        assert!(page.contains("&lt;script&gt;"), "{page}");
        // Each chart is well-formed and starts with its text alternative (`title`).
        let charts: Vec<&str> = page.split("<svg viewBox").skip(1).collect();
        assert_eq!(charts.len(), 6);
        for chart in charts {
            let chart = format!("<svg viewBox{}</svg>", chart.split("</svg>").next().unwrap());
            let parsed =
                roxmltree::Document::parse(&chart).unwrap_or_else(|error| panic!("{error}: {chart}"));
            assert_eq!(
                parsed
                    .root_element()
                    .first_element_child()
                    .unwrap()
                    .tag_name()
                    .name(),
                "title"
            );
        }
        // The working time asked of each ministry, and the number of requests that state it.
        let asked = if lang == "ja" { "作業量" } else { "of work" };
        assert!(
            page.contains(asked) && page.contains("記載") == (lang == "ja"),
            "{page}"
        );
        // Bars under 48 hours are hatched, and a line marks the limit.
        assert!(
            page.contains("url(#hatch)") && page.contains("stroke-dasharray"),
            "{page}"
        );
        assert!(page.contains(if lang == "ja" { "48時間" } else { "48 h" }));
    }
}

#[test]
fn the_workbook_is_the_same_for_the_same_figures() {
    let folder = year();
    let made = |name: &str| {
        let run = report(folder.path(), &["--format", "xlsx", "--output", name]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
        std::fs::read(folder.path().join(name)).unwrap()
    };
    let book = made("a.xlsx");
    assert!(book.starts_with(b"PK") && book == made("b.xlsx"));
    let run = report(folder.path(), &["--format", "xlsx", "--output", "nowhere/a.xlsx"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("nowhere/a.xlsx"), "{}", run.stderr);
    assert_eq!(report(folder.path(), &["--output", "."]).status, Some(2));
}
