//! Visible text of HTML mail.

#![allow(clippy::unwrap_used)]

mod common;

use common::{by, own};
use encoding_rs::SHIFT_JIS;
use visible_text::{Author, Document, Limits};

fn read(bytes: &[u8]) -> Document {
    visible_text::mail::read(bytes, &Limits::default()).unwrap()
}

fn mail(header: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes =
        format!("From: a@example.go.jp\r\nDate: Tue, 9 Sep 2025 10:00:00 +0900\r\n{header}\r\n\r\n")
            .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

#[test]
fn html_is_read_as_a_person_sees_it() {
    let html = |html: &str| {
        own(&read(&mail(
            "Content-Type: text/html; charset=utf-8",
            html.as_bytes(),
        )))
    };
    assert_eq!(
        html("<p>期限は<s>9月10日</s><del>9日</del>9月11日</p>"),
        "期限は9月11日"
    );
    // The break behind a struck date does not part the new one from its row.
    assert_eq!(
        html("<table><tr><td>原稿</td><td><s>9月10日</s><br>9月11日<br>必着</td></tr></table>"),
        "原稿\t9月11日\n必着"
    );
    assert_eq!(
        html("<span style='text-decoration: line-through'>9月10日</span>9月11日"),
        "9月11日"
    );
    assert_eq!(
        html("<div style='display:none;max-height:0'>9月1日まで</div><p>本文</p>"),
        "本文"
    );
    assert_eq!(
        html("<dialog>9月1日</dialog><dialog open>9月11日</dialog>"),
        "9月11日"
    );
    assert_eq!(
        html("9月11日&nbsp16:00&lt9&copyx&nothing"),
        "9月11日 16:00<9©x&nothing"
    );
    assert_eq!(
        html("<style>.pre, p.x{display:none}</style><div class='a pre'>9月1日</div><p class=x>a</p>b"),
        "b"
    );
    for (hidden, shown) in [
        ("visibility:hidden", "visibility:visible"),
        ("font-size:0", "font-size:14px"),
        ("font-size:1px", "font-size:1em"),
        ("font:0/0 a", "font-size:9pt"),
        ("color:transparent", "color:#000"),
    ] {
        let nested = |style: &str| {
            html(&format!(
                "<div style='{hidden}'>9月1日<b {style}>本文</b>9月2日</div>後"
            ))
        };
        assert_eq!(nested(&format!("style='{shown}'")), "本文\n後", "{hidden}");
        assert_eq!(nested("style='font-weight:bold'"), "後", "{hidden}");
        let by_sheet =
            format!("<style>.h{{{hidden}}}</style><p class=h>9月1日<i style='{shown}'>本文</i></p>後");
        assert_eq!(html(&by_sheet), "本文\n後", "{hidden}");
    }
    // An element without size shows none of its contents.
    assert_eq!(
        html("<p style='display:none'>a<b style='display:block;visibility:visible'>b</b></p>後"),
        "後"
    );
    assert_eq!(
        html("<style>@media print{.a{display:none}}</style><p class=a>見える</p>"),
        "見える"
    );
    assert_eq!(
        html(
            "<!-- 9月1日 --><!--[if mso]>x<![endif]--><head><title>t</title></head><body>本文<script>9月1日</script>"
        ),
        "本文"
    );
    assert_eq!(
        html(
            "<table><tr><th>期限</th><td><p>9月11日</p></td></tr><tr><td>提出先</td><td>総務省</td></tr></table>後"
        ),
        "期限\t9月11日\n提出先\t総務省\n後"
    );
    assert_eq!(
        html("9月&nbsp;11&#26085;&#x307E;で&amp;&lt;b&gt; &unknown; a & b"),
        "9月 11日まで&<b> &unknown; a & b"
    );
    assert_eq!(html("一<br>二<div>三</div>四"), "一\n二\n三\n四");
    assert_eq!(html("<ol><li>一<li>二</ol><ul><li>三</ul>"), "1. 一\n2. 二\n・三");
    assert_eq!(html("<ruby>期<rp>(</rp><rt>き</rt><rp>)</rp>限</ruby>"), "期限");
    assert_eq!(html("<pre>a\n  b</pre>"), "a\n  b");
    assert_eq!(html("3 < 4 <b>x</b"), "3 < 4 x");
    for hidden in [
        "<style>.m .x{display:none}</style><div class=m><i><p class=x>9月1日</p></i></div>",
        "<style>div > span.x{display:none}</style><div><span class=x>9月1日</span></div>",
        "<style>.a.b{display:none}</style><p class='b a'>9月1日</p>",
        "<style>[data-x]{display:none}</style><p data-x=1>9月1日</p>",
        "<style>@media screen{.x{display:none}}</style><p class=x>9月1日</p>",
        "<style>.y{color:red} /* .z{ */ .x/*q*/{display:none}</style><p class=x>9月1日</p>",
        "<i style='font-size:0.0px'>9月1日</i>",
        "<i style='font:0/0 a'>9月1日</i>",
        "<i style='color:transparent'>9月1日</i>",
        "<div style='position:absolute;left:-9999px'>9月1日</div>",
        "<div style='text-indent:-9999px'>9月1日</div>",
        "<i style='position:absolute;clip:rect(0, 0, 0, 0)'>9月1日</i>",
        "<i style='display:inline-block;width:0;overflow:hidden'>9月1日</i>",
    ] {
        assert_eq!(html(&format!("{hidden}<p>本文</p>")).trim(), "本文", "{hidden}");
    }
    for seen in [
        "<style>.m .x{display:none}</style><p class=x>見える</p>",
        "<style>div > .x{display:none}</style><div><i><b class=x>見える</b></i></div>",
        "<style>.a.b{display:none}</style><p class=a>見える</p>",
        "<style>a:hover .x, p::before{display:none}</style><p class=x>見える</p>",
        "<i style='margin-left:-9999px;position:static;left:-9999px'>見える</i>",
        "<i style='width:0'>見える</i>",
    ] {
        assert_eq!(html(seen).trim(), "見える", "{seen}");
    }
    let cited = read(&mail(
        "Content-Type: text/html; charset=utf-8",
        "答え<div class='gmail_quote'>2025年9月9日<blockquote>9月1日まで</blockquote></div>後".as_bytes(),
    ));
    assert_eq!(by(&cited, Author::Quoted), "2025年9月9日\n9月1日まで\n");
    assert_eq!(own(&cited), "答え\n後");
    // A blockquote without mark is an indentation.
    assert_eq!(html("<blockquote>9月11日まで</blockquote>"), "9月11日まで");
}

#[test]
fn the_charset_that_html_declares_is_used_where_the_header_names_none() {
    let page = |meta: &str| {
        let text = format!("<html><head>{meta}</head><body>回答は９月11日までに</body></html>");
        let (bytes, ..) = SHIFT_JIS.encode(&text);
        own(&read(&mail("Content-Type: text/html", &bytes)))
    };
    for meta in [
        "<meta charset=\"Shift_JIS\">",
        "<meta charset = 'shift_jis'>",
        "<meta http-equiv=Content-Type content=\"text/html; charset=x-sjis\">",
        "",
    ] {
        assert_eq!(page(meta), "回答は９月11日までに", "{meta}");
    }
}

#[test]
fn tables_are_rows_of_cells() {
    let html = "<p>次のとおり</p><table><caption>期限</caption><thead><tr><th>様式<th>期限</thead><tbody><tr><td>１<td>９月11日<tr><td>２<td>９月12日</tbody></table><p>以上";
    let read = read(&mail("Content-Type: text/html; charset=utf-8", html.as_bytes()));
    assert_eq!(
        own(&read),
        "次のとおり\n期限\n様式\t期限\n１\t９月11日\n２\t９月12日\n以上"
    );
}

#[test]
fn places_in_html_are_the_bytes_of_the_file() {
    let html = "<p>期限は\r\n9月&#49;1日<b>（木）</b>です</p>";
    let file = mail(
        "Content-Type: text/html; charset=shift_jis",
        &SHIFT_JIS.encode(html).0,
    );
    let read = read(&file);
    let text = &read.blocks[0].text;
    assert_eq!(text.text, "期限は 9月11日（木）です");
    let at = text.text.find("9月11日（木）").unwrap();
    let place = text.places.in_file(at..at + "9月11日（木）".len()).unwrap();
    assert_eq!(SHIFT_JIS.decode(&file[place]).0, "9月&#49;1日<b>（木）");
}
