//! Word's documents.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use visible_text::{Document, Error, Kind, Limits, Problem, docx, kind};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>{body}</w:body></w:document>"#
    )
}

fn read(bytes: &[u8]) -> Document {
    docx::read(bytes, &Limits::default()).unwrap()
}

fn text(document: &Document) -> String {
    document
        .blocks
        .iter()
        .map(|block| block.text.text.as_str())
        .collect()
}

/// Visible text of a body.
fn seen(body: &str) -> String {
    let read = read(&zip(&[("word/document.xml", &document(body))]));
    assert_eq!(
        read.notices
            .iter()
            .filter(|notice| notice.problem != Problem::NoText)
            .count(),
        0
    );
    text(&read)
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

#[test]
fn paragraphs_are_lines_and_runs_are_not() {
    let body = paragraph(
        &(run("9月") + &run("11日") + "<w:r><w:tab/><w:t>a &amp; b</w:t><w:br/><w:t>&#x671F;</w:t></w:r>"),
    ) + &paragraph("")
        + &paragraph(&run("c"));
    assert_eq!(seen(&body), "9月11日\ta & b\n期\n\nc\n");
}

#[test]
fn what_was_deleted_moved_or_hidden_is_not_seen() {
    let body = paragraph(&format!(
        "<w:del>{}</w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>{}{}{}",
        "<w:r><w:delText>9月1日</w:delText></w:r>",
        run("9月11日"),
        run("9月2日"),
        run("（木）"),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9月3日</w:t></w:r>",
        "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>まで</w:t></w:r>",
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>9月4日</w:t></w:r>",
    ));
    assert_eq!(seen(&body), "9月11日（木）まで\n");
    let joined =
        paragraph(&("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>".to_owned() + &run("a"))) + &paragraph(&run("b"));
    assert_eq!(seen(&joined), "ab\n");
}

#[test]
fn styles_hide_too() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style><w:style w:styleId="r1"><w:basedOn w:val="r2"/></w:style><w:style w:styleId="r2"><w:basedOn w:val="r1"/></w:style></w:styles>"#;
    let body = document(
        r#"<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r><w:t>x</w:t></w:r><w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>y</w:t></w:r></w:p><w:p><w:r><w:rPr><w:rStyle w:val="a"/></w:rPr><w:t>z</w:t></w:r><w:r><w:rPr><w:rStyle w:val="r1"/></w:rPr><w:t>v</w:t></w:r></w:p>"#,
    );
    let read = read(&zip(&[("word/document.xml", &body), ("word/styles.xml", styles)]));
    assert_eq!(text(&read), "y\nv\n");
}

#[test]
fn tables_are_read_by_rows_and_merged_cells_once() {
    let cell =
        |inner: &str, text: &str| format!("<w:tc><w:tcPr>{inner}</w:tcPr>{}</w:tc>", paragraph(&run(text)));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>{}",
        cell("<w:vMerge w:val=\"restart\"/>", "期限"),
        cell("", "9月11日"),
        cell("<w:vMerge/>", "期限"),
        cell("", "17時"),
        cell("", "9月1日"),
        paragraph(&run("後")),
    );
    assert_eq!(seen(&body), "期限\t9月11日\n\t17時\n後\n");
    let nested = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}{}</w:tc></w:tr></w:tbl>",
        paragraph(""),
        paragraph(&run("a")),
        paragraph(&run("b"))
    );
    assert_eq!(seen(&nested), "\ta\n\tb\n");
}

#[test]
fn one_of_choice_and_fallback_is_seen_and_text_boxes_stand_behind_their_paragraph() {
    let boxed = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(&run(text)));
    let body = paragraph(&format!(
        "{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{}</w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{}",
        run("本文"),
        boxed("9月11日まで"),
        boxed("9月11日まで"),
        run("続き"),
    ));
    assert_eq!(seen(&body), "本文続き\n9月11日まで\n");
}

