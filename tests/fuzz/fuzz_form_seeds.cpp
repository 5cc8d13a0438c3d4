// Samples of forms and lists for the fuzzer.
#include "tests/app/forms/workbook_support.h"
#include "tests/fuzz/fuzz_seeds.h"

namespace holdfast::fuzz {

namespace {

Bytes seed_of(std::string_view text) { return to_bytes(as_bytes(text)); }

constexpr std::string_view kSurveySeed =
    "type,name,label::English (en),label::Thai (th),hint,relevant,constraint,calculation,default,required,appearance,"
    "parameters,bind::holdfast:class,choice_filter,repeat_count,trigger\n"
    "select_one yn or_other,a,A,B,,,,,,yes,minimal,,health,,,\n"
    "begin repeat,r,R,,,${a} = 'yes',,,,,,,,,3,\n"
    "integer,b,\"B, \"\"b\"\"\",,,,. < 3,,1 + 1,,,,,,,\n"
    "calculate,c,,,,,,\"pulldata('l', 'x', 'y', ${b})\",,,,,,,,${b}\n"
    "end repeat,,,,,,,,,,,,,,,\n";

constexpr std::string_view kXformSeed =
    "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" "
    "xmlns:jr=\"http://openrosa.org/javarosa\"><h:head><h:title>T</h:title><model><itext><translation lang=\"en\">"
    "<text id=\"a:label\"><value>A <output value=\"/d/b\"/></value></text></translation></itext>"
    "<instance><d id=\"x\"><a/><b>1</b><r jr:template=\"\"><c/></r><r><c/></r><meta><instanceID/></meta></d></instance>"
    "<instance id=\"l\"><root><item><name>1</name><label>One</label></item></root></instance>"
    "<instance id=\"t\"><u><v><w>1</w></v></u></instance><instance id=\"e\" src=\"jr://file/e.csv\"/>"
    "<bind nodeset=\"/d/a\" type=\"int\" relevant=\"/d/b = 1\" required=\"true()\"/>"
    "<bind nodeset=\"/d/b\" calculate=\"../a + 1\"/>"
    "<setvalue event=\"odk-instance-first-load\" ref=\"/d/b\" value=\"1\"/>"
    "</model></h:head><h:body><group ref=\"/d\">"
    "<input ref=\"/d/a\"><label ref=\"jr:itext('a:label')\"/></input></group>"
    "<group ref=\"/d/r\"><label>R</label><repeat nodeset=\"/d/r\" jr:count=\"2\"><select1 ref=\"c\"><itemset "
    "nodeset=\"randomize(instance('l')/root/item[name != /d/a])\"><value ref=\"name\"/><label ref=\"label\"/></itemset>"
    "</select1></repeat></group></h:body></h:html>";

Bytes workbook_seed() {
  return test::workbook_of({{"survey", test::text_row(1, {"type", "name", "label"}) +
                                           test::text_row(2, {"select_one l", "q", "Q"})},
                            {"choices", test::text_row(1, {"list_name", "name", "label"}) +
                                            test::text_row(2, {"l", "a", "A"})}});
}

}  // namespace

std::vector<FuzzTarget> form_fuzz_targets() {
  return {
      {"csv",
       fuzz_csv,
       {seed_of(kSurveySeed), seed_of("name;label\n1;\"A\"\n2;B\n"),
        seed_of(R"({"type": "FeatureCollection", "features": [{"type": "Feature", "id": 1, "geometry":
                 {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]}, "properties": {"a": "b"}}]})"),
        seed_of("<root><item><name>1</name><label>A</label></item></root>")},
       3000},
      {"xform", fuzz_xform, {seed_of(kXformSeed)}, 2000},
      {"xlsx",
       fuzz_xlsx,
       {workbook_seed(),
        seed_of("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                "<c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                "<x:row r=\"3\"><c r=\"A3\" s=\"1\"><v>44606.5</v></c><c t=\"b\"><v>1</v></c><c t=\"inlineStr\"><is><r>"
                "<t>a</t></r><rPh><t>b</t></rPh></is></c></x:row></sheetData></worksheet>")},
       3000},
  };
}

}  // namespace holdfast::fuzz
