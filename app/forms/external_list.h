// Lists of choices that lie in a file beside the form (towns.csv, cities.geojson, towns.xml) or inside an XForm.
// Pure: bytes in, a table out. Nothing is fetched; a file is named by the form and given by the caller. Whatever breaks
// a limit or a rule is refused with its row.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/forms/instance.h"
#include "app/forms/reasons.h"
#include "crypto/base/bytes.h"

namespace holdfast::forms {

inline constexpr std::size_t kListRowsMax = 50'000;
inline constexpr std::size_t kListColumnsMax = 256;
inline constexpr std::size_t kListFileSizeMax = std::size_t{8} << 20;

// root/item rows: what instance('name')/root/item sees (rows_instance makes the tree). A cell that a row lacks is an
// empty text.
struct ExternalList {
  std::string name;                            // id of the instance: the file's name without its ending
  std::vector<std::string> columns;            // each a name that can stand in an expression
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
  std::vector<std::size_t> row_numbers;        // of the source, counted from 1
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  std::size_t column(std::string_view name) const;
  std::string_view cell(std::size_t row, std::string_view column) const;
};
using ExternalLists = std::map<std::string, std::shared_ptr<const ExternalList>, std::less<>>;
// XML of another shape than root/item/cells: only paths of the form's author find their way in it.
using ExternalTrees = std::map<std::string, std::shared_ptr<const Instance>, std::less<>>;

// By the ending: .csv (comma or semicolon, with or without byte order mark), .geojson (properties as columns, the shape
// as ODK geometry text), .xml (root/item/children). kFormExternal with file and row.
Result<ExternalList> read_external_list(std::string_view file_name, ByteView bytes);
Result<ExternalList> read_csv_list(std::string_view file_name, ByteView bytes);
Result<ExternalList> read_geojson_list(std::string_view file_name, ByteView bytes);
Result<ExternalList> read_xml_list(std::string_view file_name, ByteView bytes);
// Any XML within the limits, as a tree.
Result<Instance> read_xml_tree(std::string_view file_name, ByteView bytes);
// True where the XML is well-formed, but no list.
bool is_other_xml(ByteView bytes);

// "towns.csv" -> "towns".
std::string list_instance_name(std::string_view file_name);
// A name without folder that ends in .csv, .xml or .geojson.
bool is_list_file_name(std::string_view name);

}  // namespace holdfast::forms