#[test]
fn fields_controls_and_ruby_are_read_as_shown() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = paragraph(&format!(
        "{}<w:r><w:instrText>DATE</w:instrText></w:r>{}{}{}{}",
        field("begin"),
        run("9月1日"),
        field("separate"),
        run("9月11日"),
        field("end"),
    )) + &format!(
        "<w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        paragraph(&run("中"))
    ) + &paragraph(&format!(
        "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r><w:fldSimple>{}</w:fldSimple>",
        run("きげん"),
        run("期限"),
        run("結果")
    ));
    assert_eq!(seen(&body), "9月11日\n中\n期限結果\n");
}

#[test]
fn lists_show_their_numbers() {
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalFullWidth"/><w:lvlText w:val="%1．"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="aiueoFullWidth"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let item = |level: usize, text: &str| {
        paragraph(&format!(
            "<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}",
            run(text)
        ))
    };
    let body = document(&(item(0, "一") + &item(1, "a") + &item(1, "b") + &item(0, "二") + &item(1, "c")));
    let read = read(&zip(&[
        ("word/document.xml", &body),
        ("word/numbering.xml", numbering),
    ]));
    assert_eq!(text(&read), "１． 一\n（ア） a\n（イ） b\n２． 二\n（ア） c\n");
}

#[test]
fn notes_and_the_lines_at_head_and_foot_are_seen() {
    let part =
        |name: &str, text: &str| format!("<w:{name} xmlns:w=\"w\">{}</w:{name}>", paragraph(&run(text)));
    let notes = format!(
        "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\">{}</w:footnote><w:footnote>{}</w:footnote></w:footnotes>",
        paragraph(&run("-")),
        paragraph(&run("注"))
    );
    let bytes = zip(&[
        ("word/document.xml", &document(&paragraph(&run("本文")))),
        ("word/header1.xml", &part("hdr", "事務連絡")),
        ("word/footer1.xml", &part("ftr", "1")),
        ("word/footnotes.xml", &notes),
    ]);
    assert_eq!(kind(&bytes), Some(Kind::WordDocument));
    assert_eq!(text(&read(&bytes)), "事務連絡\n本文\n注\n1\n");
}

#[test]
fn what_is_not_read_is_said() {
    let macros = read(&zip(&[
        ("word/document.xml", &document(&paragraph(&run("x")))),
        ("word/vbaProject.bin", "x"),
    ]));
    assert!(matches!(macros.notices[0].problem, Problem::NotFollowed { .. }));
    let included = read(&zip(&[(
        "word/document.xml",
        &document("<w:altChunk/><w:p><w:r><w:t>x</w:t></w:r></w:p>"),
    )]));
    assert!(matches!(included.notices[0].problem, Problem::NotFollowed { .. }));
    assert_eq!(
        read(&zip(&[("word/document.xml", &document(""))])).notices[0].problem,
        Problem::NoText
    );
    let cut = read(&zip(&[(
        "word/document.xml",
        "<w:document><w:body><w:p><w:r><w:t>9月11日",
    )]));
    assert_eq!(text(&cut), "9月11日\n");
    assert!(matches!(cut.notices[0].problem, Problem::Broken { .. }));
    let entities = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document><w:p><w:r><w:t>&b;x</w:t></w:r></w:p></w:document>";
    assert_eq!(
        text(&read(&zip(&[("word/document.xml", entities)]))),
        "\u{FFFD}x\n"
    );
    assert_eq!(
        docx::read(&zip(&[("xl/workbook.xml", "")]), &Limits::default()).unwrap_err(),
        Error::NotOfThisKind
    );
    assert!(matches!(
        docx::read(b"PK\x03\x04word/document.xml", &Limits::default()),
        Err(Error::Broken(_))
    ));
}

#[test]
fn bombs_are_bounded() {
    let limits = Limits {
        text: 1 << 16,
        ..Limits::default()
    };
    let bytes = zip(&[(
        "word/document.xml",
        &document(&paragraph(&run(&"x".repeat(64 << 20)))),
    )]);
    assert!(bytes.len() < 1 << 20);
    let document_read = docx::read(&bytes, &limits).unwrap();
    assert!(text(&document_read).len() <= 4 << 16);
    assert!(
        document_read
            .notices
            .iter()
            .any(|notice| notice.problem == Problem::TooLong)
    );
    for unit in [
        "<w:p>",
        "<w:tbl><w:tr><w:tc>",
        "<mc:AlternateContent><mc:Choice>",
        "<w:txbxContent>",
        "<w:r><w:fldChar w:fldCharType=\"begin\"/>",
    ] {
        let deep = read(&zip(&[("word/document.xml", &document(&unit.repeat(50_000)))]));
        assert!(
            deep.notices
                .iter()
                .any(|notice| notice.problem == Problem::TooDeep),
            "{unit}"
        );
    }
}

