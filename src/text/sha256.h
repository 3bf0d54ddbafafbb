// SHA-256 (FIPS 180-4) of bytes, by OpenSSL: the fingerprint that the chain of custody carries.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace recount {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// HMAC-SHA-256 (FIPS 198-1) of bytes with a key, as digits: without the key nobody can try what the bytes may be.
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

/// The bytes of a digest in lower-case hexadecimal digits.
std::string hexadecimal(std::span<const unsigned char> digest);

}  // namespace recount
