//! What a browser and every spreadsheet get of a document.

use yuebao_domain::publish::draw::{as_csv, as_html};

use super::testing::document;

#[test]
fn heads_are_merged_and_repeated_and_texts_are_texts() {
    let page = as_html(&document());
    for part in [
        "<h1>月报表</h1>",
        "@page { size: A3 landscape; }",
        "thead { display: table-header-group; }",
        "<h2>一、总体情况</h2>",
        "<caption>表一</caption>",
        "<tr><th rowspan=\"2\">项目名称</th><th colspan=\"2\">完成投资</th><th rowspan=\"2\">存在问题</th></tr>\n\
         <tr><th>本月<br>（万元）</th><th>1—5月<br>（万元）</th></tr>",
        "<th class=\"text\" scope=\"row\">=1+1&lt;b&gt;路&lt;/b&gt;</th><td class=\"figure\">—</td>\
         <td class=\"figure\">-1,234.50</td><td class=\"text\">1.甲<br>2.乙</td>",
        "<li>未报1项。</li>",
        "<p class=\"foot\"><span>负责人：</span><span>电话：</span></p>",
        // whether figures are final stands on every sheet, and so does its number
        "@page { @top-left { content: \"口径：暂计数。\"; } }",
        "@bottom-center { content: \"— \" counter(page) \" —\";",
    ] {
        assert!(page.contains(part), "{part}\nis not in\n{page}");
    }
}

#[test]
fn a_title_is_broken_between_its_parts() {
    let mut document = document();
    "某市重大项目简报（第5期）".clone_into(&mut document.title);
    let page = as_html(&document);
    let title = "<h1><span>某市重大项目</span><span>简报</span><span>（第5期）</span></h1>";
    assert!(page.contains(title), "{page}");
    assert!(page.contains("<title>某市重大项目简报（第5期）</title>"));
}

#[test]
fn the_page_needs_nothing_beside_it() {
    let page = as_html(&document());
    for outside in ["src=", "href=", "url(", "@import", "<script"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn everything_is_in_the_csv_and_nothing_is_a_formula() {
    let lines = [
        "\u{feff}月报表",
        "口径：暂计数。",
        "填报单位（盖章）：,单位：万元",
        "一、总体情况",
        "完成投资0.12亿元。",
        "表一",
        "项目名称,完成投资·本月（万元）,完成投资·1—5月（万元）,存在问题",
        "合计,,1234.50*,",
        "'=1+1<b>路</b>,—,-1234.50,\"1.甲\n2.乙\"",
        "未报1项。",
        "负责人：,电话：",
        "",
    ];
    assert_eq!(as_csv(&document()), lines.join("\r\n"));
}
