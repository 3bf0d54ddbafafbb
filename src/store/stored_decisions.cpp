#include "store/stored_decisions.h"

namespace recount {

std::vector<Decision> stored_decisions(Store& store) {
    std::vector<Decision> decisions;
    for (Rows rows = store.database().query("SELECT id, line FROM decisions ORDER BY number"); rows.next();) {
        auto read = read_decision(rows.text(1));
        if (const auto* why = std::get_if<std::string>(&read))
            throw StoreError(store.file() + ": decision " + std::string(rows.text(0)) + " is damaged: " + *why);
        decisions.push_back(std::get<Decision>(std::move(read)));
    }
    return decisions;
}

std::size_t add_decisions(Store& store, std::span<Decision> decisions) {
    Database& database = store.database();
    Transaction transaction(database, "storing decisions");
    std::size_t added = 0;
    for (Decision& decision : decisions) {
        const std::string line = write_decision(decision);
        if (database.number("SELECT count(*) FROM decisions WHERE id = ?", 0, decision.id) > 0)
            continue;
        database.run("INSERT INTO decisions (id, at, by, version, round, verb, line) VALUES (?, ?, ?, ?, ?, ?, ?)",
                     decision.id, SqlValue::or_null(decision.at), SqlValue::or_null(decision.by),
                     SqlValue::or_null(decision.version), SqlValue::or_null(decision.round), name_of(decision.verb),
                     line);
        ++added;
    }
    transaction.commit();
    return added;
}

}  // namespace recount
