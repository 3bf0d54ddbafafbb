// SHA-256 (FIPS 180-4) of bytes, by OpenSSL: the fingerprint that the chain of custody carries.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace recount {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The bytes of a digest in lower-case hexadecimal digits.
std::string hexadecimal(std::span<const unsigned char> digest);

}  // namespace recount
