// Things that one thread at a time may use, lent to whoever needs one: as many are made as are needed at once.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace recount {

/// Any number of threads may use one. It must outlive what it lends.
template <class T>
class Pool {
public:
    struct Return {
        Pool* pool = nullptr;
        void operator()(T* thing) const { pool->give_back(std::unique_ptr<T>(thing)); }
    };
    using Lent = std::unique_ptr<T, Return>;

    explicit Pool(std::function<std::unique_ptr<T>()> make) : make_(std::move(make)) {}

    Lent take() {
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                T* thing = idle_.back().release();
                idle_.pop_back();
                return Lent(thing, {this});
            }
        }
        return Lent(make_().release(), {this});
    }

private:
    void give_back(std::unique_ptr<T> thing) {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(thing));
    }

    std::function<std::unique_ptr<T>()> make_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<T>> idle_;
};

}  // namespace recount