#[test]
fn broken_documents_are_read_without_a_panic() {
    let body = document(&paragraph(&run("9月11日まで")));
    let bytes = zip(&[("word/document.xml", &body), ("word/styles.xml", "<w:styles/>")]);
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    for round in 0..5_000usize {
        let mut broken = bytes.clone();
        broken.truncate(broken.len() - round % 7 * 9);
        for _ in 0..3 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let at = (state >> 20) as usize % broken.len();
            broken[at] = state as u8;
        }
        let _ = docx::read(&broken, &Limits::default());
    }
}

#[test]
fn a_field_without_an_end_hides_nothing() {
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>";
    let whole = format!(
        "{begin}{}<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        run("x"),
        run("9月9日")
    );
    let body = paragraph(begin) + &paragraph(&whole) + &paragraph(&run("9月11日まで"));
    assert_eq!(seen(&body), "\n9月9日\n9月11日まで\n");
}

#[test]
fn entities_are_not_expanded_but_told() {
    let xml = "<!DOCTYPE d [<!ENTITY x \"9月11日\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&x;まで&amp;</w:t></w:r></w:p></w:body></w:document>";
    let read = read(&zip(&[("word/document.xml", xml)]));
    assert_eq!(text(&read), "\u{FFFD}まで&\n");
    assert_eq!(read.notices[0].problem, Problem::Unreadable { characters: 1 });
}

#[test]
fn parts_are_read_in_the_encoding_that_they_declare() {
    let body = document(&paragraph(&run("９月１１日までに御回答願います。")));
    for (declared, is_said) in [("Shift_JIS", false), ("UTF-8", true)] {
        let xml = body.replace("?>", &format!(" encoding=\"{declared}\"?>"));
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(&xml);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .start_file("word/document.xml", SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&bytes).unwrap();
        let read = read(&writer.finish().unwrap().into_inner());
        assert_eq!(text(&read), "９月１１日までに御回答願います。\n");
        let said = read
            .notices
            .iter()
            .any(|notice| matches!(notice.problem, Problem::WrongCharset { .. }));
        assert_eq!(said, is_said, "{declared}");
    }
}

#[test]
fn styles_of_tables_and_of_paragraphs_without_a_style_hide_too() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="P"/><w:style w:type="table" w:styleId="T"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="table" w:styleId="R"><w:tblStylePr><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style></w:styles>"#;
    let plain = paragraph(&format!(
        "<w:pPr><w:pStyle w:val=\"P\"/></w:pPr>{}",
        run("見える")
    ));
    let table = |style: &str| {
        format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/></w:tblPr><w:tr><w:tc>{plain}</w:tc></w:tr></w:tbl>"
        )
    };
    let body = paragraph(&run("隠れる")) + &table("T") + &plain + &table("R");
    let read = read(&zip(&[
        ("word/document.xml", &document(&body)),
        ("word/styles.xml", styles),
    ]));
    let lines: Vec<String> = text(&read)
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    assert_eq!(lines, ["見える", "見える"]);
}

#[test]
fn a_choice_that_word_does_not_understand_is_passed_over() {
    let choice = format!("<mc:Choice Requires=\"foo\">{}</mc:Choice>", run("9月18日"));
    let fallback = format!("<mc:Fallback>{}</mc:Fallback>", run("9月11日"));
    let of = |inner: &str| paragraph(&format!("<mc:AlternateContent>{inner}</mc:AlternateContent>"));
    assert_eq!(seen(&of(&(choice.clone() + &fallback))), "9月11日\n");
    let read = read(&zip(&[("word/document.xml", &document(&of(&choice)))]));
    assert!(matches!(read.notices[0].problem, Problem::NotFollowed { .. }));
}
