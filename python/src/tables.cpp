// Tables as Python has them: by the PyCapsule protocol of Arrow (__arrow_c_stream__), by which pandas, Polars, DuckDB
// and pyarrow take them over without a copy.
#include "tables.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>
#include <sstream>

#include "show/arrow.h"
#include "show/table_csv.h"

namespace recount::python {

namespace {

/// A capsule that releases what it holds, unless a receiver took it.
template <class Held>
nb::object capsule_of(std::unique_ptr<Held> held, const char* name) {
    return nb::capsule(held.release(), name, [](void* pointer) noexcept {
        auto* what = static_cast<Held*>(pointer);
        if (what->release)
            what->release(what);
        delete what;
    });
}

nb::object schema_of(const HeldTable& held) {
    auto schema = std::make_unique<ArrowSchema>();
    export_schema(*held.table, *schema);
    return capsule_of(std::move(schema), "arrow_schema");
}

nb::object stream_of(const HeldTable& held, const nb::object&) {
    auto stream = std::make_unique<ArrowArrayStream>();
    export_stream(held.table, *stream);
    return capsule_of(std::move(stream), "arrow_array_stream");
}

using ColumnWords = std::tuple<std::string, std::string, std::string, std::string>;

std::vector<ColumnWords> columns_of(const HeldTable& held) {
    std::vector<ColumnWords> columns;
    for (const Column& column : held.table->columns)
        columns.emplace_back(column.name(), name_of(column.type()), column.leads_to(), column.about());
    return columns;
}

nb::bytes csv_of(const HeldTable& held) {
    std::ostringstream out;
    write_table(*held.table, out);
    const std::string bytes = std::move(out).str();
    return nb::bytes(bytes.data(), bytes.size());
}

}  // namespace

void bind_tables(nb::module_& module) {
    nb::class_<HeldTable>(module, "Table")
        .def_prop_ro("name", [](const HeldTable& held) { return held.table->name; })
        .def_prop_ro("about", [](const HeldTable& held) { return held.table->about; })
        .def_prop_ro("columns", columns_of)
        .def("__len__", [](const HeldTable& held) { return held.table->rows(); })
        .def("to_csv", csv_of)
        .def("__arrow_c_schema__", schema_of)
        .def("__arrow_c_stream__", stream_of, nb::arg("requested_schema").none() = nb::none());
}

std::vector<HeldTable> held(std::vector<Table> tables) {
    std::vector<HeldTable> all;
    for (Table& table : tables)
        all.push_back({std::make_shared<const Table>(std::move(table))});
    return all;
}

}  // namespace recount::python
