#include "show/table.h"

#include <cstring>

namespace recount {

std::string_view name_of(ColumnType type) {
    switch (type) {
    case ColumnType::words: return "words";
    case ColumnType::number: return "number";
    case ColumnType::count: return "count";
    case ColumnType::flag: return "flag";
    case ColumnType::day: return "day";
    }
    return "";
}

Column::Column(std::string_view name, ColumnType type, std::string_view about, std::string_view leads_to)
    : name_(name), about_(about), leads_to_(leads_to), type_(type) {
    if (type == ColumnType::words)
        ends_.push_back(0);
}

void Column::next_row(bool known) {
    if (size_ % 8 == 0)
        known_.push_back(0);
    if (known)
        known_.back() |= static_cast<std::uint8_t>(1U << (size_ % 8));
    else
        ++unknown_;
    ++size_;
}

void Column::append(const void* bytes, std::size_t size) {
    const auto* first = static_cast<const std::uint8_t*>(bytes);
    values_.insert(values_.end(), first, first + size);
}

void Column::put(std::string_view words) {
    append(words.data(), words.size());
    ends_.push_back(static_cast<std::int64_t>(values_.size()));
    next_row(!words.empty());
}

void Column::put(double number) {
    append(&number, sizeof number);
    next_row(true);
}

void Column::put(const std::optional<double>& number) {
    number ? put(*number) : put_unknown();
}

void Column::put(std::uint32_t count) {
    append(&count, sizeof count);
    next_row(true);
}

void Column::put(bool flag) {
    if (size_ % 8 == 0)
        values_.push_back(0);
    if (flag)
        values_.back() |= static_cast<std::uint8_t>(1U << (size_ % 8));
    next_row(true);
}

void Column::put(const std::optional<Day>& day) {
    if (!day)
        return put_unknown();
    const auto days = static_cast<std::int32_t>(day->time_since_epoch().count());
    append(&days, sizeof days);
    next_row(true);
}

void Column::put_unknown() {
    constexpr double nothing = 0;
    switch (type_) {
    case ColumnType::words: ends_.push_back(ends_.back()); break;
    case ColumnType::number: append(&nothing, sizeof(double)); break;
    case ColumnType::count:
    case ColumnType::day: append(&nothing, sizeof(std::int32_t)); break;
    case ColumnType::flag:
        if (size_ % 8 == 0)
            values_.push_back(0);
        break;
    }
    next_row(false);
}

template <class Number>
Number Column::at(std::size_t row) const {
    Number number{};
    std::memcpy(&number, values_.data() + row * sizeof number, sizeof number);
    return number;
}

std::string_view Column::words(std::size_t row) const {
    const auto start = static_cast<std::size_t>(ends_[row]), end = static_cast<std::size_t>(ends_[row + 1]);
    return std::string_view(reinterpret_cast<const char*>(values_.data()), values_.size()).substr(start, end - start);
}

double Column::number(std::size_t row) const {
    return at<double>(row);
}

std::uint32_t Column::count(std::size_t row) const {
    return at<std::uint32_t>(row);
}

bool Column::flag(std::size_t row) const {
    return (values_[row / 8] >> (row % 8) & 1) != 0;
}

Day Column::day(std::size_t row) const {
    return Day(std::chrono::days(at<std::int32_t>(row)));
}

}  // namespace recount
