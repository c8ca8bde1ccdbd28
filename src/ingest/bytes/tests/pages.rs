use super::*;

fn rows(page: &str) -> String {
    let text = case(page.as_bytes()).open().unwrap();
    assert_eq!(&text.container, &Container::Html);
    whole(&text)
}

#[test]
fn a_page_is_known_by_its_first_tag() {
    for page in [
        "<table>",
        "<HTML>",
        "\u{feff} \n<!doctype html>",
        "<?xml version='1.0'?>\n<html>",
        "<!-- a --><meta>",
    ] {
        assert!(html::is_html(page.as_bytes()), "{page}");
    }
    for text in ["a,b\n<table>", "<tables>", "<!-- a", "<", "", "<?xml?><Workbook>"] {
        assert!(!html::is_html(text.as_bytes()), "{text}");
    }
}

#[test]
fn cells_are_text() {
    let page = "<html><head><style>td {}</style><script>'<td>no</td>'</script></head><body><table><tbody>\
        <tr><th>Campaign</th><th> Cost&nbsp;</th></tr>\
        <tr><td>A &amp;\n  <b>B</b>, &quot;C&quot;</td><td>1&nbsp;000,50</td></tr>\
        <tr><td>two<br>lines</td><td></td></tr>\
        <tr></tr><tr><td>last<td>1</table></body></html>";
    assert_eq!(
        rows(page),
        "Campaign,Cost\n\"A & B, \"\"C\"\"\",\"1\u{a0}000,50\"\n\"two\nlines\"\n\"\"\nlast,1\n"
    );
}

#[test]
fn spans_keep_columns_in_their_places() {
    let page = "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f<tr><td>g</table>";
    assert_eq!(rows(page), "a,b,,c\n,d,e,f\ng\n");
    let wide = "<table><tr><td colspan=99999>a<td>b</table>";
    assert_eq!(rows(wide), format!("a{}b\n", ",".repeat(1000)));
}

#[test]
fn the_table_that_makes_sense_is_meant() {
    let page = "<table><tr><td>menu</td></tr></table>\
        <table><tr><td>page</td><td><table><tr><td>Campaign</td><td>Cost</td></tr></table></td></tr></table>\
        <table><tr><td>Cost</td></tr></table>";
    assert_eq!(rows(page), "Campaign,Cost\n");
}

#[test]
fn a_page_may_be_in_an_old_encoding() {
    let page = "<meta charset=\"windows-1251\"><table><tr><td>Кампания</td></tr></table>";
    let (content, ..) = encoding_rs::WINDOWS_1251.encode(page);
    let text = case(&content).open().unwrap();
    assert_eq!((whole(&text).as_str(), text.encoding.name()), ("Кампания\n", "windows-1251"));
}

#[test]
fn a_page_without_a_table_is_an_error() {
    assert_eq!(case(b"<html>401").error(), "file: is an HTML page without a table; save the table as CSV");
    assert_eq!(
        case(b"<html><table></table>").error(),
        "file: is an HTML page without a table; save the table as CSV"
    );
}

#[test]
fn nothing_in_a_page_grows_without_end() {
    let limits = Limits { piece: 1 << 16, ..Limits::USUAL };
    let long = "x".repeat(1 << 19);
    let cells = "<td>xxxxxxxxxxxxxxxxxxxxxxxxx<b>xxxxxxxxxxxxxxxxxxxxxx</b>".repeat(10_000);
    let deep = "<table><tr><td>".repeat(100);
    for page in [
        format!("<table><tr><td>{long}"),
        format!("<table title='{long}'>"),
        format!("<table><!-- {long} -->"),
        format!("<table><tr>{cells}"),
        format!("<table><tr><td>{}", "x<b>".repeat(1 << 17)),
        deep,
        format!("<table><tr>{}", "<td>".repeat(20_000)),
    ] {
        assert_eq!(
            Case { limits, ..case(page.as_bytes()) }.error(),
            "file: is an HTML page with a cell, a row or a tag that is too large; save the table as CSV",
            "{}",
            &page[..30]
        );
    }
    let limits = Limits { text: 1000, ..Limits::USUAL };
    let tall = format!("<table>{}</table>", "<tr><td colspan=500>a<td>b".repeat(10));
    assert!(Case { limits, ..case(tall.as_bytes()) }.error().contains("more text than a table can hold"));
}
